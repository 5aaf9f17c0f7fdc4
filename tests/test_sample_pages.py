"""The writer's own sample pages, as a browser asks for them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from documents.report import Text
from portfolio import reading
from portfolio.models import Dismissal, PrivateWord, Sample, SampleFile
from tests.factories import make_file, make_finding, make_permission, make_sample, publish


def at(name, *args):
    return reverse(f"portfolio:{name}", args=args)


def titles(response):
    return [card.sample.title for card in response.context["cards"]]


def page(client, name, *args, **query):
    return client.get(at(name, *args), query)


def html(response):
    return response.content.decode()


# The library ------------------------------------------------------------------------------------------


@pytest.fixture
def library(alice):
    rows = [
        ("Zebra handout", {"deliverable": "patient-education", "text": "Plain words about tablets."}),
        ("apple case", {"deliverable": "case-study", "provenance": "coursework", "written_on": "2025-03-01"}),
        ("Middle deck", {"deliverable": "slide-deck", "written_on": "2026-01-01"}),
    ]
    return [make_sample(alice, title, **fields) for title, fields in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Middle deck", "apple case", "Zebra handout"]),
        ({"sort": "title"}, ["apple case", "Middle deck", "Zebra handout"]),
        ({"sort": "written"}, ["Middle deck", "apple case", "Zebra handout"]),
        ({"sort": "no such order"}, ["Middle deck", "apple case", "Zebra handout"]),
        ({"kind": "case-study"}, ["apple case"]),
        ({"source": "coursework"}, ["apple case"]),
        ({"q": "TABLETS"}, ["Zebra handout"]),
        ({"q": "deck"}, ["Middle deck"]),
        ({"q": "tablets deck"}, []),
    ],
)
def test_the_library_is_searched_filtered_and_sorted(as_alice, library, query, expected):
    assert titles(page(as_alice, "sample_list", **query)) == expected


def test_the_library_finds_words_inside_files(as_alice, alice):
    make_file(make_sample(alice, "Refills"), page_texts=[{"text": "Café and naïve words", "notes": ""}])
    make_sample(alice, "Another one")
    assert titles(page(as_alice, "sample_list", q="café")) == ["Refills"]


def test_the_library_tells_what_is_on_the_public_page(as_alice, alice, library):
    publish(alice, library[0])
    assert titles(page(as_alice, "sample_list", where="on")) == ["Zebra handout"]
    assert titles(page(as_alice, "sample_list", where="off")) == ["Middle deck", "apple case"]
    words = {
        card.sample.title: [tag.words for tag in card.tags]
        for card in page(as_alice, "sample_list").context["cards"]
    }
    assert words["Zebra handout"] == ["Public", "Written for practice"]
    assert words["Middle deck"] == ["Private", "Written for practice"]


def test_an_empty_library_says_what_to_do(as_alice, alice):
    assert "Your first sample goes here" in html(page(as_alice, "sample_list"))
    make_sample(alice)
    found = html(page(as_alice, "sample_list", q="nothing like it"))
    assert "No sample fits" in found
    assert "Your first sample goes here" not in found


def test_pages_of_the_library_keep_the_search(as_alice, alice):
    Sample.objects.bulk_create(
        Sample(owner=alice, title=f"Sample {n}", slug=f"sample-{n}", body="none") for n in range(25)
    )
    first = page(as_alice, "sample_list", q="sample", sort="title")
    assert len(titles(first)) == 24
    assert "?q=sample&amp;sort=title&amp;page=2" in html(first)
    assert len(titles(page(as_alice, "sample_list", q="sample", page="2"))) == 1


def test_others_see_none_of_it(as_mallory, library):
    assert titles(page(as_mallory, "sample_list")) == []


@pytest.mark.parametrize("number", [1, 5])
def test_the_library_asks_the_database_equally_often(as_alice, alice, django_assert_num_queries, number):
    for n in range(number):
        make_finding(make_file(make_sample(alice, f"File {n}"), cleared=False))
        make_sample(alice, f"Text {n}", text="Call Mrs. Ellen Hobson on (212) 867-5309.")
        make_permission(make_sample(alice, f"Client {n}", provenance="client-permission"))
    page(as_alice, "sample_list")
    with django_assert_num_queries(11):
        page(as_alice, "sample_list")


# Cards ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"stage": "checking"}, "Being checked"),
        ({"stage": "failed", "cleared": False}, "Could not be read"),
        ({"cleared": False}, "2 to fix"),
    ],
)
def test_a_card_says_where_its_file_stands(as_alice, alice, fields, expected):
    file = make_file(make_sample(alice), **fields)
    if not fields.get("cleared", True) and "stage" not in fields:
        for page_number in (1, 2):  # the same thing twice, settled by one copy, is one to fix
            make_finding(file, in_clean=False, place=f"page {page_number}")
        make_finding(file, code="id-mrn", fingerprint="a" * 32)
        make_finding(file, code="id-ssn", fingerprint="b" * 32, dismissed_as="invented")
    (card,) = page(as_alice, "sample_list").context["cards"]
    assert [tag.words for tag in card.tags] == ["Private", expected, "Written for practice"]


def test_a_card_without_a_picture_gets_a_drawing(as_alice, alice):
    make_sample(alice, deliverable="test-items")
    assert "#cover-test-items" in html(page(as_alice, "sample_list"))


def test_a_waiting_card_asks_again_until_it_is_done(as_alice, alice):
    file = make_file(make_sample(alice), stage="drawing")
    waiting = as_alice.get(at("file_status", file.pk), {"in": "list"})
    assert "hx-get" in html(waiting)
    same = as_alice.get(at("file_status", file.pk), {"in": "list", "seen": "drawing"})
    assert (same.status_code, same.content) == (204, b"")
    SampleFile.objects.update(stage="ready")
    done = as_alice.get(at("file_status", file.pk), {"in": "list", "seen": "drawing"})
    assert "hx-get" not in html(done)


# Adding -----------------------------------------------------------------------------------------------


def test_paste_text(as_alice, alice):
    response = as_alice.post(
        at("sample_create_text"), {"title": "A needs assessment", "text": "# Gap\n\nWords.", "form_key": "k1"}
    )
    sample = Sample.objects.get()
    assert (response.status_code, response["Location"]) == (302, sample.get_absolute_url())
    assert (sample.owner, sample.body, sample.deliverable) == (alice, "text", "needs-assessment")
    assert "<h2>Gap</h2>" in html(as_alice.get(sample.get_absolute_url()))


def test_add_a_web_address(as_alice):
    as_alice.post(at("sample_create_link"), {"title": "An article", "url": "example.com/a", "form_key": "k1"})
    sample = Sample.objects.get()
    assert (sample.body, sample.url, sample.provenance) == ("link", "https://example.com/a", "published-open")


def test_describe_confidential_work(as_alice):
    form = {
        "title": "Needs assessment, cardiology",
        "deliverable": "needs-assessment",
        "summary": "About 1,500 words.",
    }
    as_alice.post(at("sample_create_described"), {**form, "form_key": "k1"})
    sample = Sample.objects.get()
    assert (sample.body, sample.provenance) == ("none", "described-only")
    assert "The description only" in html(as_alice.get(sample.get_absolute_url()))


@pytest.mark.parametrize("name", ["sample_create_text", "sample_create_link", "sample_create_described"])
def test_an_empty_form_makes_nothing(as_alice, name):
    response = as_alice.post(at(name), {"title": ""})
    assert "This field is required." in html(response)
    assert Sample.objects.count() == 0


def test_the_same_form_sent_twice_makes_one(as_alice):
    form = {"title": "A needs assessment", "text": "Words.", "form_key": "once"}
    first, second = (as_alice.post(at("sample_create_text"), form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Sample.objects.count() == 1
    as_alice.post(at("sample_create_text"), {**form, "form_key": "another"})
    assert Sample.objects.count() == 2


def test_the_plain_form_takes_several_files(as_alice):
    files = [SimpleUploadedFile(f"{name}.txt", b"Plain words.\n") for name in ("refill-case_v3", "notes")]
    response = as_alice.post(at("sample_upload"), {"file": files})
    assert response["Location"] == at("sample_list")
    assert sorted(Sample.objects.values_list("title", flat=True)) == ["Notes", "Refill case v3"]


def test_one_file_lands_on_its_own_page(as_alice):
    response = as_alice.post(at("sample_upload"), {"file": SimpleUploadedFile("case.txt", b"Words.\n")})
    sample = Sample.objects.get()
    assert response["Location"] == sample.get_absolute_url()
    landed = html(as_alice.get(sample.get_absolute_url()))
    assert "Title and kind are guessed" in landed
    assert f'hx-get="{at("file_status", sample.files.get().pk)}' in landed


@pytest.mark.parametrize(
    ("title", "revision", "said", "expected"),
    [
        ("Larkspur case v3", 1, "The Refill That Did Not Add Up", "The Refill That Did Not Add Up"),
        ("Larkspur case v3", 1, "", "Larkspur case v3"),
        ("Larkspur case v3", 1, "x" * 121, "Larkspur case v3"),
        ("Larkspur case v3", 2, "The Refill That Did Not Add Up", "Larkspur case v3"),
        ("My own words", 1, "The Refill That Did Not Add Up", "My own words"),
    ],
)
def test_a_sample_bears_its_documents_title_until_it_is_renamed(alice, title, revision, said, expected):
    sample = make_sample(alice, title, body="files", revision=revision, deliverable="other")
    file = make_file(sample, original_name="larkspur-case_v3.docx")
    reading._name_after_document(file, Text(pages=("A needs assessment on refills.",), title=said))
    sample.refresh_from_db()
    assert sample.title == expected
    guessed = title != "My own words" and revision == 1
    assert sample.deliverable == ("case-study" if guessed else "other")
    assert sample.slug == slugify(expected)[:60]


def test_the_drop_zone_reads_json(as_alice):
    good = as_alice.post(
        at("sample_upload"),
        {"file": SimpleUploadedFile("case.txt", b"Words.\n")},
        headers={"Accept": "application/json"},
    )
    sample = Sample.objects.get()
    assert (good.status_code, good.json()["url"]) == (201, sample.get_absolute_url())
    bad = as_alice.post(
        at("sample_upload"),
        {"file": SimpleUploadedFile("case.txt", b"")},
        headers={"Accept": "application/json"},
    )
    assert bad.status_code == 400
    assert bad.json()["error"].startswith("case.txt is empty.")


# One sample -------------------------------------------------------------------------------------------


def details(sample, **fields):
    return {"title": sample.title, "deliverable": sample.deliverable, "revision": sample.revision, **fields}


def test_edit_details(as_alice, alice):
    sample = make_sample(alice)
    form = details(sample, audiences=["physicians", "pharmacists"], hours="12.5", written_on="2025-05")
    assert as_alice.post(at("sample_edit", sample.pk), form).status_code == 302
    sample.refresh_from_db()
    assert (sample.hours, f"{sample.written_on:%Y-%m}", sample.revision) == (12.5, "2025-05", 2)
    assert sample.audiences == ["pharmacists", "physicians"]  # the one picked before stays the main one


def test_too_many_picks_are_refused_and_kept_on_the_page(as_alice, alice):
    sample = make_sample(alice)
    response = as_alice.post(
        at("sample_edit", sample.pk), details(sample, areas=["cardiology", "oncology", "nephrology"])
    )
    assert response.status_code == 422
    assert "Pick at most 2; you picked 3." in html(response)
    assert len(response.context["form"].picks["areas"]["names"]) == 3


def test_a_second_tab_is_told_and_loses_nothing(as_alice, alice):
    sample = make_sample(alice, "Before")
    first = as_alice.post(at("sample_edit", sample.pk), details(sample, title="From the first tab"))
    assert first.status_code == 302
    late = details(sample, title="From the second tab")
    second = as_alice.post(at("sample_edit", sample.pk), late)
    assert second.status_code == 422
    assert "changed somewhere else" in html(second)
    assert 'value="From the second tab"' in html(second)
    assert Sample.objects.get().title == "From the first tab"
    agreed = second.context["form"]["revision"].value()
    assert as_alice.post(at("sample_edit", sample.pk), {**late, "revision": agreed}).status_code == 302
    assert Sample.objects.get().title == "From the second tab"


def test_the_address_follows_the_title_until_it_is_shared(as_alice, alice):
    sample = make_sample(alice, "Larkspur deck v3")
    as_alice.post(at("sample_name", sample.pk), {"title": "Ten Minutes", "deliverable": "slide-deck"})
    sample.refresh_from_db()
    assert (sample.title, sample.slug, sample.deliverable) == ("Ten Minutes", "ten-minutes", "slide-deck")
    publish(alice, sample)
    as_alice.post(at("sample_name", sample.pk), {"title": "Twelve Minutes", "deliverable": "slide-deck"})
    sample.refresh_from_db()
    assert (sample.title, sample.slug) == ("Twelve Minutes", "ten-minutes")


def test_only_a_link_has_an_address_to_edit(as_alice, alice):
    link, text = make_sample(alice, body="link"), make_sample(alice)
    assert 'name="url"' in html(page(as_alice, "sample_edit", link.pk))
    assert 'name="url"' not in html(page(as_alice, "sample_edit", text.pk))
    as_alice.post(at("sample_edit", link.pk), details(link, url="https://example.org/new"))
    assert Sample.objects.get(pk=link.pk).url == "https://example.org/new"


def test_edit_the_text(as_alice, alice):
    sample = make_sample(alice)
    as_alice.post(at("sample_text", sample.pk), {"title": sample.title, "text": "Other words."})
    assert Sample.objects.get().text == "Other words."
    assert page(as_alice, "sample_text", make_sample(alice, body="link").pk).status_code == 404


def test_publish_is_closed_with_a_reason_until_it_may_be_pressed(as_alice, alice):
    sample = make_sample(alice)
    file = make_file(sample, cleared=False)
    make_finding(file, in_clean=False)
    shut = html(as_alice.get(sample.get_absolute_url()))
    assert 'value="publish" disabled' in shut
    assert "One thing to fix before you share" in shut
    assert "Make a clean copy" in shut
    as_alice.post(at("file_clean", file.pk), {"notes": "leave"})
    opened = html(as_alice.get(sample.get_absolute_url()))
    assert 'value="publish">Publish' in opened
    assert "Make a clean copy" not in opened


def test_a_clean_file_says_so_in_one_line(as_alice, alice):
    sample = make_sample(alice)
    make_file(sample, checked=["comments and markup"])
    shown = html(as_alice.get(sample.get_absolute_url()))
    assert "Nothing found by these checks" in shown
    assert "Comments and markup" in shown
    assert " safe" not in shown.lower().replace("safety", "")


# May it be shown? -------------------------------------------------------------------------------------


def test_client_work_asks_who_gave_permission(as_alice, alice):
    sample = make_sample(alice)
    response = as_alice.post(at("sample_provenance", sample.pk), {"provenance": "client-permission"})
    assert response["Location"] == at("permission_edit", sample.pk)
    assert Sample.objects.get().standing().state == "keep"
    form = {"granted_by": "Program director", "granted_on": "2026-01-05", "scope": "public"}
    assert as_alice.post(at("permission_edit", sample.pk), form)["Location"] == sample.get_absolute_url()
    assert Sample.objects.get().standing().state == "show"
    again = as_alice.post(at("sample_provenance", sample.pk), {"provenance": "client-permission"})
    assert again["Location"] == sample.get_absolute_url()


@pytest.mark.parametrize(
    ("field", "days", "sentence"),
    [("granted_on", 2, "cannot be given in the future"), ("ends_on", -400, "cannot end before it was given")],
)
def test_a_permission_needs_possible_dates(as_alice, alice, field, days, sentence):
    sample = make_sample(alice, provenance="client-permission")
    form = {"granted_by": "Director", "granted_on": timezone.localdate(), "scope": "public"}
    form[field] = timezone.localdate() + timedelta(days=days)
    assert sentence in html(as_alice.post(at("permission_edit", sample.pk), form))
    assert sample.permissions.count() == 0


def test_an_answer_changes_the_panel_without_a_new_page(as_alice, alice):
    sample = make_sample(alice)
    answer = as_alice.post(
        at("sample_provenance", sample.pk), {"provenance": "nda-restricted"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert html(answer).lstrip().startswith('<div id="publish"')
    assert 'value="publish" disabled' in html(answer)
    assert Sample.objects.get().provenance == "nda-restricted"


def test_publishing_takes_the_answer_along(as_alice, alice):
    sample = make_sample(alice)
    url = at("sample_provenance", sample.pk)
    kept = as_alice.post(url, {"provenance": "nda-restricted", "then": "publish"})
    assert (kept.status_code, kept["Location"]) == (302, sample.get_absolute_url())
    sent_on = as_alice.post(url, {"provenance": "spec", "then": "publish"})
    assert (sent_on.status_code, sent_on["Location"]) == (
        307,
        reverse("sharing:publish_sample", args=[sample.pk]),
    )
    assert Sample.objects.with_on_page().get().on_page is False
    as_alice.post(sent_on["Location"])
    assert Sample.objects.with_on_page().get().on_page is True


# The share check --------------------------------------------------------------------------------------


def test_the_share_check_lists_the_worst_first_with_place_and_mark(as_alice, alice):
    file = make_file(make_sample(alice), cleared=False)
    make_finding(file, code="pdf-author", severity="warn", in_clean=False, message="An author.")
    make_finding(
        file, code="id-mrn", words="MRN 123456", start=4, end=10, message="A record number. Change it."
    )
    shown = html(as_alice.get(file.get_absolute_url()))
    assert "<mark>123456</mark>" in shown
    assert shown.index("A record number") < shown.index("An author")
    assert "Your turn first" in shown


def test_the_same_thing_in_many_places_is_one_line(as_alice, alice):
    file = make_file(make_sample(alice), cleared=False)
    for number in range(1, 6):
        make_finding(file, in_clean=False, place=f"page {number}")
    shown = html(as_alice.get(file.get_absolute_url()))
    assert "One thing to fix before you share" in shown
    assert "Page 1, page 2, page 3 and 2 more places" in shown


def test_dismiss_with_one_press_and_open_again(as_alice, alice):
    file = make_file(make_sample(alice), cleared=False)
    finding = make_finding(file, code="id-mrn", remedy="by-hand")
    as_alice.post(at("finding_dismiss", finding.pk), {"dismissed_as": "nonsense"})
    assert not SampleFile.objects.get().is_cleared
    as_alice.post(at("finding_dismiss", finding.pk), {"dismissed_as": "trial-number"})
    assert SampleFile.objects.get().is_cleared
    assert "A trial number" in html(as_alice.get(file.get_absolute_url()))
    as_alice.post(at("finding_reopen", finding.pk))
    assert not SampleFile.objects.get().is_cleared


def test_a_comment_cannot_be_waved_through(as_alice, alice):
    finding = make_finding(make_file(make_sample(alice), cleared=False))
    as_alice.post(at("finding_dismiss", finding.pk), {"dismissed_as": "invented"})
    assert not Dismissal.objects.exists()
    assert not SampleFile.objects.get().is_cleared


def test_accepting_needs_a_reason_that_is_kept(as_alice, alice):
    file = make_file(make_sample(alice), cleared=False)
    finding = make_finding(file)
    assert as_alice.post(at("finding_accept", finding.pk), {"reason": "ok"}).status_code == 422
    as_alice.post(at("finding_accept", finding.pk), {"reason": "The publisher printed it."})
    assert SampleFile.objects.get().is_cleared
    assert "The publisher printed it." in html(as_alice.get(file.sample.get_absolute_url()))


def test_pasted_text_is_checked_and_settled_on_its_page(as_alice, alice):
    sample = make_sample(alice, text="First.\n\nThe chart says MRN 12345678 for her.")
    url = sample.get_absolute_url()
    shown = as_alice.get(url)
    assert "Paragraph 2" in html(shown)
    (item,) = shown.context["text_verdict"].must_fix
    form = {"fingerprint": item.f.fingerprint, "dismissed_as": "invented"}
    as_alice.post(at("sample_dismiss", sample.pk), {**form, "fingerprint": "f" * 32})
    assert not Dismissal.objects.exists()
    as_alice.post(at("sample_dismiss", sample.pk), form)
    settled = as_alice.get(url)
    assert settled.context["text_verdict"].must_fix == []
    assert 'value="publish">Publish' in html(settled)


def test_private_names_block_and_warn(as_alice, alice):
    sample = make_sample(alice, "Larkspur needs assessment", text="Written for Larkspur.")
    assert "Please look at these words first" not in html(as_alice.get(sample.get_absolute_url()))
    as_alice.post(at("private_word_list"), {"word": "  Larkspur "})
    word = PrivateWord.objects.get()
    assert word.word == "Larkspur"
    shown = html(as_alice.get(sample.get_absolute_url()))
    assert "Please look at these words first" in shown
    assert 'value="publish" disabled' in shown
    asked = as_alice.post(at("private_word_delete", word.pk))
    assert "Take “Larkspur” off the list?" in html(asked)
    assert PrivateWord.objects.count() == 1
    as_alice.post(at("private_word_delete", word.pk), {"confirmed": "1"})
    assert PrivateWord.objects.count() == 0


# Versions ---------------------------------------------------------------------------------------------


def test_replace_keeps_the_old_version_and_delete_asks_first(as_alice, alice):
    sample = make_sample(alice)
    old = make_file(sample)
    new_file = SimpleUploadedFile("better.txt", b"Better words.\n")
    as_alice.post(at("file_replace", old.pk), {"file": new_file})
    assert [(f.version, f.is_current) for f in sample.files.order_by("version")] == [(1, False), (2, True)]
    assert "Delete client-name-draft.pdf?" in html(as_alice.post(at("file_delete", old.pk)))
    assert sample.files.count() == 2
    as_alice.post(at("file_delete", old.pk), {"confirmed": "1"})
    assert [f.version for f in sample.files.all()] == [2]


def test_deleting_a_current_file_takes_its_versions_and_no_other_file(as_alice, alice):
    sample = make_sample(alice)
    make_file(sample, version=1, is_current=False)
    current, other = make_file(sample, version=2), make_file(sample, series=2)
    as_alice.post(at("file_delete", current.pk), {"confirmed": "1"})
    assert list(sample.files.all()) == [other]


# Taking down ------------------------------------------------------------------------------------------


def test_take_back_and_put_back(as_alice, stranger, alice):
    sample = make_sample(alice)
    profile = publish(alice, sample)
    public = reverse("sharing:portfolio_sample", args=[profile.slug, sample.slug])
    assert stranger.get(public).status_code == 200
    assert "Selected work" in html(page(as_alice, "sample_withdraw", sample.pk))
    as_alice.post(at("sample_withdraw", sample.pk), {"reason": "The client asked."})
    assert stranger.get(public).status_code == 404
    shown = html(as_alice.get(sample.get_absolute_url()))
    assert "You took it back on" in shown
    assert "The client asked." in shown
    as_alice.post(at("sample_restore", sample.pk))
    assert stranger.get(public).status_code == 200


def test_delete_and_bring_back(as_alice, stranger, alice):
    sample = make_sample(alice)
    profile = publish(alice, sample)
    public = reverse("sharing:portfolio_sample", args=[profile.slug, sample.slug])
    assert page(as_alice, "sample_delete", sample.pk).status_code == 200
    assert Sample.objects.kept().count() == 1
    as_alice.post(at("sample_delete", sample.pk))
    assert stranger.get(public).status_code == 404
    assert as_alice.get(sample.get_absolute_url()).status_code == 404
    assert sample.title in html(page(as_alice, "sample_bin"))
    as_alice.post(at("sample_undelete", sample.pk))
    assert stranger.get(public).status_code == 200
    assert sample.title not in html(page(as_alice, "sample_bin"))


def test_two_tabs_on_one_text_are_told(as_alice, alice):
    sample = make_sample(alice)
    page = as_alice.get(at("sample_text", sample.pk)).content.decode()
    assert 'name="revision" value="1"' in page
    mine = {"title": sample.title, "text": "From the first tab.", "revision": 1}
    assert as_alice.post(at("sample_text", sample.pk), mine).status_code == 302
    late = {"title": sample.title, "text": "From the second tab.", "revision": 1}
    response = as_alice.post(at("sample_text", sample.pk), late)
    assert response.status_code == 422
    assert "changed somewhere else" in response.content.decode()
    sample.refresh_from_db()
    assert sample.text == "From the first tab."
    assert as_alice.post(at("sample_text", sample.pk), {**late, "revision": 2}).status_code == 302


def test_the_key_of_another_form_does_not_disturb_an_edit(as_alice, alice):
    make_sample(alice, title="First", form_key="k1")
    second = make_sample(alice, title="Second")
    form = {"title": "Second", "text": "Words.", "form_key": "k1"}
    assert as_alice.post(at("sample_text", second.pk), form).status_code == 302
