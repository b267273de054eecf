from datetime import date

from app.cli.sample import THROUGH, make_sample
from app.domain.document import DocumentKind
from app.services.billing import Readiness


def told(folder):
    with make_sample(folder / "sample.accord") as services:
        rows = services.documents.list()
        review = services.billing.review(THROUGH)
        again = services.billing.review(date(2026, 10, 31))
        findings = services.company.check()
        return rows, review, again, findings, services.company.is_sample()


def test_the_sample_company_is_the_same_each_time_and_has_a_month_to_bill(tmp_path):
    rows, review, again, findings, is_sample = told(tmp_path / "one")
    assert is_sample
    assert findings == ()
    assert again.proposals == ()
    assert {row.currency for row in rows} == {"CHF", "EUR", "GBP", "JPY", "USD"}
    assert {row.kind for row in rows} == {DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE}
    assert len({row.client for row in review.rows}) == 15
    assert {row.readiness for row in review.rows} == set(Readiness)
    other, *_ = told(tmp_path / "two")
    assert [row.sha256 for row in rows] == [row.sha256 for row in other]
