"""Every page in a real browser: no violation, no console message, light and dark, wide and narrow."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests.browser.walk import check
from tests.factories import make_file, make_sample, make_user, publish, read
from tests.test_access import ACCESS, MEMBER, OWNER, address

SKIP = {"healthz", "readyz", "sharing:robots", "sharing:sitemap"}


def log_in(page, live_server, user):
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [
            {
                "name": django_settings.SESSION_COOKIE_NAME,
                "value": client.cookies[django_settings.SESSION_COOKIE_NAME].value,
                "url": live_server.url,
            }
        ]
    )


@pytest.mark.parametrize("look", ["light", "dark"])
def test_public_pages(page, live_server, alice, look):
    page.emulate_media(color_scheme=look)
    page.set_viewport_size({"width": 390 if look == "dark" else 1280, "height": 844})
    sample = make_sample(alice)
    make_file(sample)
    publish(alice, sample, make_sample(alice, title="Only told", provenance="described-only", body="none"))
    for path in (
        "/",
        "/help/",
        "/accounts/login/",
        "/accounts/signup/",
        "/p/alice-arkwright/",
        f"/p/alice-arkwright/{sample.slug}/",
        "/p/alice-arkwright/contact/",
    ):
        page.goto(live_server.url + path)
        check(page)


PAGES = sorted(name for name, (who, _) in ACCESS.items() if who in {MEMBER, OWNER})


@pytest.mark.parametrize("look", ["light", "dark"])
def test_signed_in_pages(page, live_server, db, look):
    """Every page a writer can open, each as a writer of its own; what only takes forms is passed over."""
    page.emulate_media(color_scheme=look)
    page.set_viewport_size({"width": 390 if look == "dark" else 1280, "height": 844})
    for number, name in enumerate(PAGES):
        user = make_user(f"Writer {number}")
        url = address(name, user)
        client = Client()
        client.force_login(user)
        answer = client.get(url)
        read(answer)
        html = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        if name in SKIP or not html or "status" in name or name == "sharing:as_a_stranger":
            continue
        log_in(page, live_server, user)
        page.goto(live_server.url + url)
        check(page)


def test_public_pages_need_no_script(browser, live_server, alice):
    sample = make_sample(alice)
    make_file(sample)
    publish(alice, sample)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/p/alice-arkwright/")
    page.get_by_role("link", name=sample.title).click()
    assert page.get_by_text("The words of page one.").count() == 1
    context.close()


def test_pages_at_200_percent(page, live_server, alice):
    publish(alice, make_sample(alice))
    page.set_viewport_size({"width": 640, "height": 450})  # 1280 wide at 200 %
    for path in ("/", "/p/alice-arkwright/", "/accounts/signup/"):
        page.goto(live_server.url + path)
        check(page)
