"""The company, and how it is reached, paid and mailed."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from app.domain.agreement import Labour
from app.domain.document import Details
from app.domain.mail_account import PER_MINUTE, Login, Security, Way
from app.domain.mail_template import Purpose
from app.domain.sentence import N_
from app.domain.tax import TaxRounding
from app.workbook.base import Shape
from app.workbook.fields import (
    CashRounding,
    Country,
    Currency,
    Dated,
    Day,
    Flag,
    Pattern,
    Percent,
    Price,
    Text,
    Whole,
    wrong,
)
from app.workbook.shape.agreement import AfterHours


class Address(Shape):
    """A postal address."""

    lines: list[Text] = []
    city: Text = ""
    region: Text = ""
    postal_code: Text = ""
    country: Country = ""


class Bank(Shape):
    """Where clients pay."""

    name: Text = ""
    holder: Text = ""
    iban: Text = ""
    bic: Text = ""
    account: Text = ""
    sort_code: Text = ""
    qr_iban: Text = ""
    link: Text = ""
    code: Flag = True


class Terms(Shape):
    """When a document is to be paid, and what paying early saves."""

    net_days: Annotated[Whole, Field(le=3650)] | None = None
    day_of_month: Annotated[Whole, Field(ge=1, le=31)] | None = None
    end_of_month: Flag = False
    discount_percent: Percent = Decimal(0)
    discount_days: Annotated[Whole, Field(le=3650)] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Terms:
        days = (self.net_days is not None, self.day_of_month is not None, self.end_of_month)
        if sum(days) > 1:
            raise wrong(
                N_("says more than once when to pay; keep net_days, day_of_month or end_of_month")
            )
        if (self.discount_percent > 0) != (self.discount_days is not None):
            raise wrong(N_("must give discount_percent and discount_days together"))
        return self


Language = Literal["en", "de", "fr", "es", "nl"]


class MailText(Shape):
    """An own text for the mails of a purpose, in one language."""

    purpose: Purpose
    language: Language
    subject: Text
    body: Text


class Mail(Shape):
    """How mails leave; secrets are never in a workbook."""

    way: Way = Way.DRAFT
    host: Text = ""
    port: Annotated[Whole, Field(ge=1, le=65535)] | None = None
    security: Security = Security.TLS
    login: Login = Login.PASSWORD
    user: Text = ""
    client_id: Text = ""
    tenant: Text = ""
    sender: Text = ""
    name: Text = ""
    reply_to: Text = ""
    copy_to: Text = ""
    per_minute: Annotated[Whole, Field(ge=1, le=600)] = PER_MINUTE
    texts: list[MailText] = []


def _unless_usual(mail: Mail | None) -> Mail | None:
    """What says no more than leaving it out would say is left out."""
    return None if mail == Mail() else mail


class ReminderLevel(Shape):
    """From how many days late a reminder goes out, what it costs, and its words by language."""

    days: Annotated[Whole, Field(ge=1, le=3650)]
    fee: Price = Decimal(0)
    percent: Percent = Decimal(0)
    texts: dict[Text, Text] = {}


class Dunning(Shape):
    """By which rule clients are reminded of what is overdue."""

    levels: Annotated[list[ReminderLevel], Field(min_length=1, max_length=9)]
    bill_fees: Flag = True

    @model_validator(mode="after")
    def _fits(self) -> Dunning:
        days = [level.days for level in self.levels]
        if days != sorted(set(days)):
            raise wrong(N_("must go up: each level comes more days late than the one before"))
        return self


class Books(Shape):
    """What things are called in the accounting program."""

    account: Text = ""
    accounts: dict[Text, Text] = {}
    tax_codes: dict[Text, Text] = {}
    receivable: Text = ""


class Company(Shape):
    """The MSP itself."""

    name: Text = ""
    address: Address = Address()
    tax_id: Text = ""
    email: Text = ""
    phone: Text = ""
    website: Text = ""
    currency: Currency = "EUR"
    locale: Text = "en"
    timezone: Text = "UTC"
    invoice_number: Pattern = "INV-{year}-{seq:05}"
    credit_note_number: Pattern = "CN-{year}-{seq:05}"
    quote_number: Pattern = "QU-{year}-{seq:05}"
    next_number: Annotated[Whole, Field(ge=1)] | None = None
    tax_rounding: TaxRounding = TaxRounding.DOCUMENT
    cash_rounding: CashRounding = {}
    details: Details = Details.NONE
    bank: Bank = Bank()
    terms: Terms = Terms()
    note: Text = ""
    billed_until: Day | None = None
    after_hours: Dated[AfterHours | None] | None = None
    labour: Labour = Labour.ENTRY
    show_covered: Flag = False
    approve_time: Flag = False
    dunning: Dunning | None = None
    books: Books | None = None
    logo: Annotated[str, Field(max_length=4_000_000)] | None = None
    mail: Annotated[Mail | None, AfterValidator(_unless_usual)] = None
    sample: Flag = False
