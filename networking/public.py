"""The one page of this app strangers can open: a disclosure card, by its private address.

Nothing about a contact is within reach of this module.
"""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from networking import disclosure
from networking.models import DisclosureCard


@login_not_required
@require_safe
def disclosure_shared(request, token):
    """404 once it ended: the card states no more than it must, also not that it was there."""
    card = get_object_or_404(DisclosureCard.objects.live().select_related("owner__profile"), token=token)
    said = disclosure.statement(card.owner, card)
    for row in said["rows"]:
        row.period = disclosure.period(row)
    profile = card.owner.profile
    context = {
        "said": said,
        "profile": profile,
        "is_demo": card.owner.is_demo,
        "noindex": True,
        "look": profile.theme,
        "accent": profile.accent,
    }
    response = render(request, "networking/disclosure_shared.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
