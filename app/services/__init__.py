"""What a person can do: one class an area, one method an intent, one transaction a method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.changes import Changes
    from app.i18n import Language, Languages
    from app.services.billing import BillingService
    from app.services.company import CompanyService
    from app.services.documents import DocumentService
    from app.services.workbook import WorkbookService


@dataclass(frozen=True, slots=True)
class Services:
    """The bundle that the screen and the command line receive."""

    company: CompanyService
    workbook: WorkbookService
    billing: BillingService
    documents: DocumentService
    languages: Languages
    language: Language
    listen: Callable[[Callable[[Changes], None]], Callable[[], None]]
    """Be told what each commit touched, on the thread that wrote; returns how to stop."""
