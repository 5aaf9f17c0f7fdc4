"""What visitors and writers type about sharing."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from accounts.forms import PlainHelper
from portfolio.forms import OwnedModelForm
from sharing.models import Collection

_clock = TimestampSigner(salt="sharing.contact")
TOO_FAST = timedelta(seconds=3)


class ContactForm(forms.Form):
    """A message to a writer. Two quiet traps for robots: a field nobody sees, and a clock."""

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
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()
        if not self.is_bound:
            self.initial["opened"] = _clock.sign("now")

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    @property
    def looks_automatic(self):
        """Filled the field nobody sees, was never opened, or was sent faster than a person types."""
        if self.cleaned_data.get("website"):
            return True
        stamp = self.cleaned_data.get("opened", "")
        try:
            _clock.unsign(stamp, max_age=timedelta(days=1))
        except (BadSignature, SignatureExpired):
            return True
        try:
            _clock.unsign(stamp, max_age=TOO_FAST)
        except SignatureExpired:
            return False
        return True

    def deliver(self, profile):
        data = self.cleaned_data
        EmailMessage(
            subject=f"{data['name']} wrote to you from your portfolio",
            body=f"{data['message']}\n\n{data['name']}\n{data['email']}\n\nAnswer this mail to write back.",
            to=[profile.user.email],
            reply_to=[data["email"]],
        ).send()


class CollectionForm(OwnedModelForm):
    class Meta:
        model = Collection
        fields = ["title", "intro", "show_credentials", "show_contact", "allow_downloads", "show_notes"]
        widgets = {"intro": forms.Textarea(attrs={"rows": 3})}

    def clean_title(self):
        title = " ".join(self.cleaned_data["title"].split())
        if len(title) < 3:
            raise ValidationError("Give it a title of at least three characters.")
        return title
