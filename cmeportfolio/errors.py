"""Error pages that need no database, no session and no context processor."""

import logging

from django.http import HttpResponse
from django.template.loader import get_template

log = logging.getLogger("cmeportfolio.errors")


def _page(status, request=None, **context):
    html = get_template(f"{status}.html").render({"status": status, **context})
    return HttpResponse(html, status=status)


def bad_request(request, exception=None):
    return _page(400)


def permission_denied(request, exception=None):
    return _page(403)


def page_not_found(request, exception=None):
    return _page(404)


def too_large(request, sentence=""):
    return _page(413, sentence=sentence)


def too_many_requests(request, exception=None):
    response = _page(429)
    response["Retry-After"] = "300"
    return response


def server_error(request):
    return _page(500)


def csrf_failure(request, reason=""):
    log.warning("form refused: %s", reason)
    return _page(403, form_expired=True)
