"""Printing: on the printer one chooses, or at once on the usual one; each page on its own size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.ui.errors import present
from app.ui.jobs import Job
from app.ui.paper import Paper, UnreadableError
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.services.documents import DocumentService
    from app.ui.kit import Kit

_DOTS = 300
_POINTS = 72


class CannotPrintError(StoreError):
    """The printer takes nothing, or a paper cannot be drawn."""

    text = N_("{what} cannot be printed. Save it as PDF, and print it from there.")


class Printing(QObject):
    """Fetches the papers in the background, then prints page by page while the window lives on."""

    printed = Signal(int)
    """So many documents were handed to the printer."""

    def __init__(self, kit: Kit, documents: DocumentService, over: QWidget) -> None:
        super().__init__(over)
        self._kit = kit
        self._documents = documents
        self._over = over
        self._numbers: tuple[str, ...] = ()
        self._printer: QPrinter | None = None
        self._run: Iterator[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being printed."""
        return self._printer is not None

    def ask(self, numbers: Sequence[str]) -> None:
        """Ask for the printer, then print; on paper of the documents' own size."""
        if not numbers or self.is_busy:
            return
        self._numbers = tuple(numbers)
        printer = usual_printer()
        dialog = QPrintDialog(printer, self._over)
        dialog.setWindowTitle(self._kit.language.say("Print"))
        dialog.accepted.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        self._asked = printer
        # Its own open() wants to know whom to tell; this is any dialog's.
        QDialog.open(dialog)

    def quick(self, numbers: Sequence[str]) -> None:
        """Print on the usual printer at once; ask where there is none."""
        if QPrinterInfo.defaultPrinter().isNull():
            self.ask(numbers)
        elif numbers and not self.is_busy:
            self.print_on(usual_printer(), numbers)

    def print_on(self, printer: QPrinter, numbers: Sequence[str]) -> None:
        """Print documents on a certain printer."""
        self._printer, self._numbers = printer, tuple(numbers)

        def work(progress: Progress) -> list[tuple[str, bytes]]:
            progress.step(0, 1)
            return [(number, self._documents.pdf(number)) for number in numbers]

        job = Job(work)
        job.succeeded.connect(self._begin)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _chosen(self) -> None:
        self.print_on(self._asked, self._numbers)

    def _begin(self, papers: list[tuple[str, bytes]]) -> None:
        assert self._printer
        self._run = pages(self._printer, papers)
        self._next()

    def _next(self) -> None:
        """Print one page, and the next one when the window has had its turn."""
        if not isValid(self) or self._run is None:
            return
        try:
            next(self._run)
        except StopIteration:
            self._end()
        except CannotPrintError as error:
            self._failed(error)
        else:
            QTimer.singleShot(0, self, self._next)

    def _end(self) -> None:
        count = len(self._numbers)
        self._printer = self._run = None
        text = self._kit.counted(
            count, N_("1 document was handed to the printer"),
            N_("{count} documents were handed to the printer"),
        )  # fmt: skip
        Toast(self._kit.theme, self._over.window(), text)
        self.printed.emit(count)

    def _failed(self, error: Exception) -> None:
        self._printer = self._run = None
        present(self._kit, self._over.window(), error)


def usual_printer() -> QPrinter:
    """The printer that is the usual one, set up for whole pages."""
    printer = QPrinter(QPrinterInfo.defaultPrinter(), QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DOTS)
    return printer


def pages(printer: QPrinter, papers: Sequence[tuple[str, bytes]]) -> Iterator[None]:
    """Print papers one after the other; each step is one page. Raises CannotPrintError."""
    painter = QPainter()
    printer.setFullPage(True)
    try:
        for number, pdf in papers:
            yield from _paper_pages(printer, painter, number, pdf)
    finally:
        if painter.isActive():
            painter.end()


def _paper_pages(printer: QPrinter, painter: QPainter, number: str, pdf: bytes) -> Iterator[None]:
    try:
        paper = Paper(pdf)
    except UnreadableError as error:
        raise CannotPrintError(what=number) from error
    try:
        for page, size in enumerate(paper.pages):
            _lay(printer, size)
            is_begun = painter.isActive()
            if not (printer.newPage() if is_begun else painter.begin(printer)):
                raise CannotPrintError(what=number)
            dots = printer.resolution()
            sheet = printer.pageLayout().fullRectPixels(dots)
            painter.drawImage(QRectF(sheet), paper.image(page, dots / _POINTS))
            yield
    finally:
        paper.close()


def _lay(printer: QPrinter, size: QSizeF) -> None:
    """Take paper of the page's own size, turned as the page is."""
    is_wide = size.width() > size.height()
    upright = size.transposed() if is_wide else size
    like = QPageSize.SizeMatchPolicy.FuzzyOrientationMatch
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point, "", like))
    turned = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
