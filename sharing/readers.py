"""The kinds of readers a selection is made for: what they usually ask for, and words to start with."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.models import Sample
from sharing import suggest


@dataclass(frozen=True)
class Reader:
    """`slug` is the kind of organization; `asks_for` are deliverables, most asked for first."""

    slug: str
    name: str
    title: str  # of a collection started for them
    intro: str
    asks_for: tuple[str, ...]
    health: str = "either"
    starts: bool = False  # offered as a template for a new collection


READERS = (
    Reader(
        "medical-education-company",
        "A medical education company",
        "For medical education companies",
        "Planning documents and teaching content: from a gap in practice to the slides and questions that close it.",
        ("needs-assessment", "slide-deck", "case-study", "grant-proposal", "outcomes-report"),
        starts=True,
    ),
    Reader(
        "medical-society",
        "A society or association",
        "For societies",
        "Guideline-based teaching and self-assessment for members, with references you can check.",
        ("web-module", "test-items", "slide-deck", "clinical-article", "agenda"),
        starts=True,
    ),
    Reader(
        "publisher",
        "A journal or publisher",
        "For journals",
        "Articles and questions that read well on the page and hold up to fact-checking.",
        ("clinical-article", "test-items", "manuscript", "monograph", "abstract"),
        starts=True,
    ),
    Reader(
        "veterinary-ce",
        "Animal health",
        "For animal health",
        "Cases, modules and owner handouts for veterinary teams, with generic names and cautious doses.",
        ("case-study", "web-module", "patient-education", "slide-deck", "test-items"),
        health="animal",
        starts=True,
    ),
    Reader(
        "academic-cme",
        "A university CME office",
        "For academic CME",
        "Course material, outcomes and everything faculty need beside it.",
        ("content-outline", "slide-deck", "outcomes-report", "faculty-brief", "learning-objectives"),
    ),
    Reader(
        "health-system",
        "A hospital or health system",
        "For hospitals",
        "Teaching that starts from local practice and measures whether it changed.",
        ("needs-assessment", "workbook-toolkit", "case-study", "outcomes-plan", "pocket-guide"),
    ),
    Reader(
        "patient-advocacy",
        "A patient or owner group",
        "For patient groups",
        "Plain words for people who live with it, and the clinicians beside them.",
        ("patient-education", "infographic", "newsletter", "video-script"),
    ),
    Reader(
        "ce-platform",
        "An online platform or podcast",
        "For platforms",
        "Short pieces made to be heard, watched or clicked through.",
        ("microlearning", "podcast-script", "video-script", "test-items", "web-module"),
    ),
)
TEMPLATES = tuple(reader for reader in READERS if reader.starts)
AT_MOST = 6  # samples put into a collection that starts from a template


def find(slug: str) -> Reader | None:
    return next((reader for reader in READERS if reader.slug == slug), None)


def samples_for(reader: Reader, owner) -> list[Sample]:
    """The owner's samples that fit this reader and may go behind a private link, best first."""
    ranked = suggest.rank(suggest.showable(owner), suggest.Picks(usual=reader.asks_for))
    return [one.sample for one in ranked if one.score][:AT_MOST]
