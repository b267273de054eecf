"""The catalog: items, taxes, roles and work types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from app.domain.sentence import N_
from app.ui.catalog.forms import FORMS
from app.ui.catalog.try_tax import TryTax
from app.ui.form.fields import Field, Kind
from app.ui.form.options import named
from app.ui.icons import Icon
from app.ui.records.record import Tab
from app.ui.records.sections import SectionsPage

if TYPE_CHECKING:
    from app.ui.form.fields import Form, Record
    from app.workbook.merging import Path


class CatalogPage(SectionsPage):
    """What is sold, by whom, and how it is taxed."""

    noun: ClassVar[str] = "catalog"
    sections = {
        "items": (N_("Items"), N_("New item")),
        "roles": (N_("Roles"), N_("New role")),
        "work_types": (N_("Work types"), N_("New work type")),
        "taxes": (N_("Taxes"), N_("New tax")),
    }

    nothing = {
        "items": (
            N_("No items yet"),
            N_("Services, licences and products with their prices; agreements refer to them."),
        ),
        "roles": (N_("No roles yet"), N_("Who does the work, and what an hour sells for.")),
        "work_types": (
            N_("No work types yet"),
            N_("Remote, on site, projects: how each is counted, taxed and charged."),
        ),
        "taxes": (N_("No taxes yet"), N_("A rate in percent, from a day on.")),
    }

    def words(self) -> tuple[str, str, str, Icon, tuple[str, str]]:
        """What the page is called."""
        return (
            N_("Catalog"),
            N_("Filter the catalog"),
            N_("New"),
            Icon.CATALOG,
            (
                N_("Nothing in the catalog yet"),
                N_("Begin with a tax and an hourly rate; items can come later."),
            ),
        )

    def form_of(self, path: Path, record: Record) -> Form:
        """The form of the section."""
        del record
        return FORMS[path[0]]

    def tabs_of(self, path: Path) -> Sequence[Tab]:
        """A tax can be tried."""
        if path[0] != "taxes":
            return ()
        return (Tab(N_("Try it"), lambda: TryTax(self._desk, path[1])),)

    def fields_for_new(self, section: str) -> Sequence[Field]:
        """Its key, and what it costs."""
        taxes = Field("taxes", N_("Taxes"), Kind.NAMES, options=named("taxes"), span=3)
        return {
            "items": (
                Field("sku", N_("Code"), span=2),
                Field("name", N_("Name"), span=4),
                Field("price", N_("Price"), Kind.AMOUNT, span=3),
                taxes,
            ),
            "roles": (
                Field("name", N_("Name"), span=6),
                Field("rates", N_("An hour sells for"), Kind.AMOUNT, span=3),
                Field("costs", N_("An hour costs"), Kind.AMOUNT, span=3),
            ),
            "work_types": (Field("name", N_("Name"), span=3), taxes),
            "taxes": (
                Field("code", N_("Code"), span=2),
                Field("name", N_("Name on invoices"), span=2),
                Field("rates", N_("Percent"), Kind.NUMBER, span=2),
            ),
        }[section]

    def start_of_new(self, section: str) -> Record:
        """The first tax, where there is one."""
        taxes = [key for key, _ in self.choices.names.get("taxes", ())]
        return {"taxes": taxes[:1]} if section in {"items", "work_types"} else {}
