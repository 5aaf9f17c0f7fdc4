"""Put the fictional people's prospects into the database, with what was said to them."""

from datetime import datetime, time, timedelta

from django.db import transaction

from networking import cadence
from networking.models import Contact, DisclosureCard, DrillAnswer, Interaction, Organization, StageMove
from networking.models.people import CLOSED
from sharing.models import ShareLink

SOURCES = {
    "event": "event",
    "annual meeting program": "event",
    "webinar": "event",
    "linkedin": "linkedin",
    "directory": "directory",
    "alumni": "alumni",
    "past work": "alumni",
    "referral": "referral",
}
OUTCOMES = {"reply": "replied"}
ANSWERS = {
    "tell-me-about-you": "For years I answered the same questions at the counter and on the ward. Writing lets me answer "
    "them once, for many. I want to write cases and items for teams that teach clinicians.",
    "experience-with-format": "Yes, for practice, and each piece says so. The needs assessment took three rounds; the "
    "second one taught me to cut every gap that education cannot reach.",
}


@transaction.atomic
def load_contacts(user, person, samples):
    """`samples` are the person's samples by the key of their record."""
    for record in person.contacts:
        organization = _organization(user, record)
        if record.stage:
            _contact(user, record, organization, samples)
    for question, text in ANSWERS.items():
        DrillAnswer.objects.create(owner=user, question=question, text=text)
    DisclosureCard.objects.create(owner=user, reviewed_on=user.today() - timedelta(days=40))


def _organization(user, record):
    """A fellow writer is a person without an organization."""
    if record.kind == "peer" and record.person in ("", record.organization):
        return None
    return Organization.objects.create(
        owner=user,
        name=record.organization,
        kind=record.kind,
        priority=record.priority.lower(),
        makes=record.note if not record.promotional else "",
        notes=record.note if record.promotional else "",
        is_promotional=record.promotional,
    )


def _contact(user, record, organization, samples):
    today = user.today()
    waits = record.next_action_in if record.next_action_in is not None else 10
    known_since = max((talk.days_ago for talk in record.interactions), default=14) + 7
    contact = Contact.objects.create(
        owner=user,
        organization=organization,
        name=record.person or ("" if organization else record.organization),
        role=record.role,
        kind="" if organization else record.kind,
        priority=record.priority.lower(),
        source=SOURCES.get(record.source.lower(), ""),
        met=record.source,
        notes="" if organization else record.note,
        stage=record.stage,
        next_action="" if record.stage == CLOSED else record.next_action,
        next_action_on=None if record.stage == CLOSED else cadence.add_working_days(today, waits),
        created_at=_at(user, known_since),
    )
    StageMove.objects.create(contact=contact, to_stage="identified", moved_at=contact.created_at)
    if record.stage != "identified":
        moved = _at(user, min((talk.days_ago for talk in record.interactions), default=known_since - 3))
        StageMove.objects.create(
            contact=contact,
            from_stage="identified",
            to_stage=record.stage,
            moved_at=moved + timedelta(minutes=5),
        )
    _interactions(user, contact, record, samples)


def _interactions(user, contact, record, samples):
    today = user.today()
    link = ShareLink.objects.owned_by(user).filter(name=record.organization).first()
    talks = sorted(record.interactions, key=lambda talk: -talk.days_ago)
    for place, talk in enumerate(talks):
        day = today - timedelta(days=talk.days_ago)
        newest = place == len(talks) - 1
        Interaction.objects.create(
            contact=contact,
            happened_on=day,
            channel=talk.channel,
            direction=talk.direction,
            purpose=talk.purpose,
            outcome=OUTCOMES.get(talk.outcome, talk.outcome),
            summary=talk.summary,
            sample=samples.get(talk.sample),
            share_link=link if talk.sample and talk.direction == "out" else None,
            next_action=contact.next_action if newest else "",
            next_action_on=contact.next_action_on if newest else cadence.add_working_days(day, 7),
            created_at=_at(user, talk.days_ago),
        )


def _at(user, days_ago):
    """Noon of that day where the writer is."""
    return datetime.combine(user.today() - timedelta(days=days_ago), time(12), user.tz)
