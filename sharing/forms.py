"""What visitors and writers type about sharing."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

import vocabularies as words
from accounts.forms import PlainHelper
from portfolio.forms import OwnedModelForm
from portfolio.models import Sample
from sharing import readers, suggest
from sharing.link_actions import SUGGESTED_DAYS, save_link
from sharing.models import Collection, ShareLink

_clock = TimestampSigner(salt="sharing.contact")
TOO_FAST = timedelta(seconds=2)


class FromStranger(forms.Form):
    """A form strangers fill in, with quiet traps for robots: a field nobody sees, and a clock."""

    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    too_fast = TOO_FAST

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()
        if not self.is_bound:
            self.initial["opened"] = _clock.sign("now")

    @property
    def looks_automatic(self):
        """Filled the field nobody sees, was never opened, or was sent faster than a person types."""
        if self.cleaned_data.get("website"):
            return True
        stamp = self.cleaned_data.get("opened", "")
        try:
            _clock.unsign(stamp, max_age=timedelta(days=1))
        except BadSignature:
            return True
        try:
            _clock.unsign(stamp, max_age=self.too_fast)
        except SignatureExpired:
            return False
        return bool(self.too_fast)


class ContactForm(FromStranger):
    """A message to a writer."""

    name = forms.CharField(
        label="Your name", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Your e-mail",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Used for the answer only.",
    )
    message = forms.CharField(
        label="Message", max_length=4000, min_length=10, widget=forms.Textarea(attrs={"rows": 6})
    )
    field_order = ["name", "email", "message"]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class ReportForm(FromStranger):
    """Something is wrong with a public page."""

    reason = forms.CharField(min_length=10, max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
    email = forms.EmailField(required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    page = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)


class AskAgainForm(FromStranger):
    """Under an ended link: may I have it again?"""

    email = forms.EmailField(label="Your e-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    why = forms.CharField(label="A line about why", required=False, max_length=400)
    field_order = ["email", "why"]
    too_fast = timedelta()  # one field, often filled in by the browser


class UnlockForm(forms.Form):
    """The password of a private link."""

    password = forms.CharField(
        max_length=256, widget=forms.PasswordInput(attrs={"autocomplete": "off", "autofocus": True})
    )


class CollectionForm(OwnedModelForm):
    class Meta:
        model = Collection
        fields = [
            "title",
            "intro",
            "cover",
            "is_public",
            "show_credentials",
            "show_contact",
            "allow_downloads",
            "show_notes",
            "pdf_pages",
        ]
        labels = {"cover": "Cover"}
        help_texts = {
            "intro": "Markdown works: **bold**, lists, links.",
            "cover": "Whose first page stands for the whole.",
            "pdf_pages": "In what readers download as one PDF. Only of samples that may be downloaded.",
        }
        widgets = {"intro": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cover = self.fields["cover"]
        cover.queryset = cover.queryset.kept().filter(places__collection=self.instance.pk)
        cover.empty_label = "The first sample"
        if self.instance.is_main:
            del self.fields["is_public"]

    def clean_title(self):
        return _title(self.cleaned_data["title"])


class StartCollectionForm(OwnedModelForm):
    """A new collection: a title, or a kind of reader to start from."""

    reader = forms.ChoiceField(
        label="Start with",
        required=False,
        choices=[("", "An empty collection"), *((one.slug, one.name) for one in readers.TEMPLATES)],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Collection
        fields = ["title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = "Left empty, it is named after the kind of reader."

    def clean(self):
        data = super().clean()
        self.chosen = readers.find(data.get("reader", ""))
        title = data.get("title") or (self.chosen.title if self.chosen else "")
        if "title" not in self.errors:
            try:
                data["title"] = _title(title)
            except ValidationError as problem:
                self.add_error("title", problem)
        if self.chosen:
            self.instance.intro = self.chosen.intro
        return data


def _title(text):
    title = " ".join(text.split())
    if len(title) < 3:
        raise ValidationError("Give it a title of at least three characters.")
    return title


class SectionForm(forms.Form):
    section = forms.CharField(required=False, max_length=60)

    def clean_section(self):
        return " ".join(self.cleaned_data["section"].split())


class LinkForm(OwnedModelForm):
    """A private link: for whom, what it opens, until when."""

    samples = forms.ModelMultipleChoiceField(
        Sample.objects.all(), label="Samples", required=False, widget=forms.CheckboxSelectMultiple
    )
    ends_on = forms.DateField(
        label="Ends on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The last day it opens, in your time zone. Empty: no end.",
    )
    new_password = forms.CharField(
        label="Password",
        required=False,
        min_length=6,
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    drop_password = forms.BooleanField(label="Remove the password", required=False)

    class Meta:
        model = ShareLink
        fields = ["name", "reader", "note", "collection", "allow_downloads", "tell_me"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "name": "An organization or a person. The reader sees it.",
            "reader": "For you and the reader: name and role. May stay empty.",
            "note": "Two lines at the top of what they open.",
            "collection": "A collection changes under this link when you change it.",
        }
        labels = {"collection": "A collection, or a short list"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        link, owner = self.instance, self.owner
        self.fields["collection"].empty_label = "A short list of its own"
        self.fields["samples"].queryset = self.fields["samples"].queryset.kept()
        password = self.fields["new_password"]
        if link.pk:
            self.initial.setdefault("ends_on", link.ends_on)
            self.initial.setdefault("samples", [item.sample_id for item in link.items.all()])
        else:
            self.initial.setdefault("ends_on", owner.today() + timedelta(days=SUGGESTED_DAYS))
        if link.password:
            password.help_text = "It has one. Type another to change it."
        else:
            password.help_text = "May stay empty. Tell the reader another way than by this link."
            del self.fields["drop_password"]

    def choices_of_samples(self):
        """(sample, ticked, why it cannot be chosen or '') for the page: those inside first, in their order."""
        ticked = [str(pk) for pk in (self["samples"].value() or [])]
        samples = list(Sample.objects.owned_by(self.owner).kept().with_files())
        for sample in samples:
            sample.owner = self.owner
        place = {pk: number for number, pk in enumerate(ticked)}
        samples.sort(key=lambda sample: place.get(str(sample.pk), len(place)))
        return [(s, str(s.pk) in place, s.why_not_shown(private_link=True)) for s in samples]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        before = self.instance.ends_on if self.instance.pk else None
        if day and day != before and day < self.owner.today():
            raise ValidationError("This day is over. Choose today or a later one.")
        return day

    def clean(self):
        data = super().clean()
        if not data.get("collection") and not data.get("samples") and "samples" not in self.errors:
            self.add_error("samples", "Choose at least one sample, or a collection.")
        return data

    def in_order(self):
        """The samples chosen, in the order of the page."""
        if self.cleaned_data["collection"]:
            return []
        place = {value: number for number, value in enumerate(self.data.getlist("samples"))}
        chosen = list(self.cleaned_data["samples"].with_files())
        for sample in chosen:
            sample.owner = self.owner
        return sorted(chosen, key=lambda sample: place.get(str(sample.pk), len(place)))

    def keep(self):
        """Save through the act that knows the rules. ValidationError when a rule refuses."""
        link, data = self.instance, self.cleaned_data
        if not link.pk or data["ends_on"] != link.ends_on:
            link.end_on(data["ends_on"])
            link.warned_at = None
        if data["new_password"]:
            link.set_password(data["new_password"])
        elif data.get("drop_password"):
            link.set_password("")
        return save_link(link, self.in_order(), by=self.owner)


class SuggestForm(forms.Form):
    """Who is the reader? Every pick is optional; the answer is a ranking."""

    kind = forms.ChoiceField(
        label="Kind of reader",
        required=False,
        choices=[("", "Any"), *((one.slug, one.name) for one in readers.READERS)],
    )
    deliverables = forms.MultipleChoiceField(
        label="They ask for",
        required=False,
        choices=words.grouped_choices(words.DELIVERABLES, words.FAMILIES),
    )
    audiences = forms.MultipleChoiceField(
        label="Their audience",
        required=False,
        choices=words.grouped_choices(words.AUDIENCES, words.AUDIENCE_GROUPS),
    )
    areas = forms.MultipleChoiceField(
        label="Their fields", required=False, choices=words.grouped_choices(words.AREAS, words.AREA_GROUPS)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()
        for name in ("deliverables", "audiences", "areas"):
            self.fields[name].widget.attrs["size"] = 6

    def picks(self):
        """What was picked and is known; anything else in the address is ignored."""
        self.is_valid()
        data = self.cleaned_data
        reader = readers.find(data.get("kind", ""))
        return suggest.Picks(
            deliverables=tuple(data.get("deliverables", ())),
            audiences=tuple(data.get("audiences", ())),
            areas=tuple(data.get("areas", ())),
            usual=reader.asks_for if reader else (),
        )
