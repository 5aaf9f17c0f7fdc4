"""What every response must carry, and pages that must answer whatever is broken."""

import pytest
from django.urls import reverse
from lxml import html

from tests.factories import make_sample, publish, read
from tests.test_access import ACCESS, MEMBER, OWNER, PUBLIC, address

HTML = sorted(name for name, (who, _) in ACCESS.items() if who in {PUBLIC, MEMBER, OWNER})


@pytest.mark.parametrize("name", HTML)
def test_a_page_is_well_made(client, alice, name):
    who = ACCESS[name][0]
    url = address(name, alice)
    if who != PUBLIC:
        client.force_login(alice)
    response = client.get(url)
    body = read(response).decode(errors="replace")
    _has_its_headers(response, who)
    if response.status_code == 200 and body.lstrip().lower().startswith("<!doctype html"):
        _is_well_made(body)


def _has_its_headers(response, who):
    assert response["X-Content-Type-Options"] == "nosniff"
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    if response.get("Content-Type", "").startswith("text/html"):
        for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            assert part in policy
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}
    if who != PUBLIC and response.status_code == 200:
        assert "private" in response["Cache-Control"]


def _is_well_made(body):
    page = html.document_fromstring(body)
    assert len(page.xpath("//h1")) == 1
    assert page.findtext(".//title").strip()
    assert page.get("lang") == "en-US"
    inline = [
        e.tag
        for e in page.iter()
        if any(a == "style" or a.startswith("on") for a in getattr(e, "attrib", ()))
    ]
    assert inline == []
    assert page.xpath("//script[not(@src) and not(starts-with(@type, 'application/'))] | //style") == []
    ids = page.xpath("//@id")
    assert [i for i in set(ids) if ids.count(i) > 1] == []
    labelled = set(page.xpath("//label/@for"))
    for field in page.xpath("//input[not(@type='hidden') and not(@type='submit')] | //select | //textarea"):
        named = field.get("aria-label") or field.get("aria-labelledby") or field.get("id") in labelled
        assert named or field.xpath("ancestor::label"), html.tostring(field)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_unknown_methods_are_refused(client, db, method):
    assert getattr(client, method)("/").status_code == 405


@pytest.mark.parametrize("path", ["/p/%00/", "/samples/?q=%00", "/p/a%EF%BF%BFb/"])
def test_odd_addresses_are_refused_politely(as_alice, path):
    response = as_alice.get(path)
    assert response.status_code in {400, 404}
    assert "Traceback" not in response.content.decode()


def test_a_foreign_host_is_refused(client, db):
    assert client.get("/", HTTP_HOST="evil.example").status_code == 400


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500])
def test_error_pages_need_no_database(status):
    from cmeportfolio import errors

    page = errors._page(status)  # no db fixture: touching the database would raise
    assert page.status_code == status
    assert page.content.count(b"<h1") == 1


def test_a_form_without_its_token_changes_nothing(alice):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    sample = make_sample(alice)
    response = strict.post(reverse("portfolio:sample_delete", args=[sample.pk]))
    assert response.status_code == 403
    sample.refresh_from_db()
    assert sample.deleted_at is None


def test_public_pages_know_nothing_of_the_visitor(client, alice, mallory):
    url = publish(alice, make_sample(alice)).get_absolute_url()
    as_stranger = client.get(url)
    client.force_login(mallory)
    as_somebody = client.get(url)
    assert as_stranger.content == as_somebody.content
    assert "Set-Cookie" not in as_stranger.headers
    assert "Cookie" not in as_stranger.get("Vary", "")


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_log_in_never_leads_elsewhere(client, alice, target):
    alice.set_password("four plain words here")
    alice.save()
    response = client.post(
        "/accounts/login/", {"login": alice.email, "password": "four plain words here", "next": target}
    )
    assert response.status_code == 302
    assert response["Location"] == "/"
