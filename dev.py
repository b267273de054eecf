#!/usr/bin/env python3
"""Sets up, runs and checks Accord.

python3 dev.py setup         make the environment in .venv, and nothing else
python3 dev.py run [ARGS]    run `accord ARGS`; without ARGS open the window,
                             or fill a demo desk where there is no screen
python3 dev.py test [ARGS]   run every check and stop at the first that fails;
                             with ARGS run `pytest ARGS` alone
python3 dev.py faults [ARGS] kill Accord at every call to the disk and let each fail, for
                             `--minutes N`, and print what was reached
python3 dev.py words         gather the program's sentences into resources/locale

Needs Python 3.11 or newer with pip; whatever else is missing is fetched the first time.
"""

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "packaging" / "requirements-dev.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "made-from.json"

# The shared libraries that Qt expects on the machine, and the Debian packages that bring them.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

CHECKS = {
    "format": ["ruff", "format", "--check", "--quiet"],
    "lint": ["ruff", "check", "--quiet"],
    "types": ["basedpyright"],
    "imports": ["lint-imports"],
    "tests": ["pytest", "--quiet", "--numprocesses=auto"],
}


def main(arguments: list[str]) -> int:
    """Do what the first argument says and return the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - any Python may be asked to start this file
        sys.exit("Accord needs Python 3.11 or newer.")
    match arguments:
        case ["setup"]:
            set_up(on_screen=has_screen())
            print("Accord is ready: python3 dev.py run")
            return 0
        case ["run", *rest]:
            set_up(on_screen=has_screen())
            return run(rest)
        case ["test", *rest]:
            set_up(on_screen=False)
            return test(rest)
        case ["faults", *rest]:
            set_up(on_screen=False)
            return call(["python", "-m", "tests.faults", *rest], folder=ROOT)
        case ["words"]:
            set_up(on_screen=False)
            return call(["python", str(ROOT / "packaging" / "words.py")])
        case _:
            print(__doc__)
            return 2


def run(arguments: list[str]) -> int:
    """Run Accord, or show what it can do where no window can open."""
    if arguments or has_screen():
        return call(["accord", *arguments])
    folder = unused_folder("accord-demo")
    print(f"There is no screen here; filling a demo desk in {folder}", flush=True)
    code = call(["accord", "demo", str(folder)])
    for place in sorted({paper.parent for paper in folder.rglob("*.pdf")}):
        print(f"The PDFs are in {place}")
    return code


def test(arguments: list[str]) -> int:
    """Run every check in order, or pytest alone when told what to test."""
    checks = {"tests": ["pytest", *arguments]} if arguments else CHECKS
    began = time.monotonic()
    for name, command in checks.items():
        print(f"== {name}: {' '.join(command)}", flush=True)
        if code := call(command, folder=ROOT):
            print(f"\nFailed: {name}. The checks after it did not run.")
            return code
    print(f"\nAll passed in {time.monotonic() - began:.0f} s: {', '.join(checks)}.")
    return 0


def call(command: list[str], folder: Path | None = None) -> int:
    """Run a program of the environment and return its exit code."""
    name, *arguments = command
    try:
        return subprocess.call([program(name), *arguments], cwd=folder)
    except KeyboardInterrupt:
        return 130


def program(name: str) -> str:
    """Return the path of a program in the environment."""
    return str(VENV / ("Scripts" if os.name == "nt" else "bin") / name)


def has_screen() -> bool:
    """Tell whether a window can open here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def unused_folder(name: str) -> Path:
    """Return the first of name, name-2, name-3 … that is not yet in the current folder."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(path for path in map(Path.cwd().joinpath, names) if not path.exists())


def set_up(*, on_screen: bool) -> None:
    """Bring the machine and the environment up to date; a moment when they already are."""
    add_system_libraries(QT_LIBRARIES | (SCREEN_LIBRARIES if on_screen else {}))
    place, contents = fingerprints()
    made: dict[str, str] = json.loads(STAMP.read_text("utf-8")) if STAMP.exists() else {}
    if made == {"place": place, "contents": contents}:
        return
    print("Setting up Accord in .venv; the first time takes a minute.", flush=True)
    if made.get("place") != place:
        make_environment()
    install("--require-hashes", "--requirement", str(LOCK))
    install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(json.dumps({"place": place, "contents": contents}), "utf-8")


def fingerprints() -> tuple[str, str]:
    """Return what the environment belongs to and a digest of what is installed in it."""
    import tomllib  # not at the top: an older Python lacks it and should get main's sentence

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shape = [project["build-system"], project["project"], project["tool"]["setuptools"]]
    contents = hashlib.sha256(LOCK.read_bytes() + json.dumps(shape).encode())
    return f"Python {sys.version} in {ROOT}", contents.hexdigest()


def make_environment() -> None:
    """Make an empty .venv in place of whatever is there."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.call(command, stdout=subprocess.DEVNULL) != 0:
        install_packages(["python3-venv"], "Python here lacks a part of its venv module.")
        subprocess.check_call(command)


def install(*arguments: str) -> None:
    """Install into the environment with its own pip, or stop."""
    pip = [program("python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if subprocess.call([*pip, *arguments]) != 0:
        sys.exit("Setting up did not work; the reason is above.")


def add_system_libraries(packages: dict[str, str]) -> None:
    """Install the packages of those shared libraries that this machine lacks."""
    if not sys.platform.startswith("linux"):
        return
    missing = {library: package for library, package in packages.items() if not loads(library)}
    if missing:
        install_packages(list(missing.values()), f"Qt needs {', '.join(missing)}.")


def loads(library: str) -> bool:
    """Tell whether this machine has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: list[str], reason: str) -> None:
    """Install Debian packages when allowed to, or say what is needed and stop."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        sys.exit(f"{reason} Please install what your system calls {', '.join(packages)}.")
    if os.geteuid() != 0:
        sys.exit(f"{reason} Please run this once, then try again:\n\n  sudo {' '.join(command)}\n")
    print(f"{reason} Installing {', '.join(packages)}", flush=True)
    if apt(command).returncode != 0:
        apt(["apt-get", "update"])
        if (again := apt(command)).returncode != 0:
            sys.exit(again.stdout)


def apt(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run apt-get without questions, keeping what it says."""
    return subprocess.run(
        command,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
