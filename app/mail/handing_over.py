"""Handing a letter to the system's own mail program, for people who want no password here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from app.domain.delivery import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.mail.letter import Letter


def mailto(letter: Letter) -> str:
    """A link that begins a mail; a link cannot carry papers."""
    to = ",".join(_listed(letter, Role.TO))
    asked = [
        (role.value, ",".join(_listed(letter, role)))
        for role in (Role.CC, Role.BCC)
        if _listed(letter, role)
    ]
    body = letter.body.replace("\n", "\r\n")
    asked += [("subject", quote(letter.subject, safe="")), ("body", quote(body, safe=""))]
    return f"mailto:{to}?" + "&".join(f"{name}={value}" for name, value in asked)


def xdg_email(letter: Letter, papers: Sequence[Path]) -> list[str]:
    """The arguments with which Linux's own helper begins a mail with papers."""
    told = ["--utf8", "--subject", letter.subject, "--body", letter.body]
    for one in letter.recipients:
        if one.role is not Role.TO:
            told += [f"--{one.role}", one.address]
    for paper in papers:
        told += ["--attach", str(paper)]
    return [*told, *(one.address for one in letter.recipients if one.role is Role.TO)]


def _listed(letter: Letter, role: Role) -> list[str]:
    return [quote(one.address, safe="@") for one in letter.recipients if one.role is role]
