"""What can be done to an issued document: money recorded or paid back, let go, credited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QMenu

from app.domain.document import DocumentKind
from app.domain.sentence import N_, say
from app.ui.buttons import Button
from app.ui.documents.asking import PaymentSheet, ReasonSheet, RefundSheet
from app.ui.documents.crediting import CreditSheet
from app.ui.errors import present
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.layout import row
from app.ui.papers.opening import show_receipt, show_statement
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.document import DocumentLine
    from app.domain.money import Money
    from app.domain.money_in import Due
    from app.domain.progress import Progress
    from app.domain.sentence import Sentence
    from app.services.documents import DocumentRow
    from app.services.editing import Undo
    from app.ui.desk import Desk


class DocumentActs(QFrame):
    """A bar of buttons for the document that is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        say = desk.kit.language.say
        self._shown: DocumentRow | None = None
        self._done: Sentence | None = None
        self.sheet: PaymentSheet | ReasonSheet | RefundSheet | CreditSheet | None = None
        self.pay = Button(desk.kit.theme, say("Record payment…"), icon=Icon.CHECK_CIRCLE)
        self.more = Button(desk.kit.theme, say("More"), icon=Icon.MORE)
        menu = QMenu(self.more)
        self.use_credit = menu.addAction(say("Use the client's credit"))
        self.write_off = menu.addAction(say("Write off what is open…"))
        self.take_back = menu.addAction(say("Take the last payment back…"))
        menu.addSeparator()
        self.receipt = menu.addAction(say("Receipt…"))
        self.statement = menu.addAction(say("Statement of the client's account…"))
        self.no_reminder = menu.addAction(say("Do not remind of it…"))
        menu.addSeparator()
        self.refund = menu.addAction(say("Pay the client's credit back…"))
        self.credit = menu.addAction(say("Credit it, or some of its lines…"))
        self.more.setMenu(menu)
        self.pay.clicked.connect(self.ask_payment)
        self.use_credit.triggered.connect(self._use_credit)
        self.write_off.triggered.connect(self.ask_write_off)
        self.take_back.triggered.connect(self.ask_take_back)
        self.credit.triggered.connect(self.ask_credit)
        self.refund.triggered.connect(self.ask_refund)
        self.receipt.triggered.connect(self._show_receipt)
        self.statement.triggered.connect(self._show_statement)
        self.no_reminder.triggered.connect(self.ask_no_reminder)
        self.setLayout(row(self.pay, self.more, None, gap=8, margins=(16, 0, 10, 8)))
        self.show_document(None)

    def show_document(self, found: DocumentRow | None) -> None:
        """Offer what can be done to another document."""
        self._shown = found
        is_open = bool(found and found.left and found.left.minor > 0)
        was_paid = bool(found and found.left is not None and found.left != found.payable)
        is_invoice = bool(found and found.kind is DocumentKind.INVOICE)
        writable = not self._desk.services.is_read_only
        self.setVisible(found is not None and writable)
        self.pay.setEnabled(is_open)
        self.write_off.setEnabled(is_open)
        self.use_credit.setEnabled(is_open)
        self.take_back.setEnabled(was_paid)
        self.receipt.setEnabled(was_paid)
        self.no_reminder.setEnabled(is_open)
        self.credit.setEnabled(is_invoice)

    def ask_payment(self) -> None:
        """Ask what came, when, and by which reference."""
        if self._shown:
            number = self._shown.number
            self._start(lambda: self._desk.services.payments.due(number), self._ask_payment)

    def ask_write_off(self) -> None:
        """Ask why the rest is let go."""
        if not self._shown or not self._shown.left:
            return
        say, left = self._kit.language.say, self._shown.left
        title = say("Write off {left} of {number}?", left=left, number=self._shown.number)
        text = say("It counts as settled, and nobody is reminded of it. It can be undone.")
        self._ask_why(title, text, say("Write off"), self._write_off)

    def ask_take_back(self) -> None:
        """Ask why the last payment does not stand."""
        if not self._shown:
            return
        say = self._kit.language.say
        title = say("Take the last payment of {number} back?", number=self._shown.number)
        text = say("It bounced, or was for something else: what it settled is open again.")
        self._ask_why(title, text, say("Take back"), self._take_back)

    def ask_no_reminder(self) -> None:
        """Ask why nobody is to be reminded of it."""
        if not self._shown:
            return
        say = self._kit.language.say
        title = say("Do not remind of {number}?", number=self._shown.number)
        text = say("It stays open; the page Reminders lists it as held until you let it go.")
        self._ask_why(title, text, say("Hold"), self._no_reminder)

    def ask_credit(self) -> None:
        """Ask which lines are credited, with how much, and why."""
        if self._shown:
            number = self._shown.number
            documents = self._desk.services.documents
            self._start(lambda: documents.creditable(number), self._ask_credit)

    def ask_refund(self) -> None:
        """Ask how much of the client's credit goes back."""
        if self._shown:
            number = self._shown.number
            self._start(lambda: self._desk.services.payments.refundable(number), self._ask_refund)

    def _ask_credit(self, lines: tuple[tuple[DocumentLine, Money], ...]) -> None:
        if not self._shown:
            return
        sheet = CreditSheet(self._desk, self.window(), self._shown.number, lines)
        sheet.confirmed.connect(self._credit)
        self.sheet = sheet
        sheet.open(sheet.reason.first())

    def _ask_refund(self, most: Money) -> None:
        today = self._desk.services.today()
        sheet = RefundSheet(self._kit, self.window(), most, today)
        sheet.confirmed.connect(self._refund)
        self.sheet = sheet
        sheet.open(sheet.amount.first())

    def _refund(self) -> None:
        sheet, found = self.sheet, self._shown
        assert isinstance(sheet, RefundSheet)
        money, day = sheet.money, sheet.paid
        if not found or money is None or day is None:
            return
        number, reference = found.number, str(sheet.reference.value() or "")
        services = self._desk.services
        done = say(N_("{amount} paid back to {client}"), amount=money, client=found.client_name)
        self._edit(
            lambda: services.payments.refunded(number, money, day, reference=reference), done
        )

    def _ask_payment(self, due: Due) -> None:
        today = self._desk.services.today()
        sheet = PaymentSheet(self._kit, self.window(), due, today)
        sheet.confirmed.connect(self._record)
        self.sheet = sheet
        sheet.open(sheet.amount.first())

    def _record(self) -> None:
        sheet, found = self.sheet, self._shown
        assert isinstance(sheet, PaymentSheet)
        money, day = sheet.money, sheet.received
        if not found or money is None or day is None:
            return
        number, reference = found.number, str(sheet.reference.value() or "")
        services, parts = self._desk.services, sheet.parts
        done = say(N_("Payment of {amount} for {number} recorded"), amount=money, number=number)
        self._edit(
            lambda: services.payments.received(
                number, money, day, reference=reference, parts=parts
            ),
            done,
        )

    def _use_credit(self) -> None:
        if self._shown:
            number = self._shown.number
            done = say(N_("Credit used for {number}"), number=number)
            services = self._desk.services
            self._edit(lambda: services.payments.credit_used(number, services.today()), done)

    def _write_off(self, reason: str) -> None:
        if self._shown:
            number, services = self._shown.number, self._desk.services
            done = say(N_("{number} written off"), number=number)
            self._edit(
                lambda: services.payments.written_off(number, services.today(), reason), done
            )

    def _take_back(self, reason: str) -> None:
        if self._shown:
            number, services = self._shown.number, self._desk.services
            done = say(N_("Payment of {number} taken back"), number=number)
            self._edit(lambda: services.payments.taken_back(number, services.today(), reason), done)

    def _no_reminder(self, reason: str) -> None:
        if self._shown:
            number = self._shown.number
            done = say(N_("Nobody is reminded of {number}"), number=number)
            self._edit(lambda: {"marks": [{"document": number, "no_reminder": reason}]}, done)

    def _show_receipt(self) -> None:
        if self._shown:
            show_receipt(self._desk, self.window(), self._shown.number)

    def _show_statement(self) -> None:
        if self._shown:
            show_statement(self._desk, self.window(), self._shown.client)

    def _credit(self) -> None:
        sheet, found = self.sheet, self._shown
        assert isinstance(sheet, CreditSheet)
        wanted, why, waive = sheet.wanted, sheet.why, sheet.waive.isChecked()
        if not found or not wanted:
            return
        number, documents = found.number, self._desk.services.documents
        self._start(
            lambda: documents.credit(number, why, lines=wanted, waive=waive), self._credited
        )

    def _credited(self, note: DocumentRow) -> None:
        self._desk.undos.forget()
        text = self._kit.language.say("Credit note {number} issued", number=note.number)
        Toast(self._kit.theme, self.window(), text)

    def _ask_why(self, title: str, text: str, verb: str, then: Callable[[str], None]) -> None:
        sheet = ReasonSheet(self._kit, self.window(), title, text, verb)
        sheet.confirmed.connect(then)
        self.sheet = sheet
        sheet.open(sheet.reason.first())

    def _edit(self, patch: Callable[[], dict[str, object]], done: Sentence) -> None:
        """Keep an edit, with its way back."""
        self._done = done
        self._start(lambda: self._desk.services.editing.save(patch()), self._saved)

    def _saved(self, undo: Undo) -> None:
        if self._done and not undo.is_nothing:
            back = partial(self._desk.services.editing.undo, undo)
            self._desk.undos.push(self._done, back)

    def _start(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        def steps(progress: Progress) -> object:
            progress.step(0, 1)
            return work()

        job = Job(steps)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)
