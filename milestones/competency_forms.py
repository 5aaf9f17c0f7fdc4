"""What a writer says about their own competencies."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms import PlainHelper
from milestones import catalogue
from milestones.competencies import MOST_SHOWN
from milestones.models import CompetencyEvidence, Reflection
from portfolio.models import Sample


class RatingForm(forms.Form):
    """Twenty levels, each with a line of proof. `levels` holds what was rated after validation."""

    rated_on = forms.DateField(
        label="Day of this rating",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Give the day as year-month-day, such as 2026-03-10."},
    )

    def __init__(self, *args, before, today, health, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["rated_on"].initial = today
        self.rows = catalogue.competencies(health)
        names = [
            (str(level.number), f"{level.number} {level.name}") for level in catalogue.competency_levels()
        ]
        for row in self.rows:
            level, proof = before.get(row.slug, (0, ""))
            self.fields[f"level-{row.slug}"] = forms.ChoiceField(
                choices=[("", "Not rated yet"), *names],
                required=False,
                initial=str(level or ""),
                error_messages={"invalid_choice": f"{row.name}: choose one of the five levels."},
            )
            self.fields[f"proof-{row.slug}"] = forms.CharField(
                required=False,
                max_length=200,
                initial=proof,
                error_messages={"max_length": f"{row.name}: one line of proof, 200 characters at most."},
            )
        self.helper = PlainHelper()

    def clean_rated_on(self):
        day = self.cleaned_data["rated_on"]
        if day > self.today:
            raise ValidationError(
                "That day has not come yet. A rating says how you stand today or stood before."
            )
        if day.year < 2000:
            raise ValidationError("Choose a day in this century.")
        return day

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.levels:
            raise ValidationError("Choose a level for at least one competency.")
        return cleaned

    @property
    def levels(self):
        """{competency: (level, proof)} of what was rated."""
        return {
            row.slug: (int(level), self.cleaned_data.get(f"proof-{row.slug}", ""))
            for row in self.rows
            if (level := self.cleaned_data.get(f"level-{row.slug}"))
        }

    def by_group(self):
        """(group, [(competency, its five choices, chosen level, proof field)]) for the page."""
        return [
            (group, [self._lines(row) for row in self.rows if row.group == group.slug])
            for group in catalogue.competency_groups()
        ]

    def _lines(self, row):
        chosen = str(self[f"level-{row.slug}"].value() or "")
        levels = [
            (level, words, str(level.number) == chosen)
            for level, words in zip(catalogue.competency_levels(), row.levels, strict=True)
        ]
        return {
            "competency": row,
            "levels": levels,
            "none": chosen == "",
            "proof": self[f"proof-{row.slug}"].value() or "",
        }


class EvidenceForm(forms.Form):
    """A sample or a reflection to stand behind one competency."""

    sample = forms.ModelChoiceField(Sample.objects.none(), required=False, empty_label="No sample")
    reflection = forms.ModelChoiceField(
        Reflection.objects.none(), required=False, empty_label="No reflection"
    )

    def __init__(self, *args, owner, competency, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner, self.competency = owner, competency
        self.fields["sample"].queryset = Sample.objects.owned_by(owner).kept().defer("text")
        self.fields["reflection"].queryset = Reflection.objects.owned_by(owner).defer("text")
        self.helper = PlainHelper()

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("sample")) == bool(cleaned.get("reflection")):
            raise ValidationError("Choose a sample or a reflection, one at a time.")
        return cleaned

    def save(self):
        return CompetencyEvidence.objects.get_or_create(
            owner=self.owner,
            competency=self.competency.slug,
            sample=self.cleaned_data["sample"],
            reflection=self.cleaned_data["reflection"],
        )[0]


class ShowForm(forms.Form):
    """Which competencies strangers may read about."""

    competencies = forms.MultipleChoiceField(
        label="What I can show you", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["competencies"]
        field.choices = [
            (row.competency.slug, f"{row.competency.name} ({row.level_name.lower()}{_standing(row)})")
            for row in rows
            if row.now
        ]
        field.initial = [row.competency.slug for row in rows if row.is_public]
        self.helper = PlainHelper()

    def clean_competencies(self):
        chosen = self.cleaned_data["competencies"]
        if len(chosen) > MOST_SHOWN:
            raise ValidationError(f"Choose {MOST_SHOWN} at most: a short list is read.")
        return chosen


def _standing(row):
    return {"reviewed": ", reviewed", "shown": ", with work behind it"}.get(row.status, "")
