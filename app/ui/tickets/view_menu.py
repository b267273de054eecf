"""How the list of tickets is looked at: its order, its columns, and views kept under a name."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.domain.sentence import N_, say
from app.domain.ticket_view import Order, TicketView
from app.ui.buttons import Button, Kind
from app.ui.form.fields import Choices, Field
from app.ui.icons import Icon
from app.ui.records.asking import AskSheet
from app.ui.tickets import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ui.desk import Desk
    from app.ui.form.fields import Record
    from app.ui.preferences import Preferences

_SORT, _COLUMNS, _VIEWS = "tickets.sort", "tickets.columns", "tickets.views"


class ViewButton(Button):
    """Opens the menu; what is chosen there holds at once and is remembered."""

    changed = Signal(object)
    """To which TicketView."""
    columns_changed = Signal()
    asked = Signal()
    """The menu is wanted; `offer` shows it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.kit.theme, desk.kit.language.say(N_("View")), Kind.PLAIN, Icon.ROWS)
        self._desk = desk
        self._kit = desk.kit
        kept = desk.kept.habit(_COLUMNS)
        self.columns = listed.shown(kept.split()) if kept else listed.USUAL
        self.views = _views_of(desk.kept.habit(_VIEWS))
        self.menu_: QMenu | None = None
        self.clicked.connect(self.asked)

    def order(self) -> Mapping[str, Any]:
        """The order that was remembered."""
        order, _, way = self._desk.kept.habit(_SORT).partition(" ")
        view = TicketView.of({"order": order, "is_down": str(way == "down")})
        return {"order": view.order, "is_down": view.is_down}

    def keep(self, preferences: Preferences, view: TicketView) -> Preferences:
        """Remember the order, the columns and the views."""
        sort = f"{view.order.value} down" if view.is_down else view.order.value
        columns = " ".join(order.value for order in self.columns)
        views = json.dumps({name: each.kept() for name, each in self.views.items()})
        found = preferences.keeping(_SORT, sort).keeping(_COLUMNS, columns)
        return found.keeping(_VIEWS, views)

    def offer(self, view: TicketView) -> None:
        """Open the menu below its button."""
        words = self._kit.language.say
        menu = QMenu(self)
        self._orders(menu.addMenu(words(N_("Sort by"))), view)
        self._offer_columns(menu.addMenu(words(N_("Columns"))))
        menu.addSeparator()
        for name, each in sorted(self.views.items()):
            action = self._tick(menu, name, is_on=each == view)
            action.triggered.connect(partial(self.changed.emit, each))
        menu.addAction(words(N_("Keep this view…"))).triggered.connect(partial(self._name, view))
        if self.views:
            forget = menu.addMenu(words(N_("Forget a view")))
            for name in sorted(self.views):
                forget.addAction(name).triggered.connect(partial(self._forget, name))
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu_ = menu
        corner = self.mapToGlobal(self.rect().bottomLeft())
        menu.popup(QPoint(corner.x(), corner.y() + 5))

    def _orders(self, menu: QMenu, view: TicketView) -> None:
        words, group = self._kit.language.say, QActionGroup(menu)
        for order, text in listed.ORDERS.items():
            action = self._tick(menu, words(text), is_on=order is view.order)
            group.addAction(action)
            is_down = order in listed.DOWN_FIRST
            sorted_ = replace(view, order=order, is_down=is_down)
            action.triggered.connect(partial(self.changed.emit, sorted_))
        menu.addSeparator()
        turned = self._tick(menu, words(N_("The last first")), is_on=view.is_down)
        turned.triggered.connect(
            partial(self.changed.emit, replace(view, is_down=not view.is_down))
        )

    def _offer_columns(self, menu: QMenu) -> None:
        for order in listed.CHOSEN:
            text = self._kit.language.say(_NAMES.get(order, listed.ORDERS[order]))
            action = self._tick(menu, text, is_on=order in self.columns)
            action.triggered.connect(partial(self._turn, order))

    def _turn(self, order: Order) -> None:
        self.columns = listed.shown({*self.columns} ^ {order})
        self.columns_changed.emit()

    def _name(self, view: TicketView) -> None:
        words = self._kit.language.say
        sheet = AskSheet(
            self._desk,
            self.window(),
            words(N_("Keep this view")),
            words(N_("What it shows and its order stay under this name, on this computer.")),
            (Field("name", N_("Name")),),
            Choices(self._kit.language, self._desk.through, {}),
        )
        sheet.answered.connect(partial(self._keep, view))
        sheet.begin({})

    def _keep(self, view: TicketView, found: Record) -> None:
        if name := str(found.get("name") or "").strip():
            self.views = {**self.views, name: view}

    def _forget(self, name: str) -> None:
        was = self.views[name]
        self.views = {other: view for other, view in self.views.items() if other != name}

        def back() -> None:
            self.views = {**self.views, name: was}

        self._desk.undos.push(say(N_("View {name} forgotten"), name=name), back)

    def _tick(self, menu: QMenu, text: str, *, is_on: bool) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(is_on)
        return action


_NAMES = {Order.DUE: N_("SLA")}
"""Where a column is called otherwise than what it sorts by."""


def _views_of(text: str) -> Mapping[str, TicketView]:
    """The views as they were kept; none where they make no sense."""
    try:
        found = cast("dict[str, dict[str, str]]", json.loads(text or "{}"))
        return {name: TicketView.of(view) for name, view in found.items()}
    except (ValueError, AttributeError):
        return {}
