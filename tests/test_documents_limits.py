"""A child process may be killed, hang or eat memory; the caller gets a sentence."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from documents import limits
from documents.report import Kind, Report, Unreadable

ROOT = Path(__file__).parent.parent


def answer(*args, **kwargs):
    return args, kwargs


def report():
    return Report(Kind.DOCX, "ab")


def refuse():
    raise Unreadable("empty", "This file is empty.")


def fail():
    raise KeyError("inside")


def eat(size):
    return len(bytearray(size))


def spin():
    while True:
        pass


def die(number):
    os.kill(os.getpid(), number)


def not_an_answer():
    return os.system


def deep():
    return deep()


def surroundings():
    import resource

    return {
        "django": "django" in sys.modules,
        "main": getattr(sys.modules["__main__"], "__file__", ""),
        "umask": os.umask(0o077),
        "files": resource.getrlimit(resource.RLIMIT_NOFILE)[0],
        "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "secret": os.environ.get("SECRET_KEY"),
        "open": [
            os.readlink(f"/proc/self/fd/{n}") for n in range(64) if os.path.lexists(f"/proc/self/fd/{n}")
        ],
    }


def test_returns_what_the_function_returns():
    assert limits.run(answer, 1, "b", key=frozenset({"notes"})) == ((1, "b"), {"key": frozenset({"notes"})})


def test_returns_classes_of_documents():
    assert limits.run(report) == Report(Kind.DOCX, "ab")


def test_raises_the_functions_own_refusal():
    with pytest.raises(Unreadable) as caught:
        limits.run(refuse)
    assert (caught.value.code, caught.value.sentence) == ("empty", "This file is empty.")


@pytest.mark.parametrize(
    ("function", "args", "bounds", "code"),
    [
        (time.sleep, (20,), {"seconds": 0.3}, "too-slow"),
        (eat, (600 * 2**20,), {}, "too-much-memory"),
        (eat, (60 * 2**20,), {"memory": 20 * 2**20}, "too-much-memory"),
        (os.abort, (), {}, "crashed"),
        (die, (signal.SIGSEGV,), {}, "crashed"),
        (die, (signal.SIGKILL,), {}, "too-much-memory"),
        (die, (signal.SIGXCPU,), {}, "too-slow"),
        (os._exit, (0,), {}, "crashed"),
        (fail, (), {}, "crashed"),
        (not_an_answer, (), {}, "crashed"),
        (deep, (), {}, "crashed"),
    ],
)
def test_a_lost_child_becomes_a_sentence(function, args, bounds, code):
    with pytest.raises(Unreadable) as caught:
        limits.run(function, *args, **bounds)
    assert (caught.value.code, str(caught.value)) == (code, limits.SENTENCES[code])


@pytest.mark.slow
def test_processor_time_is_bounded():
    started = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        limits.run(spin, cpu_seconds=1)
    assert caught.value.code == "too-slow"
    assert time.monotonic() - started < 6


def test_less_memory_than_the_limit_is_fine():
    assert limits.run(eat, 100 * 2**20) == 100 * 2**20


def test_the_child_starts_bare(monkeypatch):
    limits._server.stop()
    monkeypatch.setenv("SECRET_KEY", "planted")
    with Path(__file__).open("rb") as held:
        os.set_inheritable(held.fileno(), True)
        limits.warm()
        seen = limits.run(surroundings)
    assert str(Path(__file__)) not in seen.pop("open")
    assert seen == {"django": False, "main": "", "umask": 0o077, "files": 64, "core": 0, "secret": None}


def test_a_dead_server_is_replaced():
    limits.warm()
    first = limits._server.process.pid
    os.kill(first, signal.SIGKILL)
    limits._server.process.wait()
    assert limits.run(answer) == ((), {})
    assert limits._server.process.pid != first


def test_no_zombies_stay():
    limits.run(answer)
    with pytest.raises(Unreadable):
        limits.run(time.sleep, 20, seconds=0.1)
    children = Path(f"/proc/{limits._server.process.pid}/task/{limits._server.process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not list children")
    deadline = time.monotonic() + 2
    while children.read_text() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert children.read_text() == ""


def test_many_threads_get_their_own_answers():
    found = {}

    def call(number):
        found[number] = limits.run(answer, number)

    threads = [threading.Thread(target=call, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: ((n,), {}) for n in range(12)}


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_worker_starts_its_own_server():
    limits.warm()
    ours = limits._server.process.pid
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            assert limits.run(answer, 1) == ((1,), {})
            os.write(write, str(limits._server.process.pid).encode())
            limits._server.stop()
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(pid, 0)
    theirs = os.read(read, 20)
    os.close(read)
    assert theirs.isdigit()
    assert int(theirs) != ours
    assert limits.run(answer, 2) == ((2,), {})


def test_the_server_dies_with_its_parent():
    code = (
        "from documents import limits; import os, signal; limits.warm();"
        "print(limits._server.process.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    server = int(done.stdout)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _alive(server):
        time.sleep(0.02)
    assert not _alive(server)


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
