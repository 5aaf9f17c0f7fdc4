"""The disclosure card: 24 months, confirmed by its writer, opened by nobody else without the address."""

import io
from datetime import date, timedelta

import pypdfium2
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cmeportfolio.logs import NoSecrets
from networking import disclosure
from networking.models import DisclosureCard, Relationship
from networking.models.disclosure import window_start
from tests.factories import make_link, make_relationship, make_sample, publish

COMPANY = "Quicksilver Implants"


def post(client, view, /, *args, **data):
    return client.post(reverse(f"networking:{view}", args=args), data)


def page(client, view, /, *args):
    return client.get(reverse(f"networking:{view}", args=args))


def card_of(user):
    return DisclosureCard.objects.get_or_create(owner=user)[0]


@pytest.mark.parametrize(
    ("today", "start"),
    [("2026-03-09", "2024-03-09"), ("2028-02-29", "2026-02-28"), ("2026-01-01", "2024-01-01")],
)
def test_the_window_is_two_years(today, start):
    assert window_start(date.fromisoformat(today)) == date.fromisoformat(start)


@time_machine.travel("2026-03-09 12:00", tick=False)
@pytest.mark.parametrize(
    ("ended_on", "on_card"),
    [(None, True), ("2026-03-01", True), ("2024-03-09", True), ("2024-03-08", False), ("2020-01-01", False)],
)
def test_what_is_older_leaves_the_card_and_stays_as_history(as_alice, alice, mallory, ended_on, on_card):
    make_relationship(mallory, "Not mine")
    mine = make_relationship(alice, COMPANY, started_on="2019-01-01", ended_on=ended_on)
    context = page(as_alice, "disclosure").context
    assert (context["said"]["rows"], context["past"]) == (([mine], []) if on_card else ([], [mine]))
    assert disclosure.statement(alice, card_of(alice))["rows"] == context["said"]["rows"]


def test_none_is_an_answer_once_confirmed(as_alice, alice):
    said = disclosure.statement(alice, card_of(alice))
    assert (said["rows"], said["none"], said["confirmed"]) == (
        [],
        "No such relationships in the past 24 months.",
        "Not confirmed yet.",
    )
    post(as_alice, "disclosure_confirm")
    assert DisclosureCard.objects.get(owner=alice).reviewed_on == alice.today()


def test_a_change_asks_for_a_new_confirmation(as_alice, alice):
    post(as_alice, "disclosure_confirm")
    typed = {"company": COMPANY, "nature": "consulting", "started_on": "2025-01-01"}
    post(as_alice, "relationship_create", **typed)
    assert card_of(alice).reviewed_on is None
    mine = Relationship.objects.owned_by(alice).get()
    post(as_alice, "disclosure_confirm")
    post(as_alice, "relationship_edit", mine.pk, **typed | {"ended_on": "2025-06-01"})
    assert card_of(alice).reviewed_on is None
    post(as_alice, "disclosure_confirm")
    asked = post(as_alice, "relationship_delete", mine.pk)
    assert f"Delete “{COMPANY}”?" in asked.content.decode()
    assert card_of(alice).reviewed_on == alice.today()
    post(as_alice, "relationship_delete", mine.pk, confirmed="1")
    assert (Relationship.objects.count(), card_of(alice).reviewed_on) == (0, None)


@pytest.mark.parametrize(
    ("days", "field", "sentence"),
    [
        ({"started_on": "2025-06-01", "ended_on": "2025-05-01"}, "__all__", "It cannot end before it began."),
        ({"started_on": "2999-01-01"}, "started_on", "Check the year."),
        ({"started_on": "1750-01-01"}, "started_on", "Check the year."),
    ],
)
def test_days_must_make_sense(as_alice, alice, days, field, sentence):
    response = post(as_alice, "relationship_create", company=COMPANY, nature="consulting", **days)
    assert response.status_code == 422
    assert response.context["form"].errors[field] == [sentence]
    assert not Relationship.objects.exists()


def test_the_address_is_private_confirmed_and_ends(stranger, as_alice, alice):
    make_relationship(alice, COMPANY)
    post(as_alice, "disclosure_share")
    assert card_of(alice).token is None
    post(as_alice, "disclosure_confirm")
    post(as_alice, "disclosure_share")
    card = card_of(alice)
    assert len(card.token) >= 43
    response = stranger.get(card.public_path)
    assert COMPANY in response.content.decode()
    assert (response["X-Robots-Tag"], response["Cache-Control"], response["Referrer-Policy"]) == (
        "noindex, nofollow",
        "private, no-store",
        "no-referrer",
    )
    post(as_alice, "disclosure_share")
    assert card_of(alice).token == card.token
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert stranger.get(card.public_path).status_code == 404
    post(as_alice, "disclosure_stop")
    assert stranger.get(card.public_path).status_code == 404
    assert card_of(alice).token is None


def test_the_address_shows_the_card_of_the_day(stranger, alice):
    make_relationship(alice, COMPANY, started_on="2020-01-01", ended_on=alice.today() - timedelta(days=720))
    card = DisclosureCard.objects.create(
        owner=alice, reviewed_on=alice.today(), token="t" * 43, ends_at=timezone.now() + timedelta(days=30)
    )
    assert COMPANY in stranger.get(card.public_path).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        later = stranger.get(card.public_path).content.decode()
    assert COMPANY not in later
    assert "No such relationships in the past 24 months." in later


def test_a_closed_account_and_a_wrong_token_open_nothing(stranger, alice):
    card = DisclosureCard.objects.create(
        owner=alice, reviewed_on=alice.today(), token="t" * 43, ends_at=timezone.now() + timedelta(days=1)
    )
    assert stranger.get(card.public_path).status_code == 200
    assert stranger.get(reverse("networking:disclosure_shared", args=["x" * 43])).status_code == 404
    alice.is_active = False
    alice.save()
    assert stranger.get(card.public_path).status_code == 404


def test_it_is_never_public_by_itself(stranger, as_alice, alice):
    make_relationship(alice, COMPANY, detail=COMPANY)
    post(as_alice, "disclosure_confirm")
    post(as_alice, "disclosure_share")
    sample = make_sample(alice)
    link = make_link(alice, sample)
    profile = publish(alice, sample)
    assert COMPANY in page(as_alice, "disclosure").content.decode()
    for address in (profile.get_absolute_url(), link.public_path, "/sitemap.xml", "/robots.txt"):
        text = stranger.get(address).content.decode()
        assert COMPANY not in text
        assert card_of(alice).token not in text


def test_the_pdf_says_the_same(as_alice, alice):
    make_relationship(alice, "#Quick_silver* $Implants$ [x]", nature="speaking", detail="*Two* talks")
    response = page(as_alice, "disclosure_pdf")
    assert response["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(io.BytesIO(response.content)) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    assert "#Quick_silver* $Implants$ [x]" in text
    assert "*Two* talks" in text
    assert "Alice Arkwright" in text
    assert "Not confirmed yet." in text


def test_the_address_is_not_in_the_log():
    import logging

    record = logging.LogRecord("x", logging.INFO, "", 0, "GET /d/abcdef123/ 200", (), None)
    NoSecrets().filter(record)
    assert record.getMessage() == "GET /d/…/ 200"


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_takes_the_same_queries_for_any_number(as_alice, alice, number, django_assert_num_queries):
    for n in range(number):
        make_relationship(alice, f"C{n}")
        make_relationship(alice, f"D{n}", started_on="2010-01-01", ended_on="2011-01-01")
    with django_assert_num_queries(5):
        page(as_alice, "disclosure")
