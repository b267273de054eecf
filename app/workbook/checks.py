"""What a shape cannot say: references, dates and terms that must fit together."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import is_currency

from app.domain.agreement import Status
from app.domain.catalog import Category
from app.domain.errors import Problem
from app.domain.money import Money, decimals
from app.domain.sentence import N_, Blank
from app.domain.tax import MixedTaxesError
from app.i18n import UnknownLanguageError, locale_of
from app.workbook.labour_checks import (
    check_after_hours,
    check_allowance,
    check_block,
    check_coverage,
    places_of,
    steps_of,
)
from app.workbook.mail_checks import check_mail
from app.workbook.merging import Path
from app.workbook.price_checks import (
    agreement_discount_problems,
    client_discount_problems,
    deposit_problems,
    discount_problems,
    price_days,
    pricing_problems,
)
from app.workbook.sla_checks import check_calendars, check_month, check_policies, check_ticket
from app.workbook.ticket_checks import (
    check_attachment,
    check_links,
    check_recurring,
    check_statuses,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.workbook.shape.agreement import Addition, Agreement
    from app.workbook.shape.catalog import Item
    from app.workbook.shape.client import Asset, Block, Client
    from app.workbook.shape.workbook import Workbook

DECIMALS_OF_NOTHING = Decimal(0)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass
class Checker:
    """Walks a workbook once and collects what does not fit, with its place."""

    workbook: Workbook
    places: dict[Path, str]
    problems: list[Problem] = field(default_factory=list[Problem])

    def run(self) -> tuple[Problem, ...]:
        """All problems, in the order of the workbook."""
        book = self.workbook
        self.taxes = {tax.code: tax for tax in book.taxes}
        self.items = {item.sku: item for item in book.items}
        self.roles = {role.name for role in book.roles}
        self.work_types = {work_type.name for work_type in book.work_types}
        self.policies = {policy.name for policy in book.sla_policies}
        self.calendars = {calendar.name for calendar in book.calendars}
        self.types = {type_.name: type_ for type_ in book.agreement_types}
        self.clients = {client.code: client for client in book.clients}
        self.priorities = {
            priority
            for policy in book.sla_policies
            for terms in (policy, *policy.earlier)
            for priority in terms.targets
        }
        self.statuses = {status.name for status in book.statuses}
        self.tickets = {ticket.number: ticket for ticket in book.tickets}
        self.agreement_of: dict[str, str] = {}
        self._company()
        self._catalog()
        for client in book.clients:
            self._client(client)
        check_statuses(self)
        self._tickets()
        self._work()
        self._money()
        return tuple(self.problems)

    def bad(self, path: Path, key: str, text: str, **blanks: Blank) -> None:
        """Note a problem with a key of a record."""
        place = self.places.get(path) or _named(path)
        joint = "." if place and key else ""
        self.problems.append(Problem(f"{place}{joint}{key}", text, **blanks))

    def known(
        self, path: Path, key: str, name: str | None, names: Iterable[str], what: str
    ) -> None:
        """Insist that a name that is given is one of those there are."""
        if name is not None and name not in names:
            self.bad(path, key, N_("there is no {what} {name}"), what=what, name=name)

    def _company(self) -> None:
        company = self.workbook.company
        here: Path = ("company",)
        self._currency(here, company.currency)
        self._locale(here, company.locale)
        self.zone(here, company.timezone)
        if company.logo and not _is_picture(company.logo):
            self.bad(here, "logo", N_("is no PNG or JPEG picture as base64"))
        found = company.cash_rounding
        steps = {company.currency: found} if isinstance(found, Decimal) else found
        for currency, step in steps.items():
            self._currency(here, currency)
            if not step or Money.rounded(step, currency).amount() != step:
                self.bad(
                    here,
                    "cash_rounding",
                    N_("{step} is not an amount that can be paid in {currency}"),
                    step=step,
                    currency=currency,
                )
        check_after_hours(self, here, company.after_hours)
        check_mail(self, company.mail)

    def _currency(self, path: Path, currency: str | None) -> None:
        if currency and not is_currency(currency):
            self.bad(path, "currency", N_("{name} is not a currency"), name=currency)

    def _locale(self, path: Path, locale: str) -> None:
        if locale:
            try:
                locale_of(locale)
            except UnknownLanguageError:
                self.bad(path, "locale", UnknownLanguageError.text, locale=locale)

    def zone(self, path: Path, zone: str, key: str = "timezone") -> None:
        """Insist on a time zone there is."""
        if zone:
            try:
                ZoneInfo(zone)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                self.bad(
                    path,
                    key,
                    N_("{zone} is not a time zone; write one such as Europe/Dublin"),
                    zone=zone,
                )

    def _catalog(self) -> None:
        for tax in self.workbook.taxes:
            if tax.category is not Category.STANDARD and any(
                rate for _, rate in steps_of(tax.rates)
            ):
                self.bad(
                    ("taxes", tax.code),
                    "rates",
                    N_("a tax of category {category} has no rate but 0"),
                    category=tax.category.value,
                )
        for item in self.workbook.items:
            here: Path = ("items", item.sku)
            self._currency(here, item.currency)
            self._taxes(here, "taxes", item.taxes)
            self._pricing(here, item)
        for work_type in self.workbook.work_types:
            self._taxes(("work_types", work_type.name), "taxes", work_type.taxes)
        check_calendars(self)
        check_policies(self)
        for type_ in self.workbook.agreement_types:
            here = ("agreement_types", type_.name)
            self.known(here, "sla", type_.sla, self.policies, N_("SLA policy"))

    def _sla(self, path: Path, value: Any) -> None:  # noqa: ANN401 - bare or dated
        for _, name in steps_of(value):
            self.known(path, "sla", name, self.policies, N_("SLA policy"))

    def _taxes(self, path: Path, key: str, value: Any) -> None:  # noqa: ANN401 - bare or dated
        for _, codes in steps_of(value):
            for code in codes or ():
                self.known(path, key, code, self.taxes, N_("tax"))
            known = [self.taxes[code] for code in codes or () if code in self.taxes]
            inside = next((tax.code for tax in known if tax.inclusive), None)
            on_top = next((tax.code for tax in known if not tax.inclusive), None)
            if inside and on_top:
                self.bad(path, key, MixedTaxesError.text, tax=inside, other=on_top)

    def _client(self, client: Client) -> None:
        here: Path = ("clients", client.code)
        self._currency(here, client.currency)
        self._locale(here, client.locale)
        self.zone(here, client.timezone)
        self._rates(here, client.rates)
        self._sla(here, client.sla)
        sites = {site.name for site in client.sites}
        for what, assets in (("devices", client.devices), ("users", client.users)):
            for asset in assets:
                path = (*here, what, asset.name)
                self.known(path, "site", asset.site, sites, N_("site"))
                self._active(path, asset)
        self._mapped(here, client)
        for agreement in client.agreements:
            self._agreement(client, agreement)
        for block in client.blocks:
            self._block(client, block)
        self._reductions(here, client)

    def _mapped(self, here: Path, client: Client) -> None:
        """The agreements that work is for, all of them the client's own."""
        numbers = {agreement.number for agreement in client.agreements}
        named = [
            (here, "default_agreement", client.default_agreement),
            *(
                ((*here, "contacts", found.name), "agreement", found.agreement)
                for found in client.contacts
            ),
            *(
                ((*here, "sites", found.name), "agreement", found.agreement)
                for found in client.sites
            ),
            *(
                ((*here, "devices", found.name), "agreement", found.agreement)
                for found in client.devices
            ),
        ]
        for path, key, number in named:
            self.known(path, key, number, numbers, N_("agreement"))

    def _active(self, path: Path, asset: Asset) -> None:
        before: date | None = date.min
        for i, (start, end) in enumerate(asset.active):
            key = f"active[{i}]"
            if end is not None and end <= start:
                self.bad(path, key, N_("{end} is not after {start}"), end=end, start=start)
            if before is None or start < before:
                self.bad(path, key, N_("begins before the stretch above it has ended"))
            before = end

    def _block(self, client: Client, block: Block) -> None:
        here: Path = ("clients", client.code, "blocks", block.name)
        self._taxes(here, "taxes", block.taxes)
        if block.expires and block.expires <= block.bought:
            self.bad(
                here,
                "expires",
                N_("{end} is not after {start}"),
                end=block.expires,
                start=block.bought,
            )
        currency = client.currency or self.workbook.company.currency
        if places_of(block.price) > decimals(currency):
            self.bad(here, "price", N_("{currency} has no such small amounts"), currency=currency)
        check_block(self, here, block, currency)

    def _agreement(self, client: Client, agreement: Agreement) -> None:
        here: Path = ("clients", client.code, "agreements", agreement.number)
        owner = self.agreement_of.setdefault(agreement.number, client.code)
        if owner != client.code:
            self.bad(
                here,
                "number",
                N_("{number} is already an agreement of client {client}"),
                number=agreement.number,
                client=owner,
            )
        self._term(here, agreement)
        self.known(here, "type", agreement.type, self.types, N_("agreement type"))
        self._sla(here, agreement.sla)
        self._taxes(here, "fee_taxes", agreement.fee_taxes)
        self._discount(here, "fee_discount", agreement.fee_discount)
        self._rates(here, agreement.rates)
        for _, rules in steps_of(agreement.coverage):
            check_coverage(self, here, rules or [])
        currency = client.currency or self.workbook.company.currency
        for _, allowance in steps_of(agreement.allowance):
            if allowance:
                check_allowance(self, here, allowance, currency)
        check_after_hours(self, here, agreement.after_hours)
        for _, cycle in steps_of(agreement.cycle):
            if cycle and cycle.every * _DAYS[cycle.unit] > 36500:  # noqa: PLR2004
                self.bad(here, "cycle", N_("is longer than a hundred years"))
        for addition in agreement.additions:
            path = (*here, "additions", addition.name)
            if addition.name == "fee" and agreement.fee != []:
                text = N_("{name} is already a charge of this agreement")
                self.bad(path, "name", text, name=addition.name)
            self._addition(path, client, addition)

    def _term(self, here: Path, agreement: Agreement) -> None:
        if agreement.end and agreement.end <= agreement.start:
            self.bad(
                here,
                "end",
                N_("{end} is not after {start}"),
                end=agreement.end,
                start=agreement.start,
            )
        if agreement.end is None and any(
            status is Status.ENDED for _, status in steps_of(agreement.status)
        ):
            self.bad(here, "end", N_("an ended agreement needs the day on which it ended"))
        if agreement.end is None and any(found for _, found in steps_of(agreement.renewal)):
            self.bad(here, "end", N_("is missing: the end of the first term is what is renewed"))

    def _rates(self, path: Path, value: Any) -> None:  # noqa: ANN401 - bare or dated
        for _, rules in steps_of(value):
            for rule in rules or ():
                self.known(path, "rates", rule.role, self.roles, N_("role"))
                self.known(path, "rates", rule.work_type, self.work_types, N_("work type"))

    def _addition(self, path: Path, client: Client, addition: Addition) -> None:
        self.known(path, "item", addition.item, self.items, N_("item"))
        self._taxes(path, "taxes", addition.taxes)
        self._pricing(path, addition)
        self._discount(path, "discount", addition.discount)
        if addition.end and addition.start and addition.end <= addition.start:
            self.bad(
                path,
                "end",
                N_("{end} is not after {start}"),
                end=addition.end,
                start=addition.start,
            )
        counts = addition.counts
        if counts and (counts.devices is None) == (counts.users is None):
            self.bad(path, "counts", N_('must name either "devices" or "users"'))
        if (counts is None) == (addition.quantity == []):
            text = (
                N_("is missing: give it a quantity, or say what it counts")
                if counts is None
                else N_("is typed, but the addition counts by itself; leave one of them out")
            )
            self.bad(path, "quantity", text)
        item = self.items.get(addition.item)
        if addition.price != [] or addition.pricing != [] or item is None:
            return
        currency = client.currency or self.workbook.company.currency
        item_currency = item.currency or self.workbook.company.currency
        if item.price == [] and item.pricing == []:
            self.bad(path, "price", N_("is missing, and item {item} has none"), item=item.sku)
        elif item_currency != currency:
            self.bad(
                path,
                "price",
                N_(
                    "is missing: item {item} is priced in {other}, the client is billed in {wanted}"
                ),
                item=item.sku,
                other=item_currency,
                wanted=currency,
            )

    def _pricing(self, path: Path, priced: Item | Addition) -> None:
        steps = steps_of(priced.pricing)
        days = [day for day, _ in steps_of(priced.price)]
        found = [text for _, pricing in steps for text in pricing_problems(pricing)]
        for text in (*found, *price_days(days, [day for day, _ in steps])):
            self.bad(path, "pricing", text)

    def _discount(self, path: Path, key: str, value: Any) -> None:  # noqa: ANN401 - bare or dated
        for _, discount in steps_of(value):
            for text in discount_problems(discount) if discount else ():
                self.bad(path, key, text)

    def _reductions(self, path: Path, client: Client) -> None:
        currency = client.currency or self.workbook.company.currency
        for discount in client.discounts:
            for key, text, blanks in client_discount_problems(discount, client, currency):
                self.bad((*path, "discounts", discount.name), key, text, **blanks)
        for deposit in client.deposits:
            here = (*path, "deposits", deposit.name)
            self._taxes(here, "taxes", deposit.taxes)
            for key, text, blanks in deposit_problems(deposit, client, currency):
                self.bad(here, key, text, **blanks)
        for agreement in client.agreements:
            there = (*path, "agreements", agreement.number, "discounts")
            for discount in agreement.discounts:
                for key, text, blanks in agreement_discount_problems(discount, agreement, currency):
                    self.bad((*there, discount.name), key, text, **blanks)

    def _tickets(self) -> None:
        for ticket in self.workbook.tickets:
            here: Path = ("tickets", ticket.number)
            self.known(here, "client", ticket.client, self.clients, N_("client"))
            self.agreement_of_client(here, "agreement", ticket.agreement, ticket.client)
            if here in self.places:
                check_ticket(self, ticket)
                check_links(self, ticket, self.clients.get(ticket.client))
        for rule in self.workbook.recurring_tickets:
            here = ("recurring_tickets", rule.name)
            self.known(here, "client", rule.client, self.clients, N_("client"))
            self.agreement_of_client(here, "agreement", rule.agreement, rule.client)
            if here in self.places:
                check_recurring(self, rule)
        for attachment in self.workbook.attachments:
            here = ("attachments", attachment.id)
            self.known(here, "ticket", attachment.ticket, self.tickets, N_("ticket"))
            self.known(here, "client", attachment.client, self.clients, N_("client"))
            if here in self.places:
                check_attachment(self, attachment)
        months = set[tuple[str, str]]()
        for month in self.workbook.sla_months:
            self.known(("sla_months", month.id), "client", month.client, self.clients, N_("client"))
            check_month(self, month, months)

    def _work(self) -> None:
        for entry in self.workbook.time:
            here: Path = ("time", entry.id)
            self.known(here, "client", entry.client, self.clients, N_("client"))
            self.known(here, "work_type", entry.work_type, self.work_types, N_("work type"))
            self.known(here, "role", entry.role, self.roles, N_("role"))
            self.agreement_of_client(here, "agreement", entry.agreement, entry.client)
            self._ticket_of(here, entry.ticket, entry.client)
        for expense in self.workbook.expenses:
            here = ("expenses", expense.id)
            self.known(here, "client", expense.client, self.clients, N_("client"))
            self.known(here, "item", expense.item, self.items, N_("item"))
            self._taxes(here, "taxes", expense.taxes)
            self._ticket_of(here, expense.ticket, expense.client)
            self._discount(here, "discount", expense.discount)
            if expense.discount and expense.discount.periods is not None:
                self.bad(here, "discount", N_("an expense has no periods"))
            if expense.item is None and not expense.description:
                self.bad(here, "description", N_("is missing: name an item or describe it"))
            item = self.items.get(expense.item or "")
            if expense.price is None and (item is None or item.price == []):
                self.bad(here, "price", N_("is missing"))

    def _money(self) -> None:
        for payment in self.workbook.payments:
            self.known(
                ("payments", payment.id), "client", payment.client, self.clients, N_("client")
            )
        for reminder in self.workbook.reminders:
            here: Path = ("reminders", reminder.id)
            self.known(here, "client", reminder.client, self.clients, N_("client"))
        for quote in self.workbook.quotes:
            here = ("quotes", quote.number)
            self.known(here, "client", quote.client, self.clients, N_("client"))
            for line in quote.lines:
                self.known(here, "lines", line.item, self.items, N_("item"))
                self._taxes(here, "lines", line.taxes)
                if line.item is None and not line.description:
                    self.bad(here, "lines", N_("is missing: name an item or describe it"))

    def agreement_of_client(self, path: Path, key: str, number: str | None, client: str) -> None:
        """Insist that an agreement that is named is one of this client's."""
        self.known(path, key, number, self.agreement_of, N_("agreement"))
        owner = self.agreement_of.get(number or "")
        if owner and owner != client:
            self.bad(
                path,
                key,
                N_("{number} is an agreement of client {client}"),
                number=number or "",
                client=owner,
            )

    def _ticket_of(self, path: Path, number: str | None, client: str) -> None:
        self.known(path, "ticket", number, self.tickets, N_("ticket"))
        ticket = self.tickets.get(number or "")
        if ticket and ticket.client != client:
            self.bad(
                path,
                "ticket",
                N_("{number} is a ticket of client {client}"),
                number=ticket.number,
                client=ticket.client,
            )


def _is_picture(text: str) -> bool:
    """By how it begins: every edit is checked with the company's logo beside it."""
    try:
        start = base64.b64decode(text[:24], validate=True)
    except ValueError:
        return False
    return start.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))


def check(workbook: Workbook, places: dict[Path, str]) -> tuple[Problem, ...]:
    """Everything in a workbook that does not fit together."""
    return Checker(workbook, places).run()


def _named(path: Path) -> str:
    """The place of a record that is not in the file: by its names."""
    text = ""
    for i, part in enumerate(path):
        text += f"[{part}]" if i % 2 else (f".{part}" if text else part)
    return text
