"""Putting everything back."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.limits import spend
from archive import import_actions
from archive.forms import ImportForm, StartForm
from archive.models import Import
from archive.opening import Refused
from portfolio.files import in_words, room_left
from portfolio.models import Sample


@require_http_methods(["GET", "HEAD", "POST"])
def import_(request):
    """Choose the ZIP, see what is in it, say yes, see how far it is: one page, by where the import stands."""
    form, current = ImportForm(), Import.objects.owned_by(request.user).first()
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES, too_large="UPLOAD_TOO_LARGE" in request.META)
        spend("import", request.user.pk, limit=10, per=timedelta(hours=1))
        if current is not None and current.is_busy:
            return redirect("archive:import")
        if form.is_valid():
            try:
                import_actions.look_through(form.cleaned_data["file"], by=request.user)
            except Refused as why:
                form.add_error("file", str(why))
            else:
                return redirect("archive:import")
    context = _context(request, current) | {"form": form}
    return render(request, "archive/import.html", context, status=422 if form.errors else 200)


import_.takes_mb = 3 * settings.QUOTA_MB  # originals, clean copies and page pictures of a full account


def _context(request, current):
    samples = Sample.objects.owned_by(request.user).kept().count()
    lines = []
    if current is not None and current.state == Import.State.LOOKED:
        lines = [(label, current.counts.get(name, 0)) for name, label in LINES]
    return {
        "current": current,
        "lines": [(label, count) for label, count in lines if count],
        "bytes": in_words(current.counts.get("bytes", 0)) if current else "",
        "room": in_words(room_left(request.user)),
        "fits": current is None or current.counts.get("bytes", 0) <= room_left(request.user),
        "samples_here": samples,
        "start_form": StartForm(initial={"with_profile": samples == 0}),
        "profile": request.user.profile,
        "takes": in_words(import_.takes_mb << 20),
    }


LINES = [
    ("samples", "samples"),
    ("files", "files, every version"),
    ("collections", "collections"),
    ("permissions", "permission records"),
    ("names_never_to_show", "names never to show"),
    ("links", "private links"),
    ("visits", "receipts"),
    ("messages", "messages"),
    ("organizations", "organizations"),
    ("contacts", "contacts"),
    ("interactions", "exchanges with them"),
    ("letters", "letters"),
    ("relationships", "relationships to disclose"),
    ("step_progress", "notes of steps"),
    ("reflections", "reflections"),
    ("rating_snapshots", "ratings of yourself"),
]


@require_POST
def import_start(request):
    current = get_object_or_404(Import.objects.owned_by(request.user))
    form = StartForm(request.POST)
    if form.is_valid():
        import_actions.start(current, with_profile=form.cleaned_data["with_profile"])
    return redirect("archive:import")


@require_GET
def import_status(request):
    current = get_object_or_404(Import.objects.owned_by(request.user))
    if current.is_busy and request.GET.get("seen") == current.progress:
        return HttpResponse(status=204)
    context = {"current": current, "swapped": not current.is_busy}
    return render(request, "archive/partials/import_state.html", context)


@require_POST
def import_cancel(request):
    """Not this one, or: thank you, seen."""
    current = get_object_or_404(Import.objects.owned_by(request.user))
    if not current.is_busy:
        looked = current.state == Import.State.LOOKED
        current.delete()
        if looked:
            messages.success(request, "Nothing was put in. The uploaded ZIP is deleted.")
    return redirect("archive:import")
