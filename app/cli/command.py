"""What a command is."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Namespace = Any
"""What argparse hands out: its attributes are the command's own."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it says of itself, its arguments, and what it does."""

    help: str
    run: Callable[[Namespace], int]
    arguments: Callable[[argparse.ArgumentParser], None] | None = None
    shows_data: bool = False
