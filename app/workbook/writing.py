"""Writing a workbook: the same data gives the same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.workbook.base import Shape
from app.workbook.shape.workbook import FORMAT, Workbook

if TYPE_CHECKING:
    from app.workbook.reading import Record


def canonical(record: Shape) -> Record:
    """A record without what is as it would be anyway."""
    return record.model_dump(mode="json", exclude_defaults=True)


def text_of(workbook: Record) -> bytes:
    """The file's bytes: the keys in their usual order, two spaces, a line feed at the end."""
    ordered = {
        "format": FORMAT,
        **{k: workbook[k] for k in Workbook.model_fields if workbook.get(k)},
    }
    return (json.dumps(ordered, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def schema() -> Record:
    """The workbook's JSON Schema, made from the code that reads it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Workbook.model_json_schema(mode="validation"),
    }
