"""Texts of mails with fields: what stands in braces is filled in; an unknown one is an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.document import DocumentKind
from app.domain.errors import RuleError
from app.domain.mail_address import lines, one_line
from app.domain.sentence import N_


class Purpose(StrEnum):
    """What a mail is for."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    REMINDER_1 = "reminder_1"
    REMINDER_2 = "reminder_2"
    REMINDER_3 = "reminder_3"
    STATEMENT = "statement"

    @classmethod
    def of(cls, kinds: Iterable[DocumentKind]) -> Purpose:
        """What a mail with such documents is for."""
        notes = all(kind is DocumentKind.CREDIT_NOTE for kind in kinds)
        return cls.CREDIT_NOTE if notes else cls.INVOICE


FIELDS: dict[str, str] = {
    "client": N_("the client's name"),
    "contact": N_("who gets the bills there, else the client"),
    "number": N_("the number of the document, or all of them"),
    "date": N_("its date"),
    "total": N_("what is to be paid"),
    "due": N_("when it is due"),
    "period": N_("what it is for: the first and the last day"),
    "open": N_("what is still open of it"),
    "company": N_("your company's name"),
}
"""What may stand in braces, and what it becomes."""

_FIELD = re.compile(r"\{([^{}\n]*)\}")


class UnknownFieldError(RuleError):
    """A field nobody knows."""

    text = N_("There is no field {field}. There are {fields}.")


class LooseBraceError(RuleError):
    """A brace alone."""

    text = N_("A field needs both braces, such as {example}: {around}")


@dataclass(frozen=True, slots=True)
class Template:
    """A subject and a body with fields."""

    subject: str
    body: str

    def check(self) -> None:
        """Raise where a field is not known or a brace stands alone."""
        _check(self.subject)
        _check(self.body)

    def filled(self, values: Mapping[str, str]) -> Template:
        """Both with their fields filled in; the subject is one line, whatever was filled in."""
        self.check()
        return Template(
            one_line(_filled(self.subject, values)), lines(_filled(self.body, values)).strip("\n")
        )


def _check(text: str) -> None:
    for name in _FIELD.findall(text):
        if name not in FIELDS:
            listed = ", ".join(_braced(field) for field in FIELDS)
            raise UnknownFieldError(field=_braced(name), fields=listed)
    rest = _FIELD.sub("\0", text)
    for brace in "{}":
        if brace in rest:
            at = rest.index(brace)
            around = rest[max(0, at - 12) : at + 12].replace("\0", "…")
            raise LooseBraceError(example="{client}", around=one_line(around))


def _filled(text: str, values: Mapping[str, str]) -> str:
    # What is filled in is never looked at again: a client called {total} stays that.
    return _FIELD.sub(lambda found: values.get(found[1], ""), text)


def _braced(name: str) -> str:
    return f"{{{name}}}"
