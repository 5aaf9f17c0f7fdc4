"""The writer's own side of samples: list, add, describe, say whether they may be shown, take back."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import vocabularies as words
from accounts.limits import TooMany, allowed
from portfolio import actions, cards, checks, files, verdict
from portfolio.forms import (
    DescribedSampleForm,
    DismissForm,
    LinkSampleForm,
    NameForm,
    PermissionForm,
    ProvenanceForm,
    SampleForm,
    SampleSearch,
    TextSampleForm,
    UploadForm,
    WithdrawForm,
)
from portfolio.markdown import as_html
from portfolio.models import Sample, SampleFile

read_or_post = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 24


def sample_of(request, pk, **also):
    """One of the writer's own samples that is not in the bin, with its files; 404 otherwise."""
    mine = Sample.objects.owned_by(request.user).kept().with_on_page().with_files()
    sample = get_object_or_404(mine, pk=pk, **also)
    sample.owner = request.user
    return sample


def upload_context(request):
    """What an upload form says about limits before anybody meets them."""
    room = files.room_left(request.user)
    quota = settings.QUOTA_MB << 20
    return {
        "page_key": uuid.uuid4().hex,
        "accept": files.ACCEPT,
        "max_mb": settings.MAX_UPLOAD_MB,
        "max_files": settings.MAX_FILES_AT_ONCE,
        "room": room,
        "room_words": files.in_words(room),
        "used_words": files.in_words(quota - room),
        "quota_words": files.in_words(quota),
        "used_share": round(100 - 100 * room / quota),
    }


# List and add ------------------------------------------------------------------------------------------


@require_safe
def sample_list(request):
    mine = Sample.objects.owned_by(request.user).kept()
    search = SampleSearch(request.GET)
    page = Paginator(search.apply(mine.with_on_page()).with_files(), PAGE).get_page(request.GET.get("page"))
    prefetch_related_objects([request.user], "private_words", "dismissals")
    for sample in page:
        sample.owner = request.user
    used = set(mine.order_by().values_list("deliverable", "provenance").distinct())
    narrowed = request.GET.copy()
    narrowed.pop("page", None)
    return render(
        request,
        "portfolio/sample_list.html",
        {
            "page": page,
            "cards": [cards.card(sample) for sample in page],
            "search": search,
            "narrowed": narrowed.urlencode(),
            "kinds": sorted(
                {(d, words.label(words.DELIVERABLES, d)) for d, _ in used}, key=lambda pair: pair[1]
            ),
            "sources": [(p.slug, p.name) for p in words.PROVENANCES if p.slug in {s for _, s in used}],
            "has_any": bool(used),
            "binned": Sample.objects.owned_by(request.user).binned().count(),
            **upload_context(request),
        },
    )


@require_safe
def sample_create(request):
    return render(
        request,
        "portfolio/sample_create.html",
        {"form": UploadForm(), "brief_url": "", **upload_context(request)},
    )


@require_POST
def sample_upload(request):
    """One or several files. The drop zone sends them one by one and reads JSON; the plain form sends all at once."""
    wants_json = "application/json" in request.headers.get("Accept", "")
    if not allowed("upload", request.user.pk, limit=120, per=timedelta(hours=1)):
        if wants_json:
            return JsonResponse(
                {"error": "That is a lot of uploads in an hour. Try again a little later."}, status=429
            )
        raise TooMany("upload")
    uploads = request.FILES.getlist("file")
    made, problems = [], []
    page_key = request.POST.get("page_key", "")[:40]
    if too_large := request.META.get("UPLOAD_TOO_LARGE"):
        problems.append(files.too_large_words(too_large))
    elif "UPLOAD_NOT_STORED" in request.META:
        problems.append(files.NOT_STORED)
    elif not uploads:
        problems.append("Choose at least one file.")
    for upload in uploads:
        try:
            made.append(actions.sample_from_upload(upload, by=request.user, page_key=page_key))
        except ValidationError as problem:
            problems.append(problem.messages[0])
    if wants_json:
        if problems:
            return JsonResponse({"error": problems[0]}, status=413 if too_large else 400)
        sample = made[0]
        return JsonResponse(
            {
                "id": sample.pk,
                "url": sample.get_absolute_url(),
                "title": sample.title,
                "deliverable": sample.deliverable_name,
            },
            status=201,
        )
    for problem in problems:
        messages.error(request, problem)
    if len(made) == 1:
        return redirect(made[0])
    if made:
        messages.success(request, f"{len(made)} samples added. Each is being checked.")
    return redirect("portfolio:sample_list" if made else "portfolio:sample_create")


def _create(request, form_class, template):
    form = form_class(owner=request.user)
    if request.method == "POST":
        form = form_class(request.POST, owner=request.user)
        if form.is_valid():

            def make():
                sample = form.save()
                actions.note(sample, "Added")
                return sample

            return redirect(actions.once(request.user, form.cleaned_data["form_key"], make))
    return render(request, template, {"form": form})


@read_or_post
def sample_create_text(request):
    return _create(request, TextSampleForm, "portfolio/sample_create_text.html")


@read_or_post
def sample_create_link(request):
    return _create(request, LinkSampleForm, "portfolio/sample_create_link.html")


@read_or_post
def sample_create_described(request):
    return _create(request, DescribedSampleForm, "portfolio/sample_create_described.html")


# One sample --------------------------------------------------------------------------------------------


@require_safe
def sample_detail(request, pk):
    sample = sample_of(request, pk)
    prefetch_related_objects(sample.current_files, "findings")
    in_text = sample.body == Sample.Body.TEXT
    return render(
        request,
        "portfolio/sample_detail.html",
        {
            "parts": [(file, verdict.of_file(file)) for file in sample.current_files],
            "text_verdict": verdict.of_text(sample) if in_text else None,
            "safer": verdict.safer_forms(sample) if in_text else [],
            "text_html": as_html(sample.text) if in_text else "",
            "name_form": NameForm(instance=sample, owner=request.user),
            "old_files": SampleFile.objects.owned_by(request.user)
            .filter(sample=sample, is_current=False)
            .for_cards(),
            "history": sample.history.all()[:30],
            **publish_context(request, sample),
            **upload_context(request),
        },
    )


def publish_context(request, sample):
    """'May you show it?', what strangers will see, and why the button cannot be pressed yet."""
    standing = sample.standing()
    is_live = sample.on_page and request.user.profile.is_published and not sample.why_not_shown()
    why_not = "" if is_live else sample.why_not_put_up()
    return {
        "sample": sample,
        "form": ProvenanceForm(instance=sample, owner=request.user),
        "standing": standing,
        "state": words.find(words.SHARE_STATES, standing.state.value),
        "why_not": why_not,
        "is_live": is_live,
        "field_findings": verdict.as_rows(checks.public_field_findings(sample)),
    }


@require_POST
def sample_name(request, pk):
    """Title and kind, guessed from the file, put right on the sample's own page."""
    sample = sample_of(request, pk)
    form = NameForm(request.POST, instance=sample, owner=request.user)
    if form.is_valid():
        form.save()
        actions.public_page_changed(request.user.pk)
        messages.success(request, "Saved.")
    else:
        messages.error(request, "Not saved. " + next(iter(form.errors.values()))[0])
    return redirect("portfolio:sample_detail", pk)


def _save(request, sample, form, done, template, **context):
    if request.method == "POST" and form.is_valid():
        sample = form.save()
        actions.public_page_changed(request.user.pk)
        messages.success(request, done)
        return redirect(sample)
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, "sample": sample, **context}, status=status)


@read_or_post
def sample_edit(request, pk):
    sample = sample_of(request, pk)
    data = request.POST if request.method == "POST" else None
    form = SampleForm(data, instance=sample, owner=request.user)
    return _save(request, sample, form, "Saved.", "portfolio/sample_edit.html")


@read_or_post
def sample_text(request, pk):
    sample = sample_of(request, pk, body=Sample.Body.TEXT)
    data = request.POST if request.method == "POST" else None
    form = TextSampleForm(data, instance=sample, owner=request.user)
    return _save(request, sample, form, "Text saved.", "portfolio/sample_text.html")


@require_POST
def sample_dismiss(request, pk):
    """'This is a trial number', for a passage in pasted text or in the words around a sample."""
    sample = sample_of(request, pk)
    form = DismissForm(request.POST)
    mark = request.POST.get("fingerprint", "")
    found = verdict.as_rows([*sample.text_findings, *checks.public_field_findings(sample)])
    if form.is_valid() and any(row.fingerprint == mark and row.may_be_dismissed for row in found):
        actions.dismiss_in_text(sample, mark, by=request.user, dismissed_as=form.cleaned_data["dismissed_as"])
    else:
        messages.error(request, "Say what it is, from the list.")
    return redirect(sample)


@read_or_post
def sample_provenance(request, pk):
    """The answer to 'May you show it?'. Publishing sends its own answer along, so that the two cannot differ."""
    sample = sample_of(request, pk)
    before, reality = sample.provenance, sample.reality
    form = ProvenanceForm(
        request.POST if request.method == "POST" else None, instance=sample, owner=request.user
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "portfolio/sample_provenance.html", {"form": form, "sample": sample})
    sample = form.save()
    if sample.provenance != before:
        actions.note(sample, "May it be shown?", sample.provenance_words.name)
    if sample.reality != reality:
        actions.note(sample, "The person or animal in it", sample.get_reality_display())
    if (sample.provenance, sample.reality) != (before, reality):
        actions.public_page_changed(request.user.pk)
    if request.htmx:
        return render(request, "portfolio/partials/publish.html", publish_context(request, sample))
    if request.POST.get("then") == "publish" and not sample.why_not_put_up():
        # 307: the browser sends the same POST on to the act of publishing.
        return HttpResponse(status=307, headers={"Location": reverse("sharing:publish_sample", args=[pk])})
    if sample.provenance_words.needs_permission and not sample.permission:
        return redirect("portfolio:permission_edit", sample.pk)
    state = words.find(words.SHARE_STATES, sample.standing().state.value)
    messages.success(request, f"Noted. {state.meaning}")
    return redirect(sample)


@read_or_post
def permission_edit(request, pk):
    sample = sample_of(request, pk)
    data = request.POST if request.method == "POST" else None
    form = PermissionForm(data, sample=sample)
    if request.method == "POST" and form.is_valid():
        actions.record_permission(sample, by=request.user, **form.cleaned_data)
        messages.success(request, "Permission recorded.")
        return redirect(sample)
    return render(
        request,
        "portfolio/permission_edit.html",
        {"form": form, "sample": sample, "records": sample.permissions.all()},
    )


@read_or_post
def sample_withdraw(request, pk):
    sample = sample_of(request, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(sample, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Taken back. No page and no link shows it any more.")
        return redirect(sample)
    return render(
        request, "portfolio/sample_withdraw.html", {"form": form, "sample": sample, "places": _places(sample)}
    )


def _places(sample):
    """Names of every collection and link a sample stands in: what a take-back or a deletion empties."""
    collections = [place.collection for place in sample.places.select_related("collection")]
    links = [place.link.name for place in sample.link_places.select_related("link")]
    prefetch_related_objects(collections, "share_links")
    for collection in collections:
        links += [link.name for link in collection.share_links.all()]
    return {"collections": [c.title for c in collections], "links": sorted(set(links))}


@require_POST
def sample_restore(request, pk):
    sample = sample_of(request, pk)
    actions.restore(sample, by=request.user)
    messages.success(request, "Put back. Everything shows it as before.")
    return redirect(sample)


@read_or_post
def sample_delete(request, pk):
    sample = sample_of(request, pk)
    if request.method == "POST":
        actions.bin_sample(sample, by=request.user)
        messages.success(request, f"“{sample.title}” is in the bin for {actions.BIN_DAYS} days.")
        return redirect("portfolio:sample_bin")
    return render(
        request,
        "portfolio/sample_delete.html",
        {"sample": sample, "days": actions.BIN_DAYS, "places": _places(sample)},
    )


@require_safe
def sample_bin(request):
    samples = Sample.objects.owned_by(request.user).binned().order_by("-deleted_at")
    page = Paginator(samples, PAGE).get_page(request.GET.get("page"))
    for sample in page:
        sample.gone_on = sample.deleted_at + timedelta(days=actions.BIN_DAYS)
    return render(request, "portfolio/sample_bin.html", {"page": page, "days": actions.BIN_DAYS})


@require_POST
def sample_undelete(request, pk):
    sample = get_object_or_404(Sample.objects.owned_by(request.user).binned(), pk=pk)
    actions.unbin_sample(sample, by=request.user)
    messages.success(request, "Brought back.")
    return redirect(sample)
