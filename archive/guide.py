"""README.txt of the ZIP: one page, in plain words."""

from __future__ import annotations

_EVERYTHING = """\
{name}: everything from CME Portfolio, made on {day}

This is your own copy. It holds private samples, notes, reflections and other people's contact data.
Keep it where only you can read it. To send your work to somebody, make the ZIP "To share" instead.

START HERE
  Unpack the ZIP, then open index.html in any browser. It needs no server and no network.

WHAT IS INSIDE
  index.html    your portfolio as a small site, with the samples nobody else may see; they are marked
  site/         its pages and page pictures; site/notes.html has your reflections and notes of steps
  originals/    the files you uploaded, every version, under their own names, by kind of work;
                text you pasted is there as .md
  clean/        the clean copies: these are the ones to send
  data/         everything you typed and every figure, twice: as JSON for programs, as CSV for
                spreadsheets. data/manifest.json lists the tables and how many rows each has.

HOW THE DATA FITS TOGETHER
  Each row has a "key", such as samples:refill-case. Where a row belongs to another one, it names
  that one's key. Days are written year-month-day; moments carry their distance from UTC.
  A cell of a CSV that begins like a formula has an apostrophe in front, so that it cannot act as one.

WHAT IS NOT INSIDE
  Your password, keys for logging in, the secret addresses of private links and their passwords,
  and the names of readers: those were never kept.

PUTTING IT BACK
  Log in to any CME Portfolio, open Settings, then "Put it back in", and choose this ZIP as it is.
  Everything arrives private: nothing is published, and links get new addresses. What reviewers
  wrote stays in data/: it can only be vouched for where they wrote it.
"""

_SHARE = """\
{name}: writing samples, made on {day}

START HERE
  Unpack the ZIP, then open index.html in any browser. It needs no server and no network.

WHAT IS INSIDE
  index.html    the portfolio as a small site
  site/         its pages and page pictures
  clean/        files that may be downloaded, as clean copies
  data/         the same facts as JSON and CSV

It holds what the writer's public page showed on that day, and nothing else.
Samples are shown to illustrate writing. They are not accredited education and carry no credit.
"""

_MISSING = """
MISSING
  These files could not be read when the ZIP was made. Make it again, or tell whoever runs {site}:
"""


def guide(variant: str, *, name: str, day: str, site: str, missing: list[str]) -> str:
    """The text of README.txt, lines ended as every editor reads them."""
    words = (_EVERYTHING if variant == "everything" else _SHARE).format(name=name, day=day)
    if missing:
        words += _MISSING.format(site=site) + "".join(f"  {path}\n" for path in missing)
    return words.replace("\n", "\r\n")
