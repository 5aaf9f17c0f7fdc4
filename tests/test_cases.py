"""Cases: invented, composite or real is asked, told to readers, and a real one is never shown."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portfolio import verdict
from sharing import actions
from sharing.models import main_collection
from tests.factories import make_file, make_link, make_permission, make_sample, publish


def a_case(owner, reality="invented", **fields):
    return make_sample(owner, deliverable="case-study", reality=reality, **fields)


def at(name, sample):
    return reverse(f"portfolio:{name}", args=[sample.pk])


@pytest.mark.parametrize(
    ("reality", "state"), [("invented", "show"), ("composite", "show"), ("real", "keep"), ("", "keep")]
)
def test_what_a_case_is_decides(alice, reality, state):
    assert a_case(alice, reality).standing().state == state


def test_no_permission_opens_a_real_case(alice):
    case = a_case(alice, "real", provenance="client-permission")
    make_permission(case)
    assert case.standing().state == "keep"
    case.reality = "composite"
    assert case.standing().state == "show"


def test_other_work_is_not_asked(alice):
    assert make_sample(alice).standing().state == "show"


def test_a_case_that_is_published_elsewhere_may_be_linked(alice):
    assert a_case(alice, "real", body="link", provenance="published-open").standing().state == "show"


def test_a_real_case_can_neither_be_published_nor_linked(as_alice, alice):
    case = a_case(alice, "real")
    as_alice.post(reverse("sharing:publish_sample", args=[case.pk]))
    assert not main_collection(alice).items.exists()
    with pytest.raises(ValidationError, match="real person or animal"):
        actions.add_to(main_collection(alice), case, by=alice)
    with pytest.raises(ValidationError, match="real person or animal"):
        make_link(alice, case)


def test_a_case_that_turns_out_real_is_gone_at_once(as_alice, alice, stranger):
    case = a_case(alice)
    address = publish(alice, case).get_absolute_url() + f"{case.slug}/"
    assert "Invented case" in stranger.get(address).content.decode()
    as_alice.post(at("sample_provenance", case), {"provenance": "spec", "reality": "real"})
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("sent", [{"reality": ""}, {}])
@pytest.mark.parametrize("page", ["sample_provenance", "sample_edit"])
def test_the_label_cannot_be_taken_away(as_alice, alice, page, sent):
    case = a_case(alice, "composite")
    form = {"provenance": "coursework", "title": "A new title", "deliverable": "case-study"}
    assert as_alice.post(at(page, case), {**form, **sent}).status_code == 302
    case.refresh_from_db()
    assert case.reality == "composite"
    assert (case.provenance == "coursework") is (page == "sample_provenance")


def test_the_label_outlives_another_kind_of_work(as_alice, alice):
    case = a_case(alice, "composite")
    as_alice.post(at("sample_edit", case), {"title": "A new title", "deliverable": "slide-deck"})
    case.refresh_from_db()
    assert (case.deliverable, case.reality_label) == ("slide-deck", "Composite case")


def test_the_page_asks_and_publishing_sends_the_answer(as_alice, alice):
    case = a_case(alice, "")
    page = as_alice.get(case.get_absolute_url()).content.decode()
    assert page.count('name="reality"') == 3
    answer = {"provenance": "spec", "reality": "invented", "then": "publish"}
    response = as_alice.post(at("sample_provenance", case), answer)
    assert (response.status_code, response["Location"]) == (
        307,
        reverse("sharing:publish_sample", args=[case.pk]),
    )
    other = as_alice.get(make_sample(alice, title="A deck").get_absolute_url()).content.decode()
    assert 'name="reality"' not in other


def test_safer_words_for_the_text_of_a_case(as_alice, alice):
    text = "A 64-year-old woman came back."
    case = a_case(alice, text=text)
    assert "“a woman in her 60s”" in as_alice.get(case.get_absolute_url()).content.decode()
    assert verdict.safer_forms(make_sample(alice, title="No case", text=text)) == []


def test_safer_words_for_the_file_of_a_case(as_alice, alice):
    pages = [{"text": "A 64-year-old woman.", "notes": ""}, {"text": "A 64-year-old woman.", "notes": ""}]
    file = make_file(a_case(alice), page_texts=pages)
    assert [said for _, said in verdict.safer_forms(file.sample, file)] == ["“a woman in her 60s”"]
    assert "“a woman in her 60s”" in as_alice.get(file.get_absolute_url()).content.decode()
