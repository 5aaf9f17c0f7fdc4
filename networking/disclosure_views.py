"""The writer's list of financial relationships, and the card made of it."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from networking import disclosure as card_words
from networking.forms import DATE
from networking.models import DisclosureCard, Relationship
from networking.models.disclosure import REVIEW_DAYS, SHARED_DAYS, WINDOW_MONTHS
from networking.views import read_or_post
from portfolio.forms import OwnedModelForm
from portfolio.models import new_token


class RelationshipForm(OwnedModelForm):
    class Meta:
        model = Relationship
        fields = ["company", "nature", "detail", "started_on", "ended_on"]
        labels = {"nature": "Kind of relationship"}
        help_texts = {
            "company": "It makes or sells what patients or animals are given.",
            "detail": "Amounts are not asked for, and need not be named.",
            "ended_on": "Leave it empty while it lasts.",
        }
        widgets = {"started_on": DATE, "ended_on": DATE}

    def clean_company(self):
        return " ".join(self.cleaned_data["company"].split())

    def _not_to_come(self, name):
        day = self.cleaned_data[name]
        if day and not 1950 <= day.year <= self.owner.today().year:
            raise ValidationError("Check the year.")
        if day and day > self.owner.today():
            raise ValidationError("This day is still to come.")
        return day

    def clean_started_on(self):
        return self._not_to_come("started_on")

    def clean_ended_on(self):
        return self._not_to_come("ended_on")


def card_of(user):
    """The writer's card; one that was never kept says nothing yet."""
    return DisclosureCard.objects.owned_by(user).first() or DisclosureCard(owner=user)


@require_safe
def disclosure(request):
    card = card_of(request.user)
    said = card_words.statement(request.user, card)
    due = card.review_due_on()
    for row in said["rows"]:
        row.period = card_words.period(row)
    past = list(Relationship.objects.owned_by(request.user).past(request.user.today()))
    for row in past:
        row.period = card_words.period(row)
    return render(
        request,
        "networking/disclosure.html",
        {
            "card": card,
            "said": said,
            "past": past,
            "review_on": due,
            "review_now": due is None or due <= request.user.today(),
            "months": WINDOW_MONTHS,
            "shared_days": SHARED_DAYS,
            "review_months": round(REVIEW_DAYS / 30.4),
        },
    )


def _save(request, form, relationship):
    if request.method == "POST" and form.is_valid():
        form.save()
        _unconfirm(request.user)
        messages.success(request, "Saved. Look the card over and confirm it.")
        return redirect("networking:disclosure")
    return render(
        request,
        "networking/relationship_form.html",
        {"form": form, "relationship": relationship},
        status=422 if form.errors else 200,
    )


def _unconfirm(user):
    """A list that changed is a list nobody has confirmed."""
    DisclosureCard.objects.owned_by(user).update(reviewed_on=None)


@read_or_post
def relationship_create(request):
    form = RelationshipForm(request.POST if request.method == "POST" else None, owner=request.user)
    return _save(request, form, None)


def _relationship(request, pk):
    return get_object_or_404(Relationship.objects.owned_by(request.user), pk=pk)


@read_or_post
def relationship_edit(request, pk):
    relationship = _relationship(request, pk)
    data = request.POST if request.method == "POST" else None
    form = RelationshipForm(data, instance=relationship, owner=request.user)
    return _save(request, form, _relationship(request, pk))


@require_POST
def relationship_delete(request, pk):
    relationship = _relationship(request, pk)
    if not request.POST.get("confirmed"):
        return render(
            request,
            "confirm.html",
            {
                "title": f"Delete “{relationship.company}”?",
                "text": "Only if it was a mistake. A relationship that is over should get an end date instead.",
                "verb": "Delete it",
                "cancel_url": relationship.get_absolute_url(),
            },
        )
    relationship.delete()
    _unconfirm(request.user)
    messages.success(request, f"“{relationship.company}” is deleted.")
    return redirect("networking:disclosure")


@require_POST
def disclosure_confirm(request):
    """'This list is complete, as of today.' With an empty list: nothing to disclose."""
    card = card_of(request.user)
    card.reviewed_on = request.user.today()
    card.save()
    messages.success(request, "Confirmed as of today.")
    return redirect("networking:disclosure")


@require_POST
def disclosure_share(request):
    """A private address for the card, for 30 days. Pressed again: the same address, 30 days from now."""
    card = card_of(request.user)
    if card.reviewed_on is None:
        messages.error(request, "Confirm the list first: the reader sees the date.")
        return redirect("networking:disclosure")
    card.token = card.token if card.is_shared else new_token()
    card.ends_at = timezone.now() + timedelta(days=SHARED_DAYS)
    card.save(update_fields=["token", "ends_at"])
    messages.success(request, f"Whoever has the address can read the card for {SHARED_DAYS} days.")
    return redirect("networking:disclosure")


@require_POST
def disclosure_stop(request):
    DisclosureCard.objects.owned_by(request.user).update(token=None, ends_at=None)
    messages.success(request, "The address no longer opens.")
    return redirect("networking:disclosure")


@require_safe
def disclosure_pdf(request):
    said = card_words.statement(request.user, card_of(request.user))
    return HttpResponse(
        card_words.as_pdf(said),
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="disclosure.pdf"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
