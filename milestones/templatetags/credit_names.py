"""The name of the physician credit is set in italics wherever it is printed."""

import re

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()

_CREDIT = re.compile(r"(AMA PRA Category 1 Credits?(?=™))")


@register.filter
def credit_names(text):
    """Escape a sentence, with the name of the credit in italics; the sign behind it stays upright."""
    parts = _CREDIT.split(str(text))
    return format_html_join(
        "", "{}", ((format_html("<em>{}</em>", part) if at % 2 else part,) for at, part in enumerate(parts))
    )
