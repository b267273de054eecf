"""Timers in a small file beside the data file: written at every turn, so that a crash loses none.

They are not in the data file itself: what they say becomes true only when an entry is made of it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.timers import About, Stretch, Timer, Timers
from app.storage.durable import put_in_place

if TYPE_CHECKING:
    from pathlib import Path

_FORMAT = "accord-timers/1"


def timers_file(data: Path) -> Path:
    """Where the timers of a data file are."""
    return data.with_name(f"{data.name}.timers")


def read_timers(path: Path) -> Timers:
    """The timers as they were last kept; what cannot be read is set aside, never overwritten."""
    try:
        text = path.read_text("utf-8")
    except OSError:
        return Timers()
    except ValueError:
        text = ""
    try:
        return _timers(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        with suppress(OSError):
            path.replace(path.with_name(f"{path.name}.unreadable"))
        return Timers()


def keep_timers(path: Path, timers: Timers, *, surely: bool = True) -> None:
    """Keep them, whole or not at all; `surely` waits until they are on the disk."""
    part = path.with_name(f"{path.name}.part")
    if not timers.all:
        path.unlink(missing_ok=True)
        return
    part.write_text(json.dumps(_told(timers), ensure_ascii=False, indent=1) + "\n", "utf-8")
    if surely:
        put_in_place(part, path)
    else:
        part.replace(path)


def _told(timers: Timers) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "seen": timers.seen.isoformat() if timers.seen else None,
        "timers": [
            {
                "id": timer.id,
                "client": timer.about.client,
                "ticket": timer.about.ticket,
                "agreement": timer.about.agreement,
                "work_type": timer.about.work_type,
                "role": timer.about.role,
                "note": timer.about.note,
                "ran": [[part.start.isoformat(), part.end.isoformat()] for part in timer.stretches],
                "since": timer.since.isoformat() if timer.since else None,
            }
            for timer in timers.all
        ],
    }


def _timers(told: dict[str, Any]) -> Timers:
    if told["format"] != _FORMAT:
        raise ValueError
    return Timers(tuple(_timer(each) for each in told["timers"]), _moment(told["seen"]))


def _timer(told: dict[str, Any]) -> Timer:
    keys = ("client", "ticket", "agreement", "work_type", "role", "note")
    return Timer(
        str(told["id"]),
        About(*(str(told[key]) for key in keys)),
        tuple(
            Stretch(datetime.fromisoformat(start), datetime.fromisoformat(end))
            for start, end in told["ran"]
        ),
        _moment(told["since"]),
    )


def _moment(told: str | None) -> datetime | None:
    return None if told is None else datetime.fromisoformat(told)
