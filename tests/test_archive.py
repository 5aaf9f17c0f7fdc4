"""Taking everything out: what is in the ZIP, what is not, and who gets it."""

import csv
import hashlib
import html.parser
import io
import json
import posixpath
import zipfile
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import Profile, User, public_page_changed
from archive import actions, making, rows
from archive.models import Export
from archive.names import Names, fit
from milestones.models import Plan, RatingSnapshot, Reflection, StepProgress
from networking.models import Contact, DisclosureCard, Interaction, Organization
from portfolio import storage
from portfolio.models import PrivateWord
from sharing.models import Visit
from tests.factories import (
    make_collection,
    make_file,
    make_finding,
    make_link,
    make_message,
    make_permission,
    make_review,
    make_sample,
    publish,
)

CANARY = "Canary7491"


def fill(user):
    """One of everything. Whatever nobody else may read holds the canary."""
    shown = make_sample(user, "Potassium Worries", allow_download=True)
    make_file(shown, original_name=f"{CANARY} client draft.pdf")
    plain = make_sample(
        user, "Plain words", text="# Heading\n\nA paragraph.", brief="The brief of this piece"
    )
    hidden = make_sample(user, f"{CANARY} kept back", provenance="spec", text=f"{CANARY} body")
    make_finding(make_file(hidden, original_name="draft.pdf", data=b"%PDF-1.4 private"), words=CANARY)
    make_permission(shown, granted_by=CANARY, note=CANARY)
    publish(user, shown, plain)
    collection = make_collection(user, f"{CANARY} collection")
    collection.items.create(sample=hidden, section=CANARY)
    link = make_link(user, shown, name=CANARY, note=CANARY)
    Visit.objects.create(
        owner=user,
        link=link,
        sample=shown,
        what="read",
        day="2026-05-04",
        mark="m1",
        pages={f"{shown.files.get().pk}-1": 9},
    )
    make_message(user, link=link, text=CANARY)
    review = make_review(shown, name=CANARY, overall=CANARY)
    review.comments.create(place="page 1", text=CANARY)
    PrivateWord.objects.create(owner=user, word=CANARY)
    Reflection.objects.create(owner=user, title=CANARY, text=f"I thought about **{CANARY}**.")
    StepProgress.objects.create(owner=user, step="draw-the-ecosystem", note=CANARY, shown_samples=[shown.pk])
    snapshot = RatingSnapshot.objects.create(owner=user, rated_on="2026-05-04")
    snapshot.ratings.create(competency="gap-analysis", level=3, proof=CANARY)
    Plan.objects.create(owner=user, starts_on="2026-05-04", feed_token="SecretFeed")
    house = Organization.objects.create(owner=user, name=f"{CANARY} house", notes=f"={CANARY}()")
    contact = Contact.objects.create(
        owner=user, organization=house, name=CANARY, notes=CANARY, next_action_on="2026-12-01"
    )
    Interaction.objects.create(
        contact=contact, happened_on="2026-05-05", summary=CANARY, share_link=link, sample=shown
    )
    DisclosureCard.objects.create(owner=user, token="SecretCard")
    return shown, plain, hidden


def zip_of(user, tmp_path, *, share=False):
    path = tmp_path / "export.zip"
    making.build(path, User.objects.select_related("profile").get(pk=user.pk), share=share)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def table(members, name):
    return json.loads(members[f"data/{name}.json"])


# What is inside ----------------------------------------------------------------------------------


def test_every_model_of_an_account_goes_out_or_says_why_it_stays():
    def leads(model, seen=()):
        return model is User or any(
            one.related_model not in (model, *seen) and leads(one.related_model, (*seen, model))
            for one in model._meta.concrete_fields
            if one.remote_field
        )

    of_accounts = {model for model in apps.get_models() if leads(model)}
    assert of_accounts == set(rows.BY_MODEL) | {apps.get_model(label) for label in rows.STAYS}


def test_everything_holds_every_row_and_every_byte(alice, tmp_path):
    shown, plain, hidden = fill(alice)
    members = zip_of(alice, tmp_path)
    assert [row["title"] for row in table(members, "samples")] == [shown.title, plain.title, hidden.title]
    for one in rows.TABLES:
        data = table(members, one.name)
        assert len(data) == one.of(alice).count()
        assert (
            len(list(csv.reader(io.StringIO(members[f"data/{one.name}.csv"].decode("utf-8-sig")))))
            == len(data) + 1
        )
    files = table(members, "files")
    assert [hashlib.sha256(members[row["path_of_original"]]).hexdigest() for row in files] == [
        row["sha256"] for row in files
    ]
    assert [hashlib.sha256(members[row["path_of_clean"]]).hexdigest() for row in files] == [
        row["clean_sha256"] for row in files
    ]
    assert [row["path_of_original"] for row in files] == [
        f"originals/Needs assessment/{CANARY} client draft.pdf",
        "originals/Needs assessment/draft.pdf",
    ]
    assert members["originals/Needs assessment/plain-words.md"] == plain.text.encode()
    assert CANARY in members["site/notes.html"].decode()
    assert json.loads(members["data/manifest.json"])["counts"]["contacts"] == 1


def test_relations_are_keys_and_numbers_of_ours_stay_here(alice, tmp_path):
    fill(alice)
    members = zip_of(alice, tmp_path)
    assert table(members, "interactions")[0]["share_link"] == "links:1"
    assert table(members, "interactions")[0]["sample"] == "samples:potassium-worries"
    assert table(members, "step_progress")[0]["shown_samples"] == ["samples:potassium-worries"]
    assert table(members, "visits")[0]["pages"] == {"files:1-1": 9}
    keys = {row["key"] for one in rows.TABLES for row in table(members, one.name)}
    for one in rows.TABLES:
        for row in table(members, one.name):
            assert {row[f.name] for f in one.fields if f.remote_field} <= keys | {None}


def test_keys_to_doors_never_go_out(alice, tmp_path):
    shown, *_ = fill(alice)
    file = shown.files.get()
    link = alice.share_links.get()
    link.set_password("open sesame")
    link.save()
    text = b"".join(zip_of(alice, tmp_path).values()).decode("utf-8", "ignore")
    assert CANARY in text
    for secret in (link.token, link.password, "SecretFeed", "SecretCard", file.original.name, file.folder):
        assert secret not in text


def test_the_shared_zip_holds_the_page_and_nothing_private(alice, tmp_path):
    shown, plain, _ = fill(alice)
    members = zip_of(alice, tmp_path, share=True)
    everything = b"".join(members.values()) + "\n".join(members).encode()
    assert CANARY not in everything.decode("utf-8", "ignore")
    assert {row["title"] for row in table(members, "samples")} == {shown.title, plain.title}
    assert sorted(name for name in members if not name.startswith("site/pictures/")) == [
        "README.txt",
        "clean/Needs assessment/potassium-worries.pdf",
        "data/manifest.json",
        "data/profile.json",
        "data/samples.csv",
        "data/samples.json",
        "index.html",
        "site/samples/plain-words.html",
        "site/samples/potassium-worries.html",
        "site/style.css",
    ]
    assert members["clean/Needs assessment/potassium-worries.pdf"] == b"%PDF-1.4 clean bytes"
    assert b"The brief of this piece" in members["site/samples/plain-words.html"]


def test_a_sample_taken_back_leaves_the_next_zip_to_share(alice, tmp_path):
    from portfolio.actions import withdraw

    shown, plain, _ = fill(alice)
    withdraw(shown, by=alice)
    assert [row["title"] for row in table(zip_of(alice, tmp_path, share=True), "samples")] == [plain.title]


class _Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.tags = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.found += [value for name, value in attrs if name in {"href", "src"}]


@pytest.mark.parametrize("share", [False, True])
def test_the_site_opens_without_a_server(alice, tmp_path, share):
    alice.profile.links = ["https://example.com/me"]
    alice.profile.save()
    fill(alice)
    members = zip_of(alice, tmp_path, share=share)
    pages = [name for name in members if name.endswith(".html")]
    followed = set()
    for page in pages:
        parser = _Links()
        parser.feed(members[page].decode())
        assert "script" not in parser.tags
        for link in parser.found:
            if link.startswith(("#", "https://example.com/")):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link)))
            assert target in members, f"{page} leads to {link}"
            followed.add(target)
    assert set(pages) - {"index.html"} < followed
    assert {name for name in members if name.startswith("site/pictures/")} <= followed


def test_no_cell_of_a_table_acts_as_a_formula(alice, tmp_path):
    fill(alice)
    members = zip_of(alice, tmp_path)
    cells = list(csv.DictReader(io.StringIO(members["data/organizations.csv"].decode("utf-8-sig"))))
    assert cells[0]["notes"] == f"'={CANARY}()"
    assert table(members, "organizations")[0]["notes"] == f"={CANARY}()"


def test_bytes_that_are_gone_are_named_and_stop_nothing(alice, tmp_path):
    shown, *_ = fill(alice)
    storage.originals().delete(shown.files.get().original.name)
    members = zip_of(alice, tmp_path)
    lost = f"originals/Needs assessment/{CANARY} client draft.pdf"
    assert json.loads(members["data/manifest.json"])["missing"] == [lost]
    assert lost in members["README.txt"].decode()


def test_what_was_already_packed_is_stored_as_it_is(alice, tmp_path):
    fill(alice)
    zip_of(alice, tmp_path)
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        how = {info.filename.rsplit(".", 1)[1]: info.compress_type for info in archive.infolist()}
    assert how["pdf"] == how["webp"] == zipfile.ZIP_STORED
    assert how["json"] == how["html"] == zipfile.ZIP_DEFLATED


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("draft.pdf", "draft.pdf"),
        ("../../etc/passwd", "..-..-etc-passwd"),
        ("a:b?c.docx", "a-b-c.docx"),
        ("con.txt", "_con.txt"),
        ("\u202egnp.exe", "gnp.exe"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_names_fit_every_disk(name, wanted):
    assert fit(name).lstrip(".") == wanted.lstrip(".")
    assert "/" not in fit(name)


def test_names_that_are_taken_are_numbered():
    names = Names()
    assert [names.take("a", n) for n in ("draft.pdf", "Draft.pdf", "draft.pdf")] == [
        "a/draft.pdf",
        "a/Draft (2).pdf",
        "a/draft (3).pdf",
    ]


# Asking, waiting, fetching -----------------------------------------------------------------------


def ask(client, variant="everything"):
    return client.post(reverse("archive:export"), {"variant": variant})


def made(client, user, variant="everything"):
    assert ask(client, variant).status_code == 302
    one = Export.objects.get(owner=user, variant=variant)
    actions.make(one.pk)
    one.refresh_from_db()
    return one


def test_ask_wait_fetch(as_alice, alice):
    fill(alice)
    ask(as_alice)
    one = Export.objects.get()
    status = reverse("archive:export_status", args=[one.pk])
    assert as_alice.get(status, {"seen": one.progress}).status_code == 204
    actions.make(one.pk)
    answer = as_alice.get(status, {"seen": one.progress})
    address = reverse("archive:export_file", args=[one.pk])
    assert address in answer.content.decode()
    response = as_alice.get(address)
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith('attachment; filename="portfolio-everything-')
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert "index.html" in archive.namelist()


def test_the_mail_leads_to_the_page_and_never_to_the_file(as_alice, alice):
    one = made(as_alice, alice)
    actions.mail_ready(one.pk)
    assert mail.outbox[0].to == [alice.email]
    assert f"http://testserver{reverse('archive:export')}" in mail.outbox[0].body
    assert "/file/" not in mail.outbox[0].body


def test_everything_asks_for_the_password_again(as_alice, alice):
    one = made(as_alice, alice)
    alice.set_password("a long password here")
    alice.save()
    as_alice.force_login(alice)
    for response in (ask(as_alice), as_alice.get(reverse("archive:export_file", args=[one.pk]))):
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/reauthenticate/")
    publish(alice, make_sample(alice))
    assert ask(as_alice, "share")["Location"] == "/settings/export/#share"
    as_alice.post("/accounts/reauthenticate/", {"password": "a long password here"})
    response = as_alice.get(reverse("archive:export_file", args=[one.pk]))
    assert response.getvalue()[:2] == b"PK"


def test_another_persons_zip_does_not_exist(as_mallory, alice, client):
    one = Export.objects.create(
        owner=alice,
        variant="share",
        state="ready",
        expires_at=timezone.now() + timedelta(days=1),
        file=storage.derived().save("exports/x.zip", ContentFile(b"PK")),
        page_version=alice.profile.version,
    )
    for name in ("export_status", "export_file"):
        assert as_mallory.get(reverse(f"archive:{name}", args=[one.pk])).status_code == 404
    assert as_mallory.post(reverse("archive:export_delete", args=[one.pk])).status_code == 404
    client.force_login(alice)
    assert client.get(reverse("archive:export_file", args=[one.pk])).getvalue() == b"PK"


def test_after_its_day_the_zip_is_gone(as_alice, alice, django_capture_on_commit_callbacks):
    one = made(as_alice, alice)
    assert one.expires_at - timezone.now() > timedelta(hours=23, minutes=59)
    name = one.file.name
    address = reverse("archive:export_file", args=[one.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.clear_away() == 0
    assert as_alice.get(address).getvalue()[:2] == b"PK"
    Export.objects.update(expires_at=timezone.now())
    assert as_alice.get(address).status_code == 404
    assert storage.derived().exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.clear_away() == 1
    assert not storage.derived().exists(name)


def test_asking_again_replaces_the_old_zip(as_alice, alice, django_capture_on_commit_callbacks):
    one = made(as_alice, alice)
    with django_capture_on_commit_callbacks(execute=True):
        ask(as_alice)
    assert not storage.derived().exists(one.file.name)
    assert Export.objects.get().state == "waiting"
    ask(as_alice)
    assert Export.objects.count() == 1


def test_a_zip_to_share_is_not_handed_out_once_the_page_changed(as_alice, alice):
    fill(alice)
    one = made(as_alice, alice, "share")
    address = reverse("archive:export_file", args=[one.pk])
    assert as_alice.get(address).getvalue()[:2] == b"PK"
    public_page_changed(alice.pk)
    assert as_alice.get(address)["Location"] == reverse("archive:export")
    assert b"has changed since" in as_alice.get(reverse("archive:export")).content


def test_without_a_page_there_is_nothing_to_share(as_alice, alice):
    response = ask(as_alice, "share")
    assert response.status_code == 422
    assert Export.objects.count() == 0
    Profile.objects.filter(user=alice).update(is_published=True)
    assert ask(as_alice, "share").status_code == 302


def test_zips_are_made_a_few_times_an_hour(as_alice):
    assert [ask(as_alice).status_code for _ in range(7)] == [302] * 6 + [429]


def test_a_making_that_breaks_says_so(as_alice, alice, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(making, "build", full)
    one = made(as_alice, alice)
    assert one.state == "failed"
    assert b"It could not be made" in as_alice.get(reverse("archive:export")).content


def test_a_making_that_stopped_is_told_after_ten_minutes(as_alice, alice):
    ask(as_alice)
    Export.objects.update(state="working", state_since=timezone.now() - timedelta(minutes=9))
    actions.clear_away()
    assert Export.objects.get().state == "working"
    Export.objects.update(state_since=timezone.now() - timedelta(minutes=11))
    actions.clear_away()
    assert Export.objects.get().state == "failed"


def test_zips_nobody_knows_go_after_a_day(db, monkeypatch):
    files = storage.derived()
    lost = files.save("exports/ab/lost.zip", ContentFile(b"PK"))
    actions.clear_away()
    assert files.exists(lost)
    monkeypatch.setattr(files, "get_modified_time", lambda name: timezone.now() - timedelta(hours=25))
    kept = files.save("exports/ab/kept.zip", ContentFile(b"PK"))
    actions.sweep(files, "exports", {kept})
    assert (files.exists(lost), files.exists(kept)) == (False, True)
