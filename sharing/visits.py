"""Counting a visit: once for each reader, thing and day, and nothing that says who it was.

What is written: that something was opened, read or downloaded, on which of the writer's days, about how
long, and which pages. The address and the browser of the visitor go through a one-way function together
with a secret of that day and this door, and are not kept.
"""

import hashlib
import hmac
import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from accounts.limits import allowed, visitor_address
from sharing import tasks
from sharing.models import DaySalt, ShareLink, Visit, VisitSum
from sharing.robots import is_robot

LONGEST = 4 * 3600  # seconds one reader can spend on one sample in a day, as far as we count
PER_ADDRESS = 3000  # signals an hour: a conference hall behind one address is not cut off
_PAGE = re.compile(r"(text|[0-9]{1,12}-[0-9]{1,4}):([0-9]{1,5})\Z")
MAX_PAGES = 300


def from_our_page(request):
    """A script on one of our pages sent this: the browser names our own address as its origin."""
    origin = f"{'https' if request.is_secure() else 'http'}://{request.get_host()}"
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return request.headers.get("Origin") == origin and site == "same-origin"


def is_pressed(request):
    """A link on one of our pages was followed: what a scanner that walks through addresses does not send."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Site") == "same-origin"


def counts(request, owner):
    """Whether this visitor is somebody to count: not a robot, and not the writer."""
    if is_robot(request.headers):
        return False
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return True
    return request.user.pk != owner.pk


def within_limit(request):
    return allowed("beacon", visitor_address(request), limit=PER_ADDRESS, per=timedelta(hours=1))


def _mark(request, door, sample, what, day):
    """The same reader doing the same thing through the same door on the same day, and on no other."""
    salt = DaySalt.objects.get_or_create(day=day)[0].salt
    way_in = f"link {door.link.pk}" if door.link else f"page {door.profile.user_id}"
    seen = [visitor_address(request)]
    seen += [request.headers.get(name, "") for name in ("User-Agent", "Accept-Language")]
    said = "\n".join([way_in, str(sample.pk if sample else ""), what, *seen])
    return hmac.new(bytes.fromhex(salt), said.encode(), hashlib.sha256).hexdigest()[:32]


def _row(request, door, what, sample=None):
    owner = door.profile.user
    day = owner.today()
    mark = _mark(request, door, sample, what, day)
    Visit.objects.bulk_create(
        [Visit(owner=owner, link=door.link, sample=sample, what=what, day=day, mark=mark)],
        ignore_conflicts=True,  # one statement, so two at once make one row
    )
    return mark


def opened(request, door, sample=None):
    """The page was in view. Of a sample's page: the sample was opened too."""
    with transaction.atomic():
        _row(request, door, Visit.What.OPEN)
        if sample is not None:
            _row(request, door, Visit.What.READ, sample)
        _tell_once(door)


def read(request, door, sample, pages):
    """`pages` seconds by page name, added to what this reader read of this sample today."""
    with transaction.atomic():
        mark = _row(request, door, Visit.What.READ, sample)
        visit = Visit.objects.select_for_update().get(mark=mark)
        for page, seconds in pages.items():
            visit.pages[page] = min(LONGEST, visit.pages.get(page, 0) + seconds)
        visit.seconds = min(LONGEST, sum(visit.pages.values()))
        visit.save(update_fields=["pages", "seconds"])


def downloaded(request, door, sample):
    """A clean copy was taken, by a press on our page."""
    with transaction.atomic():
        _row(request, door, Visit.What.OPEN)
        _row(request, door, Visit.What.DOWNLOAD, sample)
        _tell_once(door)


def _tell_once(door):
    """The first opening of a link: the writer hears of it, once, unless they asked not to."""
    if door.link is None or door.link.first_opened_at:
        return
    first = ShareLink.objects.filter(pk=door.link.pk, first_opened_at=None).update(
        first_opened_at=timezone.now()
    )
    if first and door.link.tell_me:
        tasks.mail_first_opening.enqueue(door.link.pk)


def pages_said(values, known):
    """{page name: seconds} from what the page's script sent, keeping only pages the sample has."""
    pages = {}
    for value in values[:MAX_PAGES]:
        match = _PAGE.match(value)
        if match and match[1] in known:
            pages[match[1]] = min(3600, int(match[2]))
    return pages


# Periodic ---------------------------------------------------------------------------------------------


def sum_old_visits(today=None):
    """Rows older than the retention setting become one number for each day, and go."""
    before = (today or timezone.now().date()) - timedelta(days=settings.VISIT_DAYS)
    old = Visit.objects.filter(day__lt=before)
    with transaction.atomic():
        groups = list(
            old.order_by()
            .values("owner_id", "link_id", "sample_id", "what", "day")
            .annotate(count=Count("pk"), seconds=Sum("seconds"))
        )
        VisitSum.objects.bulk_create([VisitSum(**group) for group in groups])
        return old.delete()[0]


def forget_day_salts(today=None):
    """Yesterday is still today somewhere; two days ago is over everywhere."""
    before = (today or timezone.now().date()) - timedelta(days=1)
    return DaySalt.objects.filter(day__lt=before).delete()[0]
