"""The writer's week by mail: only when asked for, at most once a week, ended with one press."""

from __future__ import annotations

import logging
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from milestones import planning, progress
from milestones.models import Plan
from milestones.planning import Planned

log = logging.getLogger("cmeportfolio.digest")
SALT = "milestones.digest"
MONDAY, FROM_HOUR = 0, 7  # where the writer is
DAYS_BETWEEN = 6


def unsubscribe_path(plan: Plan) -> str:
    return reverse("milestones:unsubscribe", args=[signing.dumps(plan.pk, salt=SALT)])


def plan_of(token: str) -> Plan | None:
    """The plan behind an address from a mail; None for one we did not sign."""
    try:
        return Plan.objects.select_related("owner").filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def send_due(now=None) -> int:
    """Periodic: mail everybody whose Monday morning it is. Returns how many mails went out."""
    now = now or timezone.now()
    sent = 0
    for plan in Plan.objects.to_mail(now.date()).select_related("owner__profile").iterator():
        there = timezone.localtime(now, timezone=plan.owner.tz)
        if there.weekday() == MONDAY and there.hour >= FROM_HOUR and _claim(plan, there.date()):
            sent += _send(plan)
    return sent


def _claim(plan, today) -> bool:
    """One worker gets to send, even when two look at the same minute."""
    free = Q(digest_sent_on=None) | Q(digest_sent_on__lte=today - timedelta(days=DAYS_BETWEEN))
    return bool(Plan.objects.filter(free, pk=plan.pk, sends_digest=True).update(digest_sent_on=today))


def _send(plan) -> int:
    address = EmailAddress.objects.filter(user=plan.owner, verified=True, primary=True).first()
    if address is None:
        return 0
    message = message_for(plan, address.email)
    try:
        return message.send()
    except OSError:
        log.exception("the weekly mail could not be handed over")
        return 0


def message_for(plan: Plan, to: str) -> EmailMessage:
    """The mail, with the headers that make one press end it (RFC 2369, RFC 8058)."""
    planned = planning.laid_out(plan, progress.of(plan.owner))
    away = settings.SITE_URL + unsubscribe_path(plan)
    subject = f"Your week: {planned.focus}" if planned.this_week else "Your plan for this week"
    return EmailMessage(
        subject=subject,
        body=_words(planned, plan.owner.first_name, away),
        to=[to],
        headers={
            "List-Unsubscribe": f"<{away}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def _words(planned: Planned, name: str, away: str) -> str:
    lines = [f"Hello {name}," if name else "Hello,", ""]
    if planned.this_week:
        lines += [f"This week is about: {planned.focus}.", ""]
        lines += [
            f"{'[x]' if state.done else '[ ]'} {state.step.title} ({hours.normalize():f} h)"
            for state, hours in planned.this_week
        ]
    elif planned.ended:
        lines.append("Your plan has come to its end.")
    else:
        lines.append("This week is kept free.")
    if planned.behind:
        count = len(planned.behind)
        are = "steps from weeks before are" if count > 1 else "step from a week before is"
        lines += [
            "",
            f"{count} {are} still open. That is how plans go: do them when you like, or lay the plan out "
            "again from today.",
        ]
    found = planned.progress
    lines += [
        "",
        f"{found.done} of {found.total} steps are done.",
        f"Your plan: {settings.SITE_URL}{reverse('milestones:plan_detail')}",
        "",
        "You asked for this mail. It comes once a week at most.",
        f"End it: {away}",
        "",
    ]
    return "\n".join(lines)
