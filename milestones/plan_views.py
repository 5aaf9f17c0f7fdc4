"""The plan: weeks, days off, the calendar address, the weekly mail."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from milestones import catalogue, planning, progress, schedule
from milestones.forms import DaysOffForm, DigestForm, PlanForm
from milestones.models import Plan

read_or_post = require_http_methods(["GET", "HEAD", "POST"])


def plan_of(request):
    """The writer's own plan; 404 while there is none."""
    plan = Plan.objects.owned_by(request.user).first()
    if plan is None:
        raise Http404
    plan.owner = request.user
    return plan


@require_safe
def plan_detail(request):
    """The weeks, what to do in this one, and everything that changes them."""
    return _page(request)


def _page(request, status=200, **forms):
    found = progress.of(request.user)
    progress.remember(request.user, found)
    plan = found.facts.plan
    context = {"progress": found, "plan": plan, "paces": schedule.paces(found.health)}
    context["note"] = catalogue.plan(found.health).note
    if plan is None:
        context["form"] = forms.get("form") or PlanForm(today=found.facts.today)
        return render(request, "milestones/plan_start.html", context, status=status)
    context |= {
        "planned": planning.laid_out(plan, found),
        "away": planning.away_of(plan),
        "away_form": forms.get("away_form") or DaysOffForm(),
        "digest_form": forms.get("digest_form") or DigestForm(instance=plan),
        "form": forms.get("form")
        or PlanForm(
            initial={"starts_on": plan.starts_on, "hours_a_week": plan.hours_a_week}, today=found.facts.today
        ),
        "form_open": "form" in forms,
        "feed_url": settings.SITE_URL + reverse("milestones:plan_feed", args=[plan.feed_token])
        if plan.feed_token
        else "",
    }
    return render(request, "milestones/plan_detail.html", context, status=status)


@read_or_post
def plan_edit(request):
    """Begin a plan, or lay it out with another start or other hours."""
    if request.method != "POST":
        return redirect("milestones:plan_detail")
    form = PlanForm(request.POST, today=request.user.today())
    if not form.is_valid():
        return _page(request, status=422, form=form)
    planning.begin(request.user, progress.of(request.user), **form.cleaned_data)
    messages.success(request, "The plan is laid out.")
    return redirect("milestones:plan_detail")


@require_POST
def plan_replan(request):
    """From today: nothing is behind any more."""
    planning.lay_again(plan_of(request), progress.of(request.user))
    messages.success(request, "Laid out again from today. What you did stays done.")
    return redirect("milestones:plan_detail")


@require_POST
def plan_skip_week(request):
    """Keep the current week free; everything moves by it."""
    plan = plan_of(request)
    planned = planning.laid_out(plan, progress.of(request.user))
    week = planned.week
    first = week.starts_on if week else request.user.today()
    planning.add_days_off(plan, first, first + timedelta(days=6))
    messages.success(request, "This week is free. The rest moves by a week.")
    return redirect("milestones:plan_detail")


@require_POST
def days_off_create(request):
    plan = plan_of(request)
    form = DaysOffForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, away_form=form)
    planning.add_days_off(plan, form.cleaned_data["first"], form.cleaned_data["last"])
    messages.success(request, "Days off noted. The plan goes around them.")
    return redirect("milestones:plan_detail")


@require_POST
def days_off_delete(request, day):
    try:
        first = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    planning.remove_days_off(plan_of(request), first)
    messages.success(request, "Those days are working days again.")
    return redirect("milestones:plan_detail")


@require_POST
def feed_open(request):
    """A private calendar address; pressing again makes a new one and ends the old one."""
    plan = plan_of(request)
    had = bool(plan.feed_token)
    plan.open_feed()
    said = "A new address. The old one is closed." if had else "The calendar address is open."
    messages.success(request, said)
    return redirect(reverse("milestones:plan_detail") + "#calendar")


@require_POST
def feed_close(request):
    plan_of(request).close_feed()
    messages.success(request, "The calendar address is closed. Calendars that had it stop getting news.")
    return redirect(reverse("milestones:plan_detail") + "#calendar")


@require_POST
def digest_edit(request):
    """The weekly mail, on or off."""
    plan = plan_of(request)
    form = DigestForm(request.POST, instance=plan)
    if not form.is_valid():
        plan.sends_digest = False
        return _page(request, status=422, digest_form=form)
    Plan.objects.owned_by(request.user).update(sends_digest=form.cleaned_data["sends_digest"])
    messages.success(
        request,
        "A mail on Monday mornings, with your week."
        if form.cleaned_data["sends_digest"]
        else "No more mails.",
    )
    return redirect(reverse("milestones:plan_detail") + "#mail")
