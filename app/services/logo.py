"""The logo before there is a company to keep it: the same check and form as on paper."""

from __future__ import annotations


def checked_logo(data: bytes) -> bytes:
    """A picture as it would be kept and printed: a PNG; raises RuleError where it cannot be."""
    from app.documents.logo import checked

    return checked(data)
