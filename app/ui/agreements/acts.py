"""What can be done with an agreement: copy, renew, suspend, end. All of it is a draft first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from app.domain.period import add_months
from app.domain.sentence import N_
from app.ui.form.dated import START, steps_of
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import named
from app.ui.icons import Icon
from app.ui.records.asking import AskSheet
from app.ui.records.new import NewSheet
from app.workbook.fields import amount_text

if TYPE_CHECKING:
    from app.ui.agreements.year import YearPanel
    from app.ui.desk import Desk
    from app.ui.form.fields import Record
    from app.ui.records.record import RecordView
    from app.workbook.merging import Path


class Place(Protocol):
    """The page on which an agreement is open."""

    record: RecordView
    choices: Choices
    year: YearPanel

    def window(self) -> QWidget:
        """The window of the page."""
        ...

    def open_path(self, path: Path) -> None:
        """Open another record."""
        ...

    def rename(self, path: Path) -> None:
        """Give it another number."""
        ...

    def remove(self, path: Path) -> None:
        """Take it away."""
        ...

    def free_number(self) -> str:
        """A number for the next agreement."""
        ...


class Acts:
    """The acts on one agreement that is open."""

    def __init__(self, desk: Desk, page: Place, path: Path, record: Record) -> None:
        self._desk = desk
        self._page = page
        self._path = path
        self._record = record

    def all(self) -> tuple[tuple[str, Icon, Callable[[], None]], ...]:
        """Marked words, icons, and what they do."""
        is_off = self._status() == "suspended"
        return (
            (N_("Copy…"), Icon.COPY, self.copy),
            (N_("Renew…"), Icon.RENEW, self.renew),
            (N_("Resume…"), Icon.PLAY, self.resume)
            if is_off
            else (N_("Suspend…"), Icon.PAUSE, self.suspend),
            (N_("End…"), Icon.LEFT_OUT, self.end),
            (N_("Rename…"), Icon.EDIT, self.rename),
            (N_("Remove"), Icon.REMOVE, self.remove),
        )

    def copy(self) -> None:
        """The same for a client, under a number of its own."""
        page = self._page
        fields = (
            Field("client", N_("Client"), Typed.CHOICE, options=named("clients"), span=6),
            Field("number", N_("Number"), span=3),
            Field("start", N_("Starts"), Typed.DAY, span=3),
        )
        kept = {
            key: value
            for key, value in self._record.items()
            if key not in {"number", "start", "end", "status", "billed_until"}
        }

        def made(record: Record) -> tuple[Path, Record]:
            path = (
                "clients",
                str(record.get("client") or ""),
                "agreements",
                str(record.get("number") or ""),
            )
            return path, {**kept, "start": record.get("start")}

        title = self._desk.kit.language.say("Copy the agreement")
        verb = self._desk.kit.language.say("Copy")
        sheet = NewSheet(self._desk, page.window(), title, fields, page.choices, made, verb=verb)
        sheet.created.connect(page.open_path)
        start = add_months(page.choices.today.replace(day=1), 1).isoformat()
        sheet.begin({"client": self._path[1], "number": page.free_number(), "start": start})

    def renew(self) -> None:
        """Hold a year longer, at a raised fee if wanted."""
        end = self._record.get("end")
        later = add_months(date.fromisoformat(end), 12) if end else None
        since = end or add_months(self._page.choices.today.replace(day=1), 1).isoformat()
        self._ask(
            N_("Renew"),
            N_("The new price counts from the day of renewal. Look at the invoices, then save."),
            (
                Field("end", N_("New end"), Typed.DAY, N_("Empty: until it is ended")),
                Field("since", N_("Renewed on"), Typed.DAY),
                Field("percent", N_("Raise the fee and all prices by percent"), Typed.NUMBER),
            ),
            {"end": later.isoformat() if later else None, "since": since, "percent": None},
            self._renewed,
        )

    def suspend(self) -> None:
        """Bill nothing from a day on."""
        self._ask(
            N_("Suspend"),
            N_("Nothing is billed from this day on, until it is resumed."),
            (Field("day", N_("From"), Typed.DAY),),
            {"day": self._page.choices.today.isoformat()},
            lambda found: self._set_status(found["day"], "suspended"),
        )

    def resume(self) -> None:
        """Bill again from a day on."""
        self._ask(
            N_("Resume"),
            N_("It is billed again from this day on."),
            (Field("day", N_("From"), Typed.DAY),),
            {"day": self._page.choices.today.isoformat()},
            lambda found: self._set_status(found["day"], "active"),
        )

    def end(self) -> None:
        """End it; the invoices beside the form show the last one."""
        first = add_months(self._page.choices.today.replace(day=1), 1)
        self._ask(
            N_("End"),
            N_("What was billed beyond it is given back. The last invoice is shown; then save."),
            (Field("day", N_("First day without it"), Typed.DAY),),
            {"day": first.isoformat()},
            self._ended,
        )

    def rename(self) -> None:
        """Give it another number."""
        self._page.rename(self._path)

    def remove(self) -> None:
        """Take it away, as long as nothing was ever billed for it."""
        self._page.remove(self._path)

    def _ended(self, found: Record) -> None:
        """It ends on that day, and renews itself no more."""
        pane, day = self._page.record.pane, date.fromisoformat(str(found["day"]))
        steps = steps_of(self._record.get("renewal"))
        if steps and steps[-1][1]:
            off = min(self._page.choices.today, day - timedelta(days=1)).isoformat()
            kept = [[since, value] for since, value in steps if since < off]
            pane.change("renewal", [*kept, [off, None]] if kept else None)
        pane.change("end", day.isoformat())
        self._page.year.show_last()

    def _renewed(self, found: Record) -> None:
        pane = self._page.record.pane
        if found.get("end") != self._record.get("end"):
            pane.change("end", found.get("end"))
        percent, since = found.get("percent"), str(found.get("since") or "")
        if percent and since:
            start = str(self._record.get("start") or START)
            if self._record.get("fee"):
                pane.change("fee", with_raise(self._record["fee"], Decimal(percent), since, start))
            additions: list[Record] = self._record.get("additions") or []
            if any(each.get("price") for each in additions):
                pane.change(
                    "additions",
                    [
                        {**each, "price": with_raise(each["price"], Decimal(percent), since, start)}
                        if each.get("price")
                        else each
                        for each in additions
                    ],
                )

    def _set_status(self, day: str, status: str) -> None:
        steps = steps_of(self._record.get("status")) or [(START, "active")]
        kept = [[since, value] for since, value in steps if since < day]
        self._page.record.pane.change("status", [*kept, [day, status]])

    def _status(self) -> str:
        now = self._page.choices.today.isoformat()
        steps = steps_of(self._record.get("status")) or [(START, "active")]
        return next((value for since, value in reversed(steps) if since <= now), "active")

    def _ask(
        self,
        title: str,
        text: str,
        fields: Sequence[Field],
        start: Record,
        then: Callable[[Record], None],
    ) -> None:
        words = self._desk.kit.language.say
        whole = [Field(f.key, f.label, f.kind, f.help, 6) for f in fields]
        sheet = AskSheet(
            self._desk, self._page.window(), words(title), words(text), whole, self._page.choices
        )
        sheet.answered.connect(then)
        sheet.begin(start)


def with_raise(value: Any, percent: Decimal, since: str, start: str) -> list[list[str]]:  # noqa: ANN401
    """A dated price with a raise from a day on, rounded to cents."""
    steps = [(day if day != START else start, price) for day, price in steps_of(value)]
    kept = [[day, price] for day, price in steps if day < since]
    last = Decimal(kept[-1][1] if kept else steps[-1][1])
    raised = (last * (100 + percent) / 100).quantize(Decimal("0.01"))
    return [*kept, [since, amount_text(raised)]]
