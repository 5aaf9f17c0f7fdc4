"""What a stranger may see. Every view here enters through a door (sharing/access.py), never by a number.

Public pages know nothing of the visitor: no session, no token, no messages. So one answer fits everybody.
"""

import zlib
from datetime import timedelta

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import spend, visitor_address
from accounts.models import FormerAddress, Profile
from portfolio import files, photos
from portfolio.markdown import as_html
from sharing import link_actions, made, pages, takeaway, visits
from sharing.access import public_door, read_by, readable_by
from sharing.forms import ContactForm
from sharing.models import Collection


def _door(slug):
    """The public page with this address; one given up sends on to the present one."""
    try:
        return public_door(slug), None
    except Http404:
        former = (
            FormerAddress.objects.select_related("profile")
            .filter(
                slug=slug,
                profile__is_published=True,
                profile__hidden_at=None,
                profile__user__is_active=True,
            )
            .first()
        )
        if former is None:
            raise
        return None, former.profile.slug


def _moved(request, slug, new):
    path = request.path.replace(f"/p/{slug}/", f"/p/{new}/", 1)
    return HttpResponsePermanentRedirect(path)


def finish(response, door):
    """Headers every page for strangers has: checked again on each request, listed only when the writer wants it."""
    closed = door.private or door.preview
    response["Cache-Control"] = "private, no-store" if closed else "public, no-cache"
    if not door.may_be_indexed:
        response["X-Robots-Tag"] = "noindex, nofollow"
    if closed:
        response["Referrer-Policy"] = "no-referrer"
    return response


def frame(door, sample_slug=""):
    """What every page behind a door needs, whatever the door."""
    profile = door.profile
    if door.link is not None:
        prefix, args = "shared_", [door.link.token]
        has_photo = bool(profile.photo)
    else:
        prefix, args = "", [profile.slug]
        has_photo = bool(profile.photo) and not door.preview
    return {
        "door": door,
        "profile": profile,
        "signature": profile.signature if door.shows_credentials else profile.name,
        "is_demo": profile.user.is_demo,
        "noindex": not door.may_be_indexed,
        "look": profile.theme,
        "accent": profile.accent,
        "site_url": settings.SITE_URL,
        "home_url": door.home_url,
        "contact_url": reverse(f"sharing:{prefix}contact", args=args),
        "social_url": reverse(f"sharing:{prefix}social_picture", args=args),
        "photo_url": reverse(f"sharing:{prefix}photo", args=args) if has_photo else "",
        "beacon_url": "" if door.preview else _beacon_url(door, prefix, args, sample_slug),
        "receipt_line": RECEIPT_LINES[door.private],
        "report_url": "" if door.private or door.preview else _report_url(door, sample_slug),
        "takes_messages": door.takes_messages,
    }


# One line at the foot, so that nobody is counted without being told.
RECEIPT_LINES = {
    True: "The writer sees when this link is opened and what is read; no address and no place is kept.",
    False: "The writer sees about how often this page is read, and no names; no address and no place is kept.",
}


def _beacon_url(door, prefix, args, sample_slug):
    query = {"sample": sample_slug} if sample_slug else {}
    if not door.private and not door.collection.is_main:
        query["collection"] = door.collection.slug
    return reverse(f"sharing:{prefix}beacon", args=args, query=query or None)


def _report_url(door, sample_slug):
    return reverse(
        "sharing:report", args=[door.profile.slug], query={"page": sample_slug} if sample_slug else None
    )


@login_not_required
@require_safe
def portfolio(request, slug):
    door, new = _door(slug)
    if new:
        return _moved(request, slug, new)
    return show_portfolio(request, door)


@login_not_required
@require_safe
def public_collection(request, slug, collection_slug):
    """A mini portfolio listed on the public page. The main collection has the page itself."""
    door = public_door(slug, collection_slug)
    if door.collection.is_main:
        return redirect(door.home_url)
    return show_portfolio(request, door)


def show_portfolio(request, door, **extra):
    """The person and their samples, behind the door of a page or collection."""
    shown = door.samples()
    context = (
        frame(door)
        | pages.about(door, shown)
        | {
            "shown": shown,
            "others": door.others,
            "take": takeaway.offers(door),
            **extra,
        }
    )
    if not (door.private or door.preview) and door.collection.is_main:
        data = made.person_data(
            door.profile,
            address=settings.SITE_URL + door.home_url,
            with_credentials=door.shows_credentials,
        )
        context["data_block"] = made.as_script(data)
    return finish(render(request, "sharing/portfolio.html", context), door)


@login_not_required
@require_safe
def sample(request, slug, sample_slug, collection_slug=None):
    if collection_slug is not None:
        return show_sample(request, public_door(slug, collection_slug), sample_slug)
    door, new = _door(slug)
    if new:
        return _moved(request, slug, new)
    return show_sample(request, door, sample_slug)


def show_sample(request, door, sample_slug, **extra):
    """The reading page of one sample, behind any door."""
    shown, before, after = read_by(door, sample_slug)
    one = shown.sample
    context = frame(door, one.slug) | {
        "shown": shown,
        "sample": one,
        "made": made.facts(one),
        "documents": pages.documents(shown, door),
        "eager": "eager" if "print" in request.GET else "",
        "text": as_html(one.text) if one.body == one.Body.TEXT else "",
        "previous": before,
        "next": after,
        **extra,
    }
    if not (door.private or door.preview):
        address = settings.SITE_URL + door.url("sample", one.slug)
        context["social_url"] = door.url("social_picture", one.slug)
        context["data_block"] = made.as_script(
            made.as_data(one, door.profile, address=address, with_credentials=door.shows_credentials)
        )
    return finish(render(request, "sharing/sample.html", context), door)


@login_not_required
@require_safe
def picture(request, slug, sample_slug, pk, number, width, collection_slug=None):
    return send_picture(request, public_door(slug, collection_slug), sample_slug, pk, number, width)


@login_not_required
@require_safe
def file(request, slug, sample_slug, pk, collection_slug=None):
    return send_file(request, public_door(slug, collection_slug), sample_slug, pk)


def send_picture(request, door, sample_slug, pk, number, width):
    """One page picture of a clean copy, through any door."""
    _, stored = readable_by(door, sample_slug, pk)
    response = files.picture(request, stored, number, width)
    if response is None:
        raise Http404
    return response


def send_file(request, door, sample_slug, pk):
    """The clean copy, where the writer allows downloads. A press on our page is counted."""
    shown, stored = readable_by(door, sample_slug, pk)
    if not shown.may_download:
        raise Http404
    response = files.clean_copy(request, stored)
    if (
        response.status_code == 200
        and visits.is_pressed(request)
        and visits.counts(request, door.profile.user)
    ):
        visits.downloaded(request, door, shown.sample)
    return response


@login_not_required
@require_safe
def photo(request, slug):
    response = photos.send(request, public_door(slug).profile)
    if response is None:
        raise Http404
    return response


@login_not_required
@require_safe
def qr(request, slug):
    door, new = _door(slug)
    if new:
        return _moved(request, slug, new)
    return qr_picture(settings.SITE_URL + door.profile.get_absolute_url())


def qr_picture(address):
    svg = segno.make(address, error="m").svg_inline(scale=8, dark="#073f41", light="#ffffff", border=2)
    response = HttpResponse(
        svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) if "xmlns" not in svg else svg
    )
    response["Content-Type"] = "image/svg+xml"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response


@login_not_required
@require_safe
def social_picture(request, slug):
    """The picture chat and mail programs show beside the link: the writer, not the app."""
    door, new = _door(slug)
    if new:
        return _moved(request, slug, new)
    return send_social_picture(door, [one.sample.title for one in door.samples()][:3])


def send_social_picture(door, titles):
    """Name, credentials and these titles as a picture; made once for each state of the page."""
    from sharing import pictures  # the typesetter takes a while to load

    profile = door.profile
    key = f"social-{profile.pk}-{profile.version}-{zlib.crc32(repr(titles).encode())}"
    return _kept_picture(key, door, lambda: pictures.social(profile, titles))


def send_sample_picture(door, shown):
    """The same for one sample: its title, its writer, its first page. The caller asked whether it may be had."""
    from sharing import pictures  # the typesetter takes a while to load

    file = shown.cover_file
    mark = f"{file.folder}-{file.thumbnail['n']}" if file else ""
    key = f"social-{door.profile.pk}-{door.profile.version}-{shown.sample.pk}-{zlib.crc32(mark.encode())}"
    return _kept_picture(key, door, lambda: pictures.of_sample(door.profile, shown.sample, file))


def _kept_picture(key, door, make):
    png = cache.get(key)
    if png is None:
        png = make()
        cache.set(key, png, 7 * 24 * 3600)
    response = HttpResponse(png, content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # made to be shown elsewhere
    return finish(response, door)


@login_not_required
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, slug):
    """Write to the writer, without learning an address. A page of its own, so that the portfolio needs no token."""
    door, new = _door(slug)
    if new:
        return _moved(request, slug, new)
    return take_message(request, door, request.path)


def take_message(request, door, address):
    """The contact form behind any door: kept for the writer, who is told by mail; no address is shown."""
    if not door.takes_messages:
        raise Http404
    form = ContactForm()
    if request.method == "POST":
        form = ContactForm(request.POST)
        if form.is_valid():
            spend("contact-from", visitor_address(request), limit=5, per=timedelta(hours=1))
            if not form.looks_automatic:
                spend("contact-to", door.profile.pk, limit=20, per=timedelta(days=1))
            link_actions.receive(form, door)
            return redirect(f"{address}?sent=1")
    context = frame(door) | {"form": form, "sent": "sent" in request.GET, "beacon_url": ""}
    response = render(request, "sharing/contact.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_not_required
@require_safe
def robots(request):
    lines = ["User-agent: *"]
    lines += [
        f"Disallow: {path}" for path in ("/accounts/", "/s/", "/r/", "/samples/", "/settings/", "/operator/")
    ]
    lines += ["Allow: /p/", f"Sitemap: {settings.SITE_URL}{reverse('sharing:sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def sitemap(request):
    """Only pages whose writer wants to be listed and confirmed an address; asked at request time."""
    profiles = (
        Profile.objects.filter(
            is_published=True,
            hidden_at=None,
            is_indexed=True,
            user__is_active=True,
            user__emailaddress__verified=True,
        )
        .select_related("user")
        .distinct()
        .order_by("-published_at")[:5000]
    )
    mains = {
        c.owner_id: c
        for c in Collection.objects.filter(is_main=True, owner__in=[p.user_id for p in profiles])
    }
    return render(
        request,
        "sharing/sitemap.xml",
        {"pages": [settings.SITE_URL + p.get_absolute_url() for p in profiles if p.user_id in mains]},
        content_type="application/xml",
    )
