"""Where things are: the data file, the settings of this computer, and the packaged resources."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_APP = "Accord"
_HERE = Path(__file__).resolve()
_RESOURCES = _HERE.parents[2] / "resources"


def data_file() -> Path:
    """The user's own data file."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "accord.accord"


def sample_file() -> Path:
    """Where the window keeps the sample company, apart from the user's own data."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "sample.accord"


def data_or_sample(named: Path | None, *, in_sample: bool) -> Path:
    """The named file, else the person's own or, where they were in it, the sample."""
    own, sample = data_file(), sample_file()
    if named:
        return named
    return own if (own.exists() and not in_sample) or not sample.exists() else sample


def backups(data: Path) -> Path:
    """The folder beside a data file in which its backups are kept."""
    return data.with_name(f"{data.stem}-backups")


def lock_file(data: Path) -> Path:
    """The lock beside a data file; it is there while the file is open."""
    return data.with_name(f".{data.name}.lock")


def preferences() -> Path:
    """The habits of this computer."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "accord.ini"


def fonts() -> Path:
    """The typefaces for screen and paper."""
    return _RESOURCES / "fonts"


def icons() -> Path:
    """The icons of the window."""
    return _RESOURCES / "icons"


def locale() -> Path:
    """The catalogues of words."""
    return _RESOURCES / "locale"


def sample() -> Path:
    """The workbooks of the sample company, one for each month."""
    return _RESOURCES / "sample"


def countries() -> Path:
    """What is usual in each country: currency, taxes, hours, holidays."""
    return _RESOURCES / "countries"


def migration_steps() -> Path:
    """The steps from one shape of the data file to the next."""
    return _HERE.parent / "migrations" / "versions"
