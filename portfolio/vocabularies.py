"""MOVED to the top-level package `vocabularies/` (code and content), so that `accounts` may use it too."""

from vocabularies import *  # noqa: F403
