"""Where each kind of record is kept: its table, its key, what goes with it, and who names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.errors import RuleError
from app.domain.sentence import N_

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Path = tuple[str, ...]
"""Where a record is, by names: `("clients", "ACME", "agreements", "A-100")`."""


class NoSuchRecordError(RuleError):
    """There is nothing of that name."""

    text = N_("There is no {name} any more.")


@dataclass(frozen=True)
class Node:
    """A kind of record; `owned` are the columns of the rows that go with it."""

    model: Any
    key: Any
    owned: tuple[Any, ...] = ()
    inner: Mapping[str, Node] = field(default_factory=dict[str, "Node"])
    parent: Any = None
    only: tuple[Any, ...] = ()


def _assets(what: str) -> Node:
    return Node(
        m.Asset,
        m.Asset.name,
        (m.AssetActive.asset_id, m.Claim.asset_id),
        parent=m.Asset.client_id,
        only=(m.Asset.what == what,),
    )


_ADDITION = Node(
    m.Addition,
    m.Addition.name,
    (m.AdditionPrice.addition_id, m.AdditionQuantity.addition_id, m.AdditionTerm.addition_id),
    parent=m.Addition.agreement_id,
)
_AGREEMENT = Node(
    m.Agreement,
    m.Agreement.number,
    (m.AgreementFee.agreement_id, m.AgreementTerm.agreement_id),
    {
        "additions": _ADDITION,
        "discounts": Node(
            m.AgreementDiscount,
            m.AgreementDiscount.name,
            parent=m.AgreementDiscount.agreement_id,
        ),
    },
    m.Agreement.client_id,
)
NODES: dict[str, Node] = {
    "taxes": Node(m.Tax, m.Tax.code, (m.TaxRate.tax_id,)),
    "items": Node(m.Item, m.Item.sku, (m.ItemPrice.item_id, m.ItemTerm.item_id)),
    "roles": Node(m.Role, m.Role.name, (m.RolePrice.role_id,)),
    "work_types": Node(m.WorkType, m.WorkType.name, (m.WorkTypeTerm.work_type_id,)),
    "calendars": Node(m.Calendar, m.Calendar.name),
    "sla_policies": Node(m.SlaPolicy, m.SlaPolicy.name),
    "agreement_types": Node(m.AgreementType, m.AgreementType.name),
    "clients": Node(
        m.Client,
        m.Client.code,
        (
            m.ClientTerm.client_id,
            m.Claim.client_id,
            m.MonthEndMark.client_id,
            m.MonthEndHabit.client_id,
        ),
        {
            "contacts": Node(
                m.Contact, m.Contact.name, (m.Claim.contact_id,), parent=m.Contact.client_id
            ),
            "devices": _assets("device"),
            "users": _assets("user"),
            "sites": Node(m.Site, m.Site.name, (m.Claim.site_id,), parent=m.Site.client_id),
            "agreements": _AGREEMENT,
            "blocks": Node(m.Block, m.Block.name, parent=m.Block.client_id),
            "discounts": Node(
                m.ClientDiscount, m.ClientDiscount.name, parent=m.ClientDiscount.client_id
            ),
            "deposits": Node(m.Deposit, m.Deposit.name, parent=m.Deposit.client_id),
        },
    ),
    "statuses": Node(m.TicketStatus, m.TicketStatus.name),
    "canned_notes": Node(m.CannedNote, m.CannedNote.name),
    "recurring_tickets": Node(m.RecurringTicket, m.RecurringTicket.name),
    "attachments": Node(m.Attachment, m.Attachment.code),
    "tickets": Node(m.Ticket, m.Ticket.number, (m.TicketEvent.ticket_id, m.SlaNotice.ticket_id)),
    "sla_months": Node(m.SlaMonth, m.SlaMonth.code),
    "time": Node(m.TimeEntry, m.TimeEntry.code),
    "expenses": Node(m.Expense, m.Expense.code, (m.ExpenseTerm.expense_id,)),
    "decisions": Node(m.Decision, m.Decision.charge),
    "payments": Node(m.Payment, m.Payment.code, (m.PaymentPart.payment_id,)),
    "reminders": Node(m.Reminder, m.Reminder.code),
    "marks": Node(m.DocumentMark, m.DocumentMark.number),
    "quotes": Node(m.Quote, m.Quote.number),
}


def found(session: Session, path: Path) -> tuple[Node, int]:
    """The kind and the id of the record at a path; raises NoSuchRecordError."""
    nodes: Mapping[str, Node] = NODES
    node, owner = NODES[path[0]], None
    for section, name in zip(path[::2], path[1::2], strict=True):
        node = nodes[section]
        whose = () if node.parent is None else (node.parent == owner,)
        wanted = select(node.model.id).where(node.key == name, *whose, *node.only)
        owner = session.execute(wanted).scalar_one_or_none()
        if owner is None:
            raise NoSuchRecordError(name=name)
        nodes = node.inner
    assert owner is not None
    return node, owner
