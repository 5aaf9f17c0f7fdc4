"""The writer's own side of files: the share check, the clean copy, versions, names that must never show, the photo."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST, require_safe

from portfolio import actions, cards, files, photos, verdict
from portfolio.forms import (
    CleanForm,
    DismissForm,
    NameForm,
    OneFileForm,
    PhotoForm,
    PrivateWordForm,
    ReasonForm,
)
from portfolio.models import Finding, PrivateWord, SampleFile
from portfolio.views import publish_context, read_or_post, sample_of


def _file(request, pk):
    """One of the writer's own files, unless its sample is in the bin; 404 otherwise."""
    mine = SampleFile.objects.owned_by(request.user).filter(sample__deleted_at=None)
    file = get_object_or_404(mine.select_related("sample"), pk=pk)
    file.sample.owner = request.user
    return file


def _take_file(request, sample, replaces=None):
    if name := request.META.get("UPLOAD_TOO_LARGE"):
        raise ValidationError(files.too_large_words(name))
    if "UPLOAD_NOT_STORED" in request.META:
        raise ValidationError(files.NOT_STORED)
    form = OneFileForm(request.POST, request.FILES)
    if not form.is_valid():
        raise ValidationError(form.errors["file"][0])
    return actions.add_file(sample, form.cleaned_data["file"], by=request.user, replaces=replaces)


@require_POST
def file_add(request, pk):
    sample = sample_of(request, pk)
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


@require_POST
def file_delete(request, pk):
    file = _file(request, pk)
    if "confirmed" not in request.POST:
        old = "This old version is deleted for good, with its clean copy."
        whole = "The file goes for good, with its old versions and clean copies. The sample itself stays."
        back = file.sample.get_absolute_url()
        return _asked_first(
            request, f"Delete {file.original_name}?", whole if file.is_current else old, "Delete", back
        )
    actions.delete_file(file, by=request.user)
    messages.success(request, f"{file.original_name} is deleted.")
    return redirect(file.sample)


def _check_context(file):
    return {
        "file": file,
        "sample": file.sample,
        "verdict": verdict.of_file(file),
        "safer": partial(verdict.safer_forms, file.sample, file),  # asked for by the share check only
        "file_form": OneFileForm(),
        "accept": files.ACCEPT,
    }


@require_safe
def file_check(request, pk):
    """The share check of one file."""
    return render(request, "portfolio/file_check.html", _check_context(_file(request, pk)))


@require_GET
def file_status(request, pk):
    """What stands in place of a file that is being read: asked for every second, answered when it changes.

    `in` says where: a card of the library, the sample's page (there the panel to publish comes along), or
    the share check.
    """
    file = _file(request, pk)
    if file.is_busy and request.GET.get("seen") == file.progress:
        return HttpResponse(status=204)  # htmx leaves the page as it is
    where = request.GET.get("in")
    if where == "check":
        context = _check_context(file) | {"swapped": True}
        return render(request, "portfolio/partials/file_status_check.html", context)
    sample = sample_of(request, file.sample_id)
    if where == "list":
        return render(request, "portfolio/partials/sample_card.html", {"card": cards.card(sample)})
    context = _check_context(file) | publish_context(request, sample)
    context |= {"name_form": NameForm(instance=sample, owner=request.user), "swapped": True}
    return render(request, "portfolio/partials/file_status_card.html", context)


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
    if not finding.may_be_accepted:
        messages.error(
            request, "This cannot stay: no clean copy can be made with it. Change it in your document."
        )
        return redirect(finding.file)
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
    word = get_object_or_404(PrivateWord.objects.owned_by(request.user), pk=pk)
    if "confirmed" not in request.POST:
        return _asked_first(
            request,
            f"Take “{word}” off the list?",
            "The share check will no longer look for it, in any sample.",
            "Take it off",
            reverse("portfolio:private_word_list"),
        )
    word.delete()
    actions.private_words_changed(by=request.user)
    messages.success(request, f"“{word}” is off the list. Your files are being checked again.")
    return redirect("portfolio:private_word_list")


def _asked_first(request, title, text, verb, cancel_url):
    """Without script the question is a page of its own; see static/js/confirm.js."""
    context = {"title": title, "text": text, "verb": verb, "cancel_url": cancel_url}
    return render(request, "confirm.html", context)


# The photo on the public page ------------------------------------------------------------


@read_or_post
def photo_edit(request):
    form = PhotoForm()
    if request.method == "POST":
        form = PhotoForm(request.POST, request.FILES)
        if "UPLOAD_TOO_LARGE" in request.META:
            form.add_error("photo", photos.TOO_LARGE)
        elif form.is_valid():
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
    if "confirmed" not in request.POST:
        return _asked_first(
            request,
            "Remove your photo?",
            "It leaves your public page at once. The picture is deleted here, too.",
            "Remove it",
            reverse("portfolio:photo_edit"),
        )
    photos.remove(request.user.profile)
    messages.success(request, "Photo removed.")
    return redirect("accounts:settings")


@require_safe
def photo(request):
    response = photos.send(request, request.user.profile)
    if response is None:
        raise Http404
    return response
