"""Filters of the library."""

from django import forms

import vocabularies as words
from milestones import briefs


class BriefFilter(forms.Form):
    """Narrow the list of briefs. Odd values are as good as none."""

    q = forms.CharField(label="Search", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind of work", required=False)
    level = forms.ChoiceField(label="Level", required=False)
    area = forms.ChoiceField(label="Field", required=False)

    def __init__(self, data, *, rows, health):
        super().__init__(data)
        self.rows = rows
        kinds = {row.deliverable: words.label(words.DELIVERABLES, row.deliverable, health) for row in rows}
        areas = {row.area: words.label(words.AREAS, row.area, health) for row in rows}
        self.fields["kind"].choices = [("", "All kinds"), *sorted(kinds.items(), key=lambda pair: pair[1])]
        self.fields["area"].choices = [("", "All fields"), *sorted(areas.items(), key=lambda pair: pair[1])]
        self.fields["level"].choices = [
            ("", "Any level"),
            *((level.slug, level.name) for level in briefs.levels()),
        ]
        self.full_clean()

    @property
    def chosen(self):
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    @property
    def is_narrowed(self):
        return any(self.chosen.values())

    def apply(self):
        wanted = self.chosen
        sought = wanted["q"].casefold().split()
        return [
            row
            for row in self.rows
            if (not wanted["kind"] or row.deliverable == wanted["kind"])
            and (not wanted["level"] or row.level == wanted["level"])
            and (not wanted["area"] or row.area == wanted["area"])
            and all(word in f"{row.title} {row.text}".casefold() for word in sought)
        ]


class StartForm(forms.Form):
    form_key = forms.RegexField(r"^[0-9a-f]{32}\Z")
