"""Numbers as people type them, and as a workbook writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from app.workbook.fields import amount_text, number_text

if TYPE_CHECKING:
    from app.i18n import Language

_PLAIN = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class NumberReader:
    """Reads and shows numbers in one language; plain ones with a point are always understood."""

    language: Language

    def read(self, text: str) -> Decimal | None:
        """The number meant; nothing where that is not clear."""
        typed = text.strip().replace("\N{NO-BREAK SPACE}", "").replace("−", "-")
        if not typed:
            return None
        try:
            if _PLAIN.fullmatch(typed) and not self._is_grouped(typed):
                return Decimal(typed)
            return parse_decimal(typed, locale=self.language.locale, strict=True)
        except (NumberFormatError, InvalidOperation, ValueError):
            return None

    def tell(self, value: str, *, is_amount: bool = False) -> str:
        """A workbook's number as it is read: with its thousands parted."""
        pattern = "#,##0.00####" if is_amount else "#,##0.######"
        return format_decimal(Decimal(value), format=pattern, locale=self.language.locale)

    def show(self, value: str, *, is_amount: bool = False) -> str:
        """A workbook's number as it is typed here."""
        pattern = "0.00####" if is_amount else "0.######"
        return format_decimal(Decimal(value), format=pattern, locale=self.language.locale)

    def write(self, value: Decimal, *, is_amount: bool = False) -> str:
        """A number as a workbook writes it."""
        return amount_text(value) if is_amount else number_text(value)

    def _is_grouped(self, typed: str) -> bool:
        """Whether a point is more likely to part thousands here: `1.250` in German."""
        thousand = format_decimal(1000, format="#,##0", locale=self.language.locale)
        return thousand[1] == "." and len(typed.partition(".")[2]) == 3
