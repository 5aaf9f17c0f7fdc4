"""What the dashboard and the landing page show, gathered in a constant number of queries."""

from django.urls import reverse
from django.utils import timezone

from portfolio.models import Sample, SampleFile
from sharing.models import CollectionItem


def facts(user):
    samples = list(Sample.objects.owned_by(user).kept().with_files()[:60])
    shown = set(
        CollectionItem.objects.filter(collection__owner=user, collection__is_main=True).values_list(
            "sample_id", flat=True
        )
    )
    for sample in samples:
        sample.owner = user
    needing = [(sample, _need(sample)) for sample in samples]
    return {
        "today": timezone.localdate(),
        "profile": user.profile,
        "samples": samples,
        "on_show": sum(sample.pk in shown for sample in samples),
        "any_cleared": any(sample.body_is_cleared for sample in samples),
        "needing": [(sample, need) for sample, need in needing if need][:4],
        "next": next_step(user, samples, shown),
    }


def _need(sample):
    """What a sample waits for from its writer, or ''."""
    if sample.body != Sample.Body.FILES:
        return ""
    for file in sample.current_files:
        if file.stage == SampleFile.Stage.FAILED:
            return file.status_words
        if not file.is_busy and not file.is_cleared:
            return "The share check has something for you to settle"
    return "" if sample.current_files else "It has no file yet"


def next_step(user, samples, shown):
    """The one thing to do next, until the first link is out; then the milestones take over."""
    if not samples:
        return {
            "title": "Add your first sample",
            "text": "Drop a file you wrote, or paste text. It stays private until you press Publish.",
            "url": reverse("portfolio:sample_create"),
            "verb": "Add a sample",
        }
    waiting = next((s for s in samples if _need(s)), None)
    if waiting:
        return {
            "title": f"Settle “{waiting.title}”",
            "text": _need(waiting) + ".",
            "url": waiting.get_absolute_url(),
            "verb": "Open it",
        }
    unshown = next((s for s in samples if s.pk not in shown and not s.why_not_shown()), None)
    if not shown and unshown:
        return {
            "title": f"Publish “{unshown.title}”",
            "text": "It was checked and a clean copy is ready. See it as a stranger will, then press Publish.",
            "url": unshown.get_absolute_url(),
            "verb": "Look at it",
        }
    return None


def example(profile):
    """A fictional person's portfolio for the landing page."""
    from sharing.access import Door
    from sharing.models import main_collection

    shown = Door(profile, collection=main_collection(profile.user)).samples()
    first = next((one for one in shown if one.cover_file), None)
    return {
        "name": profile.signature,
        "url": profile.get_absolute_url(),
        "line": profile.headline,
        "count": len(shown),
        "image": _picture(profile, first),
    }


def _picture(profile, shown):
    if shown is None:
        return None
    file = shown.cover_file
    page = file.pictures[0]
    return {
        "url": reverse(
            "sharing:portfolio_picture", args=[profile.slug, shown.sample.slug, file.pk, page["n"], 640]
        ),
        "w": 640,
        "h": round(640 * page["h"] / page["w"]) if page["w"] else 480,
    }
