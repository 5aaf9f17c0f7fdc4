"""The five milestones and their steps, for the writer."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

import vocabularies as words
from milestones import catalogue, planning, progress, rules
from milestones.forms import StepNoteForm
from milestones.models import ExtraResource, ExtraStep, Reflection, StepProgress


def step_of(request, milestone, slug):
    """The step at this address in the writer's words, also one the operator added; 404 otherwise."""
    health = progress.health_of(request.user)
    try:
        step = catalogue.step(slug, health)
    except KeyError:
        row = ExtraStep.objects.filter(slug=slug, is_shown=True, health__in=["either", health]).first()
        if row is None:
            raise Http404 from None
        step = row.as_step()
    if step.milestone != milestone:
        raise Http404
    return step


def step_url(step):
    return reverse("milestones:step_detail", args=[step.milestone, step.slug])


@require_safe
def milestone_list(request):
    """The path, every step with by what it is done, and the plan's week."""
    found = progress.of(request.user)
    progress.remember(request.user, found)
    in_order = request.GET.get("order") == "number"
    legs = list(found.legs) if in_order else sorted(found.legs, key=lambda leg: (not leg.now, leg.complete))
    return render(
        request,
        "milestones/milestone_list.html",
        {
            "progress": found,
            "planned": planning.laid_out(found.facts.plan, found) if found.facts.plan else None,
            "in_order": in_order,
            "legs": [(leg, leg.states if in_order else _open_first(leg)) for leg in legs],
        },
    )


def _open_first(leg):
    """Open steps that count, then the done ones, then the extra ones."""
    return sorted(leg.states, key=lambda state: (not state.step.counts, state.done))


@require_safe
def step_detail(request, milestone, step):
    step = step_of(request, milestone, step)
    found = progress.of(request.user)
    progress.remember(request.user, found)
    row = StepProgress.objects.owned_by(request.user).filter(step=step.slug).first()
    return _step_page(request, step, found, row, _note_form(step, row))


def _note_form(step, row):
    row = row or StepProgress()
    kept = {"note": row.note, "ticks": row.ticks, "link": row.link, "version": row.revision}
    return StepNoteForm(initial=kept, step=step)


def _step_page(request, step, found, row, form, status=200):
    leg = next(leg for leg in found.legs if leg.slug == step.milestone)
    health = found.health
    own = ExtraResource.objects.filter(step=step.slug, health__in=["either", health])
    steps = [state.step for state in leg.states]
    at = next(i for i, other in enumerate(steps) if other.slug == step.slug)
    context = {
        "step": step,
        "state": found.states[step.slug],
        "ticks_with": step.ticks_with(health),
        "act": _act(step),
        "leg": leg,
        "row": row,
        "form": form,
        "resources": [*step.resources, *own],
        "competencies": [catalogue.competency(slug, health) for slug in step.competencies[:5]],
        "all_competencies": len(step.competencies) > 5,
        "deliverables": [
            (slug, words.label(words.DELIVERABLES, slug, health)) for slug in step.deliverables[:5]
        ],
        "all_deliverables": len(step.deliverables) > 5,
        "before": [
            (found.states[rule.first], rule.why)
            for rule in catalogue.plan(health).rules
            if rule.then == step.slug and not found.states[rule.first].done
        ],
        "waits_until": progress.waits_until(found, step.slug),
        "reflections": Reflection.objects.owned_by(request.user)
        .filter(step=step.slug)
        .exclude(title="", text="")
        .defer("text")[:5],
        "previous": steps[at - 1] if at else None,
        "next": steps[at + 1] if at + 1 < len(steps) else None,
        "asks_note": any(rule.kind in {"note", "checklist", "link"} for rule in step.evidence),
    }
    return render(request, "milestones/step_detail.html", context, status=status)


def _act(step):
    """Where the work of a step is done, when that is not its own note."""
    for rule in step.evidence:
        if rule.kind in _ACTS:
            name, verb = _ACTS[rule.kind]
            return {"url": reverse(name), "verb": verb}
        if rule.checker == "objectives":
            return {"url": reverse("milestones:check_objectives"), "verb": "Open the objective check"}
    return None


_ACTS = {
    "sample": ("portfolio:sample_create", "Add a sample"),
    "portfolio": ("portfolio:sample_list", "See your samples"),
    "profile": ("accounts:profile_edit", "Fill in your profile"),
    "rating": ("milestones:rating_create", "Rate yourself"),
}


@require_POST
def step_note(request, milestone, step):
    """Keep what is typed in a step: while typing (JSON), or with the button."""
    step = step_of(request, milestone, step)
    wants_json = "application/json" in request.headers.get("Accept", "")
    form = StepNoteForm(request.POST, step=step)
    row = None
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.fields if name != "version"}
        row = progress.note_step(request.user, step, revision=form.cleaned_data["version"], **fields)
    if wants_json:
        if row:
            return JsonResponse({"version": row.revision})
        if form.is_valid():
            error = "Another tab saved something newer. Copy what you typed here, then load the page again."
            return JsonResponse({"error": error}, status=409)
        return JsonResponse({"error": next(iter(form.errors.values()))[0]}, status=400)
    if row:
        messages.success(request, "Saved.")
        return redirect(step_url(step))
    if form.is_valid():
        messages.error(
            request, "Another tab saved something newer. What you typed is still in the form below."
        )
    old = StepProgress.objects.owned_by(request.user).filter(step=step.slug).first()
    if form.is_valid():
        form.data = form.data.copy()
        form.data["version"] = old.revision
    return _step_page(request, step, progress.of(request.user), old, form, status=422)


@require_POST
def step_mark_done(request, milestone, step):
    """The writer's own word. Evidence is never needed, it only looks better."""
    step = step_of(request, milestone, step)
    row, _ = StepProgress.objects.owned_by(request.user).get_or_create(
        step=step.slug, defaults={"owner": request.user}
    )
    row.mark_done(step.version)
    messages.success(request, f"Marked done: {step.title}.")
    return redirect(step_url(step))


@require_POST
def step_reopen(request, milestone, step):
    """Take the mark back. What is done by evidence stays done as long as the evidence is there."""
    step = step_of(request, milestone, step)
    row = StepProgress.objects.owned_by(request.user).filter(step=step.slug).first()
    if row:
        row.reopen()
    now = rules.state(rules.gather(request.user), step)
    if now.done:
        messages.info(request, f"It stays done: {now.by} shows it.")
    else:
        messages.success(request, "Open again. Your note is still here.")
    return redirect(step_url(step))
