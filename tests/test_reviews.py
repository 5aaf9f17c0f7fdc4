"""A review by somebody without an account: one sample, a rubric for its kind, closed after sending."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import vocabularies as words
from portfolio import actions as samples
from sharing import mail, review_actions, rubric
from sharing.models import Review, ReviewRequest
from tests.factories import (
    make_file,
    make_permission,
    make_review,
    make_review_request,
    make_sample,
    publish,
    read,
)


@pytest.fixture
def asked(alice):
    sample = make_sample(alice)
    make_file(sample)
    return make_review_request(sample)


def page_field(asked):
    return f"page_{asked.sample.files.get().pk}_1"


def send(asked, **data):
    return Client().post(asked.public_path, {"level_0": "3", "note_0": "Clear.", **data})


def test_the_rubric_is_made_for_the_kind_of_work():
    needs = rubric.points("needs-assessment", "human")
    assert needs[0] == "Gaps in practice, not a tour of the disease"
    assert rubric.points("no-such-kind", "human")[0] == "A clear gap, with evidence"
    for row in words.DELIVERABLES:
        assert 2 <= len(rubric.points(row.slug, "animal")) <= 8


def test_the_reviewer_sees_the_sample_page_by_page(asked):
    page = Client().get(asked.public_path)
    said = page.content.decode()
    assert page.status_code == 200
    assert "The words of page one." in said
    assert "Comment on page 1" in said
    assert "Gaps in practice" in said
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    picture = Client().get(
        reverse("sharing:review_picture", args=[asked.token, asked.sample.files.get().pk, 1, 640])
    )
    assert picture.status_code == 200
    assert picture["Content-Type"] == "image/webp"
    assert read(picture)


def test_it_opens_that_sample_and_nothing_else(asked, alice):
    other = make_file(make_sample(alice, title="Another Piece"))
    said = Client().get(asked.public_path).content.decode()
    assert "Another Piece" not in said
    assert "client-name-draft" not in said
    assert alice.email not in said
    url = reverse("sharing:review_picture", args=[asked.token, other.pk, 1, 640])
    assert Client().get(url).status_code == 404


@pytest.mark.parametrize("token", ["x", "A" * 43, ""])
def test_it_cannot_be_guessed(asked, token):
    assert Client().get(f"/r/{token}/").status_code == 404


def test_what_is_typed_is_kept_and_read_by_nobody(asked, as_alice):
    url = reverse("sharing:review_draft", args=[asked.token])
    answer = Client().post(
        url, {"level_0": "2", "overall": "Half a thought", page_field(asked): "Why?", "evil": "x"}
    )
    assert (answer.status_code, answer.json()) == (200, {})
    asked.refresh_from_db()
    assert asked.draft == {"level_0": "2", "overall": "Half a thought", page_field(asked): "Why?"}
    again = Client().get(asked.public_path).content.decode()
    assert "Half a thought" in again
    assert "Half a thought" not in as_alice.get(asked.get_absolute_url()).content.decode()
    assert not Review.objects.exists()


def test_a_draft_can_be_kept_without_scripts(asked):
    response = Client().post(asked.public_path, {"overall": "Later", "keep": "yes"})
    assert response["Location"] == f"{asked.public_path}?kept=1"
    asked.refresh_from_db()
    assert asked.draft == {"overall": "Later"}


def test_sending_closes_it(asked, alice, mailoutbox):
    answer = send(asked, overall="Good work", name="Jo", **{page_field(asked): "The number has no year."})
    assert answer.status_code == 302
    review = Review.objects.get()
    assert (review.overall, review.may_name, review.owner) == ("Good work", False, alice)
    assert review.rubric[0] == {
        "about": "Gaps in practice, not a tour of the disease",
        "level": 3,
        "note": "Clear.",
    }
    comment = review.comments.get()
    assert (comment.place, comment.page, comment.text) == ("Page 1", 1, "The number has no year.")
    closed = Client().get(asked.public_path)
    assert "Your review was sent" in closed.content.decode()
    assert "The words of page one." not in closed.content.decode()
    url = reverse("sharing:review_picture", args=[asked.token, asked.sample.files.get().pk, 1, 640])
    assert Client().get(url).status_code == 404
    assert (
        Client().post(reverse("sharing:review_draft", args=[asked.token]), {"overall": "x"}).status_code
        == 409
    )
    mail.review(review.pk)
    assert [m.to for m in mailoutbox] == [[alice.email]]
    assert "Good work" not in mailoutbox[0].body


def test_sent_twice_it_is_one_review(asked):
    send(asked, overall="One")
    send(asked, overall="Two")
    assert [review.overall for review in Review.objects.all()] == ["One"]


def test_an_empty_review_is_not_sent(asked):
    response = Client().post(asked.public_path, {"name": "Jo"})
    assert response.status_code == 422
    assert "Nothing is filled in yet" in response.content.decode()
    assert not Review.objects.exists()


def test_consent_needs_a_name(asked):
    response = send(asked, may_name="on", name=" ")
    assert response.status_code == 422
    assert "Type the name that may be shown" in response.content.decode()


def _withdrawn(asked):
    samples.withdraw(asked.sample, by=asked.owner)


def _file_changed(asked):
    asked.sample.files.update(agreed_sha256="")


def _ended(asked):
    asked.end()


def _over(asked):
    ReviewRequest.objects.filter(pk=asked.pk).update(ends_at=timezone.now() - timedelta(seconds=1))


def _binned(asked):
    samples.bin_sample(asked.sample, by=asked.owner)


@pytest.mark.parametrize("end", [_withdrawn, _file_changed, _ended, _over, _binned])
def test_every_end_is_an_end_on_the_next_request(asked, end):
    picture = reverse("sharing:review_picture", args=[asked.token, asked.sample.files.get().pk, 1, 640])
    first = Client().get(picture)
    read(first)
    assert first.status_code == 200
    end(asked)
    page = Client().get(asked.public_path)
    assert page.status_code == 410
    assert "The words of page one." not in page.content.decode()
    assert Client().get(picture).status_code == 404
    assert send(asked).status_code == 410
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"provenance": "nda-restricted"}, True),
        ({"provenance": "described-only"}, True),
        ({"provenance": "spec"}, False),
    ],
)
def test_only_what_a_link_may_show_can_be_reviewed(as_alice, alice, fields, reason):
    sample = make_sample(alice, **fields)
    url = reverse("sharing:review_create", args=[sample.pk])
    data = {"name": "Jo", "note": "", "ends_on": (alice.today() + timedelta(days=7)).isoformat()}
    assert as_alice.post(url, data).status_code == (422 if reason else 302)
    assert ReviewRequest.objects.filter(sample=sample).exists() is not reason


def test_a_private_permission_is_enough(as_alice, alice):
    sample = make_sample(alice, provenance="client-permission")
    make_permission(sample, scope="private")
    assert review_actions.why_not_reviewed(sample) == ""


@pytest.mark.parametrize("days", [-1, 181])
def test_the_end_date_is_near(as_alice, alice, days):
    sample = make_sample(alice)
    data = {"name": "Jo", "ends_on": (alice.today() + timedelta(days=days)).isoformat()}
    assert as_alice.post(reverse("sharing:review_create", args=[sample.pk]), data).status_code == 422


def test_the_name_is_shown_only_when_both_say_so(as_alice, alice):
    sample = make_sample(alice)
    make_file(sample)
    slug = publish(alice, sample).slug
    url = f"/p/{slug}/{sample.slug}/"
    review = make_review(sample, name="Jo Reviewer", may_name=False)
    show = reverse("sharing:review_show", args=[review.request_id])
    shown = lambda: "Reviewed by Jo Reviewer" in Client().get(url).content.decode()  # noqa: E731
    as_alice.post(show, {"shown": "yes"})
    assert not shown()
    name = reverse("sharing:review_name", args=[review.request.token])
    Client().post(name, {"may_name": "yes"})
    assert not shown()
    as_alice.post(show, {"shown": "yes"})
    assert shown()
    Client().post(name, {"may_name": "no"})
    assert not shown()
    Client().post(name, {"may_name": "yes"})
    assert not shown()  # the writer is asked again


def test_the_writer_answers_settles_and_says_what_changed(as_alice, alice):
    review = make_review(make_sample(alice))
    comment = review.comments.create(place="Page 1", page=1, text="The number has no year.")
    url = reverse("sharing:review_answer", args=[review.request_id, comment.pk])
    as_alice.post(url, {"reply": "True.", "changed": "Added 2024", "settled": "yes"})
    comment.refresh_from_db()
    assert (comment.reply, comment.changed, comment.resolved_at is not None) == ("True.", "Added 2024", True)
    as_alice.post(url, {"reply": "True.", "changed": "", "settled": "no"})
    comment.refresh_from_db()
    assert (comment.changed, comment.resolved_at) == ("", None)
    as_alice.post(reverse("sharing:review_reply", args=[review.request_id]), {"reply": "Thank you!"})
    seen = Client().get(review.request.public_path).content.decode()
    assert "Thank you!" in seen
    assert "True." in seen


def test_a_comment_of_another_review_is_not_answered(as_alice, alice):
    one, two = make_review(make_sample(alice, title="One")), make_review(make_sample(alice, title="Two"))
    comment = two.comments.create(place="Page 1", text="Mine")
    url = reverse("sharing:review_answer", args=[one.request_id, comment.pk])
    assert as_alice.post(url, {"reply": "x"}).status_code == 404


def test_reading_it_makes_it_read(as_alice, alice):
    review = make_review(make_sample(alice))
    assert Review.objects.owned_by(alice).unread().count() == 1
    as_alice.get(review.request.get_absolute_url())
    assert Review.objects.owned_by(alice).unread().count() == 0


def test_a_reviewed_sample_counts_for_its_competencies(alice):
    from milestones.competencies import reviewed_samples

    sample = make_sample(alice)
    make_review_request(sample)
    assert reviewed_samples(alice) == set()  # asked for is not come back
    make_review(sample)
    assert reviewed_samples(alice) == {sample.pk}
