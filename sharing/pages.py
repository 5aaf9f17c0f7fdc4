"""What the pages for strangers print: the person beside the samples, and the documents of one sample."""

from __future__ import annotations

from accounts.models import Profile
from portfolio import files
from portfolio.markdown import as_html
from sharing.access import Door, Shown
from sharing.cards import Addresses

MOST_OBJECTIVES = 4
FROM_ONE_SAMPLE = 2
OVERVIEW_FROM = 4  # pages; fewer are seen by scrolling


def about(door: Door, shown: list[Shown]) -> dict:
    """The parts around the cards, for the template. Asks the database nothing."""
    profile = door.profile
    return {
        "readable_count": sum(not one.described_only for one in shown),
        "objectives": objectives(shown),
        "skills": skills(profile, shown, door),
        "bio": as_html(profile.bio) if profile.bio else "",
        "intro": as_html(door.collection.intro) if door.collection and door.collection.intro else "",
    }


def objectives(shown: list[Shown]) -> list[tuple[str, str]]:
    """(objective, title of its sample): at most two of each sample, each wording once."""
    said, found = set(), []
    for one in shown:
        if one.described_only:
            continue
        fresh = [line for line in one.sample.objective_list if _plain(line) not in said]
        for line in fresh[:FROM_ONE_SAMPLE]:
            said.add(_plain(line))
            found.append((line, one.sample.title))
    return found[:MOST_OBJECTIVES]


def _plain(line: str) -> str:
    """The same objective with another full stop or capital is the same objective."""
    return " ".join(line.casefold().split()).rstrip(".")


def skills(profile: Profile, shown: list[Shown], door: Door) -> list[dict]:
    """Competencies the writer chose to show, each with the samples behind it that this visitor may read."""
    readable = {one.sample.pk: one.sample for one in shown if one.has_page}
    rows = []
    for entry in profile.competencies_shown:
        samples = [readable[pk] for pk in entry.get("samples", []) if pk in readable]
        level = int(entry.get("level", 0))
        rows.append(
            {
                "name": entry.get("name", ""),
                "level_name": entry.get("level_name", ""),
                "pips": [number <= level for number in range(1, 6)],
                "proof": entry.get("proof", ""),
                "samples": [(one.title, door.url("sample", one.slug)) for one in samples[:3]],
            }
        )
    return rows


def documents(shown: Shown, door: Door) -> list[dict]:
    """The files of the sample that is read, page by page."""
    addresses = Addresses(door)
    return [_document(file, shown, addresses) for file in shown.files]


def _document(file, shown, addresses):
    """Picture and words side by side; words alone where nothing was drawn, a picture alone where nothing is said."""
    drawn = {picture["n"]: picture for picture in file.pictures}
    pages = []
    for number in range(1, max([len(file.page_texts), *drawn]) + 1):
        said = file.page_texts[number - 1] if number <= len(file.page_texts) else {}
        pages.append(
            {
                "number": number,
                "text": said.get("text", ""),
                "notes": said.get("notes", "") if shown.show_notes else "",
                **_addresses_of(drawn.get(number), shown.sample.slug, file.pk, addresses),
            }
        )
    return {
        "file": file,
        "pages": pages,
        "overview": [page for page in pages if page["picture"]] if len(drawn) >= OVERVIEW_FROM else [],
        "unit": "Slide" if file.is_slides else "Page",
        "total": file.page_total or len(pages),
        "drawn": len(drawn),
        "wordless": bool(drawn) and not any(page["text"].strip() for page in pages),
        "size": files.in_words(file.clean_size),
    }


def _addresses_of(picture, slug, pk, addresses):
    if picture is None:
        return {"picture": None}
    small, medium, large = (addresses.picture(slug, pk, picture["n"], width) for width in (320, 640, 1200))
    return {
        "picture": picture,
        "small": small,
        "small_height": round(320 * picture["h"] / picture["w"]) if picture["w"] else 240,
        "medium": medium,
        "large": large,
    }
