"""Runs one command and turns what went wrong into a sentence and an exit status."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from app.cli.arguments import parser
from app.cli.commands import COMMANDS
from app.domain.errors import AppError, InvalidError
from app.i18n import FALLBACK, Languages
from app.storage import paths

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

DONE, REFUSED = 0, 1


def parsed(argv: Sequence[str]) -> Namespace:
    """What was typed; wrong usage exits with 2."""
    return parser(COMMANDS).parse_args(argv)


def run(argv: Sequence[str]) -> int:
    """Run a command: 0 done, 1 refused with a sentence on stderr; wrong usage exits with 2."""
    args = parsed(argv)
    try:
        return args.run(args)
    except AppError as error:
        _tell(error)
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _tell(error: AppError) -> None:
    language = Languages(paths.locale()).get(FALLBACK)
    print(f"accord: {language.tell(error.sentence)}", file=sys.stderr)
    if isinstance(error, InvalidError):
        for problem in error.problems:
            print(f"  {problem.place}: {language.tell(problem.sentence)}", file=sys.stderr)
