"""Fields that several forms share: discounts, pricing, terms of payment, after hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.ui.form.fields import Field, Kind
from app.ui.form.options import named, or_none, words

if TYPE_CHECKING:
    from app.ui.form.fields import Options, Record

DETAILS = words(
    ("none", N_("Nothing more")),
    ("time", N_("The work, entry by entry")),
    ("full", N_("The work, devices and users")),
)
LABOUR = words(
    ("entry", N_("A line for each entry")),
    ("ticket", N_("A line for each ticket")),
    ("work_type", N_("A line for each work type")),
    ("one", N_("One line for all work")),
)
_MODES = words(
    (None, N_("One price")),
    ("graduated", N_("Tiers: each unit at the price of its tier")),
    ("volume", N_("Tiers: all units at the price of the last one")),
    ("package", N_("In packages")),
)


def _is_tiered(record: Record) -> bool:
    return record.get("mode") in {"graduated", "volume"}


def _is_packed(record: Record) -> bool:
    return record.get("mode") == "package"


def pricing(text: str) -> Field:
    """A price that depends on the quantity."""
    return Field(
        "pricing",
        N_("Price by quantity"),
        Kind.GROUP,
        text,
        span=6,
        is_dated=True,
        columns=(
            Field("mode", N_("How"), Kind.CHOICE, options=_MODES, span=6),
            Field(
                "tiers",
                N_("Tiers; the last one has no end"),
                Kind.ROWS,
                span=6,
                add=N_("Add a tier"),
                when=_is_tiered,
                columns=(
                    Field("up_to", N_("Up to"), Kind.NUMBER),
                    Field("price", N_("Price of one"), Kind.AMOUNT),
                    Field("flat", N_("And once"), Kind.AMOUNT, default="0.00"),
                ),
            ),
            Field("size", N_("Units in a package"), Kind.NUMBER, when=_is_packed),
            Field("price", N_("Price of a package"), Kind.AMOUNT, when=_is_packed),
            Field("free", N_("Units free"), Kind.NUMBER, default="0", when=_is_packed),
        ),
    )


def discount(key: str, name: str) -> Field:
    """What is taken off a line."""
    return Field(
        key,
        name,
        Kind.GROUP,
        N_("A percentage comes off first, then an amount for a whole period. Empty takes nothing."),
        span=6,
        is_dated=True,
        ends=True,
        columns=(
            Field("name", N_("Printed as")),
            Field("percent", N_("Percent"), Kind.NUMBER, default="0", span=1),
            Field("amount", N_("Amount"), Kind.AMOUNT, default="0.00", span=1),
            Field("periods", N_("For so many periods"), Kind.WHOLE),
        ),
    )


def document_discounts(on: Options) -> Field:
    """What is taken off all that falls due together, or off some of it."""
    return Field(
        "discounts",
        N_("Discounts on the whole invoice"),
        Kind.ROWS,
        N_("A percentage or an amount, once for all that falls due on a day."),
        span=6,
        add=N_("Add a discount"),
        columns=(
            Field("name", N_("Name")),
            Field("percent", N_("Percent"), Kind.NUMBER, default="0"),
            Field("amount", N_("Or an amount"), Kind.AMOUNT, default="0.00"),
            Field("from", N_("From"), Kind.DAY),
            Field("until", N_("First day without it"), Kind.DAY),
            Field("periods", N_("For so many periods"), Kind.WHOLE),
            Field(
                "on",
                N_("Only on"),
                Kind.NAMES,
                options=on,
                span=6,
                nothing=N_("Everything"),
                inherits=True,
            ),
        ),
    )


TERMS = Field(
    "terms",
    N_("Payment terms"),
    Kind.GROUP,
    N_("One of the three says when to pay. What paying early saves is printed beside it."),
    span=6,
    columns=(
        Field("net_days", N_("Days to pay"), Kind.WHOLE),
        Field("day_of_month", N_("Or on day of the month"), Kind.WHOLE),
        Field("end_of_month", N_("Or at the end of the month"), Kind.FLAG, default=False),
        Field("discount_percent", N_("Percent off, if paid"), Kind.NUMBER, default="0"),
        Field("discount_days", N_("Within days"), Kind.WHOLE),
    ),
)

RATES = Field(
    "rates",
    N_("Hourly rates"),
    Kind.ROWS,
    N_("The closest rule wins; what no rule names is charged at the role's own rate."),
    span=6,
    is_dated=True,
    add=N_("Add a rate"),
    columns=(
        Field(
            "work_type",
            N_("Work type"),
            Kind.CHOICE,
            options=or_none(named("work_types"), N_("All work")),
        ),
        Field("role", N_("Role"), Kind.CHOICE, options=or_none(named("roles"), N_("All roles"))),
        Field("rate", N_("An hour"), Kind.AMOUNT, span=1),
    ),
)


def after_hours(text: str) -> Field:
    """What work outside a calendar's hours costs."""
    return Field(
        "after_hours",
        N_("Work after hours"),
        Kind.GROUP,
        text,
        span=6,
        is_dated=True,
        ends=True,
        columns=(
            Field(
                "calendar",
                N_("Outside the hours of"),
                Kind.CHOICE,
                options=or_none(named("calendars"), N_("No calendar")),
            ),
            Field("multiplier", N_("Times the rate"), Kind.NUMBER),
            Field("closed_multiplier", N_("On closed days"), Kind.NUMBER),
        ),
    )
