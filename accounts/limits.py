"""How often somebody may try something. Exact on SQLite and PostgreSQL, across processes."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import RateLimit

_SQL = """
INSERT INTO accounts_ratelimit (key, count, expires_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN accounts_ratelimit.expires_at <= %s THEN 1 ELSE accounts_ratelimit.count + 1 END,
  expires_at = CASE WHEN accounts_ratelimit.expires_at <= %s THEN excluded.expires_at ELSE accounts_ratelimit.expires_at END
RETURNING count
"""


def allowed(what, who, *, limit, per):
    """Spend one try. True while `who` has made at most `limit` tries of `what` within `per` (timedelta).

    `who` is hashed with the site's secret, so that no address of a visitor is ever stored.
    """
    mark = hashlib.blake2b(
        f"{what}|{who}".encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16
    ).hexdigest()
    now = timezone.now()
    key, expires = f"{what}:{mark}", now + per
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [key, adapt(expires), adapt(now), adapt(now)])
        return cursor.fetchone()[0] <= limit


class TooMany(Exception):
    """Tried too often. A middleware answers with the 429 page."""


def spend(what, who, *, limit, per):
    """Like `allowed`, for views: raises `TooMany` instead of answering False."""
    if not allowed(what, who, limit=limit, per=per):
        raise TooMany(what)


def visitor_address(request):
    """The address a request came from, believing only the proxies the operator counted."""
    hops = settings.TRUSTED_PROXIES
    if hops:
        chain = [
            part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
        ]
        if len(chain) >= hops:
            return chain[-hops]
    return request.META.get("REMOTE_ADDR", "")


def forget_old_tries():
    """Periodic: rows whose window is over say nothing any more."""
    return RateLimit.objects.filter(expires_at__lt=timezone.now() - timedelta(hours=1)).delete()[0]
