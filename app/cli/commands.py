"""What each command does: one service call, then words or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import arguments, shapes, words
from app.cli.command import Command, Namespace
from app.cli.files import make_folder, read_file, write_file, write_papers
from app.cli.keeping import KEEPING_COMMANDS
from app.cli.opening import open_desk as _desk
from app.cli.opening import print_json as _print
from app.cli.sla import SLA_COMMANDS
from app.domain.errors import RuleError
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.services import Services
    from app.services.documents import DocumentRow


class SampleThereError(RuleError):
    """The folder has a sample company already."""

    text = N_("{file} is there already. Choose another folder.")


class LineTwiceError(RuleError):
    """A line was named more than once."""

    text = N_("A line is named twice. Name each line once, with the whole amount.")


def take_in(args: Namespace) -> int:
    """Take workbooks in, whole or not at all."""
    files = [read_file(path) for path in args.files]
    with _desk(args, create=True) as services:
        changed = (
            services.workbook.take_in_tables(files, args.kind).changed
            if args.kind
            else services.workbook.take_in(files).changed
        )
        words.imported(changed, services.language)
    return 0


def hand_out(args: Namespace) -> int:
    """Write everything as one workbook."""
    with _desk(args) as services:
        write_file(
            args.file,
            services.workbook.hand_out(
                with_pdf=not args.without_pdf, with_files=not args.without_files
            ),
        )
    return 0


def bill(args: Namespace) -> int:
    """The month end."""
    if args.pdf:
        make_folder(args.pdf)
    with _desk(args) as services:
        review = services.billing.review(args.through, client=args.client, on=args.date)
        if args.dry_run:
            if args.pdf:
                proposals = review.proposals
                names = [
                    f"draft-{i:03}-{words.slug(proposal.client)}.pdf"
                    for i, proposal in enumerate(proposals, start=1)
                ]
                previews = services.billing.previews(proposals, review.date)
                write_papers(args.pdf, zip(names, previews, strict=True))
            if args.json:
                _print(shapes.review(review, services))
            else:
                words.review(review, services.language, explain=args.explain)
            return 0
        issued = services.billing.issue(review.proposals, review.date)
        numbers = {found.number for found in issued}
        rows = [row for row in services.documents.list() if row.number in numbers]
        if args.pdf:
            _write_papers(args.pdf, rows, services)
        if args.json:
            _print(
                {
                    "documents": [shapes.document(row) for row in rows],
                    "exceptions": shapes.exceptions(review, services),
                }
            )
        else:
            words.issued(rows, review, services, explain=args.explain)
    return 0


def documents(args: Namespace) -> int:
    """List the issued documents."""
    with _desk(args) as services:
        rows = services.documents.list()
        if args.json:
            _print({"documents": [shapes.document(row) for row in rows]})
        else:
            words.documents(rows, services.language)
    return 0


def pdf(args: Namespace) -> int:
    """Write a document's stored bytes."""
    with _desk(args) as services:
        write_file(args.file, services.documents.pdf(args.number))
    return 0


def credit(args: Namespace) -> int:
    """Issue a credit note."""
    with _desk(args) as services:
        lines = dict(args.line)
        if len(lines) != len(args.line):
            raise LineTwiceError
        row = services.documents.credit(
            args.number, args.reason, lines=lines, waive=args.waive, on=args.date
        )
        if args.json:
            _print({"documents": [shapes.document(row)]})
        else:
            words.documents([row], services.language)
    return 0


def schema(_: Namespace) -> int:
    """Print the workbook's JSON Schema."""
    from app.workbook.writing import schema as made

    _print(made())
    return 0


def demo(args: Namespace) -> int:
    """Make the sample company, run its month end and write its documents."""
    from app.cli.sample import THROUGH, make_sample

    data = args.folder / "sample.accord"
    if data.exists():
        raise SampleThereError(file=str(data))
    with make_sample(data) as services:
        review = services.billing.review(THROUGH, on=THROUGH)
        services.billing.issue(review.proposals, THROUGH)
        rows = services.documents.list()
        _write_papers(args.folder, rows, services)
        words.demo(rows, args.folder, services.language)
    return 0


COMMANDS = {
    "import": Command("take in workbooks or tables", take_in, arguments.files_in),
    "export": Command("write everything as one workbook", hand_out, arguments.file_out),
    "bill": Command(
        "the month end: propose, or issue all or nothing",
        bill,
        arguments.month_end,
        shows_data=True,
    ),
    "documents": Command("list the issued documents", documents, shows_data=True),
    "pdf": Command("write a document as it was issued", pdf, arguments.paper),
    "credit": Command("issue a credit note", credit, arguments.credit, shows_data=True),
    **SLA_COMMANDS,
    **KEEPING_COMMANDS,
    "schema": Command("print the JSON Schema of the workbook", schema),
    "demo": Command("make the sample company and run its month end", demo, arguments.demo_folder),
}


def _write_papers(folder: Path, rows: Iterable[DocumentRow], services: Services) -> None:
    papers = services.documents.papers([row.number for row in rows])
    write_papers(folder, ((words.file_name(number), pdf) for number, pdf in papers))
