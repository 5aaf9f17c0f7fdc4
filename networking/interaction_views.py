"""What was said to somebody: noted, put right, and the one press that says it was done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from networking import actions
from networking.forms import InteractionForm
from networking.models import Interaction
from networking.views import contact_of, known, next_words, read_or_post


@read_or_post
def interaction_create(request, pk):
    contact = contact_of(request, pk)
    last = contact.interactions.first()
    initial = {"channel": last.channel if last else "email", "purpose": "follow-up" if last else "introduce"}
    form = InteractionForm(instance=Interaction(contact=contact), owner=request.user, initial=initial)
    if request.method == "POST":
        form = InteractionForm(request.POST, instance=Interaction(contact=contact), owner=request.user)
        if form.is_valid():

            def make():
                interaction = form.save(commit=False)
                actions.record(interaction, by=request.user)
                return interaction

            actions.once(contact.interactions.all(), form.cleaned_data["form_key"], make)
            messages.success(request, next_words(contact_of(request, pk), request.user))
            return redirect(contact)
    return _interaction_page(request, form, contact)


def _interaction_page(request, form, contact, **context):
    return render(
        request,
        "networking/interaction_form.html",
        {"form": form, "contact": contact, **context},
        status=422 if form.errors else 200,
    )


@read_or_post
def interaction_edit(request, pk):
    interaction = get_object_or_404(
        Interaction.objects.owned_by(request.user).select_related("contact__organization"), pk=pk
    )
    contact = known(interaction.contact, request.user)
    form = InteractionForm(instance=interaction, owner=request.user)
    if request.method == "POST":
        form = InteractionForm(request.POST, instance=interaction, owner=request.user)
        if form.is_valid():
            actions.amend(form.save(commit=False))
            messages.success(request, "Saved.")
            return redirect(contact)
    return _interaction_page(request, form, contact, interaction=interaction)


@require_POST
def interaction_delete(request, pk):
    interaction = get_object_or_404(
        Interaction.objects.owned_by(request.user).select_related("contact__organization"), pk=pk
    )
    contact = interaction.contact
    if not request.POST.get("confirmed"):
        return render(
            request,
            "confirm.html",
            {
                "title": "Delete this entry?",
                "text": "What was noted goes. The contact and the link stay.",
                "verb": "Delete it",
                "cancel_url": contact.get_absolute_url(),
            },
        )
    interaction.delete()
    messages.success(request, "Deleted.")
    return redirect(contact)


@require_POST
def contact_wrote(request, pk):
    """One press: I wrote to them, today."""
    contact = contact_of(request, pk)
    try:
        interaction, _ = actions.wrote(contact, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(contact)
    messages.success(request, f"{interaction.channel_name} today. {next_words(contact, request.user)}")
    if request.POST.get("then") == "today":
        return redirect("networking:contact_today")
    return redirect(contact)
