"""The plan: weeks in an order that makes sense, days off, starting even, the calendar, the weekly mail."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from email.utils import parseaddr

import icalendar
import pytest
from django.core import mail
from django.urls import reverse

from milestones import calendar, catalogue, digest, planning, progress, schedule
from milestones.models import Plan, StepProgress
from tests.factories import make_plan

PLAN = "/milestones/plan/"
MONDAY = date(2026, 3, 2)


def lay_out(hours=5, **kwargs):
    return schedule.lay_out(
        schedule.core_in_order(),
        from_day=MONDAY,
        hours_a_week=Decimal(str(hours)),
        waits=catalogue.plan().waits,
        **kwargs,
    )


def finish(user, *slugs):
    for slug in slugs:
        row, _ = StepProgress.objects.get_or_create(owner=user, step=slug)
        row.mark_done(1)


# Laying out --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hours", ["0.5", "3", "5", "8", "60"])
def test_every_core_step_is_there_once_with_all_its_hours(hours):
    found = {}
    for week in lay_out(hours).weeks:
        assert week.planned <= week.hours
        for part in week.parts:
            found[part.step.slug] = found.get(part.step.slug, 0) + part.hours
    assert found == {step.slug: step.hours for step in catalogue.steps() if step.is_core}


@pytest.mark.parametrize("hours", ["0.5", "3", "5", "8", "60"])
def test_what_comes_first_is_finished_first(hours):
    at = {}
    for week in lay_out(hours).weeks:
        for place, part in enumerate(week.parts):
            at.setdefault(part.step.slug, []).append((week.number, place))
    for rule in catalogue.plan().rules:
        assert max(at[rule.first]) < min(at[rule.then])


@pytest.mark.parametrize("hours", ["3", "5", "8", "60"])
def test_steps_that_need_time_get_it(hours):
    due = lay_out(hours).dates
    assert due["rate-again"] - due["take-a-baseline"] >= timedelta(days=28)
    after = schedule.working_days_after(due["send-six-tailored-messages"], 7)
    assert due["follow-up-on-schedule"] >= after


def test_slower_is_longer_and_never_shorter_steps():
    assert schedule.paces() == [(3, 20), (5, 12), (8, 7)]


def test_the_plan_goes_around_days_off():
    away = [(MONDAY + timedelta(days=7), MONDAY + timedelta(days=13)), (MONDAY + timedelta(days=14),) * 2]
    weeks = lay_out(away=away).weeks
    assert [(week.hours, week.days_off, bool(week.parts)) for week in weeks[:3]] == [
        (Decimal(5), 0, True),
        (Decimal(0), 7, False),
        (Decimal("4.5"), 1, True),
    ]
    assert len(lay_out(away=away[:1]).weeks) == len(lay_out().weeks) + 1


def test_working_days_skip_the_weekend():
    assert schedule.working_days_after(date(2026, 3, 5), 7) == date(2026, 3, 16)


def test_no_hours_is_no_plan():
    with pytest.raises(ValueError, match="above zero"):
        lay_out(0)


# The writer's plan -------------------------------------------------------------------------------------


def test_three_presses_offer_a_plan_and_one_makes_it(as_alice, alice):
    assert "5 hours a week" in as_alice.get(PLAN).content.decode()
    as_alice.post(reverse("milestones:plan_edit"), {"starts_on": alice.today(), "hours_a_week": "5"})
    page = as_alice.get(PLAN)
    assert page.context["planned"].week.number == 1
    assert page.context["planned"].for_today.step.slug == "draw-the-ecosystem"
    assert "Map the field" in page.content.decode()


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ("0", "Plan at least half an hour a week"),
        ("200", "Plan 60 hours a week or fewer"),
        ("-5", "Plan at least half an hour a week"),
        ("many", "Give the hours as a number"),
        ("1e9", "Plan 60 hours a week or fewer"),
        ("NaN", "Give the hours as a number"),
    ],
)
def test_odd_hours_get_a_sentence(as_alice, alice, hours, sentence):
    answer = as_alice.post(
        reverse("milestones:plan_edit"), {"starts_on": alice.today(), "hours_a_week": hours}
    )
    assert (answer.status_code, Plan.objects.count()) == (422, 0)
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("day", ["", "tomorrow", "9999-12-31", "0001-01-01"])
def test_odd_starts_get_a_sentence(as_alice, alice, day):
    answer = as_alice.post(reverse("milestones:plan_edit"), {"starts_on": day, "hours_a_week": 5})
    assert (answer.status_code, Plan.objects.count()) == (422, 0)


def test_behind_is_said_kindly_and_laid_out_from_today(as_alice, alice):
    make_plan(alice, starts_on=alice.today() - timedelta(days=16))
    finish(alice, "draw-the-ecosystem")
    page = as_alice.get(PLAN)
    behind = [state.step.slug for state in page.context["planned"].behind]
    assert (len(behind), behind[0]) == (10, "trace-the-history")
    text = page.content.decode()
    assert "10 steps from weeks before are still open." in text
    assert "overdue" not in text.lower()
    as_alice.post(reverse("milestones:plan_replan"))
    planned = as_alice.get(PLAN).context["planned"]
    assert planned.behind == []
    assert planned.schedule.weeks[0].starts_on == alice.today()
    assert planned.schedule.due_on("draw-the-ecosystem") is None


def test_keeping_this_week_free_moves_the_rest_by_a_week(as_alice, alice):
    make_plan(alice)
    before = as_alice.get(PLAN).context["planned"].schedule.dates
    as_alice.post(reverse("milestones:plan_skip_week"))
    planned = as_alice.get(PLAN).context["planned"]
    assert planned.this_week == []
    assert planned.schedule.due_on("trace-the-history") == before["trace-the-history"] + timedelta(days=7)


def test_days_off_come_and_go(as_alice, alice):
    make_plan(alice)
    first = alice.today() + timedelta(days=8)
    url = reverse("milestones:days_off_create")
    as_alice.post(url, {"first": first, "last": first + timedelta(days=2)})
    as_alice.post(url, {"first": first + timedelta(days=3), "last": first + timedelta(days=5)})
    assert Plan.objects.get().away == [[f"{first}", f"{first + timedelta(days=5)}"]]
    as_alice.post(reverse("milestones:days_off_delete", args=[first.isoformat()]))
    assert Plan.objects.get().away == []


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-05-05", "2026-05-04", "The last day off comes before the first."),
        ("2026-05-05", "2028-05-04", "That is more than a year."),
        ("x", "2026-05-04", "Give the day as year-month-day"),
    ],
)
def test_odd_days_off_get_a_sentence(as_alice, alice, first, last, sentence):
    make_plan(alice)
    answer = as_alice.post(reverse("milestones:days_off_create"), {"first": first, "last": last})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_the_plan_takes_the_same_queries_for_any_number(as_alice, alice, number, django_assert_num_queries):
    make_plan(alice, starts_on=alice.today() - timedelta(days=7 * number))
    finish(alice, *[step.slug for step in catalogue.steps()[: number * 3]])
    as_alice.get(PLAN)
    with django_assert_num_queries(6):
        as_alice.get(PLAN)


# The calendar ------------------------------------------------------------------------------------------


def events(client, token):
    answer = client.get(reverse("milestones:plan_feed", args=[token]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {
        str(event["summary"]): event for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    }


def test_the_calendar_needs_no_log_in_and_closes_at_once(as_alice, alice, stranger):
    make_plan(alice)
    as_alice.post(reverse("milestones:feed_open"))
    token = Plan.objects.get().feed_token
    assert len(events(stranger, token)) == 37
    as_alice.post(reverse("milestones:feed_open"))
    newer = Plan.objects.get().feed_token
    assert stranger.get(f"/feed/{token}/plan.ics").status_code == 404
    assert stranger.get(f"/feed/{newer}/plan.ics").status_code == 200
    as_alice.post(reverse("milestones:feed_close"))
    assert stranger.get(f"/feed/{newer}/plan.ics").status_code == 404
    assert stranger.get("/feed/None/plan.ics").status_code == 404


def test_an_event_is_a_whole_day_and_says_where_to_go(alice, stranger):
    make_plan(alice, feed_token="t" * 43)
    event = events(stranger, "t" * 43)["Draw the CME ecosystem on one page"]
    due = alice.today() + timedelta(days=6)
    assert (event["dtstart"].dt, event["dtend"].dt) == (due, due + timedelta(days=1))
    assert event["transp"] == "TRANSPARENT"
    assert event["url"].endswith("/milestones/understanding-cme/draw-the-ecosystem/")


def test_a_moved_step_keeps_its_name_in_the_calendar(as_alice, alice, stranger):
    make_plan(alice, feed_token="t" * 43)
    before = events(stranger, "t" * 43)
    as_alice.post(reverse("milestones:plan_skip_week"))
    after = events(stranger, "t" * 43)
    title = "Draw the CME ecosystem on one page"
    assert before[title]["uid"] == after[title]["uid"]
    assert before[title]["dtstart"].dt != after[title]["dtstart"].dt
    assert len({str(event["uid"]) for event in after.values()}) == 37


def test_the_same_plan_gives_the_same_bytes(alice):
    planned = planning.laid_out(make_plan(alice), progress.of(alice))
    one = calendar.feed(planned)
    assert calendar.feed(planned) == one
    assert max(len(line) for line in one.split(b"\r\n")) <= 75
    assert one.startswith(b"BEGIN:VCALENDAR\r\n")


def test_done_steps_say_so_in_the_calendar(alice, stranger):
    make_plan(alice, feed_token="t" * 43)
    finish(alice, "draw-the-ecosystem")
    assert "Done: Draw the CME ecosystem on one page" in events(stranger, "t" * 43)


def test_a_closed_account_has_no_calendar(alice, stranger):
    make_plan(alice, feed_token="t" * 43)
    alice.is_active = False
    alice.save()
    assert stranger.get(f"/feed/{'t' * 43}/plan.ics").status_code == 404


# The weekly mail ---------------------------------------------------------------------------------------

MONDAY_MORNING = datetime.fromisoformat("2026-03-02T08:00:00+00:00")


@pytest.fixture
def monday(time_machine, settings):
    settings.TIME_ZONE = "UTC"
    time_machine.move_to(MONDAY_MORNING, tick=False)


def test_nobody_is_mailed_without_asking(alice, monday):
    make_plan(alice)
    assert (digest.send_due(), mail.outbox) == (0, [])


def test_the_mail_comes_once_a_week(alice, monday, time_machine):
    alice.time_zone = "UTC"
    alice.save()
    make_plan(alice, sends_digest=True)
    assert [digest.send_due(), digest.send_due()] == [1, 0]
    message = mail.outbox[0]
    assert (message.subject, message.to) == ("Your week: Map the field", [alice.email])
    assert "[ ] Draw the CME ecosystem on one page (1.5 h)" in message.body
    sent = []
    for day in range(1, 15):
        time_machine.move_to(MONDAY_MORNING + timedelta(days=day), tick=False)
        sent.append(digest.send_due())
    assert [day + 1 for day, count in enumerate(sent) if count] == [7, 14]


def test_monday_morning_is_where_the_writer_is(alice, monday, time_machine):
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    make_plan(alice, sends_digest=True)
    assert digest.send_due() == 1  # Monday evening there
    time_machine.move_to("2026-03-08T17:59:00+00:00", tick=False)
    assert digest.send_due() == 0
    time_machine.move_to("2026-03-08T18:01:00+00:00", tick=False)
    assert digest.send_due() == 1  # Sunday in London, Monday at seven there


def test_only_a_confirmed_address_is_mailed(alice, monday):
    make_plan(alice, sends_digest=True)
    alice.emailaddress_set.update(verified=False)
    assert (digest.send_due(), mail.outbox) == (0, [])


def test_asking_needs_a_confirmed_address(as_alice, alice):
    make_plan(alice)
    alice.emailaddress_set.update(verified=False)
    url = reverse("milestones:digest_edit")
    answer = as_alice.post(url, {"sends_digest": "on"})
    assert "Confirm your e-mail address first" in answer.content.decode()
    alice.emailaddress_set.update(verified=True)
    as_alice.post(url, {"sends_digest": "on"})
    assert Plan.objects.get().sends_digest


def test_one_press_ends_the_mail_without_a_log_in(alice, monday):
    from django.test import Client

    alice.time_zone = "UTC"
    alice.save()
    plan = make_plan(alice, sends_digest=True)
    digest.send_due()
    headers = mail.outbox[0].extra_headers
    address = headers["List-Unsubscribe"].strip("<>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in mail.outbox[0].body
    path = "/unsubscribe/" + address.partition("/unsubscribe/")[2]
    strict = Client(enforce_csrf_checks=True)
    assert "End the weekly mail?" in strict.get(path).content.decode()
    assert Plan.objects.get().sends_digest
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    plan.refresh_from_db()
    assert not plan.sends_digest
    assert "No more weekly mails" in strict.get(path).content.decode()
    assert parseaddr(mail.outbox[0].to[0])[1] == alice.email


@pytest.mark.parametrize("token", ["x", "MQ:1abc:forged", "MQ"])
def test_a_forged_way_out_does_not_exist(stranger, db, token):
    assert stranger.post(f"/unsubscribe/{token}/").status_code == 404
