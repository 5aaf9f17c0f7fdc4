"""Private links: make, change, pause, end, extend, and see what was read."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import vocabularies as words
from portfolio.models import Sample
from sharing import actions, link_actions, public, readers, receipts, suggest
from sharing.access import Door
from sharing.collection_views import order_said
from sharing.forms import LinkForm, SuggestForm
from sharing.models import Collection, ShareLink, Visit, VisitSum

read_or_post = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50


def _link(request, pk):
    mine = ShareLink.objects.owned_by(request.user).select_related("collection")
    link = get_object_or_404(mine, pk=pk)
    link.owner = request.user
    return link


@require_safe
def link_list(request):
    mine = receipts.with_figures(ShareLink.objects.owned_by(request.user).select_related("collection"))
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    for link in page:
        link.owner = request.user
    return render(
        request,
        "sharing/link_list.html",
        {
            "page": page,
            "open": [link for link in page if link.is_live],
            "closed": [link for link in page if not link.is_live],
            "page_figures": receipts.figures(
                receipts.of_page(request.user), VisitSum.objects.owned_by(request.user).filter(link=None)
            ),
            "limit": None if request.user.email_confirmed else link_actions.LIVE_UNCONFIRMED,
        },
    )


def _edit(request, link, template, done):
    form = LinkForm(instance=link, owner=request.user, initial=_asked_for(request))
    if request.method == "POST":
        form = LinkForm(request.POST, instance=link, owner=request.user)
        if form.is_valid():
            try:
                form.keep()
            except ValidationError as problem:
                form.add_error("samples" if problem.code == "not-shown" else None, problem.messages)
            else:
                messages.success(request, done)
                return redirect(link)
    return render(request, template, {"form": form, "link": link}, status=422 if form.errors else 200)


def _asked_for(request):
    """What another page fills in: ?name=…&sample=3&sample=5&collection=2. The form narrows it to the writer's own."""
    numbers = [value for value in request.GET.getlist("sample")[:50] if value.isdecimal()]
    initial = {"samples": [int(value) for value in numbers]} if numbers else {}
    collection = request.GET.get("collection", "")
    if collection.isdecimal() and len(collection) < 19:
        initial["collection"] = (
            Collection.objects.owned_by(request.user)
            .filter(pk=int(collection))
            .values_list("pk", flat=True)
            .first()
        )
    for name, longest in (("name", 80), ("reader", 120)):
        if value := request.GET.get(name, "")[:longest]:
            initial[name] = value
    return initial


@read_or_post
def link_create(request):
    link = ShareLink(owner=request.user)
    return _edit(request, link, "sharing/link_create.html", "The link is made. Copy it and send it yourself.")


@read_or_post
def link_edit(request, pk):
    return _edit(request, _link(request, pk), "sharing/link_edit.html", "Saved. The address is the same.")


@require_safe
def link_detail(request, pk):
    link = _link(request, pk)
    door = Door(request.user.profile, collection=link.collection, link=link)
    visits, sums = receipts.of_link(link), VisitSum.objects.owned_by(request.user).filter(link=link)
    shown = door.samples()
    shown_ids = {one.sample.pk for one in shown}
    hidden = []
    for place in door.items().prefetch_related("sample__files", "sample__permissions"):
        if place.sample_id not in shown_ids:
            place.sample.owner = request.user
            hidden.append((place.sample, place.sample.why_not_shown(private_link=True)))
    read_on = {}
    for visit in Visit.objects.owned_by(request.user).filter(link=link, what="read").order_by("day"):
        read_on[visit.sample_id] = visit.day
    return render(
        request,
        "sharing/link_detail.html",
        {
            "link": link,
            "state": link.state,
            "figures": receipts.figures(visits, sums),
            "timeline": receipts.timeline(link),
            "sample_rows": receipts.by_sample(visits, sums),
            "shown": [(one, read_on.get(one.sample.pk)) for one in shown],
            "hidden": hidden,
            "asked": link.messages.filter(kind="ask").first(),
            "visit_days": settings.VISIT_DAYS,
        },
    )


@require_safe
def link_qr(request, pk):
    return public.qr_picture(_link(request, pk).full_address)


def _act(act, done):
    """A small view: one press on one link. A refusal is said, not raised."""

    @require_POST
    def view(request, pk):
        link = _link(request, pk)
        try:
            act(link, request.user)
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
        else:
            messages.success(request, done)
        return redirect(link)

    return view


link_pause = _act(lambda link, by: link.pause(), "Paused. Nobody can open it until you go on.")
link_resume = _act(lambda link, by: link_actions.resume(link, by=by), "Open again, at the same address.")
link_extend = _act(
    lambda link, by: link_actions.extend(link, by=by),
    f"Open for {link_actions.SUGGESTED_DAYS} more days, at the same address.",
)


@read_or_post
def link_revoke(request, pk):
    """End a link for good. Others to the same collection stay as they are."""
    link = _link(request, pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        link.revoke()
        messages.success(request, "Ended. The address shows nothing of yours any more.")
        return redirect(link)
    return render(
        request,
        "confirm.html",
        {
            "title": f"End the link for {link.name}?",
            "text": "The address closes at once and cannot be opened again. The receipt stays with you, and your other links are not touched.",
            "verb": "End this link",
            "cancel_url": link.get_absolute_url(),
        },
    )


@require_POST
def link_order(request, pk):
    actions.put_in_order(_link(request, pk), order_said(request), by=request.user)
    return HttpResponse(status=204)


@require_POST
def link_move(request, pk, item):
    link = _link(request, pk)
    item = get_object_or_404(link.items, pk=item)
    actions.move(link, item, by=request.user, up=request.POST.get("move") == "up")
    return redirect(link)


@require_POST
def link_stranger(request, pk):
    """Really a stranger's view of a link: the session is dropped first."""
    link = _link(request, pk)
    logout(request)
    response = redirect(link.public_path)
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_safe
def page_receipt(request):
    """Visits to the public page, counted like those to links, and without names."""
    visits = receipts.of_page(request.user)
    sums = VisitSum.objects.owned_by(request.user).filter(link=None)
    days = receipts.by_day(visits, sums, request.user.today())
    return render(
        request,
        "sharing/page_receipt.html",
        {
            "profile": request.user.profile,
            "figures": receipts.figures(visits, sums),
            "sample_rows": receipts.by_sample(visits, sums),
            "days": days,
            "busy_days": [row for row in reversed(days) if row.openings or row.readings or row.downloads],
            "visit_days": settings.VISIT_DAYS,
        },
    )


@require_safe
def sample_seen(request, pk):
    """Who opened or downloaded one sample: to be read before and after taking it back."""
    sample = get_object_or_404(Sample.objects.owned_by(request.user).kept(), pk=pk)
    return render(request, "sharing/sample_seen.html", {"sample": sample, "rows": receipts.of_sample(sample)})


@require_safe
def suggest_samples(request):
    """Which samples for this reader? Picks in, a ranking with reasons out, and what is missing."""
    form = SuggestForm(request.GET if request.GET else None)
    ranked, missing = [], []
    if request.GET:
        picks = form.picks()
        samples = suggest.showable(request.user)
        ranked = suggest.rank(samples, picks)
        missing = [
            (slug, words.label(words.DELIVERABLES, slug, request.user.profile.health))
            for slug in suggest.gaps(samples, picks)
        ]
    reader = readers.find(request.GET.get("kind", ""))
    return render(
        request,
        "sharing/suggest.html",
        {
            "form": form,
            "fits": [one for one in ranked if one.score],
            "rest": [one for one in ranked if not one.score],
            "missing": missing,
            "brief_url": _brief_url(),
            "asked": bool(request.GET),
            "reader": reader,
            "name": request.GET.get("name", "")[:80],
        },
    )


def _brief_url():
    """Practice briefs belong to a higher app: asked for by name, and left out where they are not installed."""
    try:
        return reverse("milestones:brief_list")
    except NoReverseMatch:
        return ""
