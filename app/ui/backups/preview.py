"""Before a backup is put back: what it holds, what is there now, and what would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from app.domain.sentence import N_
from app.ui.backups.rows import moment
from app.ui.banner import Banner
from app.ui.buttons import Button, Kind
from app.ui.labels import Role, label
from app.ui.layout import column, framed, row
from app.ui.sheet import Sheet
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from app.services.backups import Preview
    from app.ui.kit import Kit

_COUNTED = {
    "client": N_("Clients"),
    "agreement": N_("Agreements"),
    "ticket": N_("Tickets"),
    "time_entry": N_("Time entries"),
    "expense": N_("Expenses"),
    "document": N_("Documents"),
    "payment": N_("Payments"),
}
_NAMED = 8
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RestoreSheet(Sheet):
    """Esc leaves everything as it is."""

    confirmed = Signal()

    def __init__(self, kit: Kit, over: QWidget, found: Preview, *, is_undo: bool = False) -> None:
        say = kit.language.say
        look = found.backup
        when = moment(kit.language, look.at) if look.at else "–"
        if is_undo:
            title = say("Undo the upgrade")
            verb = say("Put the old file back")
        else:
            title = say("Restore this backup")
            verb = say("Restore")
        told = say("{company}, as it was on {moment}", company=look.company or "–", moment=when)
        self.ok = Button(kit.theme, verb, Kind.PRIMARY)
        self.cancel = Button(kit.theme, say("Cancel"))
        inside = column(
            label(title, Role.H2, wrap=True),
            label(told, Role.BODY, wrap=True),
            4,
            framed("Card", _figures(kit, found)),
            4,
            *_losses(kit, found),
            label(_afterwards(kit, found, is_undo=is_undo), Role.SMALL, wrap=True),
            10,
            row(None, self.cancel, self.ok),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, kit.theme.scaled(560), inside)
        self.cancel.clicked.connect(self.dismiss)
        self.ok.clicked.connect(self._confirm)

    def _confirm(self) -> None:
        self.dismiss()
        self.confirmed.emit()


def _figures(kit: Kit, found: Preview) -> QGridLayout:
    """What is in the backup beside what is there now."""
    say, now = kit.language.say, found.present
    lines = [("", say("In the backup"), say("Now") if now else "")]
    for table, word in _COUNTED.items():
        before, after = found.backup.counts[table], now.counts[table] if now else 0
        if before or after:
            lines.append((say(word), str(before), str(after) if now else ""))
    lines.append(
        (say("Newest number"), _newest(found.backup.newest), _newest(now.newest) if now else "")
    )
    grid = QGridLayout()
    grid.setContentsMargins(16, 10, 16, 10)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for place, (word, before, after) in enumerate(lines):
        heading = Role.CAPTION if not place else Role.BODY
        grid.addWidget(label(word, Role.SMALL), place, 0)
        grid.addWidget(label(before, heading), place, 1, _RIGHT)
        grid.addWidget(label(after, heading), place, 2, _RIGHT)
    return grid


def _newest(numbers: Sequence[str]) -> str:
    return ", ".join(numbers) or "–"


def _losses(kit: Kit, found: Preview) -> Iterator[QWidget]:
    say = kit.language.say
    if found.is_other:
        text = say("This is the backup of another company than the one that is open.")
        yield Banner(kit.theme, Tone.BAD, text)
    elif found.lost:
        named = ", ".join(found.lost[:_NAMED]) + (" …" if len(found.lost) > _NAMED else "")
        text = kit.counted(
            len(found.lost),
            N_("1 document was issued after it and would not be there any more:"),
            N_("{count} documents were issued after it and would not be there any more:"),
        )
        yield Banner(kit.theme, Tone.BAD, f"{text} {named}")
    elif found.changes:
        text = kit.counted(
            found.changes,
            N_("1 change was made after it and would be lost."),
            N_("{count} changes were made after it and would be lost."),
        )
        yield Banner(kit.theme, Tone.WARN, text)
    elif found.present:
        text = say("Nothing that is there now would be lost.")
        yield Banner(kit.theme, Tone.OK, text)


def _afterwards(kit: Kit, found: Preview, *, is_undo: bool) -> str:
    say = kit.language.say
    told = [say("All of it was checked.")]
    if found.present:
        told.append(say("Your data as it is now is kept beside it and can be put back like this."))
        told.append(
            say(
                "Numbers go on after the last one that was issued, and mails that wait are held: "
                "they may have gone out already."
            )
        )
    if is_undo:
        told.append(say("Open it with the Accord you had before: this one would upgrade it again."))
    return " ".join(told)
