"""The writer's own side of the public page: publish it, look at it, close it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portfolio.models import Sample
from sharing import actions, takeaway
from sharing.access import preview_door
from sharing.models import main_collection


def _sample(request, pk):
    return get_object_or_404(Sample.objects.owned_by(request.user).kept().with_files(), pk=pk)


@require_POST
def publish(request):
    actions.publish_page(by=request.user)
    messages.success(request, "Your public page is open.")
    return redirect("sharing:preview")


@require_POST
def unpublish(request):
    actions.close_page(by=request.user)
    messages.success(request, "Your public page is closed. Nobody can open it now.")
    return redirect("sharing:preview")


@require_POST
def publish_sample(request, pk):
    """Publish one sample: onto the main page, and the page opens if it was closed."""
    sample = _sample(request, pk)
    try:
        actions.add_to(main_collection(request.user), sample, by=request.user)
    except ValidationError as problem:
        messages.error(request, f"Not published. {problem.messages[0]}")
        return redirect(sample)
    actions.publish_page(by=request.user)
    messages.success(request, f"“{sample.title}” is on your public page.")
    return redirect(reverse("sharing:preview") + f"?new={sample.pk}")


@require_POST
def unpublish_sample(request, pk):
    sample = _sample(request, pk)
    actions.remove_from(main_collection(request.user), sample, by=request.user)
    messages.success(request, f"“{sample.title}” is off your public page.")
    return redirect(sample)


@require_safe
def preview(request):
    """What a stranger sees, the address to copy, and a way to look as a stranger."""
    door = preview_door(request.user)
    shown = door.samples()
    on_it = {one.sample.pk for one in shown}
    waiting = [
        (item.sample, item.sample.why_not_shown())
        for item in door.items().prefetch_related("sample__files", "sample__permissions")
        if item.sample_id not in on_it
    ]
    return render(
        request,
        "sharing/preview.html",
        {
            "profile": request.user.profile,
            "collection": door.collection,
            "shown": shown,
            "take": takeaway.offers(door) if shown else [],
            "waiting": waiting,
            "new": request.GET.get("new", ""),
            "full_address": settings.SITE_URL + request.user.profile.get_absolute_url(),
        },
    )


@require_POST
def as_a_stranger(request):
    """Really a stranger's view: the session is dropped, so that what is seen is what they see."""
    address = request.user.profile.get_absolute_url()
    logout(request)
    response = redirect(address)
    response["Clear-Site-Data"] = '"cache"'
    return response
