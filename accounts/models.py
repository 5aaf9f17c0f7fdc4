"""The writer: an account that logs in, and a profile that may be published."""

import itertools
import zoneinfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

import vocabularies as words


def numbered(base):
    """base, base-2, base-3, … for the first one that is free."""
    return itertools.chain([base], (f"{base}-{n}" for n in itertools.count(2)))


class OwnedQuerySet(models.QuerySet):
    """Rows that belong to one user; `owner_path` is the lookup that reaches that user."""

    owner_path = "owner"

    def owned_by(self, user):
        return self.filter(**{self.owner_path: user})


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in with an e-mail address. Nothing on it is ever published."""

    email = models.EmailField(unique=True, error_messages={"unique": "This address already has an account."})
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False, help_text="A fictional person; every page says so.")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    time_zone = models.CharField(max_length=64, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    def __str__(self):
        return self.email

    @property
    def name(self):
        return self.profile.name

    @property
    def first_name(self):
        return self.profile.name.split()[0] if self.profile.name.split() else ""

    @property
    def tz(self):
        try:
            return zoneinfo.ZoneInfo(self.time_zone) if self.time_zone else timezone.get_default_timezone()
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return timezone.get_default_timezone()

    def today(self):
        """The date where the writer is: due dates and end dates are the writer's dates."""
        return timezone.localdate(timezone=self.tz)

    @property
    def email_confirmed(self):
        return self.emailaddress_set.filter(verified=True).exists()


RESERVED_ADDRESSES = frozenset(
    [
        "about",
        "accounts",
        "admin",
        "api",
        "archive",
        "checks",
        "collections",
        "contacts",
        "demo",
        "feed",
        "help",
        "home",
        "index",
        "links",
        "login",
        "logout",
        "milestones",
        "p",
        "portfolio",
        "privacy",
        "r",
        "robots",
        "s",
        "samples",
        "settings",
        "signup",
        "sitemap",
        "static",
        "terms",
        "www",
        "you",
    ]
)


class Profile(models.Model):
    """What strangers may read about the writer. Everything on it may be published."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    name = models.CharField("Your name", max_length=80)
    slug = models.CharField(
        "Address",
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
                "Use small letters, numbers and single hyphens, such as ada-lovelace.",
            )
        ],
        error_messages={"unique": "Somebody else has this address. Add a middle initial or your field."},
    )
    credentials = models.CharField(max_length=80, blank=True)
    headline = models.CharField(max_length=160, blank=True)
    background = models.CharField(max_length=20, blank=True)
    health = models.CharField(
        max_length=6, default="human", choices=[("human", "Human health"), ("animal", "Animal health")]
    )
    bio = models.TextField(blank=True, max_length=4000)
    location = models.CharField(max_length=80, blank=True)
    areas = models.JSONField(default=list, blank=True)
    audiences = models.JSONField(default=list, blank=True)
    deliverables = models.JSONField(default=list, blank=True)
    links = models.JSONField(default=list, blank=True)
    # What the writer chose to show of their competencies: [{"name", "level", "proof", "samples": [pk]}].
    competencies_shown = models.JSONField(default=list, blank=True)
    available = models.BooleanField("Available for work", default=True)
    availability = models.CharField(max_length=120, blank=True)
    ai_policy = models.CharField(max_length=240, blank=True)
    disclosure = models.CharField(max_length=240, blank=True)
    photo = models.CharField(max_length=80, blank=True, editable=False)  # file name among the derived files

    is_published = models.BooleanField(default=False)  # the public page answers
    is_indexed = models.BooleanField("Search engines may list my page", default=False)
    published_at = models.DateTimeField(null=True, editable=False)
    theme = models.CharField(
        max_length=12, default="paper", choices=[("paper", "Paper"), ("clinic", "Clinic"), ("field", "Field")]
    )
    accent = models.CharField(
        max_length=12,
        default="teal",
        choices=[("teal", "Teal"), ("ink", "Ink blue"), ("plum", "Plum"), ("moss", "Moss")],
    )
    hidden_at = models.DateTimeField(null=True, editable=False)  # by the operator; no door to it opens
    hidden_reason = models.CharField("Hidden, because", max_length=300, blank=True)
    # Rises with every change to anything strangers can see; the cache of the public page hangs on it.
    version = models.PositiveBigIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("sharing:portfolio", args=[self.slug])

    @property
    def initials(self):
        parts = self.name.split()
        return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper() if parts else "?"

    @property
    def signature(self):
        """The name with its credentials, as a byline."""
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    @property
    def area_names(self):
        return [words.label(words.AREAS, slug) for slug in self.areas]

    @property
    def audience_names(self):
        return [words.label(words.AUDIENCES, slug) for slug in self.audiences]

    @property
    def deliverable_names(self):
        return [
            words.label(words.DELIVERABLES, slug).split(" (")[0] for slug in self.deliverables
        ]  # short forms

    @property
    def is_animal(self):
        return self.health == "animal"

    @classmethod
    def free_slug(cls, name):
        """An address made of the name that nobody has, and nobody had."""
        base = slugify(name)[:48] or "writer"
        if base in RESERVED_ADDRESSES:
            base = f"{base}-portfolio"
        taken = set(cls.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        taken |= set(FormerAddress.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        return next(s for s in numbered(base) if s not in taken)


class FormerAddress(models.Model):
    """An address the writer had before; visitors are sent on to the present one."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="former_addresses")
    slug = models.CharField(max_length=60, unique=True)
    given_up_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.slug


def public_page_changed(user_id):
    """Call in the transaction of any change to what strangers may see. The next request shows it."""
    Profile.objects.filter(user_id=user_id).update(version=F("version") + 1)


class RateLimit(models.Model):
    """How often something was tried in a window. Exact across processes: one row, one UPSERT."""

    key = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.key
