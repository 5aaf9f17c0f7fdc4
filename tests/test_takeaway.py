"""What may be taken along: made of what the door shows now, and gone when the door shows it no more."""

import io
import time

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from portfolio import actions as samples
from portfolio import storage
from portfolio.markdown import as_paragraphs
from sharing import takeaway
from sharing.models import main_collection
from tests.factories import (
    make_collection,
    make_file,
    make_finding,
    make_link,
    make_permission,
    make_sample,
    publish,
)

CANARY = "XYZZYCANARY"


@pytest.fixture
def readable(alice):
    """A sample with one real page picture, that may be downloaded."""
    sample = make_sample(alice, title="Potassium Worries", allow_download=True)
    draw(make_file(sample))
    return sample


def draw(file):
    """A page picture that is one: the factory's is a single pixel."""
    picture = io.BytesIO()
    Image.new("RGB", (120, 155), "white").save(picture, "WEBP")
    for width in (320, 640, 1200):
        storage.derived().delete(f"{file.folder}/p001-{width}.webp")
        storage.derived().save(f"{file.folder}/p001-{width}.webp", ContentFile(picture.getvalue()))
    return file


def taken(url, client=None, **headers):
    response = (client or Client()).get(url, **headers)
    return response.status_code, response.getvalue() if response.status_code == 200 else b""


def words(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_portfolio_as_a_pdf(alice, readable):
    slug = publish(alice, readable, make_sample(alice, title="Four Questions")).slug
    status, pdf = taken(f"/p/{slug}/portfolio.pdf")
    assert status == 200
    said = words(pdf)
    for expected in (
        "Alice Arkwright",
        "Potassium Worries",
        "Four Questions",
        "Page 1 of 1",
        "carry no credit",
    ):
        assert expected in said
    assert b"/MarkInfo" in pdf
    assert b"pdfuaid" in pdf
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == "Alice Arkwright: Selected work"


def test_a_script_no_font_has_costs_the_claim_only(alice):
    alice.profile.headline = "日本語 in the headline"
    alice.profile.save()
    slug = publish(alice, make_sample(alice)).slug
    status, pdf = taken(f"/p/{slug}/portfolio.pdf")
    assert status == 200
    assert b"/MarkInfo" in pdf


def test_pages_only_of_samples_that_may_be_downloaded(alice, readable):
    slug = publish(alice, readable).slug
    assert "Page 1 of 1" in words(taken(f"/p/{slug}/portfolio.pdf")[1])
    type(readable).objects.filter(pk=readable.pk).update(allow_download=False)
    assert "Page 1 of 1" not in words(taken(f"/p/{slug}/portfolio.pdf")[1])


def test_the_writer_chooses_how_many_pages(alice, readable):
    slug = publish(alice, readable).slug
    main_collection(alice).__class__.objects.filter(owner=alice).update(pdf_pages=0)
    said = words(taken(f"/p/{slug}/portfolio.pdf")[1])
    assert "Potassium Worries" in said
    assert "Page 1 of 1" not in said


def test_private_words_never_reach_a_pdf(alice, readable):
    file = readable.files.get()
    type(file).objects.filter(pk=file.pk).update(original_name=f"{CANARY}.pdf", failure=CANARY)
    make_finding(file, severity="info", words=CANARY, accepted_reason=CANARY)
    make_permission(readable, note=CANARY, granted_by=CANARY)
    slug = publish(alice, readable).slug
    for name in ("portfolio.pdf", "one-page.pdf"):
        said = words(taken(f"/p/{slug}/{name}")[1])
        assert "Potassium Worries" in said
        assert CANARY not in said
        assert alice.email not in said


PLACES = ["portfolio.pdf", "one-page.pdf"]


@pytest.mark.parametrize("name", PLACES)
def test_not_downloadable_when_not_allowed(alice, readable, name):
    slug = publish(alice, readable).slug
    url = f"/p/{slug}/{name}"
    assert taken(url)[0] == 200
    assert url in Client().get(f"/p/{slug}/").content.decode()
    main_collection(alice).__class__.objects.filter(owner=alice).update(allow_downloads=False)
    samples.public_page_changed(alice.pk)
    assert taken(url)[0] == 404
    assert url not in Client().get(f"/p/{slug}/").content.decode()


@pytest.mark.parametrize("name", PLACES)
def test_gone_on_the_next_request_after_a_take_back(alice, readable, name):
    slug = publish(alice, readable, make_sample(alice, title="Another Piece")).slug
    url = f"/p/{slug}/{name}"
    response = Client().get(url)
    assert "Potassium Worries" in words(response.getvalue())
    samples.withdraw(readable, by=alice)
    status, pdf = taken(url, HTTP_IF_NONE_MATCH=response["ETag"])
    assert status == 200  # not 304: it is another file
    assert "Potassium Worries" not in words(pdf)
    samples.withdraw(alice.samples.get(title="Another Piece"), by=alice)
    assert taken(url)[0] == 404


def test_made_once_for_each_state_of_the_page(alice, readable, monkeypatch):
    slug = publish(alice, readable).slug
    made = []
    make = takeaway._make
    monkeypatch.setattr(takeaway, "_make", lambda *args: made.append(1) or make(*args))
    one, two = taken(f"/p/{slug}/one-page.pdf")[1], taken(f"/p/{slug}/one-page.pdf")[1]
    assert one == two
    assert len(made) == 1
    samples.public_page_changed(alice.pk)
    taken(f"/p/{slug}/one-page.pdf")
    assert len(made) == 2


def test_old_files_are_forgotten(alice, readable):
    slug = publish(alice, readable).slug
    taken(f"/p/{slug}/one-page.pdf")
    assert takeaway.forget_old() == 0
    later = takeaway.timezone.now() + takeaway.timedelta(days=takeaway.KEPT_DAYS, hours=1)
    assert takeaway.forget_old(later) == 1
    assert taken(f"/p/{slug}/one-page.pdf")[0] == 200


def test_one_page_is_one_page(alice):
    profile = alice.profile
    profile.name, profile.headline, profile.bio = (
        "W" * 40 + " " + "M" * 39,
        "Word " * 32,
        "Sentence here. " * 250,
    )
    profile.location, profile.ai_policy, profile.disclosure = "L " * 40, "policy " * 34, "relation " * 26
    profile.areas = ["cardiology", "oncology", "neurology", "psychiatry", "dermatology"]
    profile.availability = "free " * 24
    profile.save()
    made = [
        make_sample(alice, title=f"{n} " + "Long title word " * 7, summary="Word " * 200) for n in range(9)
    ]
    slug = publish(alice, *made).slug
    document = pypdfium2.PdfDocument(taken(f"/p/{slug}/one-page.pdf")[1])
    assert len(document) == 1
    document.close()


def test_twelve_samples_take_less_than_five_seconds(alice):
    made = [make_sample(alice, title=f"Sample number {n}", allow_download=True) for n in range(12)]
    for sample in made:
        draw(make_file(sample))
    slug = publish(alice, *made).slug
    start = time.perf_counter()
    status, pdf = taken(f"/p/{slug}/portfolio.pdf")
    assert status == 200
    assert time.perf_counter() - start < 5
    assert words(pdf).count("Page 1 of 1") == 12


def test_a_link_gives_its_own_pdf_without_its_address(alice, readable):
    link = make_link(alice, readable)
    url = f"{link.public_path}portfolio.pdf"
    status, pdf = taken(url)
    assert status == 200
    assert "Potassium Worries" in words(pdf)
    assert link.token.encode() not in pdf
    assert link.token not in words(pdf)
    link.allow_downloads = False
    link.save()
    assert taken(url)[0] == 404
    link.allow_downloads = True
    link.save()
    link.revoke()
    assert taken(url)[0] == 410


def test_a_listed_collection_has_its_own(alice, readable):
    slug = publish(alice, readable).slug
    collection = make_collection(alice, is_public=True)
    collection.items.create(sample=readable)
    url = f"/p/{slug}/collections/{collection.slug}/portfolio.pdf"
    assert "For a society" in words(taken(url)[1])
    collection.is_public = False
    collection.save()
    assert taken(url)[0] == 404


def test_the_writer_gets_pages_of_everything_inside(as_alice, alice, readable):
    type(readable).objects.filter(pk=readable.pk).update(allow_download=False)
    publish(alice, readable)
    collection = main_collection(alice)
    type(collection).objects.filter(pk=collection.pk).update(allow_downloads=False)
    status, pdf = taken(f"/collections/{collection.pk}/portfolio.pdf", as_alice)
    assert status == 200
    assert "Page 1 of 1" in words(pdf)


def test_a_contact_card_has_no_address_of_a_person(alice):
    alice.profile.credentials, alice.profile.headline = "PharmD; BCPS", "CME writer, pharmacist"
    alice.profile.save()
    slug = publish(alice, make_sample(alice)).slug
    response = Client().get(f"/p/{slug}/contact.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response.content.decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        r"N:Arkwright;Alice;;;PharmD\; BCPS",
        r"FN:Alice Arkwright\, PharmD\; BCPS",
        "TITLE:CME writer",
        f"URL:http://testserver/p/{slug}/",
        r"NOTE:CME writer\, pharmacist",
        "END:VCARD",
        "",
    ]


def test_long_lines_of_a_card_are_folded_between_letters():
    folded = takeaway._folded("NOTE:" + "é" * 100)
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == "NOTE:" + "é" * 100


def test_a_picture_for_chat_programs_of_each_sample(alice, readable):
    slug = publish(alice, readable).slug
    page = f"/p/{slug}/{readable.slug}/"
    assert f'content="http://testserver{page}card.png"' in Client().get(page).content.decode()
    response = Client().get(f"{page}card.png")
    with Image.open(io.BytesIO(response.content)) as picture:
        assert picture.size == (1200, 630)
    samples.withdraw(readable, by=alice)
    assert Client().get(f"{page}card.png").status_code == 404


def test_words_without_marks():
    assert as_paragraphs("# Title\n\nSome *soft*\nwords.\n\n- one\n- [two](https://x.example)") == [
        "Title",
        "Some soft words.",
        "one",
        "two",
    ]
