"""The form of an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.ui.clients.form import RATES
from app.ui.form.fields import Choices, Field, Form, Kind, Option, Section
from app.ui.form.options import named, or_none, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.form.fields import Options, Record

STATUSES = words(
    ("draft", N_("Draft: bills nothing yet")),
    ("active", N_("Active")),
    ("suspended", N_("Suspended: bills nothing")),
    ("ended", N_("Ended")),
)
KINDS = words(
    ("fixed_fee", N_("Fixed fee")),
    ("per_user", N_("Per user")),
    ("per_device", N_("Per device")),
    ("time_and_materials", N_("Time and materials")),
    ("block_hours", N_("Block of hours")),
    ("retainer", N_("Retainer")),
)
PRORATIONS = words(
    ("daily", N_("By days")),
    ("none", N_("Whole periods only")),
    ("next", N_("Changes count from the next period")),
)
ANSWERS = words(
    ("included", N_("Included")),
    ("block", N_("From the blocks of hours")),
    ("billable", N_("Charged")),
    ("no_charge", N_("Free, and printed")),
    ("hidden", N_("Free, not printed")),
)

CYCLE = Field(
    "cycle",
    N_("Bills"),
    Kind.GROUP,
    N_("Empty is as its type says, else every month in advance."),
    span=6,
    columns=(
        Field("every", N_("Every"), Kind.WHOLE, default=1, span=1),
        Field(
            "unit",
            N_("Unit"),
            Kind.CHOICE,
            options=words(("week", N_("weeks")), ("month", N_("months")), ("year", N_("years"))),
            default="month",
        ),
        Field(
            "timing",
            N_("When"),
            Kind.CHOICE,
            options=words(("advance", N_("In advance")), ("arrears", N_("In arrears"))),
            default="advance",
        ),
        Field("anchor", N_("A period begins on"), Kind.DAY),
    ),
)

ALLOWANCE = Field(
    "allowance",
    N_("Included hours"),
    Kind.GROUP,
    span=6,
    is_dated=True,
    columns=(
        Field("hours", N_("Hours a period"), Kind.NUMBER, span=1),
        Field("rollover_periods", N_("Unused last for"), Kind.WHOLE, default=0, span=1),
        Field("rollover_cap", N_("At most"), Kind.NUMBER, span=1),
        Field("overage_rate", N_("Beyond, an hour"), Kind.AMOUNT, span=1),
        Field("carried", N_("Brought along"), Kind.NUMBER, span=1),
    ),
)

COVERAGE = Field(
    "coverage",
    N_("What is covered"),
    Kind.ROWS,
    N_("Read from the top: the first that fits decides. The last one is for all other work."),
    span=6,
    is_dated=True,
    add=N_("Add a rule"),
    columns=(
        Field(
            "work_types",
            N_("Work types"),
            Kind.NAMES,
            options=named("work_types"),
            nothing=N_("All work"),
        ),
        Field("roles", N_("Roles"), Kind.NAMES, options=named("roles"), nothing=N_("All roles")),
        Field("then", N_("Is"), Kind.CHOICE, options=ANSWERS, default="included"),
    ),
)

UPLIFT = Field(
    "uplift",
    N_("Yearly raise"),
    Kind.GROUP,
    N_("On each anniversary of the start, or of another day."),
    span=6,
    columns=(
        Field("percent", N_("Percent"), Kind.NUMBER, span=1),
        Field("on", N_("On the day of"), Kind.DAY, default="anniversary"),
        Field("additions", N_("Additions too"), Kind.FLAG, default=True),
    ),
)


def form_of(client: Record) -> Form:
    """The form of an agreement with a client: what can be counted is what the client has."""
    return (
        Section(
            N_("Basics"),
            N_("What it is called, from when till when it holds, and the service it promises."),
            (
                Field("name", N_("Name"), span=4),
                Field("number", N_("Number"), is_key=True),
                Field("type", N_("Type"), Kind.CHOICE, options=or_none(named("agreement_types"))),
                Field("start", N_("Starts"), Kind.DAY),
                Field("end", N_("First day without it"), Kind.DAY, N_("Empty: until it is ended")),
                Field(
                    "status",
                    N_("Status"),
                    Kind.CHOICE,
                    options=STATUSES,
                    default="active",
                    span=3,
                    is_dated=True,
                    asks=True,
                ),
                Field(
                    "sla",
                    N_("SLA policy"),
                    Kind.CHOICE,
                    options=or_none(named("sla_policies")),
                    span=3,
                    is_dated=True,
                ),
                Field("po_number", N_("PO number"), span=3),
                Field(
                    "kind",
                    N_("Kind"),
                    Kind.CHOICE,
                    options=or_none(KINDS, N_("As its type")),
                    span=3,
                ),
            ),
        ),
        Section(
            N_("Price"),
            N_("What every period costs, and when it is billed."),
            (
                Field(
                    "fee", N_("Fixed fee a period"), Kind.AMOUNT, span=3, is_dated=True, asks=True
                ),
                Field(
                    "fee_taxes",
                    N_("Taxes on the fee"),
                    Kind.NAMES,
                    options=named("taxes"),
                    span=3,
                    is_dated=True,
                    asks=True,
                ),
                CYCLE,
                Field(
                    "proration",
                    N_("Parts of a period"),
                    Kind.CHOICE,
                    options=PRORATIONS,
                    default="daily",
                    span=3,
                ),
                Field(
                    "refund",
                    N_("Give back what was billed beyond the end"),
                    Kind.FLAG,
                    default=True,
                    span=3,
                ),
                UPLIFT,
            ),
        ),
        Section(
            N_("Additions"),
            N_("Lines of every invoice: typed quantities, or counted from devices and users."),
            (
                Field(
                    "additions",
                    "",
                    Kind.ROWS,
                    span=6,
                    add=N_("Add a line"),
                    columns=(
                        Field("name", N_("Name")),
                        Field("item", N_("Item"), Kind.CHOICE, options=named("items")),
                        Field("counts", N_("Quantity"), Kind.CHOICE, options=_counts(client)),
                        Field(
                            "quantity",
                            N_("Typed quantity"),
                            Kind.NUMBER,
                            span=3,
                            is_dated=True,
                            asks=True,
                            when=lambda record: not record.get("counts"),
                        ),
                        Field(
                            "price",
                            N_("Price"),
                            Kind.AMOUNT,
                            N_("Empty: as the item"),
                            span=3,
                            is_dated=True,
                            asks=True,
                        ),
                        Field("minimum", N_("At least"), Kind.NUMBER, default="0"),
                        Field("end", N_("Until"), Kind.DAY),
                    ),
                ),
            ),
        ),
        Section(
            N_("Work"),
            N_("Which work is included, and what the rest costs an hour."),
            (
                ALLOWANCE,
                COVERAGE,
                RATES,
                Field(
                    "show_covered",
                    N_("Print included work at 0.00"),
                    Kind.FLAG,
                    default=False,
                    span=6,
                ),
            ),
        ),
        Section(
            N_("More"),
            "",
            (
                Field(
                    "billed_until",
                    N_("Billed elsewhere until"),
                    Kind.DAY,
                    N_("When moving in from another tool"),
                    span=3,
                ),
                Field("note", N_("Notes"), Kind.LONG, span=6),
            ),
        ),
    )


def _counts(client: Record) -> Options:
    def options(choices: Choices) -> Sequence[Option]:
        say = choices.language.say
        found = [Option(None, say("Typed"))]
        for section, all_of, some in (
            ("devices", N_("All devices"), N_("Devices: {type}")),
            ("users", N_("All users"), N_("Users: {type}")),
        ):
            found.append(Option({section: ""}, say(all_of)))
            types = {str(each.get("type") or "") for each in client.get(section) or ()} - {""}
            usual = {"workstation", "server"} if section == "devices" else {"standard"}
            found += [
                Option({section: type_}, say(some, type=type_)) for type_ in sorted(types | usual)
            ]
        return found

    return options
