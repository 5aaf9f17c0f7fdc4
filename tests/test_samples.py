"""What may be shown: provenance, permission, dates; one rule, and every door obeys it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

import vocabularies as words
from accounts.models import public_page_changed
from portfolio import actions as samples
from portfolio.models import PrivateWord, Sample, State
from sharing import actions
from sharing.models import main_collection
from tests.factories import make_file, make_finding, make_link, make_permission, make_sample, publish

TODAY = date(2026, 5, 4)
PLAIN = {
    "spec": State.SHOW,
    "coursework": State.SHOW,
    "published-open": State.SHOW,
    "published-restricted": State.DESCRIBE,
    "employer-permission": State.KEEP,
    "client-permission": State.KEEP,
    "client-redacted": State.KEEP,
    "volunteer": State.SHOW,
    "described-only": State.DESCRIBE,
    "nda-restricted": State.KEEP,
    "unknown": State.KEEP,
}


def test_every_provenance_has_an_expected_state():
    assert {p.slug for p in words.PROVENANCES} == set(PLAIN)


@pytest.mark.parametrize(("provenance", "state"), sorted(PLAIN.items()))
def test_standing_by_provenance(alice, provenance, state):
    standing = make_sample(alice, provenance=provenance).standing(TODAY)
    assert standing.state is state
    assert standing.reason


@pytest.mark.parametrize("provenance", ["employer-permission", "client-permission", "client-redacted"])
@pytest.mark.parametrize(
    ("record", "state"),
    [
        ({"scope": "public"}, State.SHOW),
        ({"scope": "private"}, State.PRIVATE_LINKS),
        ({"scope": "public", "ends_on": TODAY}, State.SHOW),
        ({"scope": "public", "ends_on": TODAY - timedelta(days=1)}, State.KEEP),
        ({"scope": "private", "ends_on": TODAY + timedelta(days=1)}, State.PRIVATE_LINKS),
    ],
)
def test_standing_by_permission(alice, provenance, record, state):
    sample = make_sample(alice, provenance=provenance)
    make_permission(sample, **record)
    assert sample.standing(TODAY).state is state


def test_the_newest_permission_counts(alice):
    sample = make_sample(alice, provenance="client-permission")
    samples.record_permission(sample, by=alice, granted_by="A", granted_on=date(2026, 1, 1), scope="public")
    samples.record_permission(sample, by=alice, granted_by="B", granted_on=date(2026, 1, 1), scope="private")
    assert sample.standing(TODAY).state is State.PRIVATE_LINKS
    assert sample.permissions.count() == 2


@pytest.mark.parametrize(("until", "state"), [(TODAY + timedelta(days=1), State.KEEP), (TODAY, State.SHOW)])
def test_an_embargo_lifts_itself(alice, until, state):
    assert make_sample(alice, embargo_until=until).standing(TODAY).state is state


ENDS = {
    "taken back": lambda s: samples.withdraw(s, by=s.owner),
    "deleted": lambda s: samples.bin_sample(s, by=s.owner),
    "page closed": lambda s: actions.close_page(by=s.owner),
    "taken off": lambda s: actions.remove_from(main_collection(s.owner), s, by=s.owner),
    "provenance tightened": lambda s: Sample.objects.filter(pk=s.pk).update(provenance="nda-restricted"),
    "embargo": lambda s: Sample.objects.filter(pk=s.pk).update(embargo_until=date(2999, 1, 1)),
    "clearance gone": lambda s: s.files.update(agreed_sha256=""),
    "another clean copy": lambda s: s.files.update(clean_sha256="f" * 64),
    "account inactive": lambda s: type(s.owner).objects.filter(pk=s.owner_id).update(is_active=False),
    "account closed": lambda s: s.owner.delete(),
}


@pytest.fixture
def shown(alice):
    sample = make_sample(alice, allow_download=True)
    file = make_file(sample)
    slug = publish(alice, sample).slug
    args = [slug, sample.slug]
    urls = {
        "page": reverse("sharing:portfolio_sample", args=args),
        "picture": reverse("sharing:portfolio_picture", args=[*args, file.pk, 1, 640]),
        "thumbnail": reverse("sharing:portfolio_picture", args=[*args, file.pk, 1, 320]),
        "file": reverse("sharing:portfolio_file", args=[*args, file.pk]),
    }
    return sample, file, urls


@pytest.mark.parametrize("end", sorted(ENDS))
def test_a_sample_is_gone_by_the_next_request(shown, end):
    sample, _, urls = shown
    client = Client()
    before = {name: client.get(url) for name, url in urls.items()}
    for response in before.values():
        response.getvalue()
    assert {r.status_code for r in before.values()} == {200}
    tags = {name: r.get("ETag") for name, r in before.items()}

    ENDS[end](sample)
    public_page_changed(sample.owner_id)  # what every act does; some above are done behind its back

    for name, url in urls.items():
        for headers in ({}, {"HTTP_IF_NONE_MATCH": tags[name] or "*"}, {"HTTP_RANGE": "bytes=0-10"}):
            assert client.get(url, **headers).status_code == 404, (end, name, headers)
    home = client.get(reverse("sharing:portfolio", args=["alice-arkwright"]))
    assert home.status_code in {200, 404}
    assert sample.title not in home.content.decode()


def test_put_back_restores_exactly(shown, alice):
    sample, _, urls = shown
    before = Client().get(urls["page"]).content
    samples.withdraw(sample, by=alice, reason="asked to")
    samples.restore(sample, by=alice)
    assert Client().get(urls["page"]).content == before


def test_downloads_only_when_allowed(shown, alice):
    sample, _, urls = shown
    Sample.objects.filter(pk=sample.pk).update(allow_download=False)
    assert Client().get(urls["file"]).status_code == 404
    assert "Clean copy" not in Client().get(urls["page"]).content.decode()


def test_a_stranger_gets_the_clean_copy_never_the_original(shown):
    _, file, urls = shown
    response = Client().get(urls["file"])
    assert response.getvalue() == b"%PDF-1.4 clean bytes"
    assert "client-name" not in response["Content-Disposition"]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for guess in (
        f"/{file.original.name}",
        f"/not-served/{file.original.name}",
        f"/media/{file.original.name}",
    ):
        assert Client().get(guess).status_code in {302, 404}


def test_permission_end_takes_it_down_by_itself(alice):
    sample = make_sample(alice, provenance="client-permission")
    make_permission(sample, ends_on=date(2026, 6, 1), granted_on=date(2026, 1, 1))
    with time_machine.travel("2026-06-01T12:00:00Z"):
        url = publish(alice, sample).get_absolute_url()
        assert sample.title in Client().get(url).content.decode()
    with time_machine.travel("2026-06-02T12:00:00Z"):
        assert sample.title not in Client().get(url).content.decode()


def test_private_links_only_never_reaches_the_public_page(alice):
    sample = make_sample(alice, provenance="client-permission")
    make_permission(sample, scope="private")
    with pytest.raises(ValidationError, match="private links"):
        actions.add_to(main_collection(alice), sample, by=alice)


def test_publishing_is_refused_by_direct_post_too(as_alice, alice):
    sample = make_sample(alice)
    make_finding(make_file(sample, cleared=False))
    response = as_alice.post(reverse("sharing:publish_sample", args=[sample.pk]), follow=True)
    assert "Not published" in response.content.decode()
    assert main_collection(alice).items.count() == 0


def test_described_only_shows_words_and_no_file(alice):
    sample = make_sample(alice, provenance="described-only", body="none")
    page = Client().get(publish(alice, sample).get_absolute_url()).content.decode()
    assert sample.title in page
    assert sample.summary[:40] in page
    assert Client().get(f"/p/alice-arkwright/{sample.slug}/").status_code == 404


def test_another_writers_sample_cannot_be_published(as_mallory, alice):
    sample = make_sample(alice)
    assert as_mallory.post(reverse("sharing:publish_sample", args=[sample.pk])).status_code == 404


def test_a_file_is_reached_only_through_its_own_sample(alice):
    first, second = make_sample(alice, title="First one"), make_sample(alice, title="Second one")
    file = make_file(first)
    slug = publish(alice, first, second).slug
    good = Client().get(reverse("sharing:portfolio_picture", args=[slug, first.slug, file.pk, 1, 640]))
    good.getvalue()
    assert good.status_code == 200
    assert (
        Client()
        .get(reverse("sharing:portfolio_picture", args=[slug, second.slug, file.pk, 1, 640]))
        .status_code
        == 404
    )


def test_the_sitemap_and_robots_obey_the_writer(alice):
    profile = publish(alice, make_sample(alice))
    url = "http://testserver" + profile.get_absolute_url()
    assert url not in Client().get("/sitemap.xml").content.decode()
    assert "noindex" in Client().get(profile.get_absolute_url())["X-Robots-Tag"]
    profile.is_indexed = True
    profile.save()
    public_page_changed(alice.pk)
    assert url in Client().get("/sitemap.xml").content.decode()
    assert "X-Robots-Tag" not in Client().get(profile.get_absolute_url()).headers
    alice.emailaddress_set.update(verified=False)
    assert url not in Client().get("/sitemap.xml").content.decode()
    assert "noindex" in Client().get(profile.get_absolute_url())["X-Robots-Tag"]


CANARY = "XYZZYCANARY"
PRIVATE_FIELDS = ["withdrawn_reason", "form_key"]


def test_private_words_never_reach_a_public_page(alice):
    sample = make_sample(alice, withdrawn_reason=CANARY, form_key=CANARY)
    file = make_file(sample, original_name=f"{CANARY}.pdf", failure=CANARY)
    make_finding(file, severity="info", words=CANARY, accepted_reason=CANARY)
    make_permission(sample, note=CANARY, granted_by=CANARY)
    samples.note(sample, CANARY)
    profile = publish(alice, sample)
    for url in (profile.get_absolute_url(), f"/p/{profile.slug}/{sample.slug}/"):
        page = Client().get(url)
        assert page.status_code == 200
        assert CANARY not in page.content.decode()
        assert alice.email not in page.content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_public_pages_take_the_same_queries_for_any_number(alice, number, django_assert_num_queries):
    made = [make_sample(alice, title=f"Sample number {n}") for n in range(number)]
    for sample in made:
        make_file(sample)
    profile = publish(alice, *made)
    with django_assert_num_queries(4):
        Client().get(profile.get_absolute_url())
    with django_assert_num_queries(4):
        Client().get(f"/p/{profile.slug}/{made[0].slug}/")


def test_order_by_keyboard_and_by_drag(as_alice, alice):
    made = [make_sample(alice, title=f"Sample {n}") for n in "ABC"]
    publish(alice, *made)
    collection = main_collection(alice)
    titles = lambda: [i.sample.title for i in collection.items.select_related("sample")]  # noqa: E731
    first = collection.items.first()
    as_alice.post(reverse("sharing:collection_move", args=[collection.pk, first.pk]), {"move": "down"})
    assert titles() == ["Sample B", "Sample A", "Sample C"]
    ids = [i.pk for i in collection.items.all()][::-1]
    as_alice.post(reverse("sharing:collection_order", args=[collection.pk]), {"order": ids})
    assert titles() == ["Sample C", "Sample A", "Sample B"]
    as_alice.post(reverse("sharing:collection_order", args=[collection.pk]), {"order": ["x", "-1", "9" * 30]})
    assert titles() == ["Sample C", "Sample A", "Sample B"]


def test_looking_as_a_stranger_drops_the_session(as_alice, alice):
    profile = publish(alice, make_sample(alice))
    response = as_alice.post(reverse("sharing:as_a_stranger"))
    assert response["Location"] == profile.get_absolute_url()
    assert "_auth_user_id" not in as_alice.session


@pytest.mark.parametrize("field", ["title", "summary"])
def test_a_name_of_the_private_list_cannot_be_put_up(as_alice, alice, field):
    PrivateWord.objects.create(owner=alice, word="Larkspur")
    sample = make_sample(alice, **{field: "A needs assessment for Larkspur Medical"})
    with pytest.raises(ValidationError, match=f"Its {field} holds “Larkspur”"):
        publish(alice, sample)
    with pytest.raises(ValidationError, match="must never be shown"):
        make_link(alice, sample)
    page = as_alice.get(sample.get_absolute_url()).content.decode()
    assert f"Its {field} holds “Larkspur”" in page
    PrivateWord.objects.all().delete()
    sample = Sample.objects.get()
    publish(alice, sample)
    assert main_collection(alice).items.count() == 1
