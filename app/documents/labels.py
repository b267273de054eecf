"""The words on paper that are ours, to be translated into the client's language."""

from __future__ import annotations

from app.domain.catalog import Category
from app.domain.sentence import N_

REASONS = {
    Category.EXEMPT: N_("Exempt from tax."),
    Category.REVERSE_CHARGE: N_("Reverse charge: the recipient accounts for the tax."),
    Category.INTRA_COMMUNITY: N_("Intra-community supply, exempt from tax."),
    Category.EXPORT: N_("Export, exempt from tax."),
}
TAXES = {
    Category.EXEMPT: N_("Exempt"),
    Category.REVERSE_CHARGE: N_("Reverse charge"),
    Category.INTRA_COMMUNITY: N_("Intra-community supply"),
    Category.EXPORT: N_("Export"),
    Category.OUTSIDE: N_("Not subject to tax"),
    Category.ZERO: N_("Zero rate"),
}
UNITS = {
    "hour": N_("h"),
    "device": N_("devices"),
    "user": N_("users"),
    "seat": N_("seats"),
    "licence": N_("licences"),
    "day": N_("days"),
    "month": N_("months"),
    "year": N_("years"),
    "piece": N_("pcs"),
}
