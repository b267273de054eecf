"""A page over several sections of what is set up once: a segment for each, all with one form."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from app.domain.changes import Changes, Kind
from app.domain.money import Rate
from app.domain.sentence import N_
from app.services.catalog import CatalogRow
from app.ui.buttons import Button
from app.ui.buttons import Kind as Kinds
from app.ui.cells import Column, Figure, Pair
from app.ui.empty import Empty
from app.ui.form.fields import Field
from app.ui.icons import Icon
from app.ui.records.new import NewSheet
from app.ui.records.page import Listing, RecordsPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.form.fields import Record
    from app.workbook.merging import Path


class SectionsPage(RecordsPage[CatalogRow]):
    """Lists the records of some sections."""

    watches: ClassVar[Changes] = frozenset({Kind.CATALOG, Kind.AGREEMENTS, Kind.COMPANY})
    sections: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """The sections, each with its marked name and the words for a new record."""
    nothing: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """What stands in the place of a section that is empty: marked title and text."""

    has_values: ClassVar[bool] = True
    """Whether a record comes to something: a price, a rate."""

    @abstractmethod
    def fields_for_new(self, section: str) -> Sequence[Field]:
        """What a new record cannot do without."""

    @abstractmethod
    def start_of_new(self, section: str) -> Record:
        """What a new record begins with."""

    @abstractmethod
    def words(self) -> tuple[str, str, str, Icon, tuple[str, str]]:
        """Title, filter, the word for all, icon and the empty page's words."""

    def describe(self) -> Listing[CatalogRow]:
        """What the list shows."""
        title, narrow, new, icon, empty = self.words()
        language = self._kit.language

        def value(found: CatalogRow) -> Figure:
            if found.value is None:
                return Figure("")
            is_price = isinstance(found.value, Rate)
            return Figure(language.show(found.value), is_strong=is_price)

        return Listing(
            title=title,
            one=N_("1 record"),
            many=N_("{count} records"),
            filter=narrow,
            columns=(
                Column(
                    N_("Name"),
                    lambda found: Pair(found.name, language.tell(found.detail)),
                    is_stretched=True,
                ),
                *((Column(N_("Today"), value, is_right=True),) if self.has_values else ()),
            ),
            key=lambda found: (found.section, found.key),
            words=lambda found: (found.name, found.key, found.detail.plain()),
            icon=icon,
            empty=empty,
            new=new,
            segments={
                text: partial(_is_of, section) for section, (text, _) in self.sections.items()
            },
        )

    def look_up(self) -> tuple[CatalogRow, ...]:
        """The records of the page's sections."""
        rows = self._desk.services.catalog.list()
        return tuple(row for row in rows if row.section in self.sections)

    def path_of(self, row: CatalogRow) -> Path:
        """Where a record is."""
        return (row.section, row.key)

    def heading_of(self, row: CatalogRow) -> tuple[str, str]:
        """The record's name under its section's."""
        return row.name, self._kit.language.say(self.sections[row.section][0])

    def facts_of(self, row: CatalogRow) -> Sequence[tuple[str, str]]:
        """What it says today."""
        language = self._kit.language
        value = language.show(row.value) if row.value is not None else ""
        used = str(row.used) if row.used else ""
        return (
            (N_("Today"), value),
            (N_("Details"), language.tell(row.detail)),
            (N_("Used by"), used),
        )

    @property
    def section(self) -> str:
        """The section that is listed."""
        names = {text: section for section, (text, _) in self.sections.items()}
        return names[self.segment.value]

    def actions_of(self, path: Path, record: Record) -> Sequence[QWidget]:
        """It can be taken away while nothing uses it."""
        del record
        rename = Button(self._kit.theme, self._kit.language.say("Rename…"))
        rename.clicked.connect(partial(self.rename, path))
        button = Button(self._kit.theme, self._kit.language.say("Remove"), icon=Icon.REMOVE)
        button.clicked.connect(partial(self.remove, path))
        return (rename, button)

    def begin(self, what: str) -> None:
        """A new record of a section; of the one that is shown where none is named."""
        section = what if what in self.sections else self.section
        fields = self.fields_for_new(section)
        key = fields[0].key

        def made(record: Record) -> tuple[Path, Record]:
            told = {k: v for k, v in record.items() if k != key and v not in (None, "", [])}
            return (section, str(record.get(key) or "")), told

        title = self._kit.language.say(self.sections[section][1])
        sheet = NewSheet(self._desk, self.window(), title, fields, self.choices, made)
        sheet.created.connect(self.open_path)
        sheet.begin(self.start_of_new(section))

    def _build(self) -> None:
        super()._build()
        self._begin_here = Button(self._kit.theme, "", Kinds.PRIMARY, Icon.PLUS)
        self._begin_here.clicked.connect(partial(self.begin, self.noun))
        self._none = Empty(self._kit.theme, self.listing.icon, self._begin_here)
        self._list.addWidget(self._none)

    def _list_rows(self) -> None:
        super()._list_rows()
        say, section = self._kit.language.say, self.section
        for button in (self.new, self._begin_here):
            button.say(say(self.sections[section][1]))
        if section in self.nothing and not any(row.section == section for row in self._rows):
            self._none.say(*map(say, self.nothing[section]))
            self._list.setCurrentWidget(self._none)


def _is_of(section: str, row: CatalogRow) -> bool:
    return row.section == section
