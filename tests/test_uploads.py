"""Bytes in, bytes out: the one door each way, and what happens to a file in between."""

import io
import zipfile
from contextlib import closing
from pathlib import Path

import docx
import pikepdf
import pptx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from portfolio import actions, files, reading, storage
from portfolio.models import Sample, SampleFile
from tests.factories import make_file, make_finding, make_sample, read


def a_pdf(title="Practice gap"):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.docinfo["/Title"] = title
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def a_docx(text="Potassium Worries", author="Acme MedEd"):
    document = docx.Document()
    document.core_properties.author = author
    document.add_heading(text)
    document.add_paragraph("Published audits describe therapy that ends after one raised result.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def a_deck(notes="Fee talk with Larkspur"):
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Ten minutes at the counter"
    slide.notes_slide.notes_text_frame.text = notes
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def a_picture(kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, kind)
    return out.getvalue()


GOOD = {
    "paper.pdf": a_pdf,
    "paper.docx": a_docx,
    "deck.pptx": a_deck,
    "figure.png": a_picture,
    "photo.jpg": lambda: a_picture("JPEG"),
    "photo.webp": lambda: a_picture("WEBP"),
    "notes.txt": lambda: b"A few plain words.",
    "notes.md": lambda: b"# A heading\n\nA few plain words.",
}


def send(client, data, name, **headers):
    upload = SimpleUploadedFile(name, data)
    return client.post(
        reverse("portfolio:sample_upload"), {"file": upload}, HTTP_ACCEPT="application/json", **headers
    )


@pytest.mark.parametrize("name", sorted(GOOD))
def test_real_files_are_taken(as_alice, alice, name):
    data = GOOD[name]()
    response = send(as_alice, data, name)
    assert response.status_code == 201, response.content
    file = SampleFile.objects.get()
    assert (file.original_name, file.size) == (name, len(data))
    with file.original.open() as stored:
        assert stored.read() == data
    assert name.split(".")[0] not in file.original.name
    assert Sample.objects.get().standing().state.value == "show"
    assert Sample.objects.get().why_not_shown() != ""  # not before it was checked


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def encrypted_pdf():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user="secret"))
    return out.getvalue()


BAD = {
    "empty.pdf": b"",
    "page.html": b"<html><script>alert(1)</script></html>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "program.exe": b"MZ\x90\x00",
    "old.doc": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    "not-really.pdf": b"just words",
    "not-really.docx": zipped(hello="x"),
    "picture.pdf": a_picture(),
    "cut.docx": a_docx()[:900],
    "locked.pdf": encrypted_pdf(),
    "noextension": a_pdf(),
    "binary.txt": b"\x00\x01\x02\xff\xfe" * 50,
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_files_get_a_sentence_and_leave_nothing(as_alice, alice, name):
    response = send(as_alice, BAD[name], name)
    assert response.status_code == 400, name
    sentence = response.json()["error"]
    assert sentence[0].isupper() or sentence.startswith(name.split(".")[0])
    assert sentence.endswith(".")
    assert not SampleFile.objects.exists()
    assert not Sample.objects.exists()
    left = [p for p in Path(storage.originals().location).rglob("*") if p.is_file()]
    assert left == []


def test_each_problem_has_its_own_sentence(as_alice, alice):
    sentences = {
        send(as_alice, BAD[n], n).json()["error"] for n in ("empty.pdf", "old.doc", "locked.pdf", "page.html")
    }
    assert len(sentences) == 4


def test_too_large_is_refused_while_it_arrives(as_alice, alice, settings):
    settings.MAX_UPLOAD_MB = 1
    response = send(as_alice, a_pdf() + b"\0" * (1 << 20), "big.pdf")
    assert response.status_code == 413
    assert "larger than 1 MB" in response.json()["error"]
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()) == []


def test_over_quota_says_how_much_is_left(as_alice, alice, settings):
    make_file(make_sample(alice), data=b"x" * 900_000)
    settings.QUOTA_MB = 1
    response = send(as_alice, a_pdf() + b"\0" * 200_000, "second.pdf")
    assert response.status_code == 400
    assert "left" in response.json()["error"]


def test_several_files_at_once_without_script(as_alice, alice):
    uploads = [
        SimpleUploadedFile("one.pdf", a_pdf()),
        SimpleUploadedFile("two.exe", b"MZ"),
        SimpleUploadedFile("three.png", a_picture()),
    ]
    response = as_alice.post(reverse("portfolio:sample_upload"), {"file": uploads}, follow=True)
    assert Sample.objects.count() == 2
    said = [str(m) for m in response.context["messages"]]
    assert [m for m in said if m.startswith("2 samples added")]
    assert len(said) == 2  # and one sentence about the program


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\clients\\Acme\\deck.pptx", "deck.pptx"),
        ("a\u202egpj.pdf", "agpj.pdf"),
        ("  two   words .pdf ", "two words.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("\x00\x01", "file"),
        ("naïve café.docx", "naïve café.docx"),
    ],
)
def test_names_are_data(typed, kept):
    assert files.clean_name(typed) == kept


@pytest.mark.parametrize("name", ["paper.docx", "deck.pptx", "paper.pdf", "photo.jpg", "notes.md"])
def test_a_file_is_read_checked_and_drawn(as_alice, alice, name, monkeypatch):
    monkeypatch.setattr("documents.soffice.find_soffice", lambda: None)
    send(as_alice, GOOD[name](), name)
    file = SampleFile.objects.get()
    before = file.sha256
    reading.read_file(file.pk)
    file.refresh_from_db()
    assert file.stage == "ready", file.failure
    assert file.clean_sha256
    assert file.sha256 == before
    assert file.checked
    if name.endswith(("pdf", "jpg")):
        assert [p["n"] for p in file.pictures] == [1]
        response = as_alice.get(
            reverse(
                "portfolio:file_picture",
                args=[file.pk, 1, 640 if name == "paper.pdf" else file.pictures[0]["widths"][0]],
            )
        )
        assert Image.open(io.BytesIO(response.getvalue())).format == "WEBP"
    else:
        assert file.page_texts[0]["text"]


def test_the_clean_copy_has_lost_what_the_original_hides(as_alice, alice, monkeypatch):
    monkeypatch.setattr("documents.soffice.find_soffice", lambda: None)
    send(as_alice, a_deck(), "deck.pptx")
    file = SampleFile.objects.get()
    reading.read_file(file.pk)
    file.refresh_from_db()
    clean = as_alice.get(reverse("portfolio:file_clean_copy", args=[file.pk])).getvalue()
    original = as_alice.get(reverse("portfolio:file_original", args=[file.pk])).getvalue()
    assert b"Larkspur" in b"".join(
        zipfile.ZipFile(io.BytesIO(original)).read(n)
        for n in zipfile.ZipFile(io.BytesIO(original)).namelist()
    )
    assert b"Larkspur" not in b"".join(
        zipfile.ZipFile(io.BytesIO(clean)).read(n) for n in zipfile.ZipFile(io.BytesIO(clean)).namelist()
    )
    assert file.page_texts[0]["notes"] == ""


def test_keeping_the_notes_makes_a_new_copy_and_keeps_the_agreement(as_alice, alice, monkeypatch):
    monkeypatch.setattr("documents.soffice.find_soffice", lambda: None)
    send(as_alice, a_deck("Pause here and ask who has met this."), "deck.pptx")
    file = SampleFile.objects.get()
    reading.read_file(file.pk)
    as_alice.post(reverse("portfolio:file_clean", args=[file.pk]), {"notes": "keep"})
    file.refresh_from_db()
    assert not file.is_cleared  # the agreed copy is still being made
    reading.read_file(file.pk)
    file.refresh_from_db()
    assert file.is_cleared
    assert "Pause here" in file.page_texts[0]["notes"]


def test_a_new_version_starts_again_and_keeps_the_old(as_alice, alice):
    old = make_file(make_sample(alice))
    as_alice.post(
        reverse("portfolio:file_replace", args=[old.pk]), {"file": SimpleUploadedFile("v2.pdf", a_pdf("Two"))}
    )
    old.refresh_from_db()
    new = SampleFile.objects.get(is_current=True)
    assert (old.is_current, new.series, new.version) == (False, old.series, 2)
    assert not new.is_cleared
    assert not Sample.objects.get().body_is_cleared


def test_a_reading_that_was_overtaken_writes_nothing(alice, monkeypatch):
    file = make_file(make_sample(alice), data=a_pdf(), stage="waiting", clean=b"old")
    mark = file.clean_sha256
    real = reading._draw

    def overtaken(*args):
        SampleFile.objects.filter(pk=file.pk).update(run="somebody else")
        return real(*args)

    monkeypatch.setattr(reading, "_draw", overtaken)
    reading.read_file(file.pk)
    file.refresh_from_db()
    assert file.run == "somebody else"
    assert file.pictures == []
    assert file.clean_sha256 != mark


def test_a_reading_twice_changes_nothing(alice):
    file = make_file(make_sample(alice), data=a_pdf())
    reading.read_file(file.pk)
    file.refresh_from_db()
    first = (file.clean_sha256, file.pictures, file.page_texts, file.findings.count())
    reading.read_file(file.pk)
    file.refresh_from_db()
    assert (file.clean_sha256, file.pictures, file.page_texts, file.findings.count()) == first


def test_a_version_replaced_while_it_is_read_stays_replaced(alice, monkeypatch):
    file = make_file(make_sample(alice), data=a_pdf(), stage="waiting")
    real = reading._keep_findings

    def replaced(*args):
        SampleFile.objects.filter(pk=file.pk).update(is_current=False)
        SampleFile.objects.create(
            sample=file.sample, version=2, original="samples/x", original_name="2.pdf", kind="pdf", size=1
        )
        return real(*args)

    monkeypatch.setattr(reading, "_keep_findings", replaced)
    reading.read_file(file.pk)
    file.refresh_from_db()
    assert (file.stage, file.is_current) == ("ready", False)


def test_a_fault_of_ours_is_a_plain_failure(alice, monkeypatch, caplog):
    file = make_file(make_sample(alice), data=a_pdf(), stage="waiting")
    monkeypatch.setattr(reading, "_keep_findings", lambda *args: 1 / 0)
    reading.read_file(file.pk)
    file.refresh_from_db()
    assert (file.stage, file.is_cleared) == ("failed", False)
    assert "Try again" in file.failure
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(("stage", "cleared"), [("failed", False), ("checking", False), ("ready", True)])
def test_an_answer_decides_nothing_while_there_is_no_fresh_copy(alice, stage, cleared):
    file = make_file(make_sample(alice), stage=stage, cleared=False)
    finding = make_finding(file)
    actions.accept_finding(finding, by=alice, reason="It is an invented name.")
    file.refresh_from_db()
    assert (file.stage, file.is_cleared) == (stage, cleared)


def test_a_reading_that_nobody_will_do_is_a_failure(alice):
    import datetime

    from django.utils import timezone

    ago = timezone.now() - datetime.timedelta(minutes=1)
    files_ = [
        make_file(make_sample(alice, title=f"Sample {n}"), stage="waiting", stage_since=ago, cleared=False)
        for n in range(2)
    ]
    new = make_file(make_sample(alice, title="New"), stage="waiting", cleared=False)
    assert reading.fail_lost_readings(queued=[files_[0].pk]) == 1
    stages = dict(SampleFile.objects.values_list("pk", "stage"))
    assert stages == {files_[0].pk: "waiting", files_[1].pk: "failed", new.pk: "waiting"}


def test_the_same_file_twice_from_one_page_is_one_sample(as_alice, alice):
    def sent(data, key):
        upload = SimpleUploadedFile("paper.pdf", data)
        return as_alice.post(reverse("portfolio:sample_upload"), {"file": upload, "page_key": key})

    data = a_pdf()
    first = sent(data, "page 1")
    assert sent(data, "page 1")["Location"] == first["Location"]
    assert Sample.objects.count() == 1
    assert len([p for p in Path(storage.originals().location).rglob("*") if p.is_file()]) == 1
    sent(a_pdf("Another"), "page 1")
    sent(data, "page 2")
    assert Sample.objects.count() == 3
    actions.bin_sample(Sample.objects.earliest("pk"), by=alice)
    sent(data, "page 1")
    assert Sample.objects.kept().count() == 3


def test_each_page_has_a_key_of_its_own(as_alice):
    keys = {as_alice.get(reverse("portfolio:sample_create")).context["page_key"] for _ in range(2)}
    assert len(keys) == 2


def test_room_is_asked_again_when_the_row_is_written(alice, monkeypatch, settings):
    real = actions.accept_upload

    def accepted(upload, owner):
        taken = real(upload, owner=owner)
        settings.QUOTA_MB = 0  # another upload was quicker
        return taken

    monkeypatch.setattr(actions, "accept_upload", accepted)
    with (
        closing(files_upload(a_pdf(), "paper.pdf")) as upload,
        pytest.raises(ValidationError, match="does not fit"),
    ):
        actions.sample_from_upload(upload, by=alice)
    assert [p for p in Path(storage.originals().location).rglob("*") if p.is_file()] == []


def test_a_photo_over_the_limit_says_so(as_alice, settings):
    settings.MAX_UPLOAD_MB = 1
    response = as_alice.post(
        reverse("portfolio:photo_edit"), {"photo": SimpleUploadedFile("me.png", b"\0" * (1 << 21))}
    )
    assert response.status_code == 422
    assert "at most 15 MB" in response.content.decode()


def test_what_a_crash_left_is_swept_after_a_day(alice, settings):
    import os
    import time

    from django.core.files.base import ContentFile

    file = make_file(make_sample(alice))
    incoming, derived = Path(settings.FILE_UPLOAD_TEMP_DIR), Path(storage.derived().location)
    for name in ("clean/aa/left.pdf", "photos/aa/left.webp", "pages/aa/left/p001-320.webp"):
        storage.derived().save(name, ContentFile(b"x"))
    storage.derived().save("clean/aa/new.pdf", ContentFile(b"x"))
    (incoming / "reading-old").mkdir()
    (incoming / "reading-old" / "clean.pdf").write_bytes(b"x")
    (incoming / "old.upload").write_bytes(b"x")
    for path in [*incoming.rglob("*"), *derived.rglob("*"), Path(file.original.path)]:
        if path.name != "new.pdf":
            os.utime(path, (time.time() - 90_000,) * 2)
    (incoming / "new.upload").write_bytes(b"x")
    assert actions.sweep_orphans() == 5
    assert [path.name for path in incoming.iterdir()] == ["new.upload"]
    kept = {str(p.relative_to(derived)) for p in derived.rglob("*") if p.is_file()}
    pictures = {f"{file.folder}/p001-{width}.webp" for width in (320, 640, 1200)}
    assert kept == {file.clean.name, "clean/aa/new.pdf", *pictures}
    assert storage.originals().exists(file.original.name)


def test_nothing_is_being_checked_for_ever(alice):
    import datetime

    from django.utils import timezone

    ago = timezone.now() - datetime.timedelta(minutes=6)
    stuck = make_file(make_sample(alice), stage="checking", stage_since=ago, cleared=False)
    busy = make_file(make_sample(alice, title="Another"), stage="checking", cleared=False)
    assert reading.fail_lost_readings() == 1
    stuck.refresh_from_db()
    busy.refresh_from_db()
    assert (stuck.stage, busy.stage) == ("failed", "checking")
    assert "Try again" in stuck.failure


def test_rows_that_cannot_be_written_leave_no_bytes(alice, monkeypatch):
    from tests.test_accounts import GOOD as _  # noqa: F401

    monkeypatch.setattr(actions, "_add", lambda *a, **k: 1 / 0)
    upload = files_upload(a_pdf(), "paper.pdf")
    with pytest.raises(ZeroDivisionError):
        actions.sample_from_upload(upload, by=alice)
    assert [p for p in Path(storage.originals().location).rglob("*") if p.is_file()] == []
    assert not Sample.objects.exists()


def files_upload(data, name):
    from cmeportfolio.demo.load import _as_upload

    folder = Path(storage.originals().location).parent
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return _as_upload(path)


def test_orphans_are_swept_after_a_day(alice):
    import os
    import time

    from django.core.files.base import ContentFile

    kept = make_file(make_sample(alice))
    old = storage.originals().save("samples/aa/old.pdf", ContentFile(b"x"))
    new = storage.originals().save("samples/aa/new.pdf", ContentFile(b"x"))
    for name in (old, kept.original.name):
        path = storage.originals().path(name)
        os.utime(path, (time.time() - 90_000,) * 2)
    assert actions.sweep_orphans() == 1
    assert not storage.originals().exists(old)
    assert storage.originals().exists(new)
    assert storage.originals().exists(kept.original.name)


def test_validation_errors_carry_codes(alice):
    with closing(files_upload(b"<svg/>", "x.svg")) as upload, pytest.raises(ValidationError) as problem:
        files.accept_upload(upload, owner=alice)
    assert problem.value.error_list[0].code


def test_downloads_are_inert(as_alice, alice):
    file = make_file(make_sample(alice), original_name='we"ird €.pdf')
    response = as_alice.get(reverse("portfolio:file_original", args=[file.pk]))
    read(response)
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    again = as_alice.get(
        reverse("portfolio:file_original", args=[file.pk]), HTTP_IF_NONE_MATCH=response["ETag"]
    )
    assert again.status_code == 304


def test_what_no_clean_copy_can_be_made_with_cannot_be_accepted(as_alice, alice):
    file = make_file(make_sample(alice), cleared=False)
    finding = make_finding(file, code="pdf-covered-text", remedy="by-hand")
    address = reverse("portfolio:finding_accept", args=[finding.pk])
    assert address in as_alice.get(file.get_absolute_url()).content.decode()
    SampleFile.objects.update(clean="", clean_sha256="")
    assert address not in as_alice.get(file.get_absolute_url()).content.decode()
    reason = {"reason": "It is an invented name."}
    assert as_alice.post(address, reason).headers["Location"] == file.get_absolute_url()
    finding.refresh_from_db()
    assert finding.accepted_reason == ""


@pytest.mark.parametrize(("asked", "got"), [(320, 320), (640, 640), (700, 1200), (1200, 1200), (1600, 1200)])
def test_a_page_picture_comes_in_the_nearest_width(as_alice, alice, asked, got):
    file = make_file(make_sample(alice))
    with storage.derived().open(f"{file.folder}/p001-1200.webp") as stored:
        size = len(stored.read())
    path = Path(storage.derived().path(f"{file.folder}/p001-{got}.webp"))
    path.write_bytes(b"RIFF" + bytes(size))
    response = as_alice.get(reverse("portfolio:file_picture", args=[file.pk, 1, asked]))
    assert response.getvalue() == b"RIFF" + bytes(size)
    assert as_alice.get(reverse("portfolio:file_picture", args=[file.pk, 2, asked])).status_code == 404


def full(*args, **kwargs):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("where", ["arriving", "held back", "kept"])
def test_a_full_disk_is_a_sentence(as_alice, alice, monkeypatch, where, caplog):
    class Full(storage.TemporaryUploadedFile):
        write = full if where == "arriving" else storage.TemporaryUploadedFile.write
        seek = full if where == "held back" else storage.TemporaryUploadedFile.seek

    if where == "kept":
        monkeypatch.setattr(storage.PrivateFiles, "_save", full)
    else:
        monkeypatch.setattr(storage, "TemporaryUploadedFile", Full)
    response = send(as_alice, a_pdf(), "paper.pdf")
    assert (response.status_code, response.json()) == (400, {"error": files.NOT_STORED})
    assert not Sample.objects.exists()
    assert "No space left" in caplog.text
    monkeypatch.undo()
    assert send(as_alice, a_pdf(), "paper.pdf").status_code == 201
