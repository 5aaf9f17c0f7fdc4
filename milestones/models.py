"""What the writer did for each step, thinks of themselves, and plans. What is done is computed in rules.py."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import OwnedQuerySet
from milestones import catalogue
from portfolio.models import Sample, new_token

MAX_NOTE = 20_000
MILESTONES = [(row.slug, row.title) for row in catalogue.milestones()]


class StepProgress(models.Model):
    """What the writer noted for one step, and whether they say it is done.

    `content_version`, `shown_by`, `shown_on` and `shown_samples` remember by what a step was done, and under
    which version of its content: a later version never undoes it, and evidence that went is told kindly.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="step_progress"
    )
    step = models.SlugField(max_length=60)
    note = models.TextField(blank=True, validators=[MaxLengthValidator(MAX_NOTE)])
    ticks = models.JSONField(default=list, blank=True)  # words of the ticked lines
    link = models.URLField(max_length=500, blank=True)
    marked_done_at = models.DateTimeField(null=True, blank=True)
    content_version = models.PositiveSmallIntegerField(default=0, editable=False)  # 0: never done
    shown_by = models.CharField(max_length=300, blank=True, editable=False)
    shown_on = models.DateField(null=True, editable=False)
    shown_samples = models.JSONField(default=list, editable=False)
    noted_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)  # two tabs notice each other

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "step progress"
        constraints = [
            models.UniqueConstraint(fields=["owner", "step"], name="milestones_one_progress_per_step")
        ]

    def __str__(self):
        return self.step

    def mark_done(self, version):
        self.marked_done_at, self.content_version = timezone.now(), version
        self.save()

    def reopen(self):
        self.marked_done_at, self.content_version = None, 0
        self.shown_by, self.shown_on, self.shown_samples = "", None, []
        self.save()


class Reflection(models.Model):
    """Something the writer thought about. Private, always."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reflections")
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True, validators=[MaxLengthValidator(MAX_NOTE)])
    step = models.SlugField("About which step", max_length=60, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.title or "Reflection"

    def get_absolute_url(self):
        return reverse("milestones:reflection_edit", args=[self.pk])


class RatingSnapshot(models.Model):
    """How the writer rated themselves on one day. Rating again on that day changes it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rating_snapshots"
    )
    rated_on = models.DateField("Date")
    saved_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["rated_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "rated_on"], name="milestones_one_snapshot_a_day")
        ]

    def __str__(self):
        return f"{self.rated_on}"


class CompetencyRatingQuerySet(OwnedQuerySet):
    owner_path = "snapshot__owner"


class CompetencyRating(models.Model):
    """One level from 1 to 5 with a line of proof. Not rated yet is a row that is not there."""

    snapshot = models.ForeignKey(RatingSnapshot, on_delete=models.CASCADE, related_name="ratings")
    competency = models.SlugField(max_length=60)
    level = models.PositiveSmallIntegerField()
    proof = models.CharField(max_length=200, blank=True)

    objects = CompetencyRatingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "competency"], name="milestones_competency_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5),
                name="milestones_level_from_1_to_5",
                violation_error_message="A level is a number from 1 to 5.",
            ),
        ]

    def __str__(self):
        return f"{self.competency}: {self.level}"


class CompetencyEvidence(models.Model):
    """A sample or a reflection the writer puts behind one competency."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="competency_evidence"
    )
    competency = models.SlugField(max_length=60)
    sample = models.ForeignKey(
        Sample, null=True, blank=True, on_delete=models.CASCADE, related_name="competency_evidence"
    )
    reflection = models.ForeignKey(
        Reflection, null=True, blank=True, on_delete=models.CASCADE, related_name="competency_evidence"
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "competency evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(sample=None, reflection__isnull=False) | Q(sample__isnull=False, reflection=None),
                name="milestones_evidence_is_one_thing",
                violation_error_message="Choose a sample or a reflection, not both.",
            ),
            models.UniqueConstraint(
                fields=["owner", "competency", "sample"], name="milestones_sample_once_per_competency"
            ),
            models.UniqueConstraint(
                fields=["owner", "competency", "reflection"],
                name="milestones_reflection_once_per_competency",
            ),
        ]

    def __str__(self):
        return self.competency


class PlanQuerySet(OwnedQuerySet):
    def to_mail(self, on):
        """Plans whose owner wants a mail and had none lately. `on` is the date in UTC: the day the writer has
        may be a day off, so this is a little wide, and the claim in digest.py is exact."""
        return self.filter(sends_digest=True, owner__is_active=True).filter(
            Q(digest_sent_on=None) | Q(digest_sent_on__lte=on - timedelta(days=5))
        )


class Plan(models.Model):
    """When the writer works on the steps, and whether they want to be told. Dates are the writer's dates."""

    MIN_HOURS, MAX_HOURS = Decimal("0.5"), Decimal(60)

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan")
    starts_on = models.DateField("Start on")
    hours_a_week = models.DecimalField(
        "Hours a week",
        max_digits=4,
        decimal_places=1,
        default=Decimal("5.0"),
        validators=[
            MinValueValidator(MIN_HOURS, "Plan at least half an hour a week."),
            MaxValueValidator(MAX_HOURS, "A week has 168 hours and you need to sleep: plan 60 or fewer."),
        ],
    )
    away = models.JSONField(default=list, blank=True)  # [["2026-12-21", "2027-01-03"], …], both days included
    # The remaining steps are laid out from here: the start, or the day of the last "from today".
    laid_from = models.DateField(editable=False)
    laid_without = models.JSONField(default=list, editable=False)  # slugs that were done by then
    feed_token = models.CharField(max_length=43, unique=True, null=True, editable=False)  # noqa: DJ001  null: unique only when set
    sends_digest = models.BooleanField("Mail me my week, once a week", default=False)
    digest_sent_on = models.DateField(null=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_a_week__gte=Decimal("0.5"), hours_a_week__lte=60),
                name="milestones_plan_hours",
                violation_error_message="Plan between half an hour and 60 hours a week.",
            )
        ]

    def __str__(self):
        return f"{self.hours_a_week} hours a week from {self.starts_on}"

    def save(self, *args, **kwargs):
        if self.laid_from is None:
            self.laid_from = self.starts_on
        super().save(*args, **kwargs)

    def open_feed(self):
        """A new private address for the calendar; the one before stops working at once."""
        self.feed_token = new_token()
        self.save(update_fields=["feed_token", "changed_at"])

    def close_feed(self):
        self.feed_token = None
        self.save(update_fields=["feed_token", "changed_at"])


class SampleThread(models.Model):
    """Gaps, objectives and questions of one sample, and what belongs to what."""

    sample = models.OneToOneField(Sample, on_delete=models.CASCADE, related_name="thread")
    gaps = models.TextField(blank=True, max_length=6000)
    objectives = models.TextField(blank=True, max_length=6000)
    questions = models.TextField(blank=True, max_length=12000)
    joins = models.JSONField(default=list, blank=True)  # [["gap 1", "objective 2"], …]

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Thread of {self.sample_id}"


class ExtraStep(models.Model):
    """A step the operator adds to a milestone for everybody on this site."""

    class Proof(models.TextChoices):
        NOTE = "note", "A note"
        LIST = "checklist", "A list, ticked off"
        LINK = "link", "A web address"

    slug = models.SlugField(
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", "Small letters, numbers and hyphens.")],
        help_text="Never changes: what people did points at it.",
    )
    milestone = models.CharField(max_length=40, choices=MILESTONES)
    title = models.CharField(max_length=70)
    guidance = models.TextField(max_length=1200)
    hours = models.DecimalField(
        max_digits=4, decimal_places=1, default=1, validators=[MinValueValidator(Decimal("0.1"))]
    )
    proof = models.CharField(max_length=10, choices=Proof.choices, default=Proof.NOTE)
    prompt = models.CharField("What to note down", max_length=300)
    lines = models.TextField(
        "Lines to tick", blank=True, max_length=1200, help_text="For a list: one line each."
    )
    min_words = models.PositiveSmallIntegerField("Words in the note", default=40)
    health = models.CharField(
        "For",
        max_length=6,
        default="either",
        choices=[("either", "Everybody"), ("human", "Human health"), ("animal", "Animal health")],
    )
    is_shown = models.BooleanField("Shown to writers", default=True)
    version = models.PositiveSmallIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["milestone", "pk"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """A change of what proves the step is a new version: finished work stays finished."""
        before = ExtraStep.objects.filter(pk=self.pk).first() if self.pk else None
        if before and any(
            getattr(before, name) != getattr(self, name) for name in ("proof", "lines", "min_words")
        ):
            self.version = before.version + 1
        super().save(*args, **kwargs)

    def clean(self):
        if self.slug in {step.slug for step in catalogue.every_step()}:
            raise ValidationError({"slug": "A step that comes with the site has this name already."})
        if self.proof == self.Proof.LIST and not self.lines.strip():
            raise ValidationError({"lines": "Write the lines to tick, one each."})

    def as_step(self):
        """The same shape as a step of the catalog, so that pages and rules need not know the difference."""
        lines = tuple(line.strip() for line in self.lines.splitlines() if line.strip())
        proof = {
            self.Proof.NOTE: catalogue.Evidence(kind="note", min_words=self.min_words),
            self.Proof.LIST: catalogue.Evidence(kind="checklist", items_list=lines),
            self.Proof.LINK: catalogue.Evidence(kind="link"),
        }[self.proof]
        return catalogue.Step(
            slug=self.slug,
            milestone=self.milestone,
            number="",
            version=self.version,
            title=self.title,
            track="added",
            hours=self.hours,
            guidance=self.guidance,
            evidence_prompt=self.prompt,
            evidence=(proof,),
        )


class ExtraResource(models.Model):
    """A place to read on that the operator adds to a step."""

    step = models.SlugField(
        "Step", max_length=60, help_text="The last part of the step's address, such as draw-the-ecosystem."
    )
    name = models.CharField(max_length=80)
    url = models.URLField("Address", max_length=300)
    health = models.CharField(
        "For",
        max_length=6,
        default="either",
        choices=[("either", "Everybody"), ("human", "Human health"), ("animal", "Animal health")],
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def clean(self):
        known = {step.slug for step in catalogue.every_step()}
        if self.step not in known and not ExtraStep.objects.filter(slug=self.step).exists():
            raise ValidationError({"step": "There is no step with this name."})
