"""Identifiers in text: found, left alone, and how long it takes."""

import re
import time

import pytest

from documents.identifiers import deidentify_hints, find_identifiers, fingerprint
from documents.identifiers.checkdigits import (
    is_card,
    is_dea,
    is_iban,
    is_microchip,
    is_nhs,
    is_npi,
    is_ssn,
    is_vin,
)
from documents.report import Remedy, Severity
from tests.identifier_sentences import MEDICAL, POSITIVES, TRAPS, UNSEEN, UNSEEN_TRAPS, sentences

RECALL_FLOOR = 0.95
FALSE_ALARM_CEILING = 0.02
UNSEEN_RECALL_FLOOR = 0.9


def found_in(text: str, **options) -> list:
    return find_identifiers([text], places=["page 1"], **options)


def hits(text: str, **options) -> list[tuple[str, str]]:
    return [
        (finding.code, finding.words[finding.start : finding.end]) for finding in found_in(text, **options)
    ]


def measure(code: str, block: str) -> tuple[list[str], int]:
    """What was missed, and how many passages were marked."""
    missed, total = [], 0
    for sentence in sentences(block):
        wanted = [words for words in re.findall("«([^»]*)»", sentence) if words]
        got = hits(re.sub("[«»]", "", sentence))
        total += len(wanted)
        missed += [f"{code}: {words} in {sentence}" for words in wanted if (code, words) not in got]
    return missed, total


def alarms(block: str) -> tuple[list[str], int]:
    lines = sentences(block)
    return [f"{line} -> {hits(line)}" for line in lines if hits(line)], len(lines)


def test_every_class_has_eight_seeds_and_eight_traps():
    assert set(POSITIVES) == set(TRAPS)
    assert {code for code, block in POSITIVES.items() if block.count("«") - block.count("«»") < 8} == set()
    assert {code for code, block in TRAPS.items() if len(sentences(block)) < 8} == set()


@pytest.mark.parametrize("code", POSITIVES)
def test_recall_by_class(code):
    missed, total = measure(code, POSITIVES[code])
    assert 1 - len(missed) / total >= RECALL_FLOOR, missed


@pytest.mark.parametrize("code", TRAPS)
def test_traps_by_class(code):
    assert alarms(TRAPS[code])[0] == []


def test_recall_and_false_alarms_as_numbers(capsys):
    missed, total = 0, 0
    for code, block in POSITIVES.items():
        some, count = measure(code, block)
        missed, total = missed + len(some), total + count
    false, lines = map(
        sum, zip(*[(len(a), n) for a, n in map(alarms, [*TRAPS.values(), MEDICAL])], strict=True)
    )
    recall, rate = 1 - missed / total, false / lines
    with capsys.disabled():
        print(f"\nidentifiers: recall {recall:.3f} of {total}, false alarms {rate:.3f} of {lines} sentences")  # noqa: T201 - the figures belong in the test output
    assert recall >= RECALL_FLOOR
    assert rate <= FALSE_ALARM_CEILING


def test_recall_on_a_second_set_written_without_looking_at_the_patterns():
    results = [measure(code, block) for code, block in UNSEEN.items()]
    missed = [line for some, _ in results for line in some]
    assert 1 - len(missed) / sum(total for _, total in results) >= UNSEEN_RECALL_FLOOR, missed
    false, lines = alarms(UNSEEN_TRAPS)
    assert len(false) / lines <= FALSE_ALARM_CEILING, false


# --- severity, place, words -------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("SSN 512-44-7832", "id-ssn", Severity.BLOCK),
        ("on file: 512-44-7832", "id-ssn", Severity.WARN),
        ("MRN 00412345", "id-mrn", Severity.BLOCK),
        ("Specimen ID BX-10931", "id-mrn", Severity.WARN),
        ("Microchip 985112003456789", "id-microchip", Severity.BLOCK),
        ("It read 985112003456789.", "id-microchip", Severity.WARN),
        ("4111 1111 1111 1111", "id-card", Severity.BLOCK),
        ("DOB 03/14/1962", "id-date", Severity.WARN),
        ("The trial closed on March 5, 2024.", "id-date", Severity.INFO),
        ("Call 312-555-0188", "id-phone", Severity.WARN),
        ("Call 1-800-555-0188", "id-phone", Severity.INFO),
        ("Referred by Dr. Whitfield", "id-name", Severity.WARN),
        ("Dr. Whitfield likes tables.", "id-name", Severity.INFO),
        ("her Instagram @jane.doe77", "id-social", Severity.WARN),
        ("ask @jane.doe77", "id-social", Severity.INFO),
        ("mail a@example.com", "id-email", Severity.WARN),
    ],
)
def test_severity(text, code, severity):
    assert [(finding.code, finding.severity) for finding in found_in(text)] == [(code, severity)]


def test_a_finding_says_where_and_marks_the_hit_in_sixty_characters_of_context():
    text = "word " * 40 + "MRN 00412345 " + "more " * 40
    (finding,) = find_identifiers(["", text], places=["slide 1", "slide 2, notes"])
    assert finding.place == "slide 2, notes"
    assert finding.words[finding.start : finding.end] == "00412345"
    assert 40 <= finding.start <= 60
    assert 40 <= len(finding.words) - finding.end <= 60
    assert finding.words.startswith("word ")
    assert finding.words.endswith(" more")
    assert finding.remedy is Remedy.BY_HAND
    assert finding.message.endswith(".")


def test_worst_first_then_in_reading_order():
    pages = ["Call 312-555-0188", "DOB 03/14/1962 and MRN 00412345"]
    assert [(f.code, f.place) for f in find_identifiers(pages, places=["page 1", "page 2"])] == [
        ("id-mrn", "page 2"),
        ("id-phone", "page 1"),
        ("id-date", "page 2"),
    ]


def test_the_same_passage_is_told_once_for_each_place():
    found = find_identifiers(["Mrs. Paterson. Mrs. Paterson.", "Mrs. Paterson."], places=["page 1", "page 2"])
    assert [finding.place for finding in found] == ["page 1", "page 2"]


def test_pages_and_places_must_pair():
    with pytest.raises(ValueError, match="argument"):
        find_identifiers(["a", "b"], places=["page 1"])


def test_typographic_and_invisible_characters_hide_nothing():
    assert hits("SSN\u00a0512\u201144\u20117832") == [("id-ssn", "512\u201144\u20117832")]
    assert hits("jane\u200b.doe@exam\u00adple.com") == [("id-email", "jane .doe@exam ple.com")]
    assert hits("ＭＲＮ： ００４１２３４５") == [("id-mrn", "００４１２３４５")]
    assert hits("İstanbul, MRN 00412345") == [("id-mrn", "00412345")]


def test_labels_and_values_in_different_table_cells():
    assert hits("MRN\n00412345\nOwner name | Maria Lopez\nDOB\t03/14/1962") == [
        ("id-mrn", "00412345"),
        ("id-name", "Maria Lopez"),
        ("id-date", "03/14/1962"),
    ]


def test_neighboring_paragraphs_are_read_together_and_told_apart():
    pages = ["MRN", "00412345 in the chart", "References", "1. Dr. Jones J. Hearts. May 3, 2020."]
    (finding,) = find_identifiers(pages, places=["paragraph 1", "paragraph 2", "paragraph 3", "paragraph 4"])
    assert (finding.code, finding.place, finding.words) == ("id-mrn", "paragraph 2", "00412345 in the chart")
    assert find_identifiers(["MRN", "00412345"], places=["page 1", "file name"]) == []


def test_a_reference_list_is_quiet_and_the_case_after_it_is_not():
    text = (
        "References\n1. Mr. Smith's heart. JAMA; 2020. March 5, 2020.\n2. Dr. Jones J. Elm Street 12 Oak Street.\n"
        "Appendix\nPatient: Jane Doe\n"
    )
    assert hits(text) == [("id-name", "Jane Doe")]
    assert ("id-name", "Mr. Smith") in hits(
        text.replace("References", "History").replace("JAMA; 2020. March 5, 2020", "")
    )


def test_file_names_are_read_with_underscores_as_spaces():
    (finding,) = find_identifiers(["case_MRN_00412345_final.docx"], places=["file name"])
    assert (finding.code, finding.words) == ("id-mrn", "case_MRN_00412345_final.docx")


# --- private words ------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "text", "hit"),
    [
        ("Acme MedEd", "Written for ACME meded in May", "ACME meded"),
        ("Acme MedEd", "an Acme-MedEd deck", "Acme-MedEd"),
        ("Acme MedEd", "Acme\nMedEd's deck", "Acme\nMedEd".replace("\n", " ")),
        ("Acme MedEd, Inc.", "for AcmeMedEd only", "AcmeMedEd"),
        ("Zorvexa", "the Zor-\nvexa trial", "Zor- vexa"),
        ("Zorvexa", "Zorvexa's launch", "Zorvexa"),
        ("Zorvexa", "Zorvexa® 5 mg", "Zorvexa"),
        ("Zürich Pharma", "by Zurich pharma", "Zurich pharma"),
        ("Novartis", "NOVARTIS’ grant", "NOVARTIS"),
        ("Johnson & Johnson", "by Johnson and Johnson", "Johnson and Johnson"),
        ("O'Neill", "the O’Neill clinic", "O’Neill"),
        ("Bio-Gen", "BioGen said", "BioGen"),
        ("ﬁne Labs", "Fine Labs", "Fine Labs"),
        ("武田", "発表は武田です", "武田"),
        ("contract Zorvexa", "under contract Zorvexa-2024", "contract Zorvexa"),
    ],
)
def test_private_words_in_text(word, text, hit):
    assert [(f.code, f.severity, f.words[f.start : f.end]) for f in found_in(text, private=[word])] == [
        ("private-word", Severity.BLOCK, hit)
    ]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Acme", "acmelike and pacme"),
        ("Zorvexa", "zor vexa"),
        ("Acme MedEd", "Acme. Then MedEd"),
        ("Together", "to get her home"),
        ("x", "x marks nothing"),
        ("", "nothing at all"),
    ],
)
def test_private_words_are_whole_words(word, text):
    assert found_in(text, private=[word]) == []


@pytest.mark.parametrize(
    "name",
    [
        "acme_meded_deck.pptx",
        "AcmeMedEd-final.docx",
        "2024AcmeMedEd.pdf",
        "Deck_ACME-MedEd_v2.pptx",
        "draftAcmeMedEd.docx",
    ],
)
def test_private_words_in_file_names(name):
    assert [f.code for f in find_identifiers([name], places=["file name"], private=["Acme MedEd"])] == [
        "private-word"
    ]


# --- dismissing ----------------------------------------------------------------


def test_a_dismissed_passage_stays_dismissed_wherever_it_stands():
    (finding,) = found_in("Call 312-555-0188 now")
    mark = fingerprint(finding)
    assert re.fullmatch("[0-9a-f]{32}", mark)
    assert found_in("Another page: phone  312.555.0188", dismissed={mark}) == []
    assert hits("phone 312-555-0189", dismissed={mark}) == [("id-phone", "312-555-0189")]


def test_fingerprints_tell_kinds_and_dates_apart():
    marks = {
        fingerprint(found_in(text)[0]) for text in ("seen on 1/12/2024", "seen on 11/2/2024", "MRN 1122024")
    }
    assert len(marks) == 3


# --- check digits ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (is_card, "4111111111111111", "4111111111111112"),
        (is_npi, "1234567893", "1234567890"),
        (is_dea, "AB1234563", "AB1234567"),
        (is_vin, "1HGCM82633A004352", "1HGCM82633A004353"),
        (is_nhs, "9434765919", "9434765918"),
        (is_iban, "GB82WEST12345698765432", "GB82WEST12345698765433"),
        (is_microchip, "985112003456789", "123112003456789"),
        (is_ssn, "512447832", "666447832"),
    ],
)
def test_check_digits(check, good, bad):
    assert (check(good), check(bad)) == (True, False)


# --- safe forms -----------------------------------------------------------------


def test_safe_forms_in_reading_order():
    text = (
        "Patient: Jane Doe, a 64-year-old woman from clinic, was admitted on March 5, 2024 and discharged on March 7, 2024. "
        "Her 92-year-old mother lives in Dayton, OH 45402. Call 312-555-0188."
    )
    assert deidentify_hints(text) == [
        ("Jane Doe", "“the patient”"),
        ("a 64-year-old woman", "“a woman in her 60s”"),
        ("March 5, 2024", "“day 1”"),
        ("March 7, 2024", "“day 3”"),
        ("92-year-old mother", "“a mother aged 90 or older”"),
        ("Dayton, OH 45402", "“a town in OH”"),
        ("312-555-0188", "leave it out"),
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("A 7-year-old boy", ("A 7-year-old boy", "“a school-age child”")),
        ("a 16 year old", ("a 16 year old", "“a teenager”")),
        ("An 81-year-old man", ("An 81-year-old man", "“a man in his 80s”")),
        ("DOB 03/14/1962", ("03/14/1962", "the age in decades, or the year of birth for people under 90")),
        ("Owner: Maria Lopez brought her cat", ("Maria Lopez", "“the owner”")),
        ("seen by Dr. Whitfield", ("Dr. Whitfield", "“a colleague”, or the role: “her cardiologist”")),
        ("his wife, Linda, called", ("Linda", "“the wife”")),
        ("Microchip 985112003456789", ("985112003456789", "“microchipped”, without the number")),
        ("Lives at 14 Elm Street", ("14 Elm Street", "“a town”, with the state or region at most")),
    ],
)
def test_safe_forms(text, hint):
    assert deidentify_hints(text) == [hint]


def test_an_animals_age_needs_no_change():
    assert deidentify_hints("A 15-year-old spayed cat") == []
    assert deidentify_hints("A 15-year-old spayed cat, a 15-year-old girl") == [
        ("a 15-year-old girl", "“a teenager”")
    ]


# --- time ------------------------------------------------------------------------

HOSTILE = [
    "a",
    "1 ",
    "1-",
    "a.",
    "a@",
    "@",
    "Mr. Ab ",
    "owner Jane ",
    "http://",
    "12/12/",
    "Mar 1, ",
    "mrn ",
    "1:",
    "\n",
    "123 ",
    "A1",
    "1.",
    "patient: ",
]


def seconds(text: str) -> float:
    started = time.process_time()
    find_identifiers([text], places=["page 1"], private=["Acme MedEd", "Zorvexa"])
    return time.process_time() - started


@pytest.mark.parametrize("seed", HOSTILE)
def test_hostile_text_takes_linear_time(seed):
    """50 kB take about 50 ms; a pattern that backtracks would take minutes."""
    assert seconds((seed * 50_000)[:50_000]) < 0.5


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["a.", "1 ", "Mr. Ab ", "http://"])
def test_a_hostile_megabyte(seed):
    """About a second; the limit leaves room for a busy machine, and none for a pattern that backtracks."""
    assert seconds((seed * 1_000_000)[:1_000_000]) < 4


def test_the_same_text_gives_the_same_findings():
    text = "\n".join(re.sub("[«»]", "", line) for block in POSITIVES.values() for line in sentences(block))
    assert found_in(text) == found_in(text)
