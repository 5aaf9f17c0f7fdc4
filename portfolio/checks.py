"""The share check of words that are not in a file: pasted text, titles, summaries.

Computed when asked, from the words, the writer's private list and what the writer dismissed.
"""

import hashlib
import re
from collections import OrderedDict
from threading import Lock

from django.db.models import Value

from documents import identifiers

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def _lists(owner):
    """What is private, and what was looked at and dismissed."""
    private = [row.word for row in owner.private_words.all()]
    return private, {row.fingerprint for row in owner.dismissals.all()}


def text_findings(sample):
    """Findings in the pasted text of a sample, worst first; the place is the paragraph."""
    return _text_findings(sample.text, *_lists(sample.owner))


def _text_findings(text, private, dismissed):
    paragraphs = [part for part in _BLANK_LINE.split(text.replace("\r\n", "\n")) if part.strip()]
    places = [f"paragraph {number + 1}" for number in range(len(paragraphs))]
    return identifiers.find_identifiers(paragraphs, places=places, private=private, dismissed=dismissed)


def public_field_findings(sample):
    """Findings in what the public page prints about a sample: title, summary, brief and the like."""
    fields = [
        ("title", sample.title),
        ("summary", sample.summary),
        ("brief", sample.brief),
        ("who else", sample.others),
        ("what changed", sample.changed),
        ("objectives", sample.objectives),
        ("tools", sample.tools),
        ("AI note", sample.ai_note),
    ]
    filled = [(place, words) for place, words in fields if words]
    private, dismissed = _lists(sample.owner)
    return identifiers.find_identifiers(
        [words for _, words in filled],
        places=[place for place, _ in filled],
        private=private,
        dismissed=dismissed,
    )


# Pages for strangers ask this of every text they show. A verdict holds for these words as long as the
# version of the writer's page stays: it rises when the private words or what was dismissed change.
_known: OrderedDict[tuple, list] = OrderedDict()
_known_lock = Lock()
_MOST_KNOWN = 2000


def remember_text_findings(profile, samples):
    """Give these samples of one writer their `text_findings`: from memory, or with one query for all."""
    marks = {
        sample.pk: (profile.user_id, profile.version, hashlib.blake2b(sample.text.encode()).digest())
        for sample in samples
    }
    with _known_lock:
        found = {pk: _known[mark] for pk, mark in marks.items() if mark in _known}
    if len(found) < len(marks):
        from portfolio.models import Dismissal, PrivateWord  # they need this module

        owner = profile.user_id
        words = PrivateWord.objects.filter(owner=owner).order_by().annotate(what=Value("word"))
        marked = Dismissal.objects.filter(owner=owner).annotate(what=Value("mark"))
        rows = list(
            words.values_list("what", "word").union(marked.values_list("what", "fingerprint"), all=True)
        )
        private = [word for what, word in rows if what == "word"]
        dismissed = {word for what, word in rows if what == "mark"}
        for sample in samples:
            if sample.pk not in found:
                found[sample.pk] = _text_findings(sample.text, private, dismissed)
        with _known_lock:
            for pk, mark in marks.items():
                _known[mark] = found[pk]
            while len(_known) > _MOST_KNOWN:
                _known.popitem(last=False)
    for sample in samples:
        sample.text_findings = found[sample.pk]
