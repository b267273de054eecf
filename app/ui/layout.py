"""Boxes written as they look: widgets, gaps and stretches in reading order."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

Item = QWidget | QLayout | tuple[QWidget, int] | int | None
"""A widget or box, a widget and its stretch, a gap in pixels, or None for the free space."""
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)
Box = TypeVar("Box", bound=QBoxLayout)


def row(*items: Item, gap: int = 8, margins: Margins = NONE) -> QHBoxLayout:
    """Put things side by side."""
    return _filled(QHBoxLayout(), items, gap, margins)


def column(*items: Item, gap: int = 8, margins: Margins = NONE) -> QVBoxLayout:
    """Put things below each other."""
    return _filled(QVBoxLayout(), items, gap, margins)


def framed(name: str, inside: QLayout) -> QFrame:
    """A frame around a box; the style sheet knows it by its name."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setLayout(inside)
    return frame


def scrolled(inside: QLayout, most: int) -> QScrollArea:
    """A box as high as it wants to be, up to so many pixels; beyond that it scrolls."""
    ground = QWidget()
    ground.setObjectName("Inside")
    ground.setLayout(inside)
    area = QScrollArea()
    area.setObjectName("Scroll")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(ground)
    wanted = ground.sizeHint().height() + 4
    area.setMinimumHeight(min(wanted, most))
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus if wanted <= most else Qt.FocusPolicy.StrongFocus)
    return area


def line(*, upright: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setObjectName("Line")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def clear(layout: QLayout) -> None:
    """Take all widgets out of a box, for good."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


def _filled(box: Box, items: tuple[Item, ...], gap: int, margins: Margins) -> Box:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, tuple):
            box.addWidget(*item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box
