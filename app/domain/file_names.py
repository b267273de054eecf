"""Names of files that came from elsewhere, made safe to be written here."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
_UNSAFE = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_RUNS = frozenset(
    "app apk appimage bat bin cmd com command cpl deb desktop dll dmg exe gadget hta inf jar js "
    "jse lnk mjs msc msi msp pif ps1 py pyc pyw reg rpm run scf scr sh sys url vb vbe vbs wsc wsf "
    "wsh".split(" ")
)


def safe_name(name: str) -> str:
    """The last part of a name without what a file system or a reader could be misled by."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(
        letter
        for letter in last
        if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    kept = _UNSAFE.sub("_", kept).strip().strip(".").strip()
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        stem, ending = kept, ""
    if _RESERVED.fullmatch(stem.split(".")[0]):
        stem = f"_{stem}"
    if not stem:
        stem = "file"
    ending = f".{ending[:20]}" if ending else ""
    return stem[: LONGEST - len(ending)].rstrip(" .") + ending


def runs(name: str) -> bool:
    """Whether opening a file of this name would run it as a program."""
    return name.rpartition(".")[2].lower() in _RUNS
