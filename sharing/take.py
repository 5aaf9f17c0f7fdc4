"""What a visitor may take along: PDFs, a contact card, pictures for chat programs. Through a door, like all else."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.limits import spend, visitor_address
from portfolio import files, storage
from sharing import public, takeaway
from sharing.access import EVERY, Door, public_door, readable_by
from sharing.models import Collection
from sharing.shared import behind_link


def _send(request, door, make, called):
    """Asked on every request: may it be taken, and what is in it. Nothing is sent that was made for another answer."""
    shown = door.samples(reading=EVERY) if takeaway.may_be_taken(door) else []
    if not shown:
        raise Http404
    spend("pdf", visitor_address(request), limit=60, per=timedelta(hours=1))
    name = make(door, shown)
    return files.download(
        request,
        storage.derived(),
        name,
        as_name=f"{door.profile.slug}-{called}.pdf",
        content_type="application/pdf",
        etag=name.rpartition("/")[2].removesuffix(".pdf"),
    )


@login_not_required
@require_safe
def portfolio_pdf(request, slug):
    return _send(request, public_door(slug), takeaway.portfolio_pdf, "portfolio")


@login_not_required
@require_safe
def collection_pdf(request, slug, collection_slug):
    door = public_door(slug, collection_slug)
    return _send(request, door, takeaway.portfolio_pdf, door.collection.slug)


@login_not_required
@require_safe
def one_page_pdf(request, slug):
    return _send(request, public_door(slug), takeaway.one_page_pdf, "one-page")


@require_safe
@behind_link
def shared_pdf(request, door):
    response = _send(request, door, takeaway.portfolio_pdf, "samples")
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _own_door(request, pk):
    collection = get_object_or_404(Collection.objects.owned_by(request.user), pk=pk)
    return Door(request.user.profile, collection=collection, preview=True)


@require_safe
def own_pdf(request, pk):
    """For the writer: what the reader gets, with pages of every sample inside."""
    return _send(request, _own_door(request, pk), takeaway.portfolio_pdf, "portfolio")


@require_safe
def own_one_page(request, pk):
    return _send(request, _own_door(request, pk), takeaway.one_page_pdf, "one-page")


@login_not_required
@require_safe
def contact_card(request, slug):
    door = public_door(slug)
    response = HttpResponse(takeaway.contact_card(door), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{door.profile.slug}.vcf"'
    return public.finish(response, door)


@login_not_required
@require_safe
def sample_social_picture(request, slug, sample_slug, collection_slug=None):
    """Beside the link to one sample in mail and chat: its title, its writer, its first page."""
    door = public_door(slug, collection_slug)
    shown, _ = readable_by(door, sample_slug)
    return public.send_sample_picture(door, shown)
