"""A brief's outline as a file to write in, and as a draft sample."""

from __future__ import annotations

import io

import docx
import pptx
from pptx.util import Pt

import vocabularies as words
from milestones.briefs import Brief
from portfolio import actions
from portfolio.models import Sample

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def formats(brief: Brief) -> list[str]:
    """The starter files that make sense for the kind of work: slides for what is made as slides."""
    types = words.find(words.DELIVERABLES, brief.deliverable).file_types
    return ["pptx", "docx"] if "PPTX" in types else ["docx"]


def outline(brief: Brief, kind: str) -> bytes:
    """A DOCX or PPTX with the headings and their prompts, without an author in its properties."""
    return {"docx": _document, "pptx": _deck}[kind](brief)


def _label() -> str:
    return words.find(words.PROVENANCES, "spec").label


def _document(brief: Brief) -> bytes:
    document = docx.Document()
    _about(document.core_properties, brief)
    document.add_heading(brief.title, 0)
    document.add_paragraph(_label()).runs[0].italic = True
    for heading in brief.outline:
        document.add_heading(heading.title, 1)
        document.add_paragraph(heading.prompt).runs[0].italic = True
        document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _deck(brief: Brief) -> bytes:
    deck = pptx.Presentation()
    _about(deck.core_properties, brief)
    front = deck.slides.add_slide(deck.slide_layouts[0])
    front.shapes.title.text = brief.title
    front.placeholders[1].text = _label()
    for heading in brief.outline:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = heading.title
        body = slide.placeholders[1].text_frame
        body.text = heading.prompt
        body.paragraphs[0].font.size = Pt(18)
        body.paragraphs[0].font.italic = True
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _about(properties, brief: Brief) -> None:
    properties.title, properties.author, properties.last_modified_by = brief.title, "", ""
    properties.comments, properties.keywords = "", ""


def text(brief: Brief) -> str:
    """The outline as Markdown."""
    parts = [f"## {heading.title}\n\n*{heading.prompt}*" for heading in brief.outline]
    return "\n\n".join(parts) + "\n"


def start(brief: Brief, *, by, form_key: str) -> Sample:
    """A draft sample: right kind, right audience, provenance "made for practice", the outline as its text."""

    def make():
        sample = Sample.objects.create(
            owner=by,
            title=brief.title[:120],
            deliverable=brief.deliverable,
            audiences=[brief.audience],
            areas=[brief.area],
            roles=["lead-writer"],
            provenance="spec",
            brief=brief.text[:1200],
            body=Sample.Body.TEXT,
            text=text(brief),
            form_key=form_key,
        )
        actions.note(sample, "Started from a practice brief", brief.title)
        return sample

    return actions.once(by, form_key, make)
