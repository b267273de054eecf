"""The accounting export: which program, which days; each document once, unless wanted again."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app.domain.books import Program
from app.domain.period import Period
from app.domain.sentence import N_, say
from app.services.writing import write_out
from app.ui.buttons import Button, Kind
from app.ui.errors import present
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import words
from app.ui.form.tick import TickBox
from app.ui.form.view import FieldBox
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.save_pdf import CannotWriteError
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.services.books import Export
    from app.services.editing import Undo
    from app.ui.desk import Desk
    from app.ui.kit import Kit

PROGRAMS = {
    Program.QUICKBOOKS: N_("QuickBooks Online"),
    Program.XERO: N_("Xero"),
    Program.TABLE: N_("A table (CSV and Excel)"),
}
_HOW = {
    Program.QUICKBOOKS: N_(
        "In QuickBooks: Settings, Import data, Invoices. Amounts are without tax. "
        "Credit notes are a file of their own, to be entered by hand."
    ),
    Program.XERO: N_("In Xero: Business, Invoices, Import. Choose amounts without tax."),
    Program.TABLE: N_("A row for each line; what a credit note gives back is negative."),
}
_WIDE = 560


class ExportSheet(Sheet):
    """Says what would be handed out before it is."""

    looked = Signal(object, object, bool)
    """Another program, other days, or whether what was exported goes again."""
    confirmed = Signal(object)

    def __init__(self, kit: Kit, over: QWidget, today: date) -> None:
        self._kit = kit
        tell = kit.language.say
        choices = Choices(kit.language, today, {})
        options = words(*PROGRAMS.items())
        self.program = FieldBox(
            kit, Field("program", N_("For"), Typed.CHOICE, options=options), choices
        )
        self.since = FieldBox(kit, Field("since", N_("From"), Typed.DAY), choices)
        self.until = FieldBox(kit, Field("until", N_("Through"), Typed.DAY), choices)
        self.again = TickBox(kit.theme, tell(N_("Also what was exported before")))
        self.told = label(role=Role.STRONG, wrap=True)
        self.note = label(role=Role.SMALL, wrap=True)
        self.how = label(role=Role.SMALL, wrap=True)
        for text in (self.note, self.how):
            text.setMinimumHeight(kit.theme.scaled(38))
        self.export = Button(kit.theme, tell(N_("Export…")), Kind.PRIMARY)
        cancel = Button(kit.theme, tell(N_("Cancel")))
        title = tell(N_("Export for accounting"))
        inside = column(
            label(title, Role.H2),
            6,
            self.program,
            row(self.since, self.until, gap=14),
            self.again,
            4,
            self.told,
            self.note,
            self.how,
            10,
            row(None, cancel, self.export),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, kit.theme.scaled(_WIDE), inside)
        self.found: Export | None = None
        first = today.replace(day=1)
        self.program.control.show_value(Program.XERO.value)
        self.since.control.show_value((first - timedelta(days=1)).replace(day=1).isoformat())
        self.until.control.show_value(today.isoformat())
        cancel.clicked.connect(self.dismiss)
        self.export.clicked.connect(self._confirm)
        self.again.clicked.connect(self.look)
        for box in (self.program, self.since, self.until):
            box.control.changed.connect(self.look)

    def look(self) -> None:
        """Ask what it would be now."""
        self.found = None
        self.export.setEnabled(False)
        program, since, until = (
            box.control.value() for box in (self.program, self.since, self.until)
        )
        if not (program and since and until) or since > until:
            self.told.setText(self._kit.language.say("Choose a program and the days."))
            self.note.setText("")
            return
        self.how.setText(self._kit.language.say(_HOW[Program(program)]))
        period = Period(date.fromisoformat(since), date.fromisoformat(until) + timedelta(days=1))
        self.looked.emit(Program(program), period, self.again.isChecked())

    def show_export(self, found: Export) -> None:
        """Say what it would be."""
        self.found = found
        kit, language = self._kit, self._kit.language
        count = len(found.numbers)
        told = kit.counted(count, N_("1 document"), N_("{count} documents"))
        sums = "  ·  ".join(language.money(total) for total in found.totals)
        self.told.setText(
            language.say("{documents} with tax: {sums}", documents=told, sums=sums)
            if count
            else language.say("Nothing new to export")
        )
        notes = list[str]()
        if found.earlier and not self.again.isChecked():
            notes.append(
                kit.counted(
                    found.earlier,
                    N_("1 document was exported before."),
                    N_("{count} documents were exported before."),
                )
            )
        if found.no_account:
            names = ", ".join(found.no_account)
            notes.append(language.say("No account is known for {names}.", names=names))
        if found.no_tax_code:
            names = ", ".join(found.no_tax_code)
            notes.append(
                language.say("The program's name is not known for tax {names}.", names=names)
            )
        if found.no_account or found.no_tax_code:
            notes.append(language.say("Settings, Company, Accounting says them."))
        self.note.setText(" ".join(notes))
        self.export.setEnabled(bool(count))

    def _confirm(self) -> None:
        found = self.found
        if found:
            self.dismiss()
            self.confirmed.emit(found)


class AccountingExport(QObject):
    """Asks, writes the files, and remembers what was handed out."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._kit = desk.kit
        self._over = over
        self._asked = 0
        self.sheet: ExportSheet | None = None

    def ask(self) -> None:
        """Open the sheet."""
        sheet = ExportSheet(self._kit, self._over.window(), self._desk.services.today())
        self.sheet = sheet
        sheet.looked.connect(self._look)
        sheet.confirmed.connect(self._ask_for_folder)
        sheet.closed.connect(self._close)
        sheet.look()
        sheet.open(sheet.program.control.first())

    def _look(self, program: Program, period: Period, again: bool) -> None:
        self._asked += 1
        asked, books = self._asked, self._desk.services.books

        def work(progress: Progress) -> tuple[int, Export]:
            progress.step(0, 1)
            return asked, books.look(program, period, again=again)

        job = Job(work)
        job.succeeded.connect(self._show)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _show(self, found: tuple[int, Export]) -> None:
        asked, export = found
        if self.sheet and asked == self._asked:
            self.sheet.show_export(export)

    def _close(self) -> None:
        self.sheet = None

    def _ask_for_folder(self, export: Export) -> None:
        dialog = QFileDialog(self._over, self._kit.language.say("Save the export in a folder"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(partial(self.write, export))
        dialog.open()

    def write(self, export: Export, folder: str) -> None:
        """Write the files, then remember that they were handed out."""
        services = self._desk.services

        def work(progress: Progress) -> tuple[Export, Undo, str]:
            progress.step(0, 1)
            for name, data in services.books.files(export):
                try:
                    write_out(Path(folder) / name, data)
                except OSError as error:
                    reason = error.strerror or str(error)
                    raise CannotWriteError(file=name, reason=reason) from error
            return export, services.editing.save(services.books.exported(export)), folder

        job = Job(work)
        job.succeeded.connect(self._written)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _written(self, found: tuple[Export, Undo, str]) -> None:
        export, undo, folder = found
        count, place = len(export.numbers), Path(folder).name
        text = (
            N_("1 document exported to {folder}")
            if count == 1
            else N_("{count} documents exported to {folder}")
        )
        done = say(text, count=count, folder=place)
        self._desk.undos.push(done, partial(self._desk.services.editing.undo, undo))

    def _failed(self, error: Exception) -> None:
        present(self._kit, self._over.window(), error)
