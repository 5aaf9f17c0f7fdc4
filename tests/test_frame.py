"""What every response must carry, and pages that must answer whatever is broken."""

import re

import pytest
from django.urls import reverse

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
    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        read(response)
        return
    html = response.content.decode()
    if not html.lstrip().lower().startswith("<!doctype"):
        return  # a fragment
    assert len(re.findall(r"<h1[\s>]", html)) == 1
    assert re.search(r"<title>\s*\S", html)
    assert '<html lang="en-US"' in html
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", html)
    assert not re.search(r"\sstyle\s*=\s*[\"']", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/)[^>]*>", html)
    ids = re.findall(r"\sid=\"([^\"]+)\"", html)
    assert len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1]
    labelled = set(re.findall(r"<label[^>]*\sfor=\"([^\"]+)\"", html))
    for field in re.findall(r"<(?:input|select|textarea)\b[^>]*>", html):
        if 'type="hidden"' in field or 'type="submit"' in field or "aria-label" in field:
            continue
        identity = re.search(r"\sid=\"([^\"]+)\"", field)
        wrapped = re.search(r"<label[^>]*>(?:(?!</label>).)*" + re.escape(field), html, re.S)
        assert wrapped or (identity and identity.group(1) in labelled), field


@pytest.mark.parametrize("name", HTML)
def test_headers(client, alice, name):
    who = ACCESS[name][0]
    url = address(name, alice)
    if who != PUBLIC:
        client.force_login(alice)
    response = client.get(url)
    read(response)
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
