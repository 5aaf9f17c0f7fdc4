"""The writer's own side of samples: list, add, check, settle, take back."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

import vocabularies as words
from accounts.limits import TooMany, allowed
from portfolio import actions, checks, files, photos
from portfolio.forms import (
    DISMISS_AS,
    CleanForm,
    DescribedSampleForm,
    DismissForm,
    LinkSampleForm,
    OneFileForm,
    PermissionForm,
    PhotoForm,
    PrivateWordForm,
    ProvenanceForm,
    ReasonForm,
    SampleForm,
    SampleSearch,
    TextSampleForm,
    UploadForm,
    WithdrawForm,
)
from portfolio.models import Finding, PrivateWord, Sample, SampleFile

read_or_post = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 24


def _sample(request, pk, **also):
    return get_object_or_404(Sample.objects.owned_by(request.user).kept().with_files(), pk=pk, **also)


def _file(request, pk):
    return get_object_or_404(
        SampleFile.objects.owned_by(request.user)
        .filter(sample__deleted_at=None)
        .select_related("sample__owner__profile"),
        pk=pk,
    )


def _upload_context(request):
    room = files.room_left(request.user)
    return {
        "accept": files.ACCEPT,
        "max_mb": settings.MAX_UPLOAD_MB,
        "max_files": settings.MAX_FILES_AT_ONCE,
        "room": room,
        "room_words": files.in_words(room),
        "quota_words": files.in_words(settings.QUOTA_MB << 20),
        "used_share": round(100 - 100 * room / (settings.QUOTA_MB << 20)),
    }


# List and add ------------------------------------------------------------------------------------------


@require_safe
def sample_list(request):
    mine = Sample.objects.owned_by(request.user).kept()
    search = SampleSearch(request.GET)
    samples = search.apply(mine).with_files()
    page = Paginator(samples, PAGE).get_page(request.GET.get("page"))
    for sample in page:
        sample.owner = request.user
    used = set(mine.order_by().values_list("deliverable", "provenance").distinct())
    return render(
        request,
        "portfolio/sample_list.html",
        {
            "page": page,
            "search": search,
            "total": page.paginator.count,
            "kinds": sorted(
                {(d, words.label(words.DELIVERABLES, d)) for d, _ in used}, key=lambda pair: pair[1]
            ),
            "sources": [(p.slug, p.label) for p in words.PROVENANCES if p.slug in {s for _, s in used}],
            "has_any": bool(used),
            "binned": Sample.objects.owned_by(request.user).binned().count(),
            **_upload_context(request),
        },
    )


@require_safe
def sample_create(request):
    return render(
        request,
        "portfolio/sample_create.html",
        {"form": UploadForm(), "brief_url": "", **_upload_context(request)},
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
    if too_large := request.META.get("UPLOAD_TOO_LARGE"):
        problems.append(files.too_large_words(too_large))
    elif not uploads:
        problems.append("Choose at least one file.")
    for upload in uploads:
        try:
            made.append(actions.sample_from_upload(upload, by=request.user))
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
    sample = _sample(request, pk)
    sample.owner = request.user
    return render(
        request,
        "portfolio/sample_detail.html",
        {
            "sample": sample,
            "standing": sample.standing(),
            "why_not": sample.why_not_shown(),
            "form": ProvenanceForm(instance=sample, owner=request.user),
            "file_form": OneFileForm(),
            "field_findings": checks.public_field_findings(sample),
            "old_files": SampleFile.objects.owned_by(request.user)
            .filter(sample=sample, is_current=False)
            .for_cards(),
            "history": sample.history.all()[:12],
            **_upload_context(request),
        },
    )


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
    sample = _sample(request, pk)
    data = request.POST if request.method == "POST" else None
    form = SampleForm(data, instance=sample, owner=request.user)
    return _save(request, sample, form, "Saved.", "portfolio/sample_edit.html")


@read_or_post
def sample_text(request, pk):
    sample = _sample(request, pk, body=Sample.Body.TEXT)
    data = request.POST if request.method == "POST" else None
    form = TextSampleForm(data, instance=sample, owner=request.user)
    return _save(request, sample, form, "Text saved.", "portfolio/sample_text.html")


@read_or_post
def sample_provenance(request, pk):
    sample = _sample(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ProvenanceForm(data, instance=sample, owner=request.user)
    if request.method == "POST" and form.is_valid():
        sample = form.save()
        actions.note(sample, "May it be shown?", sample.provenance_words.name)
        actions.public_page_changed(request.user.pk)
        if sample.provenance_words.needs_permission and not sample.permission:
            return redirect("portfolio:permission_edit", sample.pk)
        messages.success(request, f"Noted. {sample.standing().state.words}.")
        return redirect(sample)
    return render(request, "portfolio/sample_provenance.html", {"form": form, "sample": sample})


@read_or_post
def permission_edit(request, pk):
    sample = _sample(request, pk)
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
    sample = _sample(request, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(sample, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Taken back. No page and no link shows it any more.")
        return redirect(sample)
    return render(request, "portfolio/sample_withdraw.html", {"form": form, "sample": sample})


@require_POST
def sample_restore(request, pk):
    sample = _sample(request, pk)
    actions.restore(sample, by=request.user)
    messages.success(request, "Put back. Everything shows it as before.")
    return redirect(sample)


@read_or_post
def sample_delete(request, pk):
    sample = _sample(request, pk)
    if request.method == "POST":
        actions.bin_sample(sample, by=request.user)
        messages.success(request, f"“{sample.title}” is in the bin for {actions.BIN_DAYS} days.")
        return redirect("portfolio:sample_bin")
    return render(request, "portfolio/sample_delete.html", {"sample": sample, "days": actions.BIN_DAYS})


@require_safe
def sample_bin(request):
    samples = Sample.objects.owned_by(request.user).binned().order_by("-deleted_at")
    page = Paginator(samples, PAGE).get_page(request.GET.get("page"))
    return render(request, "portfolio/sample_bin.html", {"page": page, "days": actions.BIN_DAYS})


@require_POST
def sample_undelete(request, pk):
    sample = get_object_or_404(Sample.objects.owned_by(request.user).binned(), pk=pk)
    actions.unbin_sample(sample, by=request.user)
    messages.success(request, "Brought back.")
    return redirect(sample)


# Files and the share check -------------------------------------------------------------------------------


def _take_file(request, sample, replaces=None):
    if name := request.META.get("UPLOAD_TOO_LARGE"):
        raise ValidationError(files.too_large_words(name))
    form = OneFileForm(request.POST, request.FILES)
    if not form.is_valid():
        raise ValidationError(form.errors["file"][0])
    return actions.add_file(sample, form.cleaned_data["file"], by=request.user, replaces=replaces)


@require_POST
def file_add(request, pk):
    sample = _sample(request, pk)
    try:
        _take_file(request, sample)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect(sample)


@require_POST
def file_replace(request, pk):
    old = _file(request, pk)
    try:
        new = _take_file(request, old.sample, replaces=old)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(old)
    messages.success(request, "New version added. The old one is kept and no longer shown.")
    return redirect(new)


def _check_context(request, file):
    rows = list(file.findings.all())
    open_rows = [f for f in rows if f.is_open]
    return {
        "file": file,
        "sample": file.sample,
        "groups": [
            (severity, heading, [f for f in open_rows if f.severity == severity])
            for severity, heading in (
                ("block", "Must fix"),
                ("warn", "Please look"),
                ("info", "Good to know"),
            )
        ],
        "settled": [f for f in rows if not f.is_open],
        "must_fix": sum(f.severity == "block" for f in open_rows),
        "look_at": sum(f.severity == "warn" for f in open_rows),
        "by_hand": [f for f in open_rows if f.severity == "block" and f.in_clean],
        "has_notes": any("notes" in f.code for f in rows),
        "dismiss_as": DISMISS_AS,
        "reason_form": ReasonForm(),
        "file_form": OneFileForm(),
        "accept": files.ACCEPT,
    }


@require_safe
def file_check(request, pk):
    """The share check of one file."""
    return render(request, "portfolio/file_check.html", _check_context(request, _file(request, pk)))


@require_GET
def file_status(request, pk):
    """A fragment that asks again while the file is being read, then shows the result in its place."""
    file = _file(request, pk)
    where = "check" if request.GET.get("in") == "check" else "card"
    response = render(
        request, f"portfolio/partials/file_status_{where}.html", {"file": file, "sample": file.sample}
    )
    if not file.is_busy:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def file_clean(request, pk):
    file = _file(request, pk)
    form = CleanForm(request.POST)
    if not form.is_valid() or file.is_busy or not file.clean:
        messages.error(request, "The clean copy cannot be made yet. Wait for the check to finish.")
        return redirect(file)
    actions.make_clean_copy(file, by=request.user, keep_notes=form.keep_notes)
    file.refresh_from_db()
    if file.is_busy:
        messages.info(request, "The clean copy is being made again with your choice.")
    elif file.is_cleared:
        messages.success(request, "Clean copy made. Readers only ever get this one.")
        return redirect(file.sample)
    else:
        messages.error(request, "Some things only you can change. They are listed under Must fix.")
    return redirect(file)


@require_POST
def file_again(request, pk):
    file = _file(request, pk)
    if not file.is_busy or file.stage == SampleFile.Stage.WAITING:
        actions.read_again(file, by=request.user)
    return redirect((request.POST.get("next") == "check" and file) or file.sample)


@require_safe
def file_original(request, pk):
    return files.original(request, _file(request, pk))


@require_safe
def file_clean_copy(request, pk):
    file = _file(request, pk)
    if not file.clean:
        raise Http404
    return files.clean_copy(request, file)


@require_safe
def file_picture(request, pk, number, width):
    response = files.picture(request, _file(request, pk), number, width)
    if response is None:
        raise Http404
    return response


def _finding(request, pk):
    return get_object_or_404(
        Finding.objects.owned_by(request.user)
        .filter(file__sample__deleted_at=None)
        .select_related("file__sample"),
        pk=pk,
    )


@read_or_post
def finding_accept(request, pk):
    finding = _finding(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.accept_finding(finding, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Accepted, with your reason.")
        return redirect(finding.file)
    return render(
        request,
        "portfolio/finding_accept.html",
        {"form": form, "finding": finding, "file": finding.file},
        status=422 if request.method == "POST" else 200,
    )


@require_POST
def finding_dismiss(request, pk):
    finding = _finding(request, pk)
    form = DismissForm(request.POST)
    if not finding.may_be_dismissed or not form.is_valid():
        messages.error(request, "Say what it is, from the list.")
    else:
        actions.dismiss_finding(finding, by=request.user, dismissed_as=form.cleaned_data["dismissed_as"])
    return redirect(finding.file)


@require_POST
def finding_reopen(request, pk):
    finding = _finding(request, pk)
    actions.reopen_finding(finding, by=request.user)
    return redirect(finding.file)


@read_or_post
def private_word_list(request):
    mine = PrivateWord.objects.owned_by(request.user)
    form = PrivateWordForm(owner=request.user)
    if request.method == "POST":
        form = PrivateWordForm(request.POST, owner=request.user)
        if mine.count() >= 200:
            messages.error(request, "The list holds 200 names. Remove one first.")
        elif form.is_valid():
            form.save()
            actions.private_words_changed(by=request.user)
            messages.success(request, "Added. Your files are being checked for it now.")
            return redirect("portfolio:private_word_list")
    return render(request, "portfolio/private_word_list.html", {"form": form, "private_words": mine})


@require_POST
def private_word_delete(request, pk):
    get_object_or_404(PrivateWord.objects.owned_by(request.user), pk=pk).delete()
    actions.private_words_changed(by=request.user)
    return redirect("portfolio:private_word_list")


# The photo on the public page ------------------------------------------------------------


@read_or_post
def photo_edit(request):
    form = PhotoForm()
    if request.method == "POST":
        form = PhotoForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                photos.keep(form.cleaned_data["photo"], profile=request.user.profile)
            except ValidationError as problem:
                form.add_error("photo", problem)
            else:
                messages.success(request, "Photo saved, cropped square, without its hidden data.")
                return redirect("accounts:settings")
    return render(request, "portfolio/photo_edit.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def photo_remove(request):
    photos.remove(request.user.profile)
    messages.success(request, "Photo removed.")
    return redirect("accounts:settings")


@require_safe
def photo(request):
    response = photos.send(request, request.user.profile)
    if response is None:
        raise Http404
    return response
