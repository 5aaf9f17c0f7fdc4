"""What a writer chooses when taking things out or putting them back."""

from django import forms
from django.core.exceptions import ValidationError

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
