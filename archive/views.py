"""Taking everything out."""

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from accounts.limits import spend
from archive import actions
from archive.forms import ExportForm
from archive.models import Export
from networking.models import Contact
from portfolio import storage
from portfolio.files import download
from portfolio.models import Sample, SampleFile

read_or_post = require_http_methods(["GET", "HEAD", "POST"])
Variant = Export.Variant


def _asks_for_everything(request):
    return request.method == "POST" and request.POST.get("variant") == Variant.EVERYTHING


@read_or_post
@reauthentication_required(enabled=_asks_for_everything)
def export(request):
    """Both kinds of ZIP: what is in them, make one, how far it is, fetch it."""
    form = ExportForm(request.POST if request.method == "POST" else None, owner=request.user)
    if request.method == "POST" and form.is_valid():
        spend("export", request.user.pk, limit=6, per=timedelta(hours=1))
        made = actions.ask_for(form.cleaned_data["variant"], by=request.user)
        return redirect(f"{request.path}#{made.variant}")
    exports = {one.variant: one for one in Export.objects.owned_by(request.user)}
    for one in exports.values():
        one.owner = request.user
    context = {
        "form": form,
        "profile": request.user.profile,
        "panels": [_panel(variant, exports.get(variant)) for variant in Variant],
        "counts": _counts(request.user),
    }
    return render(request, "archive/export.html", context, status=422 if form.errors else 200)


def _panel(variant, export):
    """What the fragment of one kind needs: the export only while there is something to say about it."""
    shown = export if export and (export.is_busy or export.is_live or export.state == "failed") else None
    return {"variant": variant, "export": shown}


def _counts(user):
    return {
        "samples": Sample.objects.owned_by(user).count(),
        "files": SampleFile.objects.owned_by(user).count(),
        "contacts": Contact.objects.owned_by(user).count(),
        "reflections": user.reflections.count(),
    }


def _own(request, pk):
    one = get_object_or_404(Export.objects.owned_by(request.user), pk=pk)
    one.owner = request.user
    return one


@require_GET
def export_status(request, pk):
    """What stands in place of a ZIP that is being made: asked for every second, answered when it changes."""
    one = _own(request, pk)
    if one.is_busy and request.GET.get("seen") == one.progress:
        return HttpResponse(status=204)
    panel = _panel(Variant(one.variant), one)
    context = {"panel": panel, "profile": request.user.profile, "swapped": not one.is_busy}
    return render(request, "archive/partials/state.html", context)


def _is_everything(request):
    pk = request.resolver_match.kwargs["pk"]
    return Export.objects.owned_by(request.user).filter(pk=pk, variant=Variant.EVERYTHING).exists()


@require_safe
@reauthentication_required(enabled=_is_everything)
def export_file(request, pk):
    one = get_object_or_404(Export.objects.owned_by(request.user).live(), pk=pk)
    one.owner = request.user
    if one.is_outdated:
        messages.error(request, "Your public page has changed since that ZIP was made. Make it again.")
        return redirect("archive:export")
    response = download(
        request, storage.derived(), one.file.name, as_name=one.file_name, content_type="application/zip"
    )
    if response.status_code == 404:
        raise Http404
    return response


@require_POST
def export_delete(request, pk):
    """Not waiting for its day to end."""
    _own(request, pk).delete()
    messages.success(request, "The ZIP is deleted here.")
    return redirect("archive:export")
