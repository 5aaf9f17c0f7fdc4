"""The words in front of an objective: "By the end of this session, learners will be able to"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .verbs import accepted
from .words import WORD

_LEARNERS = (
    r"participants?|learners?|attendees?|registrants?|trainees?|students?|residents?|fellows?|interns?|clinicians?|"
    r"physicians?|doctors?|hospitalists?|internists?|surgeons?|specialists?|generalists?|practitioners?|providers?|"
    r"professionals?|prescribers?|nurses?|midwives|midwife|pharmacists?|dentists?|hygienists?|optometrists?|"
    r"psychologists?|psychiatrists?|social workers?|counselors?|counsellors?|therapists?|dietitians?|trainers?|"
    r"paramedics?|EMTs?|veterinarians?|vets?|technicians?|technologists?|assistants?|associates?|PAs?|NPs?|APRNs?|"
    r"CRNAs?|RNs?|researchers?|educators?|teachers?|faculty members?|administrators?|managers?|coordinators?|"
    r"cardiologists?|oncologists?|dermatologists?|neurologists?|pediatricians?|paediatricians?|radiologists?|"
    r"pathologists?|nephrologists?|endocrinologists?|rheumatologists?|pulmonologists?|gastroenterologists?|"
    r"anesthesiologists?|anaesthetists?|hematologists?|urologists?|teams?|team members?|staff|workers?|GPs?|you"
)
LEARNER = re.compile(rf"(?<![\w-])(?:{_LEARNERS})(?![\w-])", re.IGNORECASE)

# "Upon completion of this module, …": a clause about the activity's end, not about a patient.
_CLAUSE = re.compile(
    r"\s*(?:up)?(?:on|after|following|by|at|as a result of|during|in|through|with)\b(?P<about>[^,:;.]{0,150})[,:]\s*",
    re.IGNORECASE,
)
_ABOUT_ACTIVITY = re.compile(
    r"\b(?:complet\w+|conclu\w+|end of|finish\w*|participat\w+|attend\w+|activit\w+|session|program(?:me)?|course|module|"
    r"webinar|workshop|symposium|lecture|presentation|training|lesson|series|tutorial|this (?:talk|article|monograph|cme))\b",
    re.IGNORECASE,
)
# The same without a comma: "After this session learners will be able to".
_OPEN_CLAUSE = re.compile(
    r"\s*(?:up)?(?:on|after|following|by|at|as a result of)\b[^,:;.]{0,150}?(?=(?:the\s+|each\s+)?(?:\w+\s+)?"
    rf"(?:{_LEARNERS})\s+(?:will|should|can|must|shall|would)\b)",
    re.IGNORECASE,
)
_ABLE = re.compile(
    r"\s*(?P<who>[^,:;.!?]{0,90}?)\s*\b(?:will|should|must|can|would|shall|may|to|are expected to|is expected to)?\s*"
    r"\b(?:be|is|are)\s+(?:\w+\s+){0,2}?(?:able|prepared|equipped|ready|expected|empowered)\s+to\s*[:,–—-]*\s*",
    re.IGNORECASE,
)
_WILL = re.compile(
    rf"\s*(?:the\s+|each\s+|all\s+|every\s+)?(?:[\w/'-]+\s+){{0,5}}?(?:{_LEARNERS})\s+"
    r"(?:will|should|must|can|would|shall)\s*[:,–—-]*\s*(?=\S|$)",
    re.IGNORECASE,
)
_ACTIVITY = re.compile(
    r"\s*(?:(?:this|the|our)\s+(?:[\w-]+\s+){0,2}?(?:activity|session|program(?:me)?|course|module|webinar|symposium|talk|"
    r"lecture|presentation|workshop|series|faculty|speakers?|presenters?|panel(?:ists?)?|instructors?)|faculty|speakers|"
    r"presenters|panelists|we)\s+(?:will|is designed to|is intended to|aims to|are going to|seeks to)\s+",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(?:to|will|able to)\s+(?=[A-Za-z])", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|whom|whose|that|which)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stem:
    """Where the objective proper begins, and what the words before it said.

    `able_to`: the stem ends in "able to" or a twin of it. `activity`: its subject is the activity or its
    faculty. `learner`: it names somebody who learns.
    """

    length: int = 0
    able_to: bool = False
    activity: bool = False
    learner: bool = False


def read_stem(flat_text: str) -> Stem:
    """Find a leading stem. `flat_text` comes from `words.flat`, so that offsets hold in the original.

    "Identify patients who will be able to consent" has no stem: it opens with its own verb.
    """
    first = WORD.search(flat_text)
    if first is None or accepted(first.group()):
        return Stem()
    begin = 0
    clause = _CLAUSE.match(flat_text)
    if clause and _ABOUT_ACTIVITY.search(clause["about"]):
        begin = clause.end()
    else:
        open_clause = _OPEN_CLAUSE.match(flat_text)
        if open_clause and _ABOUT_ACTIVITY.search(open_clause.group()):
            begin = open_clause.end()
    activity = _ACTIVITY.match(flat_text, begin)
    if activity:
        return Stem(activity.end(), activity=True, learner=bool(LEARNER.search(flat_text, 0, begin)))
    able = _ABLE.match(flat_text, begin)
    if able and not _RELATIVE.search(able["who"]) and not _opens_with_verb(able["who"]):
        learner = bool(LEARNER.search(flat_text, 0, able.end()) or able["who"].strip())
        return Stem(able.end(), able_to=True, learner=learner)
    will = _WILL.match(flat_text, begin)
    if will and not _RELATIVE.search(will.group()):
        return Stem(will.end(), learner=True)
    bare = _BARE.match(flat_text, begin)
    if bare:
        return Stem(bare.end(), able_to="able" in bare.group().lower())
    return Stem(begin, learner=bool(LEARNER.search(flat_text, 0, begin)))


def is_stem_line(line: str) -> bool:
    """True for a line that only introduces objectives ("Participants should be able to:")."""
    stem = read_stem(line)
    return stem.length > 0 and not WORD.search(line, stem.length)


def _opens_with_verb(who: str) -> bool:
    first = WORD.search(who)
    return bool(first and accepted(first.group()))
