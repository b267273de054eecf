"""What every page stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.domain.dashboard import Dashboard
    from app.services import Services
    from app.ui.doors import PutBack
    from app.ui.kit import Kit
    from app.ui.preferences import Preferences
    from app.ui.undo import Undos


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one asks the documents to show: these, and no others."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed by the window to each page it opens."""

    kit: Kit
    services: Services
    undos: Undos
    """Push what was done and how to take it back: the window says so, and offers Undo."""
    kept: Preferences
    through: date
    """The month end that is next."""
    go: Callable[[str, object], None]
    """Open another page by its noun, and show there what is named: `go("clients", "ACME")`."""
    import_workbook: Callable[[], None]
    """Ask for a workbook and take it in."""
    begin: Callable[[str], None]
    """Begin something new on the page of a noun: the first of its `news`."""
    count: Callable[[str, int], None]
    """Say beside a page how many things there need the person."""
    log_timer: Callable[[str], None]
    """Stop a timer and open the sheet on which it is logged."""
    put_back: Callable[[PutBack], None]
    """Close the file, put a backup in its place, and open that."""
    nouns: frozenset[str]
    """The pages there are."""
    glanced: Dashboard | None = None
    """The dashboard's figures as they were read before the file was open."""
