"""What the reader of a private link may see. The token is the key; its state is asked on every request.

A token nobody was given is 404. One that was given and ended is 410, with whose it was and a way to ask
for it again, and not one byte of a sample.
"""

from datetime import timedelta
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import spend, visitor_address
from portfolio import photos
from portfolio.markdown import as_html
from sharing import link_actions, public, takeaway, unlock
from sharing.access import link_door
from sharing.forms import AskAgainForm, UnlockForm
from sharing.models import LinkState

GUESSES, GUESS_WINDOW = 10, timedelta(minutes=15)


def enter(request, token):
    """The door and what this visitor meets there now."""
    door, state = link_door(token)
    if state is LinkState.LOCKED and unlock.is_unlocked(request, door.link):
        state = LinkState.LIVE
    return door, state


def behind_link(view):
    """The view gets the door, and runs only while the link is open to this visitor."""

    @login_not_required
    @wraps(view)
    def wrapper(request, token, *args, **kwargs):
        door, state = enter(request, token)
        if state is LinkState.LIVE:
            return view(request, door, *args, **kwargs)
        if state is LinkState.LOCKED:
            return _locked(request, door, UnlockForm())
        return _ended(request, door, state, AskAgainForm())

    return wrapper


def _locked(request, door, form):
    response = render(request, "sharing/locked.html", public.frame(door) | _quiet(form), status=403)
    return public.finish(response, door)


def _ended(request, door, state, form):
    context = (
        public.frame(door)
        | _quiet(form)
        | {
            "link": door.link,
            "state": state,
            "may_ask": door.profile.user.email_confirmed,
            "asked": "asked" in request.GET,
        }
    )
    return public.finish(render(request, "sharing/ended.html", context, status=410), door)


def _quiet(form):
    """There is nothing to read here, so nothing is counted, and nothing is said about it."""
    return {"form": form, "beacon_url": "", "photo_url": "", "receipt_line": ""}


@require_safe
@behind_link
def shared(request, door):
    shown = door.samples()
    context = public.frame(door) | {
        "link": door.link,
        "shown": shown,
        "readable_count": sum(not one.described_only for one in shown),
        "may_download": any(one.may_download and one.files for one in shown),
        "intro": as_html(door.collection.intro) if door.collection else "",
        "taken_back": door.taken_back(),
        "take": takeaway.offers(door),
    }
    return public.finish(render(request, "sharing/shared.html", context), door)


@require_safe
@behind_link
def sample(request, door, sample_slug):
    return public.show_sample(request, door, sample_slug)


@require_safe
@behind_link
def picture(request, door, sample_slug, pk, number, width):
    return _unkept(public.send_picture(request, door, sample_slug, pk, number, width))


@require_safe
@behind_link
def file(request, door, sample_slug, pk):
    return _unkept(public.send_file(request, door, sample_slug, pk))


@require_safe
@behind_link
def photo(request, door):
    response = photos.send(request, door.profile)
    if response is None:
        raise Http404
    return _unkept(response)


@require_safe
@behind_link
def social_picture(request, door):
    """Beside the link in mail and chat: the writer and the title; nothing of what is inside."""
    return public.send_social_picture(door, [door.title])


def _unkept(response):
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def contact(request, door):
    response = public.take_message(request, door, request.path)
    response["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@csrf_protect
@require_POST
def unlock_link(request, token):
    """A guess at the password. Ten in a quarter of an hour, whoever guesses; then nobody may."""
    door, state = link_door(token)
    if state is not LinkState.LOCKED:
        return redirect(door.link.public_path)
    spend("link-password", door.link.pk, limit=GUESSES, per=GUESS_WINDOW)
    form = UnlockForm(request.POST)
    if form.is_valid() and door.link.password_fits(form.cleaned_data["password"]):
        return unlock.remember(redirect(door.link.public_path), door.link)
    if not form.errors:
        form.add_error("password", "That is not the password of this link.")
    return _locked(request, door, form)


@login_not_required
@csrf_protect
@require_POST
def ask(request, token):
    """May I have this link again? One message to the writer, however often it is pressed."""
    door, state = enter(request, token)
    if state in {LinkState.LIVE, LinkState.LOCKED} or not door.profile.user.email_confirmed:
        return redirect(door.link.public_path)
    form = AskAgainForm(request.POST)
    if not form.is_valid():
        return _ended(request, door, state, form)
    spend("ask-from", visitor_address(request), limit=30, per=timedelta(hours=1))
    link_actions.ask_again(form, door.link)
    return redirect(reverse("sharing:shared", args=[token], query={"asked": 1}))
