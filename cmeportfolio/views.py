"""The landing page, the dashboard and the pages about the site itself."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Profile
from cmeportfolio import dashboard

WORKER_SEEN = "worker-seen"


@login_not_required
@require_safe
def home(request):
    """The dashboard when signed in; the landing page for everybody else."""
    if request.user.is_authenticated:
        context = dashboard.facts(request.user)
        context["unverified_email"] = (
            EmailAddress.objects.filter(user=request.user, verified=False, primary=True)
            .values_list("email", flat=True)
            .first()
        )
        return render(request, "cmeportfolio/dashboard.html", context)
    return landing(request)


def landing(request):
    examples = (
        Profile.objects.filter(user__is_demo=True, is_published=True)
        .select_related("user")
        .order_by("pk")[:2]
    )
    return render(
        request,
        "cmeportfolio/landing.html",
        {"examples": [dashboard.example(profile) for profile in examples]},
    )


def _about(name):
    @login_not_required
    @require_safe
    def page(request):
        context = {
            "max_mb": settings.MAX_UPLOAD_MB,
            "quota_gb": f"{settings.QUOTA_MB / 1024:g}",
            "session_days": settings.SESSION_COOKIE_AGE // 86400,
        }
        return render(request, f"cmeportfolio/{name}.html", context)

    page.__name__ = name
    return page


help_page = _about("help")
privacy = _about("privacy")
terms = _about("terms")
accessibility = _about("accessibility")


@login_not_required
@require_safe
def healthz(request):
    """This process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request):
    """Everything a visitor needs is there: database, storage, a worker seen in the last two minutes."""
    state = {"database": _works(_database), "storage": _works(_storage), "worker": _works(_worker)}
    return JsonResponse(state, status=200 if all(state.values()) else 503)


def _works(look):
    try:
        return look() is not False
    except Exception:  # whatever is wrong, the answer is "not ready"
        return False


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _storage():
    from portfolio import storage

    storage.originals().exists("probe")
    return True


def _worker():
    seen = cache.get(WORKER_SEEN)
    return seen is not None and timezone.now() - seen < timedelta(minutes=2)
