"""What the templates of the share check ask about a finding."""

from django import template

from portfolio import verdict

register = template.Library()


@register.filter
def ways_to_dismiss(finding):
    """{'likely': [(slug, words)], 'other': […]}: the buttons of one finding."""
    likely, other = verdict.ways_to_dismiss(finding.code)
    return {"likely": likely, "other": other}
