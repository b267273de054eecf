"""The texts of mails: one's own for a purpose and a language, as they would be sent while typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.domain.errors import AppError
from app.domain.mail_template import FIELDS, Purpose, Template
from app.domain.sentence import N_, say
from app.ui.buttons import Button, Kind
from app.ui.errors import present, sentence_of
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import words
from app.ui.form.view import FieldBox
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, framed, row, scrolled
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.services.editing import Undo
    from app.ui.desk import Desk
    from app.ui.kit import Kit

_WIDE, _PAUSE = 900, 200
_PURPOSES = {
    Purpose.INVOICE: N_("Invoices"),
    Purpose.CREDIT_NOTE: N_("Credit notes"),
    Purpose.STATEMENT: N_("Statements of account"),
    Purpose.REMINDER_1: N_("First reminder"),
    Purpose.REMINDER_2: N_("Second reminder"),
    Purpose.REMINDER_3: N_("Third reminder"),
}
_LANGUAGES = {
    "en": N_("English"),
    "de": N_("German"),
    "fr": N_("French"),
    "es": N_("Spanish"),
    "nl": N_("Dutch"),
}


class TextsSheet(Sheet):
    """Subject and body on the left; on the right the same, filled in from a real document."""

    turned = Signal(object, str)
    """Another purpose or language is wanted."""
    typed = Signal(object, object, str)
    """A text to be filled in, for its purpose and language."""
    kept = Signal(object, object, str)
    """A text to keep, or nothing for the usual one."""

    def __init__(self, kit: Kit, over: QWidget, choices: Choices) -> None:
        self._kit = kit
        tell = kit.language.say
        purposes, languages = words(*_PURPOSES.items()), words(*_LANGUAGES.items())
        fields = (
            Field("purpose", N_("For"), Typed.CHOICE, options=purposes),
            Field("language", N_("Language"), Typed.CHOICE, options=languages),
            Field("subject", N_("Subject")),
            Field("body", N_("Text"), Typed.LONG),
        )
        self.boxes = {field.key: FieldBox(kit, field, choices) for field in fields}
        room = max(96, min(260, over.height() - kit.theme.scaled(440)))
        self.boxes["body"].control.first().setFixedHeight(room)
        names = ", ".join(f"{{{name}}}" for name in FIELDS)
        hint = label(tell(N_("Filled in: {names}"), names=names), Role.SMALL, wrap=True)
        self.caption = label(role=Role.CAPTION, wrap=True)
        self.subject = label(role=Role.STRONG, wrap=True)
        self.body = label(wrap=True)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown = scrolled(column(self.caption, self.subject, self.body, None, gap=8), room + 130)
        shown.setMinimumHeight(room + 130)
        shown.setAccessibleName(tell(N_("As it would be sent")))
        self.keep = Button(kit.theme, tell(N_("Save")), Kind.PRIMARY)
        self.usual = Button(kit.theme, tell(N_("Usual text")))
        close = Button(kit.theme, tell(N_("Close")))
        title = tell(N_("Texts of mails"))
        box = self.boxes
        sides = row(gap=18)
        left = column(
            row(box["purpose"], box["language"], gap=12), box["subject"], box["body"], hint, None
        )
        sides.addLayout(left, 1)
        sides.addWidget(framed("Card", column(shown, margins=(14, 12, 14, 12))), 1)
        inside = column(
            label(title, Role.H2),
            6,
            sides,
            8,
            row(self.usual, None, close, self.keep),
            gap=8,
            margins=(24, 20, 24, 18),
        )
        super().__init__(over, title, kit.theme.scaled(_WIDE), inside)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.look)
        box["purpose"].control.show_value(Purpose.INVOICE.value)
        box["language"].control.show_value(kit.language.spoken)
        for key, act in (("purpose", self.turn), ("language", self.turn)):
            box[key].control.changed.connect(act)
        for key in ("subject", "body"):
            box[key].control.changed.connect(self._pause.start)
        close.clicked.connect(self.dismiss)
        self.keep.clicked.connect(self._keep)
        self.usual.clicked.connect(self._take_usual)

    @property
    def place(self) -> tuple[Purpose, str] | None:
        """The purpose and the language, where both are chosen."""
        found = [self.boxes[key].control for key in ("purpose", "language")]
        purpose, language = (control.value() for control in found)
        wrong = any(control.own_problem for control in found)
        return None if wrong or not purpose or not language else (Purpose(purpose), language)

    @property
    def text(self) -> Template:
        """What is typed."""
        subject, body = (self.boxes[key].control.value() or "" for key in ("subject", "body"))
        return Template(str(subject), str(body))

    def turn(self) -> None:
        """Ask for the text of another purpose or language."""
        if self.place:
            self.turned.emit(*self.place)

    def show_text(self, text: Template) -> None:
        """Show a text to be changed, and what it becomes."""
        self.boxes["subject"].control.show_value(text.subject)
        self.boxes["body"].control.show_value(text.body)
        self.look()

    def look(self) -> None:
        """Ask what the text becomes."""
        if self.place:
            self.typed.emit(self.text, *self.place)

    def show_filled(self, number: str, text: Template) -> None:
        """Show what it becomes."""
        tell = self._kit.language.say
        self.caption.setText(
            tell(N_("Filled in from {number}"), number=number)
            if number
            else tell(N_("There is no document yet to fill it in from"))
        )
        self.subject.setText(text.subject)
        self.body.setText(text.body)
        self.keep.setEnabled(True)

    def show_fault(self, fault: str) -> None:
        """Say why it cannot be filled in."""
        self.caption.setText(fault)
        self.subject.setText("")
        self.body.setText("")
        self.keep.setEnabled(False)

    def _keep(self) -> None:
        if self.place:
            self.kept.emit(self.text, *self.place)

    def _take_usual(self) -> None:
        if self.place:
            self.kept.emit(None, *self.place)


class Texts(QObject):
    """Opens the sheet, fills texts in, and keeps them; each can be undone."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._kit = desk.kit
        self._over = over
        self._mail = desk.services.mail
        self._asked = 0
        self.sheet: TextsSheet | None = None

    def ask(self) -> None:
        """Open the sheet."""
        choices = Choices(self._kit.language, self._desk.services.today(), {})
        sheet = TextsSheet(self._kit, self._over.window(), choices)
        self.sheet = sheet
        sheet.turned.connect(self._turn)
        sheet.typed.connect(self._fill)
        sheet.kept.connect(self._keep)
        sheet.closed.connect(self._close)
        sheet.turn()
        sheet.open(sheet.boxes["subject"].control.first())

    def _turn(self, purpose: Purpose, language: str) -> None:
        self._start(lambda: self._mail.text(purpose, language), self._show)

    def _show(self, text: Template) -> None:
        if self.sheet:
            self.sheet.show_text(text)

    def _fill(self, text: Template, purpose: Purpose, language: str) -> None:
        self._asked += 1
        asked = self._asked

        def work() -> tuple[int, str, Template, str]:
            try:
                return (asked, *self._mail.preview(text, purpose, language), "")
            except AppError as error:
                return asked, "", text, sentence_of(self._kit, error)

        self._start(work, self._filled)

    def _filled(self, found: tuple[int, str, Template, str]) -> None:
        asked, number, text, fault = found
        if self.sheet and asked == self._asked:
            if fault:
                self.sheet.show_fault(fault)
            else:
                self.sheet.show_filled(number, text)

    def _keep(self, text: Template | None, purpose: Purpose, language: str) -> None:
        editing = self._desk.services.editing

        def work() -> Undo:
            mail: dict[str, Any] = editing.record("company").get("mail") or {}
            here = {"purpose": purpose.value, "language": language}
            texts = [
                one
                for one in mail.get("texts") or ()
                if (one["purpose"], one["language"]) != (purpose.value, language)
            ]
            if text:
                texts.append({**here, "subject": text.subject, "body": text.body})
            return editing.save({"company": {"mail": {**mail, "texts": texts}}})

        self._start(work, self._kept)

    def _kept(self, undo: Undo) -> None:
        if self.sheet:
            self.sheet.turn()
        if not undo.is_nothing:
            back = partial(self._desk.services.editing.undo, undo)
            self._desk.undos.push(say(N_("Text of mails saved")), back)

    def _close(self) -> None:
        self.sheet = None

    def _start(self, act: Callable[[], object], then: Callable[..., None]) -> None:
        def work(progress: Progress) -> object:
            progress.step(0, 1)
            return act()

        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self._over.window(), error)
