"""Which agreement work is for, and why."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.agreement import Agreement, Status
from app.domain.dated import Dated
from app.domain.mapping import About, Claims, Found, agreement_for

DAY = date(2026, 11, 10)


def agreement(number, start=date(2026, 1, 1), end=date(2027, 1, 1), status=Status.ACTIVE):
    return Agreement(number, number, start, end, status=Dated.always(status))


ACME = Claims(
    "Acme",
    (agreement("A"), agreement("B"), agreement("C"), agreement("D")),
    default="D",
    devices={"PC-1": "A", "PC-2": "B", "PC-3": ""},
    sites={"Office": "B", "Depot": ""},
    contacts={"Mary": "C"},
    stands={"PC-3": "Office", "PC-4": "Depot"},
)
ALL = About(("PC-1",), "Office", "Mary")


@pytest.mark.parametrize(
    ("about", "number", "reason"),
    [
        (ALL, "A", "From device PC-1"),
        (replace(ALL, devices=("PC-3",)), "B", "From site Office"),
        (About(("PC-3",)), "B", "From site Office"),
        (About(("PC-3",), "Depot", "Mary"), "C", "From contact Mary"),
        (About(("PC-4",), "", "Mary"), "C", "From contact Mary"),
        (About((), "Depot", "Jim"), "D", "The usual agreement of Acme"),
        (About(), "D", "The usual agreement of Acme"),
        (About(("PC-1", "PC-3")), "A", "From device PC-1"),
    ],
)
def test_the_nearest_record_that_names_an_agreement_decides(about, number, reason):
    mapped = agreement_for(ACME, DAY, about)
    assert (mapped.found, mapped.agreement, str(mapped.reason)) == (Found.CHOSEN, number, reason)
    assert not mapped.is_open


def test_devices_of_several_agreements_leave_it_open_and_name_them():
    mapped = agreement_for(ACME, DAY, About(("PC-2", "PC-1")))
    assert mapped.is_open
    assert (mapped.agreement, mapped.candidates) == ("", ("B", "A"))
    assert str(mapped.reason) == "More than one agreement is possible, choose one: B, A"


@pytest.mark.parametrize(
    "gone",
    [
        agreement("A", end=DAY),
        agreement("A", start=date(2026, 11, 11)),
        agreement("A", status=Status.DRAFT),
        agreement("A", status=Status.SUSPENDED),
    ],
)
def test_an_agreement_that_does_not_hold_on_the_day_is_passed_over(gone):
    claims = replace(ACME, agreements=(gone, *ACME.agreements[1:]))
    assert agreement_for(claims, DAY, ALL).agreement == "B"


def test_the_only_agreement_that_holds_needs_nobody_to_name_it():
    claims = Claims("Acme", (agreement("A"), agreement("B", end=date(2026, 5, 1))))
    mapped = agreement_for(claims, DAY)
    assert (mapped.agreement, str(mapped.reason)) == ("A", "The only agreement of Acme")
    assert agreement_for(claims, date(2026, 4, 1)).candidates == ("A", "B")


def test_a_client_whose_agreements_do_not_hold_is_missing_one_and_one_without_any_is_not():
    assert agreement_for(ACME, date(2028, 1, 1)).found is Found.MISSING
    assert agreement_for(Claims("Acme"), DAY).found is Found.NONE
    assert not agreement_for(Claims("Acme"), DAY).is_open
