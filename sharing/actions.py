"""Acts on what strangers may see."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Profile, public_page_changed
from portfolio.actions import note
from sharing.models import CollectionItem, main_collection


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
    if reason := sample.why_not_shown(private_link=not (collection.is_main or collection.is_public)):
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


def put_in_order(collection, ids, *, by):
    """`ids` of the collection's items, top first; those not named follow in their old order."""
    with transaction.atomic():
        items = list(collection.items.all())
        wanted = {pk: place for place, pk in enumerate(ids)}
        items.sort(key=lambda item: (wanted.get(item.pk, len(wanted)), item.position))
        for place, item in enumerate(items):
            item.position = place
        CollectionItem.objects.bulk_update(items, ["position"])
        public_page_changed(by.pk)


def move(collection, item, *, by, up):
    """One place up or down: the keyboard's way to order."""
    ids = [i.pk for i in collection.items.all()]
    at = ids.index(item.pk)
    to = max(0, at - 1) if up else min(len(ids) - 1, at + 1)
    ids.insert(to, ids.pop(at))
    put_in_order(collection, ids, by=by)
