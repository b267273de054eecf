"""Whom and what a ticket is about: its contact, its site and its devices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.buttons import ToolButton
from app.ui.form.combo import Combo
from app.ui.form.fields import Option
from app.ui.icons import Icon
from app.ui.labels import ElidedLabel, IconLabel, Role, label
from app.ui.layout import clear, column, row
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ticket_parts import Thing, TicketParts
    from app.ui.kit import Kit


class AboutTab(QWidget):
    """Asks for other links; the page saves them."""

    related = Signal(object)
    """Which links are to be what: keys of a ticket's record."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._parts: TicketParts | None = None
        self.contact: Combo | None = None
        self.site: Combo | None = None
        self.device: Combo | None = None
        self.removes: list[ToolButton] = []
        self._inside = column(gap=6)
        self.setLayout(column(self._inside, None, gap=0))

    def show_parts(self, parts: TicketParts) -> None:
        """Show a ticket's links."""
        if parts == self._parts:
            return
        focus = self._place_of_focus()
        self._parts = parts
        clear(self._inside)
        say, box = self._kit.language.say, self._inside
        people = [Option(each.name, each.name) for each in parts.people]
        self.contact = self._choice(box, say("Contact"), people, parts.contact, "contact")
        person = next((each for each in parts.people if each.name == parts.contact), None)
        if person and (reached := " · ".join(filter(None, (person.phone, person.email)))):
            box.addWidget(label(reached, Role.SMALL, wrap=True))
        sites = [Option(name, name) for name in parts.sites]
        self.site = self._choice(box, say("Site"), sites, parts.site, "site")
        box.addWidget(label(say("Devices"), Role.SMALL))
        known = {each.name: each for each in parts.things}
        self.removes = [self._device(box, name, known.get(name)) for name in parts.devices]
        left = [each for each in parts.things if each.name not in parts.devices]
        self.device = None
        if left:
            options = [Option(each.name, _told(each)) for each in left]
            self.device = Combo(self._kit, say("Add a device"), options)
            if line := self.device.lineEdit():
                line.setPlaceholderText(say("Add a device…"))
            self.device.chosen.connect(self._add)
            box.addWidget(self.device)
        elif not parts.devices:
            box.addWidget(label(say("This client has no devices."), Role.SMALL, wrap=True))
        self._give_focus(focus)

    def _choice(
        self, box: QVBoxLayout, name: str, options: Sequence[Option], value: str, key: str
    ) -> Combo:
        caption = label(name, Role.SMALL)
        made = Combo(self._kit, name, [Option(None, "–"), *options])
        made.show_value(value or None)
        made.chosen.connect(partial(self._chosen, made, key, value))
        box.addWidget(caption)
        box.addWidget(made)
        return made

    def _device(self, box: QVBoxLayout, name: str, thing: Thing | None) -> ToolButton:
        kit = self._kit
        words = ElidedLabel()
        words.show_text(_told(thing) if thing else name)
        remove = ToolButton(
            kit.theme, Icon.CLOSE, kit.language.say("Not about {device}", device=name)
        )
        remove.clicked.connect(partial(self._remove, name))
        made = QWidget()
        icon = IconLabel(kit.theme, Icon.DEVICE, Ink.TEXT_3)
        made.setLayout(row(icon, (words, 1), remove, gap=8))
        box.addWidget(made)
        return remove

    def _chosen(self, combo: Combo, key: str, before: str) -> None:
        value = combo.value()
        if not combo.is_strange and (value or "") != before:
            self.related.emit({key: value})

    def _add(self) -> None:
        if self._parts and self.device and (name := self.device.value()):
            self.related.emit({"devices": [*self._parts.devices, name]})

    def _remove(self, name: str) -> None:
        if self._parts:
            self.related.emit({"devices": [each for each in self._parts.devices if each != name]})

    def _place_of_focus(self) -> str:
        """Which of the fields has the focus, as they are all made anew."""
        focus = self.window().focusWidget()
        for key in ("contact", "site", "device"):
            combo: Combo | None = getattr(self, key)
            if combo and focus and (combo is focus or combo.isAncestorOf(focus)):
                return key
        return "device" if focus in self.removes else ""

    def _give_focus(self, key: str) -> None:
        combo: Combo | None = getattr(self, key) if key else None
        if combo and self.isVisible():
            combo.setFocus()


def _told(thing: Thing) -> str:
    """A device's name, and what and where it is."""
    return " – ".join(filter(None, (thing.name, ", ".join(filter(None, (thing.type, thing.site))))))
