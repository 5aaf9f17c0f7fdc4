"""What a writer types about steps, plans, ratings and reflections."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms import PlainHelper, web_address
from milestones.models import MAX_NOTE

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
