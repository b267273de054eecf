"""Habits of this computer: how the window looks and where it stands."""

from __future__ import annotations

import logging
from configparser import ConfigParser, Error
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from app.ui.theme import Choice
from app.ui.tokens import TEXT_SIZES

if TYPE_CHECKING:
    from pathlib import Path

_SECTION = "window"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """All habits; a value nobody understands falls back to its default."""

    theme: str = Choice.SYSTEM
    text_size: int = 100
    geometry: str = ""
    month_end_split: str = ""
    lines_split: str = ""
    documents_split: str = ""

    @property
    def choice(self) -> Choice:
        """The theme that is wanted."""
        return Choice(self.theme)


def load(path: Path) -> Preferences:
    """The habits kept in a file; the defaults where there is none or it makes no sense."""
    parser = ConfigParser(interpolation=None)
    try:
        parser.read_string(path.read_text("utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, UnicodeDecodeError, Error):
        _log.warning("The preferences in %s cannot be read; the defaults are used.", path)
        return Preferences()
    kept = dict(parser[_SECTION]) if parser.has_section(_SECTION) else {}
    default = Preferences()
    theme = kept.get("theme", "")
    size = kept.get("text_size", "")
    texts = {
        field.name: kept.get(field.name, "")
        for field in fields(Preferences)
        if field.name not in {"theme", "text_size"}
    }
    return Preferences(
        theme=theme if theme in set(Choice) else default.theme,
        text_size=int(size) if size in {str(known) for known in TEXT_SIZES} else default.text_size,
        **texts,
    )


def save(path: Path, preferences: Preferences) -> None:
    """Keep the habits; where that is impossible, the program goes on without."""
    parser = ConfigParser(interpolation=None)
    parser[_SECTION] = {name: str(value) for name, value in asdict(preferences).items()}
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8") as file:
            parser.write(file)
        part.replace(path)
    except OSError:
        _log.warning("The preferences could not be kept in %s.", path)


def sizes(text: str) -> list[int]:
    """The sizes of a splitter as they were kept; nothing where they make no sense."""
    parts = text.split()
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []
