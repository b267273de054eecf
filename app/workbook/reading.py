"""Reading a workbook: JSON text to a checked shape, with every problem and its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn, cast, get_args, get_origin

from pydantic import ValidationError

from app.domain.errors import InvalidError, Problem, RuleError
from app.domain.sentence import N_
from app.workbook.base import Shape
from app.workbook.problems import problems_of
from app.workbook.shape.company import Company
from app.workbook.shape.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 512 * 1024 * 1024

Record = dict[str, Any]


class NotJsonError(RuleError):
    """The file cannot be read as JSON at all."""

    text = N_("Line {line}, column {column}: this is not JSON any more ({detail}).")


class NotWorkbookError(RuleError):
    """The file is something else."""

    text = N_("This is not a workbook of Accord: {detail}.")


def parsed(data: bytes) -> Record:
    """The JSON object of a file; raises NotJsonError or NotWorkbookError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotWorkbookError(detail=N_("it is not text in UTF-8")) from error
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise NotJsonError(line=error.lineno, column=error.colno, detail=error.msg) from error
    except RecursionError as error:
        raise NotWorkbookError(detail=N_("its brackets are nested too deeply")) from error
    except ValueError as error:
        raise NotWorkbookError(detail=str(error)[:200]) from error
    if not isinstance(value, dict):
        raise NotWorkbookError(detail=N_("it must be one JSON object"))
    return cast("Record", value)


def checked(value: Record) -> Record:
    """The same with canonical values, holding only the keys that were given.

    Raises InvalidError with every problem of the file.
    """
    try:
        shape = Workbook.model_validate(_said(Workbook, value))
    except ValidationError as error:
        raise InvalidError(tuple(problems_of(error))) from error
    except RecursionError as error:
        raise NotWorkbookError(detail=N_("its brackets are nested too deeply")) from error
    given = _with_nulls(Workbook, value, shape.model_dump(mode="json", exclude_unset=True))
    if problems := tuple(_twice(Workbook, given, "")):
        raise InvalidError(problems)
    return given


def _said(shape: type[Shape], value: Record) -> Record:
    """The records without the keys that `null` resets; required ones cannot be reset."""
    result = {
        key: found
        for key, found in value.items()
        if found is not None
        or key not in shape.model_fields
        or shape.model_fields[key].is_required()
    }
    for name, inner in _inner(shape):
        if isinstance(found := result.get(name), list):
            records = cast("list[object]", found)
            result[name] = [
                _said(inner, cast("Record", each)) if isinstance(each, dict) else each
                for each in records
            ]
        elif isinstance(found, dict):
            result[name] = _said(inner, cast("Record", found))
    return result


def _with_nulls(shape: type[Shape], value: Record, given: Record) -> Record:
    """What was given, canonical, and the keys it resets."""
    result: Record = {**given, **{key: None for key, found in value.items() if found is None}}
    for name, inner in _inner(shape):
        found = value.get(name)
        if isinstance(found, list):
            records, canonical = cast("list[Record]", found), cast("list[Record]", result[name])
            pairs = zip(records, canonical, strict=True)
            result[name] = [_with_nulls(inner, record, each) for record, each in pairs]
        elif isinstance(found, dict):
            result[name] = _with_nulls(inner, cast("Record", found), result[name])
    return result


def _inner(shape: type[Shape]) -> Iterator[tuple[str, type[Shape]]]:
    yield from record_lists(shape)
    if shape is Workbook:
        yield "company", Company


def completed(value: Record, old: Record) -> Record:
    """The file with what its records must say and leave out, where they are known already.

    Keys a file leaves out are left alone, even those that a new record cannot do without.
    """
    return _with_known_records(Workbook, value, old)


def _completed(shape: type[Shape], record: Record, old: Record) -> Record:
    result = dict(record)
    for name, field in shape.model_fields.items():
        key = field.alias or name
        if field.is_required() and key not in result and key in old:
            result[key] = old[key]
    return _with_known_records(shape, result, old)


def _with_known_records(shape: type[Shape], record: Record, old: Record) -> Record:
    result = dict(record)
    for name, inner in record_lists(shape):
        found = result.get(name)
        if not isinstance(found, list) or not old.get(name):
            continue
        records = cast("list[object]", found)
        before = {known[inner.key]: known for known in old[name]}
        result[name] = [_known_too(inner, each, before) for each in records]
    return result


def _known_too(shape: type[Shape], record: object, before: dict[str, Record]) -> object:
    if not isinstance(record, dict):
        return record
    given = cast("Record", record)
    key = given.get(shape.key)
    known = before.get(key) if isinstance(key, str) else None
    return _completed(shape, given, known) if known else given


def record_lists(shape: type[Shape]) -> Iterator[tuple[str, type[Shape]]]:
    """The keys of a shape that hold records told apart by a key, and the shape of those."""
    for name, field in shape.model_fields.items():
        args = get_args(field.annotation)
        if get_origin(field.annotation) is list and isinstance(args[0], type):
            inner = args[0]
            if issubclass(inner, Shape) and inner.key:
                yield name, inner


def _twice(shape: type[Shape], record: Record, place: str) -> Iterator[Problem]:
    for name, inner in record_lists(shape):
        seen: dict[str, int] = {}
        for i, found in enumerate(record.get(name) or ()):
            here = f"{place}{name}[{i}]"
            key = found[inner.key]
            if key in seen:
                yield Problem(
                    f"{here}.{inner.key}",
                    N_("{key} is here twice; the first is {first}"),
                    key=key,
                    first=f"{place}{name}[{seen[key]}]",
                )
            seen.setdefault(key, i)
            yield from _twice(inner, found, f"{here}.")


def _unique(pairs: list[tuple[str, Any]]) -> Record:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {double!r} is given twice in one object")
    return result


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number JSON knows")
