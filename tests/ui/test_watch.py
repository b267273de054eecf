"""The watch tells what ran out while the program was closed, and later what runs out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.bootstrap import services_over
from app.domain.clock import StoppedClock
from app.domain.sla_policy import Metric
from app.services.alerts import News, Notice
from app.storage.store import Store
from app.ui.banner import Banner
from app.ui.buttons import Button
from app.ui.doors import Opened
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.watch import Watch, told
from tests.services.test_alerts import MONDAY, workbook
from tests.ui.windows import put_away


def notice(percent, number="T-1"):
    return Notice(
        number, "Acme", "VPN", Metric.RESOLUTION, percent, datetime(2026, 11, 2, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("percents", "first", "sentence"),
    [
        ([100, 110, 75], True, "While Accord was closed: 2 targets were missed, 1 is at risk."),
        ([75, 75, 80], True, "While Accord was closed: 3 are at risk."),
        ([100], True, "While Accord was closed: 1 target was missed."),
        ([100], False, "T-1: the resolution is overdue"),
        ([75], False, "T-1: the resolution is at risk"),
        ([75, 100], False, "1 target was missed, 1 is at risk"),
    ],
)
def test_warnings_are_one_sentence(percents, first, sentence):
    news = News(tuple(notice(percent) for percent in percents))
    assert told(news, first=first).plain() == sentence


def test_what_ran_out_while_the_program_was_closed_is_told_once(qtbot, kit, tmp_path):
    for moment, path in ((MONDAY, "set up"), (MONDAY + timedelta(hours=5), "look")):
        clock = StoppedClock(moment)
        with Store.open(tmp_path / "a.accord", create=True, clock=clock) as store:
            services = services_over(store, clock, "en")
            if path == "set up":
                services.editing.save(workbook())
                continue
            watch = Watch(kit, services)
            with qtbot.waitSignal(watch.told) as seen:
                watch.look()
            news, is_first = seen.args
            assert (news.missed, is_first) == (1, True)
            with qtbot.assertNotEmitted(watch.told):
                watch.look()
                qtbot.waitUntil(lambda: not kit.jobs._jobs)
            watch.stop()


def test_what_passed_stands_above_every_page_until_it_is_shown(qtbot, kit, tmp_path):
    clock = StoppedClock(MONDAY)
    with Store.open(tmp_path / "a.accord", create=True, clock=clock) as store:
        services_over(store, clock, "en").editing.save(workbook())
    clock = StoppedClock(MONDAY + timedelta(hours=5))
    with Store.open(tmp_path / "a.accord", clock=clock) as store:
        services = services_over(store, clock, "en")
        window = MainWindow(Preferences())
        window.furnish(kit)
        window.show()
        window.receive(kit, Opened(services, date(2026, 11, 30), tmp_path, is_sample=False))
        window._open._watch.look()
        qtbot.waitUntil(lambda: bool(window.findChildren(Banner)))
        (banner,) = window.findChildren(Banner)
        banner.findChild(Button).click()
        assert window.noun == "tickets"
        assert not banner.isVisible()
        put_away(window, kit.jobs)
