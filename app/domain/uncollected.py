"""Work that makes thousands of lasting values, spared the search for garbage among them."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def uncollected() -> Generator[None]:
    """Look for no cycles meanwhile: frozen values make none, and all of them are still needed.

    Nor afterwards: what was made is old at once, so that it is looked at only with all the rest.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            # Together these make all that is there old without looking at any of it.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
