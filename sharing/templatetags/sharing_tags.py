"""Addresses behind the door a visitor came in by."""

from django import template

from sharing import cards

register = template.Library()


@register.simple_tag
def door_url(door, what, *args):
    """The address of a sample, picture or file behind this door: public page or private link."""
    return door.url(what, *args)


@register.simple_tag
def card_sections(door, shown):
    """What is behind this door as cards, section by section (sharing.cards.sections)."""
    return cards.sections(door, shown)
