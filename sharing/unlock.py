"""Remembering that a reader typed the password of a private link."""

from datetime import timedelta

from django.conf import settings
from django.core import signing

LASTS = timedelta(hours=12)
_SALT = "sharing.unlock"


def cookie_name():
    return "__Secure-unlock" if settings.HTTPS else "unlock"


def is_unlocked(request, link):
    """Whether this visitor typed the present password of this link within the last twelve hours."""
    try:
        said = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return False
    return said == [link.pk, link.password_version]


def remember(response, link):
    """The cookie goes to this link's own addresses only, and dies with the password."""
    response.set_cookie(
        cookie_name(),
        signing.dumps([link.pk, link.password_version], salt=_SALT),
        max_age=LASTS,
        path=link.public_path,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response
