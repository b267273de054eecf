"""The catalogues of words: fresh, complete where it goes on paper, and compiled."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from app.domain.errors import AppError
from app.i18n import DOMAIN, PAPER_LANGUAGES, Languages

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "say": None}
FOLDERS = ("domain", "documents", "mail", "services", "workbook", "storage", "cli", "ui")
LINES = ("labour", "labour_groups", "labour_words", "extras")
EXPLAINED = (
    *("recurring", "piece", "pricing", "discount", "coverage", "stock", "timekeeping", "rates"),
    *("charge", "inclusive", "billing", "credit", "bearing", "schedule"),
)
"""What the pages after an invoice tell."""
TITLES = {"Adjustment: {what}", "Corrections to earlier invoices"}
BLANK = re.compile(r"\{[^{}]*\}")
TRANSLATED = [language for language in PAPER_LANGUAGES if language != "en"]


def in_folder(folder):
    found = extract_from_dir(ROOT / "app" / folder, [("**.py", "python")], keywords=KEYWORDS)
    return {message[2] for message in found} - {""}


def on_lines(module):
    file = ROOT / "app" / "domain" / f"{module}.py"
    return {message[1] for message in extract_from_file("python", file, KEYWORDS)}


def has_words(text):
    """Whether there is anything but blanks and signs."""
    return any(map(str.isalpha, BLANK.sub("", text)))


def refusals(kind=AppError):
    """The sentences of all errors that the modules told of here may raise."""
    return {kind.text}.union(*map(refusals, kind.__subclasses__()))


def messages(file):
    read = read_mo if file.suffix == ".mo" else read_po
    with file.open("rb") as stream:
        return [message for message in read(stream) if message.id]


def catalogue(language, suffix):
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.{suffix}"


def template():
    return {message.id for message in messages(LOCALE / f"{DOMAIN}.pot")}


@pytest.fixture(scope="module")
def paper():
    for module in EXPLAINED:
        import_module(f"app.domain.{module}")
    explained = set(filter(has_words, set().union(*map(on_lines, EXPLAINED)))) - refusals()
    return in_folder("documents").union(TITLES, explained, *map(on_lines, LINES))


def chosen(said):
    """What may be said there: one of two, or just this."""
    return [said.body, said.orelse] if isinstance(said, ast.IfExp) else [said]


def unmarked(file):
    """Sentences said by a local name that the catalogues do not know."""
    for scope in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(scope, ast.FunctionDef):
            continue
        names = {
            target.id
            for told in ast.walk(scope)
            if isinstance(told, ast.Assign)
            and isinstance(told.value, ast.Attribute)
            and told.value.attr == "say"
            for target in told.targets
            if isinstance(target, ast.Name)
        } - {"say"}
        for call in ast.walk(scope):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in names
            ):
                yield from (
                    f"{file.relative_to(ROOT)}:{text.lineno}"
                    for text in chosen(call.args[0])
                    if isinstance(text, ast.Constant) and has_words(str(text.value))
                )


def test_no_sentence_is_said_unmarked():
    assert [place for file in (ROOT / "app").rglob("*.py") for place in unmarked(file)] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_template_is_fresh(folder):
    found = in_folder(folder)
    assert found
    assert found <= template()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_what_the_template_holds(language):
    assert {message.id for message in messages(catalogue(language, "po"))} == template()


@pytest.mark.parametrize("language", TRANSLATED)
def test_all_that_can_stand_on_paper_is_translated(language, paper):
    told = {message.id for message in messages(catalogue(language, "po")) if message.string}
    assert not paper - told


def test_german_lacks_nothing():
    lacking = [each.id for each in messages(catalogue("de", "po")) if not each.string]
    assert lacking == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_their_blanks(language):
    for message in messages(catalogue(language, "po")):
        assert not message.fuzzy
        if message.string:
            assert sorted(BLANK.findall(message.string)) == sorted(BLANK.findall(message.id))


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_the_written_one(language):
    written = {each.id: each.string for each in messages(catalogue(language, "po")) if each.string}
    compiled = {each.id: each.string for each in messages(catalogue(language, "mo"))}
    assert compiled == written


@pytest.mark.parametrize(
    ("locale", "word"),
    [("de_AT", "Rechnung"), ("fr_FR", "Facture"), ("es_ES", "Factura"), ("nl_NL", "Factuur")],
)
def test_a_language_speaks_from_its_catalogue(locale, word):
    assert Languages(LOCALE).get(locale).say("Invoice") == word
