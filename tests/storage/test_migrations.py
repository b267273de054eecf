"""The shapes of the data file: today's is what the tables say, and older ones become it."""

import json
import re
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from app import models as m
from app.storage import paths
from app.storage.connection import engine_over
from app.storage.migrations import runner
from app.storage.migrations.runner import MigrationFailedError, migrate
from app.storage.shape import CURRENT, SHAPES, tables_hash, wrong_guards
from tests.storage.samples import by_hand, findings, opened, without_guards

AGES = Path(__file__).parent / "ages"


@pytest.fixture
def connection(data):
    engine = engine_over(data)
    with engine.connect() as found:
        yield found
    engine.dispose()


def test_the_shape_is_what_the_tables_say(connection):
    def is_a_table_of_ours(name, kind, parents):
        return kind != "table" or not name.startswith("ticket_words")

    context = MigrationContext.configure(connection, opts={"include_name": is_a_table_of_ours})
    assert compare_metadata(context, m.Base.metadata) == []


NESTED = re.compile(r"\([^()]*\)")


def parts(statement):
    """The parts of a statement, in any order: a column that was added later comes last."""
    text = " ".join(statement.replace('"', "").replace("(", " ( ").replace(")", " ) ").split())
    head, _, body = text.partition("(")
    while (flat := NESTED.sub(lambda found: found[0].replace(",", ";")[1:-1], body)) != body:
        body = flat
    return head, sorted(" ".join(part.split()) for part in body.split(","))


def test_the_shape_is_what_the_tables_say_word_for_word(connection):
    """Checks, defaults and conditions of indexes: the comparison above does not look at them."""
    schema = "SELECT name, sql FROM sqlite_schema WHERE type <> 'trigger' AND sql IS NOT NULL"
    engine = create_engine("sqlite://")
    with engine.connect() as wanted:
        m.Base.metadata.create_all(wanted)
        expected = {name: parts(sql) for name, sql in wanted.execute(text(schema))}
    engine.dispose()
    assert {name: parts(sql) for name, sql in connection.execute(text(schema))} == expected


def test_every_table_is_strict(connection):
    tables = connection.execute(text("SELECT name, strict FROM pragma_table_list")).all()
    index = "ticket_words"  # an index of words keeps itself as it likes
    loose = {name for name, strict in tables if not strict and not name.startswith(index)}
    assert loose == {"sqlite_schema", "sqlite_temp_schema"}


def test_every_shape_has_its_step():
    folder = paths.migration_steps()
    scripts = ScriptDirectory(str(folder.parent), version_locations=[str(folder)])
    assert scripts.get_current_head() == f"{CURRENT:04}"
    steps = {int(step.revision): Path(step.path).name for step in scripts.walk_revisions()}
    assert set(steps) == set(SHAPES)
    assert all(name.startswith(f"m{number:04}_") for number, name in steps.items())


def test_a_new_file_and_the_first_step_are_the_same(tmp_path, connection):
    engine = engine_over(tmp_path / "made.accord", create=True)
    with engine.begin() as made:
        runner.take_steps(made, 0, CURRENT, paths.migration_steps())
        assert tables_hash(made) == tables_hash(connection) == SHAPES[CURRENT]
    engine.dispose()
    assert wrong_guards(connection) == ()


@pytest.mark.parametrize("name", [f"{number:04}.accord" for number in SHAPES if number < CURRENT])
def test_a_file_of_every_age_opens(tmp_path, name):
    """Made by the version whose shape it has, when the next shape came; never made anew."""
    path = tmp_path / name
    shutil.copy(AGES / name, path)
    opened(path).close()
    assert findings(path) == []
    with by_hand(path) as file:
        number, total = file.execute("SELECT number, total FROM document ORDER BY id").fetchone()
        assert (number, total) == ("INV-00001", 15_375)
        paper = file.execute("SELECT pdf FROM document_pdf WHERE id = 1").fetchone()[0]
        assert paper.startswith(b"%PDF")
        charges = "SELECT charge, SUM(charged) FROM document_line GROUP BY charge ORDER BY charge"
        assert file.execute(charges).fetchall() == [
            ("A-1/backup/0", 2_500),
            ("A-1/backup/1", 2_500),
            ("A-1/fee/0", 0),
            ("A-1/fee/1", 10_000),
        ]


def test_an_agreement_that_shows_covered_work_goes_on_to(tmp_path):
    path = tmp_path / "0001.accord"
    shutil.copy(AGES / "0001.accord", path)
    with by_hand(path) as file:
        for number, shown in (("A-8", 0), ("A-9", 1)):
            file.execute(
                "INSERT INTO agreement (client_id, number, start, refund, show_covered) "
                "VALUES (1, ?, '2026-01-01', 1, ?)",
                (number, shown),
            )
    opened(path).close()
    assert findings(path) == []
    with by_hand(path) as file:
        kept = (
            "SELECT number, value FROM agreement_term "
            "JOIN agreement ON agreement.id = agreement_id WHERE term = 'show_covered'"
        )
        assert file.execute(kept).fetchall() == [("A-9", "true")]


def test_what_happened_to_a_ticket_is_kept_as_a_note_where_no_clock_knows_it(tmp_path):
    path = tmp_path / "old.accord"
    shutil.copy(AGES / "0001.accord", path)
    events = [
        ("agent_reply", {"to": None, "note": ""}),
        ("status", {"to": "resolved", "note": ""}),
        ("status", {"to": "Parked", "note": "till May"}),
        ("assigned", {"to": "Ann", "note": ""}),
    ]
    policy = {"at_risk_percent": 75, "pauses": ["lunch", "waiting_client"], "targets": {}}
    with by_hand(path) as file:
        file.execute(
            "INSERT INTO ticket (id, number, client_id, opened)"
            " SELECT 1, 'T-1', min(id), '2026-01-05T09:00:00+00:00' FROM client"
        )
        file.executemany(
            "INSERT INTO ticket_event (ticket_id, position, at, type, body)"
            " VALUES (1, ?, '2026-01-05T10:00:00+00:00', ?, ?)",
            [(i, type_, json.dumps(body)) for i, (type_, body) in enumerate(events)],
        )
        file.execute("INSERT INTO sla_policy (name, body) VALUES ('P', ?)", [json.dumps(policy)])
    opened(path).close()
    with by_hand(path) as file:
        found = file.execute("SELECT type, body FROM ticket_event ORDER BY position").fetchall()
        kept = json.loads(file.execute("SELECT body FROM sla_policy").fetchone()[0])
    assert [(type_, json.loads(body)["note"]) for type_, body in found] == [
        ("agent_reply", ""),
        ("status", ""),
        ("note", "status Parked till May"),
        ("note", "assigned Ann"),
    ]
    assert kept["pauses"] == ["waiting_client"]


LATER = CURRENT + 1
STEP = '''
"""A step that is only here for the tests."""
from alembic import op

revision = "{number:04}"
down_revision = "{before:04}"


def upgrade():
    for statement in {statements!r}:
        op.execute(statement)
'''
REBUILT = (
    "CREATE TABLE new_client (id INTEGER PRIMARY KEY, code TEXT NOT NULL, colour TEXT) STRICT",
    "INSERT INTO new_client (id, code) SELECT id, code FROM client",
    "DROP TABLE client",
    "ALTER TABLE new_client RENAME TO client",
)
ADDED = ("ALTER TABLE decision ADD COLUMN until TEXT",)


@pytest.fixture
def later(sealed, tmp_path):
    """The steps and shapes of a version with one more step, which makes the shape of others."""
    folder = tmp_path / "migrations" / "versions"

    def make(*statements, shape=None):
        shutil.copytree(paths.migration_steps(), folder)
        step = STEP.format(number=LATER, before=CURRENT, statements=statements)
        (folder / f"m{LATER:04}_test.py").write_text(step, encoding="utf-8")
        model = folder / "model.accord"
        model.write_bytes(sealed)
        with without_guards(model) as file:
            for statement in shape or statements:
                file.execute(statement)
        engine = engine_over(model)
        with engine.connect() as found:
            shapes = {**SHAPES, LATER: tables_hash(found)}
        engine.dispose()
        return {"steps": folder, "shapes": shapes}

    return make


def beside(data):
    return {file.name for file in data.parent.iterdir() if file.is_file()}


def everything(path):
    with by_hand(path) as file:
        return [
            file.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
            for table in ("document", "document_line", "document_tax", "document_pdf", "history")
        ]


@pytest.mark.parametrize("statements", [ADDED, REBUILT, (*ADDED, *REBUILT)])
def test_an_older_file_is_migrated_on_a_checked_copy(data, sealed, later, statements):
    before = everything(data)
    kept = migrate(data, **later(*statements))
    assert kept.name == f"desk-before-shape-{LATER}.accord"
    assert kept.read_bytes() == sealed
    assert everything(data) == before
    assert beside(data) == {data.name, kept.name}
    with by_hand(data) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (LATER,)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    engine = engine_over(data)
    with engine.connect() as found:
        assert wrong_guards(found) == ()
    engine.dispose()
    assert findings(kept) == []


FAILING = {
    "a mistake in the SQL": ("ALTER TABLE nothing ADD COLUMN x TEXT",),
    "the shape is another": (*ADDED, "CREATE INDEX stray ON decision (until)"),
    "lines are lost": (*ADDED, "DELETE FROM document_line WHERE id = 1"),
    "amounts are changed": (*ADDED, "UPDATE document SET total = total + 1"),
    "a paper is lost": (*ADDED, "DELETE FROM document_pdf WHERE id = 1"),
    "rows refer to nothing": (*ADDED, "DELETE FROM client"),
    "a half-done rebuild": (*ADDED, *REBUILT[:3]),
}


@pytest.mark.parametrize("statements", FAILING.values(), ids=FAILING)
def test_a_failed_step_leaves_the_file_as_it_was(data, sealed, later, statements):
    choices = later(*statements, shape=ADDED)
    with pytest.raises(MigrationFailedError, match="It is as it was before") as caught:
        migrate(data, **choices)
    assert data.name in caught.value.sentence.plain()
    assert data.read_bytes() == sealed
    assert beside(data) == {data.name}
    assert findings(data) == []


def test_a_damaged_file_is_not_migrated(data, later):
    with by_hand(data) as file:
        file.execute("CREATE INDEX stray ON decision (reason)")
    spoilt = data.read_bytes()
    with pytest.raises(MigrationFailedError, match="not as Accord made them"):
        migrate(data, **later(*ADDED))
    assert data.read_bytes() == spoilt


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_failed_swap_is_taken_back(data, sealed, later, monkeypatch, links):
    def fail(*_):
        raise OSError(28, "No space left on device")

    if not links:
        monkeypatch.setattr(runner.os, "link", fail)
    monkeypatch.setattr(runner, "put_in_place", fail)
    with pytest.raises(MigrationFailedError, match="No space left"):
        migrate(data, **later(*ADDED))
    assert data.read_bytes() == sealed
    assert beside(data) == {data.name}


def test_where_there_are_no_links_the_old_file_is_kept_too(data, sealed, later, monkeypatch):
    def fail(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(runner.os, "link", fail)
    kept = migrate(data, **later(*ADDED))
    assert kept.read_bytes() == sealed
    assert everything(data) == everything(kept)


def test_what_was_kept_before_is_kept_still(data, later):
    earlier = data.with_name(f"desk-before-shape-{LATER}.accord")
    earlier.write_bytes(b"the restored one")
    kept = migrate(data, **later(*ADDED))
    assert kept.name == f"desk-before-shape-{LATER}-2.accord"
    assert earlier.read_bytes() == b"the restored one"


@pytest.fixture
def a_version_later(later, monkeypatch):
    """The program as it will be with one more step."""
    choices = later(*ADDED)
    monkeypatch.setitem(SHAPES, LATER, choices["shapes"][LATER])
    for module in ("store", "check", "migrations.runner"):
        monkeypatch.setattr(f"app.storage.{module}.CURRENT", LATER)
    monkeypatch.setattr("app.storage.paths.migration_steps", lambda: choices["steps"])


def test_opening_brings_an_older_file_up_to_date(data, sealed, a_version_later):
    with opened(data) as store, store.read() as session:
        assert session.execute(text("SELECT until FROM decision")).all() == []
    assert data.with_name(f"desk-before-shape-{LATER}.accord").read_bytes() == sealed
    assert findings(data) == []


def test_an_older_file_that_may_not_be_written_says_so(data, sealed, a_version_later):
    with pytest.raises(Exception, match="made by an older Accord"):
        opened(data, read_only=True)
    assert data.read_bytes() == sealed


def test_a_new_file_takes_all_steps(tmp_path, a_version_later):
    path = tmp_path / "new.accord"
    opened(path, create=True).close()
    assert findings(path) == []
    with by_hand(path) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (LATER,)
