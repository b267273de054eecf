"""What every object of a workbook is like."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A JSON object of the workbook: keys it does not know are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)
    key: ClassVar[str] = ""
    """The key by which records of this kind are told apart; empty for plain values."""
