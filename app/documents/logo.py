"""The logo: checked once when it is chosen, and kept in the form in which it is printed."""

from __future__ import annotations

import struct
import warnings
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, ImageOps

from app.domain.errors import RuleError
from app.domain.sentence import N_

LARGEST_FILE = 2_000_000
LARGEST_PICTURE = 24_000_000
LONGEST_SIDE = 720
"""In pixels: 300 to the inch at the size at which a logo is printed at most."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_NEARLY_WHITE = 8


class LogoTooLargeError(RuleError):
    """More bytes or pixels than a logo needs."""

    text = N_("The logo is too large. Choose one of at most 2 MB and 24 megapixels.")


class LogoUnreadableError(RuleError):
    """Not a picture that can be read."""

    text = N_("The logo cannot be read. Choose a PNG or JPEG picture.")


class LogoInvisibleError(RuleError):
    """Nothing but white."""

    text = N_("The logo is all white and would not be seen on paper. Choose one with some colour.")


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as it goes into a file: compressed rows of red, green and blue."""

    width: int
    height: int
    rows: bytes


def checked(data: bytes) -> bytes:
    """The picture as we keep it: on white, without margins, a PNG; raises RuleError."""
    if len(data) > LARGEST_FILE:
        raise LogoTooLargeError
    if not data.startswith((_PNG, _JPEG)):
        raise LogoUnreadableError
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            picture = _read(data)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise LogoTooLargeError from error
        except RuleError:
            raise
        except Exception as error:  # a broken picture can break its reader in any way
            raise LogoUnreadableError from error
    inked = ImageChops.invert(picture.convert("L")).point(_seen).getbbox()
    if inked is None:
        raise LogoInvisibleError
    picture = picture.crop(inked)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _read(data: bytes) -> Image.Image:
    """The picture's colours on white, upright."""
    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as found:
        if found.width * found.height > LARGEST_PICTURE:
            raise LogoTooLargeError
        found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(found)
    if upright.mode.startswith(("I", "F")):
        upright = upright.point(lambda value: value / 256).convert("L")
    colours = upright.convert("RGBA")
    paper = Image.new("RGB", colours.size, "white")
    paper.paste(colours, mask=colours.getchannel("A"))
    return paper


def _seen(darkness: int) -> int:
    return 255 if darkness > _NEARLY_WHITE else 0


@lru_cache(maxsize=8)
def printed(data: bytes) -> Logo:
    """The picture as it goes into a file; raises RuleError."""
    kept = checked(data)
    rows, at = b"", len(_PNG)
    width, height = struct.unpack_from(">II", kept, at + 8)
    while at < len(kept):
        length, name = struct.unpack_from(">I4s", kept, at)
        if name == b"IDAT":
            rows += kept[at + 8 : at + 8 + length]
        at += 12 + length
    return Logo(width, height, rows)
