from django.utils import timezone


def writers_time_zone(get_response):
    """Dates on signed-in pages are the writer's dates."""

    def middleware(request):
        user = getattr(request, "_cached_user", None)
        if user is None or not user.is_authenticated:
            return get_response(request)
        with timezone.override(user.tz):
            return get_response(request)

    return middleware
