"""Which part of the data each table belongs to."""

from __future__ import annotations

from app import models as m
from app.domain.changes import Kind

_TABLES: dict[Kind, tuple[type[m.Base], ...]] = {
    Kind.COMPANY: (m.Company, m.CompanyTerm),
    Kind.CATALOG: (
        m.Tax,
        m.TaxRate,
        m.Item,
        m.ItemPrice,
        m.ItemTerm,
        m.Role,
        m.RolePrice,
        m.WorkType,
        m.WorkTypeTerm,
        m.Calendar,
        m.SlaPolicy,
        m.TicketStatus,
        m.CannedNote,
    ),
    Kind.CLIENTS: (
        m.Client,
        m.ClientTerm,
        m.Contact,
        m.Site,
        m.Asset,
        m.AssetActive,
        m.Block,
        m.Claim,
        m.ClientDiscount,
        m.Deposit,
    ),
    Kind.AGREEMENTS: (
        m.AgreementType,
        m.Agreement,
        m.AgreementFee,
        m.AgreementTerm,
        m.AgreementDiscount,
        m.Addition,
        m.AdditionPrice,
        m.AdditionQuantity,
        m.AdditionTerm,
    ),
    Kind.WORK: (
        m.Ticket,
        m.TicketEvent,
        m.RecurringTicket,
        m.TimeEntry,
        m.Expense,
        m.ExpenseTerm,
        m.SlaMonth,
    ),
    Kind.FILES: (m.Attachment,),
    Kind.DOCUMENTS: (
        m.NumberSeries,
        m.Document,
        m.DocumentLine,
        m.DocumentTax,
        m.DocumentPdf,
        m.DocumentClosed,
        m.DocumentMark,
        m.Payment,
        m.PaymentPart,
        m.Quote,
        m.Reminder,
    ),
    Kind.DECISIONS: (m.Decision,),
    Kind.MAIL: (m.Mail, m.MailDocument, m.MailPaper),
}
KINDS: dict[object, Kind] = {model: kind for kind, models in _TABLES.items() for model in models}
"""Every table but the history, which only tells of the others, and what saves work or was told."""

SECTION_KINDS = {
    "company": Kind.COMPANY,
    "taxes": Kind.CATALOG,
    "items": Kind.CATALOG,
    "roles": Kind.CATALOG,
    "work_types": Kind.CATALOG,
    "calendars": Kind.CATALOG,
    "sla_policies": Kind.CATALOG,
    "agreement_types": Kind.AGREEMENTS,
    "clients": Kind.CLIENTS,
    "statuses": Kind.CATALOG,
    "canned_notes": Kind.CATALOG,
    "recurring_tickets": Kind.WORK,
    "tickets": Kind.WORK,
    "attachments": Kind.FILES,
    "sla_months": Kind.WORK,
    "time": Kind.WORK,
    "expenses": Kind.WORK,
    "decisions": Kind.DECISIONS,
    "payments": Kind.DOCUMENTS,
    "reminders": Kind.DOCUMENTS,
    "marks": Kind.DOCUMENTS,
    "quotes": Kind.DOCUMENTS,
}
"""What a commit touches that writes records of a workbook's section."""
