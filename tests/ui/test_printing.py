"""Papers on a printer: every page, on paper of its own size, showing what the PDF shows."""

import io
import os
import shutil
import subprocess
from datetime import date

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QMessageBox

from app.ui.printing import CannotPrintError, pages
from tests.ui.books import ACME, COMPANY

A4, LETTER = (595.0, 842.0), (612.0, 792.0)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def pdf_of(*sizes):
    made = PdfDocument.new()
    for size in sizes:
        made.new_page(*size)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def to_file(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(100)
    return printer


def sizes(path):
    printed = PdfDocument(path)
    return [tuple(round(side) for side in printed.get_page_size(i)) for i in range(len(printed))]


def dark(data, page=0):
    """Where a page is dark, on a grid of 60 by 85."""
    image = PdfDocument(data)[page].render(scale=1, grayscale=True).to_pil().resize((60, 85))
    return {(x, y) for x in range(60) for y in range(85) if image.getpixel((x, y)) < 230}


@pytest.mark.parametrize(
    "papers",
    [
        [(A4,)],
        [(LETTER,)],
        [(A4, A4, A4), (LETTER,)],
        [((842.0, 595.0),), (A4,)],
    ],
)
def test_each_page_is_printed_on_paper_of_its_own_size(qapp, tmp_path, papers):
    path = tmp_path / "printed.pdf"
    steps = list(pages(to_file(path), [(f"P{i}", pdf_of(*each)) for i, each in enumerate(papers)]))
    wanted = [tuple(round(side) for side in size) for each in papers for size in each]
    assert len(steps) == len(wanted)
    assert sizes(path) == wanted


def test_what_is_no_pdf_is_told_by_its_number(qapp, tmp_path):
    with pytest.raises(CannotPrintError) as told:
        list(pages(to_file(tmp_path / "x.pdf"), [("INV-1", b"no PDF")]))
    assert "INV-1" in str(told.value)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(qapp, tmp_path):
    with pytest.raises(CannotPrintError):
        list(pages(to_file(tmp_path / "missing" / "x.pdf"), [("INV-1", pdf_of(A4))]))


@pytest.fixture
def office(open_office):
    office = open_office({**COMPANY, "clients": [ACME]})
    for month in (10, 11):
        review = office.services.billing.review(date(2026, month, 25))
        office.services.billing.issue(review.proposals, review.date)
    office.page = office.go("documents")
    return office


def test_several_documents_are_printed_as_they_were_issued(office, tmp_path, qtbot):
    path = tmp_path / "printed.pdf"
    numbers = [row.number for row in office.services.documents.list()]
    with qtbot.waitSignal(office.page.printing.printed) as told:
        office.page.printing.print_on(to_file(path), numbers)
    assert told.args == [2]
    assert not office.page.printing.is_busy
    issued = [office.services.documents.pdf(number) for number in numbers]
    counts = [len(PdfDocument(each)) for each in issued]
    assert len(sizes(path)) == sum(counts)
    first, same = dark(issued[0]), dark(path)
    assert len(first) > 100
    assert len(first & same) > 0.95 * len(first)
    assert len(same) < 1.3 * len(first)


def test_the_dialog_of_the_system_opens_by_keyboard_for_what_is_selected(office):
    office.page.enter()
    office.press(Qt.Key.Key_Down, SHIFT)
    office.press(Qt.Key.Key_P, CONTROL)
    [dialog] = office.window.findChildren(QPrintDialog)
    assert len(office.page.printing._numbers) == 2
    dialog.reject()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_paper_that_cannot_be_printed_is_told_and_the_next_one_can(office, tmp_path, qtbot):
    office.page.printing.print_on(to_file(tmp_path / "missing" / "x.pdf"), ["INV-2026-00001"])
    office.settle()
    box = office.window.findChild(QMessageBox)
    assert "INV-2026-00001 cannot be printed" in box.text()
    box.close()
    with qtbot.waitSignal(office.page.printing.printed):
        office.page.printing.print_on(to_file(tmp_path / "x.pdf"), ["INV-2026-00001"])


@pytest.mark.skipif(
    shutil.which("lpstat") is None or not QPrinterInfo.availablePrinterNames(),
    reason="there is no CUPS with a PDF queue here",
)
def test_a_job_reaches_a_queue_of_cups(qapp):
    printer = QPrinter(QPrinterInfo.printerInfo(QPrinterInfo.availablePrinterNames()[0]))
    list(pages(printer, [("INV-1", pdf_of(A4))]))
    queued = subprocess.run(
        ["lpstat", "-W", "all", "-o"], capture_output=True, text=True, check=True, env=os.environ
    )
    assert queued.stdout
