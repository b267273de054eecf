"""The forms of what a desk sets up for its tickets."""

from __future__ import annotations

from app.domain.recurrence import WEEKDAYS
from app.domain.sentence import N_
from app.ui.form.fields import Choices, Field, Form, Kind, Option, Section
from app.ui.form.options import named, words

CATEGORIES = words(
    ("active", N_("In progress")),
    ("waiting_client", N_("Waiting for the client")),
    ("waiting_vendor", N_("Waiting for a supplier")),
    ("scheduled", N_("Scheduled")),
    ("resolved", N_("Resolved")),
    ("closed", N_("Closed")),
    ("cancelled", N_("Cancelled")),
    ("merged", N_("Merged")),
    ("spam", N_("Spam")),
)
NOTE_KINDS = words(("agent_reply", N_("To the client")), ("note", N_("Internal")))
UNITS = words(("week", N_("Weeks")), ("month", N_("Months")), ("year", N_("Years")))
_TURNS = (
    ("first", N_("first {day}")),
    ("second", N_("second {day}")),
    ("third", N_("third {day}")),
    ("fourth", N_("fourth {day}")),
    ("last", N_("last {day}")),
)


def days(choices: Choices) -> list[Option]:
    """Weekdays for weeks; for months and years the last day, a weekday by its turn, or a number."""
    say, language = choices.language.say, choices.language
    names = {day: language.weekday(day[:3]) for day in WEEKDAYS}
    found = [Option("", say(N_("As on the first day")))]
    found += [Option(day, name) for day, name in names.items()]
    found.append(Option("last day", say(N_("last day"))))
    for turn, text in _TURNS:
        found += [Option(f"{turn} {day}", say(text, day=name)) for day, name in names.items()]
    return [*found, *(Option(str(day), say(N_("day {day}"), day=day)) for day in range(1, 32))]


STATUS: Form = (
    Section(
        N_("Status"),
        N_("Your word for it, and what it means to the clocks. What was, stays as it was meant."),
        (
            Field("name", N_("Name"), is_key=True, span=3),
            Field("category", N_("Means"), Kind.CHOICE, options=CATEGORIES, span=3),
        ),
    ),
)
CANNED: Form = (
    Section(
        N_("Canned note"),
        N_("Words that are put into the note of a ticket, to be changed there."),
        (
            Field("name", N_("Name"), is_key=True, span=3),
            Field(
                "kind", N_("Is for"), Kind.CHOICE, options=NOTE_KINDS, default="agent_reply", span=3
            ),
            Field("text", N_("Text"), Kind.LONG, span=6),
        ),
    ),
)
RECURRING: Form = (
    Section(
        N_("Ticket"),
        N_("What is opened each time."),
        (
            Field("name", N_("Name"), is_key=True, span=3),
            Field("client", N_("Client"), Kind.CHOICE, options=named("clients"), span=3),
            Field("summary", N_("Subject"), help=N_("Empty is the name"), span=4),
            Field("priority", N_("Priority")),
            Field("agreement", N_("Agreement"), help=N_("Its number; empty is by rule"), span=6),
            Field("note", N_("Note"), Kind.LONG, span=6),
            Field("checklist", N_("Checklist, a step a line"), Kind.LINES, span=6),
        ),
    ),
    Section(
        N_("When"),
        N_("After a long absence only the latest one is opened."),
        (
            Field("every", N_("Every"), Kind.WHOLE, default=1),
            Field("unit", N_("Unit of time"), Kind.CHOICE, options=UNITS, default="month"),
            Field("on", N_("On"), Kind.CHOICE, options=days, default=""),
            Field("start", N_("First day"), Kind.DAY),
            Field("end", N_("Ends before"), Kind.DAY),
            Field("time", N_("Time of day"), default="09:00"),
            Field("paused", N_("Rests"), Kind.FLAG, default=False, span=6),
        ),
    ),
)
FORMS = {"statuses": STATUS, "canned_notes": CANNED, "recurring_tickets": RECURRING}
