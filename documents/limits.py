"""Run one function of `documents` in a child process that cannot take the site down with it."""

from __future__ import annotations

import atexit
import contextlib
import io
import logging
import os
import pickle
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from documents.report import Unreadable

log = logging.getLogger(__name__)

MEMORY = 400 * 2**20
CPU_SECONDS = 25
SECONDS = 30
STATUS = struct.Struct("!i?")  # as documents.zygote writes it: wait status, ended by the clock
ANSWER_BYTES = 64 * 2**20
START_SECONDS = 30  # loading the parsers on a busy machine; only the first call waits for it
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "FONTCONFIG_PATH")

SENTENCES = {
    "crashed": "This file could not be read: the reader stopped part-way. Open it in the program that made it, "
    "save a fresh copy and upload that one.",
    "too-slow": "This file took too long to read. Split it, or save it with fewer or smaller pictures, and upload it again.",
    "too-much-memory": "This file needs too much memory to read. Split it, or save it with smaller pictures, "
    "and upload it again.",
}
_BUILTINS = {"set", "frozenset", "bytearray", "complex", "slice", "range"}
_PATHS = {"PosixPath", "PurePosixPath", "WindowsPath", "PureWindowsPath", "Path"}


def run(
    function: Callable[..., Any],
    /,
    *args: Any,
    memory: int = MEMORY,
    cpu_seconds: int = CPU_SECONDS,
    seconds: float = SECONDS,
    **kwargs: Any,
) -> Any:
    """Call the module-level `function` in a child process and return what it returns.

    `memory` is the growth in bytes the child may show over the size it starts with, `cpu_seconds` its
    processor time, `seconds` the wall clock. Arguments must pickle; the result must be made of plain
    values and classes of `documents`. On a system that cannot fork (Windows) the function runs here.

    Raises `Unreadable`: the function's own, or with the code `crashed`, `too-slow` or `too-much-memory`.
    """
    if not hasattr(os, "fork"):
        return function(*args, **kwargs)
    request = pickle.dumps(
        {
            "module": function.__module__,
            "name": function.__qualname__,
            "args": args,
            "kwargs": kwargs,
            "memory": memory,
            "cpu_seconds": cpu_seconds,
        }
    )
    ours, theirs = socket.socketpair()
    status_read, status_write = os.pipe()
    try:
        try:
            _server.send(seconds, theirs.fileno(), status_write)
        finally:
            theirs.close()
            os.close(status_write)
        body = _talk(ours, request, seconds)
        if body is None:
            _refuse("too-slow")
        answer = _answer(body)
        if answer is None:
            _explain(status_read)
    finally:
        ours.close()
        os.close(status_read)
    match answer:
        case ("value", value):
            return value
        case ("unreadable", str(code), str(sentence)):
            raise Unreadable(code, sentence)
        case ("memory",):
            _refuse("too-much-memory")
        case ("error", trace):
            log.error("%s.%s failed:\n%s", function.__module__, function.__qualname__, trace)
    _refuse("crashed")


def warm() -> None:
    """Start the process that forks, so that the first upload does not wait for it."""
    if hasattr(os, "fork"):
        _server.start()


def _refuse(code: str) -> NoReturn:
    raise Unreadable(code, SENTENCES[code])


def _talk(ours: socket.socket, request: bytes, seconds: float) -> bytes | None:
    """Send the request and read the answer to its end; None when the clock ran out."""
    deadline = time.monotonic() + seconds + START_SECONDS
    answer = io.BytesIO()
    try:
        ours.settimeout(seconds + START_SECONDS)
        ours.sendall(request)
        ours.shutdown(socket.SHUT_WR)
        while answer.tell() <= ANSWER_BYTES:
            ours.settimeout(max(0.001, deadline - time.monotonic()))
            block = ours.recv(1 << 20)
            if not block:
                break
            answer.write(block)
    except TimeoutError:
        return None
    except OSError:  # the child died before it read everything
        return b""
    return answer.getvalue()


class _Reader(pickle.Unpickler):
    """Reads answers. A child that was taken over must not be able to run code here."""

    def find_class(self, module: str, name: str) -> type:
        found = super().find_class(module, name)
        known = (
            module.split(".")[0] == "documents"
            or (module == "builtins" and name in _BUILTINS)
            or (module.startswith("pathlib") and name in _PATHS)
        )
        if known and isinstance(found, type):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not an answer")


def _answer(body: bytes) -> tuple | None:
    try:
        return _Reader(io.BytesIO(body)).load()
    except Exception:  # cut short or not ours: the child's end says why
        return None


def _explain(status_read: int) -> NoReturn:
    """Raise for a child that gave no answer, by how it ended."""
    ready, _, _ = select.select([status_read], [], [], 5)
    data = os.read(status_read, STATUS.size) if ready else b""
    if len(data) < STATUS.size:
        _refuse("crashed")
    status, late = STATUS.unpack(data)
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if late or ended_by == signal.SIGXCPU:
        _refuse("too-slow")
    if (
        ended_by == signal.SIGKILL
    ):  # processor time hard limit on some systems, else the system ran out of memory
        _refuse("too-much-memory")
    _refuse("crashed")


class _Server:
    """The forking process of this process: started at the first call, and again when it died."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.lock = threading.Lock()
        self.control: socket.socket | None = None
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.lock:
            if self.control is None:
                self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        root = str(Path(__file__).resolve().parent.parent)
        code = f"import sys; sys.path.insert(0, {root!r}); from documents.zygote import serve; serve({theirs.fileno()})"
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - our own code and words only
                [sys.executable, "-I", "-c", code],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ},
                start_new_session=True,  # Ctrl-C in a terminal is for the site, not for this
            )
        self.control = ours

    def send(self, seconds: float, *descriptors: int) -> None:
        with self.lock:
            for _ in range(2):
                if self.control is None:
                    self._start()
                with contextlib.suppress(OSError):
                    socket.send_fds(self.control, [struct.pack("!d", seconds)], descriptors)
                    return
                self._stop()
        _refuse("crashed")

    def _stop(self) -> None:
        if self.control is not None:
            self.control.close()
            self.control = None
        if self.process is not None:
            try:
                self.process.wait(2)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None

    def stop(self) -> None:
        with self.lock:
            self._stop()

    def forget(self) -> None:
        """In a forked copy of this process: the server belongs to the original."""
        if self.control is not None:
            self.control.close()
        if self.process is not None:
            self.process.returncode = 0  # not our child: nobody may wait for it here
        self.reset()


_server = _Server()
atexit.register(_server.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_server.forget)
