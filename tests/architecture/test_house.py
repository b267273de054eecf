"""The rules of the house that neither the linter nor the type checker can see."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"


def modules(folder: str = "") -> list[Path]:
    return sorted((APP / folder).rglob("*.py"))


def place(module: Path) -> str:
    return module.relative_to(APP).as_posix()


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"), module)


def imports(node: ast.AST) -> Iterator[str]:
    """Every dotted name a module imports: `a.b` for `import a.b` and for `from a import b`."""
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            yield from (alias.name for alias in part.names)
        elif isinstance(part, ast.ImportFrom) and not part.level:
            yield from (f"{part.module}.{alias.name}" for alias in part.names)


def names(node: ast.AST) -> Iterator[str]:
    """Every name a module mentions, bare or behind a dot, used or imported."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr
    for name in imports(node):
        yield from name.split(".")


def test_every_ring_keeps_to_its_imports():
    # In a process of its own, for the checker silences every logger of the one it runs in.
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    found = subprocess.run(
        [sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout


DOORS = {
    "QMessageBox": "ui/errors.py",
    "QThread": "ui/jobs.py",
    "QThreadPool": "ui/jobs.py",
    "QRunnable": "ui/jobs.py",
    "Thread": "ui/jobs.py",
    "platformdirs": "storage/paths.py",
    "__file__": "storage/paths.py",
}


@pytest.mark.parametrize(("name", "door"), DOORS.items(), ids=DOORS)
def test_there_is_one_door(name, door):
    users = {place(module) for module in modules() if name in names(tree(module))}
    assert users <= {door}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("from PySide6.QtWidgets import QMessageBox", "QMessageBox"),
        ("QtWidgets.QMessageBox.warning(None, '', '')", "QMessageBox"),
        ("import threading\nthreading.Thread(target=print)", "Thread"),
        ("from threading import Thread as Worker", "Thread"),
        ("import platformdirs as dirs", "platformdirs"),
        ("here = Path(__file__)", "__file__"),
    ],
)
def test_a_second_door_would_be_seen(source, name):
    assert name in names(ast.parse(source))


def test_services_leave_the_commit_to_the_store():
    assert [
        f"{place(module)}:{node.lineno}"
        for module in modules("services")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    ] == []


def test_a_service_method_writes_in_one_transaction():
    assert [
        f"{place(module)}:{function.lineno} {function.name}"
        for module in modules("services")
        for function in ast.walk(tree(module))
        if isinstance(function, ast.FunctionDef) and times_written(function) > 1
    ] == []


def times_written(function: ast.FunctionDef) -> int:
    """How often a function enters `….write()` of a store."""
    return sum(
        isinstance(item.context_expr, ast.Call)
        and isinstance(item.context_expr.func, ast.Attribute)
        and item.context_expr.func.attr == "write"
        for node in ast.walk(function)
        if isinstance(node, ast.With)
        for item in node.items
    )


def test_a_second_transaction_would_be_seen():
    source = """
def issue(self):
    with self._store.read() as session:
        session.get_one()
    with self._store.write() as session:
        session.add()
    with self._store.write() as session:
        session.add()
"""
    [function] = ast.parse(source).body
    assert times_written(function) == 2


def test_the_rules_import_nothing_but_python_and_each_other():
    allowed = {*sys.stdlib_module_names, "app.domain"}
    strangers = {
        f"{place(module)}: {name}"
        for module in modules("domain")
        for name in imports(tree(module))
        if allowed.isdisjoint({name.split(".")[0], ".".join(name.split(".")[:2])})
    }
    assert strangers == set()


def test_the_packaging_folder_hides_no_library():
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_every_folder_with_files_reaches_an_installed_copy():
    # Only folders whose names could be imported are packed.
    folders = {file.relative_to(ROOT).parent for file in (ROOT / "resources").rglob("*.*")}
    assert [folder for folder in folders if not all(map(str.isidentifier, folder.parts))] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_host(name):
    assert "://" not in (ROOT / "packaging" / name).read_text("utf-8")


def test_pyside_keeps_its_references_to_none():
    # PySide6 6.12.0 gives away one reference with every call that returns None on Python 3.11,
    # and the program dies when the last one is gone.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.property("missing")
    assert sys.getrefcount(None) > before - 500
