"""Pictures of the frame: icons from our sprite, and addresses of static files that cannot fail."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html

register = template.Library()

COMPETENCY_PAGES = ("competency", "competencies", "rating", "reflection")


@register.simple_tag
def asset(path):
    """Address of a static file. A file missing from the manifest gets its plain name instead of an error,
    because error pages use this too and must never fail."""
    try:
        return static(path)
    except ValueError:
        return staticfiles_storage.base_url + path


@register.simple_tag
def icon(name, label="", tone=""):
    """One drawing from static/icons.svg: silent to screen readers, unless `label` says what it means.

    `tone` colors it: ok, warn, block, info or teal.
    """
    address = f"{asset('icons.svg')}#{name}"
    classes = f"i {tone}".strip()
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, address
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', classes, address)


@register.simple_tag
def cover(name):
    """One of the cover drawings, `cover-<name>` in the sprite, for a sample that has no picture."""
    return format_html(
        '<svg viewBox="0 0 240 120" aria-hidden="true"><use href="{}#cover-{}"></use></svg>',
        asset("icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def current_place(context):
    """Which of the places in the masthead this page belongs to, or "" (settings, help).

    A view may say so itself with `place` in its context.
    """
    if context.get("place"):
        return context["place"]
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None:
        return ""
    if match.app_name == "milestones" and (match.url_name or "").startswith(COMPETENCY_PAGES):
        return "competencies"
    return match.app_name or match.url_name or ""
