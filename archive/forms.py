"""What a writer chooses when taking things out or putting them back."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms import PlainHelper
from archive.models import Export


class ExportForm(forms.Form):
    variant = forms.ChoiceField(choices=Export.Variant.choices, widget=forms.HiddenInput)

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner = owner

    def clean_variant(self):
        variant = self.cleaned_data["variant"]
        if variant == Export.Variant.SHARE and not self.owner.profile.is_published:
            raise ValidationError("Publish your page first: this ZIP holds what is on it.")
        return variant


class ImportForm(forms.Form):
    file = forms.FileField(label="The ZIP of everything", max_length=200)

    def __init__(self, *args, too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".zip,application/zip"
        self.too_large = too_large
        self.helper = PlainHelper()

    def clean(self):
        if self.too_large:
            self.errors.pop("file", None)
            self.add_error("file", "This ZIP is larger than this site takes.")
        return super().clean()


class StartForm(forms.Form):
    with_profile = forms.BooleanField(
        required=False,
        label="Use its profile and photo, too",
        help_text="Your name, headline, fields and the like are replaced by those in the ZIP. "
        "Your e-mail and your address stay.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()
