"""Mails to the writer about samples. The subject is ours, addresses come from SITE_URL."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from portfolio.models import PermissionRecord


def permission_ending(pk):
    """A week before a permission ends, and the sample comes down by itself."""
    record = PermissionRecord.objects.select_related("sample__owner").filter(pk=pk, revoked_at=None).first()
    if record is None or not record.sample.owner.is_active or not record.ends_on:
        return
    address = settings.SITE_URL + reverse("portfolio:permission_edit", args=[record.sample_id])
    paragraphs = (
        f"Your permission to show “{record.sample.title}” ends on {record.ends_on:%B %-d, %Y}.",
        "After that day no page and no link shows it. You need to do nothing.",
        f"If you may show it longer, record the new permission: {address}",
        "You get this mail once for each permission.",
    )
    EmailMessage(
        subject="A permission ends soon", body="\n\n".join(paragraphs) + "\n", to=[record.sample.owner.email]
    ).send()
