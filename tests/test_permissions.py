"""A permission that ends: the sample comes down by itself, and its writer was told a week before."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from portfolio import actions, tasks
from portfolio.mail import permission_ending
from tests.factories import make_permission, make_sample, publish

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("UTC"))


@pytest.fixture
def told(monkeypatch):
    """Numbers of the permission records whose writers are mailed."""
    queued = []
    monkeypatch.setattr(type(tasks.mail_permission_ending), "enqueue", lambda self, pk: queued.append(pk))
    return queued


def permitted(owner, ends_on, **fields):
    sample = make_sample(owner, provenance="client-permission", **fields)
    return make_permission(sample, ends_on=ends_on)


@pytest.mark.parametrize(("days", "count"), [(-1, 0), (0, 1), (7, 1), (8, 0)])
def test_told_within_the_last_week(alice, told, days, count):
    record = permitted(alice, TODAY + timedelta(days=days))
    assert actions.warn_of_permission_ends(NOW) == count
    assert told == [record.pk] * count


def test_told_once(alice, told):
    record = permitted(alice, TODAY + timedelta(days=3))
    assert [actions.warn_of_permission_ends(NOW) for _ in range(2)] == [1, 0]
    assert told == [record.pk]
    assert record.sample.history.get().what == "Told that the permission ends"


def test_a_day_is_the_writers_day(alice, told):
    alice.time_zone = "Pacific/Auckland"  # tomorrow already
    alice.save()
    permitted(alice, TODAY + timedelta(days=8))
    assert actions.warn_of_permission_ends(NOW) == 1


def test_nobody_is_told_of_what_no_longer_matters(alice, told):
    soon = TODAY + timedelta(days=3)
    binned = permitted(alice, soon, title="Binned").sample
    actions.bin_sample(binned, by=alice)
    taken = permitted(alice, soon, title="Taken back").sample
    actions.withdraw(taken, by=alice)
    make_permission(make_sample(alice, title="Mine after all"), ends_on=soon)  # needs none
    renewed = permitted(alice, soon, title="Renewed").sample
    actions.record_permission(renewed, by=alice, granted_by="Editor", granted_on=TODAY, scope="public")
    assert actions.warn_of_permission_ends(NOW) == 0
    permitted(alice, soon, title="Still shown")
    assert actions.warn_of_permission_ends(NOW) == 1


def test_the_mail_says_what_happens_and_where_to_go(alice, settings):
    record = permitted(alice, date(2026, 3, 17))
    permission_ending(record.pk)
    [sent] = mail.outbox
    assert sent.to == [alice.email]
    assert "“Potassium Worries” ends on March 17, 2026" in sent.body
    assert f"{settings.SITE_URL}/samples/{record.sample_id}/permission/" in sent.body
    record.revoked_at = timezone.now()
    record.save()
    permission_ending(record.pk)
    assert len(mail.outbox) == 1


def test_shown_up_to_its_last_day(alice, stranger):
    today = alice.today()
    record = permitted(alice, today)
    address = publish(alice, record.sample).get_absolute_url() + f"{record.sample.slug}/"
    assert stranger.get(address).status_code == 200
    record.ends_on = today - timedelta(days=1)
    record.save()
    actions.public_page_changed(alice.pk)  # in life a new day makes every kept page old
    assert stranger.get(address).status_code == 404
