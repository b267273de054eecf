"""The manual of the workbook tells every key, column, command and option there is, and no other."""

import argparse
import json
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from app.cli.arguments import TABLES, parser
from app.cli.commands import COMMANDS
from app.workbook import shape, sla_shape, ticket_shape
from app.workbook.base import Shape
from app.workbook.shape.workbook import Workbook
from app.workbook.tables.kinds import KINDS

TEXT = (Path(__file__).parents[2] / "docs" / "workbook.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"<!-- (\w+) -->\n(.*?)(?=\n##|\Z)", TEXT, re.DOTALL))
EXAMPLES = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
UNTOLD = {"CalendarHours", "EarlierHours", "SlaTerms", "EarlierTerms"}
ROOMS = [import_module(f"{shape.__name__}.{room.name}") for room in iter_modules(shape.__path__)]
SHAPES = {
    found.__name__: found
    for module in (*ROOMS, sla_shape, ticket_shape)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, Shape) and found is not Shape
}
COMMAND_LINE = next(
    action for action in parser(COMMANDS)._actions if isinstance(action, argparse._SubParsersAction)
).choices


def rows_of(text):
    return [
        [cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"\|.*\|", text)
    ][2:]


def after(heading):
    return TEXT.partition(f"\n## {heading}")[2].partition("\n## ")[0]


def test_every_kind_of_record_has_its_table():
    assert set(SECTIONS) == set(SHAPES) - UNTOLD


@pytest.mark.parametrize("name", SECTIONS)
def test_every_key_is_told_once(name):
    told = [row[0].strip("`") for row in rows_of(SECTIONS[name])]
    assert sorted(told) == sorted(
        field.alias or key for key, field in SHAPES[name].model_fields.items()
    )
    assert all(row[1] for row in rows_of(SECTIONS[name]))


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_read(example):
    Workbook.model_validate(json.loads(example))


def test_every_table_and_its_columns_are_told():
    told = {row[0].strip("`"): row[1].split(", ") for row in rows_of(after("Tables"))}
    assert set(told) == set(KINDS) == set(TABLES)
    for name, kind in KINDS.items():
        assert told[name] == [
            f"**{column.all_names[0]}**" if column.required else column.all_names[0]
            for column in kind.columns
        ]


def test_every_command_and_option_is_told():
    told = {row[0].strip("`").split()[0]: row for row in rows_of(after("The command line"))}
    assert set(told) == set(COMMAND_LINE)
    for name, command in COMMAND_LINE.items():
        options = {
            action.option_strings[-1]
            for action in command._actions
            if action.option_strings and action.dest != "help"
        }
        assert set(re.findall(r"--[a-z-]+", told[name][2])) == options
