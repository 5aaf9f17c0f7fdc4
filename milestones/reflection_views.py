"""Reflections: private, searchable, kept while typing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from milestones import catalogue
from milestones.forms import ReflectionForm, ReflectionSearch
from milestones.models import Reflection

read_or_post = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 20
PROMPTS = (
    "What did you do or read, in two sentences?",
    "What surprised you, or turned out differently from what you thought?",
    "What will you do differently next time, and where will it show?",
)


def _steps(request):
    steps = catalogue.steps(request.user.profile.health)
    return [(step.slug, f"{step.number} {step.title}") for step in steps]


@require_safe
def reflection_list(request):
    search = ReflectionSearch(request.GET)
    wanted = search.cleaned_data["q"].strip() if search.is_valid() else ""
    mine = Reflection.objects.owned_by(request.user).exclude(title="", text="")
    has_any = mine.exists()
    for word in wanted.split()[:8]:
        mine = mine.filter(Q(title__icontains=word) | Q(text__icontains=word))
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    titles = {step.slug: step for step in catalogue.steps(request.user.profile.health)}
    return render(
        request,
        "milestones/reflection_list.html",
        {
            "page": page,
            "rows": [(row, titles.get(row.step)) for row in page],
            "has_any": has_any,
            "wanted": wanted,
        },
    )


@require_POST
def reflection_create(request):
    """An empty page to write on. One that was never written on is used again."""
    step = request.POST.get("step", "")
    if step not in dict(_steps(request)):
        step = ""
    mine = Reflection.objects.owned_by(request.user)
    empty = mine.filter(title="", text="").first() or Reflection(owner=request.user)
    empty.step, empty.created_at = step, timezone.now()
    empty.save()
    return redirect(empty)


@read_or_post
def reflection_edit(request, pk):
    """Write. Saves itself; the button is for those who like buttons."""
    row = get_object_or_404(Reflection.objects.owned_by(request.user), pk=pk)
    wants_json = "application/json" in request.headers.get("Accept", "")
    form = ReflectionForm(
        request.POST if request.method == "POST" else None, instance=row, steps=_steps(request)
    )
    if request.method == "POST":
        kept = form.is_valid() and _keep(request, row, form)
        if wants_json:
            return _as_json(form, kept)
        if kept:
            messages.success(request, "Saved.")
            return redirect("milestones:reflection_list")
        if form.is_valid():
            form.add_error(None, "Another tab saved something newer. Copy what you need, then save again.")
            form.data = form.data.copy()
            form.data["version"] = Reflection.objects.owned_by(request.user).get(pk=pk).revision
    return render(
        request,
        "milestones/reflection_edit.html",
        {"form": form, "row": row, "prompts": PROMPTS},
        status=422 if request.method == "POST" else 200,
    )


def _keep(request, row, form):
    """Write only over what this page has seen; the new revision, or 0 when another tab was quicker."""
    mine = Reflection.objects.owned_by(request.user).filter(pk=row.pk)
    seen = form.cleaned_data["version"]
    if seen is not None:
        mine = mine.filter(revision=seen)
    fields = {name: form.cleaned_data[name] for name in ("title", "text", "step")}
    if not mine.update(**fields, revision=F("revision") + 1, updated_at=timezone.now()):
        return 0
    row.refresh_from_db(fields=["revision"])
    return row.revision


def _as_json(form, kept):
    if kept:
        return JsonResponse({"version": kept})
    if form.is_valid():
        error = "Another tab saved something newer. Copy what you typed here, then load the page again."
        return JsonResponse({"error": error}, status=409)
    return JsonResponse({"error": next(iter(form.errors.values()))[0]}, status=400)


@read_or_post
def reflection_delete(request, pk):
    row = get_object_or_404(Reflection.objects.owned_by(request.user), pk=pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        row.delete()
        messages.success(request, "Deleted.")
        return redirect("milestones:reflection_list")
    return render(
        request,
        "confirm.html",
        {
            "title": f"Delete “{row}”?",
            "text": "It goes for good. No page but yours ever showed it.",
            "verb": "Delete",
            "cancel_url": row.get_absolute_url(),
            "hidden": [],
        },
    )
