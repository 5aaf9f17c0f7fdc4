"""Checks of writing: of pasted text, which is not kept, and of the writer's own samples."""

import pytest
from django.urls import reverse

from milestones import checking
from milestones.check_forms import thread_of
from milestones.models import SampleThread
from portfolio.models import Sample
from tests.factories import make_file, make_sample, publish

OBJECTIVES = (
    "Understand asthma\nSelect an inhaler device for an adult who cannot coordinate a spray in primary care"
)
ITEM = """1. A 60-year-old has a potassium of 5.4. What is the best next step?
A. Repeat the test
B. Stop the medicine
C. Send to the emergency room
D. Do nothing
Answer: A
Rationale: One raised value may be false."""
TEXTS = {
    "objectives": (OBJECTIVES, "0 of 2 without a remark"),
    "items": (ITEM, "of 1 without a remark"),
    "references": (
        "References\n1. Smith J. Potassium. J Kidney. 2024;1:1-2.",
        "A journal article has neither DOI nor PMID.",
    ),
    "balance": ("A breakthrough. Tylenol is the best medicine there is.", "to look at"),
    "reading": ("The cat sat on the mat. It was a warm day.", "About US grade"),
}
KINDS = list(TEXTS)
LONG = "Describe the treatment of asthma.\n" * 3_000  # about 100 kB


def post(client, kind, text, **data):
    return client.post(reverse(f"milestones:check_{kind}"), {"text": text, **data})


@pytest.mark.parametrize("kind", KINDS)
def test_a_pasted_text_is_looked_at_and_forgotten(as_alice, kind):
    answer = post(as_alice, kind, TEXTS[kind][0])
    assert answer.status_code == 200
    assert TEXTS[kind][1] in answer.content.decode()
    assert Sample.objects.count() == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste some text first."),
        ("   \n ", "Paste some text first."),
        (LONG, "That is longer than 60,000 characters."),
    ],
)
def test_odd_text_gets_a_sentence(as_alice, kind, text, sentence):
    answer = post(as_alice, kind, text)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_text_that_is_no_text_breaks_nothing(as_alice, kind):
    for text in ("\u202eweird", "<script>alert(1)</script>", "🦠" * 50, "1.\n2.\n3."):
        answer = post(as_alice, kind, text)
        assert answer.status_code == 200
        assert "<script>alert(1)" not in answer.content.decode()


def test_objectives_one_by_one_with_what_is_meant_marked(as_alice):
    page = post(as_alice, "objectives", OBJECTIVES)
    found = page.context["found"]
    assert [each.text for each, _ in found["one_by_one"]] == OBJECTIVES.split("\n")
    assert "<mark>Understand</mark>" in page.content.decode()
    assert {one.remark.rule for _, remarks in found["one_by_one"][:1] for one in remarks} >= {"LO-02"}


@pytest.mark.parametrize("hours", ["0", "-1", "x", "1e400"])
def test_odd_hours_get_a_sentence(as_alice, hours):
    answer = post(as_alice, "objectives", OBJECTIVES, hours=hours)
    assert answer.status_code == 422
    assert "Give " in answer.content.decode()


def test_items_name_the_line_that_cannot_be_read(as_alice):
    page = post(as_alice, "items", "1. A question without options")
    assert page.context["found"]["total"] == 0
    assert len(page.context["found"]["problems"]) >= 1


def test_references_are_summed_up(as_alice):
    report = post(as_alice, "references", TEXTS["references"][0]).context["found"]["report"]
    assert (report.total, report.with_doi) == (1, 0)


def test_the_words_of_a_sample_are_read(as_alice, alice):
    sample = make_sample(alice, text=f"Learning objectives\n\n{OBJECTIVES}")
    page = as_alice.get(reverse("milestones:check_objectives"), {"sample": sample.pk})
    assert page.context["found"]["total"] == 2
    assert "Potassium Worries" in page.content.decode()


def test_the_words_of_a_file_are_read_without_its_notes(alice):
    sample = make_sample(alice, body="none")
    make_file(
        sample, page_texts=[{"text": "Slide one.", "notes": "Secret."}, {"text": "Slide two.", "notes": ""}]
    )
    assert checking.text_of(Sample.objects.get()) == "Slide one.\nSlide two."


@pytest.mark.parametrize("number", ["999999", "x", "-1", "99999999999999999999"])
def test_odd_sample_numbers_are_harmless(as_alice, number):
    answer = as_alice.get(reverse("milestones:check_objectives"), {"sample": number})
    assert answer.status_code in {200, 404}
    assert (answer.status_code == 404) == (number == "999999")


def test_other_peoples_samples_are_not_read(as_mallory, alice):
    sample = make_sample(alice)
    assert as_mallory.get(reverse("milestones:check_reading"), {"sample": sample.pk}).status_code == 404


# On a sample -------------------------------------------------------------------------------------------


def test_the_quality_card_is_shown_only_when_asked(as_alice, alice):
    sample = make_sample(
        alice, text=f"Learning objectives\n\n{OBJECTIVES}\n\nReferences\n1. Smith J. A. J. 2024;1:1."
    )
    publish(alice, sample)
    version = alice.profile.version
    url = reverse("milestones:sample_quality", args=[sample.pk])
    assert [check["slug"] for check in as_alice.get(url).context["card"]["checks"]] == [
        "references",
        "objectives",
        "balance",
        "reading",
    ]
    sample.refresh_from_db()
    assert sample.quality == {}
    as_alice.post(url, {"show": "1"})
    sample.refresh_from_db()
    assert sample.quality["card"]["checks"][1]["line"].startswith("2 objectives")
    alice.profile.refresh_from_db()
    assert alice.profile.version > version
    sample.text += " More words."
    sample.save()
    assert as_alice.get(url).context["outdated"]
    as_alice.post(url)
    sample.refresh_from_db()
    assert sample.quality == {}


# The thread --------------------------------------------------------------------------------------------

LINES = {
    "gaps": "Stops after one raised value\nNobody owns the restart",
    "objectives": "Repeat the test before stopping\nDecide who restarts",
    "questions": "Case 1, question 2\nSurvey item 4",
}


def test_the_thread_names_its_loose_ends(as_alice, alice):
    sample = make_sample(alice)
    url = reverse("milestones:sample_thread", args=[sample.pk])
    as_alice.post(url, LINES | {"joins": ["G1 O1", "O1 Q1", "G2 O2"]})
    figure = as_alice.get(url).context["figure"]
    assert figure["loose_ends"] == [
        "Objective 2 is tested by no question.",
        "Question 2 tests no listed objective.",
    ]
    assert figure["lines"][0] == "Gap 1: Stops after one raised value → objective 1"
    assert (len(figure["boxes"]), len(figure["paths"])) == (6, 3)


def test_order_and_repeats_make_no_difference():
    one = thread_of(*LINES.values(), [["G1", "O1"], ["O1", "Q1"]])
    other = thread_of(*LINES.values(), [["O1", "Q1"], ["G1", "O1"], ["G1", "O1"]])
    assert checking.drawing(one) == checking.drawing(other)


def test_a_pair_whose_line_is_gone_is_left_out(as_alice, alice):
    sample = make_sample(alice)
    url = reverse("milestones:sample_thread", args=[sample.pk])
    as_alice.post(url, LINES | {"joins": ["G2 O2"]})
    as_alice.post(url, LINES | {"gaps": "Only one", "joins": ["G2 O2"]})
    assert SampleThread.objects.get().joins == []


def test_the_figure_is_public_only_when_asked(as_alice, alice):
    sample = make_sample(alice)
    url = reverse("milestones:sample_thread", args=[sample.pk])
    as_alice.post(url, LINES | {"joins": ["G1 O1"]})
    sample.refresh_from_db()
    assert sample.quality == {}
    as_alice.post(url, LINES | {"joins": ["G1 O1"], "is_shown": "on"})
    sample.refresh_from_db()
    assert sample.quality["thread"]["lines"][0] == "Gap 1: Stops after one raised value → objective 1"
    as_alice.post(url, LINES)
    sample.refresh_from_db()
    assert sample.quality == {}


def test_private_words_are_never_drawn_for_strangers(as_alice, alice):
    alice.private_words.create(word="Larkspur")
    sample = make_sample(alice)
    url = reverse("milestones:sample_thread", args=[sample.pk])
    answer = as_alice.post(url, LINES | {"gaps": "Larkspur wants a rise", "is_shown": "on"})
    assert answer.status_code == 422
    assert "must not be shown" in answer.content.decode()
    sample.refresh_from_db()
    assert sample.quality == {}


@pytest.mark.parametrize(
    ("gaps", "sentence"),
    [("line\n" * 13, "12 lines at most"), ("x" * 401, "Keep each line under 400 characters.")],
)
def test_too_much_for_a_figure_gets_a_sentence(as_alice, alice, gaps, sentence):
    url = reverse("milestones:sample_thread", args=[make_sample(alice).pk])
    answer = as_alice.post(url, LINES | {"gaps": gaps})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_objectives_of_the_sample_are_there_to_begin_with(as_alice, alice):
    sample = make_sample(alice, text=f"Learning objectives\n\n{OBJECTIVES}")
    page = as_alice.get(reverse("milestones:sample_thread", args=[sample.pk]))
    assert page.context["form"]["objectives"].value().split("\n") == OBJECTIVES.split("\n")


def test_a_thread_that_is_shown_stands_on_the_public_page(as_alice, alice, stranger):
    sample = make_sample(alice)
    page = f"/p/{publish(alice, sample).slug}/{sample.slug}/"
    assert "From gap to objective to question" not in stranger.get(page).content.decode()
    as_alice.post(
        reverse("milestones:sample_thread", args=[sample.pk]), {**LINES, "joins": ["G1 O1"], "is_shown": "on"}
    )
    assert "Stops after one raised value" in stranger.get(page).content.decode()
