"""What a writer types about the people in their network."""

import uuid
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.utils import timezone

import vocabularies as words
from accounts.forms import PlainHelper, clean_lines_of_links, web_address
from networking import catalogue
from networking.models import Contact, Interaction, Organization, SavedView
from networking.models.people import ASKED_TO_STOP, CLOSED, tags_from
from portfolio.forms import OwnedModelForm
from sharing.models import ShareLink

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
WEEK = timedelta(days=7)


def kind_choices(health, blank):
    return [("", blank), *((kind.slug, kind.name) for kind in catalogue.kinds(health))]


def _pick(field):
    chosen = {str(slug) for slug in field.value() or []}
    groups = [
        (heading, [(slug, text, slug in chosen) for slug, text in rows])
        for heading, rows in field.field.choices
    ]
    names = [text for _, rows in groups for _, text, checked in rows if checked]
    return {"field": field, "most": "", "names": names, "groups": groups}


def link_label(link):
    """Two links for the same reader differ by their day."""
    return f"{link.name}, {timezone.localdate(link.created_at, link.owner.tz):%B %-d}"


class OrganizationForm(OwnedModelForm):
    tags = forms.CharField(required=False, max_length=280, help_text="Separated by commas.")
    audiences = forms.MultipleChoiceField(required=False, label="Whom they teach")
    areas = forms.MultipleChoiceField(required=False, label="Their fields")
    deliverables = forms.MultipleChoiceField(
        required=False, label="What they buy", help_text="Used to propose samples for them."
    )

    class Meta:
        model = Organization
        fields = [
            "name",
            "kind",
            "priority",
            "website",
            "country",
            "makes",
            "audiences",
            "areas",
            "deliverables",
            "is_promotional",
            "tags",
            "notes",
        ]
        labels = {"name": "Name of the organization", "notes": "Notes (only you see them)"}
        help_texts = {
            "makes": "What you read or saw of theirs, and why you fit.",
            "is_promotional": "Then it is tagged and kept apart. You may still write for it.",
        }
        widgets = {"makes": forms.Textarea(attrs={"rows": 3}), "notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        health = self.owner.profile.health
        self.fields["kind"] = forms.ChoiceField(
            label="Kind", required=False, choices=kind_choices(health, "Not said")
        )
        self.fields["priority"] = forms.ChoiceField(
            label="Priority", choices=words.choices(catalogue.PRIORITIES), initial="b"
        )
        self.fields["website"].assume_scheme = "https"
        if health == words.ANIMAL:
            self.fields["is_promotional"].label = "It makes or sells what animals are given"
        self.fields["audiences"].choices = words.grouped_choices(words.AUDIENCES, words.AUDIENCE_GROUPS)
        self.fields["areas"].choices = words.grouped_choices(words.AREAS, words.AREA_GROUPS)
        self.fields["deliverables"].choices = words.grouped_choices(
            words.DELIVERABLES, words.FAMILIES, health
        )
        self.initial["tags"] = ", ".join(self.instance.tag_list)

    @property
    def picks(self):
        """The long lists, as partials/pick_many.html prints them."""
        return {name: _pick(self[name]) for name in ("audiences", "areas", "deliverables")}

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_website(self):
        if self.cleaned_data["website"]:
            web_address(self.cleaned_data["website"])
        return self.cleaned_data["website"]

    def clean_tags(self):
        return tags_from(self.cleaned_data["tags"])


class ContactForm(OwnedModelForm):
    """A name or an organization is enough; everything else can wait."""

    organization_name = forms.CharField(
        required=False,
        max_length=120,
        label="Organization",
        help_text="Type it; one that you have already is found again.",
        widget=forms.TextInput(attrs={"list": "organizations", "autocomplete": "off"}),
    )
    links = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="One web address a line."
    )
    tags = forms.CharField(required=False, max_length=280, help_text="Separated by commas.")
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    class Meta:
        model = Contact
        fields = [
            "name",
            "role",
            "email",
            "phone",
            "links",
            "source",
            "met",
            "met_on",
            "time_zone",
            "consent",
            "tags",
            "notes",
            "next_action",
            "next_action_on",
            "do_not_contact",
        ]
        labels = {
            "name": "Name of the person",
            "email": "E-mail",
            "notes": "Notes (only you see them)",
            "do_not_contact": "Do not contact",
        }
        help_texts = {
            "name": "Leave it empty when you only know the organization.",
            "met": "Such as: the case session at the spring meeting.",
            "consent": "Such as: said I may write again in May.",
            "notes": "Nothing a person would be hurt to read: no health, no home, no birthday.",
            "do_not_contact": "No reminder, no suggestion, no letter.",
            "next_action_on": "Leave it empty to take the usual date.",
        }
        widgets = {"met_on": DATE, "next_action_on": DATE, "notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        contact = self.instance
        self.fields["kind"] = forms.ChoiceField(
            label="Kind", required=False, choices=kind_choices(self.owner.profile.health, "Not said")
        )
        self.fields["priority"] = forms.ChoiceField(
            label="Priority", required=False, choices=words.choices(catalogue.PRIORITIES), initial="b"
        )
        self.fields["source"] = forms.ChoiceField(
            label="How you found them",
            required=False,
            choices=[("", "Not said"), *words.choices(catalogue.SOURCES)],
        )
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.initial.setdefault("form_key", uuid.uuid4().hex)
        self.initial["tags"] = ", ".join(contact.tag_list)
        self.initial["links"] = "\n".join(contact.links)
        self._organization_before = contact.organization if contact.organization_id else None
        if contact.pk:
            self.initial["organization_name"] = str(self._organization_before or "")
            self.initial["kind"] = contact.kind_now
            self.initial["priority"] = contact.priority_letter.lower()

    @property
    def known_organizations(self):
        """For the list that helps while typing."""
        mine = Organization.objects.owned_by(self.owner).kept()
        return mine.order_by(Lower("name")).values_list("name", flat=True)[:300]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_organization_name(self):
        return " ".join(self.cleaned_data["organization_name"].split())

    def clean_links(self):
        return clean_lines_of_links(self.cleaned_data["links"])

    def clean_tags(self):
        return tags_from(self.cleaned_data["tags"])

    def clean(self):
        data = super().clean()
        if not self.errors and not (data.get("name") or data.get("organization_name")):
            self.add_error("name", "Give a name or an organization.")
        if data.get("met_on") and data["met_on"] > self.owner.today():
            self.add_error("met_on", "This day is still to come.")
        return data

    def _post_clean(self):
        """Somebody left alone has no date, and somebody open has one: settled before the database says it."""
        super()._post_clean()
        contact = self.instance
        if contact.do_not_contact or contact.stage == CLOSED:
            contact.next_action, contact.next_action_on = "", None
        elif contact.pk and contact.next_action_on is None and not contact.is_archived:
            self.add_error("next_action_on", "Choose when you will next be in touch.")
        if not contact.do_not_contact and contact.close_reason == ASKED_TO_STOP:
            contact.close_reason = "said-no"  # taken off by hand: it was a mistake

    def _get_validation_exclusions(self):
        # The organization is typed as a name and settled in save().
        return super()._get_validation_exclusions() | {"organization"}

    def organization(self):
        """The organization that was typed: found, changed in kind and priority when it is the same, or new."""
        from networking import actions

        data = self.cleaned_data
        fields = {"kind": data["kind"], "priority": data["priority"] or "b"}
        before = self._organization_before
        found = actions.organization_named(data["organization_name"], by=self.owner, **fields)
        if found and before and found.pk == before.pk:
            changed = [name for name in fields if name in self.changed_data]
            for name in changed:
                setattr(found, name, fields[name])
            if changed:
                found.save(update_fields=changed)
        return found

    def save(self, commit=True):
        contact, data = self.instance, self.cleaned_data
        contact.organization = self.organization()
        if contact.organization is None:
            contact.kind, contact.priority = data["kind"], data["priority"] or "b"
        if not contact.pk:
            contact.form_key = data["form_key"] or None
        return super().save(commit)


class PlanForm(OwnedModelForm):
    """The one next action."""

    class Meta:
        model = Contact
        fields = ["next_action", "next_action_on"]
        widgets = {"next_action_on": DATE}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["next_action_on"].required = True


class MoveForm(forms.Form):
    stage = forms.ChoiceField(choices=words.choices(catalogue.STAGES))
    reason = forms.ChoiceField(
        required=False, label="Why", choices=[("", "Not said"), *words.choices(catalogue.CLOSE_REASONS)]
    )


class InteractionForm(OwnedModelForm):
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    class Meta:
        model = Interaction
        fields = [
            "happened_on",
            "direction",
            "channel",
            "purpose",
            "summary",
            "outcome",
            "share_link",
            "sample",
            "next_action",
            "next_action_on",
        ]
        labels = {"share_link": "Which link you sent", "sample": "Which sample it was about"}
        help_texts = {
            "summary": "Two lines are enough.",
            "next_action_on": "Leave it empty to take the usual date.",
        }
        widgets = {
            "happened_on": DATE,
            "next_action_on": DATE,
            "summary": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        contact = self.instance.contact
        for name, label, terms in (
            ("direction", "Who wrote or spoke first", catalogue.DIRECTIONS),
            ("channel", "How", catalogue.CHANNELS),
            ("purpose", "What for", catalogue.PURPOSES),
            ("outcome", "What came of it", catalogue.OUTCOMES),
        ):
            self.fields[name] = forms.ChoiceField(label=label, choices=words.choices(terms))
        links = ShareLink.objects.owned_by(self.owner).filter(
            Q(revoked_at=None) | Q(interactions__contact=contact)
        )
        self.fields["share_link"].queryset = links.select_related("owner").distinct()
        self.fields["share_link"].label_from_instance = link_label
        self.fields["share_link"].empty_label = "No link"
        self.fields["sample"].queryset = self.fields["sample"].queryset.kept().order_by("title")
        self.fields["sample"].empty_label = "None in particular"
        self.initial.setdefault("form_key", uuid.uuid4().hex)
        if self.initial.get("happened_on") is None:
            self.initial["happened_on"] = self.owner.today()
        if contact.do_not_contact or contact.stage == CLOSED:
            del self.fields["next_action"], self.fields["next_action_on"]

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > self.owner.today():
            raise ValidationError("This day is still to come. Put it into the next action instead.")
        if day.year < 1950:
            raise ValidationError("Check the year.")
        return day

    def save(self, commit=True):
        if not self.instance.pk:
            self.instance.form_key = self.cleaned_data["form_key"] or None
        return super().save(commit)


class SavedViewForm(OwnedModelForm):
    class Meta:
        model = SavedView
        fields = ["name"]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class EraseForm(forms.Form):
    sure = forms.BooleanField(label="Delete everything listed above for good")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()


def _last_on():
    rows = Interaction.objects.filter(contact=OuterRef("pk")).order_by("-happened_on")
    return Subquery(rows.values("happened_on")[:1])


class ContactSearch(forms.Form):
    """Search, filters and order of the list and the board, as plain GET parameters."""

    SORTS = {
        "next": ("Next date", [F("next_action_on").asc(nulls_last=True), "pk"]),
        "organization": ("Organization", [Lower("organization__name").asc(nulls_last=True), "pk"]),
        "name": ("Person", [Lower("name"), "pk"]),
        "last": ("Last contact", [F("last_on").desc(nulls_last=True), "pk"]),
        "quiet": ("Longest silence", [F("last_on").asc(nulls_last=True), "pk"]),
        "priority": ("Priority", ["priority_now", F("next_action_on").asc(nulls_last=True), "pk"]),
        "newest": ("Newest", ["-created_at", "-pk"]),
    }
    WHEN = [("late", "Overdue"), ("week", "Due in 7 days"), ("none", "Without a date")]
    STATES = [
        ("archived", "Archive"),
        ("alone", "Do not contact"),
        ("apart", "Kept apart"),
        ("all", "Everybody"),
    ]

    q = forms.CharField(required=False, max_length=100)
    stage = forms.ChoiceField(required=False, choices=words.choices(catalogue.STAGES))
    column = forms.ChoiceField(required=False, choices=words.choices(catalogue.COLUMNS))
    kind = forms.ChoiceField(required=False, choices=words.choices(catalogue.KINDS))
    priority = forms.ChoiceField(required=False, choices=words.choices(catalogue.PRIORITIES))
    source = forms.ChoiceField(required=False, choices=words.choices(catalogue.SOURCES))
    tag = forms.CharField(required=False, max_length=40)
    when = forms.ChoiceField(required=False, choices=WHEN)
    state = forms.ChoiceField(required=False, choices=STATES)
    sort = forms.ChoiceField(required=False, choices=[(slug, row[0]) for slug, row in SORTS.items()])

    def chosen(self, name):
        self.is_valid()
        return self.cleaned_data.get(name, "")

    def apply(self, contacts, today):
        """`contacts` narrowed to what was asked for; a filter that makes no sense narrows nothing."""
        self.is_valid()
        data = self.cleaned_data
        contacts = self._by_state(contacts, data.get("state"))
        for word in data.get("q", "").split()[:6]:
            contacts = contacts.filter(
                Q(name__icontains=word)
                | Q(role__icontains=word)
                | Q(organization__name__icontains=word)
                | Q(email__icontains=word)
                | Q(notes__icontains=word)
                | Q(tags__icontains=word)
            )
        if stage := data.get("stage"):
            contacts = contacts.filter(stage=stage)
        if column := data.get("column"):
            contacts = contacts.filter(stage__in=[s.slug for s in catalogue.STAGES if s.column == column])
        if kind := data.get("kind"):
            contacts = contacts.of_kind(kind)
        if priority := data.get("priority"):
            contacts = contacts.of_priority(priority)
        if source := data.get("source"):
            contacts = contacts.filter(source=source)
        if tag := data.get("tag", "").strip().lower():
            contacts = contacts.filter(
                Q(tags__contains=f",{tag},") | Q(organization__tags__contains=f",{tag},")
            )
        return self._by_date(contacts, data.get("when"), today)

    def _by_state(self, contacts, state):
        if state == "all":
            return contacts
        if state == "archived":
            return contacts.archived()
        contacts = contacts.kept()
        if state == "alone":
            return contacts.filter(do_not_contact=True)
        if state == "apart":
            return contacts.filter(organization__is_promotional=True)
        return contacts

    def _by_date(self, contacts, when, today):
        if when == "late":
            return contacts.filter(next_action_on__lt=today)
        if when == "week":
            return contacts.filter(next_action_on__lte=today + WEEK)
        if when == "none":
            return contacts.filter(next_action_on=None)
        return contacts

    def order(self, contacts):
        sort = self.chosen("sort") or "next"
        if sort in {"last", "quiet"}:
            contacts = contacts.annotate(last_on=_last_on())
        if sort == "priority":
            contacts = contacts.with_priority()
        return contacts.order_by(*self.SORTS[sort][1])

    @property
    def is_narrowed(self):
        self.is_valid()
        return any(value for name, value in self.cleaned_data.items() if name != "sort")
