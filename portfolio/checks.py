"""The share check of words that are not in a file: pasted text, titles, summaries.

Computed when asked, from the words, the writer's private list and what the writer dismissed.
"""

from documents import identifiers
from portfolio.models import Dismissal, PrivateWord


def _look(owner, pages, places):
    return identifiers.find_identifiers(
        pages,
        places=places,
        private=list(PrivateWord.objects.owned_by(owner).values_list("word", flat=True)),
        dismissed=set(Dismissal.objects.owned_by(owner).values_list("fingerprint", flat=True)),
    )


def text_findings(sample):
    """Findings in the pasted text of a sample, worst first."""
    return _look(sample.owner, [sample.text], ["the text"])


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
