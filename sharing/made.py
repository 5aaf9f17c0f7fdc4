"""How a sample was made: one list of facts, printed for people and, as schema.org data, for programs."""

from __future__ import annotations

import json

from django.utils.safestring import SafeString, mark_safe

from portfolio.models import Sample

_BREAKS_OUT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def facts(sample: Sample) -> list[tuple[str, str]]:
    """(label, value) of what the writer said about the making; parts without an answer are left out."""
    ai = sample.ai_use_name
    if ai and sample.ai_note:
        ai = f"{ai}. {sample.ai_note}"
    every = [
        ("The brief", sample.brief),
        ("Kind of work", sample.deliverable_name),
        ("Made for", ", ".join(sample.audience_names)),
        ("My part", ", ".join(sample.role_names)),
        ("Who else", sample.others),
        ("Time", f"About {float(sample.hours):g} hours" if sample.hours else ""),
        ("Size", sample.size_words),
        ("References", str(sample.references_count or "")),
        ("AI help", ai),
        ("Tools", sample.tools),
        ("Changed after review", sample.changed),
    ]
    return [(label, str(value).strip()) for label, value in every if str(value).strip()]


def as_data(sample: Sample, profile, *, address: str, with_credentials: bool) -> dict:
    """The same facts as schema.org CreativeWork. Holds nothing the page does not print."""
    author = {"@type": "Person", "name": profile.name}
    if with_credentials and profile.credentials:
        author["honorificSuffix"] = profile.credentials
    data = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "url": address,
        "name": sample.title,
        "description": sample.summary,
        "genre": sample.deliverable_name,
        "author": author,
        "creativeWorkStatus": sample.provenance_words.label,
        "about": sample.area_names,
        "dateCreated": f"{sample.written_on:%Y-%m}" if sample.written_on else "",
        "additionalProperty": [
            {"@type": "PropertyValue", "name": label, "value": value} for label, value in facts(sample)
        ],
    }
    return {key: value for key, value in data.items() if value}


def person_data(profile, *, address: str, with_credentials: bool) -> dict:
    """The writer as schema.org ProfilePage. Holds nothing the page does not print."""
    person = {
        "@type": "Person",
        "name": profile.name,
        "honorificSuffix": profile.credentials if with_credentials else "",
        "description": profile.headline,
        "knowsAbout": profile.area_names,
        "sameAs": profile.links,
    }
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": address,
        "mainEntity": {key: value for key, value in person.items() if value},
    }


def as_script(data: dict) -> SafeString:
    """A data block no browser runs. The three signs that could end it are written as JSON escapes."""
    text = json.dumps(data, ensure_ascii=False).translate(_BREAKS_OUT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped above
