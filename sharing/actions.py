"""Acts on what strangers may see: the public page and collections. Links are in link_actions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Profile, public_page_changed
from portfolio.actions import note
from sharing import readers
from sharing.models import Collection, CollectionItem, main_collection


def publish_page(*, by):
    """Open the public page. Nothing is on it but what was put there and may be shown."""
    with transaction.atomic():
        Profile.objects.filter(user=by, is_published=False).update(
            is_published=True, published_at=timezone.now()
        )
        main_collection(by)
        public_page_changed(by.pk)


def close_page(*, by):
    """The public page answers 404 from the next request on. Private links are not touched."""
    with transaction.atomic():
        Profile.objects.filter(user=by).update(is_published=False)
        public_page_changed(by.pk)


def add_to(collection, sample, *, by):
    """Put a sample into a collection. Refused, with the reason, when strangers may not have it."""
    if reason := sample.why_not_put_up(private_link=not collection.is_listed):
        raise ValidationError(reason)
    with transaction.atomic():
        top = collection.items.aggregate(top=Max("position"))["top"]
        CollectionItem.objects.get_or_create(
            collection=collection, sample=sample, defaults={"position": 0 if top is None else top + 1}
        )
        note(sample, "Put on show", collection.title)
        public_page_changed(by.pk)


def remove_from(collection, sample, *, by):
    with transaction.atomic():
        if collection.items.filter(sample=sample).delete()[0]:
            note(sample, "Taken off", collection.title)
        public_page_changed(by.pk)


def start_collection(form, reader, *, by):
    """A new collection from a form, with the samples a kind of reader usually asks for, best first."""
    with transaction.atomic():
        collection = form.save()
        for sample in readers.samples_for(reader, by) if reader else []:
            add_to(collection, sample, by=by)
    return collection


def delete_collection(collection, *, by):
    """The selection goes; its samples stay. Its private links end, and keep their receipts."""
    with transaction.atomic():
        collection.share_links.filter(revoked_at=None).update(revoked_at=timezone.now())
        Collection.objects.filter(pk=collection.pk, is_main=False).delete()
        public_page_changed(by.pk)


def name_section(item, section, *, by):
    """A heading above this sample and those after it, or none."""
    item.section = section
    item.save(update_fields=["section"])
    public_page_changed(by.pk)


def put_in_order(place, ids, *, by):
    """`ids` of the items of a collection or link, top first; those not named follow in their old order."""
    with transaction.atomic():
        items = list(place.items.all())
        wanted = {pk: number for number, pk in enumerate(ids)}
        items.sort(key=lambda item: (wanted.get(item.pk, len(wanted)), item.position))
        for number, item in enumerate(items):
            item.position = number
        place.items.model.objects.bulk_update(items, ["position"])
        public_page_changed(by.pk)


def move(place, item, *, by, up):
    """One place up or down: the keyboard's way to order."""
    ids = [i.pk for i in place.items.all()]
    at = ids.index(item.pk)
    to = max(0, at - 1) if up else min(len(ids) - 1, at + 1)
    ids.insert(to, ids.pop(at))
    put_in_order(place, ids, by=by)
