"""Sharing with a contact, letters, and answers to the questions people who hire like to ask."""

from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

import vocabularies as words
from networking import actions, catalogue, letters, receipts
from networking.letter_forms import DrillForm, LetterForm, ShareForm, TemplateForm
from networking.models import DrillAnswer, Letter, LetterTemplate
from networking.views import contact_of, next_words, read_or_post
from sharing import suggest

FIRST_SHOWN = 8
MAX_TEMPLATES = 100


# Share --------------------------------------------------------------------------------------------------


@read_or_post
def contact_share(request, pk):
    """Samples that fit this contact, in an order, behind a link of their own; noted in the same act."""
    contact = contact_of(request, pk)
    if not contact.may_be_written_to:
        messages.error(
            request, actions.LEFT_ALONE if contact.do_not_contact else f"{contact} is in the archive."
        )
        return redirect(contact)
    showable = suggest.showable(request.user)
    picks = actions.picks_of(contact)
    last = contact.interactions.outgoing().first()
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        owner=request.user,
        ranked=suggest.rank(showable, picks),
        initial={"channel": last.channel if last else "email"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            link = actions.share(contact, form.samples, by=request.user, **_link_fields(form))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, f"The link is ready to copy. {next_words(contact, request.user)}")
            return redirect(reverse("networking:contact_detail", args=[pk]) + f"?new={link.pk}#links")
    rows = form.rows
    return render(
        request,
        "networking/contact_share.html",
        {
            "contact": contact,
            "form": form,
            "first": rows[:FIRST_SHOWN],
            "rest": rows[FIRST_SHOWN:],
            "gaps": [
                words.label(words.DELIVERABLES, slug, request.user.profile.health)
                for slug in suggest.gaps(showable, picks)
            ],
            "earlier": receipts.of_contact(contact, request.user)[:3],
        },
        status=422 if form.errors else 200,
    )


def _link_fields(form):
    return {
        name: form.cleaned_data[name] for name in ("note", "ends_on", "channel", "allow_downloads", "tell_me")
    }


# Templates ----------------------------------------------------------------------------------------------


@require_safe
def letter_list(request):
    mine = LetterTemplate.objects.owned_by(request.user).order_by(Lower("name"))
    drafts = Letter.objects.owned_by(request.user).unsent().select_related("contact__organization")[:50]
    for draft in drafts:
        draft.contact.owner = request.user
    return render(
        request,
        "networking/letter_list.html",
        {
            "templates": mine,
            "starting_points": letters.starting_points(request.user.profile.health),
            "drafts": drafts,
            "ethics": catalogue.ETHICS,
            "ethics_intro": catalogue.ETHICS_INTRO,
        },
    )


def _template(request, pk):
    return get_object_or_404(LetterTemplate.objects.owned_by(request.user), pk=pk)


def _save_template(request, form, template):
    if request.method == "POST" and form.is_valid():
        if template is None and LetterTemplate.objects.owned_by(request.user).count() >= MAX_TEMPLATES:
            form.add_error(None, f"{MAX_TEMPLATES} templates are the most. Delete one first.")
        else:
            form.save()
            messages.success(request, "Saved.")
            return redirect("networking:letter_list")
    return render(
        request,
        "networking/template_form.html",
        {
            "form": form,
            "template": template,
            "fields": list(catalogue.MESSAGE_FIELDS.items()),
            "questions": _questions(request),
        },
        status=422 if form.errors else 200,
    )


def _questions(request):
    health = request.user.profile.health
    return [question.said(health) for question in catalogue.QUESTIONS]


@read_or_post
def template_create(request):
    initial = {}
    if slug := request.GET.get("from", ""):
        try:
            start = letters.starting_point(slug, request.user.profile.health)
        except KeyError:
            raise Http404 from None
        initial = {
            "name": start.name,
            "purpose": start.purpose,
            "subject": start.subject,
            "body": start.body.strip(),
        }
    form = TemplateForm(
        request.POST if request.method == "POST" else None, owner=request.user, initial=initial
    )
    return _save_template(request, form, None)


@read_or_post
def template_edit(request, pk):
    template = _template(request, pk)
    form = TemplateForm(
        request.POST if request.method == "POST" else None, instance=template, owner=request.user
    )
    return _save_template(request, form, _template(request, pk))


@require_POST
def template_delete(request, pk):
    template = _template(request, pk)
    if not request.POST.get("confirmed"):
        return render(
            request,
            "confirm.html",
            {
                "title": f"Delete “{template.name}”?",
                "text": "Letters that began with it stay as they are.",
                "verb": "Delete it",
                "cancel_url": template.get_absolute_url(),
            },
        )
    template.delete()
    messages.success(request, f"“{template.name}” is gone.")
    return redirect("networking:letter_list")


# Letters ------------------------------------------------------------------------------------------------


@read_or_post
def letter_create(request, pk):
    """Choose what to start from; the draft is made when it is chosen."""
    contact = contact_of(request, pk)
    if not contact.may_be_written_to:
        messages.error(
            request, actions.LEFT_ALONE if contact.do_not_contact else f"{contact} is in the archive."
        )
        return redirect(contact)
    if request.method == "POST":
        start = _chosen_start(request)
        if start is None:
            messages.error(request, "Choose what to start from.")
            return redirect("networking:letter_create", pk)
        letter = Letter(
            contact=contact,
            name=start.name[:80],
            purpose=start.purpose,
            subject=start.subject,
            body=start.body.strip(),
            share_link=receipts.links_of(contact).live().first(),
        )
        letter.save()
        return redirect(letter)
    suited = letters.suited_to(contact)
    points = letters.starting_points(request.user.profile.health)
    points.sort(key=lambda message: message.purpose != suited)
    mine = sorted(LetterTemplate.objects.owned_by(request.user), key=lambda one: one.purpose != suited)
    return render(
        request,
        "networking/letter_create.html",
        {"contact": contact, "templates": mine, "starting_points": points, "suited": suited},
    )


def _chosen_start(request):
    kind, _, which = request.POST.get("start", "").partition(":")
    if kind == "mine" and which.isdecimal() and len(which) < 19:
        return LetterTemplate.objects.owned_by(request.user).filter(pk=which).first()
    try:
        return letters.starting_point(which, request.user.profile.health) if kind == "site" else None
    except KeyError:
        return None


def _letter(request, pk):
    mine = Letter.objects.owned_by(request.user).select_related(
        "contact__organization", "share_link__collection"
    )
    letter = get_object_or_404(mine, pk=pk)
    letter.contact.owner = request.user
    if letter.share_link_id:
        letter.share_link.owner = request.user
    return letter


@read_or_post
def letter_detail(request, pk):
    letter = _letter(request, pk)
    if letter.is_sent:
        return render(request, "networking/letter_sent.html", {"letter": letter, "contact": letter.contact})
    form = LetterForm(instance=letter, owner=request.user)
    if request.method == "POST":
        form = LetterForm(request.POST, instance=letter, owner=request.user)
        if form.is_valid():
            form.save()
            return redirect(reverse("networking:letter_detail", args=[pk]) + "#out")
    fresh = _letter(request, pk)
    draft = letters.draft(fresh, request.user)
    low, high = letters.WORDS
    return render(
        request,
        "networking/letter_detail.html",
        {
            "letter": fresh,
            "contact": fresh.contact,
            "form": form,
            "draft": draft,
            "is_long": fresh.purpose in {"introduce", "follow-up"} and draft.word_count > high,
            "low": low,
            "high": high,
            "mailto": _mailto(fresh.contact, draft),
            "questions": _answered(request),
            "fields": list(catalogue.MESSAGE_FIELDS.items()),
        },
        status=422 if form.errors else 200,
    )


def _answered(request):
    """(field, question) for answers that can be pulled into a letter."""
    slugs = set(DrillAnswer.objects.owned_by(request.user).answered().values_list("question", flat=True))
    return [(f"{{{letters.ANSWER}{q.slug}}}", q.name) for q in _questions(request) if q.slug in slugs]


def _mailto(contact, draft):
    """Opens the writer's own mail program with the letter in it. They press send, not us."""
    if not (contact.email and draft.is_ready):
        return ""
    return f"mailto:{quote(contact.email)}?subject={quote(draft.subject)}&body={quote(draft.body)}"


@require_POST
def letter_sent(request, pk):
    """The writer sent it: the words are kept as they went out, and the exchange is noted."""
    letter = _letter(request, pk)
    if letter.is_sent:
        return redirect(letter.contact)
    try:
        actions.letter_went_out(letter, by=request.user)
    except ValidationError as problem:
        messages.error(request, "Not noted. " + " ".join(problem.messages[:2]))
        return redirect(letter)
    contact = letter.contact
    messages.success(request, f"Sent today. {next_words(contact, request.user)}")
    return redirect(contact)


@require_POST
def letter_delete(request, pk):
    letter = _letter(request, pk)
    letter.delete()
    messages.success(request, "The letter is gone. What was noted about it stays.")
    return redirect(letter.contact)


# Questions ----------------------------------------------------------------------------------------------


@require_safe
def drill(request):
    answers = {answer.question: answer for answer in _answers(request)}
    cards = [(question, answers.get(question.slug)) for question in _questions(request)]
    done = sum(bool(answer and answer.text) for _, answer in cards)
    todo = next((question for question, answer in cards if not (answer and answer.text)), cards[0][0])
    return render(request, "networking/drill.html", {"cards": cards, "done": done, "todo": todo})


def _answers(request):
    return DrillAnswer.objects.owned_by(request.user).select_related("sample")


@read_or_post
def drill_answer(request, slug):
    questions = _questions(request)
    at = next((n for n, question in enumerate(questions) if question.slug == slug), None)
    if at is None:
        raise Http404
    answer = _answers(request).filter(question=slug).first() or DrillAnswer(question=slug)
    form = DrillForm(request.POST if request.method == "POST" else None, instance=answer, owner=request.user)
    if request.method == "POST" and form.is_valid():
        actions.keep_answer(slug, by=request.user, **form.cleaned_data)
        waiting = (
            Letter.objects.owned_by(request.user)
            .unsent()
            .filter(body__contains=f"{{{letters.ANSWER}{slug}}}")
        )
        count = waiting.count()
        also = f" {count} draft{'s' if count != 1 else ''} changed with it." if count else ""
        messages.success(request, f"Kept.{also}")
        return redirect("networking:drill_answer", slug)
    return render(
        request,
        "networking/drill_answer.html",
        {
            "question": questions[at],
            "number": at + 1,
            "total": len(questions),
            "before": questions[at - 1] if at else None,
            "after": questions[at + 1] if at + 1 < len(questions) else None,
            "answer": answer if answer.pk else None,
            "form": form,
        },
        status=422 if form.errors else 200,
    )
