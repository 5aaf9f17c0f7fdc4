from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from craft.items import ItemFormatError, check_items, parse_items, read_items
from craft.products import mentions

GOOD = """\
1. A 64-year-old woman with chronic kidney disease takes amlodipine, ibuprofen and metoprolol. Her
   potassium has risen. Which medicine should be stopped first?
A. Amlodipine
B. Ibuprofen
C. Metoprolol
Answer: B
Objective: 1
Rationale A: Amlodipine has little effect on potassium. [1]
Rationale B: It lowers kidney blood flow and
  potassium excretion. [2,3]
Rationale C: A small effect only. (Lee, 2021)
"""

AIKEN = """\
Which nerve lifts the upper eyelid?
A) Abducens
B) Oculomotor
C) Trochlear
ANSWER: B

Which vein is used for blood sampling in rabbits?
A. Cephalic
B. Marginal ear
ANSWER: B
"""


def test_an_item_is_read_with_everything():
    (item,) = parse_items(GOOD)
    assert (item.number, item.line, item.answer, item.objective) == (1, 1, "B", 1)
    assert item.stem.endswith("Her potassium has risen. Which medicine should be stopped first?")
    assert [(o.letter, o.text) for o in item.options] == [
        ("A", "Amlodipine"),
        ("B", "Ibuprofen"),
        ("C", "Metoprolol"),
    ]
    assert item.correct.rationale == "It lowers kidney blood flow and potassium excretion. [2,3]"
    assert [option.letter for option in item.distractors] == ["A", "C"]


def test_aiken_is_read():
    assert [(i.number, i.line, i.stem[:11], len(i.options), i.answer) for i in parse_items(AIKEN)] == [
        (1, 1, "Which nerve", 3, "B"),
        (2, 7, "Which vein ", 2, "B"),
    ]


def test_wrapped_lines_and_species_are_no_options():
    text = "1. A urine culture grows\nE. coli in two bottles. What is next?\n(a) Repeat the culture\nwith\nC. difficile in mind\n(b) Treat\nAnswer: a"
    (item,) = parse_items(text)
    assert item.stem == "A urine culture grows E. coli in two bottles. What is next?"
    assert [o.text for o in item.options] == ["Repeat the culture with C. difficile in mind", "Treat"]
    assert item.answer == "A"


def test_items_may_follow_without_blank_lines_and_rationales_may_be_shared():
    text = "1. One?\nA. x\nB. y\nAnswer: A\nRationale: Both are known. [1]\n2. Two?\nA. x\nB. y\nCorrect answer: (B)"
    first, second = parse_items(text)
    assert (first.rationale, second.stem, second.answer) == ("Both are known. [1]", "Two?", "B")


BROKEN = [
    ("1. One?\nA. x\nB. y", ["Line 1: The item has no 'Answer:' line."]),
    ("1. One?\nA. x\nB. y\nAnswer: C", ["Line 1: The answer is C, but there is no option C."]),
    ("1. One?\nA. x\nB. y\nAnswer: both", ["Line 4: The answer must be one letter, as in 'Answer: B'."]),
    ("1. One?\nA. x\nB. y\nAnswer: A\nAnswer: B", ["Line 5: A second answer. The first is on line 4."]),
    ("1. One?\nA. x\nA. y\nAnswer: A", ["Line 3: Option A is there twice."]),
    ("1. One?\nA. x\nC. y\nAnswer: A", ["Line 3: Expected option B, found C."]),
    ("1. One?\nA. x\nB.\nC. z\nAnswer: A", ["Line 3: Option B is empty."]),
    (
        "One?\nAnswer: A",
        ["Line 1: The item needs at least two options, written 'A. …' on lines of their own."],
    ),
    ("A. x\nB. y\nAnswer: A", ["Line 1: The item has no question in front of its options."]),
    ("1. One?\nA. x\nB. y\nAnswer: A\nRationale D: z", ["Line 5: There is a rationale for D, but no option D."]),
    (
        "1. One?\nA. x\nB. y\n\n2. Two?\nA. x\nB. y\nAnswer: A\n\n3. Three?\nA. x\nB. y\nAnswer: D",
        ["Line 1: The item has no 'Answer:' line.", "Line 10: The answer is D, but there is no option D."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_what_cannot_be_read_is_named_with_its_line(text, expected):
    with pytest.raises(ItemFormatError) as refusal:
        parse_items(text)
    assert str(refusal.value).splitlines() == expected
    assert [str(problem) for problem in refusal.value.problems] == expected


def test_readable_items_survive_a_broken_neighbour():
    items, problems = read_items(BROKEN[-1][0])
    assert [item.stem for item in items] == ["Two?"]
    assert [problem.line for problem in problems] == [1, 10]
    assert parse_items("") == []


PLAIN = "A woman with chronic kidney disease has a high potassium level. Which change comes first?"


def made(
    stem=PLAIN, options=("Amlodipine", "Ibuprofen", "Metoprolol"), answer="B", rationale="Reason. [1]", **more
):
    """An item without flaws, with one thing changed."""
    (good,) = parse_items(GOOD)
    letters = "ABCDEFGH"
    built = tuple(
        replace(good.options[0], letter=letters[n], text=o, rationale=rationale)
        for n, o in enumerate(options)
    )
    return replace(good, stem=stem, options=built, answer=answer, **more)


def rules(item, objectives=(), **facts):
    (report,) = check_items([item], objectives, **facts)
    return " ".join(sorted(remark.rule for remark in report.remarks)) or "pass"


OBJECTIVES = ["Adjust medicines in adults with kidney disease and high potassium", "Counsel owners of cats"]


def test_the_good_item_raises_nothing():
    (report,) = check_items(parse_items(GOOD), OBJECTIVES, identifiers=lambda text: [])
    assert report.remarks == ()
    assert report.passes is True


FLAWS = [
    # MCQ-01
    ({"stem": "Which medicine is NOT safe in kidney disease?"}, "MCQ-01"),
    ({"stem": "All of these raise potassium except which one?"}, "MCQ-01"),
    ({"stem": "Which medicine is least likely to raise potassium?"}, "MCQ-01"),
    ({"stem": "Which medicine shouldn't be given?"}, "MCQ-01"),
    # MCQ-02
    ({"options": ("Amlodipine", "Ibuprofen", "None of the above")}, "MCQ-02"),
    ({"options": ("Amlodipine", "Ibuprofen", "A and B only")}, "MCQ-02 MCQ-03"),
    # MCQ-03, 09
    ({"options": ("Always amlodipine", "Ibuprofen", "Metoprolol")}, "MCQ-03"),
    ({"options": ("Amlodipine, usually", "Ibuprofen", "Metoprolol, rarely")}, "MCQ-09"),
    # MCQ-04
    ({"options": ("Amlodipine", "Ibuprofen, with a check of renal function in one week", "Metoprolol")}, "MCQ-04"),
    # MCQ-05
    ({"stem": "A cat with polyuria drinks a lot. Which test explains the polyuria?",
      "options": ("Fasting glucose", "Polyuria panel", "Thyroid level")}, "MCQ-05"),
    # MCQ-06
    ({"stem": "The medicine to stop first in this woman is"}, "MCQ-06"),
    ({"stem": "Which of the following statements is correct?"}, "MCQ-06"),
    # MCQ-07
    ({"options": ("Amlodipine", "Ibuprofen")}, "MCQ-07"),
    ({"options": ("Amlodipine", "Carvedilol", "Ibuprofen", "Losartan", "Metoprolol", "Valsartan")}, "MCQ-07"),
    # MCQ-08
    ({"options": ("Metoprolol", "Amlodipine", "Ibuprofen")}, "MCQ-08"),
    ({"options": ("10 mg", "5 mg", "20 mg")}, "MCQ-08"),
    ({"options": ("6 weeks", "3 days", "2 months")}, "MCQ-08"),
    # MCQ-10
    ({"rationale": ""}, "MCQ-10"),
    ({"rationale": "Because everybody says so."}, "MCQ-10"),
    # MCQ-11
    ({"options": ("Add amlodipine", "Stopping ibuprofen", "Switch metoprolol")}, "MCQ-11"),
    ({"options": ("5 mg", "Add ibuprofen", "Switch drugs")}, "MCQ-11"),
    # MCQ-12
    ({"options": ("Amlodipine", "Ibuprofen", "Zelorin®")}, "MCQ-12"),
    ({"options": ("Amlodipine", "Motrin", "Toprol-XL")}, "MCQ-12"),
    # MCQ-13
    ({"objective": 3}, "MCQ-13"),
    ({"objective": 0, "stem": "Which nerve lifts the upper eyelid?"}, "MCQ-13"),
]  # fmt: skip

TRAPS = [
    {"stem": "Which drug suits a patient who has not responded to diet?"},
    {"stem": "In a woman who does not smoke, which drug should be stopped first?"},
    {"stem": "The dog does not eat. It does not drink. Which step comes first?"},
    {"stem": "Which drug needs a level after at least three days?"},
    {"options": ("Hepatitis A and B vaccine", "Rabies vaccine", "Vitamins A and D")},
    {"options": ("Counseling for never-smokers", "Review of never events", "Root cause analysis")},
    {"options": ("Statin", "Warfarin", "Zinc"), "answer": "B"},
    {"options": ("5 mg", "10 mg", "20 mg")},
    {"options": ("500 mcg", "1 mg", "1.5 g")},
    {"options": ("< 5 days", "5 to 10 days", "> 10 days")},
    {"options": ("3 days", "6 weeks", "2 months")},
    {"options": ("1,200 units", "800 units", "40 units")},
    {"options": ("Mild disease", "Moderate disease", "Severe disease")},
    {"options": ("Stage I", "Stage II", "Stage III")},
    {"options": ("An antihistamine", "The same drug", "A vaccine")},
    {"options": ("Contact dermatitis", "Dose reduction", "Start of a flare")},
    {"options": ("Increase in appetite", "Loss of hair", "Weight gain")},
    {"rationale": "A review explains it (Smith et al, 2021)."},
    {"rationale": "It lowers flow.¹"},
    {"rationale": "It lowers flow.2,3"},
    {"objective": 0},
]


@pytest.mark.parametrize(("change", "expected"), FLAWS)
def test_flaw_is_found_and_nothing_else(change, expected):
    assert rules(made(**change), OBJECTIVES) == expected


@pytest.mark.parametrize("change", TRAPS)
def test_trap_is_left_alone(change):
    assert rules(made(**change), OBJECTIVES) == "pass"


@pytest.mark.parametrize(("length", "expected"), [(25, "pass"), (26, "MCQ-04")])
def test_a_quarter_longer_is_still_fair(length, expected):
    options = ("Amlodipine for a week", "Ib" + "u" * (length - 2), "Metoprolol for a day")
    assert len(options[0]) == 21
    assert rules(made(options=(options[0][:20], *options[1:])), OBJECTIVES) == expected


def test_hints_name_the_place():
    (report,) = check_items([made(options=("Always amlodipine", "Ibuprofen", "Motrin, often"), rationale="")])
    assert [(remark.rule, remark.severity, remark.hint) for remark in report.remarks] == [
        ("MCQ-12", "error", "Found: Motrin."),
        ("MCQ-03", "warn", "option A: 'always'"),
        ("MCQ-09", "warn", "option C: 'often'"),
        ("MCQ-10", "warn", "No rationale: A, B, C."),
    ]
    assert report.passes is False


def test_identifiers_are_looked_for_only_with_a_function():
    item = made(stem="Mrs. Jane Sample, born 3 May 1951, has gout. Which drug should be stopped first?")
    seen = []
    assert rules(item, OBJECTIVES) == "pass"
    assert rules(item, OBJECTIVES, identifiers=lambda text: seen.append(text) or ["Jane Sample"]) == "MCQ-14"
    assert "Jane Sample" in seen[0]
    assert "Reason. [1]" in seen[0]


def test_without_objectives_nothing_is_said_about_them():
    assert rules(made(objective=7)) == "pass"


def test_products_are_named_once_by_their_longest_name():
    text = "Trikafta, XARELTO and sacubitril and valsartan; insulin glargine; Xareltos; Deramaxx."
    assert [(m.generic, m.brand) for m in mentions(text)] == [
        ("elexacaftor/tezacaftor/ivacaftor", "Trikafta"),
        ("rivaroxaban", "Xarelto"),
        ("sacubitril/valsartan", ""),
        ("insulin glargine", ""),
    ]
    assert [m.generic for m in mentions("Deramaxx and Xarelto", "animal")] == ["deracoxib", "rivaroxaban"]
    with pytest.raises(ValueError, match="health"):
        list(mentions("Xarelto", "plant"))


PIECES = (
    "A. ",
    "B) ",
    "(c) ",
    "1. ",
    "Answer: ",
    "ANSWER: B",
    "Rationale A: ",
    "Objective: 1",
    "x",
    "?",
    "\n",
    "\n\n",
    "E. coli",
)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_text_raises(text):
    items, problems = read_items(text)
    reports = check_items(items, OBJECTIVES, identifiers=lambda words: words[:1])
    assert [report.item for report in reports] == items
    if problems:
        with pytest.raises(ItemFormatError):
            parse_items(text)
    else:
        assert parse_items(text) == items
