"""The shape of a workbook: every record and key it may hold, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from app.domain.agreement import Answer, Labour, Proration, Status
from app.domain.catalog import Category, Per, Rounding
from app.domain.document import Details
from app.domain.facts import Verdict
from app.domain.mail_account import PER_MINUTE, Login, Mails, Security, Way
from app.domain.mail_template import Purpose
from app.domain.money_in import PaymentKind, payment_fault
from app.domain.period import Timing, Unit
from app.domain.quote import Every, QuoteStatus
from app.domain.sentence import N_
from app.domain.tax import TaxRounding, Treatment
from app.workbook.base import Shape
from app.workbook.fields import (
    Amount,
    AnyQuantity,
    CashRounding,
    Country,
    Currency,
    Dated,
    Day,
    Flag,
    Hours,
    Instant,
    Key,
    Name,
    Pattern,
    Percent,
    Price,
    Quantity,
    RaiseDay,
    Text,
    Whole,
    wrong,
)
from app.workbook.sla_shape import Calendar, SlaMonth, SlaPolicy
from app.workbook.ticket_shape import (
    Attachment,
    CannedNote,
    RecurringTicket,
    Ticket,
    TicketStatus,
)

FORMAT = "accord/1"


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


class AfterHours(Shape):
    """What work outside a calendar's hours costs: so many times its rate."""

    calendar: Name
    multiplier: Quantity
    closed_multiplier: Quantity | None = None


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


class Tax(Shape):
    """A named tax with dated rates in percent."""

    key = "code"
    code: Name
    name: Text = ""
    category: Category = Category.STANDARD
    rates: Dated[Percent] = []
    reason: Text = ""
    compound: Flag = False
    inclusive: Flag = False


Taxes = list[Name]


class Tier(Shape):
    """Units up to and with a count; the last tier has no end."""

    up_to: Quantity | None = None
    price: Price
    flat: Price = Decimal(0)


class Pricing(Shape):
    """A price that depends on the quantity: by tiers, or in packages."""

    mode: Literal["graduated", "volume", "package"]
    tiers: list[Tier] = []
    size: Quantity | None = None
    price: Price | None = None
    free: Quantity = Decimal(0)


class Discount(Shape):
    """What is taken off a line: a percentage, then an amount for a whole period."""

    name: Name
    percent: Percent = Decimal(0)
    amount: Price = Decimal(0)
    periods: Annotated[Whole, Field(ge=1)] | None = None


class DocumentDiscount(Shape):
    """What is taken off all that falls due together: a percentage or an amount."""

    key = "name"
    name: Key
    percent: Percent = Decimal(0)
    amount: Price = Decimal(0)
    since: Day = Field(alias="from")
    until: Day | None = None
    periods: Annotated[Whole, Field(ge=1)] | None = None
    on: list[Text] | None = None


class Deposit(Shape):
    """An amount billed ahead and deducted from what falls due later."""

    key = "name"
    name: Key
    amount: Price
    date: Day
    taxes: Taxes = []
    agreement: Name | None = None


class Item(Shape):
    """Something sold from the catalog."""

    key = "sku"
    sku: Name
    name: Text = ""
    unit: Name = "each"
    currency: Currency | None = None
    price: Dated[Price] = []
    cost: Dated[Price] = []
    pricing: Dated[Pricing] = []
    taxes: Dated[Taxes] = []


class Role(Shape):
    """Who does the work."""

    key = "name"
    name: Name
    rates: Dated[Price] = []
    costs: Dated[Price] = []


class WorkType(Shape):
    """What kind of work, and how its time is counted."""

    key = "name"
    name: Name
    billable: Dated[Flag] = True
    multiplier: Dated[Quantity] = Decimal(1)
    minimum_minutes: Dated[Whole] = 0
    increment_minutes: Dated[Whole] = 1
    grace_minutes: Dated[Whole] = 0
    rounding: Dated[Rounding] = Rounding.UP
    per: Dated[Per] = Per.ENTRY
    taxes: Dated[Taxes] = []


class Cycle(Shape):
    """How often an agreement bills."""

    every: Annotated[Whole, Field(ge=1, le=1200)] = 1
    unit: Unit = Unit.MONTH
    anchor: Day | None = None
    timing: Timing = Timing.ADVANCE


AgreementKind = Literal[
    "fixed_fee", "per_user", "per_device", "time_and_materials", "block_hours", "retainer"
]


class AgreementType(Shape):
    """The template an agreement starts from."""

    key = "name"
    name: Name
    kind: AgreementKind | None = None
    sla: Name | None = None
    cycle: Cycle | None = None


class Counts(Shape):
    """What an auto-addition counts."""

    devices: Text | None = None
    users: Text | None = None


class Addition(Shape):
    """One recurring line."""

    key = "name"
    name: Key
    item: Name
    counts: Counts | None = None
    quantity: Dated[Quantity] = []
    minimum: Dated[Quantity] = Decimal(0)
    price: Dated[Price] = []
    pricing: Dated[Pricing] = []
    discount: Dated[Discount | None] | None = None
    proration: Dated[Proration] | None = None
    taxes: Dated[Taxes] | None = None
    start: Day | None = None
    end: Day | None = None
    po_number: Text = ""


class Allowance(Shape):
    """Hours or money included in each period; cap and carried are in the same."""

    hours: Hours | None = None
    money: Price | None = None
    rollover_periods: Annotated[Whole, Field(le=1200)] = 0
    rollover_cap: Quantity | None = None
    overage_rate: Price | None = None
    carried: Quantity | None = None
    weighted: Flag = False
    prorate: Flag = False


class CoverageRule(Shape):
    """One rule of the ordered list."""

    work_types: list[Name] = []
    roles: list[Name] = []
    after_hours: Flag | None = None
    then: Answer


class RateRule(Shape):
    """An hourly rate for a role, a work type, both, or all work."""

    role: Name | None = None
    work_type: Name | None = None
    rate: Price


class Uplift(Shape):
    """A yearly raise."""

    percent: Percent
    on: RaiseDay = "anniversary"
    additions: Flag = True


class Renewal(Shape):
    """What prolongs a term on its last day, until it is null; a heads-up comes before the end."""

    months: Annotated[Whole, Field(ge=1, le=1200)]
    notice_days: Annotated[Whole, Field(le=3650)] = 0


class Agreement(Shape):
    """The contract with one client."""

    key = "number"
    number: Key
    name: Text = ""
    type: Name | None = None
    kind: AgreementKind | None = None
    start: Day
    end: Day | None = None
    status: Dated[Status] = Status.ACTIVE
    cycle: Dated[Cycle] | None = None
    proration: Dated[Proration] = Proration.DAILY
    fee: Dated[Price] = []
    fee_taxes: Dated[Taxes] = []
    fee_discount: Dated[Discount | None] | None = None
    sla: Dated[Name | None] = None
    po_number: Text = ""
    additions: list[Addition] = []
    discounts: list[DocumentDiscount] = []
    allowance: Dated[Allowance | None] | None = None
    coverage: Dated[list[CoverageRule]] = []
    rates: Dated[list[RateRule]] = []
    after_hours: Dated[AfterHours | None] | None = None
    uplift: Dated[Uplift | None] | None = None
    renewal: Dated[Renewal | None] | None = None
    billed_until: Day | None = None
    refund: Flag = True
    labour: Labour | None = None
    show_covered: Flag | None = None
    note: Text = ""


class Contact(Shape):
    """A person at a client."""

    key = "name"
    name: Name
    email: Text = ""
    phone: Text = ""
    billing: Flag = False
    in_copy: Flag = False
    agreement: Name | None = None


class Site(Shape):
    """A place of a client."""

    key = "name"
    name: Name
    address: Address = Address()
    agreement: Name | None = None


Stretch = tuple[Day, Day | None]


class Asset(Shape):
    """A user, or a device in what it shares with one."""

    key = "name"
    name: Name
    type: Text = ""
    site: Name | None = None
    active: list[Stretch] = []


class Device(Asset):
    """A device; work on it may be for an agreement of its own."""

    agreement: Name | None = None


class Block(Shape):
    """Hours or money bought once; without work types it is for all work."""

    key = "name"
    name: Key
    hours: Hours | None = None
    money: Price | None = None
    bought: Day
    expires: Day | None = None
    price: Price
    taxes: Taxes = []
    used: Quantity | None = None
    work_types: list[Name] = []


class TaxTreatment(Shape):
    """How a client is taxed, and the reason that is printed."""

    treatment: Treatment = Treatment.STANDARD
    reason: Text = ""


class Client(Shape):
    """A customer."""

    key = "code"
    code: Key
    name: Text = ""
    currency: Currency | None = None
    locale: Text = ""
    timezone: Text = ""
    terms: Terms | None = None
    address: Address = Address()
    tax_id: Text = ""
    email: Text = ""
    phone: Text = ""
    tax: TaxTreatment = TaxTreatment()
    tax_exempt: Flag = False
    po_required: Flag = False
    details: Details | None = None
    mails: Mails | None = None
    reminders_held: Name | None = None
    note: Text = ""
    sla: Dated[Name | None] = None
    rates: Dated[list[RateRule]] = []
    contacts: list[Contact] = []
    sites: list[Site] = []
    devices: list[Device] = []
    users: list[Asset] = []
    agreements: list[Agreement] = []
    default_agreement: Name | None = None
    blocks: list[Block] = []
    discounts: list[DocumentDiscount] = []
    deposits: list[Deposit] = []


class TimeEntry(Shape):
    """Work done."""

    key = "id"
    id: Key
    client: Name
    ticket: Name | None = None
    agreement: Name | None = None
    start: Instant
    minutes: Annotated[Whole, Field(le=60_000)]
    work_type: Name
    role: Name | None = None
    note: Text = ""
    rate: Price | None = None
    approved: Flag = False
    unlocked: Text = ""


class Expense(Shape):
    """Something bought or spent for a client."""

    key = "id"
    id: Key
    client: Name
    date: Day
    item: Name | None = None
    description: Text = ""
    quantity: AnyQuantity = Decimal(1)
    price: Price | None = None
    taxes: Taxes | None = None
    discount: Discount | None = None
    ticket: Name | None = None
    note: Text = ""


class Decision(Shape):
    """A decision on a proposed charge."""

    key = "charge"
    charge: Name
    do: Verdict
    reason: Text


class Payment(Shape):
    """Money a client paid or got back, or a debt that was let go."""

    key = "id"
    id: Key
    client: Name | None = None
    document: Name | None = None
    date: Day
    amount: Amount
    currency: Currency | None = None
    applied: list[tuple[Name, Amount]] = []
    kind: PaymentKind = PaymentKind.PAYMENT
    method: Text = ""
    reference: Text = ""
    note: Text = ""
    reverses: Name | None = None

    @model_validator(mode="before")
    @classmethod
    def _all_for_one(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        """A document alone is short for all of the amount applied to it."""
        if not isinstance(value, dict):
            return value
        given = dict(cast("dict[str, Any]", value))
        if "amount" in given and (document := given.pop("document", None)) is not None:
            given["applied"] = [[document, given["amount"]]]
        return given

    @model_validator(mode="after")
    def _fits(self) -> Payment:
        parts = [part for _, part in self.applied]
        if fault := payment_fault(self.kind, self.amount, parts):
            raise wrong(fault)
        if len({number for number, _ in self.applied}) < len(parts):
            raise wrong(N_("names a document twice"))
        if not self.applied and self.client is None:
            raise wrong(N_("must name its client or what it is applied to"))
        return self


class ReminderItem(Shape):
    """One invoice in a reminder, and what was said of it."""

    document: Name
    level: Annotated[Whole, Field(ge=1, le=9)]
    left: Price
    days: Whole
    fee: Price = Decimal(0)


class Reminder(Shape):
    """A letter about overdue invoices, as it was sent."""

    key = "id"
    id: Key
    client: Name
    date: Day
    currency: Currency
    items: list[ReminderItem]
    sha256: Text = ""


class Mark(Shape):
    """What is remembered of an issued document besides what it says."""

    key = "document"
    document: Name
    no_reminder: Text = ""
    exported: dict[Text, Day] = {}


class QuoteLine(Shape):
    """One thing that is offered, once or every so often."""

    item: Name | None = None
    description: Text = ""
    quantity: Quantity = Decimal(1)
    unit: Name = "each"
    price: Price
    taxes: Taxes = []
    every: Every = Every.ONCE


class Quote(Shape):
    """An offer to a client."""

    key = "number"
    number: Key
    client: Name
    date: Day
    valid_until: Day
    title: Text = ""
    lines: list[QuoteLine] = []
    note: Text = ""
    status: QuoteStatus = QuoteStatus.OPEN
    agreement: Name | None = None


def _format(value: object) -> object:
    if value != FORMAT:
        raise wrong('must be "accord/1"')
    return value


class Workbook(Shape):
    """All of a company's data."""

    format: Annotated[Literal["accord/1"], BeforeValidator(_format)]
    company: Company = Company()
    taxes: list[Tax] = []
    items: list[Item] = []
    roles: list[Role] = []
    work_types: list[WorkType] = []
    calendars: list[Calendar] = []
    sla_policies: list[SlaPolicy] = []
    agreement_types: list[AgreementType] = []
    statuses: list[TicketStatus] = []
    canned_notes: list[CannedNote] = []
    clients: list[Client] = []
    recurring_tickets: list[RecurringTicket] = []
    tickets: list[Ticket] = []
    attachments: list[Attachment] = []
    sla_months: list[SlaMonth] = []
    time: list[TimeEntry] = []
    expenses: list[Expense] = []
    decisions: list[Decision] = []
    documents: list[dict[str, Any]] = []
    payments: list[Payment] = []
    reminders: list[Reminder] = []
    marks: list[Mark] = []
    quotes: list[Quote] = []
    history: list[dict[str, Any]] = []
