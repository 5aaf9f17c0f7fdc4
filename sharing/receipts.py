"""Reading receipts out: what was opened, read and downloaded, in words for the writer. Figures are 'about'."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Min, Prefetch, Q, Sum
from django.utils import timezone

from portfolio.models import Sample, SampleFile
from sharing.models import LinkState, ShareLink, Visit, VisitSum

What = Visit.What
DAYS_SHOWN = 30
LINES_AT_MOST = 120


@dataclass(frozen=True)
class Line:
    """One thing that happened. `at` is a moment, or None where `minutes` says how long it took."""

    icon: str
    title: str
    day: date
    at: datetime | None = None
    small: str = ""
    minutes: int = 0
    strong: bool = False
    quiet: bool = False


@dataclass
class SampleRow:
    """What is known about one sample behind one door."""

    title: str
    sample: Sample | None
    readings: int = 0
    seconds: int = 0
    downloads: int = 0
    how_far: str = ""
    last: date | None = None

    @property
    def minutes(self):
        return minutes(self.seconds)


@dataclass(frozen=True)
class Figures:
    openings: int
    samples_read: int
    downloads: int


@dataclass
class DayRow:
    day: date
    openings: int = 0
    readings: int = 0
    downloads: int = 0
    # Of the bar in the picture, in its own units: see templates/sharing/partials/days.html
    x: float = 0
    height: float = 0
    top: float = field(default=0)


def minutes(seconds: int) -> int:
    """Rounded up: somebody who read for twenty seconds read for about a minute."""
    return -(-seconds // 60)


def of_link(link):
    return Visit.objects.filter(link=link).select_related("sample").prefetch_related(_current_files())


def of_page(owner):
    """Visits to the public page and its collections: nobody is named there."""
    return (
        Visit.objects.filter(owner=owner, link=None)
        .select_related("sample")
        .prefetch_related(_current_files())
    )


def _current_files():
    return Prefetch("sample__files", SampleFile.objects.current().defer("page_texts"))


def figures(visits, sums) -> Figures:
    """Counted from rows of people and from the sums that old rows became."""
    live = visits.aggregate(
        openings=Count("pk", filter=Q(what=What.OPEN)), downloads=Count("pk", filter=Q(what=What.DOWNLOAD))
    )
    old = sums.aggregate(
        openings=Sum("count", filter=Q(what=What.OPEN), default=0),
        downloads=Sum("count", filter=Q(what=What.DOWNLOAD), default=0),
    )
    read = Q(what=What.READ) & ~Q(sample=None)
    samples = set(visits.filter(read).values_list("sample_id", flat=True))
    samples |= set(sums.filter(read).values_list("sample_id", flat=True))
    return Figures(
        openings=live["openings"] + old["openings"],
        samples_read=len(samples),
        downloads=live["downloads"] + old["downloads"],
    )


# Timeline ---------------------------------------------------------------------------------------------


def timeline(link) -> list[tuple[date, list[Line]]]:
    """Everything that happened to a link, newest day first, newest line first."""
    visits = list(of_link(link)[:LINES_AT_MOST])
    lines = [_line(visit, link) for visit in visits]
    lines += _own_acts(link)
    lines.sort(key=lambda pair: pair[0], reverse=True)
    return [(day, [line for _, line in group]) for day, group in groupby(lines, key=lambda pair: pair[1].day)]


def _line(visit, link):
    at = visit.happened_at
    day = timezone.localdate(at)
    if visit.what == What.OPEN:
        first = link.first_opened_at is not None and abs(at - link.first_opened_at) < timedelta(minutes=1)
        title = "Opened for the first time" if first else "Opened again"
        told = "You were told by e-mail" if first and link.tell_me else ""
        return at, Line("eye", title, day, at=at, small=told, strong=first)
    title = visit.sample.title if visit.sample else "A sample since deleted"
    if visit.what == What.DOWNLOAD:
        return at, Line("download", f"{title}, clean copy downloaded", day, at=at)
    took = minutes(visit.seconds)
    return at, Line("file-earmark-text", title, day, at=at, small=how_far(visit), minutes=took, strong=True)


def _own_acts(link):
    acts = [(link.created_at, "link-45deg", "Link made")]
    if link.paused_at:
        acts.append((link.paused_at, "eye-slash", "You paused it"))
    if link.revoked_at:
        acts.append((link.revoked_at, "x-lg", "You ended it"))
    if link.state is LinkState.EXPIRED:
        acts.append((link.ends_at, "hourglass-split", "The end date had come"))
    return [(at, Line(icon, title, timezone.localdate(at), at=at, quiet=True)) for at, icon, title in acts]


def how_far(visit) -> str:
    """'All 3 pages, longest on page 2', '2 of 10 slides', or '' when nothing is known."""
    pages = {name: seconds for name, seconds in visit.pages.items() if name != "text"}
    if not pages or visit.sample is None:
        return "The text" if "text" in visit.pages else ""
    files = {str(file.pk): file for file in visit.sample.current_files}
    known = {name: s for name, s in pages.items() if name.split("-")[0] in files}
    if not known:
        return "An earlier version"
    total = sum(max(file.page_total, len(file.pictures)) for file in files.values())
    unit = "slide" if all(file.is_slides for file in files.values()) else "page"
    read = len(known)
    if read >= total > 1:
        words = f"Both {unit}s" if total == 2 else f"All {total} {unit}s"
    else:
        words = f"{read} of {total} {unit}s" if total > 1 else f"The {unit}"
    longest = max(known, key=known.get)
    return f"{words}, longest on {unit} {longest.split('-')[1]}" if read > 1 else words


# Tables -----------------------------------------------------------------------------------------------


def by_sample(visits, sums) -> list[SampleRow]:
    """One row for each sample that was read or downloaded, most read first."""
    rows: dict[int | None, SampleRow] = {}
    furthest = defaultdict(int)
    for visit in visits.exclude(what=What.OPEN)[:5000]:
        row = rows.setdefault(visit.sample_id, _row(visit.sample))
        row.last = max(row.last or visit.day, visit.day)
        if visit.what == What.DOWNLOAD:
            row.downloads += 1
            continue
        row.readings += 1
        row.seconds += visit.seconds
        if visit.pages and len(visit.pages) > furthest[visit.sample_id]:
            furthest[visit.sample_id] = len(visit.pages)
            row.how_far = how_far(visit)
    for old in sums.exclude(what=What.OPEN).select_related("sample"):
        row = rows.setdefault(old.sample_id, _row(old.sample))
        row.last = max(row.last or old.day, old.day)
        row.seconds += old.seconds
        if old.what == What.DOWNLOAD:
            row.downloads += old.count
        else:
            row.readings += old.count
    return sorted(rows.values(), key=lambda row: (-row.readings, row.title))


def _row(sample):
    return SampleRow(title=sample.title if sample else "A sample since deleted", sample=sample)


def by_day(visits, sums, today, days=DAYS_SHOWN) -> list[DayRow]:
    """The last `days` days, oldest first, with the geometry of their bars (0 to 100 high, 10 wide)."""
    first = today - timedelta(days=days - 1)
    rows = {first + timedelta(days=n): DayRow(first + timedelta(days=n), x=n * 10 + 1) for n in range(days)}
    names = {What.OPEN: "openings", What.READ: "readings", What.DOWNLOAD: "downloads"}
    live = visits.filter(day__gte=first, day__lte=today).order_by().values_list("day", "what")
    counted = [(day, what, count) for day, what, count in live.annotate(count=Count("pk"))]
    counted += list(sums.filter(day__gte=first, day__lte=today).values_list("day", "what", "count"))
    for day, what, count in counted:
        name = names[What(what)]
        setattr(rows[day], name, getattr(rows[day], name) + count)
    top = max((row.openings for row in rows.values()), default=0)
    for row in rows.values():
        row.height = round(100 * row.openings / top) if top else 0
        row.top = 100 - row.height
    return list(rows.values())


# Across links -----------------------------------------------------------------------------------------


def with_figures(links):
    """Links for a list: how often opened, read and downloaded, in one query."""
    return links.annotate(
        openings=Count("visits", filter=Q(visits__what=What.OPEN)),
        readings=Count("visits", filter=Q(visits__what=What.READ)),
        downloads=Count("visits", filter=Q(visits__what=What.DOWNLOAD)),
    ).order_by("-created_at", "-pk")


def latest(owner, count=4) -> list[dict]:
    """Who opened what, newest first; then the link that waits longest for its reader."""
    visits = Visit.objects.filter(owner=owner).exclude(link=None).select_related("link", "sample")[:count]
    rows = [_latest_row(visit) for visit in visits]
    waiting = (
        ShareLink.objects.owned_by(owner)
        .live()
        .filter(first_opened_at=None)
        .exclude(ends_at=None)
        .order_by("ends_at")
        .first()
    )
    if waiting is not None:
        waiting.owner = owner
        rows.append(
            {
                "icon": "hourglass-split",
                "link": waiting,
                "said": "has not opened its link",
                "small": f"Ends {waiting.ends_on:%B %-d}",
                "at": waiting.created_at,
                "quiet": True,
            }
        )
    return rows


def _latest_row(visit):
    title = visit.sample.title if visit.sample else "a sample"
    said = {
        What.OPEN: "opened your link",
        What.READ: f"read {title}",
        What.DOWNLOAD: f"downloaded {title}",
    }[What(visit.what)]
    icon = {What.OPEN: "eye", What.READ: "file-earmark-text", What.DOWNLOAD: "download"}[What(visit.what)]
    took = f"About {minutes(visit.seconds)} min" if visit.seconds else ""
    return {"icon": icon, "link": visit.link, "said": said, "small": took, "at": visit.happened_at}


def of_sample(sample) -> list[dict]:
    """Who opened or downloaded one sample, newest first: what a writer must know who takes it back.

    A link has the name its writer gave it; visitors of the public page are one line a day.
    """
    groups = (
        Visit.objects.filter(sample=sample)
        .order_by()
        .values("link_id", "link__name", "what", "day")
        .annotate(count=Count("pk"), first=Min("happened_at"))
    )
    rows = [
        {
            "name": g["link__name"] or "",
            "link": g["link_id"],
            "what": g["what"],
            "day": g["day"],
            "count": g["count"],
        }
        for g in groups
    ]
    rows += [
        {
            "name": s.link.name if s.link else "",
            "link": s.link_id,
            "what": s.what,
            "day": s.day,
            "count": s.count,
        }
        for s in VisitSum.objects.filter(sample=sample).select_related("link")
    ]
    return sorted(rows, key=lambda row: (row["day"], row["name"], row["what"]), reverse=True)
