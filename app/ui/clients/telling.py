"""What an edit changed, in the words of the forms: `Phone: 1 → 2`."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from app.ui.clients.form import form_of as client_form
from app.ui.form.agreement import form_of as agreement_form
from app.ui.form.dated import steps_of
from app.ui.form.fields import Choices, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.i18n import Language
    from app.ui.form.fields import Field, Form, Options

_KEYS = ("number", "name", "code")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 48


class Teller:
    """Knows what the keys of a client and of its agreements are called, and of other forms."""

    def __init__(self, language: Language, more: Iterable[Form] = ()) -> None:
        self._language = language
        self._names: dict[str, str] = {}
        self._options: dict[str, Options] = {}
        self._choices = Choices(language, date.min, {})
        for form in (client_form({}), agreement_form({}, {}), *more):
            self._learn(fields_of(form))

    def told(self, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
        """Each value that is another one now, names first, lists of records last."""
        keys = dict.fromkeys([*was, *now])
        for key in sorted(keys, key=lambda key: _rank(key, was.get(key), now.get(key))):
            if key in _KEYS and was.get(key) == now.get(key):
                continue
            yield from self._change(key, was.get(key), now.get(key))

    def _learn(self, fields: Iterable[Field]) -> None:
        for field in fields:
            # The parts of an address have fields of their own, the address has none.
            key = field.key.rpartition(".")[2]
            if field.label:
                self._names.setdefault(key, field.label)
            if field.options:
                self._options.setdefault(key, field.options)
            self._learn(field.columns)

    def _change(self, key: str, before: Any, after: Any) -> Iterator[str]:  # noqa: ANN401
        name = self._language.say(self._names[key]) if key in self._names else key
        if _is_records(before) or _is_records(after):
            for which, old, new in _pairs(before, after):
                inside = ", ".join(self.told(old, new)) if old and new else ""
                yield f"{which} ({inside})" if inside else which
        elif isinstance(before, dict) or isinstance(after, dict):
            old = cast("dict[str, Any]", before or {})
            new = cast("dict[str, Any]", after or {})
            if key not in self._names:
                yield from self.told(old, new)
                return
            inside = ", ".join(self.told(old, new))
            yield f"{name} ({inside})" if before and inside else name
        elif before in (None, "", []):
            yield f"{name}: {self._value(key, after)}"
        else:
            yield f"{name}: {self._value(key, before)} → {self._value(key, after)}"

    def _chosen(self, key: str, value: object) -> str:
        """The words of a choice; a value that is none of the offered ones is told as it is."""
        offered = self._options[key](self._choices) if key in self._options else ()
        return next((each.text for each in offered if each.value == value), str(value))

    def _value(self, key: str, value: Any) -> str:  # noqa: ANN401 - any JSON value
        if value in (None, "", [], {}):
            return "–"
        if _is_dated(value):
            since, last = steps_of(value)[-1]
            day = self._language.date(date.fromisoformat(str(since)))
            return self._language.say("{value} from {day}", value=self._value(key, last), day=day)
        if isinstance(value, list):
            several = cast("list[object]", value)
            text = ", ".join(self._chosen(key, each) for each in several)
        elif isinstance(value, bool):
            text = self._language.say("Yes") if value else self._language.say("No")
        elif isinstance(value, str) and _DAY.fullmatch(value):
            text = self._language.date(date.fromisoformat(value))
        else:
            text = "…" if isinstance(value, dict) else self._chosen(key, value)
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _rank(key: str, before: object, after: object) -> int:
    """Where a change stands among the others."""
    if key in _KEYS:
        return 0
    return 2 if _is_records(before) or _is_records(after) else 1


def _is_dated(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    """Steps, each with its day; hours of a day are pairs of times and none."""
    first: Any = cast("list[Any]", value)[0] if isinstance(value, list) else None
    since = cast("list[Any]", first)[:1] if isinstance(first, list) else []
    return bool(since) and isinstance(since[0], str) and bool(_DAY.fullmatch(since[0]))


def _is_records(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    return isinstance(value, list) and any(
        isinstance(each, dict) for each in cast("list[Any]", value)
    )


def _pairs(before: Any, after: Any) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:  # noqa: ANN401
    """Records that belong together by their names."""
    old, new = ({_name(each): each for each in side or ()} for side in (before, after))
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield name, old.get(name, {}), new.get(name, {})


def _name(record: dict[str, Any]) -> str:
    return next((str(record[key]) for key in _KEYS if record.get(key)), "…")
