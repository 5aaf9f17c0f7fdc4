"""The writer's network: organizations, people, what was said, and when to be in touch again.

Everything here is private to its owner. It is personal data about people who did not ask to be listed:
no public page, no search index and no shared export may read it, and one press removes a person for good.

What the five milestones look at (each starts with `.owned_by(user)`):

    Contact.objects.prospects()                    everybody on the list, kept apart companies left out
    Contact.objects.prospects().kind_slugs()       the kinds among them, a set of catalogue slugs
    Contact.objects.prospects().named()            with a person's name
    Contact.objects.met_at_an_event()              source "event"
    Contact.objects.open()                         who may still be written to; each has `next_action_on`
    Contact.objects.due(today)                     whose day has come, longest waiting first
    Contact.objects.ahead(today)                   whose day is still to come, soonest first
    Interaction.objects.first_messages()           outgoing first messages
    Interaction.objects.first_messages().planned() the same with a date for what comes next
    Interaction.objects.follow_ups()               outgoing follow-ups
    Interaction.objects.calls()                    calls and video calls, either way
    Interaction.objects.filter(channel="event")    what was said at events
    DrillAnswer.objects.answered()                 prospect questions with an answer
    Relationship.objects.current(today)            what a disclosure must name (24 months)
    DisclosureCard.objects                         one a writer; `reviewed_on` says when it was last confirmed
    DisclosureCard.objects.outdated(today)         confirmed half a year ago or longer: time for a reminder

The database refuses an open contact without `next_action_on`, so "no open contact without a date" is always true.
"""

from networking.models.disclosure import DisclosureCard, Relationship
from networking.models.imports import ContactImport
from networking.models.interactions import Interaction, StageMove
from networking.models.letters import DrillAnswer, Letter, LetterTemplate
from networking.models.people import Contact, Organization, SavedView

__all__ = [
    "Contact",
    "ContactImport",
    "DisclosureCard",
    "DrillAnswer",
    "Interaction",
    "Letter",
    "LetterTemplate",
    "Organization",
    "Relationship",
    "SavedView",
    "StageMove",
]
