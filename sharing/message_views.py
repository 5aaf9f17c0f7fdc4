"""What visitors wrote: inbox, archive, spam. Reading marks by POST: an address that is only looked at changes nothing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sharing.models import Message

PAGE = 50


def _message(request, pk):
    return get_object_or_404(Message.objects.owned_by(request.user).select_related("link"), pk=pk)


@require_safe
def message_list(request):
    place = request.GET.get("in", Message.Place.INBOX)
    if place not in Message.Place.values:
        place = Message.Place.INBOX
    mine = Message.objects.owned_by(request.user)
    return render(
        request,
        "sharing/message_list.html",
        {
            "page": Paginator(mine.filter(place=place).select_related("link"), PAGE).get_page(
                request.GET.get("page")
            ),
            "place": place,
            "places": Message.Place.choices,
            "unread": mine.unread().count(),
            "confirmed": request.user.email_confirmed,
        },
    )


@require_safe
def message_detail(request, pk):
    message = _message(request, pk)
    subject = "Your message" if message.kind == Message.Kind.CONTACT else "The link you asked for"
    return render(
        request,
        "sharing/message_detail.html",
        {
            "message": message,
            "reply_url": f"mailto:{message.email}?{urlencode({'subject': subject}).replace('+', '%20')}",
        },
    )


@require_POST
def message_open(request, pk):
    """From the list: read it, and it counts as read."""
    message = _message(request, pk)
    _change(message, read_at=message.read_at or timezone.now())
    return redirect(message)


@require_POST
def message_unread(request, pk):
    _change(_message(request, pk), read_at=None)
    return redirect("sharing:message_list")


def _put(place, done):
    @require_POST
    def view(request, pk):
        message = _message(request, pk)
        _change(message, place=place, read_at=message.read_at or timezone.now())
        messages.success(request, done)
        return redirect("sharing:message_list")

    return view


message_archive = _put(Message.Place.ARCHIVE, "Archived.")
message_spam = _put(Message.Place.SPAM, "Put with the spam. It is deleted after 30 days.")
message_keep = _put(Message.Place.INBOX, "Back in the inbox.")


@require_http_methods(["GET", "HEAD", "POST"])
def message_delete(request, pk):
    message = _message(request, pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        message.delete()
        messages.success(request, "Deleted.")
        return redirect("sharing:message_list")
    return render(
        request,
        "confirm.html",
        {
            "title": f"Delete the message from {message.sender}?",
            "text": "It cannot be brought back.",
            "verb": "Delete it",
            "cancel_url": reverse("sharing:message_detail", args=[pk]),
        },
    )


def _change(message, **fields):
    for name, value in fields.items():
        setattr(message, name, value)
    message.save(update_fields=list(fields))
