"""What is open without a log-in: the private calendar address and the way out of the weekly mail.

The address is the key: 256 random bits for the calendar, a signature for the mail.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from milestones import calendar, digest, planning, progress
from milestones.models import Plan


@login_not_required
@require_safe
def plan_feed(request, token):
    """The plan for Google, Apple and Outlook calendars. Gone from the moment the writer closes it."""
    plans = Plan.objects.select_related("owner__profile")
    plan = plans.filter(feed_token=token, owner__is_active=True).first()
    if plan is None:
        raise Http404
    planned = planning.laid_out(plan, progress.of(plan.owner, with_added=False))
    response = HttpResponse(calendar.feed(planned), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="plan.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@csrf_exempt  # mail programs press the button for people (RFC 8058): no cookie, and the signature is the key
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Ends the weekly mail. Opening the address changes nothing: link checkers open everything."""
    plan = digest.plan_of(token)
    if plan is None:
        raise Http404
    if request.method == "POST":
        Plan.objects.filter(pk=plan.pk).update(sends_digest=False)
        plan.sends_digest = False
    response = render(request, "milestones/unsubscribe.html", {"ended": not plan.sends_digest})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
