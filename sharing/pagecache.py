"""Finished public pages, kept in memory: access is asked first, on every request, in one statement.

The first middleware. A visitor without a session who asks for a public page gets stored bytes, or a 304,
if the writer's page is still published and nothing on it has changed: `Profile.version` rises in the
transaction of every change (accounts.models.public_page_changed). Dates that end a permission or an
embargo fall on the writer's midnight, and every time zone's midnight is a quarter of an hour somewhere,
so no page is kept across a quarter. Anything unusual goes to the views.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
import time
from collections import OrderedDict
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, HttpResponseNotModified

_PAGE = re.compile(r"^/p/([-a-zA-Z0-9_]+)/(?:[-a-zA-Z0-9_]+/)?$")
_STATE = """
SELECT p.version, EXISTS (
    SELECT 1 FROM account_emailaddress e WHERE e.user_id = p.user_id AND e.verified
) FROM accounts_profile p JOIN accounts_user u ON u.id = p.user_id
WHERE p.slug = %s AND p.is_published AND p.hidden_at IS NULL AND u.is_active
"""
_MOST_BYTES = 32 * 1024 * 1024
_QUARTER = 900  # seconds


def release() -> str:
    """A mark of this release's templates and styles: a deploy makes every kept page old."""
    mark = hashlib.sha256()
    for folder in ("templates", "static/css"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.is_file():
                mark.update(path.read_bytes())
    return mark.hexdigest()[:12]


class _Pages:
    """The pages used last, within a number of bytes."""

    def __init__(self):
        self._kept: OrderedDict[str, tuple[bytes, bytes, dict]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key):
        with self._lock:
            page = self._kept.get(key)
            if page is not None:
                self._kept.move_to_end(key)
            return page

    def put(self, key, page):
        with self._lock:
            if key not in self._kept:
                self._kept[key] = page
                self._bytes += len(page[0]) + len(page[1])
            while self._bytes > _MOST_BYTES:
                _, (plain, packed, _headers) = self._kept.popitem(last=False)
                self._bytes -= len(plain) + len(packed)

    def clear(self):
        with self._lock:
            self._kept.clear()
            self._bytes = 0


pages = _Pages()


class StoredPages:
    def __init__(self, get_response):
        self.get_response = get_response
        self.release = release()
        self.filling: dict[str, threading.Lock] = {}

    def __call__(self, request):
        match = _PAGE.match(request.path_info)
        if (
            match is None
            or request.method not in ("GET", "HEAD")
            or request.META.get("QUERY_STRING")
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or "HTTP_RANGE" in request.META
            or not settings.KEEP_PUBLIC_PAGES
            or (settings.SECURE_SSL_REDIRECT and not request.is_secure())
        ):
            return self.get_response(request)
        host = request.get_host()  # refuses a host that is not ours, as every request is
        with connection.cursor() as cursor:
            cursor.execute(_STATE, [match.group(1)])
            state = cursor.fetchone()
        if state is None:
            return self.get_response(request)
        mark = hashlib.blake2b(
            f"{host}|{request.path_info}|{state[0]}|{bool(state[1])}|{time.time() // _QUARTER}|{self.release}".encode(),
            digest_size=12,
        ).hexdigest()
        etag = f'W/"{mark}"'
        if request.META.get("HTTP_IF_NONE_MATCH") == etag:
            response = HttpResponseNotModified()
            response["ETag"] = etag
            response["Cache-Control"] = "public, no-cache"
            return response
        page = pages.get(mark)
        if page is None:
            # One visitor renders; the others wait for it instead of rendering the same page again.
            with self.filling.setdefault(mark, threading.Lock()):
                page = pages.get(mark)
                if page is None:
                    response = self.get_response(request)
                    page = self._keep(mark, response)
                    if page is None:
                        self.filling.pop(mark, None)
                        return response
            self.filling.pop(mark, None)
        return _answer(request, page, etag)

    def _keep(self, mark, response):
        """Store a finished public page; None for anything else."""
        if (
            response.status_code != 200
            or response.streaming
            or response.get("Cache-Control") != "public, no-cache"
            or response.cookies
        ):
            return None
        plain = response.content
        page = (plain, gzip.compress(plain, 6, mtime=0), dict(response.headers))
        pages.put(mark, page)
        return page


def _answer(request, page, etag):
    plain, packed, headers = page
    takes_gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    response = HttpResponse(packed if takes_gzip else plain, headers=headers)
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    response["Vary"] = "Accept-Encoding"
    response["ETag"] = etag
    return response
