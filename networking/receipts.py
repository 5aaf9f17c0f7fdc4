"""What became of the links sent to contacts: opened, read, downloaded, and whether anybody followed up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef

from networking.models import Contact, Interaction
from sharing.models import Message, ShareLink, Visit

LOOK_BACK = timedelta(days=30)


@dataclass
class Receipt:
    """One link: when it was last opened (the writer's date), what was read and what was taken."""

    link: ShareLink
    opened_on: date | None = None
    days: int = 0
    read: list[str] = field(default_factory=list)
    downloaded: list[str] = field(default_factory=list)

    @property
    def sentence(self):
        """'opened your link on Tuesday, March 10, and read “Potassium Worries”', or ''."""
        if self.opened_on is None:
            return ""
        said = f"opened your link on {self.opened_on:%A, %B %-d}"
        if self.days > 1:
            said += f" (on {self.days} days in all)"
        if self.read:
            said += f", and read {_listed(self.read)}"
        if self.downloaded:
            said += f"; downloaded {_listed(self.downloaded)}"
        return said


@dataclass(frozen=True)
class Opened:
    """A contact who opened what was sent and has not heard from the writer since."""

    contact: Contact
    receipt: Receipt


def links_of(contact):
    """The links sent to this contact, newest first."""
    sent = Interaction.objects.filter(contact=contact, share_link=OuterRef("pk"))
    return ShareLink.objects.owned_by(contact.owner_id).filter(Exists(sent))


def of_contact(contact, user) -> list[Receipt]:
    links = list(links_of(contact))
    for link in links:
        link.owner = user
    return _receipts(links)


def not_followed_up(user, today, limit=10) -> list[Opened]:
    """Links opened in the last 30 days by somebody who may be written to, with nothing noted since. Newest first."""
    sent = Interaction.objects.owned_by(user).filter(
        contact__in=Contact.objects.owned_by(user).open(),
        share_link__visits__day__gte=today - LOOK_BACK,
    )
    seen = {
        (row["contact_id"], row["share_link_id"]): row["seen"]
        for row in sent.order_by()
        .values("contact_id", "share_link_id")
        .annotate(seen=Max("share_link__visits__happened_at"))
    }
    heard = dict(
        Interaction.objects.filter(contact__in={contact for contact, _ in seen})
        .order_by()
        .values_list("contact_id")
        .annotate(at=Max("created_at"))
    )
    waiting = sorted(
        ((at, contact, link) for (contact, link), at in seen.items() if at > heard[contact]), reverse=True
    )[:limit]
    contacts = (
        Contact.objects.owned_by(user).select_related("organization").in_bulk([c for _, c, _ in waiting])
    )
    links = ShareLink.objects.owned_by(user).in_bulk([link for _, _, link in waiting])
    receipts = {receipt.link.pk: receipt for receipt in _receipts(list(links.values()))}
    for contact in contacts.values():
        contact.owner = user
    return [Opened(contacts[contact], receipts[link]) for _, contact, link in waiting]


def asked_again(user):
    """Readers of ended links that went to a contact, who ask for it again and have no answer yet."""
    return (
        Message.objects.owned_by(user)
        .unread()
        .filter(kind=Message.Kind.ASK, link__interactions__contact__do_not_contact=False)
        .select_related("link")
        .distinct()[:10]
    )


def _receipts(links: list[ShareLink]) -> list[Receipt]:
    visits = defaultdict(list)
    rows = Visit.objects.filter(link__in=links).select_related("sample").order_by("happened_at")
    for visit in rows:
        visits[visit.link_id].append(visit)
    return [_receipt(link, visits[link.pk]) for link in links]


def _receipt(link, visits) -> Receipt:
    receipt = Receipt(link)
    days = {visit.day for visit in visits}
    if days:
        receipt.opened_on, receipt.days = max(days), len(days)
    for visit in visits:
        if visit.sample is None:
            continue
        where = receipt.downloaded if visit.what == Visit.What.DOWNLOAD else receipt.read
        if visit.sample.title not in where:
            where.append(visit.sample.title)
    return receipt


def _listed(titles: list[str]) -> str:
    quoted = [f"“{title}”" for title in titles[:3]]
    if len(titles) > 3:
        return ", ".join(quoted) + f" and {len(titles) - 3} more"
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
