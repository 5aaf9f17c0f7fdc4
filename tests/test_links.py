"""Private links: what opens when, for whom; and how they end."""

import contextlib
from datetime import date, datetime, timedelta

import pypdfium2
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import public_page_changed
from portfolio import actions as samples
from portfolio.models import Sample
from sharing import actions, link_actions, unlock
from sharing.models import LinkState, Message, ShareLink
from tests.factories import (
    make_collection,
    make_file,
    make_link,
    make_permission,
    make_sample,
    make_user,
    publish,
)

WORDS = "The words of page one."
TITLE = "Potassium Worries"


def body(response):
    """Everything a visitor gets, as bytes. Reading a file to its end also closes it."""
    return response.getvalue()


def addresses(link, sample, file):
    """{name: address} behind the public page and behind the link."""
    slug = link.owner.profile.slug
    named = {}
    for door, first in (("portfolio", slug), ("shared", link.token)):
        named |= {
            f"{door} page": reverse(f"sharing:{door}_sample", args=[first, sample.slug]),
            f"{door} file": reverse(f"sharing:{door}_file", args=[first, sample.slug, file.pk]),
            f"{door} preview": reverse(
                f"sharing:{door}_picture", args=[first, sample.slug, file.pk, 1, 1200]
            ),
            f"{door} thumbnail": reverse(
                f"sharing:{door}_picture", args=[first, sample.slug, file.pk, 1, 320]
            ),
        }
    return named


@pytest.fixture
def shown(alice):
    """A client's piece with permission, on the public page and behind a link, open to everybody who has it."""
    sample = make_sample(alice, TITLE, provenance="client-permission", allow_download=True)
    make_permission(sample, ends_on=alice.today() + timedelta(days=90))
    file = make_file(sample)
    publish(alice, sample)
    link = make_link(alice, sample)
    return link, sample, file


def _password(link, raw="correct horse"):
    link.set_password(raw)
    link.save()


def _unconfirmed(link, sample):
    link.owner.emailaddress_set.update(verified=False)


# What happens -> (status at the public addresses, status at the link's addresses)
TABLE = {
    "nothing": (lambda link, sample: None, 200, 200),
    "page closed": (lambda link, sample: actions.close_page(by=link.owner), 404, 200),
    "paused": (lambda link, sample: link.pause(), 200, 410),
    "expired": (
        lambda link, sample: ShareLink.objects.update(ends_at=timezone.now() - timedelta(seconds=1)),
        200,
        410,
    ),
    "revoked": (lambda link, sample: link.revoke(), 200, 410),
    "password": (lambda link, sample: _password(link), 200, 403),
    "withdrawn": (lambda link, sample: samples.withdraw(sample, by=link.owner), 404, 404),
    "binned": (lambda link, sample: samples.bin_sample(sample, by=link.owner), 404, 404),
    "provenance tightened": (
        lambda link, sample: Sample.objects.update(provenance="nda-restricted"),
        404,
        404,
    ),
    "permission ended": (
        lambda link, sample: sample.permissions.update(ends_on=date(2026, 1, 6), granted_on=date(2026, 1, 5)),
        404,
        404,
    ),
    "permission for links only": (
        lambda link, sample: sample.permissions.update(scope="private"),
        404,
        200,
    ),
    "clearance gone": (lambda link, sample: sample.files.update(agreed_sha256=""), 404, 404),
    "unconfirmed account": (_unconfirmed, 200, 200),
    "inactive account": (
        lambda link, sample: type(link.owner).objects.filter(pk=link.owner_id).update(is_active=False),
        404,
        404,
    ),
    "closed account": (lambda link, sample: link.owner.delete(), 404, 404),
}


def visitors(alice, mallory):
    """Everybody who may stand at a door. The reader has been there before, with cookies and ETags."""
    member, owner = Client(), Client()
    member.force_login(mallory)
    owner.force_login(alice)
    return {"stranger": Client(), "reader": Client(), "other member": member, "owner": owner}


@pytest.mark.parametrize("what", sorted(TABLE))
def test_who_may_open_what(shown, alice, mallory, what):
    link, sample, file = shown
    happens, public, private = TABLE[what]
    named = addresses(link, sample, file)
    who = visitors(alice, mallory)
    before = {name: who["reader"].get(url) for name, url in named.items()}
    assert {r.status_code for r in before.values()} == {200}
    assert all(body(r) for r in before.values())
    tags = {name: r.get("ETag", "*") for name, r in before.items()}

    happens(link, sample)
    public_page_changed(link.owner_id)  # as every act on the site does; here rows were changed directly

    for visitor, client in who.items():
        if visitor == "owner" and "account" in what and what != "unconfirmed account":
            continue  # there is no owner any more
        for name, url in named.items():
            expected = public if name.startswith("portfolio") else private
            asked = (
                [{}]
                if expected == 200 or visitor != "reader"
                else [
                    {},
                    {"HTTP_IF_NONE_MATCH": tags[name]},
                    {"HTTP_RANGE": "bytes=0-9"},
                    {"HTTP_IF_MODIFIED_SINCE": "Wed, 21 Oct 2099 07:28:00 GMT"},
                ]
            )
            for headers in asked:
                response = client.get(url, **headers)
                got = body(response)
                assert response.status_code == expected, (visitor, name, headers)
                if expected != 200:
                    assert b"clean bytes" not in got
                    assert WORDS.encode() not in got
                    assert TITLE.encode() not in got


@pytest.mark.parametrize("what", sorted(TABLE))
def test_what_ends_is_in_no_pdf_either(shown, what):
    link, sample, _ = shown
    happens, public, private = TABLE[what]
    slug = link.owner.profile.slug
    pdfs = {
        reverse("sharing:portfolio_pdf", args=[slug]): public,
        reverse("sharing:shared_pdf", args=[link.token]): private,
    }
    assert all(TITLE in words_of(Client().get(url)) for url in pdfs)
    happens(link, sample)
    public_page_changed(link.owner_id)
    for url, expected in pdfs.items():
        assert (TITLE in words_of(Client().get(url))) == (expected == 200), url


def words_of(response):
    """The words of a PDF answer; nothing for any other answer."""
    data = body(response)
    if response.status_code != 200:
        return ""
    with contextlib.closing(pypdfium2.PdfDocument(data)) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


@pytest.mark.parametrize("what", ["paused", "expired", "revoked", "password", "closed account"])
def test_the_top_and_the_pictures_of_a_link_end_with_it(shown, what):
    link, sample, _ = shown
    happens, _, private = TABLE[what]
    tops = [link.public_path] + [
        reverse(f"sharing:shared_{name}", args=[link.token]) for name in ("social_picture", "contact")
    ]
    assert {Client().get(url).status_code for url in tops} == {200}
    happens(link, sample)
    for url in tops:
        response = Client().get(url)
        assert response.status_code == private
        assert TITLE not in response.content.decode(errors="replace")
        if private != 404:
            assert "no-store" in response["Cache-Control"]
            assert response["Referrer-Policy"] == "no-referrer"
            assert "noindex" in response["X-Robots-Tag"]


def test_an_unknown_token_is_404(alice):
    make_link(alice, make_sample(alice))
    assert Client().get(reverse("sharing:shared", args=["x" * 43])).status_code == 404


def test_tokens_are_long_and_differ(alice):
    sample = make_sample(alice)
    tokens = {make_link(alice, sample).token for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}  # 256 bits, base64


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, LinkState.LIVE),
        ({"password": "x"}, LinkState.LOCKED),
        ({"paused_at": timezone.now()}, LinkState.PAUSED),
        ({"ends_at": timezone.now() - timedelta(days=1)}, LinkState.EXPIRED),
        ({"ends_at": timezone.now() + timedelta(days=1)}, LinkState.LIVE),
        ({"revoked_at": timezone.now(), "paused_at": timezone.now()}, LinkState.REVOKED),
    ],
)
def test_the_row_and_the_query_agree_on_what_is_live(alice, fields, state):
    link = ShareLink.objects.create(owner=alice, name="A reader", **fields)
    assert link.state is state
    assert ShareLink.objects.live().exists() is (state in {LinkState.LIVE, LinkState.LOCKED})
    assert link.is_live is ShareLink.objects.live().exists()


def test_a_link_ends_at_the_end_of_the_writers_day(alice):
    alice.time_zone = "America/New_York"
    alice.save()
    link = make_link(alice, make_sample(alice))
    link.end_on(date(2026, 6, 1))
    link.save()
    for moment, status in (("2026-06-02T03:59:58Z", 200), ("2026-06-02T04:00:01Z", 410)):
        with time_machine.travel(moment):
            assert Client().get(link.public_path).status_code == status


def test_the_page_says_whom_it_is_for_and_until_when(alice):
    link = make_link(alice, make_sample(alice), reader="Theo Brandvold", note="As promised on our call.")
    link.end_on(date(2030, 4, 1))
    link.save()
    page = Client().get(link.public_path).content.decode()
    for words in (
        "For Larkspur Medical Education, Theo Brandvold",
        "As promised on our call.",
        "April 1, 2030",
    ):
        assert words in page
    assert "sees when this link is opened" in page


def test_link_previews_show_the_writer_and_nothing_private(alice):
    sample = make_sample(alice, summary="A summary that only the reader may see, in one sentence.")
    link = make_link(alice, sample, note="A note for one reader.")
    head = Client().get(link.public_path).content.decode().partition("</head>")[0]
    assert "Alice Arkwright" in head
    assert "only the reader" not in head
    assert "A note for one reader" not in head
    page = Client().get(reverse("sharing:shared_sample", args=[link.token, sample.slug])).content.decode()
    assert "only the reader" in page
    assert "only the reader" not in page.partition("</head>")[0]
    assert "ld+json" not in page


# Passwords ---------------------------------------------------------------------------------------------


@pytest.fixture
def locked(shown):
    link, *_ = shown
    _password(link)
    return link, reverse("sharing:shared_unlock", args=[link.token])


def test_the_right_password_opens_it_for_this_browser_only(locked):
    link, url = locked
    reader = Client()
    assert reader.get(link.public_path).status_code == 403
    response = reader.post(url, {"password": "correct horse"})
    assert response["Location"] == link.public_path
    cookie = response.cookies[unlock.cookie_name()]
    assert cookie["path"] == link.public_path
    assert cookie["httponly"]
    assert cookie["max-age"] == 12 * 3600
    assert TITLE in reader.get(link.public_path).content.decode()
    assert Client().get(link.public_path).status_code == 403


def test_a_wrong_password_opens_nothing(locked):
    link, url = locked
    reader = Client()
    response = reader.post(url, {"password": "battery staple"})
    assert response.status_code == 403
    assert TITLE not in response.content.decode()
    assert reader.get(link.public_path).status_code == 403


def test_a_new_password_asks_everybody_again(locked):
    link, url = locked
    reader = Client()
    reader.post(url, {"password": "correct horse"})
    assert reader.get(link.public_path).status_code == 200
    _password(link, "another horse")
    assert reader.get(link.public_path).status_code == 403


def test_an_unlock_lasts_twelve_hours_and_opens_no_other_link(locked, alice):
    link, url = locked
    reader = Client()
    with time_machine.travel(datetime(2026, 6, 1, 9, 0, tzinfo=timezone.get_default_timezone()), tick=False):
        reader.post(url, {"password": "correct horse"})
        assert reader.get(link.public_path).status_code == 200
        second = make_link(alice, *[item.sample for item in link.items.all()])
        _password(second)
        value = reader.cookies[unlock.cookie_name()].value
        thief = Client()
        thief.cookies[unlock.cookie_name()] = value
        assert thief.get(second.public_path).status_code == 403
    with time_machine.travel(datetime(2026, 6, 1, 21, 1, tzinfo=timezone.get_default_timezone()), tick=False):
        thief.cookies[unlock.cookie_name()] = value
        assert thief.get(link.public_path).status_code == 403


def test_guesses_are_few_for_each_link_from_anywhere(locked):
    _, url = locked
    seen = [
        Client().post(url, {"password": f"guess {n}"}, REMOTE_ADDR=f"192.0.2.{n}").status_code
        for n in range(11)
    ]
    assert seen == [403] * 10 + [429]
    assert Client().post(url, {"password": "correct horse"}).status_code == 429


# Making and changing ------------------------------------------------------------------------------------


def _form(**fields):
    return {"name": "Larkspur", "allow_downloads": "on", "tell_me": "on", **fields}


def test_make_a_link(as_alice, alice):
    first, second = make_sample(alice, "First one"), make_sample(alice, "Second one")
    page = as_alice.get(reverse("sharing:link_create")).content.decode()
    assert (alice.today() + timedelta(days=30)).isoformat() in page
    answer = as_alice.post(
        reverse("sharing:link_create"),
        _form(samples=[second.pk, first.pk], ends_on="2031-01-31", reader="Theo", new_password="four words"),
    )
    link = ShareLink.objects.get()
    assert answer["Location"] == link.get_absolute_url()
    assert [item.sample for item in link.items.all()] == [second, first]
    assert (link.name, link.reader, link.ends_on) == ("Larkspur", "Theo", date(2031, 1, 31))
    assert link.password_fits("four words")


def test_the_address_outlives_every_change(as_alice, alice):
    link = make_link(alice, make_sample(alice))
    token = link.token
    as_alice.post(
        reverse("sharing:link_edit", args=[link.pk]),
        _form(name="Larkspur Two", samples=[make_sample(alice, "Another").pk], ends_on="2031-01-31"),
    )
    link.refresh_from_db()
    assert (link.token, link.name) == (token, "Larkspur Two")
    assert [item.sample.title for item in link.items.all()] == ["Another"]


def test_a_sample_that_may_not_be_shown_is_refused_with_its_reason(as_alice, alice):
    sample = make_sample(alice, provenance="nda-restricted")
    page = as_alice.get(reverse("sharing:link_create")).content.decode()
    assert "Not now:" in page
    answer = as_alice.post(reverse("sharing:link_create"), _form(samples=[sample.pk], ends_on="2031-01-31"))
    assert answer.status_code == 422
    assert "cannot be shared" in answer.content.decode()
    assert not ShareLink.objects.exists()


def test_another_writers_sample_or_collection_cannot_be_chosen(as_mallory, alice):
    theirs, collection = make_sample(alice), make_collection(alice)
    for fields in ({"samples": [theirs.pk]}, {"collection": collection.pk}):
        answer = as_mallory.post(reverse("sharing:link_create"), _form(ends_on="2031-01-31", **fields))
        assert answer.status_code == 422
    assert not ShareLink.objects.exists()
    page = as_mallory.get(reverse("sharing:link_create"), {"sample": theirs.pk, "collection": collection.pk})
    assert theirs.title not in page.content.decode()


@pytest.mark.parametrize(
    "fields",
    [{}, {"samples": ["x"]}, {"ends_on": "2020-01-01"}, {"ends_on": "soon"}, {"new_password": "short"}],
)
def test_an_incomplete_link_is_not_made(as_alice, alice, fields):
    given = {"samples": [make_sample(alice).pk]} if "samples" not in fields and fields else {}
    answer = as_alice.post(reverse("sharing:link_create"), _form(**given, **fields))
    assert answer.status_code == 422
    assert not ShareLink.objects.exists()


def test_a_sample_taken_back_keeps_its_place_in_the_link(as_alice, alice):
    one, two = make_sample(alice, "First one"), make_sample(alice, "Second one")
    link = make_link(alice, one, two)
    before = Client().get(link.public_path).content
    samples.withdraw(one, by=alice)
    page = Client().get(link.public_path).content.decode()
    assert "First one" not in page
    assert "One sample was withdrawn by Alice" in page
    as_alice.post(
        reverse("sharing:link_edit", args=[link.pk]), _form(name=link.name, samples=[one.pk, two.pk])
    )
    ShareLink.objects.update(ends_at=link.ends_at)
    samples.restore(one, by=alice)
    assert Client().get(link.public_path).content == before


def test_order_by_keyboard(as_alice, alice):
    link = make_link(alice, *[make_sample(alice, f"Sample {n}") for n in "ABC"])
    titles = lambda: [item.sample.title for item in link.items.all()]  # noqa: E731
    first = link.items.first()
    as_alice.post(reverse("sharing:link_move", args=[link.pk, first.pk]), {"move": "down"})
    assert titles() == ["Sample B", "Sample A", "Sample C"]
    ids = [item.pk for item in link.items.all()][::-1]
    as_alice.post(reverse("sharing:link_order", args=[link.pk]), {"order": ids})
    assert titles() == ["Sample C", "Sample A", "Sample B"]


def test_pause_and_go_on_and_end(as_alice, alice):
    link = make_link(alice, make_sample(alice))
    other = make_link(alice, *Sample.objects.all(), name="Another reader")
    for act, status in (("link_pause", 410), ("link_resume", 200)):
        as_alice.post(reverse(f"sharing:{act}", args=[link.pk]))
        assert Client().get(link.public_path).status_code == status
    asked = as_alice.post(reverse("sharing:link_revoke", args=[link.pk]))
    assert "End the link for" in asked.content.decode()  # without a script it asks first
    assert Client().get(link.public_path).status_code == 200
    as_alice.post(reverse("sharing:link_revoke", args=[link.pk]), {"confirmed": "1"})
    assert Client().get(link.public_path).status_code == 410
    assert Client().get(other.public_path).status_code == 200


def test_downloads_can_be_off_for_one_link(shown, alice):
    link, sample, file = shown
    url = addresses(link, sample, file)["shared file"]
    assert body(Client().get(url)) == b"%PDF-1.4 clean bytes"
    ShareLink.objects.update(allow_downloads=False)
    assert Client().get(url).status_code == 404


def test_a_collections_choices_hold_behind_its_links(alice):
    sample = make_sample(alice, allow_download=True)
    file = make_file(sample, page_texts=[{"text": WORDS, "notes": "Say this slowly."}])
    alice.profile.credentials = "PharmD"
    alice.profile.save()
    collection = make_collection(alice)
    actions.add_to(collection, sample, by=alice)
    link = make_link(alice, collection=collection)
    page_url = reverse("sharing:shared_sample", args=[link.token, sample.slug])
    file_url = reverse("sharing:shared_file", args=[link.token, sample.slug, file.pk])
    contact_url = reverse("sharing:shared_contact", args=[link.token])

    page = Client().get(page_url).content.decode()
    assert "PharmD" in page
    assert "Say this slowly." in page
    assert (body(Client().get(file_url)), Client().get(contact_url).status_code) == (
        b"%PDF-1.4 clean bytes",
        200,
    )

    collection.show_credentials = collection.show_notes = False
    collection.allow_downloads = collection.show_contact = False
    collection.save()
    page = Client().get(page_url).content.decode()
    assert "PharmD" not in page
    assert "Say this slowly." not in page
    assert contact_url not in page
    assert (Client().get(file_url).status_code, Client().get(contact_url).status_code) == (404, 404)


def test_an_unconfirmed_account_has_three_open_links(client, db):
    writer = make_user("New Writer", confirmed=False)
    client.force_login(writer)
    sample = make_sample(writer)
    links = [make_link(writer, sample) for _ in range(3)]
    with pytest.raises(ValidationError, match="confirmed"):
        make_link(writer, sample)
    answer = client.post(reverse("sharing:link_create"), _form(samples=[sample.pk]))
    assert answer.status_code == 422
    links[0].pause()
    make_link(writer, sample)
    client.post(reverse("sharing:link_resume", args=[links[0].pk]))
    links[0].refresh_from_db()
    assert links[0].paused_at is not None
    writer.emailaddress_set.update(verified=True)
    client.post(reverse("sharing:link_resume", args=[links[0].pk]))
    assert ShareLink.objects.live().count() == 4


def test_looking_as_a_stranger_drops_the_session(as_alice, alice):
    link = make_link(alice, make_sample(alice))
    answer = as_alice.post(reverse("sharing:link_stranger", args=[link.pk]))
    assert answer["Location"] == link.public_path
    assert "_auth_user_id" not in as_alice.session


# Ending kindly -----------------------------------------------------------------------------------------


@pytest.fixture
def ended(alice):
    link = make_link(alice, make_sample(alice, TITLE), note="A private note.", ends_at=timezone.now())
    return link, reverse("sharing:shared_ask", args=[link.token])


def test_an_ended_link_says_whose_it_was(ended):
    link, _ = ended
    page = Client().get(link.public_path)
    assert page.status_code == 410
    html = page.content.decode()
    assert "Alice Arkwright shared samples with you here until" in html
    assert "Ask for it again" in html
    assert "A private note." not in html
    assert TITLE not in html


def test_ten_presses_are_one_message(ended, alice):
    link, url = ended
    reader = Client()
    for _ in range(10):
        answer = reader.post(
            url, {"email": "Theo@example.com", "why": "We meet on Friday", "opened": _stamp(link)}
        )
        assert answer["Location"] == f"{link.public_path}?asked=1"
    message = Message.objects.get()
    assert (message.owner, message.link, message.kind) == (alice, link, "ask")
    assert (message.email, message.text, message.place) == ("Theo@example.com", "We meet on Friday", "inbox")
    assert "will hear that you asked" in reader.get(answer["Location"]).content.decode()


def _stamp(link):
    html = Client().get(link.public_path).content.decode()
    return html.partition('name="opened" value="')[2].partition('"')[0]


def test_asking_works_again_after_another_ending(ended, alice):
    link, url = ended
    Client().post(url, {"email": "theo@example.com", "opened": _stamp(link)})
    link_actions.extend(link, by=alice)
    assert Client().post(url, {"email": "theo@example.com"})["Location"] == link.public_path
    assert Message.objects.count() == 1
    link.revoke()
    Client().post(url, {"email": "theo@example.com", "opened": _stamp(link)})
    assert Message.objects.count() == 2


def test_an_unconfirmed_writer_is_not_asked(ended, alice):
    link, url = ended
    alice.emailaddress_set.update(verified=False)
    assert "Ask for it again" not in Client().get(link.public_path).content.decode()
    Client().post(url, {"email": "theo@example.com"})
    assert not Message.objects.exists()


def test_extend_in_one_press_at_the_same_address(as_alice, ended, alice):
    link, _ = ended
    token = link.token
    as_alice.post(reverse("sharing:link_extend", args=[link.pk]))
    link.refresh_from_db()
    assert (link.token, link.ends_on) == (token, alice.today() + timedelta(days=30))
    assert Client().get(link.public_path).status_code == 200
    link.revoke()
    page = as_alice.post(reverse("sharing:link_extend", args=[link.pk]), follow=True)
    assert "ended for good" in page.content.decode()
    assert Client().get(link.public_path).status_code == 410


def test_the_writer_is_warned_three_days_before_an_unopened_link_ends(alice, mailoutbox):
    from sharing import mail

    sample = make_sample(alice)
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False):
        soon = make_link(alice, sample, name="Soon", ends_at=timezone.now() + timedelta(days=3))
        make_link(alice, sample, name="Later", ends_at=timezone.now() + timedelta(days=3, minutes=1))
        make_link(
            alice,
            sample,
            name="Read",
            ends_at=timezone.now() + timedelta(days=1),
            first_opened_at=timezone.now(),
        )
        make_link(alice, sample, name="Endless")
        assert link_actions.warn_of_endings() == 1
        assert link_actions.warn_of_endings() == 0
        soon.refresh_from_db()
        assert soon.warned_at == timezone.now()
        mail.ending(soon.pk)
        assert [m.subject for m in mailoutbox] == ["A link you made ends soon, unopened"]
        assert f"http://testserver{soon.get_absolute_url()}" in mailoutbox[0].body
        link_actions.extend(soon, by=alice)
        mail.ending(soon.pk)
    with time_machine.travel("2026-07-02T12:00:00Z", tick=False):
        assert link_actions.warn_of_endings() == 1  # extended, and again nobody came


# Lists and pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_takes_the_same_queries_for_any_number(as_alice, alice, number, django_assert_num_queries):
    sample = make_sample(alice)
    for n in range(number):
        make_link(alice, sample, name=f"Reader {n}")
    with django_assert_num_queries(9):
        as_alice.get(reverse("sharing:link_list"))


@pytest.mark.parametrize("number", [1, 5])
def test_a_shared_page_takes_the_same_queries_for_any_number(alice, number, django_assert_num_queries):
    made = [make_sample(alice, f"Sample {n}") for n in range(number)]
    for sample in made:
        make_file(sample)
    link = make_link(alice, *made)
    with django_assert_num_queries(5):
        Client().get(link.public_path)
