"""Journeys in a real browser. Any console error, and any message of the content policy, fails the test."""

import os
import shutil

import pytest

WANTED = os.environ.get("REQUIRE_BROWSER")
CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)

try:
    import playwright  # noqa: F401
    import pytest_playwright  # noqa: F401
except ImportError:
    if WANTED:
        raise
    collect_ignore_glob = ["test_*.py"]
else:
    from playwright.sync_api import expect

    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop running

    @pytest.fixture(scope="session")
    def browser_type_launch_args(browser_type_launch_args):
        if CHROMIUM is None:
            if WANTED:
                pytest.fail("Chromium is not installed.")
            pytest.skip("Chromium is not installed; browser journeys are left out.")
        return {
            **browser_type_launch_args,
            "executable_path": CHROMIUM,
            "args": [
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        }

    @pytest.fixture(autouse=True)
    def _site(settings, live_server):
        """The live server answers as itself, and reads files in the request: no worker runs beside a test."""
        settings.TASKS = {
            "default": {
                "BACKEND": "django.tasks.backends.immediate.ImmediateBackend",
                "QUEUES": ["default"],
            }
        }
        settings.SITE_URL = live_server.url
        settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

    @pytest.fixture
    def page(page):
        complaints = []
        page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.set_default_timeout(30_000)
        expect.set_options(timeout=30_000)
        yield page
        ours = [c for c in complaints if "favicon" not in c]
        assert ours == [], ours

    def pytest_collection_modifyitems(items):
        for item in items:
            if "tests/browser/" in str(item.path):
                item.add_marker(pytest.mark.browser)
