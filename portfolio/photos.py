"""The writer's photo: re-encoded, square, nothing hidden in it."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from accounts.models import public_page_changed
from documents import limits, work
from documents.report import Unreadable
from portfolio import storage
from portfolio.files import clean_name, download, scratch

LARGEST = 15 * 1024 * 1024
TOO_LARGE = "Choose a photo of at most 15 MB."


def keep(upload, *, profile):
    """Take a photo in. ValidationError with a sentence when it is not a picture we can read."""
    name = clean_name(upload.name)
    if upload.size > LARGEST:
        raise ValidationError(TOO_LARGE)
    try:
        kind = limits.run(work.identify, upload.temporary_file_path(), name)
        if not kind.is_image:
            raise ValidationError("Choose a picture: JPEG, PNG or WebP.")
        with scratch() as folder:
            square = folder / "photo.webp"
            limits.run(work.square_photo, upload.temporary_file_path(), str(square))
            with square.open("rb") as source:
                stored = storage.derived().save(storage.random_name("photos", ".webp"), File(source))
    except Unreadable as problem:
        raise ValidationError(problem.sentence) from None
    _put(profile, stored)


def remove(profile):
    _put(profile, "")


def _put(profile, stored):
    old = profile.photo
    with transaction.atomic():
        profile.photo = stored
        profile.save(update_fields=["photo"])
        public_page_changed(profile.user_id)
        if old:
            transaction.on_commit(lambda: storage.derived().delete(old))


def send(request, profile):
    """The photo as a response, or None when there is none."""
    if not profile.photo:
        return None
    return download(
        request,
        storage.derived(),
        profile.photo,
        content_type="image/webp",
        etag=profile.photo[-37:-5],
        inline=True,
    )
