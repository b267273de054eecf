"""A bank statement becomes payments: what each line pays is looked at before it is recorded."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app.domain.bank import NOBODY, How, Matched
from app.domain.sentence import N_, say
from app.ui.buttons import Button, Kind
from app.ui.cells import Cell, Column, Figure, Pair, Pill, Tick, Words
from app.ui.errors import present
from app.ui.form.fields import Choices, Field, Option
from app.ui.form.fields import Kind as Typed
from app.ui.form.view import FieldBox
from app.ui.icons import Icon
from app.ui.import_workbook import CannotReadError
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.sheet import Sheet
from app.ui.table import Table
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.outstanding import OpenBill
    from app.domain.progress import Progress
    from app.services.bank import Columns, Statement
    from app.services.editing import Undo
    from app.ui.desk import Desk
    from app.ui.kit import Kit

Found = tuple["Statement", tuple[Matched, ...], tuple["OpenBill", ...]]
_WIDE = 900
_HOW = {
    How.REFERENCE: (N_("By reference"), Tone.OK, Icon.CHECK_CIRCLE),
    How.AMOUNT: (N_("By amount"), Tone.INFO, Icon.CHECK_CIRCLE),
    How.CHOSEN: (N_("Chosen"), Tone.OK, Icon.CHECK_CIRCLE),
    How.UNCLEAR: (N_("Unclear"), Tone.WARN, Icon.WARNING),
    How.UNKNOWN: (N_("No invoice"), Tone.MUTE, Icon.NOTHING),
    How.RECORDED: (N_("Recorded before"), Tone.MUTE, Icon.LOCK),
    How.OUTGOING: (N_("Paid by you"), Tone.MUTE, Icon.NOTHING),
}
_COLUMNS = {
    "day": N_("Day"),
    "amount": N_("Amount"),
    "credit": N_("Or money in"),
    "payer": N_("Payer"),
    "reference": N_("Reference"),
}


class BankSheet(Sheet):
    """Lines, what they pay, and another invoice for the chosen one where that is wrong."""

    again = Signal()
    """Other columns, or another invoice for a line: it is to be matched anew."""
    confirmed = Signal(object)

    def __init__(self, kit: Kit, over: QWidget, found: Found, through: Choices) -> None:
        self._kit = kit
        self.chosen: dict[str, str] = {}
        self.columns: Columns = found[0].columns
        self._left_out: set[str] = set()
        self._owing = {each.bill.number: each for each in found[2]}
        tell = kit.language.say
        header = [Option(None, "–"), *(Option(i, name) for i, name in enumerate(found[0].header))]
        self.boxes = {
            key: FieldBox(kit, Field(key, text, Typed.CHOICE, options=lambda _: header), through)
            for key, text in _COLUMNS.items()
        }
        for key, box in self.boxes.items():
            box.control.show_value(getattr(self.columns, key))
        self.table = Table[Matched](
            kit.theme, kit.language, self._shown(), lambda each: each.line.id
        )
        self.table.setAccessibleName(tell(N_("Lines of the statement")))
        self.table.setFixedHeight(max(140, min(360, over.height() - 440)))
        self.goes = FieldBox(
            kit, Field("goes", N_("It pays"), Typed.CHOICE, options=self._options), through
        )
        self.told = label(role=Role.STRONG, wrap=True)
        self.note = label(role=Role.SMALL, wrap=True)
        self.record = Button(kit.theme, "", Kind.PRIMARY)
        cancel = Button(kit.theme, tell(N_("Cancel")))
        title = tell(N_("Bank statement"))
        inside = column(
            label(title, Role.H2),
            self.told,
            row(*self.boxes.values(), gap=10),
            self.table,
            self.goes,
            self.note,
            8,
            row(None, cancel, self.record),
            gap=8,
            margins=(24, 20, 24, 18),
        )
        super().__init__(over, title, kit.theme.scaled(_WIDE), inside)
        cancel.clicked.connect(self.dismiss)
        self.record.clicked.connect(self._confirm)
        self.table.toggled.connect(self.toggle)
        self.table.chosen.connect(self._show_chosen)
        self.goes.control.changed.connect(self._choose)
        for box in self.boxes.values():
            box.control.changed.connect(self._change_columns)
        self.show_found(found)

    @property
    def wanted(self) -> tuple[Matched, ...]:
        """What would be recorded now."""
        return tuple(
            each for each in self.table.rows if each.pays and each.line.id not in self._left_out
        )

    def show_found(self, found: Found) -> None:
        """Show what the lines pay."""
        statement, lines, _ = found
        self.table.show_rows(lines)
        kit, tell = self._kit, self._kit.language.say
        count = kit.counted(len(lines), N_("1 line"), N_("{count} lines"))
        unclear = sum(each.how in {How.UNCLEAR, How.UNKNOWN} for each in lines)
        before = sum(each.how is How.RECORDED for each in lines)
        parts = (
            count,
            tell(N_("{count} without an invoice"), count=unclear) if unclear else "",
            tell(N_("{count} recorded before"), count=before) if before else "",
        )
        self.told.setText(
            ", ".join(filter(None, parts))
            if statement.columns.is_enough
            else tell(N_("Say which column holds the day, and which the amount."))
        )
        problems = [kit.language.tell(problem) for problem in statement.problems[:3]]
        self.note.setText(" ".join(problems))
        self.note.setVisible(bool(problems))
        self._count()
        self._show_chosen()

    def toggle(self) -> None:
        """Leave the chosen line out, or take it in again."""
        found = self.table.current
        if found and found.pays:
            self._left_out ^= {found.line.id}
            self.table.viewport().update()
            self.table.show_rows(self.table.rows)
            self._count()

    def _shown(self) -> tuple[Column[Matched], ...]:
        language = self._kit.language

        def tick(each: Matched) -> Cell:
            if not each.pays:
                return Tick("", None)
            is_on = each.line.id not in self._left_out
            return Tick(language.say(N_("Taken in") if is_on else N_("Left out")), is_on)

        def how(each: Matched) -> Cell:
            text, tone, icon = _HOW[each.how]
            return Pill(language.say(text), tone, icon)

        def pays(each: Matched) -> Cell:
            owing = self._owing.get(each.number)
            parts = each.plan.parts if each.plan else ()
            note = language.money(owing.left) if owing else ""
            if each.plan and each.plan.credit:
                note = language.say(N_("{rest} stays as credit"), rest=each.plan.credit)
            elif len(parts) > 1:
                note = ", ".join(number for number, _ in parts[1:])
            return Pair(each.number, note)

        return (
            Column("", tick),
            Column(N_("Day"), lambda each: Words(language.date(each.line.day))),
            Column(
                N_("From"),
                lambda each: Pair(each.line.payer or each.line.reference, each.line.reference),
                is_stretched=True,
            ),
            Column(
                N_("Amount"), lambda each: Figure(language.money(each.line.amount)), is_right=True
            ),
            Column(N_("Pays"), pays),
            Column(N_("How"), how, rank=1),
        )

    def _options(self, choices: Choices) -> Sequence[Option]:
        del choices
        language = self._kit.language
        none = Option(NOBODY, language.say(N_("No invoice")))
        return [
            none,
            *(
                Option(number, f"{number} – {each.bill.client} – {language.money(each.left)}")
                for number, each in self._owing.items()
            ),
        ]

    def _show_chosen(self) -> None:
        found = self.table.current
        can_go = found is not None and found.how not in {How.RECORDED, How.OUTGOING}
        self.goes.setEnabled(can_go)
        self.goes.control.show_value(found.number if found else NOBODY)

    def _choose(self) -> None:
        found, number = self.table.current, self.goes.control.value()
        if found and not self.goes.control.own_problem and (number or NOBODY) != found.number:
            self.chosen[found.line.id] = number or NOBODY
            self.again.emit()

    def _change_columns(self) -> None:
        told = {
            key: box.control.value()
            for key, box in self.boxes.items()
            if not box.control.own_problem
        }
        changed = type(self.columns)(
            **{key: getattr(self.columns, key) for key in ("debit", "currency")}, **told
        )
        if changed != self.columns:
            self.columns = changed
            self.again.emit()

    def _count(self) -> None:
        count = len(self.wanted)
        self.record.say(
            self._kit.counted(count, N_("Record 1 payment"), N_("Record {count} payments"))
        )
        self.record.setEnabled(bool(count))

    def _confirm(self) -> None:
        found = self.wanted
        self.dismiss()
        self.confirmed.emit(found)


class BankImport(QObject):
    """Asks for the file, shows what it pays, and records what was confirmed."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._kit = desk.kit
        self._over = over
        self._data = b""
        self._count = 0
        self.sheet: BankSheet | None = None

    def ask(self) -> None:
        """Ask for the statement."""
        tell = self._kit.language.say
        dialog = QFileDialog(self._over, tell(N_("Import a bank statement")))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [tell(N_("Statements")) + " (*.csv *.txt)", tell(N_("All files")) + " (*)"]
        )
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def read(self, path: str) -> None:
        """Read a statement, and show what it pays."""

        def work(progress: Progress) -> Found:
            progress.step(0, 1)
            try:
                self._data = Path(path).read_bytes()
            except OSError as error:
                reason = error.strerror or str(error)
                raise CannotReadError(file=Path(path).name, reason=reason) from error
            return self._found(None, {})

        self._start(work, self._show)

    def _found(self, columns: Columns | None, chosen: dict[str, str]) -> Found:
        bank = self._desk.services.bank
        statement = bank.read(self._data, columns)
        matched, owing = bank.match(statement.lines, chosen)
        return statement, matched, owing

    def _show(self, found: Found) -> None:
        choices = Choices(self._kit.language, self._desk.services.today(), {})
        sheet = BankSheet(self._kit, self._over.window(), found, choices)
        self.sheet = sheet
        sheet.again.connect(self._again)
        sheet.confirmed.connect(self._record)
        sheet.closed.connect(self._close)
        sheet.open(sheet.table)

    def _again(self) -> None:
        if not self.sheet:
            return
        columns, chosen = self.sheet.columns, dict(self.sheet.chosen)

        def work(progress: Progress) -> Found:
            progress.step(0, 1)
            return self._found(columns, chosen)

        self._start(work, self._show_again)

    def _show_again(self, found: Found) -> None:
        if self.sheet:
            self.sheet.show_found(found)

    def _close(self) -> None:
        self.sheet = None

    def _record(self, found: tuple[Matched, ...]) -> None:
        self._count = len(found)
        services = self._desk.services

        def work(progress: Progress) -> Undo:
            progress.step(0, 1)
            return services.editing.save(services.bank.recorded(found))

        self._start(work, self._recorded)

    def _recorded(self, undo: Undo) -> None:
        text = N_("1 payment recorded") if self._count == 1 else N_("{count} payments recorded")
        back = partial(self._desk.services.editing.undo, undo)
        self._desk.undos.push(say(text, count=self._count), back)

    def _start(self, work: Callable[[Progress], object], then: Callable[..., None]) -> None:
        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self._over.window(), error)
