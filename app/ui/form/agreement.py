"""The form of an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.ui.form.fields import Choices, Field, Form, Kind, Option, Section
from app.ui.form.options import named, or_none, words
from app.ui.form.shared import LABOUR, RATES, after_hours, discount, document_discounts, pricing

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
WHEN = words(
    (None, N_("At any time")),
    (False, N_("In business hours")),
    (True, N_("After hours")),
)
SHOWN = words(
    (None, N_("As the company")),
    (True, N_("Printed, at 0.00")),
    (False, N_("Not printed")),
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
    N_("Included work"),
    Kind.GROUP,
    N_("Hours or money, not both. What is carried over is counted in the same."),
    span=6,
    is_dated=True,
    ends=True,
    columns=(
        Field("hours", N_("Hours a period"), Kind.NUMBER),
        Field("money", N_("Or money a period"), Kind.AMOUNT),
        Field("overage_rate", N_("Beyond, an hour"), Kind.AMOUNT),
        Field("rollover_periods", N_("Periods that unused lasts"), Kind.WHOLE, default=0),
        Field("rollover_cap", N_("Carried at most"), Kind.NUMBER),
        Field("carried", N_("Brought along"), Kind.NUMBER),
        Field(
            "weighted",
            N_("Dearer hours count more"),
            Kind.FLAG,
            default=False,
            span=3,
            when=lambda record: not record.get("money"),
        ),
        Field("prorate", N_("Less in a part of a period"), Kind.FLAG, default=False, span=3),
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
            span=3,
        ),
        Field(
            "roles",
            N_("Roles"),
            Kind.NAMES,
            options=named("roles"),
            nothing=N_("All roles"),
            span=3,
        ),
        Field("after_hours", N_("When"), Kind.CHOICE, options=WHEN, span=3),
        Field("then", N_("Is"), Kind.CHOICE, options=ANSWERS, default="included", span=3),
    ),
)

UPLIFT = Field(
    "uplift",
    N_("Yearly raise"),
    Kind.GROUP,
    N_("On each anniversary of the start, or of another day."),
    span=6,
    is_dated=True,
    ends=True,
    columns=(
        Field("percent", N_("Percent"), Kind.NUMBER, span=1),
        Field("on", N_("On the day of"), Kind.DAY, default="anniversary"),
        Field("additions", N_("Additions too"), Kind.FLAG, default=True),
    ),
)


RENEWAL = Field(
    "renewal",
    N_("Renews itself"),
    Kind.GROUP,
    N_("On its last day, by so many months. Empty does not; the notice only reminds you."),
    span=6,
    is_dated=True,
    ends=True,
    columns=(
        Field("months", N_("By months"), Kind.WHOLE),
        Field("notice_days", N_("Days of notice"), Kind.WHOLE, default=0),
    ),
)


def form_of(client: Record, agreement: Record) -> Form:
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
                    ends=True,
                ),
                Field("po_number", N_("PO number"), span=3),
                Field(
                    "kind",
                    N_("Kind"),
                    Kind.CHOICE,
                    options=or_none(KINDS, N_("As its type")),
                    span=3,
                ),
                RENEWAL,
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
                discount("fee_discount", N_("Discount on the fee")),
                CYCLE,
                Field(
                    "proration",
                    N_("Parts of a period"),
                    Kind.CHOICE,
                    options=PRORATIONS,
                    default="daily",
                    span=3,
                    is_dated=True,
                ),
                Field(
                    "refund",
                    N_("Give back what was billed beyond the end"),
                    Kind.FLAG,
                    default=True,
                    span=6,
                ),
                UPLIFT,
                document_discounts(_parts(agreement)),
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
                        pricing(""),
                        discount("discount", N_("Discount on the line")),
                        Field("minimum", N_("At least"), Kind.NUMBER, default="0", is_dated=True),
                        Field("start", N_("From"), Kind.DAY),
                        Field("end", N_("First day without it"), Kind.DAY),
                        Field(
                            "taxes",
                            N_("Taxes"),
                            Kind.NAMES,
                            options=named("taxes"),
                            is_dated=True,
                            nothing=N_("As the item"),
                            inherits=True,
                        ),
                        Field(
                            "proration",
                            N_("Parts of a period"),
                            Kind.CHOICE,
                            options=or_none(PRORATIONS, N_("As the agreement")),
                            is_dated=True,
                        ),
                        Field("po_number", N_("PO number")),
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
                after_hours(N_("Empty is as the company says.")),
                Field(
                    "labour",
                    N_("Work on invoices"),
                    Kind.CHOICE,
                    options=or_none(LABOUR, N_("As the company")),
                    span=3,
                ),
                Field("show_covered", N_("Included work"), Kind.CHOICE, options=SHOWN, span=3),
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


def _parts(agreement: Record) -> Options:
    """What a discount may be on: the fee, and each addition by its name."""

    def options(choices: Choices) -> Sequence[Option]:
        additions: list[Record] = agreement.get("additions") or []
        names = [str(each.get("name") or "") for each in additions]
        fee = Option("fee", choices.language.say("Fixed fee"))
        return [fee, *(Option(name, name) for name in names if name)]

    return options
