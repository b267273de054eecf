"""Habits of this computer: how the window looks, where it stands, and what it opens."""

from __future__ import annotations

import json
import logging
from configparser import ConfigParser, Error
from dataclasses import asdict, dataclass, field, fields, replace
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.services.writing import write_own
from app.ui.tokens import TEXT_SIZES, Choice, Density

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_SECTION = "window"
_PAGES = "pages"
_log = logging.getLogger(__name__)
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Preferences:
    """All habits; a value nobody understands falls back to its default."""

    theme: str = Choice.SYSTEM
    text_size: int = 100
    geometry: str = ""
    month_end_split: str = ""
    lines_split: str = ""
    documents_split: str = ""
    density: str = Density.ROOMY
    language: str = ""
    """The window's language, where it is not the company's."""
    locale: str = ""
    """The locale of the file that was open last, so that the first words are right at once."""
    company: str = ""
    """Its name, for the same reason."""
    in_sample: bool = False
    """Whether the sample company was open last, though there is a file of one's own."""
    backup_folder: str = ""
    accepted_place: str = ""
    """A data file in a cloud or network folder that the person wants to keep there."""
    pages: Mapping[str, str] = field(default_factory=lambda: _NONE)
    """What each page remembers of itself."""

    @property
    def choice(self) -> Choice:
        """The theme that is wanted."""
        return Choice(self.theme)

    def habit(self, name: str) -> str:
        """What a page remembered; nothing where it never did."""
        return self.pages.get(name, "")

    def keeping(self, name: str, value: str) -> Preferences:
        """The same with one habit of a page: `keeping("clients.split", "600 400")`."""
        return replace(self, pages={**self.pages, name: value})


_KNOWN: dict[str, Callable[[str], bool]] = {
    "theme": set(Choice).__contains__,
    "density": set(Density).__contains__,
    "text_size": {str(size) for size in TEXT_SIZES}.__contains__,
    "in_sample": {"True", "False"}.__contains__,
}
_MADE: dict[str, Callable[[str], Any]] = {"text_size": int, "in_sample": "True".__eq__}


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
    found = {
        each.name: _MADE.get(each.name, str)(kept[each.name])
        for each in fields(Preferences)
        if each.name != "pages"
        and each.name in kept
        and _KNOWN.get(each.name, _anything)(kept[each.name])
    }
    return Preferences(**found, pages=_pages(parser))


def save(path: Path, preferences: Preferences) -> None:
    """Keep the habits; where that is impossible, the program goes on without."""
    parser = ConfigParser(interpolation=None)
    pages = preferences.pages
    plain = asdict(replace(preferences, pages={}))
    del plain["pages"]
    parser[_SECTION] = {name: str(value) for name, value in plain.items()}
    parser[_PAGES] = {name: json.dumps(value) for name, value in pages.items()}
    text = StringIO()
    parser.write(text)
    try:
        write_own(path, text.getvalue().encode())
    except OSError:
        _log.warning("The preferences could not be kept in %s.", path)


def sizes(text: str) -> list[int]:
    """The sizes of a splitter as they were kept; nothing where they make no sense."""
    parts = text.split()
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []


def _anything(text: str) -> bool:
    del text
    return True


def _pages(parser: ConfigParser) -> Mapping[str, str]:
    if not parser.has_section(_PAGES):
        return _NONE
    found: dict[str, str] = {}
    for name, text in parser[_PAGES].items():
        try:
            value = json.loads(text)
        except ValueError:
            continue
        if isinstance(value, str):
            found[name] = value
    return found
