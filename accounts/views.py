"""The writer's own settings."""

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

import vocabularies as words
from accounts.forms import (
    AddressForm,
    BackgroundForm,
    CloseAccountForm,
    LookForm,
    ProfileForm,
    TimeZoneForm,
)
from accounts.models import Profile, public_page_changed

read_or_post = require_http_methods(["GET", "HEAD", "POST"])


@read_or_post
def welcome(request):
    """Who are you? One press; it sets the wording. Can be skipped."""
    if request.method == "POST":
        form = BackgroundForm(request.POST)
        if form.is_valid():
            form.save(request.user.profile)
            public_page_changed(request.user.pk)
        return redirect("portfolio:sample_create")
    return render(request, "accounts/welcome.html", {"backgrounds": words.BACKGROUNDS})


@require_safe
def settings_page(request):
    return render(
        request,
        "accounts/settings.html",
        {
            "profile": request.user.profile,
            "addresses": EmailAddress.objects.filter(user=request.user),
            "missing": _missing(request.user.profile),
        },
    )


def _missing(profile):
    """What a hiring manager would look for and not find, most wanted first."""
    wanted = [
        ("headline", "a headline"),
        ("credentials", "your credentials"),
        ("areas", "your fields"),
        ("audiences", "whom you write for"),
        ("deliverables", "what you offer"),
        ("bio", "a few lines about you"),
        ("photo", "a photo"),
    ]
    return [label for name, label in wanted if not getattr(profile, name)]


def _own_profile(request):
    """A copy to edit: what the masthead prints stays as it is saved, whatever the form holds."""
    return Profile.objects.get(user=request.user)


def _edit(request, form_class, instance, template, done, **context):
    form = form_class(instance=instance)
    if request.method == "POST":
        form = form_class(request.POST, instance=instance)
        if form.is_valid():
            with transaction.atomic():
                form.save()
                public_page_changed(request.user.pk)
            messages.success(request, done)
            return redirect("accounts:settings")
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


@read_or_post
def profile_edit(request):
    return _edit(request, ProfileForm, _own_profile(request), "accounts/profile_edit.html", "Profile saved.")


@read_or_post
def address_edit(request):
    return _edit(
        request,
        AddressForm,
        _own_profile(request),
        "accounts/address_edit.html",
        "Address saved. Old addresses lead to the new one.",
        former=request.user.profile.former_addresses.order_by("-given_up_at"),
    )


@read_or_post
def look_edit(request):
    return _edit(request, LookForm, _own_profile(request), "accounts/look_edit.html", "Look saved.")


@read_or_post
def time_zone_edit(request):
    return _edit(request, TimeZoneForm, request.user, "accounts/time_zone_edit.html", "Time zone saved.")


@read_or_post
@reauthentication_required
def close(request):
    """Close the account: says what will vanish, asks for the password again, then it is gone."""
    form = CloseAccountForm(user=request.user)
    if request.method == "POST":
        form = CloseAccountForm(request.POST, user=request.user)
        if form.is_valid():
            logout(request)
            with transaction.atomic():
                form.close()
            messages.success(request, "Your account is closed and everything in it is deleted.")
            response = redirect(reverse("home"))
            response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
            return response
    counts = {
        "samples": request.user.samples.count(),
        "collections": request.user.collections.count(),
        "links": request.user.share_links.count(),
    }
    return render(
        request, "accounts/close.html", {"form": form, "counts": counts}, status=422 if form.errors else 200
    )
