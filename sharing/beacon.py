"""The receipt's ear: what static/js/beacon.js on our own pages says about reading.

No form token, on purpose: pages for strangers hold none, so that one answer fits everybody and no cookie is
set. Instead the browser's own word is checked that the sender is one of our pages. All a forger could
do is count a visit.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sharing import visits
from sharing.access import public_door
from sharing.models import LinkState
from sharing.shared import enter


@csrf_exempt
@login_not_required
@require_POST
def beacon(request, slug):
    """From the public page, one of its collections, or a sample on them."""
    if not visits.from_our_page(request):
        return HttpResponseForbidden()
    return _note(request, public_door(slug, request.GET.get("collection")))


@csrf_exempt
@login_not_required
@require_POST
def shared_beacon(request, token):
    """From a private link. One that does not open now is not read, whatever an old page says."""
    if not visits.from_our_page(request):
        return HttpResponseForbidden()
    door, state = enter(request, token)
    if state is LinkState.LOCKED:
        return HttpResponseForbidden()
    if state is not LinkState.LIVE:
        return HttpResponse(status=410)
    return _note(request, door)


def _note(request, door):
    shown = None
    if slug := request.GET.get("sample"):
        shown = door.sample(slug)
        if shown is None or not shown.has_page:
            raise Http404
    if visits.counts(request, door.profile.user):
        if not visits.within_limit(request):
            return HttpResponse(status=429)
        what = request.POST.get("what")
        if what == "open":
            visits.opened(request, door, shown.sample if shown else None)
        elif what == "read" and shown is not None:
            pages = visits.pages_said(request.POST.getlist("read"), shown.page_names)
            if pages:
                visits.read(request, door, shown.sample, pages)
    return HttpResponse(status=204)
