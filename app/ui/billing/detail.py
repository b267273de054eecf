"""One document of the month end: what to look at, its paper, its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout

from app.domain.document import DocumentKind
from app.domain.drafting import kind_of
from app.domain.proposal import Level
from app.ui.banner import Banner
from app.ui.billing.answers import Answer, answers
from app.ui.billing.below import Below
from app.ui.billing.words import pill
from app.ui.buttons import Button, Kind, ToolButton
from app.ui.cells import Pill
from app.ui.chip import Chip
from app.ui.icons import Icon
from app.ui.labels import ElidedLabel, Role
from app.ui.layout import clear, column, framed, row
from app.ui.pdf_pane import PdfPane
from app.ui.tokens import Tone
from app.ui.zoom_tools import ZoomTools

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.domain.proposal import Exceptional
    from app.services.billing import ReviewRow
    from app.ui.billing.state import Run
    from app.ui.kit import Kit

_BANNERS_HIGH = 150
_BANNERS_LOW = 92


class Detail(QFrame):
    """The right side of the month end."""

    answered = Signal(object, object)
    """An exception, and the answer to it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("Pane")
        self._kit = kit
        self._name = ElidedLabel(Role.H3)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._banners = _Banners()
        self.paper = PdfPane(kit)
        self.below = Below(kit)
        self.lines = self.below.lines
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.paper)
        self.split.addWidget(self.below)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.check = ToolButton(kit.theme, Icon.CHECK_CIRCLE, kit.language.say("Checked"), "C")
        self.check.setCheckable(True)
        tools = row(self.check, ZoomTools(kit, self.paper), gap=0)
        head = row((self._name, 1), self._chips, tools, gap=10)
        head.setContentsMargins(16, 8, 10, 8)
        self.setLayout(column(head, self._banners, (self.split, 1), gap=0))

    def show_row(self, found: ReviewRow | None, run: Run, *, is_busy: bool) -> None:
        """Show another document, or the same one after a decision."""
        say = self._kit.language.say
        clear(self._chips)
        self._banners.empty()
        self._name.show_text(found.name if found else "")
        compared = run.compared.get(found.client) if found else None
        self.below.show_document(found.proposal if found else None, compared, is_busy=is_busy)
        self.below.setVisible(bool(found and found.proposal))
        self.check.setVisible(bool(found and found.proposal))
        is_checked = bool(found and run.is_checked(found))
        self.check.setChecked(is_checked)
        icon = Icon.CHECK_CIRCLE_FULL if is_checked else Icon.CHECK_CIRCLE
        self.check.show_icon(icon, say("Checked"))
        self.check.setEnabled(not is_busy)
        if found is None:
            return
        chips = [pill(self._kit.language, run.standing(found))]
        if found.proposal:
            if kind_of(found.proposal) is DocumentKind.CREDIT_NOTE:
                chips.append(Pill(say("Credit note"), Tone.INFO))
            if found.proposal.po_number:
                chips.append(Pill(say("PO {number}", number=found.proposal.po_number), Tone.MUTE))
        for chip in chips:
            self._chips.addWidget(Chip(self._kit.theme, chip))
        for exception in found.exceptions:
            self._banners.add(self._banner(exception, run, is_busy=is_busy))

    def has_banner_focus(self) -> bool:
        """Whether the keyboard is at a banner's button."""
        return any(button.hasFocus() for button in self._banners.findChildren(_Given))

    def focus_accept(self) -> bool:
        """Go to the next thing to accept, where there is one."""
        for button in self._banners.findChildren(_Given):
            if button.isVisible() and button.answer is Answer.ACCEPT:
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _banner(self, found: Exceptional, run: Run, *, is_busy: bool) -> Banner:
        kit = self._kit
        is_accepted, is_habit = run.is_accepted(found), run.is_habit(found)
        given = answers(found, is_accepted=is_accepted, is_habit=is_habit)
        text = kit.language.tell(found.sentence)
        if is_habit:
            text = kit.language.say("{what} Always accepted for this client.", what=text)
        buttons = [_Given(kit, found, answer) for answer in given]
        for button in buttons:
            button.setEnabled(not is_busy)
            button.pressed_for.connect(self.answered)
        if found.level is Level.BLOCK:
            return Banner(kit.theme, Tone.BAD, text, *buttons)
        return Banner(kit.theme, Tone.MUTE if is_accepted else Tone.WARN, text, *buttons)


class _Given(Button):
    pressed_for = Signal(object, object)

    def __init__(self, kit: Kit, found: Exceptional, answer: Answer) -> None:
        is_plain = answer is Answer.ACCEPT or (found.level is Level.BLOCK and answer is Answer.GO)
        kind = Kind.PLAIN if is_plain else Kind.LINK
        super().__init__(kit.theme, kit.language.say(answer.value), kind)
        self._found = found
        self.answer = answer
        self.setAccessibleDescription(kit.language.tell(found.sentence))
        self.clicked.connect(self._press)

    def _press(self) -> None:
        self.pressed_for.emit(self._found, self.answer)


class _Banners(QScrollArea):
    """All banners below each other; beyond a few they scroll, so that the paper keeps its room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Scroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._box = QVBoxLayout()
        self._box.setSpacing(6)
        self._inside = framed("Inside", column(self._box, margins=(16, 0, 16, 10)))
        self.setWidget(self._inside)
        self.hide()

    def empty(self) -> None:
        """Take all banners away."""
        clear(self._box)
        self.hide()

    def add(self, banner: Banner) -> None:
        """Add a banner at the end."""
        self._box.addWidget(banner)
        banner.show()
        self.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self._inside.layout()
        assert layout
        layout.activate()
        needed = layout.heightForWidth(self.width())
        if self._box.count():
            pane = self.parentWidget()
            share = pane.height() // 4 if pane else _BANNERS_HIGH
            self.setFixedHeight(min(needed, max(_BANNERS_LOW, min(share, _BANNERS_HIGH))))
