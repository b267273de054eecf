"""What must fit together in how mails leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.mail_account import LOCAL_HOSTS, Security
from app.domain.mail_address import is_address
from app.domain.mail_template import LooseBraceError, Template, UnknownFieldError
from app.domain.sentence import N_

if TYPE_CHECKING:
    from typing import Any, Protocol

    from app.workbook.merging import Path
    from app.workbook.shape.company import Mail

    class Checker(Protocol):
        """Notes what is wrong, with its place."""

        def bad(self, path: Path, key: str, text: str, **blanks: Any) -> None:  # noqa: ANN401
            """Note a problem with a key of a record."""


def check_mail(checker: Checker, mail: Mail | None) -> None:
    """Addresses that can be written to, a protected line, texts whose fields are known."""
    if mail is None:
        return
    here: Path = ("company",)
    for key in ("sender", "reply_to", "copy_to"):
        address = getattr(mail, key)
        if address and not is_address(address.strip()):
            checker.bad(
                here, f"mail.{key}", N_("{address} is not an e-mail address."), address=address
            )
    if mail.security is Security.NONE and mail.host and mail.host not in LOCAL_HOSTS:
        checker.bad(
            here,
            "mail.security",
            N_("A line without protection is only allowed to this very computer (localhost)."),
        )
    seen: set[tuple[str, str]] = set()
    for i, text in enumerate(mail.texts):
        key = f"mail.texts[{i}]"
        try:
            Template(text.subject, text.body).check()
        except (UnknownFieldError, LooseBraceError) as error:
            checker.bad(here, key, error.sentence.text, **dict(error.sentence.blanks))
        if (text.purpose, text.language) in seen:
            checker.bad(here, key, N_("There is another text for this purpose and language."))
        seen.add((text.purpose, text.language))
