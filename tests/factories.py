"""One `make_…` for each noun. Keyword arguments override; the defaults are boring."""

import hashlib
import io
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Profile, User
from milestones.models import Plan
from networking.models import Contact, Interaction, Letter, Organization, Relationship
from portfolio import storage
from portfolio.models import Finding, PermissionRecord, Sample, SampleFile
from sharing import actions, link_actions
from sharing.models import Collection, Message, Review, ReviewRequest, ShareLink, main_collection

LONG_SUMMARY = (
    "Argues that fear of a high result leads clinicians to stop a helpful medicine early, sets published practice "
    "beside guidance, names three causes that education can reach, and proposes a short case-based activity with a "
    "plan to measure whether anything changed in practice afterwards."
)


def make_user(name="Pat Doe", email=None, confirmed=True, **profile):
    slug = Profile.free_slug(name)
    user = User(email=email or f"{slug}@example.com")
    user.set_unusable_password()
    user.save()
    Profile.objects.create(user=user, name=name, slug=slug, **profile)
    user.emailaddress_set.create(email=user.email, verified=confirmed, primary=True)
    return User.objects.select_related("profile").get(pk=user.pk)


def make_sample(owner, title="Potassium Worries", body="text", **fields):
    fields = {
        "deliverable": "needs-assessment",
        "summary": LONG_SUMMARY,
        "areas": ["cardiology"],
        "audiences": ["pharmacists"],
        "roles": ["lead-writer"],
        "provenance": "spec",
        "text": "A needs assessment about one practice gap." if body == "text" else "",
        "url": "https://example.com/article" if body == "link" else "",
        **fields,
    }
    return Sample.objects.create(owner=owner, title=title, body=body, **fields)


WEBP = (  # one white pixel
    b"RIFF\x1a\x00\x00\x00WEBPVP8L\r\x00\x00\x00/\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
)


def make_file(
    sample, *, cleared=True, data=b"%PDF-1.4 original bytes", clean=b"%PDF-1.4 clean bytes", **fields
):
    """A file that was read: original, clean copy, one page picture, its text."""
    original = storage.originals().save(storage.random_name("samples", ".pdf"), ContentFile(data))
    clean_name = storage.derived().save(storage.random_name("clean", ".pdf"), ContentFile(clean))
    folder = storage.random_name("pages", "")
    for width in (320, 640, 1200):
        storage.derived().save(f"{folder}/p001-{width}.webp", ContentFile(WEBP))
    digest = hashlib.sha256(clean).hexdigest()
    if sample.body != "files":
        sample.body, sample.text, sample.url = "files", "", ""
        sample.save()
    fields = {
        "original_name": "client-name-draft.pdf",
        "kind": "pdf",
        "stage": "ready",
        "page_total": 1,
        "words": 5,
        "page_texts": [{"text": "The words of page one.", "notes": ""}],
        "pictures": [{"n": 1, "w": 1200, "h": 1553, "widths": [320, 640, 1200]}],
        "pictures_how": "pdf",
        **fields,
    }
    return SampleFile.objects.create(
        sample=sample,
        original=original,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        clean=clean_name,
        clean_size=len(clean),
        clean_sha256=digest,
        agreed_sha256=digest if cleared else "",
        folder=folder,
        **fields,
    )


def make_finding(file, code="pdf-comment", severity="block", **fields):
    fields = {
        "position": file.findings.count(),
        "place": "page 1",
        "words": "a note to the client",
        "message": "A comment.",
        "remedy": "removed",
        "fingerprint": hashlib.md5(code.encode(), usedforsecurity=False).hexdigest(),
        **fields,
    }
    return Finding.objects.create(file=file, code=code, severity=severity, **fields)


def make_permission(sample, **fields):
    fields = {"granted_by": "Program director", "granted_on": "2026-01-05", "scope": "public", **fields}
    return PermissionRecord.objects.create(sample=sample, **fields)


def publish(owner, *samples):
    """Open the writer's page with these samples on it, through the same acts as the site."""
    collection = main_collection(owner)
    for sample in samples:
        sample.owner = owner
        actions.add_to(collection, sample, by=owner)
    actions.publish_page(by=owner)
    owner.profile.refresh_from_db()
    return owner.profile


def make_collection(owner, title="For a society", **fields):
    return Collection.objects.create(owner=owner, title=title, **fields)


def make_link(owner, *samples, name="Larkspur Medical Education", **fields):
    """A private link to these samples, made by the same act as on the site."""
    for sample in samples:
        sample.owner = owner
    return link_actions.save_link(ShareLink(owner=owner, name=name, **fields), list(samples), by=owner)


def make_review_request(sample, name="Jo Reviewer", **fields):
    fields = {"ends_at": timezone.now() + timedelta(days=30), **fields}
    return ReviewRequest.objects.create(owner=sample.owner, sample=sample, name=name, **fields)


def make_review(sample, **fields):
    """A review that came back."""
    fields = {"name": "Jo Reviewer", "overall": "Good.", **fields}
    request = make_review_request(sample)
    return Review.objects.create(owner=sample.owner, sample=sample, request=request, **fields)


def make_message(owner, **fields):
    fields = {"name": "Theo Brandvold", "email": "theo@example.com", "text": "Are you free in May?", **fields}
    return Message.objects.create(owner=owner, **fields)


def make_plan(owner, **fields):
    """Five hours a week from the writer's today, nothing done before."""
    fields = {"starts_on": owner.today(), "hours_a_week": 5, **fields}
    return Plan.objects.create(owner=owner, **fields)


def make_organization(owner, name="Larkspur Medical Education", **fields):
    fields = {"kind": "medical-education-company", **fields}
    return Organization.objects.create(owner=owner, name=name, **fields)


def make_contact(owner, name="Theo Brandvold", organization=None, **fields):
    if (
        "next_action_on" not in fields
        and not fields.get("do_not_contact")
        and fields.get("stage") != "closed"
    ):
        fields["next_action_on"] = owner.today() + timedelta(days=7)
    return Contact.objects.create(owner=owner, name=name, organization=organization, **fields)


def make_interaction(contact, **fields):
    return Interaction.objects.create(
        contact=contact, **{"happened_on": contact.owner.today(), "summary": "A first note.", **fields}
    )


def make_letter(contact, **fields):
    fields = {"name": "First message", "body": "Hello {name}, do you look for writers?", **fields}
    return Letter.objects.create(contact=contact, **fields)


def make_relationship(owner, company="Brightmoor Devices", **fields):
    fields = {"started_on": owner.today() - timedelta(days=400), **fields}
    return Relationship.objects.create(owner=owner, company=company, **fields)


def upload(data, name):
    """Bytes as a browser would send them."""
    file = io.BytesIO(data)
    file.name = name
    return file


def read(response):
    """The bytes of an answer, streamed or not. A streamed file that nobody reads stays open."""
    return response.getvalue() if response.streaming else response.content
