"""Letters: fields filled in, answers pulled in, and checked before anybody copies them. Nothing is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from networking import catalogue
from networking.models import DrillAnswer
from sharing.access import Door
from vocabularies import find

FIELD = re.compile(r"\{([a-z_]+|answer:[a-z-]+)\}")
BRACES = re.compile(r"\{[^{}\n]{0,60}\}?|\}")
LEFT_OVER = re.compile(r"\[[^\[\]\n]{2,80}\]")
ANSWER = "answer:"
WORDS = (60, 120)  # what a first message may take of somebody's time

# What the site knows; the writer may say it better, except where the facts decide.
FIXED = frozenset({"link", "sample_titles", "organization", "me"})
QUESTIONS = {question.slug: question for question in catalogue.QUESTIONS}


@dataclass(frozen=True)
class Draft:
    """A letter as it would go out now. `missing` are fields without words; `problems` are sentences."""

    subject: str
    body: str
    missing: list[str]
    problems: list[str]

    @property
    def is_ready(self):
        return not self.problems

    @property
    def word_count(self):
        return len(self.body.split())


def fields_in(*texts: str) -> list[str]:
    """The fields these texts use, each once, in order."""
    return list(dict.fromkeys(name for text in texts for name in FIELD.findall(text)))


def unknown_fields(*texts: str) -> list[str]:
    """What stands in braces and is no field, such as {topik} or a brace left open."""
    found = []
    for text in texts:
        for match in BRACES.finditer(text):
            inner = FIELD.fullmatch(match[0])
            if inner is None or not _is_field(inner[1]):
                found.append(match[0])
    return list(dict.fromkeys(found))


def _is_field(name: str) -> bool:
    if name.startswith(ANSWER):
        return name.removeprefix(ANSWER) in QUESTIONS
    return name in catalogue.MESSAGE_FIELDS


def field_label(name: str) -> str:
    """What a field stands for, in words."""
    if name.startswith(ANSWER):
        return f"your answer to “{QUESTIONS[name.removeprefix(ANSWER)].name}”"
    return catalogue.MESSAGE_FIELDS[name]


def known_values(letter, user) -> dict[str, str]:
    """What the site itself knows for the fields of this letter."""
    contact, profile = letter.contact, user.profile
    first = contact.interactions.outgoing().order_by("happened_on", "pk").first()
    values = {
        "name": contact.first_name,
        "organization": contact.organization.name if contact.organization_id else "",
        "me": profile.signature,
        "headline": profile.headline,
        "credential": profile.credentials,
        "deliverable": _lower_list(profile.deliverable_names[:2]),
        "audience": _lower_list(profile.audience_names[:2]),
        "date": f"{first.happened_on:%B %-d}" if first else "",
        "link": "",
        "sample_titles": "",
    }
    link = letter.share_link
    if link is not None and link.is_live:
        values["link"] = link.full_address
        values["sample_titles"] = titles_behind(link, user)
    answers = DrillAnswer.objects.owned_by(user).answered()
    values |= {f"{ANSWER}{answer.question}": answer.text.strip() for answer in answers}
    return values


def titles_behind(link, user) -> str:
    """“A” and “B”: exactly what the reader of the link would find."""
    shown = Door(user.profile, collection=link.collection, link=link).samples()
    titles = [f"“{one.sample.title}”" for one in shown]
    return " and ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)


def _lower_list(names: list[str]) -> str:
    lowered = [name if name[1:2].isupper() else name[:1].lower() + name[1:] for name in names]
    return " and ".join(lowered)


def values_for(letter, user) -> dict[str, str]:
    """Known values, with what the writer typed for this letter in their place where that is allowed."""
    typed = {name: words for name, words in letter.values.items() if words.strip() and name not in FIXED}
    return known_values(letter, user) | typed


def fill(text: str, values: dict[str, str]) -> str:
    """Fields become their words; a field without words stays visible as [what it stands for].

    Not `str.format`: values come from people and may hold braces. One pass, so that they are never fields.
    """

    def words(match):
        if not _is_field(match[1]):
            return match[0]
        return values.get(match[1], "").strip() or f"[{field_label(match[1])}]"

    return FIELD.sub(words, text)


def draft(letter, user) -> Draft:
    """The letter as it stands, and every reason not to copy it yet."""
    values = values_for(letter, user)
    used = [name for name in fields_in(letter.subject, letter.body) if _is_field(name)]
    missing = [name for name in used if not values.get(name, "").strip()]
    subject = " ".join(fill(letter.subject, values).split())
    body = fill(letter.body, values).strip()
    return Draft(subject, body, missing, _problems(letter, used, missing))


def _problems(letter, used, missing) -> list[str]:
    problems = []
    if not letter.contact.may_be_written_to:
        problems.append("They are not to be contacted. This letter stays here.")
    problems += [
        f"{name} is not a field we know. Write the words themselves."
        for name in unknown_fields(letter.subject, letter.body)
    ]
    for name in missing:
        if name in {"link", "sample_titles"}:
            problems.append(_link_problem(letter.share_link))
        elif name.startswith(ANSWER):
            problems.append(f"There are no words yet for {field_label(name)}.")
        else:
            problems.append(f"Fill in {field_label(name)}.")
    own = LEFT_OVER.findall(f"{letter.subject}\n{letter.body}")
    problems += [f"{words} still stands in brackets." for words in dict.fromkeys(own)]
    return list(dict.fromkeys(problems))


def _link_problem(link) -> str:
    if link is None:
        return "Choose the link to send."
    if not link.is_live:
        return f"The link for {link.name} no longer opens. Choose another one."
    return "Nothing behind the link may be shown at the moment."


def starting_points(health: str) -> list[catalogue.Message]:
    """The messages this site supplies, in the words of one field."""
    return [message.said(health) for message in catalogue.MESSAGES]


def starting_point(slug: str, health: str) -> catalogue.Message:
    """Raises `KeyError` for an unknown slug."""
    return find(catalogue.MESSAGES, slug).said(health)


def suited_to(contact) -> str:
    """The purpose of the message that usually comes next with this contact."""
    last = contact.interactions.first()
    if last is None:
        return "introduce"
    if last.direction == "in":
        return "thank"
    return "follow-up"
