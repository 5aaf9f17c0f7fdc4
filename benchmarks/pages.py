"""Measures the pages strangers load: processor time, statements and weight. Writes docs/performance.md.

Run: python -m benchmarks.pages [--quick]

One process, no server and no peers: every request goes through the whole WSGI stack. Processor time is
given beside that of a view that answers two bytes, because the ratio holds on any machine. `--quick` takes
fewer rounds and leaves the page alone.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
START, END = "<!-- figures: written by benchmarks/pages.py -->", "<!-- end of figures -->"
SAMPLES = 24
NAMES = ("constant view", "public page, fresh", "public page, kept", "304 to a known tag", "sample page")


def set_up(folder: str) -> None:
    """The site as in production, on an empty database in `folder`, with the two demo people."""
    os.environ |= {
        "DEBUG": "false",
        "DATA_DIR": folder,
        "SECRET_KEY": "benchmark-" * 6,
        "SITE_URL": "http://testserver",
        "ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "cmeportfolio.settings",
    }
    import django
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # no collectstatic before
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.ROOT_URLCONF = "benchmarks.pages"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("demo", stdout=open(os.devnull, "w"))  # noqa: SIM115


def __getattr__(name: str):
    """As a URL configuration: the site's own, and the constant view."""
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.contrib.auth.decorators import login_not_required
    from django.http import HttpResponse
    from django.urls import include, path

    @login_not_required
    def constant(request):
        return HttpResponse("ok")

    return [path("constant/", constant), path("", include("cmeportfolio.urls"))]


def many_samples() -> tuple[str, str]:
    """A writer with 24 samples that have the demo people's page pictures: (page, sample page)."""
    from portfolio.models import SampleFile
    from tests import factories

    writer = factories.make_user(
        "Many Samples", headline="CME writer and pharmacist", bio="I write.", areas=["cardiology", "oncology"]
    )
    demo = SampleFile.objects.filter(sample__owner__is_demo=True).exclude(pictures=[])
    drawn = [file for file in demo if file.is_cleared]
    for number in range(SAMPLES):
        sample = factories.make_sample(
            writer, body="files", title=f"A sample with an ordinary title, number {number}"
        )
        file = drawn[number % len(drawn)]
        file.pk, file.sample = None, sample
        file.save(force_insert=True)
        factories.publish(writer, sample)
    slug = writer.profile.slug
    return f"/p/{slug}/", f"/p/{slug}/a-sample-with-an-ordinary-title-number-0/"


def caller():
    """get(path, **headers) -> (status, headers, body), straight through the WSGI application."""
    from django.core.wsgi import get_wsgi_application
    from django.test import RequestFactory

    application, environments = get_wsgi_application(), RequestFactory()

    def get(path, **headers):
        environ = environments.get(path, **headers).environ
        said = {}

        def start(status, pairs, error=None):
            said.update(status=int(status[:3]), headers=dict(pairs))

        answer = application(environ, start)
        body = b"".join(answer)
        answer.close()
        return said["status"], said["headers"], body

    return get


def measure(get, page: str, sample: str, rounds: int, requests: int):
    """{name: (milliseconds of processor time a request, statements)}: medians of interleaved rounds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from sharing.pagecache import pages

    def fresh():
        pages.clear()
        return get(page, HTTP_ACCEPT_ENCODING="gzip")

    def one_sample():
        pages.clear()
        return get(sample, HTTP_ACCEPT_ENCODING="gzip")

    tag = fresh()[1]["ETag"]
    acts = dict(
        zip(
            NAMES,
            (
                lambda: get("/constant/"),
                fresh,
                lambda: get(page, HTTP_ACCEPT_ENCODING="gzip"),
                lambda: get(page, HTTP_IF_NONE_MATCH=tag),
                one_sample,
            ),
            strict=True,
        )
    )
    taken, statements = {name: [] for name in NAMES}, {}
    for name, act in acts.items():
        for _ in range(20):
            act()
        with CaptureQueriesContext(connection) as said:
            status = act()[0]
        assert status == (304 if name.startswith("304") else 200), (name, status)
        statements[name] = len(said)
    fresh()
    for _ in range(rounds):
        for name, act in acts.items():
            if name == "public page, kept":
                fresh()
            start = time.process_time()
            for _ in range(requests):
                act()
            taken[name].append((time.process_time() - start) / requests * 1000)
    return {name: (statistics.median(taken[name]), statements[name]) for name in NAMES}


def weights(get, page: str) -> list[tuple[str, float, str]]:
    """(what, KB, goal) of what a phone loads first."""
    from portfolio import storage
    from portfolio.models import SampleFile

    def packed(path):
        return len(gzip.compress((ROOT / "static" / path).read_bytes(), 9, mtime=0))

    html = get(page, HTTP_ACCEPT_ENCODING="gzip")[2]
    sizes = {320: [], 640: []}
    for file in SampleFile.objects.filter(sample__owner__is_demo=True).exclude(pictures=[]):
        for width, found in sizes.items():
            found.append(storage.derived().size(f"{file.folder}/p001-{width}.webp"))
    small, large = (statistics.median(sizes[width]) for width in (320, 640))
    css, script, icons = packed("css/public.css"), packed("js/beacon.js"), packed("icons.svg")
    font = (ROOT / "static/fonts/newsreader-latin-480.woff2").stat().st_size
    first = len(html) + css + script + icons + font + large + 2 * small
    rows = [
        (f"W1 HTML, {SAMPLES} samples, packed", len(html), "5"),
        ("W1 style sheet, packed", css, "8"),
        ("W1 script (the receipt; the page works with none)", script, "5"),
        ("Icons, packed", icons, "9"),
        ("Font", font, "20"),
        ("W3 card picture 320 wide, median", small, "12"),
        ("W3 card picture 640 wide, median", large, "20"),
        ("W2 first load on a phone: all of these, with the leading picture and two cards", first, "110"),
    ]
    return [(what, size / 1024, goal) for what, size, goal in rows]


def as_markdown(measured, weighed) -> str:
    constant = measured["constant view"][0]
    lines = [
        f"Measured on {time.strftime('%B %-d, %Y')}: Python {platform.python_version()}, {os.cpu_count()} cores, SQLite, "
        f"{SAMPLES} samples with pictures. Kept means kept in memory after the first rendering.",
        "",
        "| Request | Processor time | Beside the constant view | Statements |",
        "|---|---|---|---|",
    ]
    for name, (taken, statements) in measured.items():
        lines.append(f"| {name} | {taken:.2f} ms | {taken / constant:.1f} × | {statements} |")
    lines += ["", "| First load | KB | at most |", "|---|---|---|"]
    lines += [f"| {what} | {size:.1f} | {goal} |" for what, size, goal in weighed]
    return "\n".join(lines)


def write(figures: str) -> None:
    text = PAGE.read_text("utf-8")
    block = f"{START}\n\n{figures}\n\n{END}"
    PAGE.write_text(re.sub(f"{START}.*{END}", lambda match: block, text, flags=re.DOTALL), "utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true")
    quick = options.parse_args().quick
    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        set_up(folder)
        page, sample = many_samples()
        get = caller()
        measured = measure(get, page, sample, rounds=3 if quick else 7, requests=20 if quick else 60)
        figures = as_markdown(measured, weights(get, page))
    sys.stdout.write(figures + "\n")
    if not quick:
        write(figures)


if __name__ == "__main__":
    main()
