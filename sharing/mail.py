"""Mails to the writer. Subjects are ours, addresses come from SITE_URL, and what people typed is body text."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from sharing.models import Message, Review, ShareLink


def _send(subject, to, *paragraphs, reply_to=()):
    body = "\n\n".join(part for part in paragraphs if part) + "\n"
    EmailMessage(subject=subject, body=body, to=[to], reply_to=list(reply_to)).send()


def _link(pk):
    return ShareLink.objects.select_related("owner__profile").filter(pk=pk, owner__is_active=True).first()


def message(pk):
    """What a visitor wrote. Answering the mail writes to the visitor."""
    one = Message.objects.select_related("owner", "link").filter(pk=pk, owner__is_active=True).first()
    if one is None or one.place == Message.Place.SPAM:
        return
    signature = f"{one.name}\n{one.email}".strip()
    inbox = f"It is also among your messages: {settings.SITE_URL}{one.get_absolute_url()}"
    if one.kind == Message.Kind.ASK:
        opening = f"Somebody opened your link “{one.link.name if one.link else 'a private link'}”, which has ended, and asks for it again."
        extend = one.link and not one.link.revoked_at
        _send(
            "A reader asks for your link again",
            one.owner.email,
            opening,
            one.text,
            signature,
            f"Open the same address for 30 more days with one press: {_address(one.link)}" if extend else "",
            inbox,
            reply_to=[one.email],
        )
        return
    place = f"your private link “{one.link.name}”" if one.link else "your public page"
    _send(
        "A message from your portfolio",
        one.owner.email,
        one.text,
        signature,
        f"--\nWritten on {place}. Answer this mail to write back.",
        inbox,
        reply_to=[one.email],
    )


def _address(link):
    return settings.SITE_URL + link.get_absolute_url()


def first_opening(pk):
    link = _link(pk)
    if link is None or not link.tell_me:
        return
    _send(
        "Your link was opened",
        link.owner.email,
        f"“{link.name}” was opened for the first time.",
        f"What was read, as far as we can tell: {_address(link)}",
        "You get this mail once for each link. Switch it off in the link's settings.",
    )


def ending(pk):
    """Three days before a link ends that nobody opened."""
    link = _link(pk)
    if link is None or not link.is_live or link.first_opened_at or not link.ends_at:
        return
    _send(
        "A link you made ends soon, unopened",
        link.owner.email,
        f"“{link.name}” ends on {link.ends_on:%B %-d} and has not been opened yet.",
        f"One press keeps the same address open for 30 more days: {_address(link)}",
        f"All your links: {settings.SITE_URL}{reverse('sharing:link_list')}",
    )


def review(pk):
    """A review came back. What it says stays on the site."""
    one = Review.objects.select_related("owner", "sample", "request").filter(pk=pk).first()
    if one is None or not one.owner.is_active:
        return
    _send(
        "A review came back",
        one.owner.email,
        f"{one.request.name} reviewed “{one.sample.title}”.",
        f"Read it and answer: {settings.SITE_URL}{one.request.get_absolute_url()}",
    )


def report(profile_pk, address, reason, email):
    """To the operator: somebody says that a public page should not be public."""
    admin = reverse("admin:accounts_profile_change", args=[profile_pk])
    _send(
        "A page was reported",
        settings.OPERATOR_EMAIL,
        address,
        reason,
        f"Reported by {email}" if email else "No address was given.",
        f"Look at it, and hide it if you must: {settings.SITE_URL}{admin}",
        reply_to=[email] if email else (),
    )
