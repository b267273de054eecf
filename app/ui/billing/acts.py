"""What can be done about a client's charges: bill them later, never, or something more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject

from app.domain.facts import Verdict
from app.domain.sentence import N_, Sentence, say
from app.ui.billing.decision_sheet import DecisionSheet
from app.ui.errors import present
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import named
from app.ui.jobs import Job
from app.ui.records.new import NewSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.domain.proposal import Line
    from app.services.billing import ReviewRow
    from app.services.editing import Undo
    from app.ui.desk import Desk
    from app.ui.form.fields import Record
    from app.workbook.merging import Path

Target = tuple[str, object]
"""A page by its noun, and what it is to show."""


class Acts(QObject):
    """Each is saved at once, and can be undone."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._done: Sentence | None = None
        self._asked: tuple[ReviewRow, date] | None = None

    def decide(self, charge: str, what: str, verdict: Verdict) -> None:
        """Ask why a charge is to wait, or never to be billed."""
        sheet = DecisionSheet(self._desk, self._page.window(), charge, what, verdict)
        sheet.begin({})

    def bill(self, charge: str, what: str) -> None:
        """Bill what was held after all."""
        remove = partial(self._desk.services.editing.remove, "decisions", charge)
        self._save(remove, say(N_("{what} is billed again"), what=what))

    def approve(self, row: ReviewRow) -> None:
        """Approve all work that the row's document would bill."""
        lines = row.proposal.lines if row.proposal else ()
        ids = [line.charge.split("/")[1] for line in lines if line.charge.startswith("time/")]
        self.approve_entries(ids, say(N_("Work for {client} approved"), client=row.name))

    def approve_entries(self, ids: Iterable[str], done: Sentence) -> None:
        """Approve some work."""
        records = [{"id": id_, "approved": True} for id_ in dict.fromkeys(ids)]
        self._save(partial(self._desk.services.editing.save, {"time": records}), done)

    def add_line(self, row: ReviewRow, day: date) -> None:
        """Ask for something that is charged once, on top of what falls due."""
        self._asked = row, day

        def work(progress: Progress) -> object:
            progress.step(0, 1)
            return self._desk.services.editing.choices()

        self._start(work, self._ask_line)

    def open(self, target: Target) -> None:
        """Go to where a charge or an exception comes from."""
        self._desk.go(*target)

    def _ask_line(self, names: object) -> None:
        if self._asked is None:
            return
        row, day = self._asked
        kit = self._desk.kit
        choices = Choices(kit.language, day, names)  # type: ignore[arg-type]
        fields = (
            Field("description", N_("What it is"), span=6),
            Field("quantity", N_("Quantity"), Typed.NUMBER),
            Field("price", N_("Price each"), Typed.AMOUNT),
            Field("date", N_("Date"), Typed.DAY),
            Field("taxes", N_("Taxes"), Typed.NAMES, options=named("taxes"), span=6),
            Field("note", N_("Reason"), span=6),
        )
        id_ = f"line-{uuid4().hex[:8]}"

        def made(record: Record) -> tuple[Path, Record]:
            kept = {field.key: record[field.key] for field in fields if record.get(field.key)}
            return ("expenses", id_), {**kept, "client": row.client}

        title = kit.language.say("Add a line for {client}", client=row.name)
        verb = kit.language.say("Add the line")
        sheet = NewSheet(
            self._desk, self._page.window(), title, fields, choices, made, verb=verb,
            told=say(N_("Line added for {client}"), client=row.name),
        )  # fmt: skip
        sheet.begin({"quantity": "1", "date": day.isoformat(), "taxes": _taxes_of(row)})

    def _save(self, act: Callable[[], Undo], done: Sentence) -> None:
        self._done = done

        def work(progress: Progress) -> Undo:
            progress.step(0, 1)
            return act()

        self._start(work, self._saved)

    def _start(self, work: Callable[[Progress], object], then: Callable[[object], None]) -> None:
        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._desk.kit.jobs.start(job)

    def _saved(self, undo: object) -> None:
        if self._done:
            back = partial(self._desk.services.editing.undo, undo)  # type: ignore[arg-type]
            self._desk.undos.push(self._done, back)

    def _failed(self, error: Exception) -> None:
        present(self._desk.kit, self._page.window(), error)


def source_of(charge: str, client: str) -> Target:
    """The record that a charge follows from: an agreement, or else the client."""
    first = charge.partition("/")[0]
    if not charge or first in {"time", "expense", "block", "discount", "deposit"}:
        return "clients", client
    return "agreements", first


def source_of_line(line: Line, client: str) -> Target:
    """The record that a line follows from."""
    return ("agreements", line.agreement) if line.agreement else source_of(line.charge, client)


def _taxes_of(row: ReviewRow) -> list[str]:
    """The taxes of the document's first line: one more is most likely taxed alike."""
    lines = row.proposal.lines if row.proposal else ()
    return [tax.code for tax in lines[0].taxes] if lines else []
