import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.documents.logo import (
    LONGEST_SIDE,
    LogoInvisibleError,
    LogoTooLargeError,
    LogoUnreadableError,
    checked,
    printed,
)
from app.domain.errors import RuleError


def saved(picture, kind="PNG", **options):
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def opened(data):
    return Image.open(BytesIO(data))


def chunk(name, content):
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def claiming(width, height):
    """A PNG of a few hundred bytes that says it is so large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_every_kind_of_png_becomes_plain_colours(mode):
    black = {"RGBA": (0, 0, 0, 255), "LA": (0, 255)}.get(mode, 0)
    kept = opened(checked(saved(Image.new(mode, (30, 20), black))))
    assert (kept.format, kept.mode, kept.size) == ("PNG", "RGB", (30, 20))
    assert kept.getpixel((3, 3)) == (0, 0, 0)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_every_kind_of_jpeg_becomes_plain_colours(mode):
    kept = opened(checked(saved(Image.new(mode, (30, 20), 90), "JPEG")))
    assert (kept.format, kept.mode, kept.size) == ("PNG", "RGB", (30, 20))


def test_what_is_transparent_becomes_paper():
    picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    picture.paste((200, 0, 0, 255), (0, 0, 40, 10))
    picture.paste((0, 0, 200, 255), (0, 30, 40, 40))
    kept = opened(checked(saved(picture)))
    assert kept.getpixel((5, 5)) == (200, 0, 0)
    assert kept.getpixel((5, 20)) == (255, 255, 255)


def test_margins_are_cut_so_that_it_stands_on_the_edge():
    picture = Image.new("RGB", (200, 100), "white")
    picture.paste("navy", (50, 30, 150, 60))
    assert opened(checked(saved(picture))).size == (100, 30)


def test_a_large_picture_becomes_smaller_and_keeps_its_shape():
    assert opened(checked(saved(Image.new("RGB", (3000, 1500), "navy")))).size == (720, 360)
    assert LONGEST_SIDE <= 1200


def test_a_picture_lying_on_its_side_is_turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(Image.new("RGB", (30, 20), "navy"), "JPEG", exif=exif)
    assert opened(checked(data)).size == (20, 30)


def test_checking_twice_changes_nothing():
    once = checked(saved(Image.linear_gradient("L")))
    assert checked(once) == once


@pytest.mark.parametrize("size", [(13_000, 13_000), (30_000, 30_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_would_fill_the_memory_is_refused(size):
    with pytest.raises(LogoTooLargeError):
        checked(claiming(*size))


def test_a_file_too_large_is_refused_unread():
    with pytest.raises(LogoTooLargeError):
        checked(b"\x89PNG\r\n\x1a\n" + b"\0" * 2_000_000)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_kinds_of_pictures_are_refused(kind):
    with pytest.raises(LogoUnreadableError):
        checked(saved(Image.new("RGB", (10, 10)), kind))


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-1.7"]
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(LogoUnreadableError):
        checked(data)


def test_a_compressed_text_that_would_fill_the_memory_is_refused():
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 100_000_000))
    whole = saved(Image.new("RGB", (10, 10)))
    with pytest.raises(LogoUnreadableError):
        checked(whole[:33] + bomb + whole[33:])


def test_a_white_picture_is_refused():
    with pytest.raises(LogoInvisibleError):
        checked(saved(Image.new("RGBA", (10, 10), (255, 255, 255, 128))))


@given(data=st.data())
def test_a_damaged_picture_is_refused_or_read_and_never_breaks(data):
    whole = data.draw(st.sampled_from([GRADIENT_PNG, GRADIENT_JPEG]))
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = (
        whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 8)) :]
    )
    with suppress(RuleError):
        assert opened(checked(damaged)).mode == "RGB"


GRADIENT_PNG = saved(Image.linear_gradient("L").resize((40, 40)))
GRADIENT_JPEG = saved(Image.linear_gradient("L").resize((40, 40)), "JPEG")


def test_what_is_printed_are_the_rows_of_the_picture():
    logo = printed(saved(Image.new("RGB", (30, 20), (1, 2, 3))))
    assert (logo.width, logo.height) == (30, 20)
    assert len(zlib.decompress(logo.rows)) == 20 * (1 + 3 * 30)
