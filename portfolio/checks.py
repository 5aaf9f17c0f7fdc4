"""The share check of words that are not in a file: pasted text, titles, summaries.

Computed when asked, from the words, the writer's private list and what the writer dismissed.
"""

import re

from documents import identifiers

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def _look(owner, pages, places):
    """A page with many samples prefetches the two lists of their owner once."""
    return identifiers.find_identifiers(
        pages,
        places=places,
        private=[row.word for row in owner.private_words.all()],
        dismissed={row.fingerprint for row in owner.dismissals.all()},
    )


def text_findings(sample):
    """Findings in the pasted text of a sample, worst first; the place is the paragraph."""
    paragraphs = [part for part in _BLANK_LINE.split(sample.text.replace("\r\n", "\n")) if part.strip()]
    return _look(sample.owner, paragraphs, [f"paragraph {number + 1}" for number in range(len(paragraphs))])


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
    return _look(sample.owner, [words for _, words in filled], [place for place, _ in filled])
