"""Which rows of each table belong to the records that are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

Wanted = Mapping[str, AbstractSet[str]]
"""The keys of the wanted records, by section; `company` needs none."""

KEYS: dict[Any, tuple[str, Any]] = {
    m.Tax: ("taxes", m.Tax.code),
    m.Item: ("items", m.Item.sku),
    m.Role: ("roles", m.Role.name),
    m.WorkType: ("work_types", m.WorkType.name),
    m.Calendar: ("calendars", m.Calendar.name),
    m.SlaPolicy: ("sla_policies", m.SlaPolicy.name),
    m.AgreementType: ("agreement_types", m.AgreementType.name),
    m.TicketStatus: ("statuses", m.TicketStatus.name),
    m.CannedNote: ("canned_notes", m.CannedNote.name),
    m.Client: ("clients", m.Client.code),
    m.RecurringTicket: ("recurring_tickets", m.RecurringTicket.name),
    m.Ticket: ("tickets", m.Ticket.number),
    m.Attachment: ("attachments", m.Attachment.code),
    m.SlaMonth: ("sla_months", m.SlaMonth.code),
    m.TimeEntry: ("time", m.TimeEntry.code),
    m.Expense: ("expenses", m.Expense.code),
    m.Decision: ("decisions", m.Decision.charge),
    m.Payment: ("payments", m.Payment.code),
    m.Reminder: ("reminders", m.Reminder.code),
    m.DocumentMark: ("marks", m.DocumentMark.number),
    m.Quote: ("quotes", m.Quote.number),
}
"""The tables of records: their section, and the column of the key."""

OWNERS: dict[Any, tuple[Any, Any]] = {
    m.TaxRate: (m.TaxRate.tax_id, m.Tax),
    m.ItemPrice: (m.ItemPrice.item_id, m.Item),
    m.ItemTerm: (m.ItemTerm.item_id, m.Item),
    m.RolePrice: (m.RolePrice.role_id, m.Role),
    m.WorkTypeTerm: (m.WorkTypeTerm.work_type_id, m.WorkType),
    m.ClientTerm: (m.ClientTerm.client_id, m.Client),
    m.Contact: (m.Contact.client_id, m.Client),
    m.Site: (m.Site.client_id, m.Client),
    m.Asset: (m.Asset.client_id, m.Client),
    m.AssetActive: (m.AssetActive.asset_id, m.Asset),
    m.Block: (m.Block.client_id, m.Client),
    m.Agreement: (m.Agreement.client_id, m.Client),
    m.Claim: (m.Claim.client_id, m.Client),
    m.ClientDiscount: (m.ClientDiscount.client_id, m.Client),
    m.Deposit: (m.Deposit.client_id, m.Client),
    m.AgreementDiscount: (m.AgreementDiscount.agreement_id, m.Agreement),
    m.AgreementFee: (m.AgreementFee.agreement_id, m.Agreement),
    m.AgreementTerm: (m.AgreementTerm.agreement_id, m.Agreement),
    m.Addition: (m.Addition.agreement_id, m.Agreement),
    m.AdditionPrice: (m.AdditionPrice.addition_id, m.Addition),
    m.AdditionQuantity: (m.AdditionQuantity.addition_id, m.Addition),
    m.AdditionTerm: (m.AdditionTerm.addition_id, m.Addition),
    m.TicketEvent: (m.TicketEvent.ticket_id, m.Ticket),
    m.ExpenseTerm: (m.ExpenseTerm.expense_id, m.Expense),
    m.PaymentPart: (m.PaymentPart.payment_id, m.Payment),
}
"""The tables of what records hold: the column that says whose it is, and the owners' table."""


@dataclass(frozen=True)
class Scope:
    """A session and the records that are wanted in it; all of them where nothing is named."""

    session: Session
    wanted: Wanted | None = None

    def wants(self, section: str) -> bool:
        """Whether anything of a section is wanted."""
        return self.wanted is None or bool(self.wanted.get(section))

    def where(self, model: Any) -> tuple[ColumnElement[bool], ...]:  # noqa: ANN401 - a mapped class
        """What a row must meet to belong to a wanted record."""
        if self.wanted is None:
            return ()
        if model in KEYS:
            section, key = KEYS[model]
            return (key.in_(self.wanted.get(section, frozenset[str]())),)
        column, owner = OWNERS[model]
        return (column.in_(select(owner.id).where(*self.where(owner))),)

    def used(self, model: Any, column: Any) -> tuple[ColumnElement[bool], ...]:  # noqa: ANN401
        """What a row must meet to be referred to, by a column, from a wanted record."""
        if self.wanted is None:
            return ()
        return (model.id.in_(select(column).where(*self.where(column.class_))),)
