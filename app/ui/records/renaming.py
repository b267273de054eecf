"""Giving a record another name, wherever it is mentioned."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.errors import AppError
from app.domain.sentence import N_, say
from app.ui.errors import present
from app.ui.form.fields import Field
from app.ui.records.asking import AskSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.ui.desk import Desk
    from app.ui.form.fields import Choices, Record
    from app.workbook.merging import Path


def ask_for_name(
    desk: Desk, over: QWidget, choices: Choices, path: Path, done: Callable[[Path], None]
) -> None:
    """Ask for another name, and give it to the record and to all that mention it."""
    words = desk.kit.language.say

    def rename(found: Record) -> None:
        name = str(found.get("name") or "")
        if not name or name == path[-1]:
            return
        try:
            undo = desk.services.editing.rename(path, name)
        except AppError as error:
            present(desk.kit, over, error)
            return
        told = say(N_("{what} renamed"), what=path[-1])
        desk.undos.push(told, partial(desk.services.editing.undo, undo))
        done((*path[:-1], name))

    sheet = AskSheet(
        desk,
        over,
        words(N_("Rename")),
        words(N_("Everything that mentions it follows. Issued documents stay as they are.")),
        (Field("name", N_("Name"), span=6),),
        choices,
    )
    sheet.answered.connect(rename)
    sheet.begin({"name": path[-1]})
