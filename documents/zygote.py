"""A small, single-threaded process that has the parsers loaded and forks one child a call.

It is started by `documents.limits` with nothing but one socket: no database connection, no settings, no
secrets in its environment. It reaps its children, ends those that run too long and ends itself with them
as soon as the process that started it is gone.

Why not multiprocessing's fork server: that one imports the caller's `__main__` again in every child
(a test runner, a web server), and a forked web worker would inherit a server it does not own.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import resource
import select
import signal
import socket
import struct
import sys
import time
import traceback
from typing import NamedTuple

from documents.report import Unreadable

PRELOAD = (
    "lxml.etree",
    "PIL.Image",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.WebPImagePlugin",
    "pikepdf",
    "pypdfium2",
    "documents.identify",
    "documents.identifiers",
    "documents.images",
    "documents.ooxml",
    "documents.package",
    "documents.pages",
    "documents.pdf",
    "documents.text_office",
    "documents.work",
    "documents.docx_scan",
    "documents.docx_clean",
    "documents.pptx_scan",
    "documents.pptx_clean",
)
STATUS = struct.Struct("!i?")  # wait status, ended by the clock


class _Child(NamedTuple):
    status: int  # descriptor
    deadline: float  # time.monotonic()


def serve(descriptor: int) -> None:
    """Answer requests on the socket `descriptor` until the other end closes. Never returns."""
    control = socket.socket(fileno=descriptor)
    for name in PRELOAD:
        with contextlib.suppress(ImportError):  # an optional parser that has no wheel here
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # the children share these pages
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    os.set_blocking(wake_read, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
    children: dict[int, _Child] = {}
    while True:
        wait = min((c.deadline for c in children.values()), default=None)
        timeout = None if wait is None else max(0.0, wait - time.monotonic())
        ready, _, _ = select.select([control, wake_read], [], [], timeout)
        if wake_read in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(wake_read, 4096)
        _end_late(children)
        _reap(children)
        if control in ready and not _accept(control, children):
            break
    for pid in children:
        _kill(pid)
    os._exit(0)


def _accept(control: socket.socket, children: dict[int, _Child]) -> bool:
    """Fork a child for the next request; False when the starter is gone."""
    try:
        message, descriptors, _, _ = socket.recv_fds(control, 8, 2)
    except OSError:
        return False
    if len(message) < 8 or len(descriptors) < 2:
        return False
    (seconds,) = struct.unpack("!d", message)
    data, status = descriptors
    try:
        pid = os.fork()
    except OSError:  # out of processes or memory: the starter sees both ends close
        os.close(data)
        os.close(status)
        return True
    if pid == 0:
        for child in children.values():
            os.close(child.status)
        os.close(status)
        control.close()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _work(socket.socket(fileno=data))
        os._exit(0)
    os.close(data)
    children[pid] = _Child(status, time.monotonic() + seconds)
    return True


def _end_late(children: dict[int, _Child]) -> None:
    now = time.monotonic()
    for pid, child in list(children.items()):
        if child.deadline <= now:
            _kill(pid)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)
            _report(children.pop(pid), signal.SIGKILL, late=True)


def _reap(children: dict[int, _Child]) -> None:
    for pid in list(children):
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            _report(children.pop(pid), status, late=False)


def _report(child: _Child, status: int, *, late: bool) -> None:
    with contextlib.suppress(OSError):  # the caller no longer listens
        os.write(child.status, STATUS.pack(status, late))
    os.close(child.status)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _work(connection: socket.socket) -> None:
    """In the child: read one request, run it within its limits, write one answer."""
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)
    with connection.makefile("rb") as reader:
        request = pickle.load(reader)  # noqa: S301 - written by the process that started us
    _limit(request["memory"], request["cpu_seconds"])
    try:
        function = importlib.import_module(request["module"])
        for name in request["name"].split("."):
            function = getattr(function, name)
        answer = ("value", function(*request["args"], **request["kwargs"]))
        body = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
    except Unreadable as error:
        body = pickle.dumps(("unreadable", error.code, error.sentence))
    except MemoryError:
        body = pickle.dumps(("memory",))
    except RecursionError:
        body = pickle.dumps(("recursion",))
    except BaseException:
        body = pickle.dumps(("error", traceback.format_exc(limit=20)))
    with contextlib.suppress(OSError):
        connection.sendall(body)


def _limit(memory: int, cpu_seconds: int) -> None:
    """Bound this process. Limits a system does not know (macOS: address space) are left out."""
    os.umask(0o077)
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: 512 * 2**20,
        resource.RLIMIT_NOFILE: 64,
    }
    size = _address_space()
    if size:
        wanted[resource.RLIMIT_AS] = size + memory
    for limit, value in wanted.items():
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(limit)[1]
            if hard == resource.RLIM_INFINITY or hard > value:
                # One more second before the hard limit: its signal says "memory", the soft one's "time".
                hard = value + 1 if limit == resource.RLIMIT_CPU else value
            resource.setrlimit(limit, (min(value, hard), hard))


def _address_space() -> int:
    """Bytes this process maps now, or 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


if __name__ == "__main__":
    serve(int(sys.argv[1]))
