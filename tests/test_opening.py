"""The data file as the window needs it."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from app.domain.errors import CancelledError, InvalidError, RuleError
from app.domain.progress import QUIET
from app.opening import Opening, ThereAlreadyError, month_end
from app.storage import paths
from app.ui.doors import Beginning, Way
from app.ui.welcome.state import About, countries, likely, records

COUNTRIES = countries(paths.countries())


def picture():
    kept = BytesIO()
    Image.new("RGB", (60, 30), "navy").save(kept, "PNG")
    return kept.getvalue()


def began(opening, beginning):
    opening.begin(beginning, QUIET)
    return opening.open(QUIET, accept_place="")


@pytest.fixture
def opening(tmp_path):
    found = Opening(tmp_path / "desk.accord")
    yield found
    found.close()


def test_an_empty_desk_knows_what_it_was_told(opening):
    about = About("Quay IT", "IE1", "", COUNTRIES["IE"], (date(2026, 12, 25),))
    opened = began(opening, Beginning(Way.EMPTY, records(about), picture()))
    company = opened.services.company
    shown = company.show()
    assert (shown.name, shown.currency, shown.locale) == ("Quay IT", "EUR", "en_IE")
    assert company.logo().startswith(b"\x89PNG")
    assert not opened.is_sample
    assert b'"2026-12-25"' in opened.services.workbook.hand_out()


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_begins_without_a_complaint(opening, code):
    opened = began(opening, Beginning(Way.EMPTY, records(About(country=COUNTRIES[code]))))
    assert opened.services.company.show().country == code


def test_nothing_told_is_no_hindrance(opening):
    opened = began(opening, Beginning(Way.EMPTY, records(About())))
    assert opened.services.company.show().name == ""


def test_a_workbook_that_is_wrong_leaves_nothing_behind(opening, tmp_path):
    file = tmp_path / "book.json"
    file.write_text('{"format": "accord/1", "clients": [{"cod": "A"}]}', "utf-8")
    with pytest.raises(InvalidError):
        opening.begin(Beginning(Way.WORKBOOK, file=file), QUIET)
    assert not opening.is_there()


def test_a_logo_that_is_none_leaves_nothing_behind(opening):
    with pytest.raises(RuleError):
        opening.begin(Beginning(Way.EMPTY, {}, b"no picture"), QUIET)
    assert not opening.is_there()


class StopAt:
    def __init__(self, done):
        self.done = done

    def step(self, done, total):
        if done == self.done:
            raise CancelledError


def test_a_sample_that_was_stopped_leaves_nothing_behind(opening, tmp_path):
    with pytest.raises(CancelledError):
        opening.begin(Beginning(Way.SAMPLE), StopAt(1))
    assert list(tmp_path.iterdir()) == []


def test_what_was_told_is_kept_beside_the_sample(opening, monkeypatch):
    from contextlib import nullcontext

    monkeypatch.setattr(
        "app.cli.sample.make_sample", lambda data, progress: nullcontext(data.touch())
    )
    opening.begin(Beginning(Way.SAMPLE, records(About("Quay IT"))), QUIET)
    assert opening.data == opening.sample
    opening.use_own()
    opened = opening.open(QUIET, accept_place="")
    assert opened.services.company.show().name == "Quay IT"


def test_the_sample_is_opened_again_where_one_was_in_it(tmp_path):
    own, sample = paths.data_file(), paths.sample_file()
    own.parent.mkdir(parents=True)
    sample.touch()
    assert Opening(None).data == sample
    own.touch()
    assert Opening(None).data == own
    assert Opening(None, in_sample=True).data == sample
    assert Opening(tmp_path / "named.accord", in_sample=True).data == tmp_path / "named.accord"


def test_a_copy_at_home_is_used_from_now_on(tmp_path):
    opening = Opening(tmp_path / "share" / "desk.accord")
    began(opening, Beginning(Way.EMPTY, records(About("Quay IT"))))
    opening.move_home()
    opened = opening.open(QUIET, accept_place="")
    assert opened.data == paths.data_file()
    assert opened.services.company.show().name == "Quay IT"
    assert (tmp_path / "share" / "desk.accord").exists()
    opening.use(tmp_path / "share" / "desk.accord")
    with pytest.raises(ThereAlreadyError):
        opening.move_home()


def test_a_backup_is_restored_as_ones_own(opening, tmp_path):
    began(opening, Beginning(Way.EMPTY, records(About("Quay IT"))))
    opening.close()
    new = Opening(tmp_path / "new" / "desk.accord")
    opened = began(new, Beginning(Way.RESTORE, file=opening.data))
    assert opened.services.company.show().name == "Quay IT"
    new.close()


@pytest.mark.parametrize(
    ("names", "code"),
    [(["de_AT"], "AT"), (["C", "en-IE.UTF-8"], "IE"), (["xx_XX"], ""), ([""], "")],
)
def test_the_country_is_guessed_from_the_computer(names, code):
    assert likely(COUNTRIES, names) == code


@pytest.mark.parametrize(
    ("day", "end"),
    [(date(2026, 2, 3), date(2026, 2, 28)), (date(2026, 12, 31), date(2026, 12, 31))],
)
def test_a_month_ends_on_its_last_day(day, end):
    assert month_end(day) == end
