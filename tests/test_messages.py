"""Messages from readers: no address shown, robots set apart, mailed once, kept in an inbox."""

import pytest
import time_machine
from django.tasks import default_task_backend
from django.test import Client
from django.urls import reverse

from sharing import link_actions, mail
from sharing.models import Message, main_collection
from tests.factories import make_link, make_message, make_sample, publish

NOON, LATER = "2026-06-01T12:00:00Z", "2026-06-01T12:00:30Z"


@pytest.fixture(autouse=True)
def _quiet_tasks():
    default_task_backend.clear()


@pytest.fixture
def form_url(alice):
    publish(alice, make_sample(alice))
    return reverse("sharing:contact", args=["alice-arkwright"])


def opened(url):
    """The stamp in the form, as a browser gets it."""
    html = Client().get(url).content.decode()
    return html.partition('name="opened" value="')[2].partition('"')[0]


def write(url, at=LATER, client=None, **fields):
    with time_machine.travel(NOON, tick=False):
        stamp = opened(url)
    given = {"name": "Theo", "email": "theo@example.com", "message": "Are you free in May?", "opened": stamp}
    with time_machine.travel(at, tick=False):
        return (client or Client()).post(url, {**given, **fields}, REMOTE_ADDR="192.0.2.9")


def test_a_message_is_kept_and_mailed_by_the_worker(form_url, alice, mailoutbox):
    answer = write(form_url)
    assert answer["Location"] == f"{form_url}?sent=1"
    message = Message.objects.get()
    assert (message.owner, message.name, message.email) == (alice, "Theo", "theo@example.com")
    assert (message.place, message.read_at, message.link) == ("inbox", None, None)
    assert mailoutbox == []
    assert [result.args for result in default_task_backend.results] == [[message.pk]]
    mail.message(message.pk)
    sent = mailoutbox[0]
    assert (sent.to, sent.reply_to, sent.subject) == (
        [alice.email],
        ["theo@example.com"],
        "A message from your portfolio",
    )
    assert "Are you free in May?" in sent.body
    assert alice.email not in Client().get(form_url).content.decode()


def test_a_message_through_a_link_says_so(alice):
    link = make_link(alice, make_sample(alice))
    write(reverse("sharing:shared_contact", args=[link.token]))
    assert Message.objects.get().link == link


def test_the_same_form_sent_ten_times_is_one_message(form_url):
    with time_machine.travel(NOON, tick=False):
        stamp = opened(form_url)
    with time_machine.travel(LATER, tick=False):
        given = {"name": "T", "email": "t@example.com", "message": "Are you free in May?", "opened": stamp}
        seen = [Client().post(form_url, given, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(10)]
    assert seen == [302] * 10
    assert Message.objects.count() == 1
    assert len(default_task_backend.results) == 1


@pytest.mark.parametrize(
    "fields",
    [{"website": "http://spam.example"}, {"opened": ""}, {"opened": "now:forged"}, {"at": NOON}],
    ids=["trap filled", "never opened", "forged", "too fast"],
)
def test_what_looks_automatic_is_set_apart(form_url, fields):
    answer = write(form_url, **fields)
    assert answer["Location"] == f"{form_url}?sent=1"  # a robot learns nothing
    assert [m.place for m in Message.objects.all()] == ["spam"]
    assert default_task_backend.results == []


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "no address"},
        {"email": "a@example.com\nBcc: b@example.com"},
        {"message": "short"},
        {"name": ""},
        {"message": "x" * 4001},
    ],
)
def test_a_wrong_form_is_said_at_the_field(form_url, fields):
    answer = write(form_url, **fields)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert not Message.objects.exists()


def test_five_an_hour_from_one_sender(form_url):
    seen = [write(form_url, message=f"Message number {n}, hello.").status_code for n in range(6)]
    assert seen == [302] * 5 + [429]
    assert Message.objects.count() == 5


def test_twenty_a_day_to_one_writer(form_url):
    with time_machine.travel(NOON, tick=False):
        stamp = opened(form_url)
    seen = []
    with time_machine.travel(LATER, tick=False):
        for n in range(21):
            given = {
                "name": "T",
                "email": f"t{n}@example.com",
                "message": f"Message {n}, hello.",
                "opened": stamp,
            }
            seen.append(Client().post(form_url, given, REMOTE_ADDR=f"192.0.2.{n}").status_code)
    assert seen == [302] * 20 + [429]


def test_an_unconfirmed_writer_takes_no_messages(form_url, alice):
    link = make_link(alice, make_sample(alice, "Another"))
    shared = reverse("sharing:shared_contact", args=[link.token])
    assert {Client().get(url).status_code for url in (form_url, shared)} == {200}
    alice.emailaddress_set.update(verified=False)
    assert {Client().get(url).status_code for url in (form_url, shared)} == {404}
    assert {write(url).status_code for url in (form_url, shared)} == {404}
    assert not Message.objects.exists()


def test_the_form_can_be_switched_off(form_url, alice):
    collection = main_collection(alice)
    collection.show_contact = False
    collection.save()
    assert Client().get(form_url).status_code == 404


def test_the_trap_is_hidden_from_people_and_readers(form_url):
    html = Client().get(form_url).content.decode()
    assert '<div class="sr" aria-hidden="true"><label for="id_website">' in html
    assert html.count('name="website"') == 1


# The inbox ---------------------------------------------------------------------------------------------


def listed(client, place="inbox"):
    return [m.name for m in client.get(reverse("sharing:message_list"), {"in": place}).context["page"]]


def test_looking_at_a_message_changes_nothing_and_opening_it_marks_it(as_alice, alice):
    message = make_message(alice)
    assert "(1" in as_alice.get(reverse("sharing:message_list")).content.decode()
    assert message.text in as_alice.get(message.get_absolute_url()).content.decode()
    message.refresh_from_db()
    assert message.read_at is None
    answer = as_alice.post(reverse("sharing:message_open", args=[message.pk]))
    assert answer["Location"] == message.get_absolute_url()
    message.refresh_from_db()
    assert message.read_at is not None
    as_alice.post(reverse("sharing:message_unread", args=[message.pk]))
    message.refresh_from_db()
    assert message.read_at is None


def test_archive_spam_and_back(as_alice, alice):
    message = make_message(alice, name="Theo")
    for act, place in (("archive", "archive"), ("keep", "inbox"), ("spam", "spam")):
        as_alice.post(reverse(f"sharing:message_{act}", args=[message.pk]))
        assert {box: listed(as_alice, box) for box in ("inbox", "archive", "spam")} == {
            box: (["Theo"] if box == place else []) for box in ("inbox", "archive", "spam")
        }


def test_delete_asks_first(as_alice, alice):
    message = make_message(alice)
    url = reverse("sharing:message_delete", args=[message.pk])
    assert "cannot be brought back" in as_alice.post(url).content.decode()
    assert Message.objects.count() == 1
    as_alice.post(url, {"confirmed": "1"})
    assert Message.objects.count() == 0


def test_the_answer_goes_by_mail_and_its_address_is_escaped(as_alice, alice):
    message = make_message(alice, email="o'neil+cme@example.com", text="<script>alert(1)</script>")
    page = as_alice.get(message.get_absolute_url()).content.decode()
    assert "mailto:o&#x27;neil+cme@example.com?subject=Your%20message" in page
    assert "<script>alert" not in page


def test_spam_goes_after_a_month(alice):
    with time_machine.travel("2026-05-01T12:00:00Z"):
        make_message(alice, place="spam")
        make_message(alice, name="Real", place="inbox")
    with time_machine.travel("2026-05-30T12:00:00Z"):
        assert link_actions.forget_spam() == 0
    with time_machine.travel("2026-06-01T12:00:00Z"):
        assert link_actions.forget_spam() == 1
    assert [m.name for m in Message.objects.all()] == ["Real"]
