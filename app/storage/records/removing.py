"""Taking a record away, as long as nothing refers to it; giving it another name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, or_, select, update

from app import models as m
from app.domain.errors import RuleError
from app.domain.sentence import N_, Sentence, say
from app.storage.records.linking import linking, relink
from app.storage.records.mentions import mentions, renamed
from app.storage.records.naming import naming
from app.storage.records.nodes import Node, NoSuchRecordError, Path, found

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


class StillUsedError(RuleError):
    """Something refers to what was to be removed."""

    text = N_("{name} cannot be removed: it is used by {users}.")


class BilledNameError(RuleError):
    """An issued document names it, and issued is issued."""

    text = N_("{name} stands on issued documents and keeps its name.")


class StillNamedError(RuleError):
    """A discount or a deposit names it."""

    text = N_("{name} keeps its name as long as a discount or a deposit names it.")


class NameTakenError(RuleError):
    """Another record has that name already."""

    text = N_("There is already a {name}.")


_USERS: dict[Any, tuple[str, str]] = {
    m.Addition: (N_("1 addition"), N_("{count} additions")),
    m.AdditionTerm: (N_("1 addition"), N_("{count} additions")),
    m.Agreement: (N_("1 agreement"), N_("{count} agreements")),
    m.AgreementDiscount: (N_("1 discount"), N_("{count} discounts")),
    m.AgreementTerm: (N_("1 agreement"), N_("{count} agreements")),
    m.AgreementType: (N_("1 agreement type"), N_("{count} agreement types")),
    m.Attachment: (N_("1 file"), N_("{count} files")),
    m.Asset: (N_("1 device or user"), N_("{count} devices or users")),
    m.Block: (N_("1 block of hours"), N_("{count} blocks of hours")),
    m.Calendar: (N_("1 calendar"), N_("{count} calendars")),
    m.Claim: (N_("1 device, site or client"), N_("{count} devices, sites or clients")),
    m.ClientDiscount: (N_("1 discount"), N_("{count} discounts")),
    m.ClientTerm: (N_("1 rate card"), N_("{count} rate cards")),
    m.Deposit: (N_("1 deposit"), N_("{count} deposits")),
    m.Document: (N_("1 issued document"), N_("{count} issued documents")),
    m.Expense: (N_("1 expense"), N_("{count} expenses")),
    m.Payment: (N_("1 payment"), N_("{count} payments")),
    m.Quote: (N_("1 quote"), N_("{count} quotes")),
    m.Reminder: (N_("1 reminder"), N_("{count} reminders")),
    m.ItemTerm: (N_("1 item"), N_("{count} items")),
    m.RecurringTicket: (N_("1 recurring ticket"), N_("{count} recurring tickets")),
    m.Mail: (N_("1 mail"), N_("{count} mails")),
    m.SlaMonth: (N_("1 closed month"), N_("{count} closed months")),
    m.SlaPolicy: (N_("1 SLA policy"), N_("{count} SLA policies")),
    m.Ticket: (N_("1 ticket"), N_("{count} tickets")),
    m.TimeEntry: (N_("1 time entry"), N_("{count} time entries")),
    m.WorkTypeTerm: (N_("1 work type"), N_("{count} work types")),
}


def remove_record(session: Session, path: Path) -> None:
    """Take the record at a path away; raises StillUsedError, NoSuchRecordError."""
    node, id_ = found(session, path)
    if billed := _billed(session, path):
        raise StillUsedError(name=path[-1], users=_counted(m.Document, billed))
    used = [_counted(model, count) for model, count in _referring(session, node, id_)]
    if len(path) == 2:  # noqa: PLR2004 - a record of a section
        mentioning = Counter(mention.model for mention in mentions(session, path[0], path[1]))
        used += [_counted(model, count) for model, count in mentioning.items()]
    used += [_counted(model, count) for model, count in naming(session, path).items()]
    if linked := linking(session, path):
        used.append(_counted(m.Ticket, linked))
    if used:
        users = used[0]
        for more in used[1:]:
            users = say("{first}, {second}", first=users, second=more)
        raise StillUsedError(name=path[-1], users=users)
    _delete(session, node, [id_])


def rename_record(session: Session, path: Path, name: str) -> None:
    """Give the record at a path another key; raises NameTakenError, BilledNameError."""
    node, id_ = found(session, path)
    if _billed(session, path):
        raise BilledNameError(name=path[-1])
    if naming(session, path):
        raise StillNamedError(name=path[-1])
    try:
        found(session, (*path[:-1], name))
    except NoSuchRecordError:
        pass
    else:
        raise NameTakenError(name=name)
    if len(path) == 2:  # noqa: PLR2004 - a record of a section
        for mention in mentions(session, path[0], path[1]):
            mention.write(session, renamed(mention, path[0], path[1], name))
    relink(session, path, name)
    changed = {node.key.key: name}
    session.execute(update(node.model).where(node.model.id == id_).values(changed))


def _counted(model: Any, count: int) -> Sentence:  # noqa: ANN401 - any mapped class
    one, many = _USERS[model]
    return say(one) if count == 1 else say(many, count=count)


def _referring(session: Session, node: Node, id_: int) -> list[tuple[Any, int]]:
    """The tables with rows that refer to a record, apart from what goes with it."""
    own = {column.class_ for column in node.owned} | {inner.model for inner in node.inner.values()}
    counts = list[tuple[Any, int]]()
    for mapper in m.Base.registry.mappers:
        if mapper.class_ in own or mapper.class_ not in _USERS:
            continue
        for column in mapper.local_table.columns:
            if any(key.column.table is node.model.__table__ for key in column.foreign_keys):
                many = select(func.count()).select_from(mapper.class_).where(column == id_)
                if count := session.execute(many).scalar_one():
                    counts.append((mapper.class_, count))
    for inner in node.inner.values():
        for child in session.execute(select(inner.model.id).where(inner.parent == id_)).scalars():
            counts += [
                (model, count)
                for model, count in _referring(session, inner, child)
                if model not in own
            ]
    return counts


def _billed(session: Session, path: Path) -> int:
    """How many documents have a line for what is at a path."""
    line = m.DocumentLine
    for_it = _charged(path)
    if for_it is None:
        return 0
    many = select(func.count(func.distinct(line.document_id))).where(for_it)
    return session.execute(many).scalar_one()


def _charged(path: Path) -> ColumnElement[bool] | None:
    charge = m.DocumentLine.charge
    found: ColumnElement[bool] | None = None
    match path:
        case ("clients", code):
            whose = select(m.Document.id).join(m.Client, m.Client.id == m.Document.client_id)
            found = m.DocumentLine.document_id.in_(whose.where(m.Client.code == code))
        case ("clients", _, "agreements", number):
            found = m.DocumentLine.agreement == number
        case ("clients", _, "agreements", number, "additions" | "discounts", name):
            found = charge.startswith(f"{number}/{name}/", autoescape=True)
        case ("clients", code, "blocks", name):
            found = charge == f"block/{code}/{name}"
        case ("clients", code, "discounts", name):
            found = charge.startswith(f"discount/{code}/{name}/", autoescape=True)
        case ("clients", code, "deposits", name):
            key = f"deposit/{code}/{name}"
            found = or_(charge == key, charge.startswith(f"{key}/", autoescape=True))
        case ("time", id_):
            found = or_(charge == f"time/{id_}", charge.startswith(f"time/{id_}/", autoescape=True))
        case ("expenses", id_):
            found = charge == f"expense/{id_}"
        case _:
            pass
    return found


def _delete(session: Session, node: Node, ids: list[int]) -> None:
    for column in node.owned:
        session.execute(delete(column.class_).where(column.in_(ids)))
    for inner in node.inner.values():
        children = select(inner.model.id).where(inner.parent.in_(ids), *inner.only)
        if found_children := list(session.execute(children).scalars()):
            _delete(session, inner, found_children)
    session.execute(delete(node.model).where(node.model.id.in_(ids)))
