"""The list of very many tickets against Qt's own proxy over the same rows, and against few."""

import os
import resource
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.ticket_view import Order, Part, TicketView
from app.storage import paths
from app.ui.desk import Desk
from app.ui.jobs import JobRunner
from app.ui.kit import Kit
from app.ui.preferences import Preferences
from app.ui.theme import Theme, load_fonts
from app.ui.tickets.page import TicketsPage
from app.ui.undo import Undos
from tests.benchmarks import desks, many_tickets
from tests.benchmarks.desk import wait
from tests.benchmarks.measures import Figure, seconds

KEYS = ("p", "pr", "pri", "print", "printer", "o", "outlook", "t-10", "cable", "share m", "zzz")
ORDERS = (Order.CLIENT, Order.SUMMARY, Order.STATUS)
FASTER, SORTED, SIZE, MEMORY = 20, 50, 1.5, 300
ROOM = (1440, 900)
SHOWN = """
    SELECT ticket.number, ticket.summary, client.name, now.status, now.priority, now.minutes
    FROM ticket_now AS now JOIN ticket USING (id) JOIN client ON client.id = ticket.client_id
    ORDER BY now.due
"""


def run(rounds=3, tickets=100_000, few=1_000, entries=5):
    """So many tickets with so many time entries each; the proxy, which is slow, is asked once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    load_fonts(paths.fonts())
    theme = Theme(application, paths.icons())
    with tempfile.TemporaryDirectory() as folder:
        keys, orders = {}, {}
        for many in (few, tickets):
            data = Path(folder) / f"{many}.accord"
            many_tickets.make(data, many, many * entries)
            with ticket_list(data, theme) as (listed, services):
                keys[many] = [answered(listed, TicketView(Part.ALL, key)) for key in KEYS * rounds]
                orders[many] = [
                    answered(listed, TicketView(Part.ALL, order=order)) for order in ORDERS * rounds
                ]
                if many == tickets:
                    filtering, sorting = by_proxy(services)
        ours = median(keys[tickets])
        title = f"a key in {tickets:,} tickets"
        note = f"{ours * 1000:.1f} ms, the proxy {filtering * 1000:.0f} ms here"
        yield Figure(
            f"{title}, as fast as a proxy", filtering / ours, FASTER, at_least=True, note=note
        )
        note = f"{median(keys[few]) * 1000:.1f} ms in {few:,}"
        yield Figure(f"{title}, times {few:,}", ours / median(keys[few]), SIZE, note=note)
        ours = median(orders[tickets])
        note = f"{ours * 1000:.1f} ms, the proxy {sorting * 1000:.0f} ms here"
        title = f"another order of {tickets:,} tickets"
        yield Figure(
            f"{title}, as fast as a proxy", sorting / ours, SORTED, at_least=True, note=note
        )
        yield Figure(f"{tickets:,} tickets in the window, memory", peak(data), MEMORY, "MB")


@contextmanager
def ticket_list(data, theme):
    """The page's list over a data file, filled."""
    jobs = JobRunner()
    with desk(data, clock=StoppedClock(many_tickets.NOW)) as services:
        kit = Kit(services.language, theme, jobs)
        page = TicketsPage(
            Desk(
                kit,
                services,
                Undos(jobs),
                Preferences(),
                desks.THROUGH,
                go=ignored,
                import_workbook=ignored,
                begin=ignored,
                count=ignored,
                log_timer=ignored,
                put_back=ignored,
                nouns=frozenset({"tickets"}),
            )
        )
        page.resize(*ROOM)
        page.show()
        wait(jobs)
        yield page.list, services
        wait(jobs)
        page.close()
        jobs.wait()


def ignored(*_):
    """No other page is there."""


def answered(listed, view):
    """The seconds from a key, or a click on a heading, until its result is painted."""
    wait(listed._kit.jobs)
    loop = QEventLoop()

    def change():
        if view.text:
            listed.narrow.setText(view.text)
        else:
            listed.show_view(view)
        loop.exec()
        listed.table.viewport().repaint()

    listed.show_view(TicketView(Part.ALL))
    wait(listed._kit.jobs)
    listed.listed.connect(loop.quit)
    took = seconds(change)
    listed.listed.disconnect(loop.quit)
    return took


class Rows(QAbstractTableModel):
    """All rows at once, as plainly as it can be done."""

    def __init__(self, rows):
        super().__init__()
        self.rows = rows

    def rowCount(self, parent):  # noqa: N802 - Qt's own name
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent):  # noqa: N802 - Qt's own name
        return 0 if parent.isValid() else len(self.rows[0])

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return self.rows[index.row()][index.column()] if role == DISPLAY else None


DISPLAY = Qt.ItemDataRole.DisplayRole


def by_proxy(services):
    """The median seconds of the same keys, and of some orders, by Qt's own proxy."""
    with services._store.read() as session:
        rows = session.connection().exec_driver_sql(SHOWN).fetchall()
    model, proxy, view = Rows(rows), QSortFilterProxyModel(), QTableView()
    proxy.setSourceModel(model)
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    view.setModel(proxy)
    view.resize(*ROOM)
    view.show()
    QApplication.processEvents()

    def narrow(text):
        proxy.setFilterFixedString(text)
        view.viewport().repaint()

    def sort(column):
        proxy.sort(column)
        view.viewport().repaint()

    keys = []
    for key in KEYS:
        narrow("")
        keys.append(seconds(narrow, key))
    narrow("")
    orders = [seconds(sort, column) for column in (2, 1, 3)]
    view.close()
    return median(keys), median(orders)


def peak(data):
    """The most memory that a window over the data ever held, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.tickets", str(data)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(told.stdout)


def looked_at(data):
    """Type, sort and scroll in a window, and say how many megabytes that took at most."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    load_fonts(paths.fonts())
    with ticket_list(data, Theme(application, paths.icons())) as (listed, _):
        for key in KEYS:
            answered(listed, TicketView(Part.ALL, key))
        for order in ORDERS:
            answered(listed, TicketView(Part.ALL, order=order))
        for _ in range(10):
            listed.table.scrollToBottom()
            wait(listed._kit.jobs)
        sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}\n")


if __name__ == "__main__":
    looked_at(Path(sys.argv[1]))
