"""The private links of the fictional people, with what happened to them."""

import secrets
from datetime import datetime, time, timedelta

from portfolio.models import Sample
from sharing.link_actions import save_link
from sharing.models import ShareLink, Visit

_WHAT = {"opened": Visit.What.OPEN, "read": Visit.What.READ, "downloaded": Visit.What.DOWNLOAD}


def load_links(user, person, samples):
    """Every link of `person` that has a sample to show; `samples` by the keys of their records."""
    for record in person.links:
        chosen = []
        for key in record.samples:
            sample = Sample.objects.with_files().get(pk=samples[key].pk)
            sample.owner = user
            if not sample.why_not_shown(private_link=True):
                chosen.append(sample)
        if chosen:
            _load_link(user, record, chosen, samples)


def _load_link(user, record, chosen, samples):
    today = user.today()
    link = ShareLink(
        owner=user,
        name=record.name,
        reader=record.reader.removeprefix(f"{record.name}, "),
        note=record.note,
        allow_downloads=record.downloads,
        created_at=_moment(user, record.made_days_ago, record.receipt[0].clock),
    )
    link.end_on(today + timedelta(days=record.ends_in_days))
    save_link(link, chosen, by=user)
    visits = [_visit(user, link, line, samples) for line in record.receipt if line.what in _WHAT]
    Visit.objects.bulk_create(visits)
    opened = [visit.happened_at for visit in visits if visit.what == Visit.What.OPEN]
    if opened:
        link.first_opened_at = min(opened)
        link.save(update_fields=["first_opened_at"])


def _moment(user, days_ago, clock):
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(user.today() - timedelta(days=days_ago), time(hour, minute), user.tz)


def _visit(user, link, line, samples):
    sample = samples[line.sample] if line.sample else None
    at = _moment(user, line.days_ago, line.clock)
    return Visit(
        owner=user,
        link=link,
        sample=sample,
        what=_WHAT[line.what],
        day=at.date(),
        happened_at=at,
        mark=secrets.token_hex(16),
        seconds=line.minutes * 60,
        pages=_pages(sample, line) if line.minutes else {},
    )


def _pages(sample, line):
    """Seconds by page that say the same as the record does: its last number is the page looked at longest."""
    file = sample.first_file
    if file is None or not file.page_total:
        return {"text": line.minutes * 60}
    numbers = [int(word) for word in line.pages.replace(",", " ").split() if word.isdecimal()]
    part = " of " in line.pages
    total = numbers[0] if part and numbers else file.page_total
    longest = numbers[-1] if "longest" in line.pages and numbers else 1
    share = line.minutes * 60 // (total + 1)
    return {f"{file.pk}-{n}": share * (2 if n == longest else 1) for n in range(1, total + 1)}
