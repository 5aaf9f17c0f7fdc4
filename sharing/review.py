"""What a reviewer sees: one sample, a rubric for it, and nothing else. The token is the key.

The address closes when the review is sent; then it only lets the reviewer give or take back their name.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import spend, visitor_address
from portfolio.markdown import as_html
from sharing import made, pages, public, review_actions, rubric
from sharing.access import Door
from sharing.models import ReviewRequest, ReviewState
from sharing.review_forms import ReviewForm


@dataclass(frozen=True)
class ReviewDoor(Door):
    """The way in for one reviewer, to one sample."""

    request: ReviewRequest | None = None

    @property
    def private(self):
        return True

    @property
    def takes_messages(self):
        return False

    @property
    def home_url(self):
        return self.request.public_path

    def url(self, what, *args):
        if what == "picture":
            return reverse("sharing:review_picture", args=[self.request.token, *args[1:]])
        return self.home_url

    def items(self):
        return ReviewRequest.objects.filter(
            pk=self.request.pk, sample__deleted_at=None, sample__owner=self.profile.user_id
        ).select_related("sample")


def _enter(token):
    """The door and what this reviewer meets there now. 404 for a token nobody was given."""
    requests = ReviewRequest.objects.select_related("owner__profile", "sample", "review")
    asked = get_object_or_404(requests, token=token, owner__is_active=True, owner__profile__hidden_at=None)
    profile = asked.owner.profile
    profile.user = asked.owner
    return ReviewDoor(profile, request=asked), asked.state


def _frame(door):
    profile = door.profile
    return {
        "door": door,
        "asked": door.request,
        "profile": profile,
        "signature": profile.signature,
        "is_demo": profile.user.is_demo,
        "noindex": True,
        "look": profile.theme,
        "accent": profile.accent,
        "site_url": settings.SITE_URL,
    }


def _answer(request, door, template, context, status=200):
    return public.finish(render(request, template, _frame(door) | context, status=status), door)


def _closed(request, door, state):
    review = door.request.sent_review
    return _answer(
        request,
        door,
        "sharing/review_closed.html",
        {"state": str(state), "review": review},
        status=200 if state is ReviewState.SENT else 410,
    )


def _read(door):
    """The sample with its words, or None when its writer may not or does not show it any more."""
    shown = door.sample(door.request.sample.slug)
    return shown if shown is not None and shown.has_page else None


def _places(documents, sample):
    """{field name: place in words} of everything a comment can be tied to."""
    places = {}
    for number, document in enumerate(documents, start=1):
        before = f"document {number}, " if len(documents) > 1 else ""
        for page in document["pages"]:
            page["field"] = f"page_{document['file'].pk}_{page['number']}"
            words = f"{before}{document['unit'].lower()} {page['number']}"
            places[page["field"]] = words[:1].upper() + words[1:]
    if sample.body == sample.Body.TEXT:
        places["page_text"] = "The text"
    return places


@login_not_required
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, token):
    door, state = _enter(token)
    if state is not ReviewState.OPEN:
        return _closed(request, door, state)
    shown = _read(door)
    if shown is None:
        return _closed(request, door, ReviewState.ENDED)
    documents = pages.documents(shown, door)
    given = {
        "points": rubric.points(shown.sample.deliverable, door.profile.health),
        "pages": _places(documents, shown.sample),
    }
    form = ReviewForm(initial=door.request.draft, **given)
    if request.method == "POST":
        spend("review", visitor_address(request), limit=60, per=timedelta(hours=1))
        form = ReviewForm(request.POST, **given)
        if "keep" in request.POST:
            review_actions.keep_draft(door.request, form.as_draft())
            return redirect(f"{door.home_url}?kept=1")
        if form.is_valid():
            review_actions.send(door.request, form)
            return redirect(door.home_url)
    for document in documents:
        for page in document["pages"]:
            page["comment"] = form[page["field"]]
    sample = shown.sample
    context = {
        "sample": sample,
        "made": made.facts(sample),
        "documents": documents,
        "text": as_html(sample.text) if sample.body == sample.Body.TEXT else "",
        "levels": rubric.LEVELS,
        "form": form,
        "kept": "kept" in request.GET,
    }
    return _answer(request, door, "sharing/review.html", context, status=422 if form.errors else 200)


@login_not_required
@csrf_protect
@require_POST
def review_draft(request, token):
    """Kept while typing. Nothing of it reaches the writer before it is sent."""
    door, state = _enter(token)
    if state is not ReviewState.OPEN:
        return JsonResponse({"error": "This review is closed. Nothing more is kept."}, status=409)
    spend("review-draft", visitor_address(request), limit=2000, per=timedelta(hours=1))
    shown = _read(door)
    if shown is None:
        return JsonResponse({"error": "The sample is not shown any more."}, status=409)
    form = ReviewForm(
        request.POST,
        points=rubric.points(shown.sample.deliverable, door.profile.health),
        pages=_places(pages.documents(shown, door), shown.sample),
    )
    review_actions.keep_draft(door.request, form.as_draft())
    return JsonResponse({})


@login_not_required
@csrf_protect
@require_POST
def review_name(request, token):
    """The reviewer's name, given or taken back."""
    door, state = _enter(token)
    if state is not ReviewState.SENT:
        raise Http404
    review_actions.let_name(door.request.sent_review, may=request.POST.get("may_name") == "yes")
    return redirect(door.home_url)


@login_not_required
@require_safe
def review_picture(request, token, pk, number, width):
    door, state = _enter(token)
    if state is not ReviewState.OPEN:
        raise Http404
    response = public.send_picture(request, door, door.request.sample.slug, pk, number, width)
    response["Cache-Control"] = "private, no-store"
    return response
