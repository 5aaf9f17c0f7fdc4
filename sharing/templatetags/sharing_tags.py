"""Addresses behind the door a visitor came in by."""

from django import template

register = template.Library()


@register.simple_tag
def door_url(door, what, *args):
    """The address of a sample, picture or file behind this door: public page or private link."""
    return door.url(what, *args)
