"""What the writer owns: samples, their files, what was found in them, and the right to show them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import partial

from django.conf import settings
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify

import vocabularies as words
from accounts.models import OwnedQuerySet, numbered
from documents.report import Kind, Severity
from portfolio import storage

CASES = {"case-study", "virtual-patient", "case-vignette-survey"}  # kinds of work with a patient in them


# Words that already stand behind the address of a public page.
NOT_SLUGS = frozenset(["beacon", "collections", "contact"])


class SampleQuerySet(OwnedQuerySet):
    def kept(self):
        """Samples that are not in the bin."""
        return self.filter(deleted_at=None)

    def binned(self):
        return self.exclude(deleted_at=None)

    def with_on_page(self):
        """`on_page`: whether each stands on the writer's public page."""
        here = Sample.objects.filter(pk=models.OuterRef("pk"), places__collection__is_main=True)
        return self.annotate(on_page=models.Exists(here))

    def with_files(self):
        """Everything a card or a decision about showing needs, in a constant number of queries."""
        return self.prefetch_related(
            models.Prefetch("files", SampleFile.objects.current().for_cards()),
            models.Prefetch("permissions", PermissionRecord.objects.order_by("-granted_on", "-pk")),
        )


class State(StrEnum):
    """What may be shown of a sample, by its provenance and permission record."""

    SHOW = "show"
    PRIVATE_LINKS = "private-links"
    DESCRIBE = "describe"
    KEEP = "keep"

    @property
    def words(self):
        return {
            "show": "Show",
            "private-links": "Private links only",
            "describe": "Describe only",
            "keep": "Keep to myself",
        }[self.value]


@dataclass(frozen=True)
class Standing:
    """One of the four states, and why, in words for the writer."""

    state: State
    reason: str
    until: object = None  # the date the state ends by itself, if it does

    def allows(self, *, private_link: bool) -> bool:
        return self.state is State.SHOW or (private_link and self.state is State.PRIVATE_LINKS)


class Sample(models.Model):
    """One piece of writing the writer wants to be judged by, or only to describe."""

    class Body(models.TextChoices):
        FILES = "files", "Uploaded files"
        TEXT = "text", "Text"
        LINK = "link", "Web address"
        NONE = "none", "Description only"

    class Reality(models.TextChoices):
        """For cases: what the person or animal in it is."""

        UNSAID = "", "Not a case"
        INVENTED = "invented", "Invented"
        COMPOSITE = "composite", "Composite of several"
        REAL = "real", "Real"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="samples")
    slug = models.SlugField(max_length=80, editable=False)
    title = models.CharField(max_length=120, validators=[MinLengthValidator(3)])
    summary = models.TextField(blank=True, max_length=1200)
    deliverable = models.CharField(max_length=40, default="other")
    areas = models.JSONField(default=list, blank=True)
    audiences = models.JSONField(default=list, blank=True)
    activity_format = models.CharField(max_length=40, blank=True)
    moore_level = models.CharField(max_length=40, blank=True)
    roles = models.JSONField(default=list, blank=True)
    others = models.CharField(max_length=200, blank=True)
    provenance = models.CharField(max_length=40, default="spec")
    reality = models.CharField(max_length=12, blank=True, choices=Reality.choices)
    ai_use = models.CharField(max_length=40, blank=True)
    ai_note = models.CharField(max_length=300, blank=True)
    written_on = models.DateField(null=True, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    references_count = models.PositiveSmallIntegerField(null=True, blank=True)
    brief = models.TextField(blank=True, max_length=1200)
    tools = models.CharField(max_length=200, blank=True)
    changed = models.TextField(blank=True, max_length=800)
    objectives = models.TextField(blank=True, max_length=3000)
    # What the writer chose to show of the checks of writing: {"card": craft.quality_card(), "thread": {…}}.
    quality = models.JSONField(default=dict, blank=True)

    body = models.CharField(max_length=8, choices=Body.choices, default=Body.FILES)
    text = models.TextField(blank=True, validators=[MaxLengthValidator(100_000)])
    url = models.URLField(max_length=500, blank=True)

    allow_download = models.BooleanField(default=False)
    embargo_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(max_length=200, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(
        default=1, editable=False
    )  # rises with every edit; two tabs notice
    form_key = models.CharField(max_length=40, null=True, editable=False)  # noqa: DJ001  null: unique only when set

    objects = SampleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["owner", "-created_at"], name="portfolio_sample_newest")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="portfolio_sample_slug_per_owner"),
            models.UniqueConstraint(fields=["owner", "form_key"], name="portfolio_sample_form_key"),
            models.CheckConstraint(
                condition=Q(body="link") | Q(url=""),
                name="portfolio_sample_url_only_for_links",
                violation_error_message="A web address belongs to a sample that lives on the web.",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = self.free_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("portfolio:sample_detail", args=[self.pk])

    def free_slug(self):
        base = slugify(self.title)[:60].strip("-") or "sample"
        others = Sample.objects.filter(owner_id=self.owner_id, slug__startswith=base).exclude(pk=self.pk)
        taken = set(others.values_list("slug", flat=True)) | NOT_SLUGS
        return next(s for s in numbered(base) if s not in taken)

    def name_address(self):
        """The address follows the title (a file's name may tell a client) until the sample stands somewhere."""
        if not (self.places.exists() or self.link_places.exists()):
            self.slug = self.free_slug()

    # Names for people ---------------------------------------------------------------------------

    @property
    def deliverable_name(self):
        return words.label(words.DELIVERABLES, self.deliverable).split(" (")[0]  # the short form

    @property
    def drawing(self):
        """The cover drawing for a sample without a picture."""
        row = next((d for d in words.DELIVERABLES if d.slug == self.deliverable), None)
        return row.drawing.removeprefix("cover-") if row else "document"

    @property
    def provenance_words(self):
        """The vocabulary entry: `.name`, `.label` (public tag), `.explanation` (public sentence)."""
        return words.find(words.PROVENANCES, self.provenance)

    @property
    def area_names(self):
        return [words.label(words.AREAS, slug) for slug in self.areas]

    @property
    def audience_names(self):
        return [words.label(words.AUDIENCES, slug) for slug in self.audiences]

    @property
    def role_names(self):
        return [words.label(words.ROLES, slug) for slug in self.roles]

    @property
    def ai_use_name(self):
        return words.label(words.AI_USES, self.ai_use) if self.ai_use else ""

    @property
    def moore_name(self):
        return words.label(words.MOORE_LEVELS, self.moore_level) if self.moore_level else ""

    @property
    def format_name(self):
        return words.label(words.ACTIVITY_FORMATS, self.activity_format) if self.activity_format else ""

    @property
    def objective_list(self):
        return [line.strip() for line in self.objectives.splitlines() if line.strip()]

    # Files --------------------------------------------------------------------------------------

    @cached_property
    def current_files(self):
        """The newest version of each file. Uses the prefetched rows when there are any."""
        if "files" in getattr(self, "_prefetched_objects_cache", {}):
            return [file for file in self.files.all() if file.is_current]
        return list(self.files.current())

    @property
    def first_file(self):
        return self.current_files[0] if self.current_files else None

    @property
    def words_count(self):
        if self.body == self.Body.TEXT:
            return len(self.text.split())
        return sum(file.words for file in self.current_files)

    @property
    def size_words(self):
        """'10 slides', '4 pages, about 1,300 words': for cards."""
        file, parts = self.first_file, []
        if file and file.page_total:
            unit = "slide" if file.kind == Kind.PPTX else "page"
            parts.append(f"{file.page_total} {unit}{'s' if file.page_total != 1 else ''}")
        if self.words_count >= 100 and not (file and file.kind == Kind.PPTX):
            parts.append(f"about {round(self.words_count, -2):,} words")
        return ", ".join(parts)

    # May it be shown? ---------------------------------------------------------------------------

    @property
    def permission(self):
        """The newest permission record that has not been taken back."""
        return next((p for p in self.permissions.all() if p.revoked_at is None), None)

    def standing(self, today=None) -> Standing:
        """The one rule for what may be shown at all. Provenance, permission and dates; never the file."""
        today = today or self.owner.today()
        if self.withdrawn_at:
            return Standing(State.KEEP, "You took it back.")
        if self.embargo_until and self.embargo_until > today:
            return Standing(
                State.KEEP, f"Under embargo until {self.embargo_until:%B %-d, %Y}.", self.embargo_until
            )
        entry = self.provenance_words
        if entry.state in {State.SHOW, State.PRIVATE_LINKS} and self.case_is_closed:
            return Standing(State.KEEP, self.case_is_closed)
        if entry.needs_permission:
            record = self.permission
            if record is None:
                return Standing(State.KEEP, "There is no permission on record yet.")
            if record.ends_on and record.ends_on < today:
                return Standing(State.KEEP, f"The permission ended on {record.ends_on:%B %-d, %Y}.")
            state = State.SHOW if record.scope == PermissionRecord.Scope.PUBLIC else State.PRIVATE_LINKS
            return Standing(state, f"Permission from {record.granted_by}.", record.ends_on)
        return Standing(State(entry.state), entry.explanation)

    @property
    def is_case(self):
        """Whether readers must be told what the person or animal in it is."""
        return self.deliverable in CASES

    @property
    def reality_label(self):
        """What readers are told of the person or animal in it: 'Invented case'."""
        return f"{self.get_reality_display().removesuffix(' of several')} case" if self.reality else ""

    @property
    def case_is_closed(self):
        """Why a case cannot be shown: what a record tells of a real one is nobody's to show. '' when it can."""
        if self.body == self.Body.LINK:  # published already, by somebody who answers for it
            return ""
        if self.reality == self.Reality.REAL:
            return (
                "It tells of a real person or animal, and no permission changes that. "
                "Write it again with an invented one."
            )
        if self.is_case and not self.reality:
            return "Say first whether the person or animal in it is invented, a composite or real."
        return ""

    @property
    def body_is_cleared(self):
        """True when every word and byte of the body passed the share check, or was accepted by the writer."""
        if self.body == self.Body.FILES:
            return bool(self.current_files) and all(file.is_cleared for file in self.current_files)
        if self.body == self.Body.TEXT:
            return bool(self.text.strip()) and not any(
                f.severity is Severity.BLOCK for f in self.text_findings
            )
        return True

    @cached_property
    def text_findings(self):
        """Findings of the share check in pasted text."""
        from portfolio import checks  # it needs these models

        return checks.text_findings(self)

    def why_not_shown(self, *, private_link=False, today=None):
        """A sentence for the writer when a stranger cannot have this sample, or '' when they can."""
        standing = self.standing(today)
        if self.deleted_at:
            return "It is in the bin."
        if standing.state is State.KEEP or (standing.state is State.PRIVATE_LINKS and not private_link):
            return standing.reason if standing.state is State.KEEP else "It may go into private links only."
        if standing.state is State.DESCRIBE:
            return "" if self.summary.strip() else "Write the description first: it is all that is shown."
        if not self.body_is_cleared:
            return self.not_cleared_reason
        return ""

    def why_not_put_up(self, *, private_link=False):
        """`why_not_shown()`, and no name of the private list in the words around it. Asked by acts, not by pages."""
        if reason := self.why_not_shown(private_link=private_link):
            return reason
        if not self.owner.private_words.all():
            return ""
        from portfolio import checks  # it needs these models

        named = next((f for f in checks.public_field_findings(self) if f.code == "private-word"), None)
        if named is None:
            return ""
        return f"Its {named.place} holds “{named.words[named.start : named.end]}”, a name that must never be shown."

    @property
    def not_cleared_reason(self):
        if self.body == self.Body.TEXT:
            return (
                "The share check of the text has findings to settle."
                if self.text.strip()
                else "It has no text yet."
            )
        if not self.current_files:
            return "It has no file yet."
        return next(file.status_words for file in self.current_files if not file.is_cleared)


class PermissionRecordQuerySet(OwnedQuerySet):
    owner_path = "sample__owner"


class PermissionRecord(models.Model):
    """Who allowed the writer to show a sample, where, and until when."""

    class Scope(models.TextChoices):
        PUBLIC = "public", "Anywhere, also on the public page"
        PRIVATE = "private", "Only to people I send a private link"

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="permissions")
    granted_by = models.CharField("Who gave it", max_length=120)
    granted_on = models.DateField("When")
    scope = models.CharField(
        "Where it may be shown", max_length=8, choices=Scope.choices, default=Scope.PRIVATE
    )
    ends_on = models.DateField("Ends on", null=True, blank=True)
    note = models.TextField("What was agreed", blank=True, max_length=2000)
    warned_at = models.DateTimeField(null=True, editable=False)  # told that it ends within a week
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = PermissionRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("granted_on")),
                name="portfolio_permission_ends_after_start",
                violation_error_message="A permission cannot end before it was given.",
            )
        ]

    def __str__(self):
        return f"{self.granted_by}, {self.granted_on}"


class SampleFileQuerySet(OwnedQuerySet):
    owner_path = "sample__owner"

    def current(self):
        return self.filter(is_current=True).order_by("series", "pk")

    def for_cards(self):
        """Without the text of the pages; `to_fix` counts what the share check still wants settled."""
        open_blocks = Q(findings__severity="block", findings__accepted_reason="", findings__dismissed_as="")
        # As the share check counts: one for each kind that a copy settles, one for each passage that it cannot.
        line = models.Case(
            models.When(findings__in_clean=False, then=models.F("findings__code")),
            default=models.F("findings__fingerprint"),
        )
        return self.defer("page_texts").annotate(to_fix=models.Count(line, filter=open_blocks, distinct=True))

    def bytes_used(self):
        """Bytes of all versions: what counts against the quota."""
        return self.aggregate(total=models.Sum("size"))["total"] or 0


class SampleFile(models.Model):
    """One uploaded file in one version. The original stays as it came; strangers only ever get the clean copy."""

    class Stage(models.TextChoices):
        WAITING = "waiting", "Waiting for its turn"
        CHECKING = "checking", "Being checked"
        DRAWING = "drawing", "Page pictures are being made"
        READY = "ready", "Checked"
        FAILED = "failed", "Could not be read"

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="files")
    series = models.PositiveSmallIntegerField(default=1)  # 1, 2, 3: the files of a sample
    version = models.PositiveSmallIntegerField(default=1)  # versions of one file
    is_current = models.BooleanField(default=True)

    original = models.FileField(storage=storage.originals, max_length=120)
    original_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=5)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.WAITING)
    stage_since = models.DateTimeField(default=timezone.now, editable=False)
    failure = models.CharField(max_length=300, blank=True)
    run = models.CharField(max_length=32, blank=True, editable=False)  # the reading that may write its result

    scanned_at = models.DateTimeField(null=True, editable=False)
    checked = models.JSONField(default=list, editable=False)  # names of the checks that ran
    clean = models.FileField(storage=storage.derived, max_length=120, blank=True)
    clean_size = models.PositiveBigIntegerField(default=0)
    clean_sha256 = models.CharField(max_length=64, blank=True)
    removed = models.JSONField(default=list, editable=False)  # what the clean copy left out, in words
    visible_changes = models.JSONField(default=list, editable=False)
    keep_notes = models.BooleanField(default=False)
    agreed_sha256 = models.CharField(max_length=64, blank=True)  # the clean copy the writer saw and accepted
    agreed_at = models.DateTimeField(null=True, editable=False)

    folder = models.CharField(max_length=80, blank=True, editable=False)  # of page pictures
    pictures = models.JSONField(default=list, editable=False)  # [{n, w, h, widths: [320, 640, 1200]}]
    pictures_how = models.CharField(max_length=8, blank=True, editable=False)  # pdf, office, image or ''
    page_total = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    page_texts = models.JSONField(default=list, editable=False)  # [{text, notes}] of the clean copy

    objects = SampleFileQuerySet.as_manager()

    class Meta:
        ordering = ["series", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "series", "version"], name="portfolio_file_version"),
            models.UniqueConstraint(
                fields=["sample", "series"], condition=Q(is_current=True), name="portfolio_one_current_file"
            ),
        ]

    def __str__(self):
        return self.original_name

    def get_absolute_url(self):
        return reverse("portfolio:file_check", args=[self.pk])

    @property
    def kind_enum(self):
        return Kind(self.kind)

    @property
    def is_slides(self):
        return self.kind == Kind.PPTX

    @property
    def is_busy(self):
        return self.stage in {self.Stage.WAITING, self.Stage.CHECKING, self.Stage.DRAWING}

    @property
    def progress(self):
        """Where the reading is; changes when a waiting page has something new to say."""
        late = self.is_busy and timezone.now() - self.stage_since > timedelta(seconds=30)
        return f"{self.stage}-late" if late else self.stage

    @property
    def open_findings(self):
        """What still stands between this file and a stranger, worst first."""
        return [f for f in self.findings.all() if f.is_open]

    @property
    def blocking_findings(self):
        return [f for f in self.open_findings if f.severity == Severity.BLOCK and f.in_clean]

    @property
    def is_cleared(self):
        """The writer agreed to exactly this clean copy. A new copy, a new version: not cleared."""
        return bool(self.clean and self.clean_sha256 and self.agreed_sha256 == self.clean_sha256)

    @property
    def status_words(self):
        if self.stage == self.Stage.FAILED:
            return self.failure or "The file could not be read."
        if self.is_busy:
            return "The file is still being checked."
        if not self.is_cleared:
            return "The share check has something for you to settle."
        return "Checked, and a clean copy is ready."

    @property
    def clean_name(self):
        """What a stranger's download is called: the sample's title, never the writer's file name."""
        return f"{self.sample.slug[:60]}.{self.kind}"

    @property
    def thumbnail(self):
        return self.pictures[0] if self.pictures else None

    @property
    def is_wide(self):
        return bool(self.pictures) and self.pictures[0]["w"] > self.pictures[0]["h"]

    @property
    def thumbnail_height(self):
        """Pixels, for a picture 640 wide."""
        first = self.thumbnail
        return round(640 * first["h"] / first["w"]) if first and first["w"] else 480


# What a passage that looks like an identifier may be instead.
DISMISS_AS = [
    ("trial-number", "A trial number"),
    ("lab-value", "A laboratory value or dose"),
    ("reference", "Part of a reference"),
    ("guideline-date", "A guideline or publication date"),
    ("public-contact", "A public address or number"),
    ("invented", "Invented for this piece"),
    ("not-a-name", "Not a name"),
]


class FindingQuerySet(OwnedQuerySet):
    owner_path = "file__sample__owner"


class Finding(models.Model):
    """One thing the share check found in a file, and what the writer did about it."""

    file = models.ForeignKey(SampleFile, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=5)
    place = models.CharField(max_length=120)
    words = models.CharField(max_length=400, blank=True)
    start = models.IntegerField(default=-1)
    end = models.IntegerField(default=-1)
    message = models.CharField(max_length=500)
    remedy = models.CharField(max_length=8)
    fingerprint = models.CharField(max_length=32)
    in_clean = models.BooleanField(default=True)  # still there in the clean copy
    accepted_reason = models.CharField(max_length=300, blank=True)
    accepted_at = models.DateTimeField(null=True)
    dismissed_as = models.CharField(max_length=40, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.code}, {self.place}"

    @property
    def is_open(self):
        return not (self.accepted_reason or self.dismissed_as)

    @property
    def may_be_dismissed(self):
        """Only patterns in text can be mistaken; a comment is a comment."""
        return self.code.startswith("id-")

    @property
    def may_be_accepted(self):
        """A reason lets something stay in the clean copy. Where none could be made, only a new file helps."""
        return bool(self.file.clean)

    @property
    def headline(self):
        """What it is: the first sentence of the message, without its full stop."""
        return self.message.partition(". ")[0].rstrip(".")

    @property
    def advice(self):
        """What to do about it: the rest of the message."""
        return self.message.partition(". ")[2]

    @property
    def dismissed_words(self):
        return dict(DISMISS_AS).get(self.dismissed_as, self.dismissed_as)

    @property
    def before(self):
        return self.words[: self.start] if 0 <= self.start < self.end else ""

    @property
    def marked(self):
        return self.words[self.start : self.end] if 0 <= self.start < self.end else ""

    @property
    def after(self):
        return self.words[self.end :] if 0 <= self.start < self.end else self.words


class PrivateWord(models.Model):
    """A client, sponsor, product or project name that must never be shown."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="private_words"
    )
    word = models.CharField(max_length=120, validators=[MinLengthValidator(2)])

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["word"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "word"],
                name="portfolio_private_word_once",
                violation_error_message="This is on your list already.",
            )
        ]

    def __str__(self):
        return self.word


class Dismissal(models.Model):
    """'This is a trial number': a pattern the writer looked at, remembered for that text."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="dismissals")
    fingerprint = models.CharField(max_length=32)
    dismissed_as = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "fingerprint"], name="portfolio_dismissed_once")
        ]

    def __str__(self):
        return self.dismissed_as


class HistoryQuerySet(OwnedQuerySet):
    owner_path = "sample__owner"


class History(models.Model):
    """What happened to a sample, when, by whom. Written by actions, read by the writer."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="history")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=60)
    detail = models.CharField(max_length=400, blank=True)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "history"

    def __str__(self):
        return self.what


@receiver(post_delete, sender=SampleFile)
def remove_stored_bytes(instance, **kwargs):
    """Cascades skip Model.delete(), so this is the one place where a signal is right."""
    transaction.on_commit(partial(_remove, instance.original.name, instance.clean.name, instance.folder))


def _remove(original, clean, folder):
    if original:
        storage.originals().delete(original)
    if clean:
        storage.derived().delete(clean)
    if folder:
        files = storage.derived()
        for name in files.listdir(folder)[1] if files.exists(folder) else []:
            files.delete(f"{folder}/{name}")
        files.delete(folder)


def new_token():
    """256 random bits for an address that is itself the key."""
    return secrets.token_urlsafe(32)
