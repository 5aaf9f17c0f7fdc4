"""The two demo people, and the texts they pasted instead of uploading a file."""

from .anselm import ANSELM
from .marisol import MARISOL
from .pasted import CLAIMS, OBJECTIVES, TEST_ITEMS

PEOPLE = (MARISOL, ANSELM)

PASTED = {"items": TEST_ITEMS, "objectives": OBJECTIVES, "claims": CLAIMS}
"""Markdown bodies of pasted samples, by the `body` key of a `SampleRecord`."""

BANNER = "Fictional demo profile. The people, organizations and samples on this page are invented."
"""Printed on every public page of a demo person."""
