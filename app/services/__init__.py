"""What a person can do: one class an area, one method an intent, one transaction a method."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.documents.press import Press
    from app.domain.changes import Changes
    from app.domain.clock import Clock
    from app.i18n import Language, Languages
    from app.services.agreements import AgreementService
    from app.services.alerts import AlertService
    from app.services.backups import BackupService
    from app.services.bank import BankService
    from app.services.billing import BillingService
    from app.services.books import BookService
    from app.services.catalog import CatalogService
    from app.services.clients import ClientService
    from app.services.company import CompanyService
    from app.services.dashboard import DashboardService
    from app.services.documents import DocumentService
    from app.services.editing import EditingService
    from app.services.files import FileService
    from app.services.mail import MailService
    from app.services.month_end import MonthEndService
    from app.services.papers import PaperService
    from app.services.payments import PaymentService
    from app.services.quotes import QuoteService
    from app.services.recurring import RecurringService
    from app.services.reminders import ReminderService
    from app.services.search import SearchService
    from app.services.sla import SlaService
    from app.services.sla_report import SlaReportService
    from app.services.ticket_parts import TicketPartsService
    from app.services.tickets import TicketService
    from app.services.timekeeping import TimeService
    from app.services.timeline import TimelineService
    from app.services.timers import TimerService
    from app.services.workbook import WorkbookService
    from app.storage.store import Store


class Services:
    """The bundle that the screen and the command line receive.

    Each service is made, and its libraries are loaded, when it is first asked for.
    """

    def __init__(self, store: Store, clock: Clock, languages: Languages, press: Press) -> None:
        """Work on a store; papers are drawn by a press."""
        self._store = store
        self._clock = clock
        self._press = press
        self.languages = languages
        self.language: Language
        """The language of the company, or the one that was asked for."""

    @property
    def is_read_only(self) -> bool:
        """Whether the file can only be looked at, where it lies."""
        return self._store.read_only

    def today(self) -> date:
        """Today, where the company is."""
        from app.domain.clock import today

        return today(self._clock, self.company.show().timezone)

    def clock_is_behind(self) -> bool:
        """Whether this computer's clock was set back since something was written last."""
        from datetime import timedelta

        newest = self.company.newest_entry()
        return newest is not None and self._clock.now() + timedelta(minutes=10) < newest

    def listen(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Be told what each commit touched, on the thread that wrote; returns how to stop."""
        return self._store.listen(listener)

    @cached_property
    def company(self) -> CompanyService:
        """The company itself."""
        from app.services.company import CompanyService

        return CompanyService(self._store)

    @cached_property
    def backups(self) -> BackupService:
        """Copies of the data file."""
        from app.services.backups import BackupService

        return BackupService(self._store, self._clock, self._press)

    @cached_property
    def dashboard(self) -> DashboardService:
        """Figures at a glance."""
        from app.services.dashboard import DashboardService

        return DashboardService(self._store, self._clock)

    @cached_property
    def workbook(self) -> WorkbookService:
        """Import and export."""
        from app.services.workbook import WorkbookService

        return WorkbookService(self._store, self._clock)

    @cached_property
    def billing(self) -> BillingService:
        """The month end."""
        from app.services.billing import BillingService

        return BillingService(self._store, self.languages, self._press, self._clock)

    @cached_property
    def month_end(self) -> MonthEndService:
        """A month end under way."""
        from app.services.month_end import MonthEndService

        return MonthEndService(self._store)

    @cached_property
    def documents(self) -> DocumentService:
        """Issued documents."""
        from app.services.documents import DocumentService

        return DocumentService(self._store, self._press, self._clock)

    @cached_property
    def books(self) -> BookService:
        """What accounting programs are handed."""
        from app.services.books import BookService

        return BookService(self._store, self._clock)

    @cached_property
    def bank(self) -> BankService:
        """What came into the bank."""
        from app.services.bank import BankService

        return BankService(self._store)

    @cached_property
    def payments(self) -> PaymentService:
        """What clients pay."""
        from app.services.payments import PaymentService

        return PaymentService(self._store)

    @cached_property
    def papers(self) -> PaperService:
        """Statements, receipts and other papers for clients."""
        from app.services.papers import PaperService

        return PaperService(self._store, self._press, self._clock)

    @cached_property
    def quotes(self) -> QuoteService:
        """Offers to clients."""
        from app.services.quotes import QuoteService

        return QuoteService(self._store, self._clock)

    @cached_property
    def reminders(self) -> ReminderService:
        """Reminders of what is overdue."""
        from app.services.reminders import ReminderService

        return ReminderService(self._store, self._press, self._clock, self.languages)

    @cached_property
    def clients(self) -> ClientService:
        """Clients as they are looked at."""
        from app.services.clients import ClientService

        return ClientService(self._store, self._clock)

    @cached_property
    def agreements(self) -> AgreementService:
        """Agreements as they are looked at."""
        from app.services.agreements import AgreementService

        return AgreementService(self._store, self._clock)

    @cached_property
    def catalog(self) -> CatalogService:
        """What is set up once, as it is looked at."""
        from app.services.catalog import CatalogService

        return CatalogService(self._store, self._clock)

    @cached_property
    def editing(self) -> EditingService:
        """Every edit of what is set up."""
        from app.services.editing import EditingService

        return EditingService(self._store, self._clock)

    @cached_property
    def files(self) -> FileService:
        """Files kept with clients and tickets."""
        from app.services.files import FileService

        return FileService(self._store, self._clock)

    @cached_property
    def search(self) -> SearchService:
        """Records of all kinds by what was typed."""
        from app.services.search import SearchService

        return SearchService(self._store)

    @cached_property
    def sla(self) -> SlaService:
        """SLA clocks and what became of them."""
        from app.services.sla import SlaService

        return SlaService(self._store, self._clock)

    @cached_property
    def sla_report(self) -> SlaReportService:
        """What became of the promises of a period, and closed months."""
        from app.services.sla_report import SlaReportService

        return SlaReportService(self._store, self._press, self._clock)

    @cached_property
    def mail(self) -> MailService:
        """E-mail."""
        from app.services.mail import MailService

        return MailService(self._store, self._clock, self.languages)

    @cached_property
    def alerts(self) -> AlertService:
        """Warnings about SLA clocks, and what rules do by themselves."""
        from app.services.alerts import AlertService

        return AlertService(self._store, self._clock)

    @cached_property
    def tickets(self) -> TicketService:
        """Tickets as they are worked on."""
        from app.services.tickets import TicketService

        return TicketService(self._store, self._clock)

    @cached_property
    def recurring(self) -> RecurringService:
        """Tickets that are opened again and again."""
        from app.services.recurring import RecurringService

        return RecurringService(self._store, self._clock, self.languages)

    @cached_property
    def ticket_parts(self) -> TicketPartsService:
        """What tickets are about, and what is to be done on them."""
        from app.services.ticket_parts import TicketPartsService

        return TicketPartsService(self._store)

    @cached_property
    def time(self) -> TimeService:
        """Time as it is kept."""
        from app.services.timekeeping import TimeService

        return TimeService(self._store, self._clock)

    @cached_property
    def timeline(self) -> TimelineService:
        """The whole history."""
        from app.services.timeline import TimelineService

        return TimelineService(self._store)

    @cached_property
    def timers(self) -> TimerService:
        """The clocks one works by."""
        from app.services.timers import TimerService

        return TimerService(self._store, self._clock)
