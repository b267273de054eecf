import pytest
from PySide6.QtGui import QFontInfo, QPalette

from app.ui.icons import Icon
from app.ui.style_sheet import style_sheet
from app.ui.theme import Choice
from app.ui.tokens import DARK, LIGHT, TEXT_SIZES, Ink, Text, Weight
from tests.ui.fakes import RESOURCES


def test_dark_and_light_dress_the_program(theme, qapp, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.choose(Choice.DARK, 100)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK[Ink.BG]
    theme.choose(Choice.LIGHT, 100)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT[Ink.BG]


def test_without_a_word_from_the_system_it_is_light(theme):
    theme.choose(Choice.SYSTEM, 100)
    assert theme.colours is LIGHT


def test_the_text_size_reaches_fonts_and_distances(theme):
    theme.choose(Choice.LIGHT, 130)
    assert theme.font(Text.BODY).pixelSize() == 17
    assert theme.scaled(46) == 60


def test_the_fonts_are_our_own(theme):
    assert QFontInfo(theme.font(Text.BODY, Weight.STRONG)).family() == "Inter"


def test_figures_have_one_width(theme):
    figures = theme.metrics(Text.BODY, figures=True)
    assert figures.horizontalAdvance("1111") == figures.horizontalAdvance("0000")
    words = theme.metrics(Text.BODY)
    assert words.horizontalAdvance("1111") < words.horizontalAdvance("0000")


@pytest.mark.parametrize("percent", TEXT_SIZES)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
def test_the_style_sheet_leaves_no_blank_open(colours, percent):
    assert "$" not in style_sheet(colours, percent)


@pytest.mark.parametrize("name", Icon, ids=str)
def test_every_icon_draws_something_in_its_colour(theme, name):
    image = theme.pixmap(name, Ink.ACCENT, 16, 2.0).toImage()
    assert image.width() == 32
    opaque = [
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert LIGHT[Ink.ACCENT] in opaque


def test_every_drawing_has_a_name_and_every_name_a_drawing():
    drawings = {file.stem for file in (RESOURCES / "icons").glob("*.svg")}
    assert drawings == {icon.value for icon in Icon}


def test_every_drawing_is_used():
    source = "".join(
        file.read_text("utf-8") for file in (RESOURCES.parent / "app/ui").rglob("*.py")
    )
    full = {icon.full for icon in Icon if f"{icon.value}-fill" in set(Icon)}
    assert [
        icon.name for icon in Icon if f"Icon.{icon.name}" not in source and icon not in full
    ] == []
