"""The recovery sheet: the passphrase of the backups on paper, to be kept away from the computer."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.blocks import ACCENT, FAINT, INK, SOFT, WASH, Block, Box, Style
from app.documents.fonts import Weight
from app.documents.paper import Placed, Title, paper_size, written
from app.documents.sheet import BODY, LABEL, MARGIN, SMALL
from app.documents.wording import Wording
from app.domain.errors import RuleError
from app.domain.sentence import N_

if TYPE_CHECKING:
    from datetime import date

    from app.documents.fonts import Fonts
    from app.i18n import Language

_TITLE = Style(22, 27, Weight.SEMIBOLD, tracking=-0.45)
_HEAD = Style(11, 16, Weight.SEMIBOLD)
_SIGN = Style(17, 26, Weight.SEMIBOLD)
_PLACE = Style(6.5, 9, colour=FAINT)
_TEXT = BODY._replace(size=10, leading=15, colour=SOFT)
_COMMAND = BODY._replace(size=10, leading=15, colour=INK)
_TOP = 56.0
_CELL, _GAP, _HIGH = 26.0, 6.0, 40.0
_IN_A_ROW = 15
_LONGEST = 120
_AGE = "age --decrypt --output desk.accord BACKUP.accord.age"


class UnprintablePassphraseError(RuleError):
    """What the paper would say is not what was typed."""

    text = N_(
        "This passphrase has signs that would not be read from paper as they were typed. Write it "
        "down by hand, or choose another."
    )


@dataclass(frozen=True, slots=True)
class Recovery:
    """What stands on the sheet."""

    company: str
    country: str
    passphrase: str
    folder: str
    second: str
    day: date


def draw_recovery(recovery: Recovery, language: Language, fonts: Fonts) -> bytes:
    """The sheet; raises RuleError where the passphrase would not stand there as it is."""
    if not can_be_printed(recovery.passphrase, fonts):
        raise UnprintablePassphraseError
    size = width, _ = paper_size(recovery.country)
    words = Wording(language, fonts)
    name = words.say(N_("Recovery sheet"))
    block = Block(fonts)
    room = width - 2 * MARGIN
    y = block.left(MARGIN, 0, [name], _TITLE) + 2
    y = block.left(MARGIN, y, block.wrap(words.line(recovery.company), _HEAD, room), _HEAD)
    y = block.left(MARGIN, y, [words.date(recovery.day)], SMALL) + 18
    what = words.say(
        N_(
            "The backups of this company's data are encrypted. This is their passphrase. Without "
            "it nobody can open them: neither you, nor we, nor anybody else. Keep this sheet where "
            "neither a fire nor a thief who takes the computer finds it, and show it to nobody."
        )
    )
    y = block.left(MARGIN, y, block.wrap(what, _TEXT, room), _TEXT) + 20
    y = _spelled(block, words, recovery.passphrase, y, room) + 22
    for heading, told in _ways(words):
        y = block.left(MARGIN, y, [heading], _HEAD) + 1
        for style, text in told:
            y = block.left(MARGIN, y, block.wrap(text, style, room), style)
        y += 14
    facts = (
        (N_("Where the backups are"), recovery.folder),
        (N_("And a second time"), recovery.second),
    )
    for label, text in facts:
        if text:
            y = block.left(MARGIN, y, [words.say(label)], LABEL)
            y = block.left(MARGIN, y, block.wrap(words.line(text), BODY, room), BODY) + 8
    about = Title(
        name,
        words.line(recovery.company),
        "",
        language.code.replace("_", "-"),
        recovery.day,
    )
    return written(size, about, [[Placed(_TOP, block)]], fonts, None)


def can_be_printed(passphrase: str, fonts: Fonts) -> bool:
    """Whether every sign of it is there on paper, and seen to be there."""
    return (
        fonts.whole(passphrase) == passphrase
        and passphrase.isprintable()
        # A mark without its letter would stand in a field of its own.
        and not any(unicodedata.combining(sign) for sign in passphrase)
        and len(passphrase) <= _LONGEST
    )


def _spelled(block: Block, words: Wording, passphrase: str, y: float, room: float) -> float:
    """The passphrase sign by sign, each in its own cell with its place below it."""
    a_row = min(_IN_A_ROW, int((room + _GAP) // (_CELL + _GAP)))
    for place, sign in enumerate(passphrase):
        x = MARGIN + place % a_row * (_CELL + _GAP)
        top = y + place // a_row * (_HIGH + _GAP)
        block.shapes.append(Box(x, top, _CELL, _CELL, WASH, 4))
        look = _SIGN._replace(colour=ACCENT if sign.isdigit() else INK)
        if sign != " ":
            middle = x + (_CELL - block.width(sign, look)) / 2
            block.left(middle, top, [sign], look)
        number = str(place + 1)
        under = x + (_CELL - block.width(number, _PLACE)) / 2
        block.left(under, top + _CELL + 1, [number], _PLACE)
    y += -(-len(passphrase) // a_row) * (_HIGH + _GAP)
    told = list[str]()
    if any(sign.isdigit() for sign in passphrase):
        told.append(words.say(N_("Digits are blue.")))
    if passphrase != passphrase.lower():
        told.append(words.say(N_("Capitals count.")))
    if " " in passphrase:
        told.append(words.say(N_("An empty field is a space.")))
    return block.left(MARGIN, y, [" ".join(told)], SMALL)


def _ways(words: Wording) -> list[tuple[str, list[tuple[Style, str]]]]:
    """How a backup is opened, each way under its heading."""
    with_accord = words.say(
        N_(
            "Install Accord on any computer, choose Restore a backup, and take the newest file "
            "whose name ends in .age. It asks for the passphrase."
        )
    )
    without = words.say(
        N_(
            "The files are in the open format of the free tool age. It makes an ordinary SQLite "
            "file of one, which many programs can read:"
        )
    )
    return [
        (words.say(N_("With Accord")), [(_TEXT, with_accord)]),
        (words.say(N_("Without Accord")), [(_TEXT, without), (_COMMAND, _AGE)]),
    ]
