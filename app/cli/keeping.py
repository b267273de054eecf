"""The commands that keep the data safe: backup, restore, check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.bootstrap import SystemClock
from app.cli.command import Command, Namespace
from app.cli.files import read_file, write_file
from app.cli.opening import data_file as _data
from app.cli.opening import open_desk as _desk
from app.cli.opening import print_json as _print
from app.domain.errors import RuleError, StoreError, Trouble
from app.domain.sentence import N_, say
from app.i18n import FALLBACK, Languages
from app.storage import paths
from app.storage.restoring import preview
from app.storage.restoring import restore as put_back
from app.storage.shelf import Shelf

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.sentence import Sentence
    from app.i18n import Language
    from app.services.timeline import Entry
    from app.storage.looking import Look, Preview


class NotSoundError(RuleError):
    """The self-check found something."""

    text = N_("{count} things are wrong with {file}. {advice}")


class EmptyPassphraseError(RuleError):
    """The file that should hold the passphrase is empty."""

    text = N_("{file} holds no passphrase. Write it on the first line.")


_WORDS = {
    "client": N_("clients"),
    "agreement": N_("agreements"),
    "ticket": N_("tickets"),
    "time_entry": N_("time entries"),
    "expense": N_("expenses"),
    "document": N_("documents"),
    "payment": N_("payments"),
}


def backup(args: Namespace) -> int:
    """Make a backup, whole and checked."""
    from pathlib import Path

    passphrase = _passphrase(args)
    with _desk(args) as services:
        if args.file:
            services.backups.copy_to(args.file, passphrase)
            made = Path(args.file)
        else:
            made = services.backups.keep(passphrase).path
        size = made.stat().st_size
        if args.json:
            _print({"file": str(made), "bytes": size, "encrypted": bool(passphrase)})
        else:
            told = say(N_("{file} is whole and checked: {size} bytes."), file=str(made), size=size)
            print(services.language.tell(told))
    return 0


def restore(args: Namespace) -> int:
    """Look at a backup, and put it in the data file's place."""
    language = Languages(paths.locale()).get(FALLBACK)
    data, passphrase = _data(args), _passphrase(args)
    found = preview(args.file, data, passphrase)
    kept: Path | None = None
    if not args.dry_run:
        marks = Shelf(data).notes().marks
        kept = put_back(args.file, data, SystemClock().now(), passphrase=passphrase, marks=marks)
    if args.json:
        told = {
            "backup": _shape(found.backup),
            "present": _shape(found.present) if found.present else None,
            "other_company": found.is_other,
            "lost_documents": list(found.lost),
            "lost_changes": found.changes,
            "restored": not args.dry_run,
            "kept": str(kept) if kept else None,
        }
        _print(told)
        return 0
    for sentence in sentences(found):
        print(language.tell(sentence))
    if kept:
        print(language.say(N_("The file as it was before is kept: {file}"), file=str(kept)))
    if not args.dry_run:
        print(language.say(N_("Restored. Numbers go on after the last one that was issued.")))
    return 0


def check(args: Namespace) -> int:
    """Check the whole data file."""
    data = _data(args)
    try:
        with _desk(args) as services:
            findings: Sequence[Sentence] = services.company.check()
            language = services.language
    except StoreError as error:
        if error.trouble is not Trouble.DAMAGED:
            raise
        findings = (error.sentence,)
        language = Languages(paths.locale()).get(FALLBACK)
    if args.json:
        told = [language.tell(found) for found in findings]
        _print({"sound": not findings, "findings": told})
    else:
        _tell(findings, language)
    if findings:
        raise NotSoundError(count=len(findings), file=str(data), advice=way_out(data))
    return 0


def history(args: Namespace) -> int:
    """Say who changed what and when."""
    with _desk(args) as services:
        if args.csv:
            write_file(args.csv, services.timeline.table())
            return 0
        found = services.timeline.list(args.about or "", args.most)
        if args.json:
            _print(
                {
                    "count": found.count,
                    "broken_at": found.broken_at,
                    "entries": [_entry(each) for each in found.entries],
                }
            )
            return 0
        for each in found.entries:
            print(
                f"{each.number:>6}  {each.at:%Y-%m-%d %H:%M}  {each.who}  {each.did}  {each.about}"
            )
    return 0


def sentences(found: Preview) -> list[Sentence]:
    """What a backup would bring and take, in words."""
    told: list[Sentence] = []
    look = found.backup
    if look.at:
        company = look.company or "–"
        told.append(say(N_("{company}, as it was on {day}."), company=company, day=look.at.date()))
    told.extend(
        say(N_("{count} {what}"), count=count, what=say(_WORDS[table]))
        for table, count in look.counts.items()
        if count
    )
    if look.newest:
        told.append(say(N_("Newest numbers: {numbers}"), numbers=", ".join(look.newest)))
    if found.is_other:
        told.append(say(N_("This is the backup of another company than the present file.")))
    elif found.lost:
        told.append(
            say(
                N_("{count} documents were issued after it and would be lost: {numbers}"),
                count=len(found.lost),
                numbers=", ".join(found.lost[:12]) + (" …" if len(found.lost) > 12 else ""),  # noqa: PLR2004
            )
        )
    if found.changes and not found.is_other:
        told.append(say(N_("{count} changes were made after it."), count=found.changes))
    return told


def way_out(data: Path) -> Sentence:
    """What to do where a file is not sound: the newest good backup, else an export."""
    newest = next((made for made in Shelf(data).backups() if made.known), None)
    if newest:
        return say(
            N_("The newest good backup is {file}. Restore it, or export what can be read."),
            file=str(newest.path),
        )
    return say(N_("There is no good backup beside it. Export what can be read, or ask for help."))


def _tell(found: Sequence[Sentence], language: Language) -> None:
    if not found:
        print(language.say(N_("The data file is sound.")))
    for sentence in found:
        print(language.tell(sentence))


def _shape(look: Look) -> dict[str, object]:
    return {
        "company": look.company,
        "at": look.at.isoformat() if look.at else None,
        "counts": look.counts,
        "newest": list(look.newest),
    }


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "entry": entry.number,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "did": entry.did,
        "about": entry.about,
        "was": entry.was,
        "now": entry.now,
        "told": entry.told,
    }


def _passphrase(args: Namespace) -> str:
    if not args.passphrase_file:
        return ""
    lines = read_file(args.passphrase_file).decode("utf-8", "replace").splitlines()
    if not lines or not lines[0].strip():
        raise EmptyPassphraseError(file=str(args.passphrase_file))
    return lines[0].strip()


def _copy_out(sub: ArgumentParser) -> None:
    from pathlib import Path

    sub.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="else beside the data file, by its date"
    )
    _passphrase_in(sub)


def _copy_in(sub: ArgumentParser) -> None:
    from pathlib import Path

    sub.add_argument("file", type=Path, metavar="FILE")
    sub.add_argument("--dry-run", action="store_true", help="only show what it would bring")
    _passphrase_in(sub)


def _which_entries(sub: ArgumentParser) -> None:
    from pathlib import Path

    sub.add_argument("--about", metavar="TEXT", help="only what bears on this record or word")
    sub.add_argument(
        "--most", type=int, default=200, metavar="N", help="so many of the newest; 200 unless told"
    )
    sub.add_argument("--csv", type=Path, metavar="FILE", help="all of it as a table, oldest first")


def _passphrase_in(sub: ArgumentParser) -> None:
    from pathlib import Path

    sub.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="the backup is encrypted with the passphrase on the first line of this file",
    )


KEEPING_COMMANDS = {
    "backup": Command("make a verified backup", backup, _copy_out, shows_data=True),
    "restore": Command(
        "put a backup in the data file's place; what it replaces is kept",
        restore,
        _copy_in,
        shows_data=True,
    ),
    "history": Command("who changed what and when", history, _which_entries, shows_data=True),
    "check": Command("check the whole data file", check, shows_data=True),
}
