"""What the cases ask for, one module an area; each function translates and decides nothing.

A function takes the case's `given` and returns what the case calls `expect`, computed by the
domain. It is registered under the case's operation with `@operation("name")`.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

Given = dict[str, Any]
Operation = Callable[[Given], dict[str, Any]]

OPERATIONS: dict[str, Operation] = {}


def operation(name: str) -> Callable[[Operation], Operation]:
    """Register the function for cases of this operation."""

    def register(function: Operation) -> Operation:
        assert name not in OPERATIONS, name
        OPERATIONS[name] = function
        return function

    return register


def load() -> dict[str, Operation]:
    """All operations of all areas."""
    for module in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        import_module(f"{__package__}.{module.stem}")
    return OPERATIONS
