#!/usr/bin/env python3
"""Sets up, runs and checks Accord.

    python3 dev.py setup        make the environment in .venv and do nothing else
    python3 dev.py run [ARGS]   run `accord ARGS`; without ARGS open the window, or fill a demo desk where there is no screen
    python3 dev.py test [ARGS]  run every check, stopping at the first that fails; with ARGS run `pytest ARGS` alone

Needs Python 3.11 or newer with pip, and nothing else: missing pieces are fetched on the first start.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "accord-setup"
LOCK = ROOT / "packaging" / "requirements-dev.lock"

# Shared library -> the Debian package that brings it. The Qt wheels expect these on the machine.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Only a window on a real screen needs these.
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

CHECKS: dict[str, list[str]] = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["basedpyright"],
    "imports": ["lint-imports"],
    "tests": ["pytest", "-n", "auto"],
}


def main(arguments: list[str]) -> int:
    """Do what the first argument says and return the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- this file may be started by any Python
        sys.exit("Accord needs Python 3.11 or newer.")
    what, *rest = arguments or ["help"]
    match what:
        case "setup":
            set_up()
            print("Ready: python3 dev.py run")
            return 0
        case "run":
            set_up()
            return run(rest)
        case "test":
            set_up()
            return test(rest)
        case _:
            print(__doc__)
            return 0 if what in {"help", "-h", "--help"} else 2


def run(arguments: list[str]) -> int:
    """Run Accord, or show what it does on a machine without a screen."""
    if arguments or has_screen():
        return call("accord", *arguments)
    folder = fresh_folder("accord-demo")
    print(f"There is no screen here, so a demo desk is filled in {folder}", flush=True)
    code = call("accord", "demo", str(folder))
    if code == 0:
        papers = sorted({paper.parent for paper in folder.rglob("*.pdf")})
        print("The PDFs are in", ", ".join(map(str, papers)))
    return code


def test(arguments: list[str]) -> int:
    """Run every check in order, or only pytest when told what to test."""
    checks = {"tests": ["pytest", *arguments]} if arguments else CHECKS
    for name, command in checks.items():
        began = time.monotonic()
        code = call(*command, environment=test_environment())
        took = f"{time.monotonic() - began:.1f} s"
        if code:
            print(f"\nFAILED: {name} ({took}). Again alone: .venv/bin/{' '.join(command)}")
            return code
        print(f"ok: {name} ({took})", flush=True)
    print("\nEverything passed.")
    return 0


def call(program: str, *arguments: str, environment: dict[str, str] | None = None) -> int:
    """Run a program of the environment and return its exit code."""
    try:
        return subprocess.call([BIN / program, *arguments], env=environment)
    except KeyboardInterrupt:
        return 130


def test_environment() -> dict[str, str]:
    """Return the environment for checks: windows are drawn in memory where there is no screen."""
    return os.environ | ({} if has_screen() else {"QT_QPA_PLATFORM": "offscreen"})


def has_screen() -> bool:
    """Tell whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def fresh_folder(name: str) -> Path:
    """Return the first of name, name-2, name-3, ... that does not exist in the current folder."""
    here = Path.cwd()
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(here / free for free in names if not (here / free).exists())


def set_up() -> None:
    """Make sure the system libraries and the environment are there; quick when they are."""
    add_system_libraries()
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text("utf-8") == wanted:
        return
    print("Setting up Accord in .venv; this takes a minute the first time.", flush=True)
    make_environment()
    pip("--require-hashes", "-r", str(LOCK))
    pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    STAMP.write_text(wanted, "utf-8")


def fingerprint() -> str:
    """Return a digest of everything the environment is made from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    parts = [project["build-system"], project["project"], project["tool"]["setuptools"]]
    made_from = [sys.version, str(ROOT), LOCK.read_text("utf-8"), json.dumps(parts)]
    return hashlib.sha256("\0".join(made_from).encode()).hexdigest()


def make_environment() -> None:
    """Make .venv unless there is one for this very Python."""
    python = BIN / "python"
    if python.exists() and (VENV / "pyvenv.cfg").read_text("utf-8").find(version()) >= 0:
        return
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.call(command, stdout=subprocess.DEVNULL) == 0:
        return
    apt_install(["python3-venv"], "Python's venv module is incomplete.")
    subprocess.check_call(command)


def version() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def pip(*arguments: str) -> None:
    command = [BIN / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    if code := subprocess.call([*command, *arguments]):
        sys.exit(code)


def add_system_libraries() -> None:
    """Install the shared libraries Qt needs and this machine lacks."""
    if not sys.platform.startswith("linux"):
        return
    wanted = QT_LIBRARIES | (SCREEN_LIBRARIES if has_screen() else {})
    missing = [package for library, package in wanted.items() if not loads(library)]
    if missing:
        apt_install(missing, "Qt needs shared libraries that are missing here.")


def loads(library: str) -> bool:
    """Tell whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list[str], reason: str) -> None:
    """Install Debian packages as root, or say what to install and stop."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        sys.exit(f"{reason} Install what your system calls: {names}")
    if os.geteuid() != 0:
        sys.exit(f"{reason} Run this once:\n  sudo apt-get install --no-install-recommends {names}")
    print("Installing", names, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if subprocess.call(install, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        subprocess.check_call(["apt-get", "update", "-qq"], env=environment)
        subprocess.check_call(install, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
