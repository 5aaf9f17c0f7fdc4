"""Acts on the network that touch several rows. Keyword arguments, one transaction. Nothing here sends anything."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from networking import cadence, catalogue, letters
from networking.models import DrillAnswer, Interaction, Letter, Organization, StageMove
from networking.models.people import ASKED_TO_STOP, CLOSED
from sharing.link_actions import save_link
from sharing.models import ShareLink
from sharing.suggest import Picks

LEFT_ALONE = "They are not to be contacted. Nothing is planned, shared or drafted for them."


def organization_named(name, *, by, **fields):
    """The writer's organization of that name, or a new one. An archived one comes back."""
    name = " ".join(name.split())
    if not name:
        return None
    known = Organization.objects.owned_by(by).filter(name__iexact=name).first()
    if known is None:
        return Organization.objects.create(owner=by, name=name, **fields)
    if known.archived_at:
        known.restore()
    return known


def add_contact(contact, *, by):
    """A new contact, at the start of the pipeline, with a first thing to do unless one was chosen."""
    with transaction.atomic():
        contact.owner = by
        _give_plan(contact, cadence.for_stage(contact.stage, by.today()), only_if_empty=True)
        contact.save()
        StageMove.objects.create(contact=contact, to_stage=contact.stage)
    return contact


def move(contact, stage, *, by, reason=""):
    """To another stage, dated. What was only the old stage's suggestion becomes the new stage's.

    Somebody who asked to be left alone stays left alone, whatever stage follows.
    """
    before = contact.stage
    with transaction.atomic():
        contact.stage = stage
        contact.close_reason = reason if stage == CLOSED else contact.close_reason
        if stage != CLOSED and contact.close_reason != ASKED_TO_STOP:
            contact.close_reason = ""
        if reason == ASKED_TO_STOP and stage == CLOSED:
            contact.do_not_contact = True
        if contact.do_not_contact or stage == CLOSED:
            contact.next_action, contact.next_action_on = "", None
        elif before != stage:
            suggested = cadence.for_stage(before, by.today()).action
            _give_plan(
                contact,
                cadence.for_stage(stage, by.today()),
                only_if_empty=contact.next_action not in {"", suggested},
            )
        contact.save(
            update_fields=["stage", "close_reason", "do_not_contact", "next_action", "next_action_on"]
        )
        if before != stage:
            StageMove.objects.create(contact=contact, from_stage=before, to_stage=stage, reason=reason)
    return contact


def leave_alone(contact, *, by):
    """'They asked me to stop': closed, and never reminded of again."""
    return move(contact, CLOSED, by=by, reason=ASKED_TO_STOP)


def record(interaction, *, by):
    """Keep an exchange and plan what comes next. A first message of one's own makes the contact 'contacted'.

    Returns the plan that was made; its `stage`, if any, is for the writer to confirm.
    """
    contact = interaction.contact
    with transaction.atomic():
        first_message = interaction.is_out and interaction.channel != "linkedin-comment"
        if first_message and contact.stage in cadence.BEFORE_CONTACT and contact.may_be_written_to:
            move(contact, "contacted", by=by)
        own = interaction.next_action_on is not None
        interaction.save()
        plan = cadence.after(_history(contact), contact.stage, by.today())
        if contact.is_open:
            if not own:
                interaction.next_action = interaction.next_action or plan.action
                interaction.next_action_on = plan.on
                interaction.save(update_fields=["next_action", "next_action_on"])
            if interaction.next_action_on:
                contact.plan(interaction.next_action or plan.action, interaction.next_action_on)
    return plan


def _history(contact):
    return contact.interactions.order_by("happened_on", "pk")


def wrote(contact, *, by, channel="", share_link=None, purpose="", summary=""):
    """'I wrote to them', in one press: today, out, on the channel used last."""
    refuse_if_left_alone(contact)
    last = contact.interactions.outgoing().first()
    interaction = Interaction(
        contact=contact,
        happened_on=by.today(),
        channel=channel or (last.channel if last else "email"),
        purpose=purpose or ("follow-up" if last else "introduce"),
        summary=summary,
        share_link=share_link,
    )
    plan = record(interaction, by=by)
    return interaction, plan


def refuse_if_left_alone(contact):
    """ValidationError with a sentence, for every act that would write to somebody."""
    if not contact.may_be_written_to:
        raise ValidationError(
            LEFT_ALONE if contact.do_not_contact else "They are in the archive. Restore them first."
        )


def erase(contact, *, by):
    """A person, for good: the row, what was said, drafts, and the links made for nobody else."""
    with transaction.atomic():
        _erase_links(Interaction.objects.owned_by(by).filter(contact=contact), by)
        contact.delete()


def erase_organization(organization, *, by):
    """An organization with everybody in it."""
    with transaction.atomic():
        _erase_links(Interaction.objects.owned_by(by).filter(contact__organization=organization), by)
        organization.delete()


def _erase_links(interactions, by):
    """Links carry the reader's name, so they go with the person, unless somebody else was sent the same one."""
    gone = list(interactions.values_list("pk", flat=True))
    links = ShareLink.objects.owned_by(by).filter(interactions__in=gone)
    for link in links.distinct():
        if not link.interactions.exclude(pk__in=gone).exists():
            link.delete()


def _give_plan(contact, plan, *, only_if_empty):
    if contact.stage == CLOSED or contact.do_not_contact:
        contact.next_action, contact.next_action_on = "", None
    elif not (only_if_empty and contact.next_action_on):
        contact.next_action = (
            plan.action if not (only_if_empty and contact.next_action) else contact.next_action
        )
        contact.next_action_on = plan.on


def once(rows, key, make):
    """The same form sent twice makes one row: a second sender gets the first one's."""
    existing = rows.filter(form_key=key).first() if key else None
    if existing:
        return existing
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        existing = rows.filter(form_key=key).first() if key else None
        if existing is None:
            raise
        return existing


def amend(interaction):
    """An entry put right. The plan follows only when this is the newest entry and a date was typed."""
    with transaction.atomic():
        interaction.save()
        contact = interaction.contact
        newest = contact.interactions.first()
        if newest.pk == interaction.pk and interaction.next_action_on and contact.is_open:
            contact.plan(interaction.next_action, interaction.next_action_on)
    return interaction


def picks_of(contact):
    """What is known of a contact, for the ranking of samples."""
    organization = contact.organization if contact.organization_id else None
    kind = next((kind for kind in catalogue.KINDS if kind.slug == contact.kind_now), None)
    return Picks(
        deliverables=tuple(organization.deliverables) if organization else (),
        audiences=tuple(organization.audiences) if organization else (),
        areas=tuple(organization.areas) if organization else (),
        usual=kind.deliverables if kind else (),
    )


def share(contact, samples, *, by, note, ends_on, channel, allow_downloads, tell_me):
    """A link for this contact and the note that it was sent, together or not at all."""
    refuse_if_left_alone(contact)
    link = ShareLink(
        owner=by,
        name=contact.headline[:80],
        reader=(contact.who if contact.organization_id and contact.name else "")[:120],
        note=note,
        allow_downloads=allow_downloads,
        tell_me=tell_me,
    )
    link.end_on(ends_on)
    with transaction.atomic():
        save_link(link, samples, by=by)
        first = not contact.interactions.outgoing().exists()
        titles = ", ".join(f"“{sample.title}”" for sample in samples)
        wrote(
            contact,
            by=by,
            channel=channel,
            share_link=link,
            purpose="introduce" if first else "share",
            summary=f"Shared {titles}."[:2000],
        )
    return link


def letter_went_out(letter, *, by):
    """Keep the words as they went out, and note the exchange. Refused while a field is open."""
    draft = letters.draft(letter, by)
    if draft.problems:
        raise ValidationError(draft.problems)
    contact = letter.contact
    with transaction.atomic():
        fresh = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        if fresh.is_sent:
            return fresh.interaction
        last = contact.interactions.outgoing().first()
        channel = last.channel if last else ("email" if contact.email else "linkedin-message")
        interaction, _ = wrote(
            contact,
            by=by,
            channel=channel,
            share_link=letter.share_link
            if "link" in letters.fields_in(letter.subject, letter.body)
            else None,
            purpose=letter.purpose,
            summary=letter.name,
        )
        letter.sent_on, letter.interaction = by.today(), interaction
        letter.sent_subject, letter.sent_body = draft.subject[:600], draft.body
        letter.save(update_fields=["sent_on", "interaction", "sent_subject", "sent_body"])
    return interaction


def keep_answer(question, *, by, text, sample):
    """One answer a question, however often the form is sent. Drafts follow; sent letters do not."""
    DrillAnswer.objects.update_or_create(
        owner=by, question=question, defaults={"text": text, "sample": sample}
    )
