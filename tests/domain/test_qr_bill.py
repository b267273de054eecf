"""When a document is paid by a Swiss QR-bill, and what its code says."""

from dataclasses import replace

import pytest

from app.domain.document import Address, Bank, DocumentKind, Party
from app.domain.qr_bill import Payee, qr_bill
from app.domain.qr_reference import creditor_reference
from tests.domain.test_books import document, line

QR_IBAN, IBAN = "CH44 3199 9123 0008 8901 2", "CH93 0076 2011 6238 5295 7"
SELLER = Party("Robert Schneider AG", Address(("Rue du Lac 1268",), "Biel", "", "2501", "CH"))
BUYER = Party(
    "Pia Rutschmann", Address(("c/o Muster", "Marktgasse 28a"), "Rorschach", "", "9400", "CH")
)


def bill(bank=None, seller=SELLER, buyer=BUYER, **more):
    found = document([line(1, "x/y", "1949.75", ())])
    bank = bank or Bank(qr_iban=QR_IBAN)
    return replace(found, number="INV-2026-00012", seller=seller, buyer=buyer, bank=bank, **more)


def test_the_code_says_who_pays_what_to_whom_line_by_line():
    found = qr_bill(bill())
    lines = found.text.split("\n")
    assert lines[:11] == [
        "SPC", "0200", "1", "CH4431999123000889012",
        "S", "Robert Schneider AG", "Rue du Lac", "1268", "2501", "Biel", "CH",
    ]  # fmt: skip
    assert lines[11:18] == [""] * 7
    assert lines[18:20] == ["1949.75", "EUR"]
    assert lines[20:27] == [
        "S", "Pia Rutschmann", "Marktgasse", "28a", "9400", "Rorschach", "CH",
    ]  # fmt: skip
    assert lines[27:] == ["QRR", found.reference, "INV-2026-00012", "EPD"]
    assert found.printed_amount == "1 949.75"
    assert found.printed_reference == f"{found.reference[:2]} " + " ".join(
        found.reference[i : i + 5] for i in range(2, 27, 5)
    )


def test_an_ordinary_account_goes_with_a_creditor_reference():
    found = qr_bill(bill(Bank(iban=IBAN)))
    assert (found.kind, found.reference) == ("SCOR", creditor_reference("INV-2026-00012"))
    assert found.printed_reference.startswith("RF")


@pytest.mark.parametrize(
    ("number", "reference"),
    [("539007547034", "RF18539007547034"), ("INV-2026-00012", None)],
)
def test_a_creditor_reference_has_its_check_digits(number, reference):
    found = creditor_reference(number)
    assert reference in {None, found}
    rearranged = found[4:] + found[:4]
    assert int("".join(str(int(sign, 36)) for sign in rearranged)) % 97 == 1


@pytest.mark.parametrize(
    "told",
    [
        bill(Bank(qr_iban="CH44 3199 9123 0008 8901 3")),
        bill(Bank(iban="DE89 3704 0044 0532 0130 00")),
        bill(Bank(qr_iban=QR_IBAN, code=False)),
        bill(Bank()),
        bill(kind=DocumentKind.CREDIT_NOTE),
        bill(currency="GBP", lines=(), taxes=()),
        bill(seller=replace(SELLER, address=replace(SELLER.address, country="DE"))),
        bill(seller=replace(SELLER, address=replace(SELLER.address, city=""))),
        bill(lines=()),
    ],
)
def test_there_is_no_qr_bill_where_it_could_not_be_paid(told):
    assert qr_bill(told) is None


def test_who_has_no_whole_address_is_left_open():
    found = qr_bill(bill(buyer=Party("Somebody", Address((), "Bern", "", "", "CH"))))
    assert found.debtor is None
    assert found.text.split("\n")[20:27] == [""] * 7


@pytest.mark.parametrize(
    ("line", "street", "house"),
    [
        ("Bahnhofstrasse 1", "Bahnhofstrasse", "1"),
        ("Rue du 14 Juillet 12 b", "Rue du 14 Juillet", "12 b"),
        ("Postfach", "Postfach", ""),
        ("12 High Street", "12 High Street", ""),
    ],
)
def test_a_street_is_parted_from_its_number(line, street, house):
    found = Payee.of("X", Address((line,), "Bern", "", "3000", "CH"))
    assert (found.street, found.house) == (street, house)
