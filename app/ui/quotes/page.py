"""Quotes: the list, one of them with its paper, and what an answer makes of it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from app.domain.changes import Changes, Kind
from app.domain.period import add_months
from app.domain.quote import EVERY, Every
from app.domain.sentence import N_, Sentence, say
from app.services.quotes import QuoteRow, Stands
from app.ui import buttons
from app.ui.agreements.page import next_number
from app.ui.buttons import Button
from app.ui.cells import Column, Figure, Pair, Pill, Words
from app.ui.errors import present
from app.ui.form.fields import Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import named
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.quotes.form import FORM
from app.ui.quotes.side import QuoteSide
from app.ui.records.asking import AskSheet
from app.ui.records.new import NewSheet
from app.ui.records.page import Listing, RecordsPage
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.services.editing import Undo
    from app.ui.form.fields import Form, Record
    from app.workbook.merging import Path

_PILLS = {
    Stands.OPEN: (N_("Open"), Tone.INFO, None),
    Stands.EXPIRED: (N_("Expired"), Tone.WARN, Icon.CLOCK),
    Stands.ACCEPTED: (N_("Accepted"), Tone.OK, Icon.CHECK_CIRCLE),
    Stands.DECLINED: (N_("Declined"), Tone.MUTE, Icon.CLOSE),
}
_BINDS = 30
"""A new quote is valid for so many days."""


class QuotesPage(RecordsPage[QuoteRow]):
    """All quotes."""

    watches: ClassVar[Changes] = frozenset(
        {Kind.DOCUMENTS, Kind.CLIENTS, Kind.CATALOG, Kind.COMPANY}
    )
    noun: ClassVar[str] = "quotes"

    def describe(self) -> Listing[QuoteRow]:
        """What the list shows."""
        language = self._kit.language

        def name(found: QuoteRow) -> Pair:
            return Pair(
                found.title or found.number,
                " · ".join(filter(None, (found.number, found.client_name))),
            )

        def total(every: Every | None) -> Callable[[QuoteRow], Figure]:
            def shown(found: QuoteRow) -> Figure:
                sums = [
                    language.money(amount)
                    if each is Every.ONCE
                    else f"{language.money(amount)} {language.say(EVERY[each])}"
                    for each, amount in found.totals
                    if (each is Every.ONCE) is (every is Every.ONCE)
                ]
                return Figure(" + ".join(sums) or "–", is_faint=not sums)

            return shown

        return Listing(
            title=N_("Quotes"),
            one=N_("1 quote"),
            many=N_("{count} quotes"),
            filter=N_("Filter quotes"),
            columns=(
                Column(N_("Quote"), name, is_stretched=True),
                Column(N_("State"), lambda found: self._pill(found.stands)),
                Column(
                    N_("Valid until"),
                    lambda found: Words(language.date(found.valid_until)),
                    rank=2,
                ),
                Column(N_("Once"), total(Every.ONCE), is_right=True, rank=1),
                Column(N_("Recurs"), total(None), is_right=True),
            ),
            key=lambda found: found.number,
            words=lambda found: (found.number, found.title, found.client_name, found.client),
            icon=Icon.PAPER,
            empty=(
                N_("No quotes yet"),
                N_("Offer something: once it is accepted, an agreement and its invoices follow."),
            ),
            new=N_("New quote"),
            segments={
                N_("All"): lambda _: True,
                N_("Open"): lambda found: found.stands is Stands.OPEN,
                N_("Expired"): lambda found: found.stands is Stands.EXPIRED,
                N_("Accepted"): lambda found: found.stands is Stands.ACCEPTED,
                N_("Declined"): lambda found: found.stands is Stands.DECLINED,
            },
        )

    def look_up(self) -> tuple[QuoteRow, ...]:
        """All quotes."""
        return self._desk.services.quotes.list()

    def path_of(self, row: QuoteRow) -> Path:
        """Where a quote is."""
        return ("quotes", row.number)

    def form_of(self, path: Path, record: Record) -> Form:
        """The form of a quote."""
        del path, record
        return FORM

    def name_of(self, path: Path, record: Record) -> str:
        """Its subject, or its number."""
        return str(record.get("title") or path[-1])

    def heading_of(self, row: QuoteRow) -> tuple[str, str]:
        """Its subject under its number."""
        return row.title or row.number, row.number

    def facts_of(self, row: QuoteRow) -> Sequence[tuple[str, str]]:
        """What one wants to know at once."""
        language = self._kit.language
        return (
            (N_("Client"), row.client_name),
            (N_("State"), self._pill(row.stands).text),
            (N_("Date"), language.date(row.day)),
            (N_("Valid until"), language.date(row.valid_until)),
            (N_("Agreement"), row.agreement),
        )

    def chips_of(self, path: Path, record: Record) -> Sequence[Pill]:
        """Its number and how it stands."""
        del record
        found = self._row_of(path)
        stands = (self._pill(found.stands),) if found else ()
        return (Pill(path[-1], Tone.MUTE), *stands)

    def side(self) -> QWidget:
        """The paper."""
        self.paper = QuoteSide(self._desk)
        return self.paper

    def actions_of(self, path: Path, record: Record) -> Sequence[QWidget]:
        """Take the answer, go to what it became, or take it away."""
        del record
        self.paper.show_quote(path[-1])
        theme, words = self._kit.theme, self._kit.language
        found = self._row_of(path)
        stands = found.stands if found else Stands.OPEN
        remove = Button(theme, words.say("Remove"), icon=Icon.REMOVE)
        remove.clicked.connect(partial(self.remove, path))
        if stands is Stands.ACCEPTED:
            go = Button(theme, words.say("Show the agreement"), icon=Icon.AGREEMENTS)
            go.setVisible(bool(found and found.agreement))
            go.clicked.connect(partial(self._show_agreement, found.agreement if found else ""))
            return (go,)
        if stands is Stands.DECLINED:
            again = Button(theme, words.say("Open again"), icon=Icon.UNDO)
            again.clicked.connect(partial(self.reopen, path[-1]))
            return (again, remove)
        decline = Button(theme, words.say("Declined"), icon=Icon.CLOSE)
        decline.clicked.connect(partial(self.decline, path[-1]))
        self.accept = Button(theme, words.say("Accepted…"), buttons.Kind.PRIMARY, Icon.CHECK_CIRCLE)
        self.accept.clicked.connect(partial(self.ask_accept, path))
        return (remove, decline, self.accept)

    def begin(self, what: str) -> None:
        """A new quote."""
        del what
        today = self.choices.today
        clients = self.choices.names.get("clients", ())
        start: Record = {
            "client": clients[0][0] if len(clients) == 1 else None,
            "date": today.isoformat(),
            "valid_until": (today + timedelta(days=_BINDS)).isoformat(),
            "number": self._desk.services.quotes.next_number(),
        }
        fields = (
            Field("client", N_("Client"), Typed.CHOICE, options=named("clients"), span=6),
            Field("title", N_("Subject"), span=4),
            Field("number", N_("Number")),
            Field("date", N_("Date"), Typed.DAY, span=3),
            Field("valid_until", N_("Valid until"), Typed.DAY, span=3),
        )

        def made(record: Record) -> tuple[Path, Record]:
            rest = {key: value for key, value in record.items() if key != "number" and value}
            return ("quotes", str(record.get("number") or "")), rest

        words = self._kit.language
        sheet = NewSheet(
            self._desk, self.window(), words.say("New quote"), fields, self.choices, made
        )
        sheet.created.connect(self.open_path)
        sheet.begin(start)

    def ask_accept(self, path: Path) -> None:
        """Ask from when, and under which number what recurs is agreed."""
        words = self._kit.language
        found = self._row_of(path)
        recurs = found is not None and found.recurs
        numbers = [row.number for row in self._desk.services.agreements.list()]
        first = add_months(self.choices.today.replace(day=1), 1)
        fields = [Field("start", N_("Starts"), Typed.DAY, span=6)]
        if recurs:
            fields.append(Field("agreement", N_("Number of the agreement"), span=6))
        sheet = AskSheet(
            self._desk,
            self.window(),
            words.say("Accept {number}", number=path[-1]),
            words.say(
                "What recurs becomes an agreement from that day; what is charged once is on the "
                "next invoice. It can be undone."
            ),
            fields,
            self.choices,
        )
        sheet.answered.connect(partial(self._accept, path[-1]))
        start = first if recurs else self.choices.today
        sheet.begin({"start": start.isoformat(), "agreement": next_number(numbers)})

    def decline(self, number: str) -> None:
        """Keep that it was declined."""
        quotes = self._desk.services.quotes
        self._keep(lambda: quotes.declined(number), say(N_("{number} declined"), number=number))

    def reopen(self, number: str) -> None:
        """Let it be open again."""
        quotes = self._desk.services.quotes
        self._keep(lambda: quotes.reopened(number), say(N_("{number} open again"), number=number))

    def _accept(self, number: str, answer: Record) -> None:
        if not answer.get("start"):
            return
        quotes, start = self._desk.services.quotes, date.fromisoformat(str(answer["start"]))
        agreement = str(answer.get("agreement") or number)
        self._keep(
            lambda: quotes.accepted(number, start, agreement),
            say(N_("{number} accepted"), number=number),
        )

    def _keep(self, patch: Callable[[], Record], told: Sentence) -> None:
        editing = self._desk.services.editing
        self._told = told

        def work(progress: Progress) -> Undo:
            progress.step(0, 1)
            return editing.save(patch())

        job = Job(work)
        job.succeeded.connect(self._kept)
        job.failed.connect(self._not_kept)
        self._kit.jobs.start(job)

    def _kept(self, undo: Undo) -> None:
        if undo.is_nothing:
            return
        back = partial(self._desk.services.editing.undo, undo)
        self._desk.undos.push(self._told, back)
        self.show_list()

    def _not_kept(self, error: Exception) -> None:
        present(self._kit, self.window(), error)

    def _show_agreement(self, number: str) -> None:
        self._desk.go("agreements", number)

    def _row_of(self, path: Path) -> QuoteRow | None:
        return next((row for row in self._rows if row.number == path[-1]), None)

    def _pill(self, stands: Stands) -> Pill:
        text, tone, icon = _PILLS[stands]
        return Pill(self._kit.language.say(text), tone, icon)
