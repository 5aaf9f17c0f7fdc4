"""What a writer types about themselves."""

import zoneinfo

from allauth.account import forms as allauth_forms
from allauth.account.models import EmailAddress
from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

import vocabularies as words
from accounts.models import RESERVED_ADDRESSES, FormerAddress, Profile, User

MAX_PASSWORD = 256  # hashing a megabyte is work for nobody's benefit
web_address = URLValidator(schemes=["http", "https"])
MAX_LINKS = 5


def clean_lines_of_links(typed):
    """One web address a line, at most five."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > MAX_LINKS:
        raise ValidationError("Keep at most five links.")
    for line in lines:
        try:
            web_address(line)
        except ValidationError:
            raise ValidationError(
                f"“{line[:60]}” is not a web address. It should start with https://"
            ) from None
    return lines


class PlainHelper(FormHelper):
    """Crispy without its own <form> tag: templates write the form, crispy the fields."""

    form_tag = False
    disable_csrf = True


class SignupForm(allauth_forms.SignupForm):
    """Three fields: name, e-mail, password."""

    field_order = ["name", "email", "password1"]

    name = forms.CharField(
        label="Your name",
        max_length=80,
        help_text="As hiring managers should read it. Credentials come later.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail"
        self.fields["email"].widget.attrs.pop("placeholder", None)
        password = self.fields["password1"]
        password.max_length = MAX_PASSWORD
        password.help_text = "10 characters or more. Four plain words work well."
        password.widget.attrs = {"autocomplete": "new-password", "minlength": 10, "maxlength": MAX_PASSWORD}
        self.helper = PlainHelper()

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not any(c.isalpha() for c in name):
            raise ValidationError("Type the name people know you by.")
        return name

    def clean_password1(self):
        password = self.cleaned_data["password1"]
        if len(password) > MAX_PASSWORD:
            raise ValidationError(f"Use at most {MAX_PASSWORD} characters.")
        return password

    def validate_unique_email(self, value):
        if User.objects.filter(email=value).exists() or EmailAddress.objects.filter(email=value).exists():
            raise ValidationError(
                "This address already has an account. Log in instead, or reset the password."
            )
        return value


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password"].widget.attrs["maxlength"] = MAX_PASSWORD
        self.helper = PlainHelper()


class BackgroundForm(forms.Form):
    """One press: who are you? It sets the wording of the whole site."""

    background = forms.ChoiceField(choices=words.choices(words.BACKGROUNDS))

    def save(self, profile):
        background = words.find(words.BACKGROUNDS, self.cleaned_data["background"])
        profile.background = background.slug
        if background.health in {"human", "animal"}:
            profile.health = background.health
        profile.save(update_fields=["background", "health"])
        return profile


def _many(label, choices, help_text=""):
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, help_text=help_text)


class ProfileForm(forms.ModelForm):
    areas = _many(
        "Your fields",
        words.grouped_choices(words.AREAS, words.AREA_GROUPS),
        "Up to six. The first two are shown most.",
    )
    audiences = _many(
        "Whom you write for", words.grouped_choices(words.AUDIENCES, words.AUDIENCE_GROUPS), "Up to six."
    )
    deliverables = _many(
        "What you offer to write", words.grouped_choices(words.DELIVERABLES, words.FAMILIES), "Up to eight."
    )
    links = forms.CharField(
        label="Links",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One address a line, such as your LinkedIn page. Up to five.",
    )

    class Meta:
        model = Profile
        fields = [
            "name",
            "credentials",
            "headline",
            "background",
            "health",
            "bio",
            "location",
            "areas",
            "audiences",
            "deliverables",
            "links",
            "available",
            "availability",
            "ai_policy",
            "disclosure",
        ]
        labels = {
            "health": "Wording",
            "bio": "About you",
            "ai_policy": "Your AI policy, in two lines",
            "disclosure": "Disclosure line",
            "availability": "When and how much",
        }
        help_texts = {
            "credentials": "Such as PharmD or DVM. Shown as stated by you.",
            "headline": "Whom you help, with what, in which field.",
            "bio": "A few sentences. Markdown works: **bold**, *italic*, lists and links.",
            "location": "City or region, only if you want it shown.",
            "ai_policy": "What you use it for, what you never do, how you check.",
            "disclosure": "For example: no relationships with ineligible companies in the past 24 months.",
            "availability": "For example: two days a week from May.",
        }
        widgets = {"bio": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["background"] = forms.ChoiceField(
            choices=[("", "Not said"), *words.choices(words.BACKGROUNDS)], required=False, label="Background"
        )
        self.initial["links"] = "\n".join(self.instance.links)
        self.helper = PlainHelper()

    def _at_most(self, field, number):
        picked = self.cleaned_data[field]
        if len(picked) > number:
            raise ValidationError(f"Pick at most {number}; you picked {len(picked)}.")
        return picked

    def clean_areas(self):
        return self._at_most("areas", 6)

    def clean_audiences(self):
        return self._at_most("audiences", 6)

    def clean_deliverables(self):
        return self._at_most("deliverables", 8)

    def clean_links(self):
        return clean_lines_of_links(self.cleaned_data["links"])


class AddressForm(forms.ModelForm):
    class Meta:
        model = Profile
        fields = ["slug", "is_indexed"]
        help_texts = {"is_indexed": "Only once your e-mail is confirmed. Private links are never listed."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()
        self._before = self.instance.slug

    def clean_slug(self):
        slug = self.cleaned_data["slug"].lower()
        if slug in RESERVED_ADDRESSES:
            raise ValidationError("The site itself uses this address. Choose another one.")
        if FormerAddress.objects.filter(slug=slug).exclude(profile=self.instance).exists():
            raise ValidationError("Somebody else had this address. Choose another one.")
        return slug

    @transaction.atomic
    def save(self, commit=True):
        if self._before != self.instance.slug:
            FormerAddress.objects.filter(slug=self.instance.slug, profile=self.instance).delete()
            FormerAddress.objects.update_or_create(slug=self._before, defaults={"profile": self.instance})
        return super().save(commit)


class LookForm(forms.ModelForm):
    class Meta:
        model = Profile
        fields = ["theme", "accent"]
        widgets = {"theme": forms.RadioSelect, "accent": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()


class TimeZoneForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label="Time zone",
        required=False,
        choices=lambda: [
            ("", "The site's (UTC)"),
            *(
                (z, z.replace("_", " "))
                for z in sorted(zoneinfo.available_timezones())
                if "/" in z and not z.startswith(("Etc/", "posix/", "right/"))
            ),
        ],
        help_text="Due dates and end dates are dates where you are.",
    )

    class Meta:
        model = User
        fields = ["time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()


class CloseAccountForm(forms.Form):
    """No free choice here: what it validates is whether the account may go."""

    sure = forms.BooleanField(label="Close my account and delete everything listed above")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.helper = PlainHelper()

    def clean(self):
        if self.user.is_staff:
            raise ValidationError("Ask another administrator to close a staff account.")
        if self.user.is_demo:
            raise ValidationError("The fictional people stay, so that everybody can look at them.")
        return super().clean()

    def close(self):
        self.user.delete()
