import pytest
from hypothesis import given
from hypothesis import strategies as st

from craft.reading import figures
from craft.words import american, base_forms, content_words, sentences

PLAIN = "The cat is sick. It does not eat. You can help it. Give it food and warm water. Call us if it does not drink."
DENSE = (
    "Notwithstanding considerable heterogeneity across participating institutions, the implementation of standardized "
    "anticoagulation protocols was subsequently associated with clinically meaningful reductions in thromboembolic "
    "complications among hospitalized individuals with multiple comorbidities."
)


def test_figures_of_a_plain_text():
    reading = figures(PLAIN)
    assert (reading.words, reading.sentences, reading.words_per_sentence) == (25, 5, 5.0)
    assert (reading.long_share, reading.passive_share, reading.grade) == (0.0, 0.0, -1.4)
    assert reading.explanations == {
        "words_per_sentence": "A sentence has 5 words on average; 15 to 20 read easily.",
        "long_share": "0 of 5 sentences are longer than 25 words.",
        "passive_share": "0 of 5 sentences are probably in the passive voice.",
        "grade": "About US grade 1; handouts for patients and owners aim for 6 to 8.",
        "abbreviations": "Every abbreviation is explained or well known.",
    }


def test_figures_of_a_dense_text():
    reading = figures(DENSE)
    assert (reading.words, reading.sentences, reading.long_share, reading.passive_share) == (28, 1, 1.0, 1.0)
    assert reading.grade > 25


def test_the_grade_is_the_published_formula():
    # 5 words, 1 sentence, 9 syllables: vet-ri-nar-i-ans (as the dictionary says it), treat, sick, cats, well.
    reading = figures("Veterinarians treat sick cats well.")
    assert reading.grade == pytest.approx(0.39 * 5 + 11.8 * 9 / 5 - 15.59, abs=0.05)


PASSIVE = [
    ("The drug was given at noon.", 1.0),
    ("Doses are carefully adjusted each week.", 1.0),
    ("It has been shown that cats hide pain.", 1.0),
    ("The owner got bitten.", 0.0),
    ("We adjusted the dose.", 0.0),
    ("She is tired and worried.", 0.0),
    ("He is interested in cats.", 0.0),
    ("They had treated the dog.", 0.0),
]


@pytest.mark.parametrize(("text", "share"), PASSIVE)
def test_passive_voice_is_guessed_from_forms(text, share):
    assert figures(text).passive_share == share


ABBREVIATIONS = [
    ("Chronic kidney disease (CKD) is common. CKD hides.", ()),
    ("CKD is common. Test eGFR early.", ("CKD", "eGFR")),
    ("CKD (chronic kidney disease) is common.", ()),
    ("Renin blockers (ACEIs) help. ACEI use is rising.", ()),
    ("The FDA and CDC, DNA, HIV, a PDF and the US.", ()),
    ("Stage III disease, factor VII, type II.", ()),
    ("LEARNING OBJECTIVES AND AGENDA\nSelect a drug.", ()),
    ("NSAID: nonsteroidal anti-inflammatory drug\nNSAIDs hurt.", ()),
    ("See ABC and XYZ, then ABC again.", ("ABC", "XYZ")),
]


@pytest.mark.parametrize(("text", "unexplained"), ABBREVIATIONS)
def test_unexplained_abbreviations(text, unexplained):
    assert figures(text).abbreviations == unexplained


SPLIT = [
    ("One. Two! Three?", ["One.", "Two!", "Three?"]),
    (
        "Dr. Roe gave 2.5 mg, i.e. a small dose. It helped.",
        ["Dr. Roe gave 2.5 mg, i.e. a small dose.", "It helped."],
    ),
    ("Smith et al. found it. J. Doe did not.", ["Smith et al. found it.", "J. Doe did not."]),
    ("He said “Stop.” Then he left.", ["He said “Stop.”", "Then he left."]),
    (
        "Title\n\nText here.\n- first point\n- second point",
        ["Title", "Text here.", "- first point", "- second point"],
    ),
    ("", []),
    ("...", []),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_sentences_are_split(text, expected):
    assert sentences(text) == expected


def test_the_reference_list_does_not_count():
    listed = "\n\nReferences\n1. Roe K. A study of gout in cats and dogs. Vet Invent J. 2020;1(1):1-2. doi:10.1/x\n"
    assert figures(PLAIN + listed).words == figures(PLAIN).words == 25


def test_an_empty_text_has_no_grade():
    reading = figures("")
    assert (reading.words, reading.sentences, reading.grade, reading.explanations) == (0, 0, None, {})


@pytest.mark.parametrize(
    ("uk", "us"),
    [
        ("Prioritise", "prioritize"), ("analysing", "analyzing"), ("haemorrhage", "hemorrhage"), ("paediatric", "pediatric"),
        ("programmes", "programs"), ("counselling", "counseling"), ("oedema", "edema"), ("behaviour", "behavior"),
        ("randomised", "randomized"), ("optimisation", "optimization"),
        # Spelled alike on both sides.
        ("revise", "revise"), ("exercises", "exercises"), ("supervised", "supervised"), ("disease", "disease"),
        ("precise", "precise"), ("advise", "advise"), ("nurse", "nurse"), ("paralysis", "paralysis"), ("rise", "rise"),
    ],
)  # fmt: skip
def test_spelling_is_brought_to_one_side(uk, us):
    assert american(uk) == us


def test_words_are_compared_without_form():
    assert (
        content_words("The Tumours of a dog’s liver")
        == content_words("tumor of the dog's livers")
        == ["tumor", "dog", "liver"]
    )
    assert "plan" in base_forms("planning")
    assert "identify" in base_forms("Identifies")
    assert "analyze" in base_forms("analysed")


@given(st.text())
def test_no_text_raises(text):
    reading = figures(text)
    assert reading == figures(text)
    assert 0 <= reading.long_share <= 1
    assert 0 <= reading.passive_share <= 1
