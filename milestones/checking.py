"""What the checks of writing say, in the shape pages print, and what of it is shown on a sample."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from django.db import transaction

from accounts.models import public_page_changed
from craft import balance, items, objectives, outline, reading, references
from craft import thread as threads
from craft.quality import quality_card
from craft.report import Remark
from craft.thread import Thread
from documents import identifiers
from documents.report import Severity
from portfolio.models import Sample, SampleFile

MAX_SAMPLE_TEXT = 200_000


@dataclass(frozen=True)
class Said:
    """One remark with the words it is about, cut for marking."""

    remark: Remark
    why: str
    before: str = ""
    marked: str = ""
    after: str = ""

    @property
    def severity(self):
        return self.remark.severity


def said(remarks, rules, text="") -> list[Said]:
    """Remarks with their reasons; `text` is what their offsets count in."""
    found = []
    for remark in remarks:
        start, end = remark.start, remark.end
        cut = ("", "", "")
        if 0 <= start < end <= len(text):
            left, right = max(0, start - 60), min(len(text), end + 60)
            cut = (text[left:start], text[start:end], text[end:right])
        found.append(Said(remark, rules[remark.rule].why if remark.rule in rules else "", *cut))
    return found


def of_objectives(text: str, *, hours: float, moore: str) -> dict:
    """Each objective with its remarks, and the set."""
    listed = outline.find_objectives(text) or text
    answer = objectives.check_set(listed, hours=hours, moore=moore or None)
    return {
        "one_by_one": [(each, said(each.remarks, objectives.RULES, each.text)) for each in answer.objectives],
        "together": said(answer.remarks, objectives.RULES),
        "levels": answer.levels,
        "good": sum(not each.remarks for each in answer.objectives),
        "total": len(answer.objectives),
    }


def of_items(text: str, wanted: str = "") -> dict:
    found, problems = items.read_items(text)
    reports = items.check_items(found, outline.split_objectives(wanted))
    return {
        "one_by_one": [(each.item, said(each.remarks, items.RULES)) for each in reports],
        "problems": problems,
        "good": sum(not each.remarks for each in reports),
        "total": len(reports),
    }


def of_references(text: str, year: int) -> dict:
    report = references.check_references(text, year=year)
    return {"report": report, "together": said(report.remarks, references.RULES)}


def of_balance(text: str, health: str) -> dict:
    report = balance.look(text, health)
    return {"report": report, "together": said(report.remarks, balance.RULES)}


def of_reading(text: str) -> dict:
    return {"figures": reading.figures(text)}


# Samples -----------------------------------------------------------------------------------------------


def text_of(sample: Sample) -> str:
    """The words of a sample: pasted, or read from its clean copies. Speaker notes are left out."""
    if sample.body == Sample.Body.TEXT:
        return sample.text[:MAX_SAMPLE_TEXT]
    pages = SampleFile.objects.filter(sample=sample).current().values_list("page_texts", flat=True)
    return "\n".join(page["text"] for file in pages for page in file)[:MAX_SAMPLE_TEXT]


def card_of(sample: Sample, today) -> dict:
    return quality_card(
        text_of(sample), sample.deliverable, year=today.year, health=sample.owner.profile.health
    )


def show_card(sample: Sample, card: dict | None) -> None:
    """Put the card on the sample's public page as it is now, or take it off with None."""
    _keep(sample, "card", card)


def _keep(sample: Sample, name: str, value) -> None:
    with transaction.atomic():
        row = Sample.objects.select_for_update().get(pk=sample.pk)
        quality = dict(row.quality)
        quality.pop(name, None)
        if value is not None:
            quality[name] = value
        row.quality = quality
        row.save(update_fields=["quality"])
        public_page_changed(row.owner_id)
    sample.quality = quality


# The thread ----------------------------------------------------------------------------------------------


def drawing(thread: Thread) -> dict:
    """The figure as plain data for templates/milestones/partials/thread_figure.html, with its text twin."""
    root = ElementTree.fromstring(threads.figure(thread))  # noqa: S314  our own drawing
    name = "{http://www.w3.org/2000/svg}"
    boxes = []
    for group in root.iter(f"{name}g"):
        box = group.find(f"{name}rect").attrib
        lines = [
            {"x": line.get("x"), "y": line.get("y"), "kind": line.get("class"), "words": line.text or ""}
            for line in group.iter(f"{name}text")
        ]
        boxes.append({"kind": group.get("class"), "lines": lines} | {k: box[k] for k in _BOX})
    return {
        "view_box": root.get("viewBox"),
        "heads": [
            {"x": line.get("x"), "words": line.text} for line in root.findall(f"{name}text[@class='head']")
        ],
        "paths": [path.get("d") for path in root.iter(f"{name}path")],
        "boxes": boxes,
        "words": root.findtext(f"{name}desc"),
        "lines": threads.text_twin(thread),
        "loose_ends": [str(end) for end in threads.loose_ends(thread)],
    }


_BOX = ("x", "y", "width", "height")


def show_thread(sample: Sample, thread: Thread | None) -> None:
    """Put the figure on the sample's public page, or take it off with None."""
    _keep(sample, "thread", drawing(thread) if thread else None)


def must_stay_private(user, texts: list[str]) -> list[str]:
    """Passages of `texts` that the share check would stop: private words, and what may identify somebody."""
    found = identifiers.find_identifiers(
        texts,
        places=[""] * len(texts),
        private=[row.word for row in user.private_words.all()],
        dismissed={row.fingerprint for row in user.dismissals.all()},
    )
    return [each.words for each in found if each.severity is Severity.BLOCK]
