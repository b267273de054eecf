"""Questions about one document: money that came for it, and why something is done to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.money import Money
from app.domain.money_in import TooMuchError, chosen, settled_by
from app.domain.sentence import N_
from app.ui.buttons import Button, Kind
from app.ui.form.day import DayControl
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.text import NumberControl, TextControl
from app.ui.labels import Role, label
from app.ui.layout import column, row, scrolled
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from app.domain.money_in import Due, Plan
    from app.ui.form.control import Control
    from app.ui.kit import Kit

_WIDE = 460


class PaymentSheet(Sheet):
    """Amount, day and reference, and what they settle, told while one types."""

    confirmed = Signal()

    def __init__(self, kit: Kit, over: QWidget, due: Due, today: date) -> None:
        say = kit.language.say
        self._kit = kit
        self._due = due
        choices = Choices(kit.language, today, {})
        self.amount = NumberControl(kit, Field("amount", N_("Amount"), Typed.AMOUNT), choices)
        self.amount.show_value(due.left.plain())
        self.day = DayControl(kit, Field("date", N_("Received on"), Typed.DAY), choices)
        self.day.show_value(today.isoformat())
        self.reference = TextControl(kit, Field("reference", N_("Reference")), choices)
        self.shares: dict[str, NumberControl] = {}
        self._is_chosen = False
        self.told = label(role=Role.SMALL, wrap=True)
        self.told.setMinimumHeight(kit.theme.scaled(54))
        title = say("Payment for {number}", number=due.bill.number)
        self.ok = Button(kit.theme, say("Record payment"), Kind.PRIMARY)
        cancel = Button(kit.theme, say("Cancel"))
        inside = column(
            label(title, Role.H2),
            label(say("{left} is open.", left=due.left), Role.SMALL),
            6,
            row(
                _named(say("Amount in {currency}", currency=due.left.currency), self.amount),
                _named(say("Received on"), self.day),
                gap=14,
            ),
            _named(say("Reference"), self.reference),
            self._spread(kit, choices),
            self.told,
            10,
            row(None, cancel, self.ok),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, kit.theme.scaled(_WIDE), inside)
        cancel.clicked.connect(self.dismiss)
        self.ok.clicked.connect(self._confirm)
        self.amount.changed.connect(self.look)
        self.day.changed.connect(self.look)
        self.look()

    @property
    def money(self) -> Money | None:
        """What was typed, where it is an amount."""
        typed = self.amount.value()
        if not typed or self.amount.own_problem:
            return None
        money = Money.rounded(Decimal(typed), self._due.left.currency)
        return money if money.minor > 0 and money.amount() == Decimal(typed) else None

    @property
    def received(self) -> date | None:
        """The day, where it is one."""
        typed = self.day.value()
        return None if self.day.own_problem or not typed else date.fromisoformat(typed)

    @property
    def parts(self) -> dict[str, Money] | None:
        """What goes to which invoice, once the person says so; nothing where all is by itself."""
        if not self._is_chosen:
            return None
        currency = self._due.left.currency
        typed = {number: share.value() for number, share in self.shares.items()}
        return {
            number: Money.rounded(Decimal(part), currency)
            for number, part in typed.items()
            if part and not self.shares[number].own_problem
        }

    def look(self) -> None:
        """Tell what it would settle."""
        money, day = self.money, self.received
        self.ok.setEnabled(money is not None and day is not None)
        if money is None or day is None:
            example = self._kit.language.say("Enter an amount such as 85.00, and the day.")
            self.told.setText(self.amount.own_problem or self.day.own_problem or example)
            return
        parts = self.parts
        try:
            plan = settled_by(self._due, money, day) if parts is None else self._plan(money, parts)
        except TooMuchError as error:
            self.ok.setEnabled(False)
            self.told.setText(self._kit.language.tell(error.sentence))
            return
        if parts is None:
            shown = dict(plan.parts)
            for number, share in self.shares.items():
                share.show_value(shown[number].plain() if number in shown else None)
        self.told.setText(self._words(plan))

    def _plan(self, money: Money, parts: dict[str, Money]) -> Plan:
        return chosen(self._due, money, parts)

    def _spread(self, kit: Kit, choices: Choices) -> QWidget:
        """The client's open invoices, each with what of the payment goes to it."""
        due, language = self._due, kit.language
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        bills = [(due.bill, due.left), *((found.bill, found.left) for found in due.others)]
        for place, (bill, left) in enumerate(bills):
            share = NumberControl(kit, Field(bill.number, N_("Amount"), Typed.AMOUNT), choices)
            share.setAccessibleName(bill.number)
            share.setFixedWidth(kit.theme.scaled(112))
            share.changed.connect(self._choose)
            told = language.say("{number}, {left} open", number=bill.number, left=left)
            grid.addWidget(label(told, Role.SMALL), place, 0)
            grid.addWidget(share, place, 1)
            self.shares[bill.number] = share
        area = scrolled(grid, kit.theme.scaled(132))
        area.setVisible(bool(due.others))
        return area

    def _choose(self) -> None:
        self._is_chosen = True
        self.look()

    def _words(self, plan: Plan) -> str:
        say, due = self._kit.language.say, self._due
        parts = dict(plan.parts)
        own = parts.pop(due.bill.number, Money.zero(due.left.currency))
        rest = due.left - own - plan.discount
        told = [
            say("{number} stays open with {rest}.", number=due.bill.number, rest=rest)
            if rest
            else say("{number} is paid.", number=due.bill.number)
        ]
        if plan.discount:
            told.append(say("{discount} is taken off for paying early.", discount=plan.discount))
        told += [say("{part} goes to {number}.", part=parts[name], number=name) for name in parts]
        if plan.credit:
            told.append(say("{credit} stays as the client's credit.", credit=plan.credit))
        return " ".join(told)

    def _confirm(self) -> None:
        self.dismiss()
        self.confirmed.emit()


class RefundSheet(Sheet):
    """How much of a client's credit goes back, when, and by which reference."""

    confirmed = Signal()

    def __init__(self, kit: Kit, over: QWidget, most: Money, today: date) -> None:
        say = kit.language.say
        choices = Choices(kit.language, today, {})
        self._most = most
        self.amount = NumberControl(kit, Field("amount", N_("Amount"), Typed.AMOUNT), choices)
        self.amount.show_value(most.plain())
        self.day = DayControl(kit, Field("date", N_("Paid on"), Typed.DAY), choices)
        self.day.show_value(today.isoformat())
        self.reference = TextControl(kit, Field("reference", N_("Reference")), choices)
        self.ok = Button(kit.theme, say("Record refund"), Kind.PRIMARY)
        cancel = Button(kit.theme, say("Cancel"))
        title = say("Pay credit back")
        inside = column(
            label(title, Role.H2),
            label(say("{credit} is the client's.", credit=most), Role.SMALL),
            6,
            row(
                _named(say("Amount in {currency}", currency=most.currency), self.amount),
                _named(say("Paid on"), self.day),
                gap=14,
            ),
            _named(say("Reference"), self.reference),
            10,
            row(None, cancel, self.ok),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, kit.theme.scaled(_WIDE), inside)
        cancel.clicked.connect(self.dismiss)
        self.ok.clicked.connect(self._confirm)
        self.amount.changed.connect(self._look)
        self.day.changed.connect(self._look)

    @property
    def money(self) -> Money | None:
        """What was typed, where so much can go back."""
        typed = self.amount.value()
        if not typed or self.amount.own_problem:
            return None
        money = Money.rounded(Decimal(typed), self._most.currency)
        is_exact = money.amount() == Decimal(typed)
        return money if is_exact and 0 < money.minor <= self._most.minor else None

    @property
    def paid(self) -> date | None:
        """The day, where it is one."""
        typed = self.day.value()
        return None if self.day.own_problem or not typed else date.fromisoformat(typed)

    def _look(self) -> None:
        self.ok.setEnabled(self.money is not None and self.paid is not None)

    def _confirm(self) -> None:
        self.dismiss()
        self.confirmed.emit()


class ReasonSheet(Sheet):
    """Asks why; the button says what is done then."""

    confirmed = Signal(str)

    def __init__(self, kit: Kit, over: QWidget, title: str, text: str, verb: str) -> None:
        choices = Choices(kit.language, date.min, {})
        self.reason = TextControl(kit, Field("reason", N_("Reason")), choices)
        self.ok = Button(kit.theme, verb, Kind.PRIMARY)
        self.ok.setEnabled(False)
        cancel = Button(kit.theme, kit.language.say("Cancel"))
        inside = column(
            label(title, Role.H2, wrap=True),
            label(text, Role.SMALL, wrap=True),
            6,
            _named(kit.language.say("Reason"), self.reason),
            10,
            row(None, cancel, self.ok),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, kit.theme.scaled(_WIDE), inside)
        cancel.clicked.connect(self.dismiss)
        self.ok.clicked.connect(self._confirm)
        self.reason.changed.connect(self._look)

    def _look(self) -> None:
        self.ok.setEnabled(bool(self.reason.value()))

    def _confirm(self) -> None:
        reason = str(self.reason.value())
        self.dismiss()
        self.confirmed.emit(reason)


def _named(name: str, control: Control) -> QWidget:
    found = QWidget()
    found.setLayout(column(label(name, Role.SMALL), control, gap=4))
    return found
