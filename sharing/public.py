"""What a stranger may see. Every view here enters through a door (sharing/access.py), never by a number.

Public pages know nothing of the visitor: no session, no token, no messages. So one answer fits everybody.
"""

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
from documents.report import Kind
from portfolio import files, photos
from portfolio.markdown import as_html
from sharing.access import public_door, readable_by
from sharing.forms import ContactForm
from sharing.models import Collection


def _door(slug):
    """The public page with this address; one given up sends on to the present one."""
    try:
        return public_door(slug), None
    except Http404:
        former = (
            FormerAddress.objects.select_related("profile")
            .filter(slug=slug, profile__is_published=True, profile__user__is_active=True)
            .first()
        )
        if former is None:
            raise
        return None, former.profile.slug


def _moved(request, slug, new):
    path = request.path.replace(f"/p/{slug}/", f"/p/{new}/", 1)
    return HttpResponsePermanentRedirect(path)


def _finish(response, door):
    """Headers every public page has: checked again on each request, listed only when the writer wants it."""
    response["Cache-Control"] = "public, no-cache" if not door.private else "private, no-store"
    if not door.may_be_indexed:
        response["X-Robots-Tag"] = "noindex, nofollow"
    if door.private:
        response["Referrer-Policy"] = "no-referrer"
    return response


def _frame(door):
    profile = door.profile
    return {
        "door": door,
        "profile": profile,
        "is_demo": profile.user.is_demo,
        "noindex": not door.may_be_indexed,
        "look": profile.theme,
        "accent": profile.accent,
        "site_url": settings.SITE_URL,
        "home_url": profile.get_absolute_url() if door.link is None else door.link.public_path,
        "contact_url": reverse("sharing:contact", args=[profile.slug]),
        "social_url": reverse("sharing:social_picture", args=[profile.slug]),
        "photo_url": reverse("sharing:photo", args=[profile.slug]) if profile.photo else "",
    }


@login_not_required
@require_safe
def portfolio(request, slug):
    door, new = _door(slug)
    if new:
        return _moved(request, slug, new)
    shown = door.samples()
    objectives = [
        (objective, one.sample)
        for one in shown
        if not one.described_only
        for objective in one.sample.objective_list[:2]
    ]
    context = _frame(door) | {
        "shown": shown,
        "readable_count": sum(not one.described_only for one in shown),
        "objectives": objectives[:4],
        "bio": as_html(door.profile.bio),
        "intro": as_html(door.collection.intro),
        "takes_messages": door.profile.user.email_confirmed and door.collection.show_contact,
    }
    return _finish(render(request, "sharing/portfolio.html", context), door)


@login_not_required
@require_safe
def sample(request, slug, sample_slug):
    door, new = _door(slug)
    if new:
        return _moved(request, slug, new)
    return show_sample(request, door, sample_slug)


def show_sample(request, door, sample_slug, **extra):
    """The reading page of one sample, behind any door."""
    shown, _ = readable_by(door, sample_slug)
    around = [one for one in door.samples() if one.has_page]
    at = next((i for i, one in enumerate(around) if one.sample.pk == shown.sample.pk), 0)
    one = shown.sample
    context = _frame(door) | {
        "shown": shown,
        "sample": one,
        "documents": [_pages(file, shown) for file in shown.files],
        "text": as_html(one.text) if one.body == one.Body.TEXT else "",
        "previous": around[at - 1] if at > 0 else None,
        "next": around[at + 1] if at + 1 < len(around) else None,
        "takes_messages": door.profile.user.email_confirmed,
        **extra,
    }
    return _finish(render(request, "sharing/sample.html", context), door)


def _pages(file, shown):
    """Pages of one file for the template: picture and words side by side; words alone where nothing was drawn."""
    pictures = {p["n"]: p for p in file.pictures}
    pages = []
    for number, page in enumerate(file.page_texts, start=1):
        pages.append(
            {
                "number": number,
                "picture": pictures.get(number),
                "text": page["text"],
                "notes": page.get("notes", "") if shown.show_notes else "",
            }
        )
    for number, picture_ in pictures.items():
        if number > len(pages):
            pages.append({"number": number, "picture": picture_, "text": "", "notes": ""})
    return {
        "file": file,
        "pages": pages,
        "unit": "Slide" if file.kind == Kind.PPTX else "Page",
        "total": file.page_total or len(pages),
        "drawn": len(pictures),
        "size": files.in_words(file.clean_size),
    }


@login_not_required
@require_safe
def picture(request, slug, sample_slug, pk, number, width):
    _, stored = readable_by(public_door(slug), sample_slug, pk)
    response = files.picture(request, stored, number, width)
    if response is None:
        raise Http404
    return response


@login_not_required
@require_safe
def file(request, slug, sample_slug, pk):
    shown, stored = readable_by(public_door(slug), sample_slug, pk)
    if not shown.may_download:
        raise Http404
    return files.clean_copy(request, stored)


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
    from sharing import pictures

    door, new = _door(slug)
    if new:
        return _moved(request, slug, new)
    profile = door.profile
    key = f"social-{profile.pk}-{profile.version}"
    png = cache.get(key)
    if png is None:
        png = pictures.social(profile, [one.sample.title for one in door.samples()][:3])
        cache.set(key, png, 7 * 24 * 3600)
    response = HttpResponse(png, content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # made to be shown elsewhere
    return _finish(response, door)


@login_not_required
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, slug):
    """Write to the writer, without learning an address. A page of its own, so that the portfolio needs no token."""
    door, new = _door(slug)
    if new:
        return _moved(request, slug, new)
    if not (door.profile.user.email_confirmed and door.collection.show_contact):
        raise Http404
    form = ContactForm()
    if request.method == "POST":
        form = ContactForm(request.POST)
        if form.is_valid():
            spend("contact-from", visitor_address(request), limit=5, per=timedelta(hours=1))
            spend("contact-to", door.profile.pk, limit=20, per=timedelta(days=1))
            if not form.looks_automatic:
                form.deliver(door.profile)
            return redirect(reverse("sharing:contact", args=[door.profile.slug]) + "?sent=1")
    context = _frame(door) | {"form": form, "sent": "sent" in request.GET}
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
            is_published=True, is_indexed=True, user__is_active=True, user__emailaddress__verified=True
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
