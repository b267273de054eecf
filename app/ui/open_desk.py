"""What the window does while a file is open: news, undo, palette, commands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.ui import shortcuts
from app.ui.changes import ChangeFeed
from app.ui.desk import Desk
from app.ui.errors import present, sentence_of
from app.ui.icons import Icon
from app.ui.import_workbook import WorkbookImport
from app.ui.offers import Command, Offers
from app.ui.palette import Palette
from app.ui.places import PLACES
from app.ui.recurring import Recurring
from app.ui.safety import Safety
from app.ui.shortcuts import native
from app.ui.toast import Toast
from app.ui.tokens import Tone
from app.ui.undo import Undo, Undos
from app.ui.watch import Watch, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.alerts import News
    from app.services.recurring import Opening
    from app.ui.backups.restoring import Restoring
    from app.ui.banner import Banner
    from app.ui.doors import Opened, PutBack
    from app.ui.kit import Kit
    from app.ui.page import Page
    from app.ui.preferences import Preferences
    from app.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class Acts:
    """What the window can do when it is asked to."""

    go: Callable[[str, object], None]
    begin: Callable[[str, str], None]
    count: Callable[[str, int], None]
    current: Callable[[], Page | None]
    change_theme: Callable[[], None]
    choose_look: Callable[[], None]
    show_keys: Callable[[], None]
    shut: Callable[[], None]
    log_timer: Callable[[str], None]
    put_back: Callable[[PutBack], None]


class OpenDesk(QObject):
    """Lives as long as the file is open."""

    def __init__(
        self, kit: Kit, window: QWidget, acts: Acts, opened: Opened, kept: Preferences
    ) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window
        self._acts = acts
        self._opened = opened
        self._has_left = False
        self._palette: Palette | None = None
        services = opened.services
        self.undos = Undos(kit.jobs)
        self.undos.pushed.connect(self._tell_done)
        self.undos.undone.connect(self._tell_undone)
        self.undos.failed.connect(self._failed)
        self._import = WorkbookImport(kit, services.workbook, window)
        self.safety = Safety(kit, window, services)
        self.feed = ChangeFeed()
        self._stop_listening = services.listen(self.feed.tell)
        self.desk = Desk(
            kit,
            services,
            self.undos,
            kept,
            opened.through,
            acts.go,
            self._import.ask,
            self._begin,
            acts.count,
            acts.log_timer,
            acts.put_back,
            frozenset(place.noun for place in PLACES),
            opened.glanced,
        )
        self._shell: Shell | None = None
        self._passed: Banner | None = None
        self._upgrade: Banner | None = None
        self._restoring: Restoring | None = None
        self._watch = Watch(kit, services, self)
        self._watch.told.connect(self._warn)
        self.feed.changed.connect(self._watch.hear)
        self._recurring = Recurring(kit, services, self)
        self._recurring.opened.connect(self._tell_opened)
        self._recurring.failed.connect(self._tell_not_opened)
        self._offers = Offers(self.desk, acts.begin, acts.current, self._commands())
        self._recents = "recent.sample" if opened.is_sample else "recent"
        self._offers.recall(kept.habit(self._recents))

    def leave(self) -> None:
        """Hear no news any more."""
        if not self._has_left:
            self._has_left = True
            self.safety.stop()
            self._stop_listening()
            self._watch.stop()
            self._recurring.stop()
            for toast in self._window.findChildren(Toast):
                toast.dismiss()

    def keep(self, kept: Preferences) -> Preferences:
        """Remember what was opened last."""
        return kept.keeping(self._recents, self._offers.kept())

    def search(self) -> None:
        """Open the palette; a second time does nothing."""
        if self._palette is None:
            self._palette = Palette(
                self._kit, self._window, self._offers.all, self._offers.commands
            )
            self._palette.closed.connect(self._closed)
            self._palette.open()

    def tell_of_the_file(self, shell: Shell, start_own: Callable[[], None]) -> None:
        """Say above every page what one should know of the file."""
        self._shell = shell
        say = self._kit.language.say
        if self._opened.is_sample:
            shell.notice(
                Tone.INFO,
                say("Sample data: try whatever you like, yours stays apart."),
                (say("Start your own"), start_own),
            )
        elif self._opened.services.clock_is_behind():
            shell.notice(
                Tone.WARN,
                say(
                    "This computer's clock is behind what was written last. "
                    "Set it right before you log time or issue documents."
                ),
            )
        if self._opened.read_only:
            shell.notice(
                Tone.WARN,
                say("This file can only be looked at where it is."),
                (say("Why?"), self._explain_read_only),
            )
        elif aside := self._opened.services.backups.upgraded():
            self._upgrade = shell.notice(
                Tone.INFO,
                say("Your data was brought up to date; the file from before is kept."),
                (say("Undo the upgrade…"), partial(self._undo_upgrade, aside.path)),
                (say("It is fine"), self._keep_upgrade),
            )

    def _begin(self, noun: str) -> None:
        news = next(place.news for place in PLACES if place.noun == noun)
        if news:
            self._acts.begin(noun, news[0].what)
        else:
            self._acts.go(noun, None)

    def _closed(self) -> None:
        self._palette = None

    def _commands(self) -> tuple[Command, ...]:
        acts = self._acts
        theme, keys = native(shortcuts.THEME.keys[0]), native(shortcuts.HELP.keys[0])
        undo = native(shortcuts.UNDO.keys[0])
        return (
            Command(N_("Undo"), Icon.UNDO, self.undos.undo, undo),
            Command(N_("Import a workbook…"), Icon.UPLOAD, self._import.ask),
            Command(N_("Back up now"), Icon.DOWNLOAD, self.safety.back_up),
            Command(
                N_("Backups and restore"), Icon.RESTORE, partial(acts.go, "settings", "backups")
            ),
            Command(N_("History"), Icon.HISTORY, partial(acts.go, "settings", "history")),
            Command(N_("Light or dark"), Icon.MOON, acts.change_theme, theme),
            Command(N_("Theme, text size, language"), Icon.TEXT_SIZE, acts.choose_look),
            Command(N_("Keys"), Icon.KEYS, acts.show_keys, keys),
            Command(N_("Close Accord"), Icon.CLOSE, acts.shut),
        )

    def _tell_done(self, undo: Undo) -> None:
        say, tell = self._kit.language.say, self._kit.language.tell
        back = partial(self.undos.take_back, undo)
        Toast(self._kit.theme, self._window, tell(undo.done), say("Undo"), back)

    def _tell_undone(self, undo: Undo) -> None:
        text = self._kit.language.say("Undone: {what}", what=undo.done)
        Toast(self._kit.theme, self._window, text)

    def _tell_opened(self, openings: list[Opening]) -> None:
        """For a moment, that rules opened tickets, and the way to the first of them."""
        say, first = self._kit.language.say, openings[0]
        text = (
            say("By rule: {ticket} {summary}", ticket=first.ticket, summary=first.summary)
            if len(openings) == 1
            else say("{count} tickets opened by rules", count=len(openings))
        )
        show = partial(self._acts.go, "tickets", first.ticket)
        Toast(self._kit.theme, self._window, text, say("Show"), show)

    def _tell_not_opened(self, rule: str, error: Exception) -> None:
        """Above every page, that a rule cannot be followed."""
        if self._shell:
            say = self._kit.language.say
            text = say(
                "The recurring ticket {rule} cannot be opened: {reason}",
                rule=rule,
                reason=sentence_of(self._kit, error),
            )
            show = partial(self._acts.go, "ticketing", ("recurring_tickets", rule))
            self._shell.notice(Tone.WARN, text, (say("Show"), show))

    def _warn(self, news: News, is_first: bool) -> None:
        """Above every page what passed while the file was closed; later, for a moment."""
        say = self._kit.language.say
        text = self._kit.language.tell(told(news, first=is_first))
        number = news.notices[0].ticket
        if is_first and self._shell:
            show = partial(self._show_passed, number)
            self._passed = self._shell.notice(Tone.WARN, text, (say("Show"), show))
        else:
            show = partial(self._acts.go, "tickets", number)
            Toast(self._kit.theme, self._window, text, say("Show"), show)

    def _show_passed(self, number: str) -> None:
        """Open the oldest of them; what they are is in the list then."""
        self._acts.go("tickets", number)
        if self._shell and self._passed:
            self._shell.drop(self._passed)
            self._passed = None

    def _undo_upgrade(self, before: Path) -> None:
        from app.ui.backups.restoring import Restoring

        if self._restoring is None:
            self._restoring = Restoring(
                self._kit, self._window, self._opened.services.backups.preview
            )
            self._restoring.setParent(self)
            self._restoring.wanted.connect(self._acts.put_back)
        self._restoring.begin(before, is_undo=True)

    def _keep_upgrade(self) -> None:
        """It is offered no more; the file from before stays in the list of backups."""
        try:
            self._opened.services.backups.let_go_of_upgrade()
        except StoreError as error:
            self._failed(error)
            return
        if self._shell and self._upgrade:
            self._shell.drop(self._upgrade)
            self._upgrade = None

    def _explain_read_only(self) -> None:
        say = self._kit.language.say
        text = say("The file or its folder is write-protected. Move it to a folder of yours.")
        Toast(self._kit.theme, self._window, text)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self._window, error)
