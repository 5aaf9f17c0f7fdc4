"""From columns of somebody else's list to contacts: names of columns, one candidate a row, duplicates.

Reads; writes nothing. Home addresses, birthdays and the like are left behind when the file is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

import vocabularies as words
from accounts.forms import web_address
from networking import catalogue
from networking.models import Contact
from networking.models.people import tags_from
from networking.tables import FORMULA_STARTS, Table


@dataclass(frozen=True)
class Target:
    """Something a column can become. `heading` is its name in our own files; `aliases` in other programs'."""

    slug: str
    heading: str
    longest: int
    aliases: tuple[str, ...] = ()


TARGETS = (
    Target("name", "Name", 120, ("full name", "display name", "file as", "contact")),
    Target("first_name", "First name", 60, ("given name", "first", "prename")),
    Target("last_name", "Last name", 60, ("family name", "surname", "last")),
    Target(
        "role",
        "Role",
        120,
        ("position", "job title", "title", "organization title", "organization 1 - title"),
    ),
    Target(
        "organization",
        "Organization",
        120,
        ("company", "organization name", "organization 1 - name", "employer"),
    ),
    Target("kind", "Kind", 60),
    Target("email", "E-mail", 254, ("email", "email address", "e-mail address", "e-mail 1 - value", "mail")),
    Target(
        "phone", "Phone", 40, ("business phone", "mobile phone", "phone 1 - value", "telephone", "mobile")
    ),
    Target("link", "Link", 300, ("url", "linkedin", "linkedin url", "profile url", "website 1 - value")),
    Target("website", "Website", 300, ("web page", "company website", "organization website")),
    Target("country", "Country", 60, ("business country/region",)),
    Target("source", "Source", 60, ("how you found them",)),
    Target("met", "How you met", 200),
    Target("met_on", "Since", 40, ("connected on", "connection date")),
    Target("priority", "Priority", 40),
    Target("stage", "Stage", 60),
    Target("next_action", "Next action", 160),
    Target("next_action_on", "Next date", 40, ("next action date",)),
    Target("do_not_contact", "Do not contact", 20),
    Target("tags", "Tags", 280, ("labels", "categories", "group membership")),
    Target("notes", "Notes", 4000, ("note", "comments")),
)
BY_SLUG = {target.slug: target for target in TARGETS}
_BY_NAME = {
    name: target.slug
    for target in TARGETS
    for name in (target.heading.casefold(), *target.aliases, target.slug)
}
KNOWN = tuple(_BY_NAME)
NEVER_TAKEN = ("birthday", "home", "anniversary", "gender", "spouse", "children", "government id", "hobby")
OUR_HEADER = [target.heading for target in TARGETS if target.slug not in {"first_name", "last_name"}]
MERGE, SKIP, ADD = "merge", "skip", "add"
_FORMULA_TELLS = {"name", "first_name", "last_name", "role", "organization", "email"}
_YES = {"yes", "y", "true", "1", "x"}
_NO = {"", "no", "n", "false", "0"}
_DATES = ("%Y-%m-%d", "%d %b %Y", "%b %d, %Y", "%B %d, %Y", "%d %B %Y", "%m/%d/%Y", "%m/%d/%y", "%Y/%m/%d")


@dataclass
class Candidate:
    """One row as the contact it would become. `same_as` is the contact it repeats, `same_row` an earlier row."""

    row: int
    data: dict[str, object] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    same_as: int | None = None
    same_row: int | None = None

    @property
    def title(self):
        return ", ".join(str(self.data[key]) for key in ("name", "organization") if self.data.get(key))


def is_never_taken(heading: str) -> bool:
    """Columns about somebody's home or family: not read, not kept."""
    return heading.casefold().startswith(NEVER_TAKEN)


def without_empty_columns(table: Table) -> Table:
    """Only columns with something in them that a work contact may hold."""
    keep = [
        n
        for n, heading in enumerate(table.header)
        if not is_never_taken(heading) and any(cells[n] for _, cells in table.rows)
    ]
    return Table(
        [table.header[n] for n in keep],
        [(number, [cells[n] for n in keep]) for number, cells in table.rows],
        table.problems,
        table.padded,
    )


def guess(header: Iterable[str]) -> list[str]:
    """A target for each column, '' where none fits. Each target at most once: the first column wins."""
    guessed: list[str] = []
    for heading in header:
        slug = _BY_NAME.get(heading.casefold().strip(), "")
        guessed.append("" if slug in guessed else slug)
    return guessed


def candidates(
    header: list[str], rows: list[tuple[int, list[str]]], mapping: list[str], today: date
) -> list[Candidate]:
    """A candidate for each row, with everything that is wrong with it in words."""
    return [_candidate(number, cells, header, mapping, today) for number, cells in rows]


def _candidate(number, cells, header, mapping, today) -> Candidate:
    one = Candidate(number)
    raw = {slug: cells[n] for n, slug in enumerate(mapping) if slug and cells[n]}
    for slug, text in raw.items():
        heading = header[mapping.index(slug)]
        if slug in _FORMULA_TELLS and text[:1] in FORMULA_STARTS:
            one.problems.append(f"{heading} begins with {text[0]}, like a formula: “{text[:40]}”.")
        elif len(text) > BY_SLUG[slug].longest:
            one.problems.append(f"{heading} is longer than {BY_SLUG[slug].longest} characters.")
    if one.problems:
        return one
    one.data = _data(raw, one.problems, today)
    if not one.problems and not (one.data["name"] or one.data["organization"]):
        one.problems.append("There is neither a name nor an organization.")
    return one


def _data(raw: dict[str, str], problems: list[str], today: date) -> dict[str, object]:
    def line(slug):
        return " ".join(raw.get(slug, "").split())

    name = line("name") or " ".join(part for part in (line("first_name"), line("last_name")) if part)
    data: dict[str, object] = {
        "name": name[:120],
        "role": line("role"),
        "organization": line("organization"),
        "email": _email(line("email"), problems),
        "phone": line("phone"),
        "link": _address(line("link"), problems),
        "website": _address(line("website"), problems),
        "country": line("country"),
        "met": line("met"),
        "met_on": _day(line("met_on"), "The date since when you know them", problems),
        "notes": raw.get("notes", ""),
        "tags": _tags(raw.get("tags", "")),
        "kind": _term(line("kind"), catalogue.KINDS, "kind", problems),
        "source": _term(line("source"), catalogue.SOURCES, "source", problems),
        "priority": _priority(line("priority"), problems),
        "stage": _term(line("stage"), catalogue.STAGES, "stage", problems),
        "next_action": line("next_action"),
        "next_action_on": _day(line("next_action_on"), "The next date", problems),
        "do_not_contact": _yes(line("do_not_contact"), problems),
    }
    if data["met_on"] and data["met_on"] > today:
        problems.append("The date since when you know them is still to come.")
    return data


def _email(text, problems):
    if text:
        try:
            validate_email(text)
        except ValidationError:
            problems.append(f"“{text[:60]}” is not an e-mail address.")
    return text


def _address(text, problems):
    if not text:
        return ""
    text = text if "://" in text else f"https://{text}"
    try:
        web_address(text)
    except ValidationError:
        problems.append(f"“{text[:60]}” is not a web address.")
    return text


def _day(text, what, problems) -> date | None:
    if not text:
        return None
    if day := _date(text):
        return day
    problems.append(f"{what} is not a date we can read: “{text[:30]}”. Write it like 2026-03-26.")
    return None


@lru_cache(maxsize=1024)
def _date(text: str) -> date | None:
    for form in _DATES:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007  a date without a time has no zone
        except ValueError:
            continue
        if 1950 <= day.year <= 2100:
            return day
    return None


def _term(text, terms, what, problems) -> str:
    """A slug for what somebody typed: the slug itself or the name, in any case."""
    if not text:
        return ""
    typed = text.casefold()
    for term in terms:
        names = {term.slug, term.name.casefold(), str(term.vet.get("name", "")).casefold()}
        if typed in names:
            return term.slug
    problems.append(f"“{text[:40]}” is not a {what} we know.")
    return ""


def _priority(text, problems) -> str:
    letter = text[:1].lower()
    if text and (letter not in {"a", "b", "c"} or (len(text) > 1 and text[1] not in ": ")):
        problems.append(f"“{text[:20]}” is not a priority: A, B or C.")
        return ""
    return letter


def _yes(text, problems) -> bool:
    if text.casefold() not in _YES | _NO:
        problems.append(f"“{text[:20]}” under Do not contact should be yes or no.")
    return text.casefold() in _YES


def _tags(text: str) -> str:
    """Google's 'A ::: * B', Outlook's 'A;B' and our 'a, b'. Program-made groups start with a star."""
    parts = text.replace(":::", ",").replace(";", ",").split(",")
    kept = [part for part in parts if not part.strip().startswith("*")]
    return tags_from(",".join(kept))[:300]


def find_duplicates(found: list[Candidate], user) -> None:
    """Mark rows that repeat a contact of the writer's (archived ones too), or an earlier row."""
    by_email: dict[str, int] = {}
    by_name: dict[tuple[str, str], int] = {}
    mine = Contact.objects.owned_by(user).order_by("-pk")
    for pk, email, name, organization in mine.values_list("pk", "email", "name", "organization__name"):
        if email:
            by_email[email.casefold()] = pk
        by_name[_name_key(name, organization)] = pk
    rows_by_email: dict[str, int] = {}
    rows_by_name: dict[tuple[str, str], int] = {}
    for one in found:
        if one.problems:
            continue
        email, key = str(one.data["email"]).casefold(), _name_key(one.data["name"], one.data["organization"])
        one.same_as = by_email.get(email) if email else None
        one.same_as = one.same_as or by_name.get(key)
        one.same_row = rows_by_email.get(email) if email else None
        one.same_row = one.same_row or rows_by_name.get(key)
        rows_by_name.setdefault(key, one.row)
        if email:
            rows_by_email.setdefault(email, one.row)


def _name_key(name, organization) -> tuple[str, str]:
    return (name or "").casefold(), (organization or "").casefold()


def target_choices() -> list[tuple[str, str]]:
    return [("", "Leave out"), *((target.slug, target.heading) for target in TARGETS)]


def kind_for_export(slug: str) -> str:
    return words.label(catalogue.KINDS, slug) if slug else ""
