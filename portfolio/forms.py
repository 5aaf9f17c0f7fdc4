"""What a writer types about samples."""

import uuid
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Lower

import vocabularies as words
from accounts.forms import PlainHelper, web_address
from portfolio import search
from portfolio.models import DISMISS_AS, PermissionRecord, PrivateWord, Sample

MAX_TITLE = 120


class OwnedModelForm(forms.ModelForm):
    """A form for rows of one writer.

    Every choice of another row is narrowed to the writer's own, and unique-per-owner rules are checked
    although `owner` is not a field (Django leaves out of validation what is not in the form).
    """

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner = owner
        if hasattr(self.instance, "owner_id") and self.instance.owner_id is None:
            self.instance.owner = owner
        for form_field in self.fields.values():
            if isinstance(form_field, forms.ModelChoiceField):
                form_field.queryset = form_field.queryset.owned_by(owner)
        self.helper = PlainHelper()

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"owner"}


def refuse_overtaken(form, data):
    """The page was opened before somebody (another tab) saved. Nothing typed is lost."""
    if data.get("revision") not in (None, form.initial["revision"]):
        form.data = form.data.copy()
        form.data["revision"] = form.initial["revision"]
        raise ValidationError(
            "This sample was changed somewhere else since you opened this page. "
            "Compare with the other tab, then press Save again to keep what is typed here."
        )


class UploadForm(forms.Form):
    """The plain form behind the drop zone: several files at once, each becomes a sample."""

    file = forms.FileField(label="Choose files", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()


class OneFileForm(forms.Form):
    file = forms.FileField(label="File")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()


class TextSampleForm(OwnedModelForm):
    """Paste text: title and text, the rest later."""

    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Sample
        fields = ["title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "text": "Markdown works: # headings, **bold**, lists, tables. Up to 100,000 characters."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True
        if self.instance.pk:
            del self.fields["form_key"]
            self.initial["revision"] = self.instance.revision
        else:
            del self.fields["revision"]
            self.initial.setdefault("form_key", uuid.uuid4().hex)

    def clean(self):
        data = super().clean()
        if "revision" in self.fields:
            refuse_overtaken(self, data)
        return data

    def save(self, commit=True):
        sample = self.instance
        sample.body = Sample.Body.TEXT
        if sample.pk:
            sample.revision += 1
            if "title" in self.changed_data:
                sample.name_address()
        else:
            sample.form_key = self.cleaned_data["form_key"] or None
            sample.deliverable = words.guess_deliverable("", sample.title, sample.text[:2000], "")
            sample.audiences, sample.areas = self.owner.profile.audiences[:1], self.owner.profile.areas[:1]
            sample.roles = ["lead-writer"]
        return super().save(commit)


class LinkSampleForm(OwnedModelForm):
    """A sample that lives on the web: its address is kept, the page is never fetched."""

    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    class Meta:
        model = Sample
        fields = ["title", "url"]
        labels = {"url": "Web address"}
        help_texts = {"url": "We keep the address and never fetch the page."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["url"].required = True
        self.fields["url"].assume_scheme = "https"
        self.initial.setdefault("form_key", uuid.uuid4().hex)

    def clean_url(self):
        web_address(self.cleaned_data["url"])
        return self.cleaned_data["url"]

    def _post_clean(self):
        self.instance.body = Sample.Body.LINK
        super()._post_clean()

    def save(self, commit=True):
        sample = self.instance
        sample.form_key = self.cleaned_data["form_key"] or None
        if not sample.pk:
            sample.provenance = "published-open"
            sample.deliverable = words.guess_deliverable("", sample.title, "", "")
            sample.roles = ["lead-writer"]
        return super().save(commit)


class DescribedSampleForm(OwnedModelForm):
    """Confidential work: described with care, no file, no client."""

    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    class Meta:
        model = Sample
        fields = ["title", "deliverable", "summary"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "title": "In general words, such as: Needs assessment, cardiology, about 1,500 words, for an education company.",
            "summary": "What you did and what was hard. No client, product or meeting.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deliverable"] = deliverable_field(self.owner)
        self.fields["summary"].required = True
        self.initial.setdefault("form_key", uuid.uuid4().hex)

    def save(self, commit=True):
        sample = self.instance
        sample.body, sample.provenance = Sample.Body.NONE, "described-only"
        sample.form_key = self.cleaned_data["form_key"] or None
        return super().save(commit)


def deliverable_field(owner, **kwargs):
    grouped = words.grouped_choices(words.DELIVERABLES, words.FAMILIES, owner.profile.health)
    return forms.ChoiceField(
        label="Kind of work", choices=[*grouped, (words.OTHER, words.OTHER_NAME)], **kwargs
    )


class NameForm(OwnedModelForm):
    """What was guessed from the file, on the page where one lands after an upload."""

    class Meta:
        model = Sample
        fields = ["title", "deliverable"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deliverable"] = deliverable_field(self.owner)

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def save(self, commit=True):
        self.instance.revision += 1
        if "title" in self.changed_data:
            self.instance.name_address()
        return super().save(commit)


class SampleForm(OwnedModelForm):
    """Everything about a sample. Only the title is required; the rest is asked for when it is shared."""

    areas = forms.MultipleChoiceField(required=False, label="Fields", help_text="One or two.")
    audiences = forms.MultipleChoiceField(required=False, label="Written for", help_text="Up to three.")
    roles = forms.MultipleChoiceField(
        required=False,
        label="My role",
        choices=words.choices(words.ROLES),
        help_text="Up to four. Say what you did, not less and not more.",
    )
    MOST = {"areas": 2, "audiences": 3, "roles": 4}
    activity_format = forms.ChoiceField(required=False, label="Activity format")
    moore_level = forms.ChoiceField(
        required=False, label="Aims at", help_text="The highest outcome level it was planned for."
    )
    ai_use = forms.ChoiceField(required=False, label="AI help")
    written_on = forms.DateField(
        required=False,
        label="Written in",
        input_formats=["%Y-%m", "%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m", attrs={"type": "month", "placeholder": "2026-03"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Sample
        fields = [
            "title",
            "deliverable",
            "url",
            "summary",
            "areas",
            "audiences",
            "roles",
            "others",
            "written_on",
            "hours",
            "references_count",
            "activity_format",
            "moore_level",
            "ai_use",
            "ai_note",
            "brief",
            "tools",
            "changed",
            "objectives",
            "reality",
            "allow_download",
            "embargo_until",
        ]
        labels = {
            "url": "Web address",
            "summary": "Summary",
            "others": "Who else, by role",
            "hours": "Hours it took",
            "references_count": "Number of references",
            "ai_note": "How AI was used and checked",
            "brief": "The brief",
            "changed": "What changed after review",
            "objectives": "Learning objectives to print",
            "reality": "The person or animal in it is",
            "allow_download": "Readers may download the clean copy",
            "embargo_until": "Not before",
        }
        help_texts = {
            "summary": "40 to 120 words: what it argues, for whom, and what a reader will find.",
            "others": "Roles, not names, such as: two clinical experts, one editor.",
            "brief": "For practice pieces: the brief you set yourself.",
            "objectives": "One a line. Two or three are enough.",
            "embargo_until": "It shows itself on this date, not earlier.",
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "brief": forms.Textarea(attrs={"rows": 3}),
            "changed": forms.Textarea(attrs={"rows": 3}),
            "objectives": forms.Textarea(attrs={"rows": 4}),
            "embargo_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        health = self.owner.profile.health
        sample = self.instance
        self.fields["deliverable"] = deliverable_field(self.owner)
        self.fields["areas"].choices = words.grouped_choices(
            words.AREAS, words.AREA_GROUPS, health if health == "animal" else None
        )
        self.fields["audiences"].choices = words.grouped_choices(words.AUDIENCES, words.AUDIENCE_GROUPS)
        self.fields["activity_format"].choices = [("", "Not said"), *words.choices(words.ACTIVITY_FORMATS)]
        self.fields["moore_level"].choices = [
            ("", "Not said"),
            *((m.slug, f"{m.level} · {m.said(health).name}") for m in words.MOORE_LEVELS),
        ]
        self.fields["ai_use"].choices = [("", "Not said"), *words.choices(words.AI_USES)]
        self.fields["reality"].choices = [("", "Not said yet"), *Sample.Reality.choices[1:]]
        self.initial["revision"] = sample.revision
        if sample.body == Sample.Body.LINK:
            self.fields["url"].required = True
            self.fields["url"].assume_scheme = "https"
        else:
            del self.fields["url"]
        if sample.body not in {Sample.Body.FILES, Sample.Body.TEXT}:
            del self.fields["allow_download"]
        if not (sample.is_case or sample.reality):
            del self.fields["reality"]

    def _at_most(self, name):
        """What was picked before keeps its place: the first of each is the main one."""
        picked, before = self.cleaned_data[name], self.initial.get(name) or []
        if len(picked) > self.MOST[name]:
            raise ValidationError(f"Pick at most {self.MOST[name]}; you picked {len(picked)}.")
        return sorted(picked, key=lambda slug: before.index(slug) if slug in before else len(before))

    def clean_areas(self):
        return self._at_most("areas")

    def clean_audiences(self):
        return self._at_most("audiences")

    def clean_roles(self):
        return self._at_most("roles")

    @property
    def picks(self):
        """{name: field, most, names and groups of (heading, [(slug, label, checked)])}, to print as checkboxes."""
        return {name: self._pick(name) for name in self.MOST}

    def _pick(self, name):
        field, chosen = self[name], {str(slug) for slug in self[name].value() or []}
        # Ungrouped choices are one group without a heading.
        choices = list(field.field.choices)
        groups = choices if choices and not isinstance(choices[0][1], str) else [("", choices)]
        groups = [(heading, [(s, text, s in chosen) for s, text in rows]) for heading, rows in groups]
        names = [text for _, rows in groups for _, text, checked in rows if checked]
        return {"field": field, "most": self.MOST[name], "names": names, "groups": groups}

    def clean_reality(self):
        """The label of a case can be changed and not taken away."""
        return self.cleaned_data["reality"] or self.instance.reality

    def clean_hours(self):
        hours = self.cleaned_data["hours"]
        if hours is not None and hours <= 0:
            raise ValidationError("Type the hours as a number above 0.")
        return hours

    def clean_written_on(self):
        day = self.cleaned_data["written_on"]
        if day and not date(1950, 1, 1) <= day <= self.owner.today():
            raise ValidationError("This is in the future, or very long ago.")
        return day

    def clean(self):
        data = super().clean()
        refuse_overtaken(self, data)
        return data

    def save(self, commit=True):
        self.instance.revision += 1
        if "title" in self.changed_data:
            self.instance.name_address()
        return super().save(commit)


REALITY_MEANS = {
    "invented": "Readers see the label “Invented case”.",
    "composite": "Readers see the label “Composite case”. Check that none of them can be recognized.",
    "real": "It stays with you. What a record says of a patient or owner is never shown; invent one instead.",
}


class ProvenanceForm(OwnedModelForm):
    """'May you show it?' Four picks first, all eleven behind them."""

    class Meta:
        model = Sample
        fields = ["provenance", "reality"]
        widgets = {"provenance": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["provenance"] = forms.ChoiceField(
            label="May you show it?",
            choices=[(p.slug, p.say) for p in words.PROVENANCES],
            widget=forms.RadioSelect,
        )
        if not self.instance.is_case:
            del self.fields["reality"]

    def clean_reality(self):
        """The label of a case can be changed and not taken away."""
        return self.cleaned_data["reality"] or self.instance.reality

    @property
    def reality_picks(self):
        """(value, what it says, what it means, checked) of the answers for a case; none for other work."""
        if "reality" not in self.fields:
            return []
        chosen = self["reality"].value()
        return [
            (value, say, REALITY_MEANS[value], value == chosen)
            for value, say in Sample.Reality.choices
            if value
        ]

    def _picks(self, offered):
        """(row, what it means for readers, checked) of the answers that are in view, or of those behind them."""
        chosen = self["provenance"].value()
        states = {state.slug: state.meaning for state in words.SHARE_STATES}
        return [
            (row, states[row.state], row.slug == chosen)
            for row in words.PROVENANCES
            if (row.quick or row.slug == chosen) == offered
        ]

    @property
    def quick_picks(self):
        return self._picks(True)

    @property
    def other_picks(self):
        return self._picks(False)


class PermissionForm(forms.ModelForm):
    class Meta:
        model = PermissionRecord
        fields = ["granted_by", "granted_on", "scope", "ends_on", "note"]
        help_texts = {
            "granted_by": "A role and organization is enough, such as: program director, by e-mail.",
            "ends_on": "Leave empty when it has no end. After that day the sample comes down by itself; you are told a week before.",
            "note": "In their words, as close as you can. Only you see this.",
        }
        widgets = {
            "granted_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "note": forms.Textarea(attrs={"rows": 3}),
            "scope": forms.RadioSelect,
        }

    def __init__(self, *args, sample, **kwargs):
        super().__init__(*args, **kwargs)
        self.sample = sample
        self.helper = PlainHelper()

    def clean_granted_on(self):
        day = self.cleaned_data["granted_on"]
        if day > self.sample.owner.today():
            raise ValidationError("A permission cannot be given in the future.")
        return day


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label="Photo", help_text="JPEG, PNG or WebP. It is cropped square; its hidden data is removed."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()


class ReasonForm(forms.Form):
    """Why a finding may stay. Kept, and shown in the sample's history."""

    reason = forms.CharField(
        label="Why may it stay?",
        min_length=8,
        max_length=300,
        error_messages={"min_length": "Say why in a few words; this is kept with the sample."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()


class DismissForm(forms.Form):
    dismissed_as = forms.ChoiceField(label="What is it?", choices=DISMISS_AS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()


class CleanForm(forms.Form):
    notes = forms.ChoiceField(
        label="The speaker notes",
        required=False,
        choices=[("keep", "Keep them"), ("leave", "Leave them out")],
        widget=forms.RadioSelect,
    )

    @property
    def keep_notes(self):
        return self.cleaned_data.get("notes") == "keep"


class PrivateWordForm(OwnedModelForm):
    class Meta:
        model = PrivateWord
        fields = ["word"]
        labels = {"word": "Name that must never be shown"}

    def clean_word(self):
        return " ".join(self.cleaned_data["word"].split())


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="Why (only you see this)", required=False, max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()


class SampleSearch(forms.Form):
    """Search, filter and sort, as plain GET parameters."""

    SORTS = {
        "newest": ("Newest first", ["-created_at", "-pk"]),
        "changed": ("Changed last", ["-updated_at", "-pk"]),
        "title": ("Title, A to Z", [Lower("title"), "pk"]),
        "written": ("Date of writing", [F("written_on").desc(nulls_last=True), "-pk"]),
    }

    q = forms.CharField(required=False, max_length=100, label="Search")
    kind = forms.CharField(required=False, max_length=40)
    source = forms.CharField(required=False, max_length=40)
    where = forms.ChoiceField(required=False, choices=[("on", "On it"), ("off", "Not on it")])
    sort = forms.ChoiceField(required=False, choices=[(k, v[0]) for k, v in SORTS.items()])

    def apply(self, samples):
        self.is_valid()
        data = self.cleaned_data
        if q := data.get("q", "").strip():
            samples = samples.filter(pk__in=search.matching(samples, q))
        if kind := data.get("kind"):
            samples = samples.filter(deliverable=kind)
        if source := data.get("source"):
            samples = samples.filter(provenance=source)
        if place := data.get("where"):
            samples = samples.filter(on_page=place == "on")
        return samples.order_by(*self.SORTS.get(data.get("sort") or "newest", self.SORTS["newest"])[1])

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.get(name) for name in ("q", "kind", "source", "where"))
