"""Helpers for journeys: a person who counts their own presses, and an accessibility check."""

import re

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


class Person:
    """Types and presses through a page, counting."""

    def __init__(self, page):
        self.page, self.presses, self.typed = page, 0, 0

    def press(self, role, name):
        self.page.get_by_role(role, name=re.compile(name)).first.click()
        self.presses += 1

    def type(self, label, words):
        self.page.get_by_label(re.compile(label)).first.fill(words)
        self.typed += 1


def check(page):
    """No accessibility violation, and nothing to scroll sideways to."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:160]) for v in found] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), page.url
