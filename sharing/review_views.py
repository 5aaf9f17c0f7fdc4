"""The writer's side of reviews: ask for one, read what came back, answer, say who reviewed it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portfolio.models import Sample
from sharing import review_actions, rubric
from sharing.models import Review, ReviewComment, ReviewRequest
from sharing.review_forms import AnswerForm, AskForReviewForm, ReplyForm


@require_safe
def review_list(request):
    requests = ReviewRequest.objects.owned_by(request.user).select_related("sample", "review")[:200]
    for asked in requests:
        asked.owner = request.user
    return render(request, "sharing/review_list.html", {"requests": requests})


@require_http_methods(["GET", "HEAD", "POST"])
def review_create(request, pk):
    sample = get_object_or_404(Sample.objects.owned_by(request.user).kept().with_files(), pk=pk)
    sample.owner = request.user
    asked = ReviewRequest(owner=request.user, sample=sample)
    form = AskForReviewForm(instance=asked, owner=request.user)
    if request.method == "POST":
        form = AskForReviewForm(request.POST, instance=asked, owner=request.user)
        if form.is_valid():
            asked.end_on(form.cleaned_data["ends_on"])
            try:
                review_actions.ask(asked, by=request.user)
                messages.success(request, "The address is ready. Send it yourself.")
                return redirect(asked)
            except ValidationError as problem:
                form.add_error(None, problem)
    context = {
        "sample": sample,
        "form": form,
        "reason": review_actions.why_not_reviewed(sample),
        "points": rubric.points(sample.deliverable, request.user.profile.health),
    }
    return render(request, "sharing/review_create.html", context, status=422 if form.errors else 200)


def _asked(request, pk):
    requests = ReviewRequest.objects.owned_by(request.user).select_related("sample", "review", "owner")
    return get_object_or_404(requests, pk=pk)


def _came_back(request, pk):
    return get_object_or_404(Review.objects.owned_by(request.user).select_related("request"), request=pk)


@require_safe
def review_detail(request, pk):
    asked = _asked(request, pk)
    review = asked.sent_review
    comments = []
    if review is not None:
        if review.read_at is None:
            Review.objects.filter(pk=review.pk, read_at=None).update(read_at=timezone.now())
        comments = list(review.comments.select_related("file"))
        for comment in comments:
            comment.form = AnswerForm(instance=comment, auto_id=f"id_%s_{comment.pk}")
    return render(
        request,
        "sharing/review_detail.html",
        {
            "asked": asked,
            "state": str(asked.state),
            "review": review,
            "comments": comments,
            "rubric": [
                (row["about"], row["level"], rubric.level_name(row["level"]), row["note"])
                for row in (review.rubric if review else [])
            ],
            "open_comments": sum(comment.resolved_at is None for comment in comments),
            "reply_form": ReplyForm(initial={"reply": review.reply}) if review else None,
        },
    )


@require_POST
def review_end(request, pk):
    asked = _asked(request, pk)
    if asked.sent_review is None:
        asked.end()
        messages.success(request, "The address is closed.")
    return redirect(asked)


@require_POST
def review_reply(request, pk):
    review = _came_back(request, pk)
    form = ReplyForm(request.POST)
    if form.is_valid():
        review.reply = form.cleaned_data["reply"]
        review.save(update_fields=["reply"])
        messages.success(request, "Kept. The reviewer reads it at the same address.")
    return redirect(review.request)


@require_POST
def review_answer(request, pk, comment):
    review = _came_back(request, pk)
    comment = get_object_or_404(ReviewComment.objects.owned_by(request.user), pk=comment, review=review)
    form = AnswerForm(request.POST, instance=comment)
    if form.is_valid():
        settle = {"yes": True, "no": False}.get(request.POST.get("settled"))
        review_actions.answer(form.save(commit=False), settle=settle)
    else:
        messages.error(request, "That answer is too long to keep.")
    return redirect(f"{review.request.get_absolute_url()}#comment-{comment.pk}")


@require_POST
def review_show(request, pk):
    review = _came_back(request, pk)
    review_actions.show_name(review, shown=request.POST.get("shown") == "yes", by=request.user)
    return redirect(review.request)
