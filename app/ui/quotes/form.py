"""The form of a quote."""

from __future__ import annotations

from app.domain.quote import EVERY
from app.domain.sentence import N_
from app.ui.form.fields import Field, Form, Kind, Section
from app.ui.form.options import named, or_none, words

FORM: Form = (
    Section(
        N_("Quote"),
        N_("To whom, for what, and until when it binds."),
        (
            Field("client", N_("Client"), Kind.CHOICE, options=named("clients"), span=3),
            Field("title", N_("Subject"), help=N_("Becomes the agreement's name"), span=3),
            Field("date", N_("Date"), Kind.DAY),
            Field("valid_until", N_("Valid until"), Kind.DAY),
            Field(
                "pro_forma",
                N_("Pro-forma invoice: asks to be paid"),
                Kind.FLAG,
                default=False,
                span=6,
            ),
        ),
    ),
    Section(
        N_("Lines"),
        N_("What recurs becomes an agreement once it is accepted; the rest is billed once."),
        (
            Field(
                "lines",
                "",
                Kind.ROWS,
                span=6,
                add=N_("Add a line"),
                columns=(
                    Field("item", N_("Item"), Kind.CHOICE, options=or_none(named("items")), span=3),
                    Field(
                        "description",
                        N_("Description"),
                        help=N_("Empty is the item's name"),
                        span=3,
                    ),
                    Field("quantity", N_("Quantity"), Kind.NUMBER, default="1"),
                    Field("unit", N_("Unit"), default="each"),
                    Field("price", N_("Price"), Kind.AMOUNT),
                    Field(
                        "every",
                        N_("Charged"),
                        Kind.CHOICE,
                        options=words(*((each.value, text) for each, text in EVERY.items())),
                        default="once",
                        span=3,
                    ),
                    Field("taxes", N_("Taxes"), Kind.NAMES, options=named("taxes"), span=3),
                ),
            ),
        ),
    ),
    Section(
        N_("Note"),
        N_("Printed below the lines."),
        (Field("note", N_("Note"), Kind.LONG, span=6),),
    ),
)
