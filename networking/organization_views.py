"""Organizations: what they are, who is there, and why some are kept apart."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from networking import actions, cadence, catalogue
from networking.forms import EraseForm, OrganizationForm
from networking.models import Contact, Interaction, Organization
from networking.views import read_or_post

PAGE = 50


def _organization(request, pk):
    organization = get_object_or_404(Organization.objects.owned_by(request.user), pk=pk)
    organization.owner = request.user
    return organization


@require_safe
def organization_list(request):
    mine = Organization.objects.owned_by(request.user)
    archived = "archived" in request.GET
    found = mine.exclude(archived_at=None) if archived else mine.kept()
    typed = request.GET.get("q", "")[:100].strip()
    for word in typed.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(makes__icontains=word) | Q(tags__icontains=word))
    kind = request.GET.get("kind", "")[:40]
    if kind:
        found = found.filter(kind=kind)
    found = found.annotate(people=Count("contacts", filter=Q(contacts__archived_at=None)))
    page = Paginator(found.order_by(Lower("name"), "pk"), PAGE).get_page(request.GET.get("page"))
    for organization in page:
        organization.owner = request.user
    return render(
        request,
        "networking/organization_list.html",
        {
            "page": page,
            "typed": typed,
            "kind": kind,
            "kinds": [(row.slug, row.name) for row in catalogue.kinds(request.user.profile.health)],
            "archived": archived,
            "has_any": bool(page.paginator.count) or mine.exists(),
        },
    )


@require_safe
def organization_detail(request, pk):
    organization = _organization(request, pk)
    today = request.user.today()
    people = list(
        Contact.objects.owned_by(request.user)
        .filter(organization=organization)
        .select_related("organization")
    )
    for contact in people:
        contact.owner = request.user
        contact.due_words = cadence.in_words(contact.next_action_on, today)
        contact.late = contact.is_late(today)
    kind = next(
        (k for k in catalogue.kinds(request.user.profile.health) if k.slug == organization.kind), None
    )
    return render(
        request,
        "networking/organization_detail.html",
        {
            "organization": organization,
            "people": people,
            "kind": kind,
            "recent": Interaction.objects.owned_by(request.user)
            .filter(contact__organization=organization)
            .select_related("contact")[:8],
            "promotional_note": catalogue.promotional_note(request.user.profile.health),
        },
    )


def _save(request, organization):
    form = OrganizationForm(instance=organization, owner=request.user)
    if request.method == "POST":
        form = OrganizationForm(request.POST, instance=organization, owner=request.user)
        if form.is_valid():
            saved = form.save()
            messages.success(request, "Saved.")
            return redirect(saved)
    return render(
        request,
        "networking/organization_form.html",
        {
            "form": form,
            "organization": _organization(request, organization.pk) if organization else None,
            "promotional_note": catalogue.promotional_note(request.user.profile.health),
        },
        status=422 if form.errors else 200,
    )


@read_or_post
def organization_create(request):
    return _save(request, None)


@read_or_post
def organization_edit(request, pk):
    return _save(request, _organization(request, pk))


@require_POST
def organization_archive(request, pk):
    organization = _organization(request, pk)
    organization.archive()
    messages.success(request, f"{organization} is in the archive. The people in it stay on your list.")
    return redirect(organization)


@require_POST
def organization_restore(request, pk):
    organization = _organization(request, pk)
    organization.restore()
    messages.success(request, f"{organization} is back.")
    return redirect(organization)


@read_or_post
def organization_erase(request, pk):
    organization = _organization(request, pk)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.erase_organization(organization, by=request.user)
        messages.success(request, f"{organization} and everybody in it are deleted.")
        return redirect("networking:organization_list")
    return render(
        request,
        "networking/organization_erase.html",
        {
            "form": form,
            "organization": organization,
            "people": organization.contacts.count(),
            "interactions": Interaction.objects.owned_by(request.user)
            .filter(contact__organization=organization)
            .count(),
        },
        status=422 if form.errors else 200,
    )
