import pytest
from hypothesis import given
from hypothesis import strategies as st

from craft.balance import RULES, look
from craft.products import PRODUCTS

PLANTED = """\
Xarelto® is a breakthrough for patients with clots. Xarelto is the most effective treatment and the only
oral agent that patients like. Xarelto cut strokes by 40%. XARELTO is simple, and Xarelto is a game-changer.
Among those who took Xarelto, bleeding occurred in 2 of 100. Apixaban exists.
"""

BALANCED = """\
Rivaroxaban, apixaban and dabigatran are oral anticoagulants. In one invented trial, strokes fell from 5% to 3%
with rivaroxaban and from 5% to 3% with apixaban. Major bleeding rose from 1% to 2% with rivaroxaban, and it
stayed at 1% with apixaban. Which drug is best is not settled; warfarin remains an option where kidneys fail.
"""

ATLAS = """\
Plate 12. The largest nodules lie in the right lobe. The best-preserved section shows broad fibrous bands. Tumor cells
spread in 40% of sections, and the most common pattern is glandular. Superior vena cava, cut surface. Cells are most
numerous at the margin. The only remaining duct is lined by tall cells. Hemorrhage is seen in 3 of 10 fields.
"""

ASPIRIN = """\
Aspirin has a long history. In 1897 a chemist made acetylsalicylic acid in a stable form, and aspirin was sold
as a powder by 1899. Aspirin was called a miracle drug in the 1920s. The breakthrough came in 1971, when Vane showed
how aspirin blocks prostaglandins, work for which patients still thank him. Aspirin was for decades the only medicine
against fever that a family kept in the 1930s. Aspirin, aspirin, aspirin: no drug name of the 20th century was printed
more. Later came clopidogrel. Bleeding was known from the start.
"""

VET_PLANTED = (
    "Apoquel® is the best drug for dogs. Apoquel works. Apoquel it is. Apoquel, Apoquel and again Apoquel."
)
VET_BALANCED = (
    "Oclacitinib (Apoquel) and lokivetmab (Cytopoint) both ease itch. Oclacitinib may cause vomiting."
)


def rules(text, health="human"):
    return [remark.rule for remark in look(text, health).remarks]


def counts(text, health="human"):
    return [(p.generic, p.count, p.by_brand) for p in look(text, health).products]


def test_planted_text_raises_everything_it_should():
    report = look(PLANTED)
    assert {remark.rule: remark.hint for remark in report.remarks} == {
        "BAL-01": "Xarelto: the generic name is rivaroxaban.",
        "BAL-02": "Found once.",
        "BAL-03": "rivaroxaban 6 times; apixaban 1.",
        "BAL-04": "'the most effective treatment'.",
        "BAL-05": "'breakthrough'; 'game-changer'.",
        "BAL-06": "'the only oral agent'.",
        "BAL-07": "Add the absolute difference beside the relative one.",
    }
    assert counts(PLANTED) == [("rivaroxaban", 6, 6), ("apixaban", 1, 0)]


def test_remarks_point_at_the_words():
    pointed = {r.rule: PLANTED[r.start : r.end] for r in look(PLANTED).remarks if r.start >= 0}
    assert pointed == {
        "BAL-01": "Xarelto",
        "BAL-02": "®",
        "BAL-04": "the most effective treatment",
        "BAL-05": "breakthrough",
        "BAL-06": "the only\noral agent",
    }


def test_the_balanced_twin_raises_nothing():
    assert rules(BALANCED) == []
    assert counts(BALANCED) == [
        ("apixaban", 3, 0),
        ("rivaroxaban", 3, 0),
        ("dabigatran", 1, 0),
        ("warfarin", 1, 0),
    ]


@pytest.mark.parametrize("text", [ATLAS, ASPIRIN])
@pytest.mark.parametrize("health", ["human", "animal"])
def test_an_atlas_and_a_history_raise_nothing(text, health):
    assert rules(text, health) == []


def test_animal_health_has_its_own_products():
    assert rules(VET_PLANTED, "animal") == ["BAL-01", "BAL-02", "BAL-03", "BAL-04"]
    assert counts(VET_PLANTED, "animal") == [("oclacitinib", 6, 6)]
    assert rules(VET_BALANCED, "animal") == []
    assert counts(VET_BALANCED, "animal") == [("oclacitinib", 3, 1), ("lokivetmab", 2, 1)]
    assert counts(VET_BALANCED, "human") == []
    with pytest.raises(ValueError, match="health"):
        look("text", "plant")


SENTENCES = [
    # found
    ("Keytruda is used.", ["BAL-01"]),
    ("Pembrolizumab (Keytruda) is used.", []),
    ("Keytruda (PEMBROLIZUMAB) is used.", []),
    ("Entresto (sacubitril and valsartan) is used.", []),
    ("Zelorin™ is used.", ["BAL-02"]),
    ("It is the safest option.", ["BAL-04"]),
    ("It has unmatched efficacy.", ["BAL-04"]),
    ("This breakthrough therapy helps patients.", ["BAL-05"]),
    ("A revolutionary approach to gout.", ["BAL-05"]),
    ("No other drug works as well.", ["BAL-06"]),
    ("It cut attacks by half. Side effects were seen in 3% of adults.", ["BAL-07"]),
    ("Hazard ratio 0.6 for improved survival. Adverse events: 12 of 100.", ["BAL-07"]),
    # left alone
    ("Treat breakthrough pain and breakthrough seizures in patients.", []),
    ("Breakthrough cancer pain and breakthrough COVID infection in patients.", []),
    ("Patients with breakthrough bleeding on therapy.", []),
    ("The FDA gave the drug a breakthrough therapy designation.", []),
    ("The best available therapy was given.", []),
    ("Best supportive care and best-corrected acuity with therapy.", []),
    ("No single best treatment exists.", []),
    ("Which is the safest option for her?", []),
    ("The drug was not superior therapy.", []),
    ("The superior treatment field border was set 2 cm higher.", ["BAL-04"]),
    ("She is the only caregiver.", []),
    ("Do not write 'the best drug' or “game-changer”.", []),
    ("Earn AMA PRA Category 1 Credit™ for this module.", []),
    ("It cut attacks by half. Side effects rose by 10%.", []),
    ("Attacks fell from 10% to 5%, reduced by half. Side effects in 3 of 100.", []),
    ("Advantage, revolution and frontline are ordinary words in care.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence_raises_exactly(text, expected):
    assert rules(text) == expected


def test_benefits_without_harms_are_mentioned():
    text = "Semaglutide lowers weight. Liraglutide lowers weight too. Both improve glucose. Dulaglutide also helps."
    assert rules(text) == ["BAL-08"]
    assert rules(text + " Nausea is common.") == []


def test_products_that_do_not_compete_are_not_compared():
    text = "Recombinant zoster vaccine. " * 8
    assert counts(text) == [("recombinant zoster vaccine", 8, 0)]
    assert rules(text) == []


def test_reference_titles_are_left_out():
    text = (
        "Anticoagulants need care.\n\nReferences\n"
        "1. Roe K. Xarelto, a breakthrough drug for patients. Fict Med J. 2020;1(1):1-2.\n"
    )
    assert rules(text) == []
    assert counts(text) == []


def test_there_are_enough_products_and_each_is_listed_once():
    human = [brand for pairs in PRODUCTS["human"].values() for brand in pairs]
    animal = [brand for pairs in PRODUCTS["animal"].values() for brand in pairs]
    assert len(human) == len(set(human)) == 253
    assert len(animal) == len(set(animal)) == 81
    assert set(human) & set(animal) == set()


def test_nothing_here_is_an_error():
    assert {rule.severity for rule in RULES.values()} == {"warn", "tip"}


PIECES = (
    "Xarelto ",
    "rivaroxaban ",
    "® ",
    "the only ",
    "best ",
    "drug. ",
    "by 40% ",
    "reduced ",
    "\n",
    "breakthrough ",
    "“",
)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from(["human", "animal"]))
def test_no_text_raises(text, health):
    report = look(text, health)
    assert report == look(text, health)
    for remark in report.remarks:
        assert -1 <= remark.start <= remark.end <= len(text)
