"""What the dashboard and the landing page show, gathered in a constant number of queries."""

from django.urls import reverse

from milestones import progress, rules
from networking import cadence
from networking.models import Contact, DisclosureCard
from portfolio.models import Sample, SampleFile
from sharing import receipts


def facts(user):
    """Everything on the dashboard. The number of queries does not depend on how much the writer has."""
    rows = list(rules.sample_rows(user))
    read = rules.gather(user, samples=rows)
    found = progress.of(user, read, with_added=False)
    progress.remember(user, found)
    samples = read.samples
    needing = [(sample, _need(sample)) for sample in samples]
    return {
        "today": read.today,
        "profile": user.profile,
        "samples": samples,
        "on_show": len(read.shown),
        "any_cleared": any(sample.body_is_cleared for sample in samples),
        "needing": [(sample, need) for sample, need in needing if need][:4],
        "progress": found,
        "next": next_step(samples, found),
        "receipts": receipts.latest(user),
        "follow_ups": follow_ups(user, read.today),
        "disclosure_is_old": DisclosureCard.objects.owned_by(user).outdated(read.today).exists(),
    }


def follow_ups(user, today):
    """The four people whose day comes first, late ones included."""
    contacts = list(Contact.objects.owned_by(user).open().select_related("organization")[:4])
    for contact in contacts:
        contact.owner = user
        contact.due_words = cadence.in_words(contact.next_action_on, today)
        contact.late = contact.is_late(today)
    return contacts


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


def next_step(samples, found):
    """The one thing to do next: until the first link is out what it needs, then the next step of the milestones."""
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
    unshown = next((s for s in samples if not s.on_page and not s.why_not_shown()), None)
    if unshown and not any(s.on_page for s in samples):
        return {
            "title": f"Publish “{unshown.title}”",
            "text": "It was checked and a clean copy is ready. See it as a stranger will, then press Publish.",
            "url": unshown.get_absolute_url(),
            "verb": "Look at it",
        }
    return _milestone_step(found)


def _milestone_step(found):
    """The next open step of the milestones, as the dashboard says it; None when every step is done."""
    if found.next is None:
        return None
    state = found.next
    step = state.step
    missing = f" Still missing: {'; '.join(state.missing)}." if state.missing else ""
    return {
        "from": next(leg.title for leg in found.legs if leg.slug == step.milestone),
        "title": step.title,
        "text": state.reopened or f"Ticks itself with {state.ticks_with}.{missing}",
        "url": reverse("milestones:step_detail", args=[step.milestone, step.slug]),
        "verb": "Open this step",
        "other_url": reverse("milestones:milestone_list"),
        "other_verb": "Choose another step",
        "count": state.have if state.is_counting else 0,
        "of": f"of {state.need}",
        "after": found.next_three[1:],
    }


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
