"""Reading: the landscape, the glossary, levels and verbs, the kinds of work, practice briefs."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

import vocabularies as words
from craft import verbs
from milestones import briefs, catalogue, landscape, starters
from milestones.library_forms import BriefFilter, StartForm
from portfolio.models import Sample


def _health(request):
    return request.user.profile.health


@require_safe
def landscape_page(request):
    """The field on one page: timeline, accreditors, Standards, money, models, mistakes."""
    health = _health(request)
    found = landscape.landscape(health)
    return render(
        request,
        "milestones/landscape.html",
        {
            "land": found,
            "timeline": [event for event in found.timeline if event.system == health],
            "other_timeline": [event for event in found.timeline if event.system != health],
        },
    )


@require_safe
def glossary(request):
    return render(
        request, "milestones/glossary.html", {"terms": landscape.landscape(_health(request)).glossary}
    )


@require_safe
def levels(request):
    """Moore's outcomes levels and the verbs of an objective."""
    by_level = {
        level: sorted(verb for verb, at in verbs.LEVEL_OF.items() if at == level) for level in verbs.LEVELS
    }
    return render(
        request,
        "milestones/levels.html",
        {"moore": words.for_health(words.MOORE_LEVELS, _health(request)), "verbs": list(by_level.items())},
    )


@require_safe
def deliverable_list(request):
    """All kinds of work, family by family; those good to begin with are marked."""
    rows = words.for_health(words.DELIVERABLES, _health(request))
    return render(
        request,
        "milestones/deliverable_list.html",
        {
            "families": [
                (family, [row for row in rows if row.family == family.slug]) for family in words.FAMILIES
            ],
            "count": len(rows),
        },
    )


@require_safe
def deliverable_detail(request, slug):
    """One kind of work: what it is, what a hiring manager looks for, how to make a practice sample."""
    health = _health(request)
    row = next((row for row in words.for_health(words.DELIVERABLES, health) if row.slug == slug), None)
    if row is None:
        raise Http404
    profile = request.user.profile
    return render(
        request,
        "milestones/deliverable_detail.html",
        {
            "row": row,
            "family": words.find(words.FAMILIES, row.family),
            "length_note": words.LENGTH_NOTE,
            "competencies": [catalogue.competency(one, health) for one in row.competencies],
            "briefs": [
                brief for brief in briefs.briefs_for(profile.background, health) if brief.deliverable == slug
            ],
            "mine": Sample.objects.owned_by(request.user).kept().filter(deliverable=slug).defer("text")[:5],
            "steps": [step for step in catalogue.steps(health) if slug in step.deliverables[:5]],
        },
    )


# Practice briefs ---------------------------------------------------------------------------------------


@require_safe
def brief_list(request):
    """Invented needs to write to; those that suit the writer's background first."""
    profile = request.user.profile
    rows = briefs.briefs_for(profile.background, profile.health)
    form = BriefFilter(request.GET, rows=rows, health=profile.health)
    return render(
        request,
        "milestones/brief_list.html",
        {"form": form, "briefs": [_card(row, profile) for row in form.apply()], "total": len(rows)},
    )


def _card(row, profile):
    return {
        "row": row,
        "kind": words.label(words.DELIVERABLES, row.deliverable, profile.health),
        "drawing": words.find(words.DELIVERABLES, row.deliverable).drawing.removeprefix("cover-"),
        "audience": words.label(words.AUDIENCES, row.audience, profile.health),
        "area": words.label(words.AREAS, row.area, profile.health),
        "level": next(level.name for level in briefs.levels() if level.slug == row.level),
        "suits": profile.background in row.backgrounds,
    }


def _brief_of(request, slug):
    """A brief of the writer's own field of practice; 404 otherwise."""
    row = next((row for row in briefs.briefs(_health(request)) if row.slug == slug), None)
    if row is None:
        raise Http404
    return row


@require_safe
def brief_detail(request, slug):
    row = _brief_of(request, slug)
    deliverable = words.find(words.DELIVERABLES, row.deliverable).said(_health(request))
    return render(
        request,
        "milestones/brief_detail.html",
        {
            "card": _card(row, request.user.profile),
            "brief": row,
            "deliverable": deliverable,
            "note": briefs.label_note(),
            "formats": starters.formats(row),
            "form_key": uuid.uuid4().hex,
        },
    )


@require_safe
def brief_outline(request, slug, kind):
    """A starter file with the outline of the brief."""
    row = _brief_of(request, slug)
    if kind not in starters.formats(row):
        raise Http404
    response = HttpResponse(starters.outline(row, kind), content_type=starters.CONTENT_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{row.slug}-outline.{kind}")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def brief_start(request, slug):
    """A draft sample of the right kind, labeled as written for practice. The same press twice makes one."""
    row = _brief_of(request, slug)
    form = StartForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Load the page again, then press Start.")
        return redirect("milestones:brief_detail", slug)
    sample = starters.start(row, by=request.user, form_key=form.cleaned_data["form_key"])
    messages.success(request, "A draft with the outline is in your samples, labeled as written for practice.")
    return redirect(sample)
