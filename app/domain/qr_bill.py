"""The Swiss QR-bill: what its code says, by the Implementation Guidelines of SIX, version 2.3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.document import DocumentKind
from app.domain.paycode import compact
from app.domain.qr_reference import creditor_reference, qr_reference

if TYPE_CHECKING:
    from app.domain.document import Address, Document

_COUNTRIES = {"CH", "LI"}
_CURRENCIES = {"CHF", "EUR"}
_MOST = Decimal("999999999.99")
_LONGEST = 997
_QR_BANKS = range(30_000, 32_000)
"""The clearing numbers of QR-IBANs, which alone go with QR references."""
_IBAN = re.compile(r"(CH|LI)\d{7}[0-9A-Z]{12}")
_HOUSE = re.compile(r"(?P<street>.*\D)[ ,]+(?P<house>\d+\s?[A-Za-z]?)")


@dataclass(frozen=True, slots=True)
class Payee:
    """Somebody with an address in its parts, as long as the code takes them."""

    name: str
    street: str
    house: str
    postal_code: str
    town: str
    country: str

    @classmethod
    def of(cls, name: str, address: Address) -> Payee | None:
        """Nothing where the name, the postal code, the town or the country is missing."""
        line = _plain(address.lines[-1]) if address.lines else ""
        parted = _HOUSE.fullmatch(line)
        found = cls(
            _plain(name)[:70],
            (parted["street"].rstrip(" ,") if parted else line)[:70],
            parted["house"][:16] if parted else "",
            _plain(address.postal_code)[:16],
            _plain(address.city)[:35],
            address.country,
        )
        needed = (found.name, found.postal_code, found.town, found.country)
        return found if all(needed) else None

    @property
    def told(self) -> tuple[str, ...]:
        """As the code has it: a structured address."""
        return ("S", self.name, self.street, self.house, self.postal_code, self.town, self.country)

    @property
    def lines(self) -> tuple[str, ...]:
        """As it is printed."""
        street = f"{self.street} {self.house}".strip()
        return tuple(filter(None, (self.name, street, f"{self.postal_code} {self.town}")))


@dataclass(frozen=True, slots=True)
class QrBill:
    """How a document is paid in Switzerland."""

    iban: str
    creditor: Payee
    debtor: Payee | None
    amount: Decimal
    currency: str
    reference: str
    message: str

    @property
    def kind(self) -> str:
        """Which kind of reference it is."""
        return "QRR" if self.reference.isdigit() else "SCOR"

    @property
    def text(self) -> str:
        """What the code says."""
        nobody = ("",) * 7
        return "\n".join(
            (
                *("SPC", "0200", "1", self.iban),
                *self.creditor.told,
                *nobody,
                f"{self.amount:.2f}",
                self.currency,
                *(self.debtor.told if self.debtor else nobody),
                self.kind,
                self.reference,
                self.message,
                "EPD",
            )
        )

    @property
    def printed_reference(self) -> str:
        """The reference in groups, as it is printed."""
        if self.kind == "SCOR":
            return grouped(self.reference, 4)
        return f"{self.reference[:2]} {grouped(self.reference[2:], 5)}"

    @property
    def printed_amount(self) -> str:
        """With a space between thousands and a point before the cents."""
        return f"{self.amount:,.2f}".replace(",", " ")


def qr_bill(document: Document) -> QrBill | None:
    """How a document is paid by QR-bill; nothing where it is not, or cannot be said."""
    if document.seller.address.country not in _COUNTRIES:
        return None
    bank, amount = document.bank, document.payable.amount()
    iban = compact(bank.qr_iban) or compact(bank.iban)
    creditor = Payee.of(bank.holder or document.seller.name, document.seller.address)
    if (
        document.kind is not DocumentKind.INVOICE
        or not bank.code
        or creditor is None
        or document.currency not in _CURRENCIES
        or not _is_swiss(iban)
        or not 0 < amount <= _MOST
    ):
        return None
    number = document.number
    is_qr = int(iban[4:9]) in _QR_BANKS if iban[4:9].isdigit() else False
    bill = QrBill(
        iban,
        creditor,
        Payee.of(document.buyer.name, document.buyer.address),
        amount,
        document.currency,
        qr_reference(number) if is_qr else creditor_reference(number),
        _plain(number)[:140],
    )
    return bill if len(bill.text) <= _LONGEST else None


def grouped(text: str, size: int) -> str:
    """Text in groups of so many signs."""
    return " ".join(text[i : i + size] for i in range(0, len(text), size))


def _is_swiss(iban: str) -> bool:
    """Whether it is an account there, with the right check digits (ISO 7064, modulo 97)."""
    if not _IBAN.fullmatch(iban):
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def _plain(text: str) -> str:
    return " ".join(text.split())
