"""Gathers the words of the program into its catalogues and compiles them.

New sentences come in without a translation and dead ones go; the languages are told
how many sentences they lack. The files are the same whenever nothing was said anew.
"""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "say": None}
LANGUAGES = ("de", "es", "fr", "nl")
# A fixed day, so that a refresh that changes no sentence changes no file.
DAY = datetime(2026, 11, 25, tzinfo=UTC)


def main() -> None:
    """Refresh the template, then every language from it."""
    template = gathered()
    with (LOCALE / "accord.pot").open("wb") as stream:
        write_po(stream, template, width=0, omit_header=True, sort_output=True)
    for language in LANGUAGES:
        refresh(language, template)


def gathered() -> Catalog:
    """Return every sentence that the program says."""
    catalog = Catalog(project="Accord", charset="utf-8", fuzzy=False)
    for _, _, message, _, _ in extract_from_dir(
        ROOT / "app", [("**.py", "python")], keywords=KEYWORDS
    ):
        if message:
            catalog.add(message)
    return catalog


def refresh(language: str, template: Catalog) -> None:
    """Bring one language up to the template and compile it."""
    folder = LOCALE / language / "LC_MESSAGES"
    with (folder / "accord.po").open("rb") as stream:
        known = {message.id: message.string for message in read_po(stream, locale=language)}
    catalog = Catalog(
        locale=language,
        project="Accord",
        version="1",
        msgid_bugs_address="none",
        last_translator="Accord",
        language_team="Accord",
        charset="utf-8",
        fuzzy=False,
        creation_date=DAY,
        revision_date=DAY,
        header_comment="",
    )
    for message in template:
        if message.id:
            catalog.add(message.id, known.get(message.id, ""))
    with (folder / "accord.po").open("wb") as stream:
        write_po(stream, catalog, width=0, sort_output=True)
    with (folder / "accord.mo").open("wb") as stream:
        write_mo(stream, catalog)
    lacking = sum(1 for message in catalog if message.id and not message.string)
    print(f"{language}: {len(catalog)} sentences, {lacking} not translated")  # noqa: T201 - a program for the terminal


main()
