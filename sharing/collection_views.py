"""Selections of samples: make, order, divide, look at them as the reader will."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portfolio.models import Sample
from sharing import actions, public, readers
from sharing.access import Door
from sharing.forms import CollectionForm, SectionForm, StartCollectionForm
from sharing.models import Collection, main_collection

read_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _collection(request, pk):
    collection = get_object_or_404(Collection.objects.owned_by(request.user), pk=pk)
    collection.owner = request.user
    return collection


def order_said(request):
    """The ids static/js/order.js sends, top first; what is no id is left out."""
    sent = request.POST.getlist("order")[:1000]
    return [int(value) for value in sent if value.isdecimal() and value.isascii() and len(value) < 19]


@require_safe
def collection_list(request):
    main_collection(request.user)
    collections = Collection.objects.owned_by(request.user).with_items().prefetch_related("share_links")
    return render(
        request, "sharing/collection_list.html", {"collections": collections, "profile": request.user.profile}
    )


@read_or_post
def collection_create(request):
    form = StartCollectionForm(owner=request.user)
    if request.method == "POST":
        form = StartCollectionForm(request.POST, owner=request.user)
        if form.is_valid():
            collection = actions.start_collection(form, form.chosen, by=request.user)
            count = collection.items.count()
            if count:
                messages.success(request, f"Made, with {count} sample{'s' if count > 1 else ''} that fit.")
            elif form.chosen:
                messages.info(request, "Made. None of your samples fits it yet.")
            else:
                messages.success(request, "Made. Now put samples into it.")
            return redirect(collection)
    return render(
        request,
        "sharing/collection_create.html",
        {"form": form, "templates": readers.TEMPLATES},
        status=422 if form.errors else 200,
    )


@read_or_post
def collection_detail(request, pk):
    collection = _collection(request, pk)
    form = CollectionForm(instance=collection, owner=request.user)
    if request.method == "POST":
        form = CollectionForm(request.POST, instance=_collection(request, pk), owner=request.user)
        if form.is_valid():
            form.save()
            actions.public_page_changed(request.user.pk)
            messages.success(request, "Saved.")
            return redirect(collection)
    items = list(
        collection.items.filter(sample__deleted_at=None)
        .select_related("sample")
        .prefetch_related("sample__files", "sample__permissions")
    )
    private = not collection.is_listed
    rows = []
    for item in items:
        item.sample.owner = request.user
        rows.append((item, item.sample.why_not_shown(private_link=private)))
    inside = {item.sample_id for item in items}
    others = list(Sample.objects.owned_by(request.user).kept().exclude(pk__in=inside).with_files())
    for sample in others:
        sample.owner = request.user
    return render(
        request,
        "sharing/collection_detail.html",
        {
            "collection": collection,
            "form": form,
            "rows": rows,
            "others": [(sample, sample.why_not_shown(private_link=private)) for sample in others],
            "links": collection.share_links.all(),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def collection_add(request, pk):
    """Put samples in; each one that may not be shown there is refused with its reason."""
    collection = _collection(request, pk)
    wanted = [
        value for value in request.POST.getlist("sample")[:200] if value.isdecimal() and len(value) < 19
    ]
    samples = Sample.objects.owned_by(request.user).kept().filter(pk__in=wanted)
    for sample in samples:
        sample.owner = request.user
        try:
            actions.add_to(collection, sample, by=request.user)
        except ValidationError as problem:
            messages.error(request, f"“{sample.title}” was not added. {problem.messages[0]}")
    if not samples:
        messages.error(request, "Choose at least one sample.")
    return redirect(collection)


@require_POST
def collection_remove(request, pk, item):
    collection = _collection(request, pk)
    item = get_object_or_404(collection.items.select_related("sample"), pk=item)
    actions.remove_from(collection, item.sample, by=request.user)
    messages.success(request, f"“{item.sample.title}” is out of this collection.")
    return redirect(collection)


@require_POST
def collection_order(request, pk):
    actions.put_in_order(_collection(request, pk), order_said(request), by=request.user)
    return HttpResponse(status=204)


@require_POST
def collection_move(request, pk, item):
    collection = _collection(request, pk)
    item = get_object_or_404(collection.items, pk=item)
    actions.move(collection, item, by=request.user, up=request.POST.get("move") == "up")
    return redirect(collection)


@require_POST
def collection_section(request, pk, item):
    collection = _collection(request, pk)
    item = get_object_or_404(collection.items, pk=item)
    form = SectionForm(request.POST)
    if form.is_valid():
        actions.name_section(item, form.cleaned_data["section"], by=request.user)
    else:
        messages.error(request, "A section name has at most 60 characters.")
    return redirect(collection)


@read_or_post
def collection_delete(request, pk):
    collection = get_object_or_404(Collection.objects.owned_by(request.user), pk=pk, is_main=False)
    if request.method == "POST" and request.POST.get("confirmed"):
        actions.delete_collection(collection, by=request.user)
        messages.success(request, f"“{collection.title}” is deleted. Its samples are where they were.")
        return redirect("sharing:collection_list")
    open_links = [link.name for link in collection.share_links.all() if link.is_live]
    said = "Its samples stay. "
    if open_links:
        said += f"These private links end now: {', '.join(open_links)}. Their receipts stay."
    else:
        said += "No private link opens it."
    return render(
        request,
        "confirm.html",
        {
            "title": f"Delete “{collection.title}”?",
            "text": said,
            "verb": "Delete the collection",
            "cancel_url": collection.get_absolute_url(),
        },
    )


@require_safe
def collection_preview(request, pk):
    """What the reader gets, before anybody gets it."""
    return public.show_portfolio(request, _preview(request, pk))


@require_safe
def preview_sample(request, pk, sample_slug):
    return public.show_sample(request, _preview(request, pk), sample_slug)


def _preview(request, pk):
    return Door(request.user.profile, collection=_collection(request, pk), preview=True)
