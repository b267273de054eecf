"""The commands about SLA clocks."""

from __future__ import annotations

from app.cli import arguments, sla_shapes, sla_words
from app.cli.command import Command, Namespace
from app.cli.files import write_file
from app.cli.opening import open_desk, print_json
from app.domain.errors import RuleError
from app.domain.period import Period
from app.domain.sentence import N_
from app.workbook.tables.sla import figures_table


class NoDaysError(RuleError):
    """The report's days end before they begin."""

    text = N_("{end} is not after {start}; --to names the first day that no longer counts.")


def clocks(args: Namespace) -> int:
    """How each ticket's promises stand."""
    with open_desk(args) as services:
        rows = services.sla.show(args.at, ticket=args.ticket, known_at=args.known_at)
        if args.open:
            rows = tuple(row for row in rows if row.state.badge)
        if args.json:
            print_json({"tickets": [sla_shapes.ticket(row) for row in rows]})
        else:
            sla_words.tickets(rows, services.language, explain=args.explain)
    return 0


def report(args: Namespace) -> int:
    """What became of the promises of a period."""
    if args.to <= args.start:
        raise NoDaysError(start=args.start, end=args.to)
    period = Period(args.start, args.to)
    with open_desk(args) as services:
        found = services.sla.report(period, args.client)
        if args.csv:
            write_file(args.csv, figures_table(found))
        if args.json:
            print_json(
                {
                    "from": args.start.isoformat(),
                    "to": args.to.isoformat(),
                    "clients": [sla_shapes.report(each) for each in found],
                }
            )
        elif not args.csv:
            sla_words.reports(found, services.language)
    return 0


def alerts(args: Namespace) -> int:
    """Follow the rules that fell due, and say what ran out since this was asked last."""
    with open_desk(args) as services:
        news = services.alerts.look()
        if args.json:
            print_json(sla_shapes.news(news))
        else:
            sla_words.news(news, services.language)
    return 0


SLA_COMMANDS = {
    "alerts": Command("what ran out since it was asked last", alerts, shows_data=True),
    "sla": Command("how SLA clocks stand", clocks, arguments.clocks, shows_data=True),
    "report": Command("a report of some days", report, arguments.report, shows_data=True),
}
