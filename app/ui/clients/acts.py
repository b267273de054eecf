"""What can be done with a whole client: give it another code and name, take it away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.errors import AppError
from app.domain.sentence import N_, say
from app.ui.errors import present
from app.ui.form.fields import Field
from app.ui.records.asking import AskSheet
from app.ui.records.confirming import ConfirmSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.services.editing import Undo
    from app.ui.desk import Desk
    from app.ui.form.fields import Choices, Record
    from app.workbook.merging import Path

_GOES = (
    ("agreements", N_("1 agreement"), N_("{count} agreements")),
    ("devices", N_("1 device"), N_("{count} devices")),
    ("users", N_("1 user"), N_("{count} users")),
    ("contacts", N_("1 contact"), N_("{count} contacts")),
)


def rename(  # noqa: PLR0917 - whom, over what, and what then
    desk: Desk,
    over: QWidget,
    choices: Choices,
    path: Path,
    record: Record,
    done: Callable[[Path], None],
    *,
    is_billed: bool,
) -> None:
    """Ask for another code and name; the code of a billed client stands on its documents."""
    words = desk.kit.language.say
    name = Field("name", N_("Name"), span=6)
    code = Field("code", N_("Code"), span=6)
    text = (
        words(N_("Issued documents stay as they are, and so does the code that stands on them."))
        if is_billed
        else words(N_("Everything that mentions it follows. Issued documents stay as they are."))
    )
    fields = (name,) if is_billed else (name, code)
    sheet = AskSheet(desk, over, words(N_("Rename")), text, fields, choices)

    def answered(found: Record) -> None:
        _rename(desk, over, path, {**record, "code": path[-1]}, found, done)

    sheet.answered.connect(answered)
    sheet.begin({"name": record.get("name"), "code": path[-1]})


def remove(
    desk: Desk, over: QWidget, path: Path, record: Record, go: Callable[[Path], None]
) -> None:
    """Ask, and take the client away with all that is its own; refused once it was billed."""
    kit, words = desk.kit, desk.kit.language.say
    name = str(record.get("name") or path[-1])
    going = [
        kit.counted(len(record[key]), one, many) for key, one, many in _GOES if record.get(key)
    ]
    text = words("With it goes what is its own: {parts}.", parts=", ".join(going)) if going else ""
    sheet = ConfirmSheet(
        kit,
        over,
        words("Remove {name}?", name=name),
        f"{text} {words('Undo brings it back.')}".strip(),
        words("Remove {name}", name=name),
    )
    sheet.confirmed.connect(partial(go, path))
    sheet.open(sheet.cancel)


def _rename(  # noqa: PLR0917 - from what, to what, and what then
    desk: Desk,
    over: QWidget,
    path: Path,
    was: Record,
    found: Record,
    done: Callable[[Path], None],
) -> None:
    editing = desk.services.editing
    code, name = str(found.get("code") or path[-1]), found.get("name")
    undos: list[Undo] = []
    try:
        if code != path[-1]:
            undos.append(editing.rename(path, code))
        if name != was.get("name"):
            undos.append(editing.save({"clients": [{"code": code, "name": name}]}))
    except AppError as error:
        present(desk.kit, over, error)
    if undos:

        def back() -> None:
            for undo in reversed(undos):
                editing.undo(undo)

        desk.undos.push(say(N_("{what} renamed"), what=str(was.get("name") or path[-1])), back)
        done((*path[:-1], code))
