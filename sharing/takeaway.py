"""What may be taken along from a door: the portfolio as a PDF, one page about the writer, a contact card.

Everything is made of what the door shows at this moment (sharing.access), so nothing is in a file that is
not on the page. A finished PDF is kept under the digest of all that went into it: when anything of that
changes, another file is asked for, and the old one is never found again.
"""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import timedelta
from functools import cache

import segno
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from documents import limits
from portfolio import storage
from portfolio.files import scratch
from portfolio.markdown import as_paragraphs
from portfolio.models import Sample
from sharing import made, pages, typesetting
from sharing.access import Door, Shown
from sharing.pictures import ACCENTS

FOLDER = "taken"
KEPT_DAYS = 2
MOST_PAGES = 40  # of one sample
MOST_WORDS = 4000  # characters of pasted text
MEMORY = 1024 * 2**20  # address space; the typesetter reserves much more than it touches
ONE_PAGE_SAMPLES = 6
PROMISE = "Writing samples, not accredited education; they carry no credit"
_making = threading.Lock()  # one at a time in each process: a PDF takes a core for a second or two


def may_be_taken(door: Door) -> bool:
    """Whether PDFs are offered behind this door: its collection and its link both allow downloads."""
    if door.preview:
        return True
    wanted = door.collection is None or door.collection.allow_downloads
    return wanted and (door.link is None or door.link.allow_downloads)


def offers(door: Door) -> list[tuple[str, str]]:
    """(label, address) of what this door lets its visitor take along."""
    if door.preview:
        args = [door.collection.pk]
        return [
            ("Portfolio, PDF", reverse("sharing:own_pdf", args=args)),
            ("One page, PDF", reverse("sharing:own_one_page", args=args)),
        ]
    found = []
    if may_be_taken(door):
        found.append(("Portfolio, PDF", _pdf_address(door)))
    if door.link is None and door.collection.is_main:
        if may_be_taken(door):
            found.append(("One page, PDF", reverse("sharing:one_page_pdf", args=[door.profile.slug])))
        found.append(("Contact card", reverse("sharing:contact_card", args=[door.profile.slug])))
    return found


def _pdf_address(door):
    if door.link is not None:
        return reverse("sharing:shared_pdf", args=[door.link.token])
    if door.collection.is_main:
        return reverse("sharing:portfolio_pdf", args=[door.profile.slug])
    return reverse("sharing:collection_pdf", args=[door.profile.slug, door.collection.slug])


def portfolio_pdf(door: Door, shown: list[Shown]) -> str:
    """Storage name, among the derived files, of a PDF of everything this door shows. Made when it is not there."""
    with_pages = _pages_wanted(door)
    data, pictures = _common(door, shown), []
    for number, one in enumerate(shown):
        drawn = _drawn(one, with_pages) if one.may_download or door.preview else []
        pictures += [(f"p{number}-{n}.webp", file, page) for n, (file, page) in enumerate(drawn)]
        data["samples"].append(_sample(one, door, number, drawn))
    data["heading"] = door.title
    data["intro"] = as_paragraphs(door.collection.intro) if door.collection else []
    return _kept("collection.typ", data, door, pictures)


def one_page_pdf(door: Door, shown: list[Shown]) -> str:
    """Storage name of one page about the writer: what they write, for whom, and their first samples."""
    data = _common(door, shown)
    first = [one for one in shown if one.has_page][:ONE_PAGE_SAMPLES] or shown[:ONE_PAGE_SAMPLES]
    data["samples"] = [
        {
            "title": _clip(one.sample.title, 90),
            "kicker": _kicker(one),
            "label": one.sample.provenance_words.label,
            "line": _first_sentence(one.sample.summary, 190),
            "address": _address(door, one),
        }
        for one in first
    ]
    data["more"] = len(shown) - len(first)
    data["lead"] = _first_sentence(" ".join(as_paragraphs(door.profile.bio)), 330)
    data["skills"] = [(_clip(name, 60), level) for name, level in data["skills"][:4]]
    data["facts"] = [(label, _clip(value, 130)) for label, value in data["facts"]]
    return _kept("one-page.typ", data, door, [])


def _pages_wanted(door):
    return door.collection.pdf_pages if door.collection else 3


def _common(door, shown):
    """The writer, as the page of this door says it."""
    profile = door.profile
    address = "" if door.private else settings.SITE_URL + door.home_url
    if door.preview and not door.private:
        address = settings.SITE_URL + profile.get_absolute_url() if profile.is_published else ""
    credentials = profile.credentials if door.shows_credentials else ""
    facts = [
        ("Writes for", ", ".join(profile.audience_names)),
        ("Fields", ", ".join(profile.area_names)),
        ("Open to", ", ".join(profile.deliverable_names)),
        ("Available", _available(profile)),
        ("Based in", profile.location),
        ("AI policy", profile.ai_policy),
        ("Disclosure", profile.disclosure),
    ]
    today = profile.user.today()
    return {
        "title": f"{profile.name}: {door.title}",
        "name": profile.name,
        "first-name": profile.name.split()[0] if profile.name.split() else "the writer",
        "credentials": credentials,
        "fictional": profile.user.is_demo,
        "headline": profile.headline,
        "description": profile.headline or "Writing samples for continuing medical education",
        "keywords": profile.area_names + profile.deliverable_names,
        "accent": ACCENTS[profile.accent],
        "paper": "us-letter",
        "for-reader": door.link.name if door.link else "",
        "available": _available(profile),
        "address": address,
        "address-short": address.split("://")[-1].rstrip("/"),
        "made-on": f"{today:%B %-d, %Y}",
        "promise": PROMISE,
        "about": as_paragraphs(profile.bio) or [profile.headline],
        "facts": [(label, value) for label, value in facts if value],
        "skills": [(row["name"], row["level_name"]) for row in pages.skills(profile, shown, door)],
        "samples": [],
    }


def _available(profile):
    if not profile.available:
        return "Not at the moment"
    return profile.availability or "Yes, for new work"


def _kicker(one):
    if one.described_only:
        return "Confidential work, described only"
    size = one.sample.size_words
    return f"{one.sample.deliverable_name}, {size}" if size else one.sample.deliverable_name


def _address(door, one):
    """Where a reader of the paper finds the sample: never an address that is itself a key."""
    if door.private or door.preview or not one.has_page:
        return ""
    return settings.SITE_URL + door.url("sample", one.sample.slug)


def _sample(one, door, number, drawn):
    sample = one.sample
    facts = made.facts(sample) if one.has_page else []
    words, clipped = [], False
    may_read = one.has_page and (one.may_download or door.preview)
    if sample.body == Sample.Body.TEXT and may_read and _pages_wanted(door):
        words, clipped = _first_paragraphs(as_paragraphs(sample.text), MOST_WORDS)
    return {
        "title": sample.title,
        "kicker": _kicker(one),
        "label": sample.provenance_words.label,
        "explanation": sample.provenance_words.explanation,
        "summary": as_plain(sample.summary),
        "address": _address(door, one),
        "facts": facts,
        "words": words,
        "clipped": clipped,
        "pages": [_page(file, page, f"p{number}-{n}.jpg") for n, (file, page) in enumerate(drawn)],
    }


def as_plain(text: str) -> list[str]:
    """Paragraphs of plain text."""
    return [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _drawn(one, most):
    """(file, picture) of the first pages of each file that has pictures."""
    if not one.has_page:
        return []
    return [(file, picture) for file in one.files for picture in file.pictures[: min(most, MOST_PAGES)]]


def _page(file, picture, name):
    unit, number = "Slide" if file.is_slides else "Page", picture["n"]
    landscape = picture["w"] > picture["h"]
    said = file.page_texts[number - 1].get("text", "") if number <= len(file.page_texts) else ""
    return {
        "file": name,
        "width": 150 if landscape else 148,
        "new-page": not landscape or number % 2 == 1,
        "alt": f"{unit} {number} of {file.page_total}. {' '.join(said.split())[:1500]}".strip(),
        "caption": f"{unit} {number} of {file.page_total}",
    }


def _first_paragraphs(paragraphs, most):
    kept, size = [], 0
    for one in paragraphs:
        if size + len(one) > most and kept:
            return kept, True
        kept.append(one[:most])
        size += len(one)
    return kept, False


def _clip(text, most):
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _first_sentence(text, most):
    """As many whole sentences as fit; a longer first one is cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    end = max(text.rfind(mark, 0, most) for mark in (". ", "! ", "? "))
    return text[: end + 1] if end > 30 else _clip(text, most)


# Kept files -----------------------------------------------------------------------------------------


@cache
def _templates() -> str:
    """Changes with our templates, so that a new release makes new files."""
    mark = hashlib.sha256(str(typesetting.JPEG_QUALITY).encode())
    for path in sorted(typesetting.TEMPLATES.glob("*.typ")):
        mark.update(path.read_bytes())
    return mark.hexdigest()


def _kept(template, data, door, pictures):
    """`pictures` are (name, file, page): pictures of clean copies, under names that change with every copy."""
    went_in = [
        template,
        _templates(),
        data,
        [(name, file.folder, page["n"]) for name, file, page in pictures],
    ]
    digest = hashlib.sha256(json.dumps(went_in, sort_keys=True).encode()).hexdigest()[:40]
    name = f"{FOLDER}/{door.profile.user_id}/{door.profile.version}-{digest}.pdf"
    files = storage.derived()
    if not files.exists(name):
        with _making:
            if not files.exists(name):
                files.save(name, ContentFile(_make(template, data, pictures)))
    return name


def _make(template, data, pictures):
    with scratch() as folder:
        for name, file, page in pictures:
            width = max(page["widths"])
            with storage.derived().open(f"{file.folder}/p{page['n']:03d}-{width}.webp") as source:
                (folder / name).write_bytes(source.read())
        if data["address"]:
            segno.make(data["address"], error="m").save(
                str(folder / "qr.svg"), scale=4, border=1, dark="#17201f", light="#ffffff"
            )
        return limits.run(
            typesetting.pdf, template, data, str(folder), memory=MEMORY, cpu_seconds=60, seconds=60
        )


def forget_old(now=None):
    """Periodic: PDFs made more than two days ago go; who wants one again gets a new one."""
    files, before = storage.derived(), (now or timezone.now()) - timedelta(days=KEPT_DAYS)
    gone = 0
    for owner in files.listdir(FOLDER)[0] if files.exists(FOLDER) else []:
        for name in files.listdir(f"{FOLDER}/{owner}")[1]:
            full = f"{FOLDER}/{owner}/{name}"
            if files.get_modified_time(full) < before:
                files.delete(full)
                gone += 1
    return gone


# Contact card ---------------------------------------------------------------------------------------


def contact_card(door: Door) -> str:
    """A vCard 3.0 (RFC 2426) with what the public page says. No e-mail address: the page hides it too."""
    profile = door.profile
    family = profile.name.split()[-1] if len(profile.name.split()) > 1 else ""
    given = profile.name.removesuffix(family).strip()
    note = profile.headline + (" A fictional person." if profile.user.is_demo else "")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_escaped(family)};{_escaped(given)};;;{_escaped(profile.credentials) if door.shows_credentials else ''}",
        f"FN:{_escaped(profile.signature if door.shows_credentials else profile.name)}",
        "TITLE:CME writer",
        f"URL:{settings.SITE_URL}{profile.get_absolute_url()}",
        f"NOTE:{_escaped(note.strip())}" if note.strip() else "",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines if line)


def _escaped(text):
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(line):
    """At most 75 bytes a line; no character is cut in two."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 74:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n".join(parts)
