"""The form of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.ui.form.fields import Choices, Field, Form, Kind, Option, Section
from app.ui.form.options import (
    TREATMENTS,
    countries,
    currencies,
    locales,
    named,
    or_none,
    words,
    zones,
)
from app.ui.form.shared import DETAILS, RATES, TERMS, document_discounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.form.fields import Options, Record

BASICS = Section(
    N_("Basics"),
    N_("Who it is. Only the name is needed; the rest can wait."),
    (
        Field("name", N_("Name"), span=4),
        Field("code", N_("Code"), is_key=True, help=N_("Short, for lists and files")),
        Field("email", N_("E-mail")),
        Field("phone", N_("Phone")),
        Field(
            "timezone", N_("Time zone"), Kind.CHOICE, options=or_none(zones, N_("As the company"))
        ),
    ),
)


def form_of(client: Record) -> Form:
    """The form of a client; what is taken off may be for some of its agreements alone."""
    return (
        BASICS,
        Section(
            N_("Address"),
            N_("Printed on every invoice."),
            (
                Field("address.lines", N_("Street"), Kind.LINES, span=3),
                Field("address.city", N_("Town"), span=3),
                Field("address.postal_code", N_("Postcode")),
                Field("address.region", N_("Region")),
                Field("address.country", N_("Country"), Kind.CHOICE, options=countries),
            ),
        ),
        Section(
            N_("Billing"),
            N_("What is left open is as for the company."),
            (
                Field(
                    "currency",
                    N_("Currency"),
                    Kind.CHOICE,
                    options=or_none(currencies, N_("As the company")),
                ),
                Field(
                    "locale",
                    N_("Language of invoices"),
                    Kind.CHOICE,
                    options=or_none(locales, N_("As the company")),
                ),
                Field(
                    "mails",
                    N_("By e-mail"),
                    Kind.CHOICE,
                    options=or_none(
                        words(("each", N_("Each document in its own"))),
                        N_("All documents in one mail"),
                    ),
                ),
                Field("po_required", N_("Wants a PO number"), Kind.FLAG, default=False),
                Field(
                    "details",
                    N_("After the invoice"),
                    Kind.CHOICE,
                    N_("On pages of their own, behind what is to be paid"),
                    options=or_none(DETAILS, N_("As the company")),
                    span=3,
                ),
                Field(
                    "sla",
                    N_("SLA policy"),
                    Kind.CHOICE,
                    N_("Where an agreement and its type promise nothing"),
                    options=or_none(named("sla_policies")),
                    span=3,
                    is_dated=True,
                    ends=True,
                ),
                Field(
                    "default_agreement",
                    N_("Usual agreement"),
                    Kind.CHOICE,
                    N_("Work is for it where no device, site or contact says otherwise"),
                    options=or_none(_agreements(client)),
                    span=3,
                ),
                TERMS,
                document_discounts(_billed(client)),
            ),
        ),
        Section(
            N_("Tax"),
            N_("How this client is taxed; the reason is printed where no tax is charged."),
            (
                Field("tax_id", N_("Tax number")),
                Field(
                    "tax.treatment",
                    N_("Treatment"),
                    Kind.CHOICE,
                    options=TREATMENTS,
                    default="standard",
                ),
                Field("tax.reason", N_("Reason on invoices")),
            ),
        ),
        Section(N_("Rate card"), N_("Hourly rates for this client alone."), (RATES,)),
        Section(
            N_("Contacts"),
            N_("Who to ask. Bills go to the one that is ticked."),
            (
                Field(
                    "contacts",
                    "",
                    Kind.ROWS,
                    span=6,
                    add=N_("Add a contact"),
                    columns=(
                        Field("name", N_("Name")),
                        Field("email", N_("E-mail")),
                        Field("phone", N_("Phone")),
                        Field("billing", N_("Bills"), Kind.FLAG),
                        Field("in_copy", N_("In copy"), Kind.FLAG),
                        Field(
                            "agreement",
                            N_("Agreement"),
                            Kind.CHOICE,
                            options=or_none(_agreements(client)),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            N_("Sites"),
            N_("Places where work is done and devices stand."),
            (
                Field(
                    "sites",
                    "",
                    Kind.ROWS,
                    span=6,
                    add=N_("Add a site"),
                    columns=(
                        Field("name", N_("Name")),
                        Field("address.lines", N_("Street"), Kind.LIST),
                        Field("address.city", N_("Town")),
                        Field(
                            "agreement",
                            N_("Agreement"),
                            Kind.CHOICE,
                            options=or_none(_agreements(client)),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            N_("Blocks of hours"),
            N_("Hours or money, bought once and drawn down by work until they expire."),
            (
                Field(
                    "blocks",
                    "",
                    Kind.ROWS,
                    span=6,
                    add=N_("Add a block"),
                    columns=(
                        Field("name", N_("Name")),
                        Field("hours", N_("Hours"), Kind.NUMBER),
                        Field("money", N_("Or money"), Kind.AMOUNT),
                        Field("bought", N_("Bought"), Kind.DAY),
                        Field("expires", N_("Expires"), Kind.DAY),
                        Field("used", N_("Used before"), Kind.NUMBER),
                        Field("price", N_("Price"), Kind.AMOUNT),
                        Field("taxes", N_("Taxes"), Kind.NAMES, options=named("taxes")),
                        Field(
                            "work_types",
                            N_("Only for work of"),
                            Kind.NAMES,
                            options=named("work_types"),
                            nothing=N_("All work"),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            N_("Deposits"),
            N_("Billed ahead on its day, and deducted from what falls due later."),
            (
                Field(
                    "deposits",
                    "",
                    Kind.ROWS,
                    span=6,
                    add=N_("Add a deposit"),
                    columns=(
                        Field("name", N_("Name")),
                        Field("amount", N_("Amount"), Kind.AMOUNT),
                        Field("date", N_("Day"), Kind.DAY),
                        Field("taxes", N_("Taxes"), Kind.NAMES, options=named("taxes"), span=3),
                        Field(
                            "agreement",
                            N_("Only for the agreement"),
                            Kind.CHOICE,
                            options=or_none(_agreements(client), N_("All that falls due")),
                            span=3,
                        ),
                    ),
                ),
            ),
        ),
        Section(
            N_("Notes"),
            N_("For yourself; never printed."),
            (Field("note", N_("Notes"), Kind.LONG, span=6),),
        ),
    )


def _agreements(client: Record) -> Options:
    def options(choices: Choices) -> Sequence[Option]:
        del choices
        found: list[Record] = client.get("agreements") or []
        return [
            Option(each["number"], f"{each['number']} – {each.get('name') or each['number']}")
            for each in found
        ]

    return options


def _billed(client: Record) -> Options:
    """What a discount for a client may be on: agreements, work, expenses, blocks."""

    def options(choices: Choices) -> Sequence[Option]:
        say = choices.language.say
        return [
            *_agreements(client)(choices),
            Option("time", say("Work")),
            Option("expense", say("Expenses")),
            Option("block", say("Blocks of hours")),
        ]

    return options
