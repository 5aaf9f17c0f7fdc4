"""Competencies: where the writer stands, the rating, what stands behind it, what strangers may read of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from milestones import catalogue, competencies, progress, rules
from milestones.competency_forms import EvidenceForm, RatingForm, ShowForm
from milestones.models import CompetencyEvidence

read_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _typed(request):
    """What was sent; also when it is nothing, as a form without a single tick."""
    return request.POST if request.method == "POST" else None


def competency_of(request, slug):
    try:
        return catalogue.competency(slug, request.user.profile.health)
    except KeyError:
        raise Http404 from None


@require_safe
def competency_list(request):
    """The chart, its table, and what nothing stands behind yet."""
    found = competencies.map_of(request.user)
    health = request.user.profile.health
    weakest = sorted((row for row in found.without_evidence if row.now), key=lambda row: row.now)[:2]
    done = (
        {slug for slug, state in progress.of(request.user).states.items() if state.done} if weakest else set()
    )
    return render(
        request,
        "milestones/competency_list.html",
        {
            "map": found,
            "radar": competencies.radar(found) if found.rated else None,
            "grown": found.grown[:1],
            "gaps": [(row, competencies.ideas(row.competency, health, done)) for row in weakest],
            "shown": request.user.profile.competencies_shown,
        },
    )


@read_or_post
def rating_create(request):
    """All twenty with their five descriptions. Starts from the newest rating, keeps the day."""
    user = request.user
    found = competencies.map_of(user)
    before = {row.competency.slug: (row.now, row.proof) for row in found.rows}
    form = RatingForm(_typed(request), before=before, today=user.today(), health=user.profile.health)
    if request.method == "POST" and form.is_valid():
        snapshot = competencies.rate(user, form.cleaned_data["rated_on"], form.levels)
        progress.remember(user, progress.of(user))
        missing = len(form.rows) - len(form.levels)
        said = f" {missing} not rated yet." if missing else ""
        messages.success(request, f"Kept for {snapshot.rated_on:%B %-d, %Y}.{said}")
        return redirect("milestones:competency_list")
    return render(
        request,
        "milestones/rating_create.html",
        {"form": form, "note": catalogue.rating_note(), "map": found},
        status=422 if request.method == "POST" else 200,
    )


@require_safe
def rating_list(request):
    """Every rating with its day, as a table."""
    snapshots = list(competencies.with_snapshots(request.user)[:12])
    by_day = [{rating.competency: rating for rating in one.ratings.all()} for one in snapshots]
    rows = [
        (row, [ratings.get(row.slug) for ratings in by_day])
        for row in catalogue.competencies(request.user.profile.health)
    ]
    return render(request, "milestones/rating_list.html", {"snapshots": snapshots, "rows": rows})


@read_or_post
def competency_detail(request, slug):
    """One competency: its five descriptions, what stands behind it, what would lift it."""
    competency = competency_of(request, slug)
    user = request.user
    form = EvidenceForm(_typed(request), owner=user, competency=competency)
    if request.method == "POST" and form.is_valid():
        form.save()
        competencies.show(user, [entry["slug"] for entry in user.profile.competencies_shown])
        messages.success(request, "Linked.")
        return redirect("milestones:competency_detail", slug)
    found = competencies.map_of(user)
    row = next(row for row in found.rows if row.competency.slug == slug)
    steps = rules.states(
        rules.gather(user), [catalogue.step(one, user.profile.health) for one in competency.lifts_steps]
    )
    return render(
        request,
        "milestones/competency_detail.html",
        {
            "row": row,
            "competency": competency,
            "levels": list(zip(catalogue.competency_levels(), competency.levels, strict=True)),
            "group": next(group for group, rows in found.groups if row in rows),
            "form": form,
            "likely": competencies.likely_samples(user, competency),
            "steps": list(steps.values()),
            "ideas": [
                idea for idea in competencies.ideas(competency, user.profile.health) if idea.what != "step"
            ],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_POST
def evidence_delete(request, pk):
    """The sample or reflection stays; it no longer stands behind the competency."""
    row = get_object_or_404(CompetencyEvidence.objects.owned_by(request.user), pk=pk)
    row.delete()
    competencies.show(request.user, [entry["slug"] for entry in request.user.profile.competencies_shown])
    messages.success(request, "Unlinked.")
    return redirect("milestones:competency_detail", row.competency)


@read_or_post
def competency_show(request):
    """'What I can show you': the part of it that strangers read on the public page."""
    found = competencies.map_of(request.user)
    form = ShowForm(_typed(request), rows=found.rows)
    if request.method == "POST" and form.is_valid():
        competencies.show(request.user, form.cleaned_data["competencies"])
        count = len(request.user.profile.competencies_shown)
        messages.success(
            request, f"{count} on your public page." if count else "None of it is on your public page."
        )
        return redirect("milestones:competency_list")
    return render(
        request,
        "milestones/competency_show.html",
        {"form": form, "map": found},
        status=422 if request.method == "POST" else 200,
    )
