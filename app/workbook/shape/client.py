"""Clients with all that is theirs."""

from __future__ import annotations

from app.domain.document import Details
from app.domain.mail_account import Mails
from app.domain.tax import Treatment
from app.workbook.base import Shape
from app.workbook.fields import (
    Currency,
    Dated,
    Day,
    Flag,
    Hours,
    Key,
    Name,
    Price,
    Quantity,
    Text,
)
from app.workbook.shape.agreement import Agreement, RateRule
from app.workbook.shape.company import Address, Terms
from app.workbook.shape.prices import Deposit, DocumentDiscount, Taxes


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
