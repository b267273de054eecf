import pytest

from app.ui.tokens import DARK, LIGHT, Ink, Tone

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
GROUNDS = [Ink.BG, Ink.SURFACE, Ink.WELL, Ink.SIDEBAR, Ink.HOVER, Ink.SELECTED]
READ = [
    *((ink, ground) for ink in (Ink.TEXT, Ink.TEXT_2, Ink.TEXT_3) for ground in GROUNDS),
    *((Ink.ACCENT_TEXT, ground) for ground in (*GROUNDS, Ink.ACCENT_SOFT)),
    *((Ink.ON_ACCENT, g) for g in (Ink.ACCENT, Ink.ACCENT_HOVER, Ink.ACCENT_PRESS, Ink.DANGER)),
    *((tone.ink, tone.ground) for tone in Tone),
    *((tone.ink, ground) for tone in Tone for ground in (Ink.SURFACE, Ink.BG)),
    (Ink.ON_TOAST, Ink.TOAST),
    (Ink.TOAST_ACTION, Ink.TOAST),
]
SEEN = [
    (Ink.FIELD_BORDER, Ink.SURFACE),
    (Ink.FOCUS, Ink.SURFACE),
    (Ink.FOCUS, Ink.BG),
    (Ink.FOCUS, Ink.SIDEBAR),
    (Ink.FOCUS_STRONG, Ink.SURFACE),
    (Ink.ACCENT, Ink.SURFACE),
]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first, second):
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_guideline_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize(("ink", "ground"), READ, ids=str)
def test_words_can_be_read(colours, ink, ground):
    assert contrast(colours[ink], colours[ground]) >= 4.5


@THEMES
@pytest.mark.parametrize(("ink", "ground"), SEEN, ids=str)
def test_edges_can_be_seen(colours, ink, ground):
    assert contrast(colours[ink], colours[ground]) >= 3


@THEMES
def test_every_ink_has_a_colour(colours):
    assert set(colours.inks) == set(Ink)
