"""Stops a child at each of its calls to the disk, and kills it there or lets the call fail.

With nothing but the standard library: Linux's ptrace, called through ctypes.
"""

import ctypes
import os
import platform
import signal
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

_TRACEME, _POKEUSER, _SETOPTIONS, _SYSCALL, _INFO = 0, 6, 0x4200, 24, 0x420E
_SYSGOOD, _EXITKILL = 0x1, 0x100000
_ENTRY, _EXIT = 1, 2
_RAX, _ORIG_RAX = 10 * 8, 15 * 8

BY_HANDLE = {1: "write", 18: "pwrite64", 74: "fsync", 75: "fdatasync", 77: "ftruncate"}
BY_NAME = {
    82: ("rename", 0),
    83: ("mkdir", 0),
    86: ("link", 0),
    87: ("unlink", 0),
    90: ("chmod", 0),
    257: ("openat", 1),
    263: ("unlinkat", 1),
    264: ("renameat", 1),
    316: ("renameat2", 1),
    258: ("mkdirat", 1),
    265: ("linkat", 1),
    268: ("fchmodat", 1),
    84: ("rmdir", 0),
}
_OPENAT = 257
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
WHY_NOT = (
    ""
    if sys.platform.startswith("linux") and platform.machine() == "x86_64"
    else "calls to the disk are stopped on Linux and x86-64 only"
)


@dataclass(frozen=True)
class Ran:
    """How a child ended: its calls to the disk, its exit code (None where it was killed)."""

    calls: tuple[str, ...]
    code: int | None
    output: str


def run(act, folder, *, kill_at=0, fail_at=0, error=0, sticky=False):
    """Run `act()` in a child and watch what it does below a folder."""
    libc = ctypes.CDLL(None, use_errno=True)
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        _child(libc, act, write)
    os.close(write)
    os.waitpid(pid, 0)
    trace = _Trace(
        libc,
        pid,
        f"{folder.resolve()}/",
        kill_at=kill_at,
        fail_at=fail_at,
        error=error,
        sticky=sticky,
    )
    code = trace.follow()
    with os.fdopen(read, "rb") as told:
        output = told.read().decode("utf-8", "replace")
    return Ran(tuple(trace.calls), code, output)


def _child(libc, act, write):
    code = 99
    try:
        os.dup2(write, 1)
        os.dup2(write, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        libc.ptrace(_TRACEME, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)
        code = act()
        sys.stdout.flush()
        sys.stderr.flush()
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException as error:  # noqa: BLE001 - it is told to whoever started this
        os.write(2, f"BUG {type(error).__name__}: {error}".encode())
        code = 98
    finally:
        os._exit(code)


class _Trace:
    def __init__(self, libc, pid, folder, *, kill_at, fail_at, error, sticky):
        self._ptrace, self._pid, self._folder = libc.ptrace, pid, folder
        self._ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
        self._ptrace.restype = ctypes.c_long
        self._kill_at, self._fail_at, self._error = kill_at, fail_at, error
        self._sticky = sticky
        self._buffer = ctypes.create_string_buffer(88)
        self._failing = False
        self.calls = []

    def follow(self):
        self._ptrace(_SETOPTIONS, self._pid, None, _SYSGOOD | _EXITKILL)
        signal_ = 0
        while True:
            self._ptrace(_SYSCALL, self._pid, None, signal_)
            _, status = os.waitpid(self._pid, 0)
            if os.WIFEXITED(status):
                return os.WEXITSTATUS(status)
            if os.WIFSIGNALED(status):
                return None
            stopped = os.WSTOPSIG(status)
            signal_ = 0
            if stopped == signal.SIGTRAP | 0x80:
                self._look()
            elif stopped != signal.SIGTRAP:
                signal_ = stopped

    def _look(self):
        self._ptrace(_INFO, self._pid, 88, ctypes.addressof(self._buffer))
        kind = self._buffer.raw[0]
        if kind == _EXIT and self._failing:
            self._failing = False
            self._ptrace(_POKEUSER, self._pid, _RAX, ctypes.c_void_p(-self._error))
        elif kind == _ENTRY:
            number, *given = struct.unpack_from("<7Q", self._buffer.raw, 24)
            name = self._name(number, given)
            if name:
                self._reached(name)

    def _reached(self, name):
        self.calls.append(name)
        here = len(self.calls)
        if here == self._kill_at:
            os.kill(self._pid, signal.SIGKILL)
        elif self._fail_at and (here == self._fail_at or (self._sticky and here > self._fail_at)):
            self._failing = True
            self._ptrace(_POKEUSER, self._pid, _ORIG_RAX, ctypes.c_void_p(-1))

    def _name(self, number, given):
        """What the call is, if it writes below the folder."""
        if number in BY_HANDLE:
            try:
                target = Path(f"/proc/{self._pid}/fd/{given[0]}").readlink()
            except OSError:
                return ""
            return BY_HANDLE[number] if f"{target}/".startswith(self._folder) else ""
        if number not in BY_NAME:
            return ""
        name, place = BY_NAME[number]
        if number == _OPENAT and not given[2] & _WRITING:
            return ""
        return name if f"{self._text(given[place])}/".startswith(self._folder) else ""

    def _text(self, address):
        try:
            with Path(f"/proc/{self._pid}/mem").open("rb", buffering=0) as memory:
                memory.seek(address)
                return memory.read(1024).split(b"\0", 1)[0].decode("utf-8", "replace")
        except (OSError, ValueError):
            return ""
