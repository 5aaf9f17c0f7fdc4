"""A sample as a card in the writer's own library: its picture or drawing, and a word about its state."""

from __future__ import annotations

from dataclasses import dataclass, field

from portfolio.models import Sample, SampleFile, State


@dataclass(frozen=True)
class Tag:
    """A word of state, with a tone of the design ('ok', 'warn', 'block', 'info' or '') and an icon's name."""

    words: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Card:
    sample: Sample
    file: SampleFile | None  # the one whose first page is the cover
    busy: SampleFile | None  # the one being read: the card asks again until it is done
    cover: str  # classes of a drawn cover, when there is no picture
    kept: bool
    tags: list[Tag] = field(default_factory=list)


def card(sample: Sample) -> Card:
    """For a sample that came with files, permissions, `on_page` and its owner: no query."""
    files = sample.current_files
    state = sample.standing().state
    kept = state is State.KEEP
    tones = ("", "deep", "plain")
    return Card(
        sample=sample,
        file=next((file for file in files if file.pictures), None),
        busy=next((file for file in files if file.is_busy), None),
        cover="plain" if kept or state is State.DESCRIBE else tones[sample.pk % 3],
        kept=kept,
        tags=[_seen(sample, state), *_check(sample, files), Tag(sample.provenance_words.label)],
    )


def _seen(sample, state):
    if sample.withdrawn_at:
        return Tag("Taken back", "warn", "arrow-counterclockwise")
    if sample.on_page and sample.owner.profile.is_published and not sample.why_not_shown():
        return Tag("Public", "ok", "eye")
    if sample.on_page:
        return Tag("Not shown now", "warn", "eye-slash")
    if state is State.PRIVATE_LINKS:
        return Tag("Private links only", "", "link-45deg")
    return Tag("Private", "", "lock")


def _check(sample, files):
    if sample.body == Sample.Body.TEXT and not sample.body_is_cleared:
        return [Tag("Share check: please settle", "block", "exclamation-octagon-fill")]
    for file in files:
        if file.is_busy:
            return [Tag("Being checked", "info", "hourglass-split")]
        if file.stage == SampleFile.Stage.FAILED:
            return [Tag("Could not be read", "block", "exclamation-octagon-fill")]
        if not file.is_cleared:
            words = f"{file.to_fix} to fix" if file.to_fix else "Clean copy to look at"
            return [Tag(words, "block", "exclamation-octagon-fill")]
    return []
