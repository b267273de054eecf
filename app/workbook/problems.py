"""From what pydantic found to sentences that name the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.errors import Problem
from app.domain.sentence import N_, Blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic import ValidationError

_TAGS = {"bare", "dated", "one", "each"}
_SENTENCES = {
    "missing": N_("is missing"),
    "extra_forbidden": N_("is not a key that is known here"),
    "int_type": N_("must be a whole number"),
    "int_from_float": N_("must be a whole number"),
    "bool_type": N_("must be true or false"),
    "string_type": N_("must be text"),
    "list_type": N_("must be a list in square brackets"),
    "tuple_type": N_("must be a list in square brackets"),
    "dict_type": N_("must be an object in braces"),
    "model_type": N_("must be an object in braces"),
    "model_attributes_type": N_("must be an object in braces"),
    "too_long": N_("has too many values"),
    "too_short": N_("has too few values"),
    "string_too_long": N_("is too long"),
}
_EXPECTED = {
    "enum": N_("must be one of {expected}"),
    "literal_error": N_("must be one of {expected}"),
    "greater_than_equal": N_("must be at least {expected}"),
    "less_than_equal": N_("must be at most {expected}"),
}
_CONTEXT = {
    "enum": "expected",
    "literal_error": "expected",
    "greater_than_equal": "ge",
    "less_than_equal": "le",
}


def place_of(loc: Sequence[int | str]) -> str:
    """A place as people read it: `clients[3].agreements[0].cycel`."""
    text = ""
    for part in loc:
        if part in _TAGS:
            continue
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text


def problems_of(error: ValidationError) -> Iterable[Problem]:
    """Each thing pydantic found, with its place and our own sentence."""
    for found in error.errors(include_url=False, include_input=False):
        place = place_of(found["loc"])
        context: dict[str, Any] = found.get("ctx") or {}
        kind = found["type"]
        if kind == "accord":
            blanks: dict[str, Blank] = context["blanks"]
            yield Problem(place, context["text"], **blanks)
        elif kind in _EXPECTED:
            yield Problem(place, _EXPECTED[kind], expected=str(context[_CONTEXT[kind]]))
        else:
            yield Problem(place, _SENTENCES.get(kind) or N_("is not what belongs here"))
