"""The forms of how the company works."""

from __future__ import annotations

from dataclasses import replace

from app.domain.sentence import N_
from app.ui.form.agreement import CYCLE, KINDS
from app.ui.form.fields import Field, Form, Kind, Section
from app.ui.form.options import countries, currencies, locales, named, or_none, words, zones
from app.ui.form.shared import DETAILS, LABOUR, TERMS, after_hours
from app.ui.settings.books_form import BOOKS
from app.ui.settings.mail_forms import MAIL
from app.ui.settings.reminders_form import REMINDERS

COMPANY: Form = (
    Section(
        N_("Business"),
        N_("Who sends the invoices. It stands at the top of each."),
        (
            Field("logo", N_("Logo"), Kind.PICTURE, span=6),
            Field("name", N_("Name"), span=4),
            Field("tax_id", N_("Tax number")),
            Field("email", N_("E-mail")),
            Field("phone", N_("Phone")),
            Field("website", N_("Website")),
            Field("address.lines", N_("Street"), Kind.LINES, span=3),
            Field("address.city", N_("Town"), span=3),
            Field("address.postal_code", N_("Postcode")),
            Field("address.region", N_("Region")),
            Field("address.country", N_("Country"), Kind.CHOICE, options=countries),
        ),
    ),
    Section(
        N_("Money and language"),
        N_("What holds wherever a client says nothing else."),
        (
            Field("currency", N_("Currency"), Kind.CHOICE, options=currencies, default="EUR"),
            Field(
                "locale",
                N_("Language and number format"),
                Kind.CHOICE,
                options=locales,
                default="en",
                free=True,
            ),
            Field(
                "timezone", N_("Time zone"), Kind.CHOICE, options=zones, default="UTC", free=True
            ),
            TERMS,
            Field(
                "cash_rounding",
                N_("Smallest coin"),
                Kind.MAPPING,
                N_("What is to be paid is rounded to it. Empty rounds nothing."),
                span=6,
                add=N_("Add a currency"),
                columns=(
                    Field(
                        "currency",
                        N_("Currency"),
                        Kind.CHOICE,
                        options=or_none(currencies, N_("The company's")),
                        span=3,
                    ),
                    Field("amount", N_("Amount"), Kind.AMOUNT, span=3),
                ),
            ),
        ),
    ),
    Section(
        N_("Work on invoices"),
        N_("How work is printed and what it costs after hours. Agreements may say otherwise."),
        (
            Field(
                "labour",
                N_("Work is told in"),
                Kind.CHOICE,
                options=LABOUR,
                default="entry",
                span=3,
            ),
            Field(
                "details",
                N_("After the invoice"),
                Kind.CHOICE,
                N_("On pages of their own, behind what is to be paid"),
                options=DETAILS,
                default="none",
                span=3,
            ),
            Field(
                "show_covered", N_("Print included work at 0.00"), Kind.FLAG, default=False, span=6
            ),
            Field(
                "approve_time",
                N_("Time is approved before it is billed"),
                Kind.FLAG,
                N_("Work that nobody has approved stands out at month end."),
                default=False,
                span=6,
            ),
            after_hours(N_("Empty charges the same at any hour.")),
        ),
    ),
    Section(
        N_("Numbering"),
        N_("The year and the running number stand in braces; :05 gives it five digits."),
        (
            Field("invoice_number", N_("Invoices"), default="INV-{year}-{seq:05}"),
            Field("credit_note_number", N_("Credit notes"), default="CN-{year}-{seq:05}"),
            Field("quote_number", N_("Quotes"), default="QU-{year}-{seq:05}"),
            Field(
                "next_number", N_("First number"), Kind.WHOLE, N_("Only before the first invoice")
            ),
            Field(
                "tax_rounding",
                N_("Tax is rounded"),
                Kind.CHOICE,
                options=words(
                    ("document", N_("Once for each document")), ("line", N_("On every line"))
                ),
                default="document",
                span=3,
            ),
            Field(
                "billed_until",
                N_("Billed elsewhere until"),
                Kind.DAY,
                N_("When moving in from another tool"),
                span=3,
            ),
        ),
    ),
    Section(
        N_("Bank"),
        N_("Where clients pay; printed at the foot of invoices."),
        (
            Field("bank.holder", N_("Account holder"), span=3),
            Field("bank.name", N_("Bank"), span=3),
            Field("bank.iban", N_("IBAN"), span=3),
            Field("bank.bic", N_("BIC"), span=3),
            Field(
                "bank.qr_iban",
                N_("QR-IBAN"),
                help=N_("In Switzerland: invoices then end with a payment part"),
                span=3,
            ),
            Field("bank.account", N_("Account number"), span=3),
            Field("bank.sort_code", N_("Sort code"), span=3),
            Field(
                "bank.link",
                N_("Page to pay on"),
                help=N_("Printed on invoices; number, total and currency in braces are filled in."),
                span=6,
            ),
            Field(
                "bank.code",
                N_("A code that banking apps scan, on invoices in euros"),
                Kind.FLAG,
                default=True,
                span=6,
            ),
            Field("note", N_("Note on every invoice"), Kind.LONG, span=6),
        ),
    ),
    MAIL,
    REMINDERS,
    BOOKS,
)

CALENDAR: Form = (
    Section(
        N_("Calendar"),
        N_("The hours in which service promises count."),
        (
            Field("name", N_("Name"), is_key=True, span=3),
            Field(
                "timezone",
                N_("Time zone"),
                Kind.CHOICE,
                options=or_none(zones, N_("As the company")),
                span=3,
            ),
            Field("always_open", N_("Open around the clock"), Kind.FLAG, default=False, span=6),
            Field(
                "hours",
                N_("Open hours"),
                Kind.WEEK,
                N_("Paint with the mouse, or type: 9:00–12:30, 13:30–17:30"),
                span=6,
            ),
        ),
    ),
    Section(
        N_("Closed days"),
        N_("Holidays and other days on which nothing counts."),
        (
            Field(
                "closed",
                "",
                Kind.DAYS,
                span=6,
                add=N_("Add a day"),
                columns=(
                    Field("day", N_("Day"), Kind.DAY, span=3),
                    Field("yearly", N_("Every year"), Kind.FLAG, default=False, span=3),
                ),
            ),
        ),
    ),
    Section(
        N_("Days with other hours"),
        N_("Such as Christmas Eve until noon; in place of that weekday's hours."),
        (
            Field(
                "days",
                "",
                Kind.MAPPING,
                span=6,
                add=N_("Add a day"),
                columns=(
                    Field("day", N_("Day"), Kind.DAY, span=2),
                    Field("hours", N_("Open hours"), Kind.SPANS, span=4),
                ),
            ),
        ),
    ),
)

_TARGET = (
    Field("first_response", N_("First answer"), span=1),
    Field("update", N_("Updates every"), span=1),
    Field("resolution", N_("Solved"), span=1),
)
_METRICS = words(
    ("first_response", N_("First answer")),
    ("update", N_("Updates every")),
    ("resolution", N_("Solved")),
)
POLICY: Form = (
    Section(
        N_("SLA policy"),
        N_("What is promised for each priority, counted in the hours of a calendar."),
        (
            Field("name", N_("Name"), is_key=True),
            Field(
                "calendar",
                N_("Calendar"),
                Kind.CHOICE,
                options=or_none(named("calendars"), N_("Around the clock")),
            ),
            Field("at_risk_percent", N_("At risk after percent"), Kind.WHOLE, default=75),
            Field(
                "pauses",
                N_("Stops while"),
                Kind.NAMES,
                options=words(
                    ("waiting_client", N_("Waiting for the client")),
                    ("waiting_vendor", N_("Waiting for a supplier")),
                    ("scheduled", N_("Scheduled")),
                ),
                default=("waiting_client",),
                nothing=N_("Never"),
                span=3,
            ),
            Field(
                "pause_metrics",
                N_("What stops then"),
                Kind.NAMES,
                options=words(
                    ("first_response", N_("First answer")),
                    ("update", N_("Updates")),
                    ("resolution", N_("Solved")),
                ),
                default=("update", "resolution"),
                nothing=N_("Nothing"),
                span=3,
            ),
            Field(
                "update_mode",
                N_("Updates are owed"),
                Kind.CHOICE,
                options=words(
                    ("reply", N_("After the client wrote")),
                    ("periodic", N_("Again and again, after each contact")),
                ),
                default="reply",
                span=3,
            ),
            Field(
                "reopen",
                N_("A ticket opened again"),
                Kind.CHOICE,
                options=words(
                    ("continue", N_("Goes on counting")),
                    ("restart", N_("Counts from the beginning")),
                ),
                default="continue",
                span=3,
            ),
            Field(
                "resolve_counts_as_response",
                N_("Solving it is an answer too"),
                Kind.FLAG,
                default=True,
                span=6,
            ),
            Field(
                "default",
                N_("Where nothing else is promised"),
                Kind.FLAG,
                default=False,
                span=6,
            ),
        ),
    ),
    Section(
        N_("Targets"),
        N_("Such as 30m, 4h or 2d. Empty promises nothing."),
        tuple(
            Field(f"targets.{priority}", priority, Kind.GROUP, span=6, columns=_TARGET)
            for priority in ("P1", "P2", "P3", "P4")
        ),
    ),
    Section(
        N_("Escalation"),
        N_(
            "What Accord does by itself once so many percent of a target have run, once for each "
            "ticket and even where it was closed then. 100 is when it is missed."
        ),
        (
            Field(
                "escalations",
                "",
                Kind.ROWS,
                span=6,
                add=N_("Add a rule"),
                columns=(
                    Field("percent", N_("At percent"), Kind.WHOLE, default=100),
                    Field("metric", N_("Of"), Kind.CHOICE, options=or_none(_METRICS, N_("Any"))),
                    Field("priority", N_("Raise to")),
                    Field("assign", N_("Assign to"), default=""),
                    Field("notify", N_("Tell"), default=""),
                    Field("note", N_("Leave a note"), default=""),
                ),
            ),
        ),
    ),
)

TYPE: Form = (
    Section(
        N_("Agreement type"),
        N_(
            "What agreements of this type begin with, and follow where they say nothing themselves."
        ),
        (
            Field("name", N_("Name"), is_key=True),
            Field("kind", N_("Kind"), Kind.CHOICE, options=or_none(KINDS)),
            Field("sla", N_("SLA policy"), Kind.CHOICE, options=or_none(named("sla_policies"))),
            replace(CYCLE, help=N_("Empty is every month in advance.")),
        ),
    ),
)

FORMS = {"company": COMPANY, "calendars": CALENDAR, "sla_policies": POLICY, "agreement_types": TYPE}
