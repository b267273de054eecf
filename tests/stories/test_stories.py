"""Whole months through the command line, in this process."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from app.cli.main import run

HERE = Path(__file__).parent
STORIES = sorted(HERE.glob("*.json"))


class Desk:
    """The command line over one data file."""

    def __init__(self, folder, capsys):
        self.folder = folder
        self.capsys = capsys
        self.files = 0

    def __call__(self, *argv):
        status = run(["--data", str(self.folder / "story.accord"), *argv])
        out, err = self.capsys.readouterr()
        assert status == 0, f"{' '.join(argv)}: {err}"
        return out

    def asked(self, *argv):
        return json.loads(self(*argv, "--json"))

    def take_in(self, workbook):
        self.files += 1
        file = self.folder / f"{self.files}.json"
        file.write_text(json.dumps(workbook), encoding="utf-8")
        self("import", str(file))

    def proposals(self, through):
        return self.asked("bill", "--through", through, "--dry-run")["proposals"]

    def documents(self):
        return self.asked("documents")["documents"]

    def bill(self, through):
        """Issue, and see that it is what the dry run said."""
        said = self.proposals(through)
        before = len(self.documents())
        self("bill", "--through", through)
        issued = self.documents()[before:]
        assert amounts(each for each in said if is_issuable(each)) == amounts(issued)

    def credit(self, client):
        invoices = [
            each
            for each in self.documents()
            if each["kind"] == "invoice" and each["client"] == client
        ]
        self("credit", invoices[-1]["number"], "--reason", "story")

    def expect(self, wanted):
        found = next(
            (
                each
                for each in self.proposals(wanted["through"])
                if each["client"] == wanted["client"]
            ),
            {"net": "0", "tax": "0", "lines": []},
        )
        assert nets_by_kind(found["lines"]) == {
            kind: Decimal(net) for kind, net in wanted["kinds"].items() if Decimal(net)
        }
        if wanted["kinds"]:
            assert Decimal(found["net"]) == Decimal(wanted["net"])
            if wanted["tax"] is not None:
                assert Decimal(found["tax"]) == Decimal(wanted["tax"])
        else:
            assert not is_issuable(found)


def is_issuable(proposal):
    return any(Decimal(line["net"]) for line in proposal["lines"])


def amounts(found):
    """Who owes how much; a credit note's total is positive on paper."""
    return Counter((each["client"], abs(Decimal(each["total"]))) for each in found)


def nets_by_kind(lines):
    """What each kind comes to; the fee is one of the recurring charges."""
    sums = {}
    for line in lines:
        kind = "recurring" if line["kind"] == "fee" else line["kind"]
        sums[kind] = sums.get(kind, Decimal(0)) + Decimal(line["net"])
    return {kind: net for kind, net in sums.items() if net}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_month_as_told(path, tmp_path, capsys):
    desk = Desk(tmp_path, capsys)
    do = {
        "import": desk.take_in,
        "bill": desk.bill,
        "credit": desk.credit,
        "expect": desk.expect,
    }
    for step in json.loads(path.read_text(encoding="utf-8")):
        ((what, told),) = step.items()
        do[what](told)


def test_there_are_stories():
    assert STORIES
