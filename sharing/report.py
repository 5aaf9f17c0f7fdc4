"""'Report this page': a line to the operator, who can hide a page. Nobody is told who reported it."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from accounts.limits import spend, visitor_address
from sharing import public, tasks
from sharing.access import public_door
from sharing.forms import ReportForm


@login_not_required
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, slug):
    door = public_door(slug)
    form = ReportForm(initial={"page": request.GET.get("page", "")[:80]})
    if request.method == "POST":
        form = ReportForm(request.POST)
        if form.is_valid():
            spend("report-from", visitor_address(request), limit=5, per=timedelta(hours=1))
            if not form.looks_automatic:
                spend("report-of", door.profile.pk, limit=20, per=timedelta(days=1))
                data = form.cleaned_data
                address = settings.SITE_URL + door.home_url + (f"{data['page']}/" if data["page"] else "")
                tasks.mail_report.enqueue(door.profile.pk, address, data["reason"], data["email"])
            return redirect(f"{request.path}?sent=1")
    context = public.frame(door) | {
        "form": form,
        "sent": "sent" in request.GET,
        "beacon_url": "",
        "report_url": "",
    }
    response = render(request, "sharing/report.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
