import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.changes import Kind
from app.domain.document import DocumentKind
from app.domain.errors import StoreError
from app.ui.save_pdf import CannotWriteError, file_name
from tests.ui import fakes

ROWS = (
    fakes.document("INV-2026-00001", "Acme Dental Practice"),
    fakes.document("INV-2026-00002", "Northgate Veterinary"),
    fakes.document("CRN-2026-00001", kind=DocumentKind.CREDIT_NOTE),
)


@pytest.fixture
def desk(open_desk):
    found = open_desk(fakes.Services(documents=ROWS))
    found.window.go("documents")
    found.settle()
    return found


def test_the_newest_comes_first_and_its_paper_is_shown(desk):
    numbers = [row.number for row in desk.documents.table.rows]
    assert numbers == ["CRN-2026-00001", "INV-2026-00002", "INV-2026-00001"]
    assert desk.documents.paper.pane.page_count == 1


def test_a_credit_note_gives_back(desk):
    model = desk.documents.table.model()
    total = model.index(0, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert total == "-£494.40"


@pytest.mark.parametrize("typed", ["north", "00002", "2026-11 veterinary"])
def test_the_filter_finds_by_number_client_and_date(desk, typed):
    desk.documents.narrow.setText(typed)
    assert [row.number for row in desk.documents.table.rows] == ["INV-2026-00002"]


def test_a_filter_without_a_match_says_so(desk):
    desk.documents.narrow.setText("nobody")
    desk.settle()
    [button] = [
        one
        for one in desk.documents.findChildren(QPushButton)
        if one.accessibleName() == "Show all documents" and one.isVisible()
    ]
    button.click()
    assert len(desk.documents.table.rows) == 3


def test_without_documents_the_way_to_the_month_end_is_shown(open_desk):
    desk = open_desk()
    desk.window.go("documents")
    desk.settle()
    [button] = [
        one
        for one in desk.documents.findChildren(QPushButton)
        if one.accessibleName() == "Go to the month end"
    ]
    assert button.isVisible()
    button.click()
    assert desk.month_end.isVisible()


def test_a_hidden_page_is_refreshed_only_when_it_is_shown(open_desk):
    desk = open_desk(fakes.Services(documents=ROWS))
    assert desk.services.documents.lists == 0
    desk.window.go("documents")
    desk.settle()
    desk.window.go("billing")
    for _ in range(3):
        with desk.qtbot.waitSignal(desk.window._open.feed.changed):
            desk.services.tell(Kind.DOCUMENTS)
    desk.settle()
    assert desk.services.documents.lists == 1
    desk.window.go("documents")
    desk.settle()
    assert desk.services.documents.lists == 2


def test_news_of_other_things_is_no_reason_to_look_again(desk):
    with desk.qtbot.waitSignal(desk.window._open.feed.changed):
        desk.services.tell(Kind.CATALOG)
    desk.settle()
    assert desk.services.documents.lists == 1


def test_the_paper_is_saved_as_it_was_issued(desk, tmp_path):
    saver = desk.documents.paper._saver
    saver._numbers = ("INV-2026-00001",)
    with desk.qtbot.waitSignal(saver.saved):
        saver.write_file(str(tmp_path / "mine.pdf"))
    assert [file.name for file in tmp_path.iterdir()] == ["mine.pdf"]
    assert (tmp_path / "mine.pdf").read_bytes() == fakes.PDF


def test_asking_for_a_file_proposes_the_number(desk):
    desk.documents.paper.ask()
    from PySide6.QtWidgets import QFileDialog

    dialog = desk.documents.paper.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("CRN-2026-00001.pdf")
    dialog.close()


def test_a_folder_that_takes_nothing_is_told(desk, tmp_path):
    told = []
    saver = desk.documents.paper._saver
    saver._failed = told.append
    saver._numbers = ("INV-2026-00001",)
    saver.write_file(str(tmp_path / "none" / "mine.pdf"))
    desk.settle()
    [error] = told
    assert isinstance(error, CannotWriteError)


def test_a_document_without_paper_says_why(desk):
    def pdf(number):
        raise StoreError(detail="it came from another tool")

    desk.services.documents.pdf = pdf
    desk.documents.table.selectRow(1)
    desk.settle()
    pane = desk.documents.paper.pane
    assert "it came from another tool" in pane.accessibleName()
    assert not desk.documents.paper.save.isEnabled()


@pytest.mark.parametrize(
    ("number", "name"),
    [("INV-2026-00001", "INV-2026-00001.pdf"), ("2026/11:7", "2026-11-7.pdf")],
)
def test_a_number_makes_a_file_name(number, name):
    assert file_name(number) == name
