"""Disks of our own: one that is small, and one whose power can be cut. Root and loop devices only.

The cut is the file system's own way of going down at once (FS_IOC_GOINGDOWN): whatever was not
forced to the disk is gone, as after a power cut.
"""

import fcntl
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

_GOING_DOWN = 0x8004587D
_NO_FLUSH = 2
_TOOLS = ("mount", "umount", "mkfs.ext4")


def _tool(name):
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin")


def _run(*command):
    program = _tool(command[0])
    subprocess.run([program, *map(str, command[1:])], check=True, capture_output=True)


@lru_cache
def why_no_small_disk():
    """Why no small disk can be made here; empty where one can."""
    if not sys.platform.startswith("linux") or os.geteuid():
        return "a disk of one's own needs root on Linux"
    with tempfile.TemporaryDirectory() as place:
        try:
            with small(Path(place), 1):
                return ""
        except (OSError, subprocess.CalledProcessError):
            return "no disk can be mounted here"


@lru_cache
def why_no_power_cut():
    """Why no power can be cut here; empty where it can."""
    if why_no_small_disk():
        return why_no_small_disk()
    if not all(map(_tool, _TOOLS)) or not Path("/dev/loop-control").exists():
        return "cutting the power needs loop devices and mkfs.ext4"
    with tempfile.TemporaryDirectory() as place:
        try:
            with Disk(Path(place)) as disk:
                disk.cut()
        except (OSError, subprocess.CalledProcessError):
            return "the power of a loop device cannot be cut here"
    return ""


@contextmanager
def small(folder, kilobytes):
    """A disk in memory with so little room."""
    _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder)
    try:
        yield folder
    finally:
        _run("umount", "-l", folder)


class Disk:
    """An ext4 disk in a file."""

    def __init__(self, folder):
        self._image = folder / "disk.img"
        self.path = folder / "disk"
        self.path.mkdir()
        with self._image.open("wb") as image:
            image.truncate(48 << 20)
        _run("mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", self._image)

    def __enter__(self):
        self._mount()
        return self

    def __exit__(self, *_):
        _run("umount", "-l", self.path)

    def _mount(self):
        _run("mount", "-o", "loop", self._image, self.path)

    def cut(self, meanwhile=None):
        """Cut the power, let what was running be ended, and switch it on again."""
        handle = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _GOING_DOWN, struct.pack("I", _NO_FLUSH))
        finally:
            os.close(handle)
        if meanwhile:
            meanwhile()
        _run("umount", self.path)
        self._mount()
