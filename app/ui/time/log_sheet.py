"""The sheet on which time is logged: natural lengths, and what it comes to while one types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.domain.duration import clock_text, minutes_of
from app.domain.sentence import N_, say
from app.services.timekeeping import Draft
from app.ui.buttons import Button, Kind
from app.ui.cells import Pill
from app.ui.chip import Chip
from app.ui.errors import present
from app.ui.form.fields import Choices, Field, Option
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import named, or_none
from app.ui.form.view import FieldBox
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.sheet import Sheet
from app.ui.time import words
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.mapping import Mapped
    from app.domain.progress import Progress
    from app.services.editing import Undo
    from app.services.timekeeping import Bench, EntryRow, Loggable
    from app.ui.desk import Desk
    from app.ui.form.fields import Record

_WIDE = 600
_REASONS = 7


@dataclass(frozen=True)
class Asked:
    """What a sheet begins with: an entry that is there, or what is known of a new one."""

    client: str = ""
    ticket: str = ""
    agreement: str = ""
    start: datetime | None = None
    minutes: int | None = None
    work_type: str = ""
    role: str = ""
    note: str = ""
    id: str = ""
    is_billed: bool = False
    unlocked: str = ""

    @classmethod
    def of(cls, found: EntryRow) -> Asked:
        """An entry that is there."""
        return cls(
            found.client,
            found.ticket,
            "" if found.ticket else found.agreement,
            found.start,
            found.minutes,
            found.work_type,
            found.role,
            found.note,
            found.id,
            bool(found.document),
            found.unlocked,
        )


class _Room(QScrollArea):
    """As high as what it holds, where the window is; else it scrolls."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self._held = held
        self.setObjectName("Scroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(held)

    def sizeHint(self) -> QSize:
        """All of it."""
        held = self._held
        width = max(self.viewport().width(), held.minimumSizeHint().width())
        return QSize(width, max(held.sizeHint().height(), held.heightForWidth(width)))

    def grow(self) -> None:
        """What it holds has become longer or shorter."""
        self.updateGeometry()


class LogSheet(Sheet):
    """Asks for an entry, tells what it comes to, and saves it."""

    saved = Signal()

    def __init__(
        self,
        desk: Desk,
        over: QWidget,
        asked: Asked,
        around: Around,
        back: Callable[[], None] | None = None,
    ) -> None:
        self._back = back
        self._desk = desk
        self._kit = desk.kit
        self._asked = asked
        self._around = around
        self._bench: Bench | None = None
        self._benched = ""
        words_ = desk.kit.language.say
        title = words_(N_("Change the entry") if asked.id else N_("Log time"))
        self.boxes = {
            field.key: FieldBox(desk.kit, field, around.choices) for field in self._fields()
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        line = here = 0
        for box in self.boxes.values():
            if here + box.field.span > 6:
                line, here = line + 1, 0
            grid.addWidget(box, line, here, 1, box.field.span)
            here += box.field.span
        for at in range(6):
            grid.setColumnStretch(at, 1)
        self.chip = Chip(desk.kit.theme, Pill("–", Tone.MUTE))
        self.counted = label(role=Role.SMALL)
        self.why = label(role=Role.SMALL, wrap=True)
        self.save = Button(desk.kit.theme, words_(N_("Save")), Kind.PRIMARY)
        cancel = Button(desk.kit.theme, words_(N_("Cancel")))
        held = QWidget()
        held.setObjectName("Inside")
        held.setLayout(column(grid, row(self.chip, self.counted, None), self.why, gap=8))
        self._room = _Room(held)
        inside = column(
            label(title, Role.H2),
            4,
            (self._room, 1),
            6,
            row(None, cancel, self.save),
            gap=8,
            margins=(24, 20, 24, 18),
        )
        super().__init__(over, title, desk.kit.theme.scaled(_WIDE), inside)
        self.save.clicked.connect(self.keep)
        cancel.clicked.connect(self.dismiss)
        for key, box in self.boxes.items():
            box.control.changed.connect(partial(self._changed, key))
        for keys in ("Return", "Enter", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.keep)

    def begin(self) -> None:
        """Show it with what is known."""
        asked, found = self._asked, self._around.loggable
        start = (asked.start or found.now).astimezone(found.zone)
        self._show("ticket", asked.ticket or None)
        self._show("client", asked.client or None)
        self._show("agreement", asked.agreement or None)
        self._show("day", start.date().isoformat())
        self._show("at", f"{start:%H:%M}")
        self._show("length", clock_text(asked.minutes) if asked.minutes else None)
        usual = found.usual
        self._show("work_type", asked.work_type or usual.get("work_type") or None)
        self._show("role", asked.role or usual.get("role") or None)
        self._show("note", asked.note or None)
        if asked.is_billed:
            self._show("unlocked", asked.unlocked or None)
        if not asked.id:
            self._follow("ticket" if asked.ticket else "client")
        self._explain()
        first = "length" if asked.ticket or asked.id else "ticket"
        self.open(self.boxes[first].control.first())
        self._tell()

    def keep(self) -> None:
        """Save the entry, and take the sheet away."""
        record = self._record()
        if record is None:
            return
        asked, services = self._asked, self._desk.services

        def work(progress: Progress) -> Undo:
            progress.step(0, 1)
            id_ = asked.id or services.time.free_id(datetime.fromisoformat(record["start"]))
            return services.editing.save({"time": [{"id": id_, **record}]})

        job = Job(work)
        job.succeeded.connect(self._kept)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _fields(self) -> Sequence[Field]:
        def tickets(choices: Choices) -> Sequence[Option]:
            del choices
            found = self._around.loggable.tickets
            return [
                Option(None, "–"),
                *(Option(one.number, f"{one.number} – {one.summary}") for one in found),
            ]

        def agreements(choices: Choices) -> Sequence[Option]:
            del choices
            found = self._around.loggable.agreements
            all_ = [Option(n, f"{n} – {code}") for code, numbers in found.items() for n in numbers]
            return [Option(None, "–"), *all_]

        fields = (
            Field("ticket", N_("Ticket"), Typed.CHOICE, options=tickets, span=3),
            Field("client", N_("Client"), Typed.CHOICE, options=named("clients"), span=3),
            Field("agreement", N_("Agreement"), Typed.CHOICE, options=agreements),
            Field("length", N_("Length: 1:30, 90m, 1.5")),
            Field("work_type", N_("Work type"), Typed.CHOICE, options=named("work_types")),
            Field("day", N_("Day"), Typed.DAY),
            Field("at", N_("Began at")),
            Field("role", N_("Role"), Typed.CHOICE, options=or_none(named("roles"))),
            Field("note", N_("Note"), span=6),
        )
        if not self._asked.is_billed:
            return fields
        why = Field("unlocked", N_("It was billed. Why is it changed?"), span=6)
        return (*fields, why)

    def _show(self, key: str, value: object) -> None:
        self.boxes[key].control.show_value(value)

    def _value(self, key: str) -> str:
        return str(self.boxes[key].control.value() or "") if key in self.boxes else ""

    def _changed(self, key: str) -> None:
        self._follow(key)
        self._tell()

    def _follow(self, key: str) -> None:
        """A ticket brings its client; what they are about brings the agreement."""
        found = self._around.loggable
        if key == "ticket":
            ticket = next((t for t in found.tickets if t.number == self._value("ticket")), None)
            if ticket:
                self._show("client", ticket.client)
                self._show("agreement", ticket.agreement or None)
        if key in {"ticket", "client", "day"} and not self._ticket_says():
            mapped = self._mapped()
            self._show("agreement", (mapped.agreement if mapped else "") or None)
        self._explain()

    def _ticket_says(self) -> str:
        """The agreement that the ticket names."""
        tickets = self._around.loggable.tickets
        return next((t.agreement for t in tickets if t.number == self._value("ticket")), "")

    def _mapped(self) -> Mapped | None:
        start = self._start()
        if start is None:
            return None
        client, ticket = self._value("client"), self._value("ticket")
        return self._around.loggable.mapped(client, ticket, start.date())

    def _explain(self) -> None:
        """Say under the agreement why it is this one, or that somebody has to choose."""
        chosen, theirs, language = self._value("agreement"), self._ticket_says(), self._kit.language
        mapped, text = self._mapped(), ""
        if theirs and chosen in {"", theirs}:
            text = language.say(N_("The ticket's agreement"))
        elif mapped and mapped.agreement == chosen:
            text = language.tell(mapped.reason)
        self.boxes["agreement"].explain(text)

    def _start(self) -> datetime | None:
        try:
            day = date.fromisoformat(self._value("day"))
            hour, _, minute = self._value("at").replace(".", ":").partition(":")
            at = time(int(hour), int(minute or 0))
        except ValueError:
            return None
        return datetime.combine(day, at, self._around.loggable.zone)

    def _record(self) -> Record | None:
        """The entry as it was typed; nothing, and words beside the fields, where it cannot be."""
        say_ = self._kit.language.say
        wrong = dict.fromkeys(self.boxes, "")
        start, minutes = self._start(), minutes_of(self._value("length"))
        if not minutes:
            wrong["length"] = say_(N_("Type a length such as 1:30, 90m or 1.5"))
        if start is None:
            wrong["at"] = say_(N_("Type a time such as 9:30"))
        for key in ("client", "work_type"):
            if not self._value(key) or self.boxes[key].control.own_problem:
                wrong[key] = say_(N_("Choose one of the list"))
        if self._asked.is_billed and not self._value("unlocked"):
            wrong["unlocked"] = say_(N_("Say why; the difference is adjusted on the next invoice"))
        for key, text in wrong.items():
            self.boxes[key].show_problems({"": text} if text else {})
        if start is None or any(wrong.values()):
            return None
        record: Record = {
            key: self._value(key) or None for key in ("ticket", "agreement", "role")
        } | {key: self._value(key) for key in ("client", "work_type", "note")}
        if record["agreement"] == self._ticket_says():
            record["agreement"] = None
        record |= {"start": start.isoformat(), "minutes": minutes}
        if self._asked.is_billed:
            record["unlocked"] = self._value("unlocked")
        return record

    def _tell(self) -> None:
        """What it would come to; the facts are looked up once for each client."""
        client = self._value("client")
        known = {code for code, _ in self._around.choices.names.get("clients", ())}
        if client not in known:
            self._say_nothing()
            return
        if client != self._benched:
            self._benched, self._bench = client, None
            bench = self._desk.services.time.bench

            def work(progress: Progress) -> object:
                progress.step(0, 1)
                return bench(client)

            job = Job(work)
            job.succeeded.connect(self._found)
            job.failed.connect(self._failed)
            self._kit.jobs.start(job)
        elif self._bench:
            self._say_coverage(self._bench)

    def _found(self, bench: Bench | None) -> None:
        if bench and bench.client.code == self._benched:
            self._bench = bench
            self._tell()

    def _say_nothing(self) -> None:
        self.chip.show_pill(Pill("–", Tone.MUTE))
        self.counted.setText("")
        self.why.setText("")

    def _say_coverage(self, bench: Bench) -> None:
        start, minutes = self._start(), minutes_of(self._value("length"))
        kind = self._value("work_type")
        if not minutes or start is None or kind not in bench.book.work_types:
            self._say_nothing()
            return
        language = self._kit.language
        if not bench.reaches(start.date()):
            self._say_nothing()
            self.why.setText(language.say(N_("That day is settled; the next invoice adjusts it.")))
            return
        found = bench.told(
            Draft(
                self._asked.id or "–",
                start,
                minutes,
                kind,
                self._value("role"),
                self._agreement(),
                self._value("ticket"),
            )
        )
        self.chip.show_pill(words.verdict_pill(language, found))
        self.counted.setText(
            language.say(
                N_("{worked} worked, {counted} counted"),
                worked=clock_text(minutes),
                counted=clock_text(found.minutes),
            )
        )
        lines = list(words.explained(language, found))
        if text := self._unmapped():
            lines.insert(0, text)
        self.why.setText("\n".join(lines[:_REASONS]))
        self._room.grow()

    def _agreement(self) -> str:
        if number := self._value("agreement"):
            return number
        return self._ticket_says()

    def _unmapped(self) -> str:
        """That nobody said which of several agreements it is for."""
        count = len(self._around.loggable.agreements.get(self._value("client"), ()))
        if self._agreement() or count == 0:
            return ""
        return self._kit.language.say(
            N_("It counts for no agreement, but {client} has {count}: choose one."),
            client=self._value("client"),
            count=count,
        )

    def _kept(self, undo: Undo) -> None:
        length, client = clock_text(minutes_of(self._value("length")) or 0), self._value("client")
        self.dismiss()
        self._desk.undos.push(
            say(N_("{length} logged for {what}"), length=length, what=client),
            partial(self._undo, undo),
        )
        self.saved.emit()

    def _undo(self, undo: Undo) -> None:
        self._desk.services.editing.undo(undo)
        if self._back:
            self._back()

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)


@dataclass(frozen=True)
class Around:
    """What a sheet chooses from."""

    choices: Choices
    loggable: Loggable


class Logging:
    """Opens the sheet from anywhere: looks up what it needs first."""

    def __init__(self, desk: Desk, over: Callable[[], QWidget]) -> None:
        self._desk = desk
        self._over = over
        self._asked = Asked()
        self._then: Callable[[], None] | None = None
        self._back: Callable[[], None] | None = None
        self.sheet: LogSheet | None = None

    def ask(
        self,
        asked: Asked,
        then: Callable[[], None] | None = None,
        back: Callable[[], None] | None = None,
    ) -> None:
        """Open it over the window; `then` is done once it was saved, `back` when it is undone."""
        self._asked, self._then, self._back = asked, then, back
        services = self._desk.services

        def work(progress: Progress) -> Around:
            progress.step(0, 1)
            names = services.editing.choices()
            choices = Choices(self._desk.kit.language, services.today(), names)
            return Around(choices, services.time.loggable())

        job = Job(work)
        job.succeeded.connect(self._open)
        job.failed.connect(self._failed)
        self._desk.kit.jobs.start(job)

    def _open(self, around: Around) -> None:
        self.sheet = LogSheet(self._desk, self._over(), self._asked, around, self._back)
        if self._then:
            self.sheet.saved.connect(self._then)
        self.sheet.begin()

    def _failed(self, error: Exception) -> None:
        present(self._desk.kit, self._over(), error)
