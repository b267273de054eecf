"""What every command begins and ends with: the data file it works on, and its JSON."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.bootstrap import desk
from app.storage import paths

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from app.cli.command import Namespace
    from app.services import Services


@contextmanager
def open_desk(args: Namespace, *, create: bool = False) -> Generator[Services]:
    """The services over the data file that was named, or the user's own."""
    with desk(data_file(args), create=create) as services:
        yield services
        for sentence in services.backups.trouble():
            print(f"accord: {services.language.tell(sentence)}", file=sys.stderr)


def data_file(args: Namespace) -> Path:
    """The data file that was named, or the user's own."""
    return args.data or paths.data_file()


def print_json(value: object) -> None:
    """Print a value as JSON."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
