"""A question before something is saved: what it reaches, and a button that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from app.ui.buttons import Button
    from app.ui.form.fields import Record


class Question(Sheet):
    """Esc leaves everything as it is."""

    confirmed = Signal(object)
    """What is to be saved beside the draft; an empty workbook where that is nothing."""
    ok: Button

    def confirm(self, also: Record | None = None) -> None:
        """Save, and perhaps something more."""
        self.dismiss()
        self.confirmed.emit(also or {})
