"""Putting a checked list into the database: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from networking import cadence, importing
from networking.importing import ADD, MERGE, Candidate
from networking.models import Contact, ContactImport, Organization, StageMove
from networking.models.people import tags_from

A_DAY = 10  # first dates of a long list are spread, so that no day is a mountain
BATCH = 500


@dataclass(frozen=True)
class Outcome:
    """What an import did."""

    added: int = 0
    merged: int = 0
    left_out: int = 0


def candidates_of(waiting: ContactImport, user) -> list[Candidate]:
    found = importing.candidates(waiting.header, waiting.rows, waiting.mapping, user.today())
    importing.find_duplicates(found, user)
    return found


def bring_in(
    waiting: ContactImport, *, by, stage, source, duplicates, chosen, leave_out_problems
) -> Outcome | None:
    """Import the list in one transaction, and forget the uploaded rows.

    `duplicates` says what to do with rows that repeat a contact; `chosen` says it for single rows. None when
    rows have problems that nobody agreed to leave out, or when the list was brought in already.
    """
    with transaction.atomic():
        waiting = ContactImport.objects.owned_by(by).select_for_update().filter(pk=waiting.pk).first()
        if waiting is None:
            return None
        found = candidates_of(waiting, by)
        faulty = sum(bool(one.problems) for one in found) + len(waiting.problems)
        if faulty and not leave_out_problems:
            return None
        fresh, repeats, left = _sorted(found, duplicates, chosen)
        _add(fresh, by, stage=stage, source=source)
        _merge(repeats, by)
        waiting.delete()
    return Outcome(len(fresh), len(repeats), left + faulty)


def _sorted(found, duplicates, chosen):
    """(to add, to merge, how many are left out). A row that repeats an earlier row is left out."""
    fresh, repeats, left = [], [], 0
    for one in found:
        if one.problems:
            continue
        way = chosen.get(one.row) or duplicates
        if one.same_as and way == MERGE:
            repeats.append(one)
        elif (one.same_as or one.same_row) and way != ADD:
            left += 1
        else:
            fresh.append(one)
    return fresh, repeats, left


def _organizations(rows, by):
    """The organizations these rows name, by lower-case name; missing ones are made."""
    known = {o.name.casefold(): o for o in Organization.objects.owned_by(by)}
    new = {}
    for one in rows:
        name = one.data["organization"]
        if name and name.casefold() not in known and name.casefold() not in new:
            new[name.casefold()] = Organization(
                owner=by,
                name=name,
                kind=one.data["kind"],
                priority=one.data["priority"] or "b",
                website=one.data["website"],
                country=one.data["country"],
            )
    Organization.objects.bulk_create(new.values(), batch_size=BATCH)
    return known | {o.name.casefold(): o for o in new.values()}


def _add(rows, by, *, stage, source):
    organizations = _organizations(rows, by)
    days = _first_days(by.today())
    made = []
    for one in rows:
        data = one.data
        at = data["stage"] or stage
        contact = Contact(
            owner=by,
            organization=organizations.get(data["organization"].casefold()) if data["organization"] else None,
            name=data["name"],
            role=data["role"],
            kind="" if data["organization"] else data["kind"],
            priority=data["priority"] or "b",
            email=data["email"],
            phone=data["phone"],
            links=[data["link"]] if data["link"] else [],
            source=data["source"] or source,
            met=data["met"],
            met_on=data["met_on"],
            notes=data["notes"],
            tags=data["tags"],
            stage=at,
            do_not_contact=data["do_not_contact"],
        )
        if contact.is_open:
            plan = cadence.for_stage(at, by.today())
            contact.next_action = data["next_action"] or plan.action
            contact.next_action_on = data["next_action_on"] or days(plan.on)
        made.append(contact)
    Contact.objects.bulk_create(made, batch_size=BATCH)
    StageMove.objects.bulk_create(
        [StageMove(contact=contact, to_stage=contact.stage) for contact in made], batch_size=BATCH
    )


def _first_days(today: date):
    """Hands out first days: from the usual one on, ten people a working day."""
    given: dict[date, int] = {}
    pointer: dict[date, date] = {}

    def day_for(usual: date) -> date:
        day = pointer.get(usual) or cadence.add_working_days(max(usual, today), 0)
        while given.get(day, 0) >= A_DAY:
            day = cadence.add_working_days(day, 1)
        given[day] = given.get(day, 0) + 1
        pointer[usual] = day
        return day

    return day_for


def _merge(rows, by):
    """Fill in what is missing, and nothing else: what the writer knows is never written over."""
    contacts = Contact.objects.owned_by(by).in_bulk([one.same_as for one in rows])
    organizations = _organizations([one for one in rows if contacts[one.same_as].organization_id is None], by)
    for one in rows:
        contact, data = contacts[one.same_as], one.data
        for name in ("name", "role", "email", "phone", "met", "met_on", "source", "notes"):
            if not getattr(contact, name):
                setattr(contact, name, data[name])
        if contact.organization_id is None and data["organization"]:
            contact.organization = organizations[data["organization"].casefold()]
        if data["link"] and data["link"] not in contact.links and len(contact.links) < 5:
            contact.links = [*contact.links, data["link"]]
        tags = tags_from(",".join([*contact.tag_list, *str(data["tags"]).split(",")]))
        contact.tags = tags if len(tags) <= 300 else contact.tags
        if data["do_not_contact"] and not contact.do_not_contact:
            contact.leave_alone()
    Contact.objects.bulk_update(
        contacts.values(),
        [
            "name",
            "role",
            "email",
            "phone",
            "met",
            "met_on",
            "source",
            "notes",
            "organization",
            "links",
            "tags",
            "do_not_contact",
            "next_action",
            "next_action_on",
        ],
        batch_size=100,
    )
