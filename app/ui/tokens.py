"""The look as plain values: colours of both themes, text sizes, distances."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Choice(StrEnum):
    """Which theme a person wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """How much room the rows of a list get."""

    ROOMY = "roomy"
    DENSE = "dense"


class Ink(StrEnum):
    """What a colour is for."""

    BG = "bg"
    SURFACE = "surface"
    WELL = "well"
    SIDEBAR = "sidebar"
    HOVER = "hover"
    PRESSED = "pressed"
    GRID = "grid"
    BORDER = "border"
    BORDER_STRONG = "border_strong"
    FIELD_BORDER = "field_border"
    TEXT = "text"
    TEXT_2 = "text_2"
    TEXT_3 = "text_3"
    DISABLED = "disabled"
    ACCENT = "accent"
    ACCENT_HOVER = "accent_hover"
    ACCENT_PRESS = "accent_press"
    ON_ACCENT = "on_accent"
    ACCENT_TEXT = "accent_text"
    ACCENT_SOFT = "accent_soft"
    ACCENT_MID = "accent_mid"
    SELECTED = "selected"
    FOCUS = "focus"
    FOCUS_STRONG = "focus_strong"
    DANGER = "danger"
    SCROLL = "scroll"
    TOAST = "toast"
    TOAST_BORDER = "toast_border"
    ON_TOAST = "on_toast"
    TOAST_ACTION = "toast_action"
    OK = "ok"
    OK_BG = "ok_bg"
    WARN = "warn"
    WARN_BG = "warn_bg"
    BAD = "bad"
    BAD_BG = "bad_bg"
    INFO = "info"
    INFO_BG = "info_bg"
    MUTE = "mute"
    MUTE_BG = "mute_bg"


class Tone(StrEnum):
    """What a chip or banner says by its colour; never by its colour alone."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    MUTE = "mute"

    @property
    def ink(self) -> Ink:
        """The colour of its words."""
        return Ink(self.value)

    @property
    def ground(self) -> Ink:
        """The colour behind its words."""
        return Ink(f"{self.value}_bg")


@dataclass(frozen=True, slots=True)
class Colours:
    """All colours of one theme, as `#rrggbb`."""

    name: str
    inks: Mapping[Ink, str]

    def __getitem__(self, ink: Ink) -> str:
        return self.inks[ink]


LIGHT = Colours(
    "light",
    {
        Ink.BG: "#f5f6f8",
        Ink.SURFACE: "#ffffff",
        Ink.WELL: "#f0f2f5",
        Ink.SIDEBAR: "#fbfbfc",
        Ink.HOVER: "#f3f5f8",
        Ink.PRESSED: "#e6e9ee",
        Ink.GRID: "#eceef2",
        Ink.BORDER: "#e2e5ea",
        Ink.BORDER_STRONG: "#c9cfd8",
        Ink.FIELD_BORDER: "#868e9b",
        Ink.TEXT: "#161a21",
        Ink.TEXT_2: "#475060",
        Ink.TEXT_3: "#5f6876",
        Ink.DISABLED: "#9aa2ae",
        Ink.ACCENT: "#2f55d4",
        Ink.ACCENT_HOVER: "#2747b5",
        Ink.ACCENT_PRESS: "#203b97",
        Ink.ON_ACCENT: "#ffffff",
        Ink.ACCENT_TEXT: "#2a4dc2",
        Ink.ACCENT_SOFT: "#e9eefc",
        Ink.ACCENT_MID: "#b9c8f6",
        Ink.SELECTED: "#e6ecfc",
        Ink.FOCUS: "#2f55d4",
        Ink.FOCUS_STRONG: "#161a21",
        Ink.DANGER: "#c0271b",
        Ink.SCROLL: "#c5cbd4",
        Ink.TOAST: "#161a21",
        Ink.TOAST_BORDER: "#161a21",
        Ink.ON_TOAST: "#ffffff",
        Ink.TOAST_ACTION: "#afc2ff",
        Ink.OK: "#0a6a42",
        Ink.OK_BG: "#dcf3e7",
        Ink.WARN: "#874a00",
        Ink.WARN_BG: "#fcefd3",
        Ink.BAD: "#ae2318",
        Ink.BAD_BG: "#fce5e2",
        Ink.INFO: "#1d4c9e",
        Ink.INFO_BG: "#e2ecfb",
        Ink.MUTE: "#4a5362",
        Ink.MUTE_BG: "#ebeef2",
    },
)

DARK = Colours(
    "dark",
    {
        Ink.BG: "#0f1216",
        Ink.SURFACE: "#171b21",
        Ink.WELL: "#1f242c",
        Ink.SIDEBAR: "#13161b",
        Ink.HOVER: "#1d222a",
        Ink.PRESSED: "#2a313b",
        Ink.GRID: "#222831",
        Ink.BORDER: "#282e38",
        Ink.BORDER_STRONG: "#3a4250",
        Ink.FIELD_BORDER: "#6c7686",
        Ink.TEXT: "#e9ecf1",
        Ink.TEXT_2: "#b3bbc7",
        Ink.TEXT_3: "#929ba9",
        Ink.DISABLED: "#5f6876",
        Ink.ACCENT: "#4468e2",
        Ink.ACCENT_HOVER: "#3d60d6",
        Ink.ACCENT_PRESS: "#3a5ac8",
        Ink.ON_ACCENT: "#ffffff",
        Ink.ACCENT_TEXT: "#8fabff",
        Ink.ACCENT_SOFT: "#1c2747",
        Ink.ACCENT_MID: "#33477f",
        Ink.SELECTED: "#1e2a4b",
        Ink.FOCUS: "#8fabff",
        Ink.FOCUS_STRONG: "#e9ecf1",
        Ink.DANGER: "#cf3f37",
        Ink.SCROLL: "#3c4552",
        Ink.TOAST: "#1f242c",
        Ink.TOAST_BORDER: "#3a4250",
        Ink.ON_TOAST: "#e9ecf1",
        Ink.TOAST_ACTION: "#8fabff",
        Ink.OK: "#5bd19b",
        Ink.OK_BG: "#12301f",
        Ink.WARN: "#f2b95a",
        Ink.WARN_BG: "#33260d",
        Ink.BAD: "#ff8f86",
        Ink.BAD_BG: "#3b1714",
        Ink.INFO: "#8cb8ff",
        Ink.INFO_BG: "#15284a",
        Ink.MUTE: "#b3bbc7",
        Ink.MUTE_BG: "#252b34",
    },
)


class Text(IntEnum):
    """Text sizes in pixels."""

    CAPTION = 11
    SMALL = 12
    BODY = 13
    H3 = 15
    H2 = 18
    H1 = 22
    KPI = 26


class Weight(IntEnum):
    """The three weights that are used."""

    REGULAR = 400
    MEDIUM = 500
    STRONG = 600


TEXT_SIZES = (90, 100, 115, 130)
"""What a person may choose, in percent."""

CONTROL = 32
HEADER = 34
NAV = 34
ROW = 46
ROW_COMPACT = 34
TOP_BAR = 56
PAGE_HEAD = 56
SIDEBAR = 228
SIDEBAR_COLLAPSED = 58
COLLAPSE_BELOW = 1100
CHIP = 22
BADGE = 18
ICON = 16
ICON_LARGE = 18
ICON_HERO = 44
INSET = 20
"""The page margin of tables, also the inset of their first and last column."""
SMALLEST_WINDOW = (1024, 640)
USUAL_WINDOW = (1440, 900)
