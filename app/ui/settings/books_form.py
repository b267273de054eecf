"""The form of what things are called in the accounting program."""

from __future__ import annotations

from app.domain.sentence import N_
from app.ui.form.fields import Field, Kind, Section

BOOKS = Section(
    N_("Accounting"),
    N_("What your accounting program calls things; for the export on the page of the documents."),
    (
        Field("books.account", N_("Usual income account"), help=N_("In QuickBooks: the item")),
        Field(
            "books.accounts",
            N_("Other accounts"),
            Kind.MAPPING,
            N_("By an item's SKU, a work type, or fee, recurring, time, expense, block, discount."),
            span=6,
            add=N_("Add an account"),
            columns=(
                Field("of", N_("Item, work type or kind"), span=3),
                Field("account", N_("Account"), span=3),
            ),
        ),
        Field(
            "books.tax_codes",
            N_("Names of taxes"),
            Kind.MAPPING,
            N_("By the code of a tax; O is for what bears none."),
            span=6,
            add=N_("Add a tax"),
            columns=(
                Field("code", N_("Tax code"), span=3),
                Field("name", N_("Called there"), span=3),
            ),
        ),
    ),
)
