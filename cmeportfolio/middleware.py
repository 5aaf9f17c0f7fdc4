"""What every request and response must satisfy, whatever the view."""

import logging
import re

from django.http import HttpResponseNotAllowed
from django.utils.cache import add_never_cache_headers, patch_cache_control

from accounts.limits import TooMany
from cmeportfolio import errors

log = logging.getLogger("cmeportfolio")

_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# Bytes no address of ours has; databases disagree about them (PostgreSQL refuses NUL).
_ODD = re.compile(r"[\x00\ud800-\udfff]")


def reasonable_request(get_response):
    """Refuse methods nobody here answers, and addresses with bytes that no page has."""

    def middleware(request):
        if request.method not in _METHODS:
            return HttpResponseNotAllowed(_METHODS)
        if (
            _ODD.search(request.path)
            or "\x00" in request.META.get("QUERY_STRING", "")
            or "%00" in request.META.get("QUERY_STRING", "")
        ):
            return errors.bad_request(request)
        return get_response(request)

    return middleware


def private_pages(get_response):
    """Pages made for somebody who is logged in are never kept by a browser or a proxy."""

    def middleware(request):
        response = get_response(request)
        user = getattr(
            request, "_cached_user", None
        )  # set only when the view looked: no session is touched here
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            patch_cache_control(response, private=True, no_store=True)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


class RefusalPages:
    """Turns what lower apps raise into the page it means."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, TooMany):
            log.warning("too many tries: %s", exception)
            return errors.too_many_requests(request)
        return None
