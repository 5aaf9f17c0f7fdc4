"""The eleven stages, the rhythm of messages, the board, and whom to write to today."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from networking import actions, cadence, catalogue
from networking.models import Contact, DisclosureCard, StageMove
from tests.factories import make_contact, make_interaction, make_link, make_organization, make_sample

MONDAY = "2026-03-09 12:00"
TODAY = date(2026, 3, 9)


def page(client, view, /, *args, **query):
    return client.get(reverse(f"networking:{view}", args=args, query=query))


def post(client, view, /, *args, **data):
    return client.post(reverse(f"networking:{view}", args=args), data)


# Days ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        ("2026-03-09", 0, "2026-03-09"),  # Monday
        ("2026-03-09", 4, "2026-03-13"),
        ("2026-03-09", 5, "2026-03-16"),
        ("2026-03-09", 10, "2026-03-23"),
        ("2026-03-13", 1, "2026-03-16"),  # Friday
        ("2026-03-14", 0, "2026-03-16"),  # Saturday
        ("2026-03-14", 1, "2026-03-16"),
        ("2026-03-15", 7, "2026-03-24"),  # Sunday
    ],
)
def test_working_days_are_monday_to_friday(day, number, expected):
    assert cadence.add_working_days(date.fromisoformat(day), number) == date.fromisoformat(expected)


@pytest.mark.parametrize("start", range(7))
@pytest.mark.parametrize("number", [1, 3, 7, 10, 23])
def test_counting_undoes_adding(start, number):
    day = TODAY + timedelta(days=start)
    assert cadence.working_days_between(day, cadence.add_working_days(day, number)) == number


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "1 day late"),
        (-9, "9 days late"),
        (7, "in 5 working days"),
        (15, "March 24"),
        (400, "April 13, 2027"),
    ],
)
def test_how_near_a_day_is(days, words):
    assert cadence.in_words(TODAY + timedelta(days=days), TODAY) == words
    assert cadence.in_words(None, TODAY) == ""


# Rhythm -------------------------------------------------------------------------------------------------


def said(days_ago, direction="out", outcome="no-reply", purpose="introduce", channel="email"):
    return SimpleNamespace(
        happened_on=TODAY - timedelta(days=days_ago),
        direction=direction,
        outcome=outcome,
        purpose=purpose,
        channel=channel,
    )


@pytest.mark.parametrize(
    ("history", "stage", "action", "on", "offered"),
    [
        ([], "identified", "Find out what they make and who gives out writing", "2026-03-23", ""),
        ([said(0)], "contacted", "Follow up once, with something useful", "2026-03-18", ""),
        ([said(30)], "contacted", "Follow up once, with something useful", "2026-03-09", ""),
        ([said(14), said(0)], "contacted", "Send a last note", "2026-03-18", ""),
        ([said(9), said(0)], "contacted", "Send a last note", "2026-03-23", ""),
        ([said(28), said(14), said(0)], "contacted", "Look in again", "2026-09-07", "dormant"),
        ([said(9), said(1, "in")], "contacted", "Answer them", "2026-03-10", ""),
        ([said(9), said(1, "in", "replied")], "contacted", "Answer them", "2026-03-10", "in-conversation"),
        (
            [said(9), said(1, "in", "sample-asked")],
            "contacted",
            "Answer them",
            "2026-03-10",
            "sample-requested",
        ),
        (
            [said(0, outcome="work-offered")],
            "contacted",
            "Settle what is still open",
            "2026-03-16",
            "onboarding",
        ),
        (
            [said(9), said(5, "in"), said(0)],
            "in-conversation",
            "Keep the conversation going",
            "2026-03-16",
            "",
        ),
        ([said(0, outcome="not-now")], "contacted", "Look in again", "2026-09-07", "dormant"),
        ([said(0, channel="linkedin-comment")], "researched", "Write a first message", "2026-03-23", ""),
    ],
)
def test_what_comes_after_what_was_said(history, stage, action, on, offered):
    plan = cadence.after(history, stage, TODAY)
    assert (plan.action, plan.on, plan.stage) == (action, date.fromisoformat(on), offered)


def test_nothing_comes_after_a_no():
    plan = cadence.after([said(0, outcome="no")], "contacted", TODAY)
    assert (plan.action, plan.on, plan.stage) == ("", None, "closed")


def test_a_first_message_has_a_range():
    plan = cadence.after([said(0)], "contacted", TODAY)
    assert (plan.on, plan.latest) == (date(2026, 3, 18), date(2026, 3, 23))


# Moving -------------------------------------------------------------------------------------------------


@pytest.fixture
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.mark.parametrize("stage", [row.slug for row in catalogue.STAGES])
def test_every_stage_can_follow_and_is_dated(as_alice, alice, monday, stage):
    contact = make_contact(alice, stage="connected")
    post(as_alice, "contact_move", contact.pk, stage=stage)
    contact.refresh_from_db()
    assert contact.stage == stage
    moves = list(contact.moves.values_list("from_stage", "to_stage", "moved_at"))
    assert moves == ([] if stage == "connected" else [("connected", stage, timezone.now())])
    assert (contact.next_action_on is None) == (stage == "closed")


def test_a_suggestion_gives_way_and_an_own_plan_stays(alice, monday):
    suggested = make_contact(
        alice, "A", stage="identified", next_action=catalogue.stage("identified").next_action
    )
    planned = make_contact(alice, "B", stage="identified", next_action="Read their grant call")
    for contact in (suggested, planned):
        actions.move(contact, "contacted", by=alice)
    assert (suggested.next_action, suggested.next_action_on) == (
        "Follow up with something useful",
        date(2026, 3, 18),
    )
    assert (planned.next_action, planned.next_action_on) == ("Read their grant call", date(2026, 3, 16))


def test_an_unknown_stage_moves_nobody(as_alice, alice):
    contact = make_contact(alice, stage="connected")
    post(as_alice, "contact_move", contact.pk, stage="famous")
    answer = as_alice.post(
        reverse("networking:contact_move", args=[contact.pk]),
        {"stage": "famous"},
        headers={"Accept": "application/json"},
    )
    assert (answer.status_code, answer.json()) == (400, {"error": "Choose a stage from the list."})
    contact.refresh_from_db()
    assert contact.stage == "connected"
    assert not StageMove.objects.exists()


def test_dragging_answers_with_new_words_for_the_card(as_alice, alice, monday):
    contact = make_contact(alice, stage="identified")
    answer = as_alice.post(
        reverse("networking:contact_move", args=[contact.pk]),
        {"stage": "contacted"},
        headers={"Accept": "application/json"},
    )
    assert answer.json() == {
        "words": {"stage": "Contacted", "due": "Follow up with something useful, in 7 working days"}
    }


def test_asking_to_stop_is_asked_about_and_is_final(as_alice, alice):
    contact = make_contact(alice, stage="contacted")
    typed = {"stage": "closed", "reason": "asked-to-stop"}
    asked = post(as_alice, "contact_move", contact.pk, **typed)
    assert "Did Theo Brandvold ask you to stop?" in asked.content.decode()
    contact.refresh_from_db()
    assert contact.stage == "contacted"
    post(as_alice, "contact_move", contact.pk, confirmed="1", **typed)
    contact.refresh_from_db()
    assert (contact.stage, contact.do_not_contact, contact.next_action_on) == ("closed", True, None)
    for stage in ("contacted", "in-conversation", "dormant"):
        post(as_alice, "contact_move", contact.pk, stage=stage)
        contact.refresh_from_db()
        assert (contact.stage, contact.do_not_contact, contact.next_action_on) == (stage, True, None)
    assert not Contact.objects.owned_by(alice).open().exists()


def test_closing_for_another_reason_can_be_undone(as_alice, alice, monday):
    contact = make_contact(alice, stage="contacted")
    post(as_alice, "contact_move", contact.pk, stage="closed", reason="not-a-fit")
    contact.refresh_from_db()
    assert (contact.close_reason, contact.do_not_contact, contact.next_action_on) == (
        "not-a-fit",
        False,
        None,
    )
    post(as_alice, "contact_move", contact.pk, stage="researched")
    contact.refresh_from_db()
    assert (contact.close_reason, contact.next_action_on) == ("", date(2026, 3, 23))


def test_a_stage_is_offered_after_what_came_back_and_only_once(as_alice, alice):
    contact = make_contact(alice, stage="contacted")
    make_interaction(contact, direction="in", outcome="sample-asked")
    assert page(as_alice, "contact_detail", contact.pk).context["offer"].slug == "sample-requested"
    post(as_alice, "contact_move", contact.pk, stage="in-conversation")
    assert page(as_alice, "contact_detail", contact.pk).context["offer"] is None


# Board --------------------------------------------------------------------------------------------------


def test_the_board_holds_everybody_in_its_column(as_alice, alice, mallory):
    make_contact(mallory, "Not mine")
    for stage in catalogue.STAGES:
        make_contact(alice, stage.slug, stage=stage.slug)
    make_contact(alice, "Alone", do_not_contact=True)
    make_contact(alice, "Archived", archived_at=timezone.now())
    columns = page(as_alice, "contact_board").context["columns"]
    assert {column["slug"]: {c.name for c in column["people"]} for column in columns} == {
        "getting-to-know": {"identified", "researched", "connected"},
        "reached-out": {"contacted"},
        "talking": {"in-conversation", "sample-requested", "onboarding"},
        "working-together": {"active-client", "past-client"},
        "resting": {"dormant", "closed"},
    }


def test_the_list_address_can_ask_for_the_board(as_alice, alice):
    make_contact(alice)
    assert "columns" in page(as_alice, "contact_list", view="board").context


def test_a_full_column_says_how_many_more(as_alice, alice):
    Contact.objects.bulk_create(
        Contact(owner=alice, name=f"P{n}", next_action_on=alice.today() + timedelta(days=n))
        for n in range(33)
    )
    response = page(as_alice, "contact_board", kind="")
    column = response.context["columns"][0]
    assert (column["total"], len(column["people"]), column["more"]) == (33, 30, 3)
    assert [contact.name for contact in column["people"][:2]] == ["P0", "P1"]
    assert 'href="/contacts/?column=getting-to-know">3 more in the list' in response.content.decode()


def test_every_card_can_be_moved_without_a_mouse(as_alice, alice):
    contact = make_contact(alice, stage="contacted")
    html = page(as_alice, "contact_board").content.decode()
    assert f'action="/contacts/{contact.pk}/move/" data-board-move' in html
    assert f'<select class="form-select" id="stage-{contact.pk}" name="stage">' in html
    answer = post(as_alice, "contact_move", contact.pk, stage="onboarding", then="board")
    assert answer["Location"] == "/contacts/board/"


@pytest.mark.parametrize("number", [1, 5])
def test_the_board_takes_the_same_queries_for_any_number(as_alice, alice, number, django_assert_num_queries):
    for n in range(number):
        for stage in catalogue.STAGES:
            contact = make_contact(
                alice, "P", make_organization(alice, f"{stage.slug} {n}"), stage=stage.slug
            )
            make_interaction(contact)
    with django_assert_num_queries(12):
        page(as_alice, "contact_board")


# Today --------------------------------------------------------------------------------------------------


def test_today_says_whom_to_write_to(as_alice, alice, mallory, monday):
    make_contact(mallory, "Not mine", next_action_on=TODAY)
    days = {"late": -3, "now": 0, "soon": 2, "later": 40}
    made = {
        name: make_contact(alice, name, next_action_on=TODAY + timedelta(days=n)) for name, n in days.items()
    }
    make_contact(alice, "closed", stage="closed")
    make_contact(alice, "alone", do_not_contact=True)
    make_contact(alice, "archived", archived_at=timezone.now(), next_action_on=TODAY)
    make_contact(alice, "resting", stage="dormant", next_action_on=TODAY)
    context = page(as_alice, "contact_today").context
    assert (context["late"], context["due"], context["ahead"]) == (
        [made["late"]],
        [made["now"]],
        [made["soon"], made["later"]],
    )
    assert [contact.name for contact in context["resting"]] == ["resting"]
    assert (context["due_count"], context["late_count"]) == (2, 1)


def test_the_day_is_the_writers_day(alice):
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    contact = make_contact(alice, next_action_on=date(2026, 3, 10))
    with time_machine.travel("2026-03-09 12:00", tick=False):  # the 10th in Auckland
        assert list(Contact.objects.owned_by(alice).due(alice.today())) == [contact]
    with time_machine.travel("2026-03-09 10:00", tick=False):
        assert not Contact.objects.owned_by(alice).due(alice.today()).exists()


@pytest.mark.parametrize(
    ("sent", "answers", "fields", "expected"),
    [
        ([40, 20], [], {}, True),
        ([20, 5], [], {}, False),
        ([20, 10, 1], [], {}, True),
        ([40], [], {}, False),
        ([40, 20], [10], {}, False),
        ([40, 20], [], {"do_not_contact": True, "next_action_on": None}, False),
        ([40, 20], [], {"stage": "in-conversation"}, False),
    ],
)
def test_gone_quiet(as_alice, alice, monday, sent, answers, fields, expected):
    contact = make_contact(alice, **{"stage": "contacted"} | fields)
    for days in sent:
        make_interaction(contact, happened_on=TODAY - timedelta(days=days))
    for days in answers:
        make_interaction(contact, happened_on=TODAY - timedelta(days=days), direction="in")
    assert (page(as_alice, "contact_today").context["quiet"] == [contact]) is expected


@pytest.mark.parametrize("number", [1, 5])
def test_today_takes_the_same_queries_for_any_number(
    as_alice, alice, number, django_assert_num_queries, monday
):
    sample = make_sample(alice)
    for n in range(number):
        organization = make_organization(alice, f"O{n}")
        for offset in (-1, 0, 1):
            make_contact(alice, "P", organization, next_action_on=TODAY + timedelta(days=offset))
        make_contact(alice, "R", organization, stage="dormant", next_action_on=TODAY)
        quiet = make_contact(alice, "Q", organization, stage="contacted")
        for days in (40, 20, 10):
            make_interaction(quiet, happened_on=TODAY - timedelta(days=days))
        link = make_link(alice, sample)
        past = timezone.now() - timedelta(days=1)
        make_interaction(quiet, happened_on=TODAY - timedelta(days=1), share_link=link, created_at=past)
        quiet.interactions.update(created_at=past)
        alice.visits.create(link=link, what="open", day=TODAY, mark=f"m{n}")
    with django_assert_num_queries(19):
        page(as_alice, "contact_today")


def test_an_old_disclosure_is_remembered(as_alice, alice):
    card = DisclosureCard.objects.create(owner=alice, reviewed_on=alice.today() - timedelta(days=181))
    words = "confirmed half a year ago"
    assert words not in page(as_alice, "contact_today").content.decode()
    card.reviewed_on -= timedelta(days=1)
    card.save()
    assert words in page(as_alice, "contact_today").content.decode()
    assert words in as_alice.get("/").content.decode()


def test_the_dashboard_shows_the_next_four(as_alice, alice, monday):
    for n in range(6):
        make_contact(alice, f"P{n}", next_action_on=TODAY + timedelta(days=n - 1))
    make_contact(alice, "alone", do_not_contact=True)
    context = as_alice.get("/").context
    assert [contact.name for contact in context["follow_ups"]] == ["P0", "P1", "P2", "P3"]
    assert [contact.late for contact in context["follow_ups"]] == [True, False, False, False]
