"""Checks of writing: of pasted text, which is read and forgotten, and of the writer's own samples."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

import vocabularies as words
from craft import outline
from milestones import checking
from milestones.check_forms import (
    MAX_TEXT,
    CheckForm,
    ItemsForm,
    ObjectivesForm,
    ThreadForm,
    lines_of,
    thread_of,
)
from milestones.models import SampleThread
from portfolio.models import Sample

read_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _sample_of(request, pk):
    sample = get_object_or_404(Sample.objects.owned_by(request.user).kept(), pk=pk)
    sample.owner = request.user
    return sample


@require_safe
def check_list(request):
    samples = Sample.objects.owned_by(request.user).kept().exclude(body__in=["link", "none"])
    health = request.user.profile.health
    named = [
        (sample, words.label(words.DELIVERABLES, sample.deliverable, health))
        for sample in samples.defer("text")[:30]
    ]
    return render(request, "milestones/check_list.html", {"samples": named})


def _check(request, form_class, template, look):
    """One check: a pasted text, or `?sample=7` to begin with the words of a sample."""
    sample, initial = None, {}
    number = request.GET.get("sample", "")
    if number.isdecimal() and len(number) < 12:
        sample = _sample_of(request, int(number))
        initial = {"text": checking.text_of(sample)[:MAX_TEXT]}
    health = request.user.profile.health
    found = None
    if request.method == "POST":
        form = form_class(request.POST, health=health)
        if form.is_valid():
            found = look(form.cleaned_data)
    else:
        form = form_class(initial=initial, health=health)
        if initial.get("text"):
            found = look({"text": initial["text"], "hours": None, "moore": "", "objectives": ""})
    return render(
        request,
        template,
        {"form": form, "found": found, "sample": sample},
        status=422 if request.method == "POST" and found is None else 200,
    )


@read_or_post
def check_objectives(request):
    return _check(
        request,
        ObjectivesForm,
        "milestones/check_objectives.html",
        lambda data: checking.of_objectives(
            data["text"], hours=float(data["hours"] or 1), moore=data["moore"]
        ),
    )


@read_or_post
def check_items(request):
    return _check(
        request,
        ItemsForm,
        "milestones/check_items.html",
        lambda data: checking.of_items(data["text"], data["objectives"]),
    )


@read_or_post
def check_references(request):
    return _check(
        request,
        CheckForm,
        "milestones/check_references.html",
        lambda data: checking.of_references(data["text"], request.user.today().year),
    )


@read_or_post
def check_balance(request):
    return _check(
        request,
        CheckForm,
        "milestones/check_balance.html",
        lambda data: checking.of_balance(data["text"], request.user.profile.health),
    )


@read_or_post
def check_reading(request):
    return _check(
        request, CheckForm, "milestones/check_reading.html", lambda data: checking.of_reading(data["text"])
    )


@read_or_post
def sample_quality(request, pk):
    """The quality card of a sample: what the checks say, and whether visitors read it."""
    sample = _sample_of(request, pk)
    card = checking.card_of(sample, request.user.today())
    if request.method == "POST":
        shown = "show" in request.POST
        checking.show_card(sample, card if shown else None)
        messages.success(
            request,
            "The card is on the sample’s page, as it is today." if shown else "The card is taken off.",
        )
        return redirect("milestones:sample_quality", pk)
    return render(
        request,
        "milestones/sample_quality.html",
        {
            "sample": sample,
            "card": card,
            "shown": sample.quality.get("card"),
            "outdated": "card" in sample.quality and sample.quality["card"] != card,
            "pages": [
                (slug, reverse(f"milestones:check_{slug}"))
                for slug in ("objectives", "items", "references", "balance", "reading")
            ],
        },
    )


@read_or_post
def sample_thread(request, pk):
    """Gap, objective, question: what belongs to what, with the loose ends."""
    sample = _sample_of(request, pk)
    row = SampleThread.objects.filter(sample=sample).first() or SampleThread(
        sample=sample, objectives=sample.objectives or _objectives_in(sample)
    )
    initial = {name: getattr(row, name) for name in ("gaps", "objectives", "questions")}
    initial |= {"joins": [" ".join(pair) for pair in row.joins], "is_shown": "thread" in sample.quality}
    form = ThreadForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        thread = thread_of(data["gaps"], data["objectives"], data["questions"], data["joins"])
        stays = checking.must_stay_private(request.user, _all_lines(data)) if data["is_shown"] else []
        if stays:
            form.add_error("is_shown", f"“{stays[0][:80]}” must not be shown. Take it out first.")
        else:
            row.gaps, row.objectives, row.questions = data["gaps"], data["objectives"], data["questions"]
            row.joins = [list(pair) for pair in thread.links]
            row.save()
            checking.show_thread(sample, thread if data["is_shown"] else None)
            messages.success(request, "Saved.")
            return redirect("milestones:sample_thread", pk)
    thread = thread_of(row.gaps, row.objectives, row.questions, row.joins)
    has_lines = bool(row.pk and (thread.gaps or thread.objectives or thread.questions))
    return render(
        request,
        "milestones/sample_thread.html",
        {
            "sample": sample,
            "form": form,
            "figure": checking.drawing(thread) if has_lines else None,
            "boxes": _boxes(thread),
        },
        status=422 if request.method == "POST" else 200,
    )


def _objectives_in(sample):
    return "\n".join(outline.find_objectives(checking.text_of(sample))[:12])


def _all_lines(data):
    return [line for name in ("gaps", "objectives", "questions") for line in lines_of(data[name])]


def _boxes(thread):
    """Check boxes to draw the lines with: for each gap its objectives, for each objective its questions."""
    joined = {frozenset(pair) for pair in thread.links}
    columns = (
        ("G", "Gap", thread.gaps, "O", thread.objectives),
        ("O", "Objective", thread.objectives, "Q", thread.questions),
    )
    return [
        {
            "name": f"{word} {number}",
            "text": text,
            "others": [
                {
                    "value": f"{letter}{number} {other}{to}",
                    "text": line,
                    "number": to,
                    "on": frozenset((f"{letter}{number}", f"{other}{to}")) in joined,
                }
                for to, line in others.items()
            ],
        }
        for letter, word, lines, other, others in columns
        for number, text in lines.items()
        if others
    ]
