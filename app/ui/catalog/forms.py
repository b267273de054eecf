"""The forms of what is sold and by whom."""

from __future__ import annotations

from app.domain.catalog import UNIT_CODES
from app.domain.sentence import N_
from app.ui.form.fields import Choices, Field, Form, Kind, Option, Section
from app.ui.form.options import currencies, named, or_none, words
from app.ui.form.shared import pricing


def _units(choices: Choices) -> list[Option]:
    del choices
    return [Option(unit, unit) for unit in UNIT_CODES]


ITEM: Form = (
    Section(
        N_("Item"),
        N_("A service, a licence or a product. Agreements and expenses refer to it."),
        (
            Field("name", N_("Name"), span=4, help=N_("Printed on invoices")),
            Field("sku", N_("Code"), is_key=True),
            Field(
                "unit", N_("Unit"), Kind.CHOICE, options=_units, default="each", free=True, span=3
            ),
            Field(
                "currency",
                N_("Currency"),
                Kind.CHOICE,
                options=or_none(currencies, N_("As the company")),
                span=3,
            ),
        ),
    ),
    Section(
        N_("Price"),
        N_("What it sells for and what it costs you, each from a day on."),
        (
            Field("price", N_("Price"), Kind.AMOUNT, span=3, is_dated=True, asks=True),
            Field("cost", N_("Cost"), Kind.AMOUNT, span=3, is_dated=True, asks=True),
            Field(
                "taxes",
                N_("Taxes"),
                Kind.NAMES,
                options=named("taxes"),
                span=3,
                is_dated=True,
                asks=True,
            ),
            pricing(N_("In place of the price above, where more cost less.")),
        ),
    ),
)

TAX: Form = (
    Section(
        N_("Tax"),
        N_("A rate in percent, from a day on. An old rate stays for what was billed under it."),
        (
            Field("name", N_("Name on invoices"), span=4),
            Field("code", N_("Code"), is_key=True),
            Field(
                "category",
                N_("Category"),
                Kind.CHOICE,
                options=words(
                    ("S", N_("Standard")),
                    ("Z", N_("Zero rated")),
                    ("E", N_("Exempt")),
                    ("AE", N_("Reverse charge")),
                    ("K", N_("Within the Union")),
                    ("G", N_("Export")),
                    ("O", N_("Outside the scope of tax")),
                ),
                default="S",
                span=3,
            ),
            Field("rates", N_("Percent"), Kind.NUMBER, span=3, is_dated=True, asks=True),
            Field(
                "reason",
                N_("Reason on invoices"),
                span=3,
                when=lambda record: record.get("category", "S") != "S",
            ),
            Field(
                "inclusive",
                N_("Prices include it"),
                Kind.FLAG,
                N_("It is taken out of the price, not put on top"),
                default=False,
                span=3,
            ),
            Field(
                "compound",
                N_("On top of the taxes before it"),
                Kind.FLAG,
                N_("Tax on tax, in the order in which they are named"),
                default=False,
                span=3,
            ),
        ),
    ),
)

ROLE: Form = (
    Section(
        N_("Role"),
        N_("Who does the work: what an hour sells for, and what it costs you."),
        (
            Field("name", N_("Name"), is_key=True, span=6),
            Field("rates", N_("An hour sells for"), Kind.AMOUNT, span=3, is_dated=True, asks=True),
            Field("costs", N_("An hour costs"), Kind.AMOUNT, span=3, is_dated=True, asks=True),
        ),
    ),
)

WORK_TYPE: Form = (
    Section(
        N_("Work type"),
        N_("What kind of work it is, and whether it is charged."),
        (
            Field("name", N_("Name"), is_key=True, span=3),
            Field(
                "multiplier",
                N_("Times the rate"),
                Kind.NUMBER,
                default="1",
                span=3,
                is_dated=True,
                asks=True,
            ),
            Field(
                "billable",
                N_("Charged, unless an agreement says otherwise"),
                Kind.FLAG,
                default=True,
                span=6,
                is_dated=True,
                asks=True,
            ),
            Field(
                "taxes",
                N_("Taxes"),
                Kind.NAMES,
                options=named("taxes"),
                span=3,
                is_dated=True,
                asks=True,
            ),
        ),
    ),
    Section(
        N_("Time"),
        N_("How worked minutes become charged ones."),
        (
            Field(
                "per",
                N_("Counted together"),
                Kind.CHOICE,
                N_("Minimum and steps hold for what is counted together"),
                options=words(
                    ("entry", N_("Each entry for itself")),
                    ("ticket", N_("All of a ticket")),
                    ("day", N_("All of a day")),
                ),
                default="entry",
                span=6,
                is_dated=True,
                asks=True,
            ),
            Field(
                "minimum_minutes",
                N_("At least, minutes"),
                Kind.WHOLE,
                default=0,
                is_dated=True,
                asks=True,
            ),
            Field(
                "increment_minutes",
                N_("In steps of minutes"),
                Kind.WHOLE,
                default=1,
                is_dated=True,
                asks=True,
            ),
            Field(
                "grace_minutes",
                N_("Minutes let pass"),
                Kind.WHOLE,
                default=0,
                is_dated=True,
                asks=True,
            ),
            Field(
                "rounding",
                N_("Rounded"),
                Kind.CHOICE,
                options=words(
                    ("up", N_("Up")),
                    ("nearest", N_("To the nearest")),
                    ("down", N_("Down")),
                    ("none", N_("Not at all")),
                ),
                default="up",
                is_dated=True,
                asks=True,
            ),
        ),
    ),
)

FORMS = {"items": ITEM, "taxes": TAX, "roles": ROLE, "work_types": WORK_TYPE}
KEYS = {"items": "sku", "taxes": "code", "roles": "name", "work_types": "name"}
