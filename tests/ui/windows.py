"""Windows over a real data file, and how they are put away before it is closed."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt

from app.ui.places import PLACES


def put_away(window, jobs):
    """Close a window and end it at once: a timer it left would ask a closed data file."""
    window.close()
    jobs.wait()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def page_key(noun):
    """The digit that opens a page, with Ctrl."""
    return Qt.Key(Qt.Key.Key_1 + [place.noun for place in PLACES].index(noun))
