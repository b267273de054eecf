"""The texts that mails begin with, for each purpose; the catalogues have them in each language."""

from __future__ import annotations

from app.domain.mail_template import Purpose, Template
from app.domain.sentence import N_

TEXTS = {
    Purpose.INVOICE: Template(
        N_("Invoice {number} from {company}"),
        N_(
            "Dear {contact},\n\n"
            "please find attached our invoice {number} of {date} for {period}.\n"
            "The amount of {total} is due on {due}.\n\n"
            "Thank you for your business.\n\n"
            "Kind regards\n"
            "{company}"
        ),
    ),
    Purpose.CREDIT_NOTE: Template(
        N_("Credit note {number} from {company}"),
        N_(
            "Dear {contact},\n\n"
            "please find attached our credit note {number} of {date} over {total}.\n\n"
            "Kind regards\n"
            "{company}"
        ),
    ),
    Purpose.REMINDER_1: Template(
        N_("Friendly reminder: invoice {number}"),
        N_(
            "Dear {contact},\n\n"
            "our invoice {number} of {date} was due on {due}, and {open} is still open. "
            "It may have been overlooked; a copy is attached.\n\n"
            "If you have paid already, please disregard this message.\n\n"
            "Kind regards\n"
            "{company}"
        ),
    ),
    Purpose.REMINDER_2: Template(
        N_("Second reminder: invoice {number}"),
        N_(
            "Dear {contact},\n\n"
            "we have not yet received {open} for our invoice {number}, which was due on {due}. "
            "Please pay within the next seven days, or tell us what stands in the way.\n\n"
            "Kind regards\n"
            "{company}"
        ),
    ),
    Purpose.REMINDER_3: Template(
        N_("Final reminder: invoice {number}"),
        N_(
            "Dear {contact},\n\n"
            "despite our reminders, {open} of our invoice {number}, due on {due}, is still open. "
            "Please pay at once; otherwise we will have to take further steps.\n\n"
            "Kind regards\n"
            "{company}"
        ),
    ),
    Purpose.STATEMENT: Template(
        N_("Statement of account from {company}"),
        N_(
            "Dear {contact},\n\n"
            "please find attached your statement of account. {open} is open today.\n\n"
            "Kind regards\n"
            "{company}"
        ),
    ),
}
"""English, marked for the translators."""
