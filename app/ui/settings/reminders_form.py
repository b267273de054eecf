"""The form of the rule by which clients are reminded of what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.i18n import PAPER_LANGUAGES
from app.ui.form.fields import Choices, Field, Kind, Option, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.form.fields import Record


def _languages(choices: Choices) -> Sequence[Option]:
    return [Option(code, choices.language.own_name(code)) for code in PAPER_LANGUAGES]


def _has_levels(record: Record) -> bool:
    return bool(record.get("levels"))


REMINDERS = Section(
    N_("Reminders"),
    N_("Without a level of your own, clients are reminded 7, 21 and 35 days late, at no cost."),
    (
        Field(
            "dunning",
            "",
            Kind.GROUP,
            span=6,
            columns=(
                Field(
                    "levels",
                    N_("Levels, the mildest first"),
                    Kind.ROWS,
                    span=6,
                    add=N_("Add a level"),
                    columns=(
                        Field("days", N_("Days overdue"), Kind.WHOLE),
                        Field("fee", N_("Late fee"), Kind.AMOUNT, default="0.00"),
                        Field("percent", N_("Interest a year, percent"), Kind.NUMBER, default="0"),
                        Field(
                            "texts",
                            N_("Own words"),
                            Kind.MAPPING,
                            N_("Instead of the usual ones, in the client's language."),
                            span=6,
                            add=N_("Add a language"),
                            columns=(
                                Field("language", N_("Language"), Kind.CHOICE, options=_languages),
                                Field("text", N_("Words"), Kind.LONG, span=4),
                            ),
                        ),
                    ),
                ),
                Field(
                    "bill_fees",
                    N_("Put what being late costs on the next invoice"),
                    Kind.FLAG,
                    default=True,
                    span=6,
                    when=_has_levels,
                ),
            ),
        ),
    ),
)
