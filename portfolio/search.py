"""Search inside one writer's samples: titles, summaries and the words in the files.

Scoped to the owner, so plain `LIKE` over a few hundred rows answers in milliseconds on both databases;
a full-text index is worth its upkeep only for search across writers, which this site does not offer.
"""

import json
import unicodedata

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from portfolio.models import SampleFile

MAX_WORDS = 8


def matching(samples, typed):
    """Primary keys of the samples that hold every word typed, in any of their fields or files."""
    found = None
    for word in unicodedata.normalize("NFC", typed).split()[:MAX_WORDS]:
        in_fields = samples.filter(
            Q(title__icontains=word)
            | Q(summary__icontains=word)
            | Q(text__icontains=word)
            | Q(objectives__icontains=word)
            | Q(deliverable__icontains=word.replace(" ", "-"))
        ).values_list("pk", flat=True)
        in_files = (
            SampleFile.objects.current()
            .filter(sample__in=samples)
            .annotate(words_inside=Cast("page_texts", TextField()))
            .filter(
                Q(words_inside__icontains=word)  # PostgreSQL keeps letters as they are
                | Q(words_inside__icontains=_as_json(word))  # SQLite keeps them escaped
                | Q(original_name__icontains=word)
            )
            .values_list("sample_id", flat=True)
        )
        hits = set(in_fields) | set(in_files)
        found = hits if found is None else found & hits
    return found or set()


def _as_json(word):
    """The word as it stands inside stored JSON, where letters beyond ASCII are escaped."""
    return json.dumps(word)[1:-1]
