"""Acts on private links and on what readers write back."""

import hashlib
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.limits import allowed
from accounts.models import User
from sharing import tasks
from sharing.models import LinkItem, LinkState, Message, ShareLink

SUGGESTED_DAYS = 30
LIVE_UNCONFIRMED = 3  # live links of somebody whose address is not confirmed
WARN_BEFORE = timedelta(days=3)
SPAM_DAYS = 30
LIVE_AT_MOST = (
    f"Until your e-mail address is confirmed, {LIVE_UNCONFIRMED} links can be open at once. "
    "Confirm it in the settings, or end one of them."
)


def _may_open_another(owner, *, besides=None):
    """Asked with the owner's row held, so that two requests cannot both be the third."""
    User.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    if owner.email_confirmed:
        return
    if ShareLink.objects.owned_by(owner).live().exclude(pk=besides).count() >= LIVE_UNCONFIRMED:
        raise ValidationError(LIVE_AT_MOST, code="unconfirmed")


def save_link(link, samples, *, by):
    """Keep a new or changed link: a collection, or this list of samples in this order. Same address for life.

    ValidationError with the reason when a sample may not go behind a private link. One that is in it
    already stays, shown or not: what was taken back comes back to the same place.
    """
    inside = set(link.items.values_list("sample_id", flat=True)) if link.pk else set()
    for sample in samples:
        if sample.pk in inside:
            continue
        if reason := sample.why_not_put_up(private_link=True):
            raise ValidationError(f"“{sample.title}” cannot be shared: {reason}", code="not-shown")
    with transaction.atomic():
        if link.is_live:
            _may_open_another(by, besides=link.pk)
        link.save()
        if link.collection_id:
            link.items.all().delete()
        else:
            link.items.exclude(sample__in=samples).delete()
            LinkItem.objects.bulk_create(
                [LinkItem(link=link, sample=sample, position=n) for n, sample in enumerate(samples)],
                update_conflicts=True,
                unique_fields=["link", "sample"],
                update_fields=["position"],
            )
    return link


def resume(link, *, by):
    with transaction.atomic():
        _may_open_another(by, besides=link.pk)
        link.resume()


def extend(link, *, by, days=SUGGESTED_DAYS):
    """The same address, open `days` longer: from today, or from its end when that is still to come."""
    if link.state is LinkState.REVOKED:
        raise ValidationError("This link was ended for good. Make a new one.")
    with transaction.atomic():
        _may_open_another(by, besides=link.pk)
        start = max(by.today(), link.ends_on) if link.ends_at else by.today()
        link.end_on(start + timedelta(days=days))
        link.warned_at = None
        link.save(update_fields=["ends_at", "warned_at"])


# What readers write ---------------------------------------------------------------------------------


def _digest(*parts):
    return hashlib.blake2b("\n".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def receive(form, door):
    """Keep a message and have the worker mail it. What looks automatic is kept apart and mailed to nobody."""
    owner = door.profile.user
    spam = form.looks_automatic
    if spam and not allowed("contact-spam", owner.pk, limit=20, per=timedelta(days=1)):
        return
    data = form.cleaned_data
    _keep(
        Message(
            owner=owner,
            link=door.link,
            name=data["name"],
            email=data["email"],
            text=data["message"],
            place=Message.Place.SPAM if spam else Message.Place.INBOX,
            once=_digest("contact", owner.pk, data["opened"], data["email"], data["message"]),
        )
    )


def ask_again(form, link):
    """A reader wants an ended link back. Ten presses are one message, until the link ends another time."""
    data = form.cleaned_data
    ended = link.revoked_at or link.ends_at or link.paused_at
    once = _digest("ask", link.pk, ended.isoformat(), data["email"].lower())
    if Message.objects.filter(once=once).exists():
        return
    if not allowed("contact-to", link.owner.profile.pk, limit=20, per=timedelta(days=1)):
        return
    _keep(
        Message(
            owner=link.owner,
            link=link,
            kind=Message.Kind.ASK,
            email=data["email"],
            text=data["why"],
            place=Message.Place.SPAM if form.looks_automatic else Message.Place.INBOX,
            once=once,
        )
    )


def _keep(message):
    """Store it unless it is there already; whoever stores it has it mailed."""
    fields = ("owner", "link", "kind", "name", "email", "text", "place")
    with transaction.atomic():
        kept, is_new = Message.objects.get_or_create(
            once=message.once, defaults={name: getattr(message, name) for name in fields}
        )
        if is_new and kept.place == Message.Place.INBOX:
            tasks.mail_message.enqueue(kept.pk)


# Periodic -------------------------------------------------------------------------------------------


def warn_of_endings(now=None):
    """Tell writers of links that end within three days and were never opened. Once for each end date."""
    now = now or timezone.now()
    soon = ShareLink.objects.live(now).filter(
        ends_at__lte=now + WARN_BEFORE, first_opened_at=None, warned_at=None
    )
    told = 0
    for link in soon:
        with transaction.atomic():
            if ShareLink.objects.filter(pk=link.pk, warned_at=None).update(warned_at=now):
                tasks.mail_ending.enqueue(link.pk)
                told += 1
    return told


def forget_spam(now=None):
    """What was set apart as spam a month ago goes for good."""
    before = (now or timezone.now()) - timedelta(days=SPAM_DAYS)
    return Message.objects.filter(place=Message.Place.SPAM, received_at__lt=before).delete()[0]
