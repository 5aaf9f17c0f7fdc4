"""Finished public pages are kept, and never a moment too long."""

import pytest
import time_machine
from django.test import Client

from accounts.models import Profile
from portfolio import actions as samples
from portfolio import reading
from sharing import actions
from sharing.models import main_collection
from tests.factories import make_file, make_finding, make_sample, publish


@pytest.fixture
def page(alice):
    sample = make_sample(alice)
    make_file(sample)
    publish(alice, sample)
    url = "/p/alice-arkwright/"
    Client().get(url)  # rendered and kept
    return sample, url


def test_a_kept_page_costs_one_statement(page, django_assert_num_queries):
    _, url = page
    with django_assert_num_queries(1):
        kept = Client().get(url)
    assert kept.status_code == 200
    with django_assert_num_queries(1):
        again = Client().get(url, HTTP_IF_NONE_MATCH=kept["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_a_kept_page_carries_every_header(page, alice):
    _, url = page
    kept = Client().get(url)
    for header in ("Content-Security-Policy", "X-Content-Type-Options", "X-Robots-Tag", "Referrer-Policy"):
        assert kept[header], header
    packed = Client().get(url, HTTP_ACCEPT_ENCODING="gzip")
    import gzip

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == kept.content


ACTS = {
    "take back": lambda s: samples.withdraw(s, by=s.owner),
    "put back": lambda s: samples.restore(s, by=s.owner),
    "bin": lambda s: samples.bin_sample(s, by=s.owner),
    "bring back": lambda s: samples.unbin_sample(s, by=s.owner),
    "take off": lambda s: actions.remove_from(main_collection(s.owner), s, by=s.owner),
    "put on": lambda s: actions.add_to(main_collection(s.owner), s, by=s.owner),
    "order": lambda s: actions.put_in_order(main_collection(s.owner), [], by=s.owner),
    "close page": lambda s: actions.close_page(by=s.owner),
    "permission": lambda s: samples.record_permission(
        s, by=s.owner, granted_by="A", granted_on="2026-01-01", scope="public"
    ),
    "accept": lambda s: samples.accept_finding(make_finding(s.files.get()), by=s.owner, reason="because"),
    "dismiss": lambda s: samples.dismiss_finding(
        make_finding(s.files.get()), by=s.owner, dismissed_as="lab-value"
    ),
    "reopen": lambda s: samples.reopen_finding(make_finding(s.files.get()), by=s.owner),
    "settle": lambda s: reading.settle(s.files.get()),
    "private words": lambda s: samples.private_words_changed(by=s.owner),
}


@pytest.mark.parametrize("act", sorted(ACTS))
def test_every_act_makes_kept_pages_old(page, alice, act):
    sample, _ = page
    before = Profile.objects.get(user=alice).version
    ACTS[act](sample)
    assert Profile.objects.get(user=alice).version > before


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("/settings/profile/", {"name": "Alice B.", "health": "human"}),
        ("/settings/look/", {"theme": "paper", "accent": "plum"}),
        ("/welcome/", {"background": "nurse"}),
    ],
)
def test_every_form_that_shows_makes_kept_pages_old(page, as_alice, alice, url, data):
    before = Profile.objects.get(user=alice).version
    assert as_alice.post(url, data).status_code == 302
    assert Profile.objects.get(user=alice).version > before


def test_confirming_the_address_shows_at_once(page, alice):
    _, url = page
    first = Client().get(url)["ETag"]
    alice.emailaddress_set.update(verified=False)
    assert Client().get(url)["ETag"] != first


def test_no_page_is_kept_across_a_quarter_of_an_hour(page):
    _, url = page
    with time_machine.travel("2026-05-04T10:14:59Z", tick=False):
        before = Client().get(url)["ETag"]
    with time_machine.travel("2026-05-04T10:15:00Z", tick=False):
        assert Client().get(url)["ETag"] != before


def test_a_closed_page_is_gone_with_an_old_tag(page, alice):
    _, url = page
    tag = Client().get(url)["ETag"]
    actions.close_page(by=alice)
    assert Client().get(url, HTTP_IF_NONE_MATCH=tag).status_code == 404


def test_a_foreign_host_is_refused_here_too(page):
    _, url = page
    assert Client().get(url, HTTP_HOST="evil.example").status_code == 400


def test_people_with_a_session_are_not_served_from_memory(page, as_mallory, django_assert_num_queries):
    _, url = page
    assert "ETag" not in as_mallory.get(url).headers
