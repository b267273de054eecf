"""The sample company: a year of history, taken in and billed month by month."""

from __future__ import annotations
