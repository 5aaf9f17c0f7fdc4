"""Text to look at, and the lines of a thread."""

from django import forms
from django.core.exceptions import ValidationError

import vocabularies as words
from accounts.forms import PlainHelper
from craft.thread import Thread

MAX_TEXT = 60_000
MAX_LINES, MAX_LINE = 12, 400


class CheckForm(forms.Form):
    """A pasted text. It is read and forgotten."""

    text = forms.CharField(
        label="Your text",
        max_length=MAX_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "required": "Paste some text first.",
            "max_length": f"That is longer than {MAX_TEXT:,} characters. Paste the part you want looked at.",
        },
    )

    def __init__(self, *args, health="human", **kwargs):
        super().__init__(*args, **kwargs)
        self.health = health
        self.helper = PlainHelper()

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        if not text.strip():
            raise ValidationError("Paste some text first.")
        return text


class ObjectivesForm(CheckForm):
    hours = forms.DecimalField(
        label="Length of the activity, in hours",
        min_value=0.1,
        max_value=100,
        initial=1,
        required=False,
        error_messages={
            "min_value": "Give a length above zero.",
            "max_value": "Give a length of 100 hours or fewer.",
            "invalid": "Give the length as a number, such as 1 or 0.5.",
        },
        widget=forms.NumberInput(attrs={"step": "0.25", "inputmode": "decimal"}),
    )
    moore = forms.ChoiceField(label="Outcomes level it claims", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = words.for_health(words.MOORE_LEVELS, self.health)
        self.fields["moore"].choices = [
            ("", "Not said"),
            *((row.level, f"{row.level} {row.name}") for row in rows),
        ]
        self.fields["text"].label = "Objectives, one on each line, or a text that holds them"


class ItemsForm(CheckForm):
    objectives = forms.CharField(
        label="The objectives they test, if you like",
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Paste 6,000 characters of objectives at most."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Test items"
        self.fields["text"].help_text = (
            "A number and the question, options A to E on lines of their own, then a line such as “Answer: B”. "
            "“Rationale:” and “Objective: 2” may follow."
        )


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _lines(label, help_text):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=MAX_LINES * (MAX_LINE + 2),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": f"{MAX_LINES} lines of {MAX_LINE} characters at most."},
    )


class ThreadForm(forms.Form):
    """Gaps, objectives and questions, one a line, and the pairs that belong together."""

    gaps = _lines("Practice gaps", "One a line.")
    objectives = _lines("Objectives", "One a line.")
    questions = _lines("Test or outcome questions", "One a line; a short name is enough.")
    joins = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    is_shown = forms.BooleanField(label="Show the figure on the sample’s public page", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        some = [(f"{a} {b}", f"{a} {b}") for a, b in _pairs(MAX_LINES, MAX_LINES, MAX_LINES)]
        self.fields["joins"].choices = some
        self.helper = PlainHelper()

    def _clean_lines(self, name):
        lines = lines_of(self.cleaned_data[name])
        if len(lines) > MAX_LINES:
            raise ValidationError(f"{MAX_LINES} lines at most: a figure with more is read by nobody.")
        if any(len(line) > MAX_LINE for line in lines):
            raise ValidationError(f"Keep each line under {MAX_LINE} characters.")
        return "\n".join(lines)

    def clean_gaps(self):
        return self._clean_lines("gaps")

    def clean_objectives(self):
        return self._clean_lines("objectives")

    def clean_questions(self):
        return self._clean_lines("questions")

    def clean_joins(self):
        return [pair.split(" ") for pair in self.cleaned_data["joins"]]


def _pairs(gaps, objectives, questions):
    yield from ((f"G{g}", f"O{o}") for g in range(1, gaps + 1) for o in range(1, objectives + 1))
    yield from ((f"O{o}", f"Q{q}") for o in range(1, objectives + 1) for q in range(1, questions + 1))


def thread_of(gaps, objectives, questions, joins) -> Thread:
    """A thread from lines and pairs; pairs whose line is gone are left out."""
    numbered = [dict(enumerate(lines_of(text), start=1)) for text in (gaps, objectives, questions)]
    known = {(a, b) for a, b in _pairs(*(len(lines) for lines in numbered))}
    return Thread(*numbered, links=[tuple(pair) for pair in joins if tuple(pair) in known])
