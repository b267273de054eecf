"""The data file as the window needs it: opened, begun, restored, moved."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.storage import paths
from app.ui.doors import Beginning, Opened, Way

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.dashboard import Dashboard
    from app.domain.progress import Progress
    from app.storage.looking import Preview

EMPTY = b'{"format": "accord/1"}'


class ThereAlreadyError(StoreError):
    """A file of that name is there."""

    text = N_("{file} is there already, so nothing was moved. Open that file, or rename it.")


class Opening:
    """Implements `Doors`; heavy libraries are loaded by the methods that need them."""

    def __init__(self, named: Path | None, *, in_sample: bool = False) -> None:
        """Take the named file, else the person's own or, where they were in it, the sample."""
        self._own = named or paths.data_file()
        self.sample = (
            named.with_name(f"{named.stem}-sample.accord") if named else paths.sample_file()
        )
        self.data = paths.data_or_sample(named, in_sample=in_sample)
        self._held = ExitStack()

    def today(self) -> date:
        """The day it is on this computer."""
        from app.bootstrap import SystemClock

        return SystemClock().now().astimezone().date()

    def is_there(self) -> bool:
        """Whether the file exists already."""
        return self.data.exists()

    def use(self, data: Path) -> None:
        """Take another file from now on."""
        self.close()
        self.data = self._own = data

    def use_own(self) -> None:
        """Take the person's own file from now on, not the sample."""
        self.close()
        self.data = self._own

    def glance(self, *, accept_place: str) -> Dashboard | None:
        """The dashboard's figures, read at once; None where the file must be opened for them."""
        from app.bootstrap import SystemClock
        from app.storage.glance import glance
        from app.storage.places import look_at_place

        try:
            if str(self.data) != accept_place:
                look_at_place(self.data)
        except (StoreError, OSError):
            return None
        return glance(self.data, SystemClock().now())

    def open(self, progress: Progress, *, accept_place: str) -> Opened:
        """Open the file; a doubtful place is refused once, unless it is the accepted one."""
        from app.bootstrap import SystemClock, desk
        from app.domain.clock import today
        from app.storage.places import look_at_place

        progress.step(0, 1)
        if str(self.data) != accept_place:
            look_at_place(self.data)
        with ExitStack() as held:
            services = held.enter_context(desk(self.data))
            # What was being sent when the program ended last may have gone out.
            services.mail.recover()
            held.callback(services.backups.leave)
            company = services.company.show()
            is_sample = services.company.is_sample()
            opened = Opened(
                services=services,
                through=self._through(today(SystemClock(), company.timezone), is_sample=is_sample),
                data=self.data,
                is_sample=is_sample,
                read_only=services.is_read_only,
            )
            self._held = held.pop_all()
        return opened

    def begin(self, beginning: Beginning, progress: Progress) -> None:
        """Make the file as the first run was told; nothing is left of it if that is stopped."""
        self.close()
        if beginning.way is Way.RESTORE:
            assert beginning.file
            self.restore(beginning.file, beginning.passphrase)
        elif beginning.way is Way.SAMPLE:
            if beginning.records and not self._own.exists():
                self._make(self._own, beginning)
            self._make_sample(progress)
            self.data = self.sample
        else:
            progress.step(0, 1)
            self._make(self._own, beginning)
            self.data = self._own

    def preview(self, copy: Path, passphrase: str) -> Preview:
        """What a copy would bring to a person's own file that is not open, and take from it."""
        from app.storage.restoring import preview

        self.close()
        return preview(copy, self._own, passphrase)

    def restore(self, copy: Path, passphrase: str = "") -> Path | None:
        """Put a copy in the own file's place; returns where the old one is kept, if there was."""
        kept = self._replace(self._own, copy, passphrase)
        self.data = self._own
        return kept

    def put_back(self, copy: Path, passphrase: str = "") -> Path | None:
        """The same in the place of the file that is open, which is closed first."""
        return self._replace(self.data, copy, passphrase)

    def move_home(self) -> None:
        """Take a copy of the file on this computer from now on; the old one stays as it is."""
        from app.storage.durable import begin_folder, copy_file, discard, put_in_place
        from app.storage.errors import told_of_files
        from app.storage.lock import Lock

        self.close()
        home = paths.data_file()
        with told_of_files(home):
            if home.exists():
                raise ThereAlreadyError(file=str(home))
            begin_folder(home.parent)
            lock = Lock(self.data)
            part = home.with_name(f"{home.name}.part")
            try:
                discard(part)
                copy_file(self.data, part)
                put_in_place(part, home)
            finally:
                lock.release()
        self.data = self._own = home

    def close(self) -> None:
        """Let go of what is open."""
        self._held.close()

    def _replace(self, data: Path, copy: Path, passphrase: str) -> Path | None:
        from app.bootstrap import SystemClock
        from app.storage.restoring import restore
        from app.storage.shelf import Shelf

        self.close()
        marks = Shelf(data).notes().marks
        return restore(copy, data, SystemClock().now(), passphrase=passphrase, marks=marks)

    def _make(self, data: Path, beginning: Beginning) -> None:
        import json

        from app.bootstrap import desk

        files = [json.dumps({**json.loads(EMPTY), **beginning.records}).encode()]
        if beginning.way is Way.WORKBOOK and beginning.file:
            from app.cli.files import read_file

            files.append(read_file(beginning.file))
        with desk(data, create=True) as services:
            services.workbook.take_in(files)
            if beginning.logo:
                services.company.keep_logo(beginning.logo)

    def _make_sample(self, progress: Progress) -> None:
        from app.cli.sample import make_sample

        if self.sample.exists():
            return
        part = self.sample.with_name(f"{self.sample.name}.making")
        part.unlink(missing_ok=True)
        try:
            with make_sample(part, progress):
                pass
            part.replace(self.sample)
        finally:
            part.unlink(missing_ok=True)

    def _through(self, day: date, *, is_sample: bool) -> date:
        if is_sample:
            from app.cli.sample import THROUGH

            return THROUGH
        return month_end(day)


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
