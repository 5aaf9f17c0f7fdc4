import pytest
from hypothesis import given
from hypothesis import strategies as st

from craft.references import NOT_CHECKED, check_references, parse_entry

# All people, journals and findings are invented.
AMA_GOOD = """\
Introduction
Potassium worries end good therapy early.1 Two surveys agree,2,3 and one audit shows the size of the gap.4
Monitoring plans help [5]. See also the guideline.1,4-6

References
1. Larkin P, Osei T. Potassium after therapy starts: a cohort study. J Invented Nephrol. 2023;12(3):345-352.
   doi:10.1234/jin.2023.0012
2. Quill R, Abara N, Sato K, et al. What stops prescribers? A survey. Fict Med J. 2022;8(1):11-19. doi:10.1234/fmj.22.11
3. Moreno L. Fear of high potassium. Fict Med J. 2024;10(2):101-109. doi:10.1234/fmj.24.101
4. Brandt O, Lund E. Audit of potassium testing. Clin Invent. 2021;3(4):e55. doi:10.1234/ci.55
5. Pell S. Plans that work. J Invented Nephrol. 2025;14(1):1-9. doi:10.1234/jin.2025.0001
6. Invented Kidney Society. Guideline on potassium. Accessed May 2, 2025. https://example.org/potassium
"""

AMA_FAULTY = """\
Gaps are wide.2 They persist.1 Some say never [9].

REFERENCES
1. Larkin P, Osei T. Potassium after therapy starts. J Invented Nephrol. 2012;12(3):345-352. doi:10.1234/jin.2012.0012
2. Quill R. What stops prescribers? Fict Med J. 2011;8(1):11-19.
4. Larkin P, Osei T. Potassium after therapy starts. J Invented Nephrol. 2012;12(3):345-352.
   https://doi.org/10.1234/JIN.2012.0012
5. Sato K. Early signals. medRxiv. Preprint posted online May 2, 2024. doi:10.1101/2024.05.01.24301234
6. Abara N. Potassium: a review. Fict Med J. 2023;9(1):1-20. doi:10.1234/fmj.23.1
7. Doe J. Potassium drug wins. New York Times. March 3, 2023. https://example.org/news
"""

VANCOUVER_GOOD = """\
Dogs limp [1]. Owners worry [2,3] and vets agree (4).

Bibliography
[1] Fenn A, Pell R. Limping dogs in practice. Vet Invent J. 2022 Mar 4;191(2):233-9. doi: 10.1234/vij.191.233
[2] Dusk A. Owner worry scale. Anim Welf Fict. 2023 Jul;12(1):45-52. PMID: 31234567
[3] Okonjo S, Wren A. Triage by phone. Vet Invent J. 2024;195(7):701-8. PubMed PMID: 31234568
"""

VANCOUVER_FAULTY = """\
Dogs limp [3]. Owners worry [1-2].

Bibliography
[1] Fenn A. Limping dogs. Vet Invent J. 2022 Mar 4;191(2):233-9.
[2] Dusk, A. (2023). Owner worry scale. Animal Welfare Fiction, 12(1), 45-52. https://doi.org/10.1234/awf.12
[3] Okonjo S. Triage by phone. Vet Invent J. 2024;195(7):701-8. PMID: 31234568
[3] Wren A. Phone calls. Vet Invent J. 2024;195(8):801-8. PMID: 31234569
[4] Notes from a talk
"""

APA_GOOD = """\
Objectives steer design (Abara & Sato, 2022). Brandt et al. (2021) agree, as do others (Invented Society for
Education [ISE], 2024; Quill, 2023a, 2023b). The World Education Office (WEO, 2020) does not.

References

Abara, N., & Sato, K. (2022). Objectives and tests: A cohort study. Journal of Fictional Education, 12(3), 45–52.
    https://doi.org/10.1234/jfe.12.45
Brandt, O., Lund, E., & Pell, S. (2021). Design first. Journal of Fictional Education, 11(1), 1–9.
    https://doi.org/10.1234/jfe.11.1
Invented Society for Education. (2024). Report on design. https://example.org/report
Quill, R. (2023a). What stops writers? Medical Fiction, 8(2), 11–19. https://doi.org/10.1234/mf.8.11
Quill, R. (2023b). What helps writers? Medical Fiction, 8(4), 91–99. https://doi.org/10.1234/mf.8.91
World Education Office. (2020). Facts on learning. https://example.org/facts
"""

APA_FAULTY = """\
Design matters (Zeta, 2022; Moreno et al., 2019). So says Abara (2021).

Reference list
Zeta, P. (2022). Design first. Journal of Fictional Education, 11(1), 1–9.
Abara, N. (2022). Objectives and tests. Journal of Fictional Education, 12(3), 45–52. https://doi.org/10.1234/jfe.12.45
Moreno, L., & Dusk, A. (2019). Design and its tests. Journal of Fictional Education, 9(3), 5–12. https://doi.org/10.1234/jfe.9.5
"""


def found(text, year=2026):
    return {remark.rule: remark.hint for remark in check_references(text, year=year).remarks}


LISTS = [
    (AMA_GOOD, "AMA", {}, "6 references, all from the last five years, 5 with DOI"),
    (
        AMA_FAULTY,
        "AMA",
        {
            "REF-01": "Numbers missing 3.",
            "REF-02": "No entry for: 9.",
            "REF-03": "Never called out: 4, 5, 6, 7.",
            "REF-04": "First mentioned after a higher number: 1.",
            "REF-05": "The same source: 1 and 4.",
            "REF-06": "Neither DOI nor PMID: 2.",
            "REF-08": "Preprint: 5.",
            "REF-09": "Review or news: 6; 7.",
        },
        "6 references, 3 from the last five years, 4 with DOI",
    ),
    (VANCOUVER_GOOD, "Vancouver", {}, "3 references, all from the last five years, 1 with DOI"),
    (
        VANCOUVER_FAULTY,
        "Vancouver",
        {
            "REF-01": "Numbers twice 3.",
            "REF-03": "Never called out: 4.",
            "REF-04": "First mentioned after a higher number: 1, 2.",
            "REF-06": "Neither DOI nor PMID: 1.",
            "REF-10": "Most entries look like Vancouver; different: 2 (APA).",
            "REF-11": "Not readable: 4.",
        },
        "5 references, 4 from the last five years, 1 with DOI",
    ),
    (APA_GOOD, "APA", {}, "6 references, 5 from the last five years, 4 with DOI"),
    (
        APA_FAULTY,
        "APA",
        {
            "REF-02": "No entry for: Abara, 2021.",
            "REF-03": "Never called out: Abara, 2022.",
            "REF-04": "Not in alphabetical order: Abara, 2022.",
            "REF-06": "Neither DOI nor PMID: Zeta, 2022.",
        },
        "3 references, 2 from the last five years, 2 with DOI",
    ),
]


@pytest.mark.parametrize(("text", "style", "findings", "summary"), LISTS)
def test_list_gets_exactly_these_findings(text, style, findings, summary):
    report = check_references(text, year=2026)
    assert found(text) == findings
    assert (report.style, report.summary) == (style, summary)
    assert report.passes is ("REF-02" not in findings)


def test_counts_are_those_of_the_list():
    report = check_references(AMA_FAULTY, year=2026)
    assert (report.total, report.dated, report.recent, report.articles, report.linked, report.preprints) == (
        6,
        6,
        3,
        4,
        3,
        1,
    )
    assert [reference.kind for reference in report.references] == [
        "journal", "journal", "journal", "preprint", "review", "news",
    ]  # fmt: skip
    assert [callout.number for callout in report.callouts] == [2, 1, 9]


ENTRIES = [
    (
        "Larkin P, Osei T. Potassium after therapy: a trial. J Invented Nephrol. 2023;12(3):345-352. doi:10.1234/jin.(2023).12",
        ("Larkin P, Osei T", "Potassium after therapy: a trial", "J Invented Nephrol", 2023, "10.1234/jin.(2023).12", "", "AMA", "journal"),
    ),
    (
        "Fenn A, Pell R, Dusk A, Wren A, Doe J, Roe K, et al. Is it gout? Fict Med J 2019;8:11-9. PMID: 30000001; PMCID: PMC123.",
        ("Fenn A, Pell R, Dusk A, Wren A, Doe J, Roe K, et al", "Is it gout?", "Fict Med J", 2019, "", "30000001", "Vancouver", "journal"),
    ),
    (
        "van der Berg, A. B., & Roe, K. (2020, May 3). Why plain words work. Journal of Words, 3(1), 1–9. https://doi.org/10.1234/jw.3",
        ("van der Berg, A. B., & Roe, K.", "Why plain words work", "Journal of Words", 2020, "10.1234/jw.3", "", "APA", "journal"),
    ),
    (
        "Roe K. Handbook of Invention. 3rd ed. Fictional University Press; 2018.",
        ("Roe K", "Handbook of Invention", "", 2018, "", "", "", "book"),
    ),
    (
        "Invented Agency. Facts about rabies. Updated June 1, 2024. Accessed May 2, 2025. https://example.org/rabies.",
        ("Invented Agency", "Facts about rabies", "", 2024, "", "", "", "web"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), ENTRIES)
def test_entry_is_read(raw, expected):
    r = parse_entry(raw)
    assert (r.authors, r.title, r.journal, r.year, r.doi, r.pmid, r.style, r.kind) == expected


KINDS = [
    ("Roe K. Gout in cats: a systematic review. Vet Invent J. 2020;1(1):1-2.", "journal"),
    ("Roe K. Gout in cats: a retrospective chart review. Vet Invent J. 2020;1(1):1-2.", "journal"),
    ("Roe K. Peer review in practice. Vet Invent J. 2020;1(1):1-2.", "journal"),
    ("Roe K. Statins for gout. Cochrane Database Syst Rev. 2020;1(1):CD1.", "journal"),
    ("Roe K. Gene control by invention. Genes Dev. 2020;1(1):1-2. doi:10.1101/gad.123456.120", "journal"),
    ("Roe K. Gout in cats: a narrative review. Vet Invent J. 2020;1(1):1-2.", "review"),
    ("Roe K. Gout now. Nat Rev Fict. 2020;1(1):1-2.", "review"),
    ("Roe K. Gout in cats. bioRxiv. 2020. doi:10.1101/2020.05.01.123456", "preprint"),
    ("Company announces gout drug. News release. May 2, 2020. https://example.org/x", "news"),
]


@pytest.mark.parametrize(("raw", "kind"), KINDS)
def test_kind_of_source(raw, kind):
    assert parse_entry(raw).kind == kind


ENTRY = "{n}. Roe K, Doe J. Study number {n} of gout. Vet Invent J. 2024;{n}(1):1-12. doi:10.1234/v.{n}"
SIX = "\n\nReferences\n" + "\n".join(ENTRY.format(n=n) for n in range(1, 7))

CALLOUTS = [
    ("Known [1].", [1]),
    ("Known [1, 3] and [4–6].", [1, 3, 4, 5, 6]),
    ("Known.¹ More.²⁻⁴", [1, 2, 3, 4]),
    ("Known^1,2^ and <sup>3</sup>.", [1, 2, 3]),
    ("Known.1 More.2-4 Much more (as said).5", [1, 2, 3, 4, 5]),
    ("Known1 and settled2,3.", [1, 2, 3]),
    ("The mean was 3.5 and the odds 2.1 (95% CI [1, 5]).", []),
    ("See Fig.2 and no.3; group A vs.4 mice.", []),
    ("In 2020 [2019] nothing.", []),
    ("A surface of 1.7 m² and 10⁹ cells.", []),
    ("Type 2 diabetes, COVID-19, CD4 and SGLT2.", []),
    ("A list of the study.45 people", []),
    ("Numbers run back [5-2].", []),
]


@pytest.mark.parametrize(("body", "numbers"), CALLOUTS)
def test_numeric_callouts(body, numbers):
    assert [callout.number for callout in check_references(body + SIX).callouts] == numbers


NAMES = [
    ("So it is (Smith, 2020).", ["Smith, 2020"]),
    ("So it is (see Smith & Jones, 2020; Lee et al., 2021a).", ["Smith, 2020", "Lee, 2021a"]),
    ("As Smith and Jones (2020) said, and O’Brien et al. (2019, 2021).", ["Smith, 2020", "O'Brien, 2019", "O'Brien, 2021"]),
    ("The World Health Organization (2020) says.", ["World Health Organization, 2020"]),
    ("It fell (since 2020) in the last years (Table 2, 2021).", []),
    ("From 2019 (n = 2020) on.", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "labels"), NAMES)
def test_author_callouts(body, labels):
    text = f"{body}\n\nReferences\nSmith, A. (2020). Words for cats. Journal of Cats, 1(1), 1–2. https://doi.org/10.1234/x\n"
    assert [callout.label for callout in check_references(text).callouts] == labels


def test_a_list_alone_is_enough_and_then_nothing_is_said_about_callouts():
    listed = AMA_GOOD.partition("References\n")[2]
    report = check_references(listed, year=2026)
    assert (report.total, report.remarks, report.callouts) == (6, (), ())


def test_without_a_list_one_tip_and_no_figures():
    report = check_references("A calm text about potassium, written in 2020.", year=2026)
    assert [remark.rule for remark in report.remarks] == ["REF-00"]
    assert report.summary == "No reference list found."
    assert report.passes is True


def test_age_is_counted_only_against_a_year():
    old = (
        AMA_GOOD.replace(";", ";")
        .replace("2021;", "2011;")
        .replace("2022;", "2012;")
        .replace("2023;", "2013;")
        .replace("2024;", "2014;")
    )
    assert found(old)["REF-07"] == "4 of 6 are from before 2021."
    assert "REF-07" not in found(old, year=None)
    assert check_references(old).summary == "6 references, 5 with DOI"


def test_the_list_ends_at_the_next_heading():
    text = AMA_GOOD + "\nAppendix A\n7. Not a reference. 2020;1:1.\n"
    assert check_references(text).total == 6


def test_nothing_is_claimed_about_retractions():
    assert "not checked" in NOT_CHECKED
    words = " ".join(f"{r.message} {r.hint}" for r in check_references(AMA_FAULTY, year=2026).remarks)
    assert "retract" not in words.lower()


PIECES = (
    "\nReferences\n",
    "1. ",
    "[2] ",
    "Roe K. ",
    "(Roe, 2020)",
    "2020;1(1):1-2.",
    "doi:10.1234/x",
    "(2020). ",
    "¹",
    "[1-",
    "\n",
    "\t",
)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join), st.none() | st.integers(1900, 2100))
def test_no_text_raises(text, year):
    report = check_references(text, year=year)
    assert report == check_references(text, year=year)
    assert report.total == len(report.references)
