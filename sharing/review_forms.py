"""What a reviewer types, and what the writer answers."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms import PlainHelper
from portfolio.forms import OwnedModelForm
from sharing import rubric
from sharing.models import ReviewComment, ReviewRequest

SUGGESTED_DAYS = 30
LONGEST_DAYS = 180


class AskForReviewForm(OwnedModelForm):
    """Who reviews it, until when."""

    ends_on = forms.DateField(
        label="Open until",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The last day it opens, in your time zone.",
    )

    class Meta:
        model = ReviewRequest
        fields = ["name", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "name": "A colleague, a mentor, a faculty member. They see this name.",
            "note": "One or two questions get better answers than “any thoughts?”.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ends_on", self.owner.today() + timedelta(days=SUGGESTED_DAYS))

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_ends_on(self):
        day, today = self.cleaned_data["ends_on"], self.owner.today()
        if day < today:
            raise ValidationError("This day is over. Choose today or a later one.")
        if day > today + timedelta(days=LONGEST_DAYS):
            raise ValidationError("Choose a day within half a year.")
        return day


class ReviewForm(forms.Form):
    """The whole review on one page: a level and a note for each point, comments by page, a note at the end."""

    overall = forms.CharField(
        label="What is best about it, and what would you change first?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    name = forms.CharField(
        label="Your name",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    may_name = forms.BooleanField(label="The writer may say that I reviewed it, with my name", required=False)

    def __init__(self, *args, points, pages, **kwargs):
        """`points` are the rubric's sentences, `pages` {field name: place in words}."""
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()
        self.points, self.pages = points, pages
        for number, point in enumerate(points):
            self.fields[f"level_{number}"] = forms.TypedChoiceField(
                label=point,
                required=False,
                coerce=int,
                empty_value=rubric.NOT_JUDGED,
                choices=[(level, name) for level, name, _ in rubric.LEVELS],
                widget=forms.RadioSelect,
                initial=rubric.NOT_JUDGED,
            )
            self.fields[f"note_{number}"] = forms.CharField(
                label=f"Why? {point}",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        for field, place in pages.items():
            self.fields[field] = forms.CharField(
                label=f"Your comment on {place[:1].lower()}{place[1:]}",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def rubric_rows(self):
        return [(self[f"level_{n}"], self[f"note_{n}"]) for n in range(len(self.points))]

    def clean(self):
        data = super().clean()
        if data.get("may_name") and not data.get("name", "").strip():
            self.add_error("name", "Type the name that may be shown, or untick the box below.")
        if not self.errors and not self._says_something(data):
            raise ValidationError("Nothing is filled in yet. A level for one point is enough.")
        return data

    def _says_something(self, data):
        said = [data.get("overall"), *(data.get(field) for field in self.pages)]
        said += [data.get(f"{kind}_{n}") for n in range(len(self.points)) for kind in ("level", "note")]
        return any(said)

    def as_rubric(self):
        data = self.cleaned_data
        return [
            {"about": point, "level": data[f"level_{n}"], "note": data[f"note_{n}"]}
            for n, point in enumerate(self.points)
        ]

    def as_draft(self):
        """What is typed so far, right or not, within the lengths a review may have."""
        kept = {name: self.data[name][:4000] for name in self.fields if self.data.get(name)}
        return {name: value for name, value in kept.items() if value.strip()}


class AnswerForm(forms.ModelForm):
    """The writer about one comment. The button says whether it is settled."""

    class Meta:
        model = ReviewComment
        fields = ["reply", "changed"]
        widgets = {"reply": forms.Textarea(attrs={"rows": 2})}


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label="Your answer", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
