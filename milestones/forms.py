"""What a writer types about steps, plans, ratings and reflections."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms import PlainHelper, web_address
from milestones.models import MAX_NOTE, Plan, Reflection

TOO_LONG = f"That is longer than {MAX_NOTE:,} characters. Keep the note short and put the rest into a sample."


class StepNoteForm(forms.Form):
    """Note, ticked lines and address of one step. Which of them show depends on what proves the step."""

    note = forms.CharField(
        label="Your note",
        required=False,
        max_length=MAX_NOTE,
        strip=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    ticks = forms.MultipleChoiceField(
        label="Ticked", required=False, widget=forms.CheckboxSelectMultiple, error_messages={}
    )
    link = forms.CharField(
        label="Address",
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = {rule.kind for rule in step.evidence}
        lines = [line for rule in step.evidence for line in rule.items_list]
        self.fields["ticks"].choices = [(line, line) for line in lines]
        self.prompts = next(
            (rule.fields for rule in step.evidence if rule.kind == "note" and rule.fields), ()
        )
        if "checklist" not in kinds:
            del self.fields["ticks"]
        if "link" not in kinds:
            del self.fields["link"]
        if "note" not in kinds:
            self.fields["note"].label = "Your own note"
            self.fields["note"].help_text = "For you. It proves nothing and nobody else reads it."
            self.fields["note"].widget.attrs["rows"] = 5
        elif self.prompts:
            self.fields["note"].help_text = "One line each: " + "; ".join(self.prompts) + "."
        self.helper = PlainHelper()

    def clean_link(self):
        """A well-formed address. It is noted, and never opened."""
        link = self.cleaned_data["link"].strip()
        if link:
            try:
                web_address(link)
            except ValidationError:
                raise ValidationError("An address begins with https:// and has no spaces.") from None
        return link


def _day(label, **kwargs):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Give the day as year-month-day, such as 2026-03-10."},
        **kwargs,
    )


class PlanForm(forms.Form):
    """When to start, and how many hours a week there are."""

    starts_on = _day("Start on")
    hours_a_week = forms.DecimalField(
        label="Hours a week",
        max_digits=4,
        decimal_places=1,
        min_value=Plan.MIN_HOURS,
        max_value=Plan.MAX_HOURS,
        initial=5,
        error_messages={
            "min_value": "Plan at least half an hour a week, or the plan has no end.",
            "max_value": "Plan 60 hours a week or fewer: a week has 168, and you have a life.",
            "invalid": "Give the hours as a number, such as 5 or 2.5.",
            "max_digits": "Plan 60 hours a week or fewer: a week has 168, and you have a life.",
        },
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["starts_on"].initial = today
        self.helper = PlainHelper()

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if abs(day - self.today) > timedelta(days=3 * 366):
            raise ValidationError("Choose a day within three years of today.")
        return day


class DaysOffForm(forms.Form):
    """A stretch of days without work, both ends included."""

    first = _day("First day off")
    last = _day("Last day off")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["last"] < cleaned["first"]:
            raise ValidationError("The last day off comes before the first.")
        if (cleaned["last"] - cleaned["first"]).days > 366:
            raise ValidationError(
                "That is more than a year. Close the plan and begin again when you are back."
            )
        if not date(2000, 1, 1) <= cleaned["first"] <= date(2200, 1, 1):
            raise ValidationError("Choose days in this century.")
        return cleaned


class DigestForm(forms.ModelForm):
    class Meta:
        model = Plan
        fields = ["sends_digest"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()

    def clean_sends_digest(self):
        wanted = self.cleaned_data["sends_digest"]
        if wanted and not self.instance.owner.email_confirmed:
            raise ValidationError(
                "Confirm your e-mail address first, so that the mail reaches you and nobody else."
            )
        return wanted


class ReflectionForm(forms.ModelForm):
    """Free writing, with or without a step it is about."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Reflection
        fields = ["title", "text", "step"]
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"] = forms.ChoiceField(
            label="About which step",
            required=False,
            choices=[("", "No step"), *steps],
            initial=self.instance.step,
        )
        self.fields["text"].error_messages["max_length"] = TOO_LONG
        self.fields["text"].max_length = MAX_NOTE
        self.fields["version"].initial = self.instance.revision
        self.helper = PlainHelper()

    def clean_text(self):
        text = self.cleaned_data["text"]
        if len(text) > MAX_NOTE:
            raise ValidationError(TOO_LONG)
        return text


class ReflectionSearch(forms.Form):
    q = forms.CharField(label="Search", required=False, max_length=100)
