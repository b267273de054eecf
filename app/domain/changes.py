"""What a commit can touch, so that each page can decide whether it has to look again."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """A part of the data."""

    COMPANY = "company"
    CATALOG = "catalog"
    CLIENTS = "clients"
    AGREEMENTS = "agreements"
    WORK = "work"
    FILES = "files"
    DOCUMENTS = "documents"
    DECISIONS = "decisions"
    MAIL = "mail"


Changes = frozenset[Kind]
