"""The plan as a calendar other programs subscribe to (RFC 5545, RFC 7986)."""

from __future__ import annotations

import uuid
from datetime import timedelta

import icalendar
from django.conf import settings
from django.urls import reverse

from milestones.planning import Planned

_NAMES = uuid.UUID("6f1d2c9e-0f0b-4c55-9a43-7a1a3b6f2d10")  # ours; makes the names of events last


def feed(planned: Planned) -> bytes:
    """One all-day event for each step on the day it is planned to be finished.

    The name of an event (UID) hangs on the writer and the step alone, so that a moved step moves in every
    calendar instead of appearing twice. Stamps come from the plan: the same plan gives the same bytes.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//CME Portfolio//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "CME Portfolio plan")
    calendar.add("name", "CME Portfolio plan")
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for slug, due in planned.schedule.dates.items():
        calendar.add_component(_event(planned, slug, due))
    return calendar.to_ical()


def _event(planned: Planned, slug, due):
    state = planned.progress.states[slug]
    address = settings.SITE_URL + reverse("milestones:step_detail", args=[state.step.milestone, slug])
    event = icalendar.Event()
    event.add("uid", f"{uuid.uuid5(_NAMES, f'{planned.plan.owner_id}/{slug}')}@cme-portfolio")
    event.add("dtstamp", planned.plan.changed_at)
    event.add("last-modified", planned.plan.changed_at)
    event.add("summary", f"Done: {state.step.title}" if state.done else state.step.title)
    event.add(
        "description", f"About {state.step.hours.normalize():f} h. {state.step.evidence_prompt}\n{address}"
    )
    event.add("url", address)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a reminder, not an appointment
    event.add("class", "PRIVATE")
    return event
