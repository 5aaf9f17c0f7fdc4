"""Names of people: after a title, after a label such as "Patient:", and given names beside words for kin or care (row 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.identifiers.page import Hit, Page, word_set
from documents.report import Severity

# Common given names, so that "owner Maria Lopez" is a person and "owner Education Program" is not. Not complete,
# and not meant to be: without a title or a label only a human reader can tell a name.
_GIVEN = word_set("""aaliyah aaron abdul abdullah abigail adam adrian adriana agnes ahmad ahmed aidan aiden aisha alan albert alejandra alejandro alex alexander alexandra
    alexis alfred ali alice alicia alison allison alyssa amanda amber amelia amina amir amit amy ana andre andrea andreas andres andrew angel angela anita ann
    anna anne annette annie anthony antonio april ariana arjun arthur ashley audrey austin ava barbara beatrice ben benjamin bernard beth betty beverly bill
    billy bob bonnie brandon brenda brian bridget bruce bryan caleb cameron camila carl carla carlos carmen carol caroline carolyn catherine cecilia charles
    charlie charlotte cheryl chloe chris christian christina christine christopher cindy claire clara claudia colin connie connor craig crystal cynthia daniel
    daniela danielle danny darren dave david dawn deborah debra denise dennis diana diane diego dmitri dolores donald donna doris dorothy douglas duncan dylan
    earl edith edna eduardo edward eileen elaine eleanor elena eli elijah elizabeth ella ellen elsie emily emma enrique eric erica erik erin ernest esther
    ethan ethel eugene eva evan evelyn fatima felix fernando fiona florence frances francis francisco frank fred frederick gabriel gabriela gail gary gavin
    george georgia gerald geraldine giovanni gladys glenn gloria gordon grace graham greg gregory guillermo hannah harold harriet harry hassan heather hector
    heidi helen henry herbert hiroshi holly howard hugh hugo ian ibrahim ingrid irene isaac isabel isabella ivan jack jackie jackson jacob jacqueline jaime
    jake james jamie jan jane janet janice jasmine jason javier jean jeff jeffrey jennifer jenny jeremy jerry jesse jessica jesus jill jim jimmy joan joanna
    joanne joe joel john johnny jon jonathan jordan jorge jose joseph joshua joyce juan juanita judith judy julia julian julie justin karen karim karl kate
    katherine kathleen kathryn kathy katie kayla keith kelly ken kenneth kevin khadija kim kimberly kofi kumar kyle laila larry laura lauren laurie lawrence
    leah lee leila leo leon leonard leslie lewis liam lillian linda lisa logan lois lori louis louise lucas lucia lucy luis luke lydia lynn mabel madison
    malcolm manuel marco marcus margaret maria marie marilyn mario marion marjorie mark marsha martha martin mary mateo matthew maureen mei megan mehmet
    melanie melissa mercedes michael michelle miguel mike mildred miriam mohamed mohammed molly monica muhammad nadia nancy naomi natalie nathan neil nicholas
    nicole nigel nina noah nora norma norman olga oliver olivia omar oscar owen paige pamela patricia patrick paul paula pauline pedro peggy peter philip
    phyllis pierre priya rachel rafael raj ralph ramon raymond rebecca ricardo richard rita robert roberta roberto robin rodney roger ronald rosa rose
    rosemary ross roy ruby russell ruth ryan sabrina sally sam samantha samuel sandra sara sarah scott sean sergio sharon shaun sheila shirley sidney simon
    sofia sonia sophia sophie stacy stanley stella stephanie stephen steve steven stuart susan suzanne svetlana sylvia tamara tanya tara teresa terry theodore
    theresa thomas tiffany timothy tina todd tom tommy tony tracy travis valerie vanessa vera veronica victor victoria vincent viola virginia vivian walter
    wanda wayne wei wendy wilfred william willie winifred xavier yasmin yolanda yuki yusuf yvonne zachary zainab zoe""")
_ORDINARY = word_set("""a about abstract access activity admission adult adults adverse advocacy advocate after age aged ages all allergies allergy also american an analysis and
    anonymized anonymous any are as asian assessment at available background barriers based behavior benefit black born brand breed brown by campaign canine care case
    cases castrated caucasian center characteristics chart chief child chronic class client clients clinic clinical code comments company complaint compliance composite
    concerns condition confidential consent contact counseling data date declined deceased demographics department description diagnosis disease do dog domestic dosage
    drug each economy education eighty elderly email encounter engagement exam examination experience fax feedback feline female fifty file first flow focus follow
    follow-up for form forty friendly from gender generic german girl goals group guide guidelines handout has he health hidden high hispanic history hospital how
    id identity if in inclusion indication infant information initial instructions intake international is it journey kind label labrador large last level list
    long-term low lower male management man marketing material materials medical medication middle middle-aged mixed mrn my n/a name native needs neutered new
    ninety no none not note notes number nurse of off old older on one oral organization other outcome outcomes over overview partner partners patient patients
    perspective phone pet physician population portal post preference presentation presents problem product profile program provider quality questionnaire questions
    race reason reasons record redacted reference referral registry relations report reported reports resources response retired retriever review role safety
    satisfaction scenario screening section see selection self-report senior seventy sex shared she shorthair sixty social spayed specialty sponsor standard status
    step story study subject summary support survey symptoms system tbd team teenage teenager test text the their therapy they this three time title to toolkit
    tools treatment two type uncertain unit unknown unnamed upper use user value view visit vital vitals volume we weight what when which white who why with
    withheld woman work world year years yes you young your brief dr agency services community teaching invented fictional fictitious example sample imaginary
    disorder syndrome therapeutic medicine initials signature signed placeholder insert blank line confidentiality monday tuesday wednesday thursday friday saturday sunday""")
_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŽČŠ][a-zà-öø-ÿąćęłńśźżčšžő'-]{1,24}(?:[A-Z][a-z]{1,20})?"
_PARTICLE = r"(?:(?:de|del|der|den|van|von|la|le|da|dos|di|bin|al|el|ter)[ -]){0,2}"
_INITIAL = r"[A-Z]\."
_NAME = rf"(?:{_INITIAL} ?){{0,2}}{_PARTICLE}(?:{_WORD}|O'{_WORD})(?: (?:[A-Z]\.? )?{_PARTICLE}(?:{_WORD}|O'{_WORD})){{0,2}}"

_TITLED = re.compile(
    rf"(?:M(?:r|rs|s|x)\b\.?|Miss|Mister|Señora?|Sra?\.|Mme\.?|Monsieur|Madame|Herr|Frau|Senhora?|Rev(?:erend)?\.?|Sgt\.?|Capt\.?|Master) ?(?:and (?:Mrs|Mr|Ms)\.? )?"
    rf"({_NAME}|[A-Z](?:\.? ?[A-Z]){{0,2}}\b\.?)"
)
_TITLES = word_set(
    "mr mrs ms mx miss mister se sr sra mme monsieur madame herr frau senhor senhora rev reverend sgt capt master"
)
_SHOUTED = re.compile(r"M(?:R|RS|S)\. ([A-Z][A-Z'-]{2,20}(?: [A-Z][A-Z'-]{2,20})?)(?![A-Za-z])")
_DOCTOR = re.compile(rf"(?:Dr\.?|Doctor|Prof\.?|Professor|Nurse) ({_NAME})")
_LABEL = (
    r"(?:(?:patient|pt|owner|client|guardian|parent|mother|father|spouse|next of kin|emergency contact|caregiver|carer|full|first|last|family|given|sur|legal|maiden|preferred|pet|animal|"
    r"horse|dog|cat|breeder|handler|kennel|resident|student|child|contact|insured|subscriber|person)(?:'s)?(?:/[a-z]{3,9})? ?(?:full )?(?:first |last )?names?(?: is| was)?(?:/[a-z]{2,9})?"
    r"|name of (?:the )?(?:patient|owner|client|animal|pet)|name|surname|forename|patient|pt\.?|owners?|client|guardian|parent|next of kin|emergency contact|caregiver|carer|spouse|breeder"
    r"|handler|husband|wife|daughter|son|mother|father|partner|trainer|signed(?: by)?|signature|referred by|referring (?:vet|veterinarian|physician|doctor|dvm|gp)|attending(?: physician)?"
    r"|primary care (?:physician|provider)|pcp|gp|seen by|examined by|dictated by|patient contact|kin|re)"
)
_LABELLED = re.compile(_LABEL + r"\)? ?[:=] {0,3}\n?")
_LABEL_WORDS = word_set(
    """patient pt owner owners client guardian parent mother father spouse next emergency caregiver carer full first last family given sur legal maiden preferred
    pet animal horse dog cat breeder handler kennel resident student child contact insured subscriber person name names surname forename husband wife daughter son
    partner trainer signed signature referred referring attending primary pcp gp seen examined dictated kin re"""
)
_TABLE_LABEL = re.compile(
    r"(?:patient|pt|owner|client|pet|animal)(?:'s)? ?name(?: is| was)? ?(?:\||\n| |- )[ ]{0,3}"
)
_AFTER_LABEL = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?(?:{_WORD}, {_WORD}(?: [A-Z]\.?)?|{_NAME}|[A-Z][A-Z'-]{{2,20}},? [A-Z][A-Z'-]{{1,20}}(?![a-z])|[A-Z]\.? ?[A-Z]\.?(?: ?[A-Z]\.?)?(?![A-Za-z]))"
)
_KIN = re.compile(
    r"(?:patient|owners?|client|husband|wife|spouse|mother|father|mum|mom|dad|daughter|son|sister|brother|grandmother|grandfather|aunt|uncle|niece|nephew|caregiver|carer|neighbou?r|"
    r"boyfriend|girlfriend|fianc[eé]e?|breeder|handler|named|called|guardian|cousin)(?: is| was|,| -)?(?: named| called)? (?=[A-Z])",
    re.IGNORECASE,
)
_KIN_WORDS = word_set(
    """patient owner owners client husband wife spouse mother father mum mom dad daughter son sister brother grandmother grandfather aunt uncle niece nephew
    caregiver carer neighbour neighbor boyfriend girlfriend fiance fianc breeder handler named called guardian cousin"""
)
_ANY_NAME = re.compile(_NAME)
_FULL = re.compile(rf"{_WORD}(?: (?:[A-Z]\.? )?{_PARTICLE}(?:{_WORD}|O'{_WORD})){{1,2}}")
_THEN_AGE = re.compile(
    r"^ ?(?:,|\(|is|was)(?: is| was| an?| aged?)* ?(?:[1-9][0-9]?|1[0-2][0-9])[ -]?(?:\)|(?:year|yr|y/?o|month|week)s?\b)"
    r"|^,? (?:a|an) (?:retired|elderly|young|middle-aged) |^ (?:presented|was admitted|was seen|was diagnosed|complained|reports? (?:pain|chest|that))"
)
_SPACED_INITIALS = re.compile(
    r"(?:[Pp]atient|[Pp]t\.?|[Oo]wner|[Cc]lient|[Ii]nitials:?) (?:is |was )?\(?([A-Z]\. ?[A-Z]\.(?: ?[A-Z]\.)?|[A-Z]\.?[A-Z]\.(?=[ ,)]))"
)
_INITIALS_AGE = re.compile(
    r"([A-Z]\. ?[A-Z]\.(?: ?[A-Z]\.)?|[A-Z]{2}),? (?:is |was )?(?:an? )?(?:[1-9][0-9])[ -]year"
)

_IN_CARE = re.compile(
    r"\b(?:patients?|owners?|client|referred|saw|seen|admitted|operated|treated|diagnosed|prescribed|clinic|consult\w*|discharged|visit\w*|his|her|my|our|pcp|surgeon|attending|mother|wife|husband"
    r"|appointment|cat|dog|horse|called|spoke|letter|transferred|examined)\b"
)
_BYLINE = re.compile(
    r"\b(?:author|authors|written|by|presented by|presenter|speaker|faculty|chair|moderator|moderated|editor|edited|reviewer|disclos\w+|professor|director|president|lecture|keynote|webinar|et al"
    r"|interview|podcast|colleagues|co-?authors?|said|says|argued|described|coined|book|textbook|trial|investigators?|university|planner|committee|panel|activity|society|award|named after)\b"
)
_BYLINE_AFTER = re.compile(
    r"^(?:,? (?:and (?:colleagues|co-?workers|associates)|et al)|'s? (?:study|trial|work|team|(?:text)?book|method|criteria|law|sign|talk|lecture|slides)| (?:disclos|reports? no|has no |said|says|will (?:present|speak)|presents?\b|led\b|leads\b)|,? (?:MD|PhD|DO|DVM|PharmD|RN|BVSc|MBBS|FACP|MPH|MSc)\b|, (?:professor|director|chief|chair))",
    re.IGNORECASE,
)
_EPONYM = word_set(
    "google pepper seuss strange watson who phil oz data house rate distance out any america universe usa world matching information no yes wrong x y z"
)


def names(page: Page) -> Iterator[Hit]:
    """Names that look like a patient's, an owner's or a client's. Authors in references and bylines stay silent."""
    yield from _labelled_names(page)
    yield from _titled_names(page)
    yield from _kin(page)
    yield from _initials(page)
    yield from _doctors(page)


_OTHER_NAMES = re.compile(  # "Generic name: Apixaban"
    r"\b(?:brand|generic|drug|trade|file|product|class|company|gene|study|trial|activity|course|domain|user|code|variable"
    r"|column|table|font|style|chemical|species|test|scientific|common|proper|project) $"
)
_WEAK_LABELS = (
    *(
        "re",
        "signed",
        "signature",
        "name",
        "referred",
        "seen",
        "gp",
        "trainer",
        "kin",
        "partner",
        "contact",
        "parent",
    ),
    *("handler", "kennel", "class"),
)
_NEXT_FIELD = re.compile(
    r" (?:DOB|MRN|Age|Sex|Date|Phone|Address|Species|Breed|Tel|Email|Gender|ID|Male|Female|Reason|Room|Ward|Signed|Owner"
    r"|Patient|Client|Microchip)\b.*$",
    re.DOTALL,
)
_NAMED_AFTER = re.compile(r"(?:'s|s')? (?:criteria|syndrome|sign|disease|law|test|score)\b")


def _labelled_names(page: Page) -> Iterator[Hit]:
    for pattern in (_LABELLED, _TABLE_LABEL):
        for label in page.matches(pattern, _LABEL_WORDS):
            if _OTHER_NAMES.search(page.low[max(0, label.start() - 14) : label.start()]):
                continue
            found = _AFTER_LABEL.match(page.text, label.end())
            if not found:
                continue
            end = _trimmed_end(page, found.start(), found.end())
            words = _words(page.text[found.start() : end])
            if not words or any(word in _ORDINARY for word in words):
                continue
            weak = label[0].startswith(_WEAK_LABELS)
            if len(words) == 1 and words[0] not in _GIVEN and (weak or len(words[0]) < 3):
                continue
            yield Hit("id-name", found.start(), end)


def _trimmed_end(page: Page, start: int, end: int) -> int:
    """Cut a label of the next field ("Jane Doe DOB") and trailing punctuation off a name."""
    words = page.text[start:end]
    cut = _NEXT_FIELD.search(words)
    words = words[: cut.start()] if cut else words
    return start + len(words.rstrip(" ,-'"))


def _titled_names(page: Page) -> Iterator[Hit]:
    for pattern in (_TITLED, _SHOUTED):
        for found in page.matches(pattern, _TITLES, cased=True):
            words = _words(found[1])
            if not words or words[0] in _EPONYM:
                continue
            if (words[0] in _ORDINARY and len(words[0]) > 1) or page.in_references(found.start()):
                continue
            if found[0].startswith(("Master", "Rev")) and words[0] not in _GIVEN and len(words) == 1:
                continue
            if _NAMED_AFTER.match(page.low[found.end() : found.end() + 14]):
                continue
            end = found.start() + len(found[0].rstrip(" ,-'"))
            yield Hit("id-name", found.start(), _without_possessive(page, found.start(), end))


def _without_possessive(page: Page, start: int, end: int) -> int:
    return end - 2 if page.text[start:end].endswith("'s") else end


def _kin(page: Page) -> Iterator[Hit]:
    for label in page.matches(_KIN, _KIN_WORDS, cased=True):
        found = _ANY_NAME.match(page.text, label.end())
        if not found:
            continue
        words = _words(found[0])
        if (
            not words
            or words[0] not in _GIVEN
            or any(word in _ORDINARY for word in words)
            or page.in_references(found.start())
        ):
            continue
        end = _without_possessive(page, found.start(), found.end())
        yield Hit("id-name", found.start(), end)
    for found in page.matches(_FULL, _GIVEN, cased=True):
        words = _words(found[0])
        if (
            words[0] in _GIVEN
            and not any(word in _ORDINARY for word in words)
            and _THEN_AGE.match(page.low[found.end() : found.end() + 40])
        ) and not page.text[found.start() - 1 : found.start()].isalnum():
            yield Hit("id-name", *found.span())


def _initials(page: Page) -> Iterator[Hit]:
    for found_here in (
        page.matches(_SPACED_INITIALS, ("patient", "pt", "owner", "client", "initials"), cased=True),
        page.candidates(_INITIALS_AGE, cased=True),
    ):
        for found in found_here:
            if page.text[found.start() - 1 : found.start()].isalnum() or found[1] in {
                "AN",
                "IS",
                "OR",
                "IN",
                "AT",
                "US",
                "UK",
                "EU",
                "MS",
                "HF",
                "AF",
                "RA",
            }:
                continue
            yield Hit("id-name", *found.span(1))


def _doctors(page: Page) -> Iterator[Hit]:
    for found in page.matches(_DOCTOR, ("dr", "doctor", "prof", "professor", "nurse"), cased=True):
        start, end = found.start(), _without_possessive(page, found.start(), found.end())
        words = _words(found[1])
        if (
            page.text[start - 1 : start].isalnum()
            or not words
            or words[0] in _EPONYM
            or words[0] in _ORDINARY
            or page.in_references(start)
        ):
            continue
        if (
            found[0].startswith("Nurse")
            and words[0] not in _GIVEN
            and (len(words) > 1 or not _IN_CARE.search(page.before(start, 60)))
        ):
            continue
        before, after = page.before(start, 70), page.after(end, 60)
        if _BYLINE_AFTER.match(page.text[end : end + 24]) or (
            _BYLINE.search(before)
            and not re.search(r"\b(?:seen|referred|examined|operated on|treated|admitted) by $", before)
        ):
            continue
        in_care = _IN_CARE.search(before) or _IN_CARE.search(after)
        yield Hit("id-name", start, end, Severity.WARN if in_care else Severity.INFO)


def _words(name: str) -> list[str]:
    """Lower-case words of a name, without titles and full stops."""
    found = [word.lower().strip(".,'-") for word in re.split(r"[ ,]+", name)]
    return [
        word.removesuffix("'s")
        for word in found
        if word and word not in {"mr", "mrs", "ms", "miss", "dr", "prof"}
    ]
