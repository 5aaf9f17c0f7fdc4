import random
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from craft.thread import Gap, Thread, check_gap, figure, loose_ends, text_twin

GAPS = {1: "Potassium is tested late", 2: "Owners miss pain in cats", 10: "Notes lack a plan"}
OBJECTIVES = {1: "Schedule a potassium test", 2: "Interpret pain signs", 3: "Explain <risk> & benefit"}
QUESTIONS = {1: "When is the next test?", 2: "Which sign is pain?", 3: "Which cat first?", 4: "Who pays?"}
LINKS = [("G1", "O1"), ("O2", "G2"), ("O1", "Q1"), ("O2", "Q2"), ("Q3", "O2")]

ORPHANS = [
    "Gap 10 has no objective.",
    "Objective 3 closes no listed gap.",
    "Objective 3 is tested by no question.",
    "Question 4 tests no listed objective.",
]


def a_thread(**changes):
    facts = {"gaps": GAPS, "objectives": OBJECTIVES, "questions": QUESTIONS, "links": LINKS} | changes
    return Thread(**facts)


def test_loose_ends_are_exactly_the_orphans():
    assert [str(end) for end in loose_ends(a_thread())] == ORPHANS
    whole = a_thread(links=[*LINKS, ("G10", "O3"), ("O3", "Q4")])
    assert loose_ends(whole) == []


def test_the_order_of_input_does_not_matter():
    shuffled = random.Random(7)

    def mixed(facts):
        pairs = list(facts.items())
        shuffled.shuffle(pairs)
        return dict(pairs)

    links = [(b, a) for a, b in LINKS] + LINKS[:2]
    shuffled.shuffle(links)
    twin = Thread(mixed(GAPS), mixed(OBJECTIVES), mixed(QUESTIONS), links)
    assert twin == a_thread()
    assert loose_ends(twin) == loose_ends(a_thread())
    assert figure(twin) == figure(a_thread())
    assert text_twin(twin) == text_twin(a_thread())


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (("G1", "O9"), "nothing is called 'O9'"),
        (("G1", "Q1"), "G1 and Q1 cannot be joined"),
        (("O1", "O2"), "O1 and O2 cannot be joined"),
        (("G1", "x"), "nothing is called 'x'"),
    ],
)
def test_impossible_lines_are_refused(link, words):
    with pytest.raises(ValueError, match=words):
        a_thread(links=[link])


def test_the_figure_has_a_title_a_description_and_no_style():
    svg = figure(a_thread(), name="sample-7")
    root = ElementTree.fromstring(svg)  # noqa: S314 our own drawing
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("aria-labelledby") == "sample-7-title sample-7-desc"
    assert root.find(f"{space}title").get("id") == "sample-7-title"
    assert (
        root.find(f"{space}desc").text
        == "3 gaps, 3 objectives, 4 questions, 5 lines between them, 4 loose ends."
    )
    assert [each.tag for each in root.iter() if {"style", "onload", "href"} & set(each.attrib)] == []
    assert len(root.findall(f"{space}path")) == 5
    loose = [
        g.find(f"{space}text").text for g in root.findall(f"{space}g") if "loose" in g.get("class").split()
    ]
    assert loose == ["Gap 10", "Objective 3", "Question 4"]
    notes = [text.text for text in root.iter(f"{space}text") if text.get("class") == "note"]
    assert notes == ["no objective", "no gap, no question", "no objective"]


def test_the_text_twin_says_all_the_figure_shows():
    assert text_twin(a_thread()) == [
        "Gap 1: Potassium is tested late → objective 1",
        "Gap 2: Owners miss pain in cats → objective 2",
        "Gap 10: Notes lack a plan (no objective)",
        "Objective 1: Schedule a potassium test → question 1",
        "Objective 2: Interpret pain signs → question 2, 3",
        "Objective 3: Explain <risk> & benefit (no gap; no question)",
        "Question 1: When is the next test?",
        "Question 2: Which sign is pain?",
        "Question 3: Which cat first?",
        "Question 4: Who pays? (no objective)",
    ]


def test_long_texts_are_shortened_in_the_figure_only():
    text = "word " * 40
    thread = Thread({1: text}, {}, {})
    root = ElementTree.fromstring(figure(thread))  # noqa: S314 our own drawing
    shown = [each.text for each in root.iter() if each.get("class") == "words"]
    assert len(shown) == 3
    assert shown[-1].endswith("…")
    assert text_twin(thread) == [f"Gap 1: {text.strip()} (no objective)"]


def test_an_empty_thread_is_drawn():
    empty = Thread({}, {}, {})
    assert (loose_ends(empty), text_twin(empty)) == ([], [])
    assert "0 gaps, 0 objectives, 0 questions, 0 lines between them, no loose ends." in figure(empty)


TEXTS = st.dictionaries(st.integers(1, 99), st.text(), max_size=4)


@given(TEXTS, TEXTS, TEXTS, st.text())
def test_any_text_can_be_drawn(gaps, objectives, questions, name):
    thread = Thread(gaps, objectives, questions)
    ElementTree.fromstring(figure(thread, name))  # noqa: S314 our own drawing
    assert len(text_twin(thread)) == len(gaps) + len(objectives) + len(questions)


WHOLE = {
    "best": "Potassium is tested within two weeks.",
    "best_sources": ("Invented Guideline 2024",),
    "current": "It is tested in 41% of adults.",
    "current_sources": ("Fictional Registry 2023",),
    "current_year": 2023,
    "difference": "59 of 100 adults wait longer.",
    "causes": ("knowledge", "system"),
    "objectives": (1,),
    "audience": "Pharmacists",
    "sources_opened": True,
}

FAULTS = [
    ({}, []),
    ({"best_sources": ()}, ["GAP-01"]),
    ({"current_sources": ("  ",)}, ["GAP-01"]),
    ({"current_year": 2020}, ["GAP-02"]),
    ({"current_year": 2021}, []),
    ({"current_year": 2015, "old_source_reason": "The only registry."}, []),
    ({"difference": "Many wait longer."}, ["GAP-03"]),
    ({"difference": "Half of them wait longer."}, []),
    ({"difference": "Many wait longer.", "no_number_reason": "Nobody has counted."}, []),
    ({"causes": ()}, ["GAP-04"]),
    ({"causes": ("system",)}, ["GAP-05"]),
    ({"objectives": ()}, ["GAP-06"]),
    ({"audience": "Nurses"}, ["GAP-07"]),
    ({"audience": "pharmacist"}, []),
    ({"audience": ""}, []),
    ({"best": "Use Zelorin® first."}, ["GAP-08"]),
    ({"current_sources": ("invented  guideline 2024.",)}, ["GAP-09"]),
    ({"current_sources": ("invented guideline 2024", "Fictional Registry")}, []),
    ({"sources_opened": False}, ["GAP-10"]),
    ({"causes": (), "best_sources": (), "sources_opened": False}, ["GAP-01", "GAP-04", "GAP-10"]),
]


@pytest.mark.parametrize(("change", "expected"), FAULTS)
def test_gap_record_raises_exactly(change, expected):
    remarks = check_gap(Gap(**(WHOLE | change)), year=2026, audience="pharmacists")
    assert [remark.rule for remark in remarks] == expected


def test_a_cause_must_be_one_of_the_list():
    with pytest.raises(ValueError, match="unknown cause: 'luck'"):
        check_gap(Gap(**(WHOLE | {"causes": ("luck",)})), year=2026)
