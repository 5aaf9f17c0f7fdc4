"""Which rows belong to a writer, and how each is written as plain data. One line for each model.

A test walks all models: whatever leads to an account stands in `TABLES`, or in `STAYS` with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import JSONField, Model

from accounts.models import FormerAddress, Profile, User
from milestones import models as milestones
from networking import models as networking
from portfolio import models as portfolio
from sharing import models as sharing
from sharing import review_models as reviews

# Keys to doors, marks that tell visitors or double presses apart, and our own housekeeping: never written out.
NEVER = frozenset({"token", "feed_token", "password", "password_version", "form_key", "mark", "once", "run"})

Find = Callable[[str, Any], Any]  # (table, number or key) -> the other one, or None when it is not there


@dataclass(frozen=True)
class Table:
    """One kind of row. `owner` is the lookup that reaches the account."""

    name: str  # data/<name>.json and data/<name>.csv
    model: type[Model]
    owner: str = "owner"
    leave_out: frozenset[str] = frozenset()
    key: str = ""  # the field that names a row; without one, rows are counted from 1
    inside: dict[str, Callable[[Any, Find], Any]] = field(default_factory=dict)  # numbers within JSON fields

    @property
    def fields(self):
        """Every field that goes out: all but the row's number, its account, secrets and names on our disk."""
        to_account = self.owner.partition("__")[0] if "__" not in self.owner else ""
        out = {to_account} | NEVER | self.leave_out
        return [f for f in self.model._meta.concrete_fields if not f.primary_key and f.name not in out]

    def of(self, user):
        """The account's rows in the order in which they were made."""
        return self.model._default_manager.filter(**{self.owner or "pk": user.pk}).order_by("pk")


def _out(*names: str) -> frozenset[str]:
    return frozenset(names)


def _samples(value, find: Find):
    """A list of samples."""
    return [found for one in value if (found := find("samples", one)) is not None]


def _shown_competencies(value, find: Find):
    return [entry | {"samples": _samples(entry.get("samples", []), find)} for entry in value]


def _pages(value, find: Find):
    """Seconds by page: file and page, joined by a hyphen."""
    named = {}
    for name, seconds in value.items():
        file, hyphen, page = str(name).rpartition("-")
        found = find("files", file) if hyphen else None
        named[f"{found}-{page}" if found is not None else name] = seconds
    return named


# In the order in which they can be put back: what a row points at stands above it.
TABLES = [
    Table(
        "account", User, "", leave_out=_out("is_active", "is_staff", "is_superuser", "is_demo", "last_login")
    ),
    Table(
        "profile",
        Profile,
        "user",
        leave_out=_out("photo", "version"),
        inside={"competencies_shown": _shown_competencies},
    ),
    Table("former_addresses", FormerAddress, "profile__user"),
    Table("names_never_to_show", portfolio.PrivateWord),
    Table("dismissals", portfolio.Dismissal),
    Table("samples", portfolio.Sample, key="slug"),
    Table("permissions", portfolio.PermissionRecord, "sample__owner"),
    Table(
        "files",
        portfolio.SampleFile,
        "sample__owner",
        # The words and pictures of pages are in the site; they are made again from the original.
        leave_out=_out(
            "original", "clean", "folder", "stage", "stage_since", "failure", "pictures", "page_texts"
        ),
    ),
    Table("findings", portfolio.Finding, "file__sample__owner"),
    Table("history", portfolio.History, "sample__owner"),
    Table("collections", sharing.Collection, key="slug"),
    Table("collection_items", sharing.CollectionItem, "collection__owner"),
    Table("links", sharing.ShareLink),
    Table("link_items", sharing.LinkItem, "link__owner"),
    Table("visits", sharing.Visit, inside={"pages": _pages}),
    Table("visit_sums", sharing.VisitSum),
    Table("messages", sharing.Message),
    Table(
        "review_requests", reviews.ReviewRequest, leave_out=_out("draft")
    ),  # unsent words are not the writer's
    Table("reviews", reviews.Review),
    Table("review_comments", reviews.ReviewComment, "review__owner"),
    Table("organizations", networking.Organization),
    Table("contacts", networking.Contact),
    Table("stage_moves", networking.StageMove, "contact__owner"),
    Table("interactions", networking.Interaction, "contact__owner"),
    Table("letter_templates", networking.LetterTemplate),
    Table("letters", networking.Letter, "contact__owner"),
    Table("answers", networking.DrillAnswer),
    Table("relationships", networking.Relationship),
    Table("disclosure_card", networking.DisclosureCard, leave_out=_out("ends_at")),
    Table("saved_views", networking.SavedView),
    Table("step_progress", milestones.StepProgress, inside={"shown_samples": _samples}),
    Table("reflections", milestones.Reflection),
    Table("rating_snapshots", milestones.RatingSnapshot),
    Table("ratings", milestones.CompetencyRating, "snapshot__owner"),
    Table("competency_evidence", milestones.CompetencyEvidence),
    Table("plan", milestones.Plan),
    Table("threads", milestones.SampleThread, "sample__owner"),
]
BY_NAME = {table.name: table for table in TABLES}
BY_MODEL = {table.model: table for table in TABLES}

# Leads to an account and stays here: model label -> why.
STAYS = {
    "networking.ContactImport": "a list nobody said yes to; gone within a day",
    "archive.Export": "the export itself",
    "archive.Import": "a ZIP on its way in",
    "account.EmailAddress": "the log-in address; it is in `account`",
    "account.EmailConfirmation": "a code on its way",
    "mfa.Authenticator": "a key to the account",
    "usersessions.UserSession": "open log-ins",
    "admin.LogEntry": "what operators did",
}


class Keys:
    """The key of each row of one account: 'samples:refill-case', 'contacts:3'. Numbers of ours never leave."""

    def __init__(self, user):
        self.user = user
        self._known: dict[str, dict[int, str]] = {}

    def of(self, table: Table) -> dict[int, str]:
        if table.name not in self._known:
            columns = ["pk", *([table.key] if table.key else [])]
            rows = table.of(self.user).values_list(*columns)
            self._known[table.name] = {
                row[0]: f"{table.name}:{row[1] if table.key else number}"
                for number, row in enumerate(rows, 1)
            }
        return self._known[table.name]

    def find(self, name: str, pk: Any) -> str | None:
        if pk is None:
            return None
        try:
            return self.of(BY_NAME[name]).get(int(pk))
        except (TypeError, ValueError):
            return None


def plain(value: Any) -> Any:
    """A field's value as JSON knows it. Moments keep their zone, numbers with decimals stay exact."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def written(table: Table, keys: Keys) -> Iterator[dict[str, Any]]:
    """The account's rows of one table, as {"key": …, field: value}. Other rows are named by their keys."""
    known = keys.of(table)
    for row in table.of(keys.user).iterator(chunk_size=100):
        data = {"key": known[row.pk]}
        for one in table.fields:
            value = getattr(row, one.attname)
            if one.remote_field is not None:
                value = keys.find(BY_MODEL[one.related_model].name, value)
            elif one.name in table.inside:
                value = table.inside[one.name](value, keys.find)
            data[one.name] = plain(value)
        yield data


def columns(table: Table) -> list[str]:
    return ["key", *(one.name for one in table.fields)]


def json_fields(table: Table) -> set[str]:
    return {one.name for one in table.fields if isinstance(one, JSONField)}
