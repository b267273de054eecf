"""How much of what is included is used: a bar with its figures, for each allowance and block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.agreement import Measure
from app.domain.money import Money
from app.ui.labels import Role, label
from app.ui.layout import column
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from fractions import Fraction

    from PySide6.QtGui import QPaintEvent

    from app.domain.meters import Meter
    from app.ui.kit import Kit

_NEARLY = 0.8
_HIGH = 8


class Bar(QWidget):
    """A share of the whole; amber when nearly all is used, red when all is."""

    def __init__(self, kit: Kit, share: float) -> None:
        super().__init__()
        self._theme = kit.theme
        self._share = min(max(share, 0.0), 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(120, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Ink.BORDER_STRONG))
        whole = QRectF(0, 0, self.width(), _HIGH)
        painter.drawRoundedRect(whole, _HIGH / 2, _HIGH / 2)
        ink = Ink.ACCENT if self._share < _NEARLY else Ink.WARN if self._share < 1 else Ink.BAD
        painter.setBrush(self._theme.colour(ink))
        if self._share:
            used = QRectF(0, 0, max(self.width() * self._share, _HIGH), _HIGH)
            painter.drawRoundedRect(used, _HIGH / 2, _HIGH / 2)
        painter.end()


class MeterLine(QWidget):
    """What it is, how much of it is used, and until when."""

    def __init__(self, kit: Kit, meter: Meter, currency: str) -> None:
        super().__init__()
        say = kit.language.say

        def amount(value: Fraction) -> str:
            if meter.measure is Measure.MONEY:
                return kit.language.money(Money.rounded(value, currency))
            return say("{hours} h", hours=value)

        if meter.period:
            name = say(
                "Included from {first} to {last}",
                first=meter.period.start,
                last=meter.period.last,
            )
            figures = say(
                "{used} of {given} used", used=amount(meter.used), given=amount(meter.given)
            )
        else:
            name = meter.name
            figures = say(
                "{left} of {given} left", left=amount(meter.left), given=amount(meter.given)
            )
        more = list[str]()
        if meter.carried:
            more.append(say("{amount} carried over", amount=amount(meter.carried)))
        if meter.expires:
            more.append(say("expires {day}", day=meter.expires))
        share = float(meter.used / meter.given) if meter.given else 1.0
        figures = " · ".join([figures, *more])
        self.setAccessibleName(f"{name}: {figures}")
        self.setLayout(
            column(
                label(name, Role.SMALL, wrap=True),
                Bar(kit, share),
                label(figures, Role.MUTED, wrap=True),
                gap=5,
            )
        )
