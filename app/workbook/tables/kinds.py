"""The tables that can be taken in: which columns each has, and where a cell belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.workbook.tables import cells

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of a record: the key it has in the workbook, and the names it goes by."""

    key: str
    names: tuple[str, ...] = ()
    make: Callable[[str], object] = str
    required: bool = False

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every heading under which it is found."""
        return (self.key.replace(".", " ").replace("_", " "), *self.names)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table: the section its records go to, some of them within their client."""

    section: str
    columns: tuple[Column, ...]
    within_client: bool = False


_CLIENT = Column("client", ("client code", "customer", "company", "account"), required=True)
_NAME = Column("name", ("full name", "display name"), required=True)
_ADDRESS = (
    Column("address.lines", ("address", "street", "address line 1"), cells.lines),
    Column("address.city", ("city", "town")),
    Column("address.region", ("region", "state", "county", "province")),
    Column("address.postal_code", ("postal code", "postcode", "zip", "zip code")),
    Column("address.country", ("country", "country code"), str.upper),
)
_ACTIVE = (
    # Without a day it would count since ever, or never: both are money.
    Column("from", ("active from", "start", "since", "installed"), cells.day, required=True),
    Column("until", ("active until", "end", "retired", "to"), cells.day),
)
_ASSET = (
    _CLIENT,
    Column("name", ("hostname", "device", "user", "display name"), required=True),
    Column("type", ("kind", "category")),
    Column("site", ("location",)),
    *_ACTIVE,
)
_TICKET = Column("ticket", ("ticket number", "ticket id"))
_NOTE = Column("note", ("notes", "comment", "description", "work done"))

KINDS = {
    "clients": Kind(
        "clients",
        (
            Column("code", ("client", "client code", "customer number", "id"), required=True),
            Column("name", ("client name", "company", "customer")),
            Column("currency", (), str.upper),
            Column("locale", ("language",)),
            Column("timezone", ("time zone",)),
            Column("tax_id", ("vat number", "vat id", "tax number", "vat")),
            Column("email", ("e-mail", "mail")),
            Column("phone", ("telephone", "tel")),
            *_ADDRESS,
            Column("terms.net_days", ("net days", "payment terms", "terms"), cells.whole),
            Column("tax.treatment", ("tax treatment", "treatment"), cells.word),
            Column("po_required", ("po number required",), cells.flag),
            Column("note", ("notes", "comment")),
        ),
    ),
    "contacts": Kind(
        "contacts",
        (
            _CLIENT,
            _NAME,
            Column("email", ("e-mail", "mail")),
            Column("phone", ("telephone", "tel", "mobile")),
            Column("billing", ("billing contact", "gets invoices"), cells.flag),
        ),
        within_client=True,
    ),
    "sites": Kind("sites", (_CLIENT, _NAME, *_ADDRESS), within_client=True),
    "devices": Kind("devices", _ASSET, within_client=True),
    "users": Kind("users", _ASSET, within_client=True),
    "items": Kind(
        "items",
        (
            Column("sku", ("code", "item", "product code", "part number"), required=True),
            Column("name", ("product", "description")),
            Column("unit", ("unit of measure", "uom")),
            Column("currency", (), str.upper),
            Column("price", ("unit price", "sales price", "rate"), cells.number),
            Column("cost", ("unit cost", "purchase price"), cells.number),
            Column("taxes", ("tax", "tax code", "tax codes"), cells.words),
        ),
    ),
    "time": Kind(
        "time",
        (
            Column("id", ("entry", "entry id")),
            _CLIENT,
            _TICKET,
            Column("agreement", ("contract", "agreement number")),
            Column(
                "start", ("started", "date", "start time", "begin"), cells.moment, required=True
            ),
            Column("minutes", ("duration", "time", "length"), cells.minutes),
            Column("hours", ("quantity", "billable hours"), cells.hours),
            Column("work_type", ("work type", "type", "activity"), required=True),
            Column("role", ("who", "resource role")),
            _NOTE,
            Column("rate", ("hourly rate", "price"), cells.number),
        ),
    ),
    "expenses": Kind(
        "expenses",
        (
            Column("id", ("expense", "expense id")),
            _CLIENT,
            Column("date", ("day",), cells.day, required=True),
            Column("item", ("sku", "product code")),
            Column("description", ("name", "product")),
            Column("quantity", ("qty", "count"), cells.number),
            Column("price", ("unit price", "amount"), cells.number),
            _TICKET,
            Column("note", ("notes", "comment")),
        ),
    ),
}
"""What `accord import --as KIND` takes."""
