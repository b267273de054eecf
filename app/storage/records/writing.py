"""From records to tables: upserts by key, children replaced, one statement a table."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app import models as m
from app.domain.money import Money
from app.domain.period import ALWAYS
from app.storage.records.values import Record, day, decimal, dump, moment, steps

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Changed = Mapping[str, list[Record]]
"""The records to write, by section; `company` is a list of one."""

Ids = dict[Any, int]

_LINKS = ("contact", "site", "devices", "checklist")
"""What a ticket says in its body."""

FEW = 500
"""More keys than this are not asked for one by one."""


def write_records(session: Session, changed: Changed) -> None:
    """Write complete records; what they name must be among them or in the tables already."""
    _Writer(session).write(changed)


class _Writer:
    """Knows the ids of what was written, so that later tables can refer to it."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def write(self, changed: Changed) -> None:
        sections: tuple[tuple[str, Callable[[list[Record]], None]], ...] = (
            ("company", self._company),
            ("taxes", self._taxes),
            ("items", self._items),
            ("roles", self._roles),
            ("work_types", self._work_types),
            ("calendars", self._calendars),
            ("sla_policies", self._policies),
            ("agreement_types", self._types),
            ("statuses", self._statuses),
            ("canned_notes", self._canned),
            ("clients", self._clients),
            ("recurring_tickets", self._recurring),
            ("tickets", self._tickets),
            ("attachments", self._attachments),
            ("sla_months", self._sla_months),
            ("time", self._time),
            ("expenses", self._expenses),
            ("decisions", self._decisions),
            ("payments", self._payments),
            ("reminders", self._reminders),
            ("marks", self._marks),
            ("quotes", self._quotes),
        )
        for name, write in sections:
            if changed.get(name):
                write(changed[name])

    def _upsert(self, model: Any, key: tuple[str, ...], rows: list[Record]) -> Ids:  # noqa: ANN401
        if rows:
            statement = upsert(model)
            others = {name: statement.excluded[name] for name in rows[0] if name not in key}
            statement = (
                statement.on_conflict_do_update(index_elements=list(key), set_=others)
                if others
                else statement.on_conflict_do_nothing(index_elements=list(key))
            )
            self.session.execute(statement, rows)
        return self._ids(model, key, {row[key[0]] for row in rows})

    def _ids(
        self,
        model: Any,  # noqa: ANN401 - any mapped class
        key: tuple[str, ...],
        wanted: Iterable[Any] | None = None,
    ) -> Ids:
        """The ids by key; only of some where the first part of their keys is given."""
        columns = model.__table__.columns
        firsts = None if wanted is None else set(wanted)
        few = () if firsts is None or len(firsts) > FEW else (columns[key[0]].in_(firsts),)
        ids = select(columns["id"], *(columns[name] for name in key)).where(*few)
        rows = self.session.execute(ids).all()
        if len(key) == 1:
            return {row[1]: row[0] for row in rows}
        return {tuple(row[1:]): row[0] for row in rows}

    def _replace(
        self,
        model: Any,  # noqa: ANN401 - any mapped class
        parent: str,
        owners: Iterable[int],
        rows: Iterable[Record],
    ) -> None:
        """Put these rows in the place of all that the owners had."""
        column = model.__table__.columns[parent]
        gone = list(owners)
        for start in range(0, len(gone), 500):
            self.session.execute(delete(model).where(column.in_(gone[start : start + 500])))
        if found := list(rows):
            self.session.execute(insert(model), found)

    def _company(self, records: list[Record]) -> None:
        record = records[0]
        plain = (
            "name tax_id email phone website currency locale timezone invoice_number "
            "credit_note_number next_number tax_rounding note details"
        ).split()
        row = {
            "id": 1,
            **{key: record[key] for key in plain},
            **_address(record["address"]),
            "bank": dump(record["bank"]),
            "terms": dump(record["terms"]),
            "cash_rounding": dump(record["cash_rounding"]),
            "billed_until": day(record["billed_until"]),
            "logo": base64.b64decode(record["logo"]) if record["logo"] else None,
            "sample": int(record["sample"]),
        }
        self._upsert(m.Company, ("id",), [row])
        terms = tuple(
            "after_hours labour show_covered approve_time mail quote_number dunning books".split()
        )
        self._terms(m.CompanyTerm, "company_id", [(1, record)], terms)

    def _taxes(self, records: list[Record]) -> None:
        ids = self._upsert(
            m.Tax,
            ("code",),
            [
                {
                    **{key: record[key] for key in ("code", "name", "category", "reason")},
                    "compound": int(record["compound"]),
                    "inclusive": int(record["inclusive"]),
                }
                for record in records
            ],
        )
        self._replace(
            m.TaxRate,
            "tax_id",
            (ids[record["code"]] for record in records),
            (
                {"tax_id": ids[record["code"]], "since": since, "rate": decimal(rate)}
                for record in records
                for since, rate in steps(record["rates"])
            ),
        )

    def _items(self, records: list[Record]) -> None:
        ids = self._upsert(
            m.Item,
            ("sku",),
            [
                {
                    **{key: record[key] for key in ("sku", "name", "unit")},
                    "currency": record["currency"] or "",
                }
                for record in records
            ],
        )
        owners = [(ids[record["sku"]], record) for record in records]
        self._priced(m.ItemPrice, "item_id", owners, (("price", "price"), ("cost", "cost")))
        self._terms(m.ItemTerm, "item_id", owners, ("pricing", "taxes"))

    def _roles(self, records: list[Record]) -> None:
        ids = self._upsert(m.Role, ("name",), [{"name": record["name"]} for record in records])
        owners = [(ids[record["name"]], record) for record in records]
        self._priced(m.RolePrice, "role_id", owners, (("price", "rates"), ("cost", "costs")))

    def _work_types(self, records: list[Record]) -> None:
        ids = self._upsert(m.WorkType, ("name",), [{"name": record["name"]} for record in records])
        owners = [(ids[record["name"]], record) for record in records]
        terms = tuple(key for key in records[0] if key != "name")
        self._terms(m.WorkTypeTerm, "work_type_id", owners, terms)

    def _priced(
        self,
        model: Any,  # noqa: ANN401 - any mapped class
        parent: str,
        owners: list[tuple[int, Record]],
        kinds: tuple[tuple[str, str], ...],
    ) -> None:
        self._replace(
            model,
            parent,
            (owner for owner, _ in owners),
            (
                {parent: owner, "what": what, "since": since, "amount": decimal(value)}
                for owner, record in owners
                for what, key in kinds
                for since, value in steps(record[key])
            ),
        )

    def _terms(
        self,
        model: Any,  # noqa: ANN401 - any mapped class
        parent: str,
        owners: list[tuple[int, Record]],
        terms: tuple[str, ...],
    ) -> None:
        self._replace(
            model,
            parent,
            (owner for owner, _ in owners),
            (
                {parent: owner, "term": term, "since": since, "value": dump(value)}
                for owner, record in owners
                for term in terms
                for since, value in steps(record[term])
            ),
        )

    def _calendars(self, records: list[Record]) -> None:
        self._upsert(m.Calendar, ("name",), [_body(record, "name") for record in records])

    def _policies(self, records: list[Record]) -> None:
        calendars = self._ids(m.Calendar, ("name",), (record["calendar"] for record in records))
        rows = [
            {
                **_body(record, "name", "calendar"),
                "calendar_id": calendars.get(record["calendar"]),
            }
            for record in records
        ]
        self._upsert(m.SlaPolicy, ("name",), rows)

    def _types(self, records: list[Record]) -> None:
        self._upsert(m.AgreementType, ("name",), [_body(record, "name") for record in records])

    def _clients(self, records: list[Record]) -> None:
        plain = "code name locale timezone tax_id email phone note".split()
        ids = self._upsert(
            m.Client,
            ("code",),
            [
                {
                    **{key: record[key] for key in plain},
                    **_address(record["address"]),
                    "currency": record["currency"] or "",
                    "terms": dump(record["terms"]) if record["terms"] else "",
                    "treatment": "exempt" if record["tax_exempt"] else record["tax"]["treatment"],
                    "tax_reason": record["tax"]["reason"],
                    "details": record["details"] or "",
                    "po_required": int(record["po_required"]),
                }
                for record in records
            ],
        )
        owners = [(ids[record["code"]], record) for record in records]
        terms = ("rates", "sla", "mails", "reminders_held")
        self._terms(m.ClientTerm, "client_id", owners, terms)
        agreements = self._agreements(owners)
        contacts = self._upsert(
            m.Contact,
            ("client_id", "name"),
            [
                {
                    "client_id": owner,
                    **{key: found[key] for key in ("name", "email", "phone")},
                    "billing": int(found["billing"]),
                    "in_copy": int(found["in_copy"]),
                }
                for owner, record in owners
                for found in record["contacts"]
            ],
        )
        sites = self._upsert(
            m.Site,
            ("client_id", "name"),
            [
                {"client_id": owner, **_body(found, "name", "agreement")}
                for owner, record in owners
                for found in record["sites"]
            ],
        )
        assets = self._assets(owners, sites)
        devices = {
            (owner, name): id_ for (owner, what, name), id_ in assets.items() if what == "device"
        }
        claiming = {
            "devices": ("asset_id", devices),
            "sites": ("site_id", sites),
            "contacts": ("contact_id", contacts),
        }
        self._claims(owners, agreements, claiming)
        self._blocks(owners)
        self._bodies(m.ClientDiscount, "client_id", owners, "discounts")
        self._bodies(m.Deposit, "client_id", owners, "deposits")

    def _claims(
        self,
        owners: list[tuple[int, Record]],
        agreements: Ids,
        claiming: Mapping[str, tuple[str, Ids]],
    ) -> None:
        """Which agreement work is for: the default, and what devices, sites and contacts name."""
        nobody = dict.fromkeys(column for column, _ in claiming.values())
        rows = [
            {
                "client_id": owner,
                **nobody,
                "agreement_id": agreements[record["default_agreement"]],
            }
            for owner, record in owners
            if record["default_agreement"]
        ]
        rows += [
            {
                "client_id": owner,
                **nobody,
                "agreement_id": agreements[found["agreement"]],
                column: ids[owner, found["name"]],
            }
            for owner, record in owners
            for section, (column, ids) in claiming.items()
            for found in record[section]
            if found["agreement"]
        ]
        self._replace(m.Claim, "client_id", (owner for owner, _ in owners), rows)

    def _assets(self, owners: list[tuple[int, Record]], sites: Ids) -> Ids:
        found = [
            (owner, what, asset)
            for owner, record in owners
            for what, key in (("device", "devices"), ("user", "users"))
            for asset in record[key]
        ]
        ids = self._upsert(
            m.Asset,
            ("client_id", "what", "name"),
            [
                {
                    "client_id": owner,
                    "what": what,
                    "name": asset["name"],
                    "type": asset["type"],
                    "site_id": sites.get((owner, asset["site"])),
                }
                for owner, what, asset in found
            ],
        )
        self._replace(
            m.AssetActive,
            "asset_id",
            (ids[owner, what, asset["name"]] for owner, what, asset in found),
            (
                {
                    "asset_id": ids[owner, what, asset["name"]],
                    "start": day(start),
                    "end": day(end),
                }
                for owner, what, asset in found
                for start, end in asset["active"]
            ),
        )
        return ids

    def _bodies(
        self,
        model: Any,  # noqa: ANN401 - any mapped class
        parent: str,
        owners: list[tuple[int, Record]],
        key: str,
    ) -> None:
        """Named records of an owner that are kept as one structure each."""
        rows = [
            {parent: owner, **_body(found, "name")}
            for owner, record in owners
            for found in record[key]
        ]
        if rows:
            self._upsert(model, (parent, "name"), rows)

    def _blocks(self, owners: list[tuple[int, Record]]) -> None:
        self._upsert(
            m.Block,
            ("client_id", "name"),
            [
                {
                    "client_id": owner,
                    "name": block["name"],
                    "amount": decimal(block["hours"] or block["money"]),
                    "measure": "money" if block["hours"] is None else "hours",
                    "bought": day(block["bought"]),
                    "expires": day(block["expires"]),
                    "price": decimal(block["price"]),
                    "taxes": dump(block["taxes"]),
                    "used": decimal(block["used"]),
                    "work_types": dump(block["work_types"]),
                }
                for owner, record in owners
                for block in record["blocks"]
            ],
        )

    def _agreements(self, owners: list[tuple[int, Record]]) -> Ids:
        found = [(owner, each) for owner, record in owners for each in record["agreements"]]
        types = self._ids(m.AgreementType, ("name",), (each["type"] for _, each in found))
        policies = self._ids(m.SlaPolicy, ("name",), (_bare(each["sla"]) for _, each in found))
        ids = self._upsert(
            m.Agreement,
            ("number",),
            [
                {
                    "client_id": owner,
                    "number": each["number"],
                    "name": each["name"],
                    "type_id": types.get(each["type"]),
                    "kind": each["kind"] or "",
                    "start": day(each["start"]),
                    "end": day(each["end"]),
                    "sla_policy_id": policies.get(_bare(each["sla"])),
                    "po_number": each["po_number"],
                    "billed_until": day(each["billed_until"]),
                    "refund": int(each["refund"]),
                    "note": each["note"],
                }
                for owner, each in found
            ],
        )
        agreements = [(ids[each["number"]], each) for _, each in found]
        self._replace(
            m.AgreementFee,
            "agreement_id",
            (owner for owner, _ in agreements),
            (
                {"agreement_id": owner, "since": since, "amount": decimal(fee)}
                for owner, each in agreements
                for since, fee in steps(each["fee"])
            ),
        )
        terms = tuple(
            "status cycle proration fee_taxes fee_discount allowance coverage rates after_hours "
            "uplift renewal labour show_covered sla".split()
        )
        # A bare policy is a reference of the agreement itself; only a dated one is a term.
        termed = [
            (owner, {**each, "sla": None if _bare(each["sla"]) else each["sla"]})
            for owner, each in agreements
        ]
        self._terms(m.AgreementTerm, "agreement_id", termed, terms)
        self._bodies(m.AgreementDiscount, "agreement_id", agreements, "discounts")
        self._additions(agreements)
        return ids

    def _additions(self, agreements: list[tuple[int, Record]]) -> None:
        found = [(owner, each) for owner, record in agreements for each in record["additions"]]
        items = self._ids(m.Item, ("sku",), (each["item"] for _, each in found))
        ids = self._upsert(
            m.Addition,
            ("agreement_id", "name"),
            [
                {
                    "agreement_id": owner,
                    "name": each["name"],
                    "item_id": items[each["item"]],
                    **_counts(each["counts"]),
                    "start": day(each["start"]),
                    "end": day(each["end"]),
                    "po_number": each["po_number"],
                }
                for owner, each in found
            ],
        )
        additions = [(ids[owner, each["name"]], each) for owner, each in found]
        self._replace(
            m.AdditionPrice,
            "addition_id",
            (owner for owner, _ in additions),
            (
                {"addition_id": owner, "since": since, "amount": decimal(price)}
                for owner, each in additions
                for since, price in steps(each["price"])
            ),
        )
        self._replace(
            m.AdditionQuantity,
            "addition_id",
            (owner for owner, _ in additions),
            (
                {"addition_id": owner, "since": since, "quantity": decimal(quantity)}
                for owner, each in additions
                for since, quantity in steps(each["quantity"])
            ),
        )
        terms = ("minimum", "pricing", "discount", "proration", "taxes")
        said = [(owner, _with_said_taxes(each)) for owner, each in additions]
        self._terms(m.AdditionTerm, "addition_id", said, terms)

    def _tickets(self, records: list[Record]) -> None:
        clients = self._ids(m.Client, ("code",), (each["client"] for each in records))
        agreements = self._ids(m.Agreement, ("number",), (each["agreement"] for each in records))
        ids = self._upsert(
            m.Ticket,
            ("number",),
            [
                {
                    **{key: record[key] for key in ("number", "summary", "priority")},
                    "client_id": clients[record["client"]],
                    "agreement_id": agreements.get(record["agreement"]),
                    "opened": moment(record["opened"]),
                    "body": dump({key: record[key] for key in _LINKS if record[key]}),
                }
                for record in records
            ],
        )
        self._replace(
            m.TicketEvent,
            "ticket_id",
            (ids[record["number"]] for record in records),
            (
                {
                    "ticket_id": ids[record["number"]],
                    "position": position,
                    "at": moment(event["at"]),
                    "type": event["type"],
                    "body": _body(event, "at", "type")["body"],
                }
                for record in records
                for position, event in enumerate(record["events"])
            ),
        )

    def _statuses(self, records: list[Record]) -> None:
        self._upsert(m.TicketStatus, ("name",), [_body(record, "name") for record in records])

    def _canned(self, records: list[Record]) -> None:
        self._upsert(m.CannedNote, ("name",), [_body(record, "name") for record in records])

    def _recurring(self, records: list[Record]) -> None:
        clients = self._ids(m.Client, ("code",), (each["client"] for each in records))
        agreements = self._ids(m.Agreement, ("number",), (each["agreement"] for each in records))
        rows = [
            {
                **_body(record, "name", "client", "agreement"),
                "client_id": clients[record["client"]],
                "agreement_id": agreements.get(record["agreement"]),
            }
            for record in records
        ]
        self._upsert(m.RecurringTicket, ("name",), rows)

    def _attachments(self, records: list[Record]) -> None:
        tickets = self._ids(m.Ticket, ("number",), (each["ticket"] for each in records))
        clients = self._ids(m.Client, ("code",), (each["client"] for each in records))
        rows = [
            {
                "code": record["id"],
                "ticket_id": tickets.get(record["ticket"]),
                "client_id": clients.get(record["client"]),
                "name": record["name"],
                "added": moment(record["added"]),
                "content": base64.b64decode(record["content"]),
            }
            for record in records
        ]
        self._upsert(m.Attachment, ("code",), rows)

    def _sla_months(self, records: list[Record]) -> None:
        clients = self._ids(m.Client, ("code",), (each["client"] for each in records))
        rows = [
            {
                "code": record["id"],
                "client_id": clients[record["client"]],
                "month": record["month"],
                "closed": moment(record["closed"]),
                "body": _body(record, "id", "client", "month", "closed")["body"],
            }
            for record in records
        ]
        self._upsert(m.SlaMonth, ("code",), rows)

    def _time(self, records: list[Record]) -> None:
        clients = self._ids(m.Client, ("code",), (each["client"] for each in records))
        tickets = self._ids(m.Ticket, ("number",), (each["ticket"] for each in records))
        agreements = self._ids(m.Agreement, ("number",), (each["agreement"] for each in records))
        work_types = self._ids(m.WorkType, ("name",), (each["work_type"] for each in records))
        roles = self._ids(m.Role, ("name",), (each["role"] for each in records))
        self._upsert(
            m.TimeEntry,
            ("code",),
            [
                {
                    "code": record["id"],
                    "client_id": clients[record["client"]],
                    "ticket_id": tickets.get(record["ticket"]),
                    "agreement_id": agreements.get(record["agreement"]),
                    "start": moment(record["start"]),
                    "minutes": record["minutes"],
                    "work_type_id": work_types[record["work_type"]],
                    "role_id": roles.get(record["role"]),
                    "note": record["note"],
                    "rate": decimal(record["rate"]),
                    "approved": int(record["approved"]),
                    "unlocked": record["unlocked"],
                }
                for record in records
            ],
        )

    def _expenses(self, records: list[Record]) -> None:
        clients = self._ids(m.Client, ("code",), (each["client"] for each in records))
        tickets = self._ids(m.Ticket, ("number",), (each["ticket"] for each in records))
        items = self._ids(m.Item, ("sku",), (each["item"] for each in records))
        ids = self._upsert(
            m.Expense,
            ("code",),
            [
                {
                    "code": record["id"],
                    "client_id": clients[record["client"]],
                    "ticket_id": tickets.get(record["ticket"]),
                    "day": day(record["date"]),
                    "item_id": items.get(record["item"]),
                    "description": record["description"],
                    "quantity": decimal(record["quantity"]),
                    "price": decimal(record["price"]),
                    "taxes": None if record["taxes"] is None else dump(record["taxes"]),
                    "note": record["note"],
                }
                for record in records
            ],
        )
        owners = [(ids[record["id"]], record) for record in records]
        self._terms(m.ExpenseTerm, "expense_id", owners, ("discount",))

    def _decisions(self, records: list[Record]) -> None:
        self._upsert(
            m.Decision,
            ("charge",),
            [
                {"charge": record["charge"], "verdict": record["do"], "reason": record["reason"]}
                for record in records
            ],
        )

    def _payments(self, records: list[Record]) -> None:
        documents = self._documents(name for each in records for name, _ in each["applied"])
        clients = self._clients_of_payments(records, documents)
        rows: list[Record] = [
            {
                "code": record["id"],
                "client_id": client,
                "day": day(record["date"]),
                "amount": _minor(record["amount"], currency),
                "currency": currency,
                "kind": record["kind"],
                "method": record["method"],
                "reference": record["reference"],
                "note": record["note"],
                "reverses": record["reverses"] or "",
            }
            for record, (client, currency) in zip(records, clients, strict=True)
        ]
        ids = self._upsert(m.Payment, ("code",), rows)
        self._replace(
            m.PaymentPart,
            "payment_id",
            (ids[record["id"]] for record in records),
            (
                {
                    "payment_id": ids[record["id"]],
                    "document_id": documents[name].id,
                    "amount": _minor(part, row["currency"]),
                }
                for record, row in zip(records, rows, strict=True)
                for name, part in record["applied"]
            ),
        )

    def _documents(self, numbers: Iterable[str]) -> dict[str, Any]:
        columns = (m.Document.number, m.Document.id, m.Document.currency, m.Document.client_id)
        wanted = set(numbers)
        few = () if len(wanted) > FEW else (m.Document.number.in_(wanted),)
        found = self.session.execute(select(*columns).where(*few)).all()
        return {row.number: row for row in found}

    def _clients_of_payments(
        self, records: list[Record], documents: Mapping[str, Any]
    ) -> list[tuple[int, str]]:
        """Whose each payment is, and in which currency: as it says, or those of what it settles."""
        columns = (m.Client.code, m.Client.id, m.Client.currency)
        clients = {row.code: row for row in self.session.execute(select(*columns)).all()}
        own = self.session.execute(select(m.Company.currency)).scalar() or ""
        found = list[tuple[int, str]]()
        for record in records:
            settled = next((documents[name] for name, _ in record["applied"]), None)
            client = clients.get(record["client"])
            owner: int = client.id if client else documents[record["applied"][0][0]].client_id
            told: str = settled.currency if settled else client.currency if client else ""
            found.append((owner, record["currency"] or told or own))
        return found

    def _reminders(self, records: list[Record]) -> None:
        clients = self._ids(m.Client, ("code",), (each["client"] for each in records))
        rows = [
            {
                "code": record["id"],
                "client_id": clients[record["client"]],
                "day": day(record["date"]),
                "body": _body(record, "id", "client", "date")["body"],
            }
            for record in records
        ]
        self._upsert(m.Reminder, ("code",), rows)

    def _marks(self, records: list[Record]) -> None:
        rows = [
            {"number": record["document"], "body": _body(record, "document")["body"]}
            for record in records
        ]
        self._upsert(m.DocumentMark, ("number",), rows)

    def _quotes(self, records: list[Record]) -> None:
        clients = self._ids(m.Client, ("code",), (each["client"] for each in records))
        rows = [
            {
                "number": record["number"],
                "client_id": clients[record["client"]],
                "day": day(record["date"]),
                "body": _body(record, "number", "client", "date")["body"],
            }
            for record in records
        ]
        self._upsert(m.Quote, ("number",), rows)


def _minor(amount: str, currency: str) -> int:
    return Money.rounded(decimal(amount) or 0, currency).minor


def _address(address: Record) -> Record:
    return {
        "address_lines": dump(address["lines"]),
        **{key: address[key] for key in ("city", "region", "postal_code", "country")},
    }


def _body(record: Record, *columns: str) -> Record:
    """A row of the key column and the rest as one JSON body."""
    rest = {key: value for key, value in record.items() if key not in columns}
    return {columns[0]: record[columns[0]], "body": dump(rest)}


def _counts(counts: Record | None) -> Record:
    if not counts:
        return {"counts": "", "counts_type": ""}
    what = "devices" if counts["devices"] is not None else "users"
    return {"counts": what, "counts_type": counts[what]}


def _bare(value: Any) -> str | None:  # noqa: ANN401 - a name, or names and days
    return value if isinstance(value, str) else None


def _with_said_taxes(addition: Record) -> Record:
    """The addition with an empty list of taxes as a step: without one it has the item's."""
    if addition["taxes"] != []:
        return addition
    none: list[str] = []
    return {**addition, "taxes": [[ALWAYS.isoformat(), none]]}
