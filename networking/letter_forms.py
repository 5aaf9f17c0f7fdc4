"""What a writer types into letters, answers and shares."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError

import vocabularies as words
from accounts.forms import PlainHelper
from networking import catalogue, letters
from networking.forms import DATE, link_label
from networking.models import DrillAnswer, Letter, LetterTemplate
from portfolio.forms import OwnedModelForm
from sharing.link_actions import SUGGESTED_DAYS
from sharing.models import ShareLink

AT_MOST = 6  # samples behind one link: more is a pile, not a selection
PROPOSED = 3


def _purpose():
    return forms.ChoiceField(label="What for", choices=words.choices(catalogue.PURPOSES))


class TemplateForm(OwnedModelForm):
    """A message of one's own, with fields in braces. A field that does not exist is refused here."""

    class Meta:
        model = LetterTemplate
        fields = ["name", "purpose", "subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 14})}
        labels = {"name": "Name of the template", "body": "Text"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"] = _purpose()

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        data = super().clean()
        for name in ("subject", "body"):
            if wrong := letters.unknown_fields(data.get(name) or ""):
                self.add_error(name, f"{', '.join(wrong[:3])} is not a field. The list below has them all.")
        return data


class LetterForm(OwnedModelForm):
    """A draft to one contact: its text, its link, and words for the fields nobody else knows."""

    PREFIX = "field_"

    class Meta:
        model = Letter
        fields = ["subject", "body", "share_link"]
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}
        labels = {"body": "Text", "share_link": "Link"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        letter = self.instance
        self.fields["share_link"].queryset = (
            ShareLink.objects.owned_by(self.owner).live().select_related("owner")
        )
        self.fields["share_link"].label_from_instance = link_label
        self.fields["share_link"].empty_label = "No link"
        known = letters.known_values(letter, self.owner)
        for name in letters.fields_in(letter.subject, letter.body):
            if (
                name in letters.FIXED
                or name.startswith(letters.ANSWER)
                or name not in catalogue.MESSAGE_FIELDS
            ):
                continue
            label = letters.field_label(name)
            self.fields[self.PREFIX + name] = forms.CharField(
                label=label[:1].upper() + label[1:],
                required=False,
                max_length=300,
                initial=letter.values.get(name, ""),
                widget=forms.TextInput(attrs={"placeholder": known.get(name, "")}),
            )

    @property
    def value_fields(self):
        return [self[name] for name in self.fields if name.startswith(self.PREFIX)]

    def save(self, commit=True):
        values = dict(self.instance.values)
        for name, value in self.cleaned_data.items():
            if name.startswith(self.PREFIX):
                values[name.removeprefix(self.PREFIX)] = value.strip()
        self.instance.values = {name: value for name, value in values.items() if value}
        return super().save(commit)


class DrillForm(OwnedModelForm):
    class Meta:
        model = DrillAnswer
        fields = ["text", "sample"]
        labels = {"sample": "A sample that shows it"}
        widgets = {"text": forms.Textarea(attrs={"rows": 7})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sample"].queryset = self.fields["sample"].queryset.kept().order_by("title")
        self.fields["sample"].empty_label = "None"


class ShareForm(forms.Form):
    """A link for one contact: which samples in which order, a note, an end. Only samples that may be shown."""

    note = forms.CharField(
        label="Two lines to welcome them",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ends_on = forms.DateField(label="Last day", required=False, widget=DATE)
    channel = forms.ChoiceField(label="How you send it", choices=words.choices(catalogue.CHANNELS))
    allow_downloads = forms.BooleanField(label="Clean copies may be downloaded", required=False)
    tell_me = forms.BooleanField(label="Mail me when it is first opened", required=False)

    def __init__(self, *args, owner, ranked, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.ranked = {suggestion.sample.pk: suggestion for suggestion in ranked}
        self.initial.setdefault("ends_on", owner.today() + timedelta(days=SUGGESTED_DAYS))
        self.initial.setdefault("allow_downloads", True)
        self.initial.setdefault("tell_me", True)
        self.helper = PlainHelper()
        proposed = [pk for pk, one in self.ranked.items() if one.score][:PROPOSED] or list(self.ranked)[
            :PROPOSED
        ]
        for pk, suggestion in self.ranked.items():
            self.fields[f"place_{pk}"] = forms.TypedChoiceField(
                label=f"Place of {suggestion.sample.title}",
                required=False,
                coerce=int,
                empty_value=0,
                choices=[("", "Leave out"), *((n, _nth(n)) for n in range(1, AT_MOST + 1))],
                initial=proposed.index(pk) + 1 if pk in proposed else "",
            )

    @property
    def rows(self):
        """(suggestion, field) in the order of the ranking."""
        return [(suggestion, self[f"place_{pk}"]) for pk, suggestion in self.ranked.items()]

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day and day < self.owner.today():
            raise ValidationError("This day is over already.")
        return day

    def clean(self):
        data = super().clean()
        chosen = [pk for pk in self.ranked if data.get(f"place_{pk}")]
        if not chosen:
            raise ValidationError("Choose at least one sample.")
        if len(chosen) > AT_MOST:
            raise ValidationError(f"Choose at most {AT_MOST}; you chose {len(chosen)}.")
        return data

    @property
    def samples(self):
        """What was chosen, in the chosen order; ties in the order of the ranking."""
        data = self.cleaned_data
        chosen = [pk for pk in self.ranked if data.get(f"place_{pk}")]
        chosen.sort(key=lambda pk: data[f"place_{pk}"])
        return [self.ranked[pk].sample for pk in chosen]


def _nth(number):
    return {1: "First", 2: "Second", 3: "Third", 4: "Fourth", 5: "Fifth", 6: "Sixth"}[number]
