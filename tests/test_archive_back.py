"""Putting an export back: everything is there again, nothing is public, and hostile ZIPs leave nothing."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import Profile, User
from archive import import_actions, making, opening, putting_back, rows, schema
from archive.models import Import
from archive.opening import Refused
from portfolio import reading, storage
from portfolio.models import PrivateWord, Sample, SampleFile
from sharing.models import Collection, ShareLink
from tests.factories import make_sample, make_user, publish
from tests.test_archive import fill, table, zip_of

AUTOMATIC = {"updated_at", "saved_at", "changed_at"}  # dates the database sets itself
FROM_BYTES = {"sample", "series", "version", "is_current", "original_name", "uploaded_at", "keep_notes"} | {
    "kind",
    "size",
    "sha256",
    "path_of_original",
}


def a_pdf(words):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.docinfo["/Title"] = words
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.fixture
def bob(db):
    return make_user("Bob Bright")


def fill_with_real_files(user):
    fill(user)
    for file in SampleFile.objects.owned_by(user):
        data = a_pdf(file.original_name)
        with storage.originals().open(file.original.name, "wb") as out:
            out.write(data)
        file.size, file.sha256 = len(data), hashlib.sha256(data).hexdigest()
        file.save()


_KEPT = {}


@pytest.fixture
def box(db, tmp_path):
    """A whole portfolio as a ZIP. Made once; its writer is gone from the database by the next test."""
    path = tmp_path / "portfolio.zip"
    if "box" not in _KEPT:
        carol = make_user("Carol Crane")
        fill_with_real_files(carol)
        making.build(path, carol, share=False)
        _KEPT["box"] = path.read_bytes()
        carol.delete()
    path.write_bytes(_KEPT["box"])
    return path


@pytest.fixture
def alices(alice, tmp_path):
    """Alice's portfolio as a ZIP, with her account beside it."""
    fill_with_real_files(alice)
    path = tmp_path / "alice.zip"
    making.build(path, User.objects.select_related("profile").get(pk=alice.pk), share=False)
    return path


def stored_files():
    return sorted(
        f"{folder}/{name}"
        for place in ("samples", "imports")
        if storage.originals().exists(place)
        for folder in storage.originals().listdir(place)[0]
        for name in storage.originals().listdir(f"{place}/{folder}")[1]
    )


def owned_rows(user):
    return {one.name: one.of(user).count() for one in rows.TABLES}


def content(members, name):
    """The rows of a table as they have to come back: without dates the database sets, and what is remade."""
    left_out = AUTOMATIC | schema.RULES[name].not_taken
    keep = {"files": FROM_BYTES, "profile": set(schema.TAKEN_FROM_PROFILE)}.get(name)
    return [
        {k: v for k, v in row.items() if k not in left_out and (keep is None or k in keep)}
        for row in table(members, name)
    ]


# There and back ----------------------------------------------------------------------------------


def test_round_trip(alice, bob, alices, tmp_path):
    before = zip_of(alice, tmp_path)
    putting_back.put_back(alices, bob, with_profile=True)
    after = zip_of(bob, tmp_path)
    for name in schema.RULES:
        assert content(after, name) == content(before, name), name
        assert before[f"data/{name}.json"].strip() != b"[\n]" or name in {
            "dismissals", "history", "letters", "letter_templates", "answers", "relationships", "saved_views",
            "stage_moves", "competency_evidence", "threads", "visit_sums",
        }  # fmt: skip
    originals = {name: data for name, data in before.items() if name.startswith("originals/")}
    assert {name: data for name, data in after.items() if name.startswith("originals/")} == originals


def test_every_table_comes_in_or_says_why_not():
    assert list(schema.RULES) == [one.name for one in rows.TABLES if one.name in schema.RULES]
    assert set(schema.RULES) | set(schema.STAYS_OUT) == set(rows.BY_NAME)
    assert {name for one in schema.incoming() for name in rows.json_fields(one)} <= set(schema.SHAPES)


def test_what_was_public_arrives_private(alice, bob, alices, client):
    putting_back.put_back(alices, bob, with_profile=True)
    bob.profile.refresh_from_db()
    assert (bob.profile.is_published, bob.profile.slug) == (False, "bob-bright")
    assert bob.profile.name == "Alice Arkwright"
    assert client.get(reverse("sharing:portfolio", args=["bob-bright"])).status_code == 404
    assert list(Collection.objects.filter(owner=bob).values_list("is_main", "is_public")) == [
        (True, True),
        (False, False),
    ]
    link, old = ShareLink.objects.get(owner=bob), ShareLink.objects.get(owner=alice)
    assert link.token != old.token
    assert (link.paused_at is None, old.paused_at is None) == (False, True)
    assert client.get(link.public_path).status_code == 410
    assert client.get(old.public_path).status_code == 200
    assert not any(file.is_cleared for file in SampleFile.objects.owned_by(bob))


def test_clean_copies_are_made_again_from_the_bytes(bob, box):
    putting_back.put_back(box, bob, with_profile=False)
    # One whose name holds no private word: that would be for its writer to settle.
    file = SampleFile.objects.owned_by(bob).exclude(original_name__contains="client").order_by("pk").first()
    assert (file.stage, file.clean.name) == ("waiting", "")
    reading.read_file(file.pk)
    file.refresh_from_db()
    assert (file.stage, file.is_cleared) == ("ready", True)


def test_into_an_account_that_is_in_use(bob, box):
    mine = make_sample(bob)
    PrivateWord.objects.create(owner=bob, word="Canary7491")
    publish(bob, mine)
    putting_back.put_back(box, bob, with_profile=False)
    bob.profile.refresh_from_db()
    assert bob.profile.name == "Bob Bright"
    assert [item.sample for item in Collection.objects.get(owner=bob, is_main=True).items.all()] == [mine]
    assert Collection.objects.filter(owner=bob, is_public=True).count() == 1
    assert sorted(Sample.objects.owned_by(bob).values_list("slug", flat=True)) == [
        "canary7491-kept-back",
        "plain-words",
        "potassium-worries",
        "potassium-worries-2",
    ]
    assert PrivateWord.objects.filter(owner=bob).count() == 1


def test_a_sample_in_the_bin_stays_in_the_bin(alice, bob, tmp_path):
    make_sample(alice, deleted_at=timezone.now() - timedelta(days=29))
    path = tmp_path / "x.zip"
    making.build(path, alice, share=False)
    putting_back.put_back(path, bob, with_profile=False)
    assert timezone.now() - Sample.objects.get(owner=bob).deleted_at < timedelta(minutes=1)


# What must not come in ---------------------------------------------------------------------------


def changed(box, tmp_path, name, change):
    """The ZIP with one member changed by `change(data)`; None takes it out."""
    out = tmp_path / "changed.zip"
    with zipfile.ZipFile(box) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == name:
                data = change(data)
            if data is not None:
                new.writestr(info, data)
    return out


def in_row(**values):
    def change(data):
        found = json.loads(data)
        found[0].update(values)
        return json.dumps(found).encode()

    return change


def in_manifest(**values):
    return lambda data: json.dumps(json.loads(data) | values).encode()


HOSTILE = {
    "another owner": ("data/samples.json", in_row(owner=1)),
    "a row number": ("data/samples.json", in_row(id=1)),
    "a token": ("data/links.json", in_row(token="a" * 43)),
    "a password": ("data/links.json", in_row(password="x")),
    "a feed": ("data/plan.json", in_row(feed_token="x")),
    "staff": ("data/profile.json", in_row(is_staff=True)),
    "somebody's storage": ("data/files.json", in_row(original="samples/aa/other.pdf")),
    "a file from elsewhere in the ZIP": ("data/files.json", in_row(path_of_original="data/manifest.json")),
    "a file from outside": ("data/files.json", in_row(path_of_original="../../etc/passwd")),
    "other bytes": ("originals/Needs assessment/draft.pdf", lambda data: data + b" "),
    "a program": ("originals/Needs assessment/draft.pdf", lambda data: b"MZ" + data),
    "a row of nobody": ("data/permissions.json", in_row(sample="samples:nobody")),
    "a row of another kind": ("data/permissions.json", in_row(sample="links:1")),
    "the same key twice": ("data/visits.json", in_row(key="links:1")),
    "text for a number": ("data/files.json", in_row(version="1")),
    "a number for a yes": ("data/collections.json", in_row(is_main=1)),
    "nothing where something is": ("data/samples.json", in_row(title=None)),
    "too long": ("data/samples.json", in_row(title="x" * 121)),
    "no title": ("data/samples.json", in_row(title="")),
    "a script for an address": ("data/profile.json", in_row(links=["javascript:alert(1)"])),
    "a script for a sample": ("data/samples.json", in_row(body="link", url="javascript:alert(1)")),
    "an unknown provenance": ("data/samples.json", in_row(provenance="mine-all-mine")),
    "an unknown stage": ("data/contacts.json", in_row(stage="x")),
    "an unknown body": ("data/samples.json", in_row(body="script")),
    "NUL": ("data/samples.json", in_row(summary="a\x00b")),
    "half a character": ("data/samples.json", in_row(summary="\ud800")),
    "NUL within a list": ("data/samples.json", in_row(areas=["\x00"])),
    "a wrong shape": ("data/samples.json", in_row(areas={"a": 1})),
    "a moment without a zone": ("data/reflections.json", in_row(created_at="2026-01-01T00:00:00")),
    "no date": ("data/contacts.json", in_row(next_action_on="soon")),
    "what the database forbids": ("data/contacts.json", in_row(next_action_on=None)),
    "a number out of range": ("data/files.json", in_row(version=10**20)),
    "NaN": ("data/samples.json", in_row(quality={"x": float("nan")})),
    "not a list": ("data/samples.json", lambda data: b'{"a": 1}'),
    "not JSON": ("data/samples.json", lambda data: b"[" * 100_000),
    "not text": ("data/samples.json", lambda data: b"\xff\xfe"),
    "a bomb of lists": ("data/samples.json", lambda data: b"[" + b"[]," * 1_100_000 + b"[]]"),
    "no manifest": ("data/manifest.json", lambda data: None),
    "a newer schema": ("data/manifest.json", in_manifest(schema=2)),
    "one made to share": ("data/manifest.json", in_manifest(variant="share")),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_changed_zip_leaves_nothing(bob, box, tmp_path, what):
    bad = changed(box, tmp_path, *HOSTILE[what])
    before, bytes_before = owned_rows(bob), stored_files()
    with pytest.raises(Refused):
        putting_back.put_back(bad, bob, with_profile=True)
    assert owned_rows(bob) == before
    assert stored_files() == bytes_before
    assert not list(storage.settings.FILE_UPLOAD_TEMP_DIR.iterdir())


def test_the_same_zip_unchanged_comes_in(bob, box, tmp_path):
    same = changed(box, tmp_path, "data/samples.json", lambda data: data)
    putting_back.put_back(same, bob, with_profile=True)
    assert Sample.objects.owned_by(bob).count() == 3


def with_member(box, tmp_path, name, data=b"x", **how):
    out = tmp_path / "more.zip"
    out.write_bytes(box.read_bytes())
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo(name)
        for attribute, value in how.items():
            setattr(info, attribute, value)
        archive.writestr(info, data)
    return out


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("../evil.txt", {}),
        ("/etc/evil.txt", {}),
        ("C:evil.txt", {}),
        ("a\\b.txt", {}),
        ("link", {"external_attr": 0o120777 << 16}),
        ("DATA/MANIFEST.JSON", {}),
    ],
)
def test_odd_members_are_refused(bob, box, tmp_path, name, how):
    bad = with_member(box, tmp_path, name, **how)
    if "\\" in name:  # the writer of this test's ZIP turns it round on some systems
        bad.write_bytes(bad.read_bytes().replace(b"a/b.txt", b"a\\b.txt"))
    with pytest.raises(Refused):
        putting_back.put_back(bad, bob, with_profile=False)
    assert Sample.objects.owned_by(bob).count() == 0


def test_bombs_are_refused_before_they_unpack(bob, box, tmp_path):
    out = tmp_path / "bomb.zip"
    out.write_bytes(box.read_bytes())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 5_000_000)
    with pytest.raises(Refused, match="damaged or changed"):
        putting_back.put_back(out, bob, with_profile=False)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x03\x04" + b"\0" * 100, b"%PDF-1.4", b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_zip_is_refused(tmp_path, data):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with pytest.raises(Refused, match="not a ZIP made by"):
        opening.Box(path)


def test_mutated_bytes_never_break_the_reader(box, tmp_path):
    """One byte in fifty places: refused or read, never an error of ours."""
    data, path = bytearray(box.read_bytes()), tmp_path / "m.zip"
    outcomes = set()
    for at in range(0, len(data), len(data) // 50):
        path.write_bytes(bytes(data[:at]) + bytes([data[at] ^ 0xFF]) + bytes(data[at + 1 :]))
        try:
            with opening.Box(path) as found:
                putting_back.read(found)
            outcomes.add("read")
        except Refused:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


def test_there_has_to_be_room(bob, box, settings):
    settings.QUOTA_MB = 0
    with pytest.raises(Refused):
        putting_back.put_back(box, bob, with_profile=False)
    assert Sample.objects.owned_by(bob).count() == 0


def test_other_peoples_rows_are_as_they_were(alice, bob, alices, tmp_path):
    before = zip_of(alice, tmp_path)
    putting_back.put_back(alices, bob, with_profile=True)
    after = zip_of(alice, tmp_path)
    assert {n: d for n, d in after.items() if n.startswith("data/") and "manifest" not in n} == {
        n: d for n, d in before.items() if n.startswith("data/") and "manifest" not in n
    }


# The pages ---------------------------------------------------------------------------------------


def send(client, data):
    return client.post(reverse("archive:import"), {"file": SimpleUploadedFile("portfolio.zip", data)})


@pytest.fixture
def as_bob(client, bob):
    client.force_login(bob)
    return client


def test_choose_look_say_yes(as_bob, bob, box, django_capture_on_commit_callbacks):
    page = reverse("archive:import")
    assert send(as_bob, box.read_bytes()).status_code == 302
    shown = as_bob.get(page).content.decode()
    assert '<th scope="row">Samples</th><td class="text-end">3</td>' in shown
    assert Sample.objects.owned_by(bob).count() == 0
    as_bob.post(reverse("archive:import_start"), {"with_profile": "on"})
    one = Import.objects.get()
    status = reverse("archive:import_status")
    assert as_bob.get(status, {"seen": one.progress}).status_code == 204
    import_actions.put_in(one.pk)
    assert b"is in your account" in as_bob.get(status, {"seen": one.progress}).content
    assert Sample.objects.owned_by(bob).count() == 3
    assert not storage.originals().exists(one.file.name)
    import_actions.put_in(one.pk)
    assert Sample.objects.owned_by(bob).count() == 3
    as_bob.post(reverse("archive:import_cancel"))
    assert not Import.objects.exists()


def test_not_this_one_deletes_the_upload(as_bob, box, django_capture_on_commit_callbacks):
    send(as_bob, box.read_bytes())
    name = Import.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        as_bob.post(reverse("archive:import_cancel"))
    assert not storage.originals().exists(name)


def test_a_bad_zip_is_said_on_the_page(as_bob):
    before = stored_files()
    response = send(as_bob, b"PK\x03\x04 nothing")
    assert response.status_code == 422
    assert "This is not a ZIP made by" in response.content.decode()
    assert stored_files() == before
    assert not Import.objects.exists()


def test_a_portfolio_may_be_larger_than_a_document(as_bob, box, settings):
    settings.MAX_UPLOAD_MB = 0
    assert send(as_bob, box.read_bytes()).status_code == 302
    response = as_bob.post(
        reverse("portfolio:sample_upload"), {"file": SimpleUploadedFile("a.pdf", a_pdf("x"))}, follow=True
    )
    assert "larger than 0 MB" in response.content.decode()


def test_a_failure_is_told_and_nothing_kept(as_bob, bob, box, tmp_path):
    send(as_bob, box.read_bytes())
    as_bob.post(reverse("archive:import_start"))
    one = Import.objects.get()
    bad = changed(box, tmp_path, *HOSTILE["other bytes"])
    with storage.originals().open(one.file.name, "wb") as out:
        out.write(bad.read_bytes())
    import_actions.put_in(one.pk)
    assert b"was not put in" in as_bob.get(reverse("archive:import")).content
    assert Sample.objects.owned_by(bob).count() == 0
    assert stored_files() == sorted(
        n.removeprefix("samples/") for n in SampleFile.objects.values_list("original", flat=True)
    )


def test_unanswered_uploads_go_after_a_day(as_bob, box, django_capture_on_commit_callbacks):
    send(as_bob, box.read_bytes())
    name = Import.objects.get().file.name
    assert import_actions.clear_away() == 0
    Import.objects.update(state_since=timezone.now() - timedelta(hours=25))
    with django_capture_on_commit_callbacks(execute=True):
        assert import_actions.clear_away() == 1
    assert not storage.originals().exists(name)


def test_imports_are_limited(as_bob):
    assert [send(as_bob, b"x").status_code for _ in range(11)] == [422] * 10 + [429]


def test_the_photo_comes_along(alice, bob, tmp_path):
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "WEBP")
    Profile.objects.filter(user=alice).update(
        photo=storage.derived().save("photos/a.webp", ContentFile(out.getvalue()))
    )
    path = tmp_path / "x.zip"
    making.build(path, User.objects.get(pk=alice.pk), share=False)
    putting_back.put_back(path, bob, with_profile=True)
    photo = Profile.objects.get(user=bob).photo
    assert photo not in {"", Profile.objects.get(user=alice).photo}
    assert storage.derived().exists(photo)
