"""What is stored: one class a table, one file an aggregate, no behaviour."""

from app.models.agreement import (
    Addition,
    AdditionPrice,
    AdditionQuantity,
    AdditionTerm,
    Agreement,
    AgreementFee,
    AgreementTerm,
    AgreementType,
)
from app.models.base import Base
from app.models.catalog import (
    Item,
    ItemPrice,
    ItemTerm,
    Role,
    RolePrice,
    Tax,
    TaxRate,
    WorkType,
    WorkTypeTerm,
)
from app.models.client import Asset, AssetActive, Block, Client, ClientTerm, Contact, Site
from app.models.company import Calendar, Company, CompanyTerm, SlaPolicy
from app.models.document import (
    Decision,
    Document,
    DocumentClosed,
    DocumentLine,
    DocumentPdf,
    DocumentTax,
    NumberSeries,
    Payment,
)
from app.models.history import History
from app.models.settlement import Settlement
from app.models.work import Expense, Ticket, TicketEvent, TimeEntry

__all__ = [
    "Addition",
    "AdditionPrice",
    "AdditionQuantity",
    "AdditionTerm",
    "Agreement",
    "AgreementFee",
    "AgreementTerm",
    "AgreementType",
    "Asset",
    "AssetActive",
    "Base",
    "Block",
    "Calendar",
    "Client",
    "ClientTerm",
    "Company",
    "CompanyTerm",
    "Contact",
    "Decision",
    "Document",
    "DocumentClosed",
    "DocumentLine",
    "DocumentPdf",
    "DocumentTax",
    "Expense",
    "History",
    "Item",
    "ItemPrice",
    "ItemTerm",
    "NumberSeries",
    "Payment",
    "Role",
    "RolePrice",
    "Settlement",
    "Site",
    "SlaPolicy",
    "Tax",
    "TaxRate",
    "Ticket",
    "TicketEvent",
    "TimeEntry",
    "WorkType",
    "WorkTypeTerm",
]
