"""Organizations and the people in them."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

import vocabularies as words
from accounts.models import OwnedQuerySet
from networking import catalogue

CLOSED = "closed"
ASKED_TO_STOP = "asked-to-stop"


def _choices(name: str, terms):
    """A catalogue list as Django choices. Model fields do not carry them: words may change without a migration."""
    return models.TextChoices(
        name, {term.slug.upper().replace("-", "_"): (term.slug, term.name) for term in terms}
    )


def tags_from(typed: str) -> str:
    """'Oncology,  warm ' as it is stored: ',oncology,warm,'. Commas on both ends make a tag findable as a whole."""
    tags = sorted({" ".join(tag.lower().split())[:40] for tag in typed.split(",") if tag.strip()})
    return f",{','.join(tags)}," if tags else ""


class Tagged(models.Model):
    tags = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def tag_list(self):
        return [tag for tag in self.tags.split(",") if tag]


class OrganizationQuerySet(OwnedQuerySet):
    def kept(self):
        return self.filter(archived_at=None)

    def promotional(self):
        """Companies that make or sell what patients use: allowed, tagged, kept apart."""
        return self.filter(is_promotional=True)


class Organization(Tagged):
    """Somebody the writer could work for."""

    Kind = _choices("Kind", catalogue.KINDS)
    Priority = _choices("Priority", catalogue.PRIORITIES)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="organizations"
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, blank=True)
    website = models.URLField(max_length=300, blank=True)
    country = models.CharField(max_length=60, blank=True)
    priority = models.CharField(max_length=1, default="b")
    makes = models.TextField("What they produce", blank=True, max_length=1000)
    audiences = models.JSONField(default=list, blank=True)
    areas = models.JSONField(default=list, blank=True)
    deliverables = models.JSONField(default=list, blank=True)
    notes = models.TextField(blank=True, max_length=4000)
    is_promotional = models.BooleanField("It makes or sells what patients use", default=False)
    archived_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="networking_organization_once",
                violation_error_message="You have an organization with this name already.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("networking:organization_detail", args=[self.pk])

    @property
    def kind_name(self):
        return words.label(catalogue.KINDS, self.kind, self.owner.profile.health) if self.kind else ""

    @property
    def audience_names(self):
        return [words.label(words.AUDIENCES, slug) for slug in self.audiences]

    @property
    def area_names(self):
        return [words.label(words.AREAS, slug) for slug in self.areas]

    @property
    def deliverable_names(self):
        health = self.owner.profile.health
        return [words.label(words.DELIVERABLES, slug, health) for slug in self.deliverables]

    def archive(self):
        self.archived_at = timezone.now()
        self.save(update_fields=["archived_at"])

    def restore(self):
        self.archived_at = None
        self.save(update_fields=["archived_at"])


class ContactQuerySet(OwnedQuerySet):
    def kept(self):
        return self.filter(archived_at=None)

    def archived(self):
        return self.exclude(archived_at=None)

    def open(self):
        """Who may be written to: not archived, not closed, did not ask to be left alone."""
        return self.kept().filter(do_not_contact=False).exclude(stage=CLOSED)

    def due(self, today):
        """Whose day has come. The only definition; pages, digest and calendar all ask here."""
        return self.open().filter(next_action_on__lte=today).order_by("next_action_on", "pk")

    def overdue(self, today):
        return self.due(today).filter(next_action_on__lt=today)

    def ahead(self, today):
        return self.open().filter(next_action_on__gt=today).order_by("next_action_on", "pk")

    def prospects(self):
        """What counts as a list of prospects: kept rows, without companies that are kept apart."""
        return self.kept().exclude(organization__is_promotional=True)

    def named(self):
        return self.exclude(name="")

    def kind_slugs(self):
        kinds = self.order_by().annotate(kind_now=Coalesce("organization__kind", "kind"))
        return set(kinds.values_list("kind_now", flat=True).distinct()) - {"", None}

    def met_at_an_event(self):
        return self.kept().filter(source="event")

    def of_kind(self, kind):
        return self.filter(Q(organization__kind=kind) | Q(organization=None, kind=kind))

    def of_priority(self, priority):
        return self.filter(Q(organization__priority=priority) | Q(organization=None, priority=priority))

    def gone_quiet(self, today):
        """Written to three times, or twice and four weeks ago, and nothing came back: time to let it rest."""
        sent = Q(interactions__direction="out", interactions__outcome="no-reply") & ~Q(
            interactions__channel="linkedin-comment"
        )
        back = Q(interactions__direction="in") | ~Q(interactions__outcome="no-reply")
        weeks = timedelta(days=catalogue.CADENCE.last_note_days[1])
        return (
            self.open()
            .filter(stage="contacted")
            .annotate(
                sent=Count("interactions", filter=sent),
                back=Count("interactions", filter=back),
                first_on=Min("interactions__happened_on", filter=sent),
            )
            .filter(Q(sent__gte=3) | Q(sent=2, first_on__lt=today - weeks), back=0)
            .order_by("first_on", "pk")
        )

    def with_priority(self):
        return self.annotate(priority_now=Coalesce("organization__priority", "priority"))


class Contact(Tagged):
    """One person the writer is, or wants to be, in touch with. The name may still be unknown."""

    Stage = _choices("Stage", catalogue.STAGES)
    CloseReason = _choices("CloseReason", catalogue.CLOSE_REASONS)
    Source = _choices("Source", catalogue.SOURCES)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contacts")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=40, blank=True)  # for people without an organization
    priority = models.CharField(max_length=1, default="b")  # the same
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    links = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=20, blank=True)
    met = models.CharField("How you met", max_length=200, blank=True)
    met_on = models.DateField("Since", null=True, blank=True)
    time_zone = models.CharField("Their time zone", max_length=64, blank=True)
    notes = models.TextField(blank=True, max_length=4000)
    consent = models.CharField("What they agreed to", max_length=200, blank=True)

    stage = models.CharField(max_length=20, default="identified")
    close_reason = models.CharField(max_length=20, blank=True)
    do_not_contact = models.BooleanField(default=False)
    next_action = models.CharField("Next action", max_length=160, blank=True)
    next_action_on = models.DateField("When", null=True, blank=True)
    archived_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    form_key = models.CharField(max_length=40, null=True, editable=False)  # noqa: DJ001  null: unique only when set

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = [F("next_action_on").asc(nulls_last=True), "pk"]
        indexes = [
            models.Index(fields=["owner", "next_action_on"], name="networking_contact_due"),
            models.Index(fields=["owner", "stage", "next_action_on"], name="networking_contact_stage"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "form_key"], name="networking_contact_form_key"),
            models.CheckConstraint(
                name="networking_contact_is_somebody",
                condition=~Q(name="") | Q(organization__isnull=False),
                violation_error_message="Give a name or an organization.",
            ),
            models.CheckConstraint(
                name="networking_open_contact_has_next_action",
                condition=Q(stage=CLOSED)
                | Q(do_not_contact=True)
                | Q(archived_at__isnull=False)
                | Q(next_action_on__isnull=False),
                violation_error_message="Choose when you will next be in touch.",
            ),
            models.CheckConstraint(
                name="networking_left_alone_is_never_due",
                condition=Q(next_action_on__isnull=True) | (Q(do_not_contact=False) & ~Q(stage=CLOSED)),
                violation_error_message="Somebody you leave alone has no date.",
            ),
            models.CheckConstraint(
                name="networking_asked_to_stop_stays_so",
                condition=~Q(close_reason=ASKED_TO_STOP) | Q(do_not_contact=True),
                violation_error_message="They asked you to stop.",
            ),
        ]

    def __str__(self):
        return self.name or (self.organization.name if self.organization_id else "Somebody")

    def get_absolute_url(self):
        return reverse("networking:contact_detail", args=[self.pk])

    @property
    def first_name(self):
        """How a letter begins. A title is not a first name."""
        parts = [part for part in self.name.split() if part.rstrip(".").lower() not in _TITLES]
        return parts[0] if parts else ""

    @property
    def initials(self):
        parts = [part for part in str(self).split() if part.rstrip(".").lower() not in _TITLES] or ["?"]
        return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()

    @property
    def headline(self):
        """What a card is titled: the organization first, since work comes from there."""
        return self.organization.name if self.organization_id else self.name

    @property
    def who(self):
        """The line under it: 'Theo Brandvold, scientific director'."""
        if not self.organization_id:
            return self.role or self.kind_name
        return ", ".join(part for part in (self.name, self.role) if part) or "Nobody named yet"

    @property
    def kind_now(self):
        return self.organization.kind if self.organization_id else self.kind

    @property
    def kind_name(self):
        return words.label(catalogue.KINDS, self.kind_now, self.owner.profile.health) if self.kind_now else ""

    @property
    def priority_letter(self):
        return (self.organization.priority if self.organization_id else self.priority).upper()

    @property
    def is_promotional(self):
        return bool(self.organization_id and self.organization.is_promotional)

    @property
    def stage_words(self):
        """The catalogue's stage: `.name`, `.meaning`, `.column`."""
        return catalogue.stage(self.stage)

    @property
    def stage_name(self):
        return self.stage_words.name

    @property
    def close_reason_name(self):
        return words.label(catalogue.CLOSE_REASONS, self.close_reason) if self.close_reason else ""

    @property
    def source_name(self):
        return words.label(catalogue.SOURCES, self.source) if self.source else ""

    @property
    def is_archived(self):
        return self.archived_at is not None

    @property
    def may_be_written_to(self):
        """Whether anything here may suggest, draft or plan a message to them."""
        return not (self.do_not_contact or self.is_archived)

    @property
    def is_open(self):
        return self.may_be_written_to and self.stage != CLOSED

    def is_late(self, today):
        return bool(self.next_action_on and self.next_action_on < today)

    def plan(self, action, on):
        """Set the one next action."""
        self.next_action, self.next_action_on = action[:160], on
        self.save(update_fields=["next_action", "next_action_on"])

    def leave_alone(self):
        """No reminder, no suggestion, no letter from here on."""
        self.do_not_contact, self.next_action, self.next_action_on = True, "", None

    def archive(self):
        self.archived_at = timezone.now()
        self.save(update_fields=["archived_at"])

    def restore(self, today):
        self.archived_at = None
        if self.is_open and self.next_action_on is None:
            self.next_action_on = today + timedelta(days=7)
        self.save(update_fields=["archived_at", "next_action_on"])


_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx"}


class SavedView(models.Model):
    """A way of looking at the list that the writer wants again: filters and order under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="networking_saved_view_once",
                violation_error_message="You have a view with this name already.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def address(self):
        return f"{reverse('networking:contact_list')}?{self.query}"
