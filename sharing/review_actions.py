"""Acts on reviews: ask, send, answer, name."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import public_page_changed
from portfolio.actions import note
from portfolio.models import SampleFile, State
from sharing import tasks
from sharing.models import Review, ReviewComment, ReviewRequest, ReviewState

MOST_OPEN = 20


def why_not_reviewed(sample):
    """A sentence when nobody may be asked, or '': the same rules as for a private link, and a body to read."""
    if reason := sample.why_not_put_up(private_link=True):
        return reason
    return "Only its description may be shown." if sample.standing().state is State.DESCRIBE else ""


def ask(request: ReviewRequest, *, by):
    """ValidationError with the reason when the sample may not be shown to a reviewer."""
    if reason := why_not_reviewed(request.sample):
        raise ValidationError(reason)
    waiting = ReviewRequest.objects.owned_by(by).filter(
        review=None, ended_at=None, ends_at__gt=timezone.now()
    )
    if waiting.count() >= MOST_OPEN:
        raise ValidationError(f"{MOST_OPEN} reviews are open at once. End one of them first.")
    with transaction.atomic():
        request.save()
        note(request.sample, "Review asked for", request.name)
    return request


def keep_draft(request: ReviewRequest, draft: dict):
    """What is typed so far. A review that was sent or ended in the meantime keeps nothing."""
    ReviewRequest.objects.filter(pk=request.pk, ended_at=None, review=None).update(draft=draft)


def send(request: ReviewRequest, form):
    """The review goes to the writer, and the address closes. Sent twice, it is one review."""
    data = form.cleaned_data
    try:
        with transaction.atomic():
            fresh = ReviewRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
            if fresh.state is not ReviewState.OPEN:
                return fresh.sent_review
            review = Review.objects.create(
                request=fresh,
                owner_id=fresh.owner_id,
                sample_id=fresh.sample_id,
                name=" ".join(data["name"].split()),
                may_name=data["may_name"],
                rubric=form.as_rubric(),
                overall=data["overall"],
            )
            ReviewComment.objects.bulk_create(_comments(review, form))
            fresh.draft = {}
            fresh.save(update_fields=["draft"])
            note(fresh.sample, "Review came back", fresh.name)
            tasks.mail_review.enqueue(review.pk)
    except IntegrityError:
        return Review.objects.get(request=request)
    return review


def _comments(review, form):
    known = set(SampleFile.objects.filter(sample=review.sample_id).values_list("pk", flat=True))
    for field, place in form.pages.items():
        text = form.cleaned_data[field].strip()
        if not text:
            continue
        _, file, page = field.split("_") if field != "page_text" else ("", "", "0")
        yield ReviewComment(
            review=review,
            file_id=int(file) if file and int(file) in known else None,
            page=int(page),
            place=place[:60],
            text=text,
        )


def answer(comment: ReviewComment, *, settle: bool | None):
    """Keep what the writer answered; `settle` True or False resolves or reopens, None leaves it."""
    if settle is not None:
        comment.resolved_at = timezone.now() if settle else None
    comment.save(update_fields=["reply", "changed", "resolved_at"])


def show_name(review: Review, *, shown: bool, by):
    """The writer's half of 'Reviewed by'. Without the reviewer's word it shows nothing."""
    with transaction.atomic():
        review.is_shown = shown and review.may_name
        review.save(update_fields=["is_shown"])
        public_page_changed(by.pk)


def let_name(review: Review, *, may: bool):
    """The reviewer's half, given or taken back at any time with the same address."""
    with transaction.atomic():
        review.may_name = may and bool(review.name)
        review.is_shown = review.is_shown and review.may_name
        review.save(update_fields=["may_name", "is_shown"])
        public_page_changed(review.owner_id)
