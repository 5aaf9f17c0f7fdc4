"""The people a writer knows or wants to know: list, board, today, and one person's page."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import vocabularies as words
from networking import actions, cadence, catalogue, figures, receipts
from networking.forms import (
    ContactForm,
    ContactSearch,
    EraseForm,
    MoveForm,
    PlanForm,
    SavedViewForm,
)
from networking.models import Contact, DisclosureCard, Organization, SavedView
from networking.models.interactions import attach_last
from networking.models.people import ASKED_TO_STOP, CLOSED

read_or_post = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50
COLUMN = 30
TODAY = 50


def contact_of(request, pk):
    """One of the writer's own contacts; 404 otherwise."""
    contact = get_object_or_404(Contact.objects.owned_by(request.user).select_related("organization"), pk=pk)
    return known(contact, request.user)


def known(contact, user):
    """The owner is at hand already: no query for each row."""
    contact.owner = user
    if contact.organization_id:
        contact.organization.owner = user
    return contact


def _rows(contacts, request):
    """A page of contacts with their newest exchange, and how near their day is."""
    today = request.user.today()
    rows = attach_last([known(contact, request.user) for contact in contacts])
    for contact in rows:
        contact.due_words = cadence.in_words(contact.next_action_on, today)
        contact.late = contact.is_late(today)
    return rows


def next_words(contact, user):
    if not contact.next_action_on or not contact.is_open:
        return "Noted."
    near = cadence.in_words(contact.next_action_on, user.today())
    return f"Noted. Next: {contact.next_action or 'be in touch'}, {near}."


# List, board, today -------------------------------------------------------------------------------------


def _mine(request):
    return Contact.objects.owned_by(request.user).select_related("organization")


def _query(request, **changes):
    """The present filters as a query string, without the page."""
    kept = {
        name: value
        for name, value in request.GET.items()
        if name in ContactSearch.base_fields and value and name not in changes
    }
    return urlencode(kept | {name: value for name, value in changes.items() if value})


def _filters(request, search):
    mine = Contact.objects.owned_by(request.user)
    tags = set()
    for stored in [
        *mine.exclude(tags="").order_by().values_list("tags", flat=True).distinct(),
        *Organization.objects.owned_by(request.user)
        .exclude(tags="")
        .order_by()
        .values_list("tags", flat=True)
        .distinct(),
    ]:
        tags.update(tag for tag in stored.split(",") if tag)
    health = request.user.profile.health
    return {
        "search": search,
        "chosen": search.cleaned_data,
        "kinds": [(kind.slug, kind.name) for kind in catalogue.kinds(health)],
        "stages": words.choices(catalogue.STAGES),
        "priorities": words.choices(catalogue.PRIORITIES),
        "tags": sorted(tags),
        "query": _query(request),
    }


@require_safe
def contact_list(request):
    if request.GET.get("view") == "board":
        return contact_board(request)
    search = ContactSearch(request.GET)
    found = search.order(search.apply(_mine(request), request.user.today()))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    views = list(SavedView.objects.owned_by(request.user))
    query = _query(request)
    return render(
        request,
        "networking/contact_list.html",
        {
            "page": page,
            "rows": _rows(page.object_list, request),
            "has_any": bool(page.paginator.count) or _mine(request).exists(),
            "views": views,
            "is_saved": any(view.query == query for view in views),
            "view_form": SavedViewForm(owner=request.user),
            "sorts": search.fields["sort"].choices,
            "sort": search.chosen("sort") or "next",
            "whens": search.WHEN,
            "states": search.STATES,
            **_filters(request, search),
        },
    )


@require_safe
def contact_board(request):
    """Five columns for eleven stages, at most thirty people each, and the same people as a list."""
    search = ContactSearch(request.GET)
    found = search.apply(_mine(request), request.user.today())
    shown = found.filter(do_not_contact=False) if not search.chosen("state") else found
    counts = dict(shown.order_by().values_list("stage").annotate(Count("pk")))
    columns = []
    for column in catalogue.COLUMNS:
        stages = [stage for stage in catalogue.STAGES if stage.column == column.slug]
        slugs = [stage.slug for stage in stages]
        people = list(shown.filter(stage__in=slugs).order_by(*ContactSearch.SORTS["next"][1])[:COLUMN])
        total = sum(counts.get(slug, 0) for slug in slugs)
        columns.append(
            {
                "slug": column.slug,
                "name": column.name,
                "stages": " ".join(slugs),
                "total": total,
                "more": total - len(people),
                "more_query": _query(request, column=column.slug),
                "people": people,
            }
        )
    rows = _rows([contact for column in columns for contact in column["people"]], request)
    twin = [contact for contact in rows if contact.stage not in {"dormant", "closed"}]
    twin.sort(
        key=lambda c: (c.stage_words.column == "getting-to-know", c.next_action_on is None, c.next_action_on)
    )
    return render(
        request,
        "networking/contact_board.html",
        {
            "columns": columns,
            # Written once and not on each of 150 cards.
            "stage_options": format_html_join(
                "", '<option value="{}">{}</option>', words.choices(catalogue.STAGES)
            ),
            "total": sum(counts.values()),
            "rows": twin[:12],
            "apart": Organization.objects.owned_by(request.user).kept().promotional()[:5],
            "promotional_note": catalogue.promotional_note(request.user.profile.health),
            "has_any": bool(counts) or _mine(request).exists(),
            **_filters(request, search),
        },
    )


@require_safe
def contact_today(request):
    """Whom to write to today, and why."""
    today = request.user.today()
    mine = _mine(request)
    due = mine.due(today).exclude(stage="dormant")
    late = due.filter(next_action_on__lt=today)
    quiet = list(mine.gone_quiet(today)[:10])
    resting = list(mine.open().filter(stage="dormant", next_action_on__lte=today + cadence.SOON)[:10])
    opened = receipts.not_followed_up(request.user, today)
    shown = _rows(list(due[:TODAY]), request)
    return render(
        request,
        "networking/contact_today.html",
        {
            "today": today,
            "late": [contact for contact in shown if contact.late],
            "due": [contact for contact in shown if not contact.late],
            "late_count": late.count(),
            "due_count": due.count(),
            "shown_count": len(shown),
            "ahead": _rows(list(mine.ahead(today).exclude(stage="dormant")[:5]), request),
            "quiet": _rows(quiet, request),
            "resting": _rows(resting, request),
            "opened": opened,
            "asked": receipts.asked_again(request.user),
            "disclosure_is_old": DisclosureCard.objects.owned_by(request.user).outdated(today).exists(),
            "rhythm": catalogue.CADENCE,
            "has_any": bool(shown) or mine.exists(),
        },
    )


@require_safe
def contact_figures(request):
    return render(
        request,
        "networking/contact_figures.html",
        {"figures": figures.of(request.user), "expectation": catalogue.CADENCE.expectation},
    )


@require_POST
def view_save(request):
    """Keep the present filters under a name."""
    query = _query(request)
    form = SavedViewForm(request.POST, owner=request.user)
    if SavedView.objects.owned_by(request.user).count() >= 20:
        messages.error(request, "Twenty views are the most. Delete one first.")
    elif form.is_valid():
        form.instance.query = query
        form.save()
        messages.success(request, f"“{form.instance.name}” is kept.")
    else:
        messages.error(request, "Not kept. " + next(iter(form.errors.values()))[0])
    return redirect(f"{reverse('networking:contact_list')}?{query}")


@require_POST
def view_delete(request, pk):
    view = get_object_or_404(SavedView.objects.owned_by(request.user), pk=pk)
    view.delete()
    messages.success(request, f"“{view.name}” is gone. The people in it stay.")
    return redirect("networking:contact_list")


# One person ---------------------------------------------------------------------------------------------


@read_or_post
def contact_create(request):
    initial = {}
    if wanted := request.GET.get("organization", ""):
        organization = Organization.objects.owned_by(request.user).filter(pk=_number(wanted)).first()
        if organization:
            initial = {"organization_name": organization.name}
    form = ContactForm(owner=request.user, initial=initial)
    if request.method == "POST":
        form = ContactForm(request.POST, owner=request.user)
        if form.is_valid():

            def make():
                form.instance.organization = form.organization()
                contact = form.save(commit=False)
                return actions.add_contact(contact, by=request.user)

            mine = Contact.objects.owned_by(request.user)
            contact = actions.once(mine, form.cleaned_data["form_key"], make)
            messages.success(request, f"{contact} is on your list.")
            return redirect(contact)
    return render(
        request,
        "networking/contact_form.html",
        {"form": form, "ethics": catalogue.ETHICS_INTRO},
        status=422 if form.errors else 200,
    )


def _number(text):
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@require_safe
def contact_detail(request, pk):
    contact = contact_of(request, pk)
    today = request.user.today()
    interactions = list(contact.interactions.select_related("share_link", "sample", "letter"))
    moves = list(contact.moves.all()[:30])
    contact.due_words = cadence.in_words(contact.next_action_on, today)
    contact.late = contact.is_late(today)
    return render(
        request,
        "networking/contact_detail.html",
        {
            "contact": contact,
            "timeline": _timeline(interactions, moves, request.user),
            "offer": _offer(contact, interactions, moves, today),
            "plan_form": PlanForm(instance=contact, owner=request.user),
            "stages": words.choices(catalogue.STAGES),
            "reasons": words.choices(catalogue.CLOSE_REASONS),
            "links": receipts.of_contact(contact, request.user),
            "drafts": [letter for letter in contact.letters.all() if not letter.is_sent],
            "others": [
                known(other, request.user)
                for other in (
                    contact.organization.contacts.kept()
                    .exclude(pk=contact.pk)
                    .select_related("organization")[:6]
                    if contact.organization_id
                    else []
                )
            ],
            "promotional_note": catalogue.promotional_note(request.user.profile.health)
            if contact.is_promotional
            else "",
        },
    )


def _timeline(interactions, moves, user):
    """Exchanges and moves together, newest first, as (day, kind, row)."""
    rows = [(one.happened_on, one.created_at, "interaction", one) for one in interactions]
    rows += [
        (move.moved_at.astimezone(user.tz).date(), move.moved_at, "move", move)
        for move in moves
        if move.from_stage
    ]
    rows.sort(key=lambda row: row[:2], reverse=True)
    return [(day, kind, row) for day, _, kind, row in rows]


def _offer(contact, interactions, moves, today):
    """A stage the last exchange points to, unless the contact was moved since."""
    if not interactions or not contact.may_be_written_to:
        return None
    last = max(interactions, key=lambda one: (one.happened_on, one.pk))
    if any(move.moved_at > last.created_at for move in moves):
        return None
    ordered = sorted(interactions, key=lambda one: (one.happened_on, one.pk))
    stage = cadence.after(ordered, contact.stage, today).stage
    return catalogue.stage(stage) if stage and stage != contact.stage else None


@read_or_post
def contact_edit(request, pk):
    contact = contact_of(request, pk)
    form = ContactForm(instance=contact, owner=request.user)
    if request.method == "POST":
        form = ContactForm(request.POST, instance=contact, owner=request.user)
        if form.is_valid():
            form.save()
            messages.success(request, "Saved.")
            return redirect(contact)
    return render(
        request,
        "networking/contact_form.html",
        {"form": form, "contact": contact_of(request, pk)},
        status=422 if form.errors else 200,
    )


@require_POST
def contact_plan(request, pk):
    contact = contact_of(request, pk)
    if not contact.is_open:
        messages.error(request, f"{contact} is left alone: nothing is planned.")
        return redirect(contact)
    form = PlanForm(request.POST, instance=contact, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "Planned.")
    else:
        messages.error(request, "Choose when you will next be in touch.")
    return redirect("networking:contact_detail", pk)


@require_POST
def contact_move(request, pk):
    """From the board (drag, or the card's own form) and from a person's page."""
    contact = contact_of(request, pk)
    form = MoveForm(request.POST)
    wants_json = "application/json" in request.headers.get("Accept", "")
    if not form.is_valid():
        sentence = "Choose a stage from the list."
        if wants_json:
            return JsonResponse({"error": sentence}, status=400)
        messages.error(request, sentence)
        return redirect(contact)
    stage, reason = form.cleaned_data["stage"], form.cleaned_data["reason"]
    stops = stage == CLOSED and reason == ASKED_TO_STOP
    if stops and not (request.POST.get("confirmed") or contact.do_not_contact):
        return _ask_before_stopping(request, contact, stage, reason)
    actions.move(contact, stage, by=request.user, reason=reason)
    if wants_json:
        due = cadence.in_words(contact.next_action_on, request.user.today())
        plan = f"{contact.next_action or 'Next'}, {due}" if due else "Nothing planned"
        return JsonResponse({"words": {"stage": contact.stage_name, "due": plan}})
    messages.success(request, f"{contact}: {contact.stage_name.lower()}.")
    if request.POST.get("then") == "board":
        return redirect("networking:contact_board")
    return redirect(contact)


def _ask_before_stopping(request, contact, stage, reason):
    return render(
        request,
        "confirm.html",
        {
            "title": f"Did {contact} ask you to stop?",
            "text": "Nothing will ever remind you to write to them, whatever stage follows.",
            "verb": "Yes, leave them alone",
            "cancel_url": contact.get_absolute_url(),
            "hidden": [("stage", stage), ("reason", reason)],
        },
    )


@require_POST
def contact_archive(request, pk):
    contact = contact_of(request, pk)
    contact.archive()
    messages.success(request, f"{contact} is in the archive. Nothing reminds you of them.")
    return redirect(contact)


@require_POST
def contact_restore(request, pk):
    contact = contact_of(request, pk)
    contact.restore(request.user.today())
    messages.success(request, f"{contact} is back on your list.")
    return redirect(contact)


@read_or_post
def contact_erase(request, pk):
    """Somebody asked to be forgotten, or should be: nothing about them stays."""
    contact = contact_of(request, pk)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        name = str(contact)
        actions.erase(contact, by=request.user)
        messages.success(request, f"Everything about {name} is deleted.")
        return redirect("networking:contact_list")
    return render(
        request,
        "networking/contact_erase.html",
        {
            "form": form,
            "contact": contact,
            "counts": {
                "interactions": contact.interactions.count(),
                "letters": contact.letters.count(),
                "links": receipts.links_of(contact).count(),
            },
        },
        status=422 if form.errors else 200,
    )
