"""The window over a data file of its own, and how to work in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.records.new import NewSheet


class Office:
    """The window over a data file, and how to work in it."""

    def __init__(self, window, services, qtbot):
        self.window, self.services, self.qtbot = window, services, qtbot

    def settle(self):
        # News of a change may still wait for its turn, and start work when it is heard.
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.window._kit.jobs._jobs, timeout=10_000)
        QApplication.processEvents()

    def go(self, noun):
        self.window.go(noun)
        self.settle()
        return self.window.page(noun)

    def open(self, noun, *path):
        page = self.go(noun)
        page.open_path(path)
        self.settle()
        return page

    def type(self, text):
        self.qtbot.keyClicks(self.window.focusWidget(), text)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.window.focusWidget(), key, modifier)
        self.settle()

    def sheet(self, kind=NewSheet):
        return next(found for found in self.window.findChildren(kind) if found.isVisible())

    def checked(self, pane):
        pane._timer.stop()
        pane.check()
        self.settle()
