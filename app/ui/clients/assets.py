"""The devices or users of a client: since when they are looked after, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.sentence import N_
from app.services.clients import AssetRow
from app.ui.buttons import Button
from app.ui.cells import Column, Pill, Words
from app.ui.empty import Empty
from app.ui.filter_field import FilterField
from app.ui.form.fields import Choices, Field, Kind, Option
from app.ui.form.options import named
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.layout import column, framed, row
from app.ui.records.new import NewSheet
from app.ui.table import Table
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.progress import Progress
    from app.ui.desk import Desk
    from app.ui.form.fields import Record
    from app.workbook.merging import Path

_TEXTS = {
    "devices": (N_("New device"), N_("No devices yet"), N_("Filter devices"), Icon.DEVICE),
    "users": (N_("New user"), N_("No users yet"), N_("Filter users"), Icon.PERSON),
}
_TYPES = {
    "devices": ("workstation", "server", "firewall", "switch", "printer", "mobile"),
    "users": ("standard", "staff", "mailbox"),
}


class AssetsTab(QWidget):
    """Lists them; activates, retires and moves them by a day."""

    def __init__(self, desk: Desk, choices: Choices, code: str, section: str) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._choices = choices
        self._code = code
        self._section = section
        self._rows: tuple[AssetRow, ...] = ()
        say = desk.kit.language.say
        new, nothing, narrow, icon = _TEXTS[section]
        self.new = Button(desk.kit.theme, say(new), icon=Icon.PLUS)
        self.new.clicked.connect(self.begin)
        self.retire = Button(desk.kit.theme, say("Retire…"))
        self.retire.clicked.connect(self.end)
        self.activate = Button(desk.kit.theme, say("Activate…"))
        self.activate.clicked.connect(self.start)
        self.move_on = Button(desk.kit.theme, say("Move to a client…"))
        self.move_on.clicked.connect(self.hand_over)
        self.count_for = Button(desk.kit.theme, say("Agreement…"))
        self.count_for.setVisible(section == "devices")
        self.count_for.clicked.connect(self.choose_agreement)
        self.narrow = FilterField(desk.kit.theme, say(narrow), say(narrow))
        self.narrow.setMaximumWidth(260)
        self.narrow.textChanged.connect(self._list)
        acts = (self.count_for, self.retire, self.activate, self.move_on, self.new)
        tools = row((self.narrow, 1), None, *acts)
        tools.setContentsMargins(20, 12, 20, 12)
        self.table = Table[AssetRow](
            desk.kit.theme, desk.kit.language, self._columns(), lambda found: found.name, 34
        )
        self.table.setAccessibleName(say(N_("Devices") if section == "devices" else N_("Users")))
        self.table.chosen.connect(self._fit)
        add = Button(desk.kit.theme, say(new), icon=Icon.PLUS)
        add.clicked.connect(self.begin)
        self._nothing = Empty(desk.kit.theme, icon, add)
        self._nothing.say(
            say(nothing),
            say("Agreements can count them: so much for each, from its first day on."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self.setLayout(column(framed("Pane", tools), (self._stack, 1), gap=0))
        self._fit()
        self.look()

    def look(self) -> None:
        """Look them up."""

        def work(progress: Progress) -> tuple[AssetRow, ...]:
            progress.step(0, 1)
            what = self._section.removesuffix("s")
            return self._desk.services.clients.assets(self._code, what)

        job = Job(work)
        job.succeeded.connect(self._listed)
        self._kit.jobs.start(job)

    def begin(self) -> None:
        """A new one, active from today."""
        fields = (
            Field("name", N_("Name"), span=3),
            Field("type", N_("Type"), Kind.CHOICE, options=self._types, free=True, span=3),
            Field("site", N_("Site"), Kind.CHOICE, options=self._sites, span=3),
            Field("since", N_("Looked after from"), Kind.DAY, span=3),
        )
        if self._section == "devices":
            fields = (*fields, self._for())

        def made(record: Record) -> tuple[Path, Record]:
            since = record.get("since")
            told = {"type": record.get("type") or "", "active": [[since, None]] if since else []}
            if record.get("site"):
                told["site"] = record["site"]
            if record.get("agreement"):
                told["agreement"] = record["agreement"]
            return self._path(str(record.get("name") or "")), told

        latest = self._rows[0].type if self._rows else _TYPES[self._section][0]
        self._ask(
            _TEXTS[self._section][0],
            fields,
            made,
            {"since": self._choices.today.isoformat(), "type": latest},
        )

    def start(self) -> None:
        """Look after the chosen one again, from a day on."""
        if found := self.table.current:
            active = self._active(found.name)

            def made(record: Record) -> tuple[Path, Record]:
                return self._path(found.name), {"active": [*active, [record.get("day"), None]]}

            field = Field("day", N_("First day"), Kind.DAY, span=6)
            self._ask(N_("Activate"), (field,), made, {"day": self._choices.today.isoformat()})

    def end(self) -> None:
        """Look after the chosen one until a day."""
        if (found := self.table.current) and (active := self._active(found.name)):

            def made(record: Record) -> tuple[Path, Record]:
                ended = [*active[:-1], [active[-1][0], record.get("day")]]
                return self._path(found.name), {"active": ended}

            field = Field("day", N_("First day without it"), Kind.DAY, span=6)
            self._ask(N_("Retire"), (field,), made, {"day": self._choices.today.isoformat()})

    def choose_agreement(self) -> None:
        """Say which agreement work on the chosen device is for."""
        if found := self.table.current:
            path = self._path(found.name)

            def made(record: Record) -> tuple[Path, Record]:
                return path, {"agreement": record.get("agreement")}

            now = self._desk.services.editing.record(*path).get("agreement")
            self._ask(N_("Agreement"), (self._for(),), made, {"agreement": now})

    def hand_over(self) -> None:
        """Let another client have the chosen one, from a day on."""
        if (found := self.table.current) and (active := self._active(found.name)):
            fields = (
                Field("client", N_("Client"), Kind.CHOICE, options=named("clients"), span=3),
                Field("day", N_("From"), Kind.DAY, span=3),
            )

            def made(record: Record) -> tuple[Path, Record]:
                day = record.get("day")
                ended = [*active[:-1], [active[-1][0], day]]
                self._extra = {
                    "clients": [
                        {"code": self._code, self._section: [{"name": found.name, "active": ended}]}
                    ]
                }
                there = ("clients", str(record.get("client") or ""), self._section, found.name)
                return there, {"type": found.type, "active": [[day, None]]}

            self._ask(
                N_("Move to a client"), fields, made, {"day": self._choices.today.isoformat()}
            )

    def _ask(self, title: str, fields: Sequence[Field], made: Any, record: Record) -> None:  # noqa: ANN401
        self._extra: Record = {}
        sheet = NewSheet(
            self._desk,
            self.window(),
            self._kit.language.say(title),
            fields,
            self._choices,
            made,
            verb="" if title == _TEXTS[self._section][0] else self._kit.language.say(title),
            also=lambda: self._extra,
            meant=self._meaning,
        )
        sheet.created.connect(self.look)
        sheet.begin(record)

    def _meaning(self, patch: Record) -> str:
        """What an edit makes of the client's invoices; nothing where no agreement counts it."""
        agreements, language = self._desk.services.agreements, self._kit.language
        row = next((each for each in agreements.list() if each.client == self._code), None)
        if row is None:
            return ""
        found = agreements.preview_year(patch, row.path)
        changed = [month for month in found.months if month.difference]
        if not changed:
            return ""
        first, total = (
            changed[0],
            sum((month.difference for month in changed[1:]), changed[0].difference),
        )
        return language.say(
            "The invoice of {month} becomes {net} instead of {before}; in twelve months that makes "
            "{total}.",
            month=language.date(first.through, "LLLL y"),
            net=first.net,
            before=first.before,
            total=total,
        )

    def _path(self, name: str) -> Path:
        return ("clients", self._code, self._section, name)

    def _active(self, name: str) -> list[list[str | None]]:
        return list(self._desk.services.editing.record(*self._path(name)).get("active") or [])

    def _types(self, choices: Choices) -> Sequence[Option]:
        del choices
        known = dict.fromkeys([row.type for row in self._rows if row.type])
        return [Option(each, each) for each in dict.fromkeys([*known, *_TYPES[self._section]])]

    def _for(self) -> Field:
        return Field(
            "agreement",
            N_("Agreement for work on it"),
            Kind.CHOICE,
            options=self._agreements,
            span=6,
        )

    def _agreements(self, choices: Choices) -> Sequence[Option]:
        del choices
        client = self._desk.services.editing.record("clients", self._code)
        found: list[Record] = client.get("agreements") or []
        named = (
            Option(each["number"], f"{each['number']} – {each.get('name') or each['number']}")
            for each in found
        )
        return [Option(None, "–"), *named]

    def _sites(self, choices: Choices) -> Sequence[Option]:
        del choices
        client = self._desk.services.editing.record("clients", self._code)
        sites: list[Record] = client.get("sites") or []
        return [Option(None, "–"), *(Option(site["name"], site["name"]) for site in sites)]

    def _columns(self) -> tuple[Column[AssetRow], ...]:
        language = self._kit.language

        def day(found: AssetRow) -> Words:
            return Words(language.date(found.since) if found.since else "–")

        def until(found: AssetRow) -> Words:
            return Words(language.date(found.until) if found.until else "–")

        def state(found: AssetRow) -> Pill:
            if found.is_active:
                return Pill(language.say("Active"), Tone.OK, Icon.CHECK_CIRCLE)
            if found.until:
                return Pill(language.say("Retired"), Tone.MUTE, Icon.LEFT_OUT)
            return Pill(language.say("Not yet"), Tone.INFO, Icon.CLOCK)

        return (
            Column(N_("Name"), lambda found: Words(found.name, is_strong=True), is_stretched=True),
            Column(N_("Type"), lambda found: Words(found.type), rank=1),
            Column(N_("Site"), lambda found: Words(found.site), rank=3),
            Column(N_("State"), state),
            Column(N_("From"), day, rank=2),
            Column(N_("Until"), until, rank=2),
        )

    def _listed(self, rows: tuple[AssetRow, ...]) -> None:
        self._rows = rows
        self._stack.setCurrentIndex(0 if rows else 1)
        self._list()

    def _list(self) -> None:
        self.table.show_rows(
            [each for each in self._rows if self.narrow.finds(each.name, each.type, each.site)]
        )
        self._fit()

    def _fit(self) -> None:
        found = self.table.current
        self.retire.setEnabled(bool(found and found.is_active and not found.until))
        self.activate.setEnabled(bool(found and not found.is_active))
        self.move_on.setEnabled(bool(found and found.is_active))
        self.count_for.setEnabled(found is not None)
