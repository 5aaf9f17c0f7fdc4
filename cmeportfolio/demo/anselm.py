"""Anselm Fennimore, a fictional veterinarian: his profile, samples, prospects, links and ratings."""

from .anselm_contacts import CONTACTS
from .anselm_steps import DONE, IN_PROGRESS
from .records import (
    LinkRecord,
    Permission,
    Person,
    SampleRecord,
    VisitRecord,
)

PAIN_OBJECTIVE = "Differentiate pain behavior from aging behavior in cats using a structured owner interview."
CULTURE_OBJECTIVE = (
    "Decide whether to culture, treat or watch a dog with a first uncomplicated skin infection, "
    "based on lesion type and history."
)
OWNER_OBJECTIVE = "Document three owner observations that change the plan at the next visit."

SAMPLES = (
    SampleRecord(
        key="quiet-cat",
        title="The Quiet Cat: Missed Signs of Chronic Pain",
        summary=(
            "Makes the case that chronic pain in older cats is recorded less often than it occurs, using "
            "published surveys and owner reports. Proposes observation training instead of another drug "
            "lecture, and says what the record would look like afterwards. Names one barrier, the length of "
            "the visit, that training cannot remove."
        ),
        deliverable="needs-assessment",
        areas=("vet-small-animal",),
        audiences=("veterinarians",),
        moore="4",
        provenance="spec",
        visibility="public",
        roles=("needs-writer",),
        file="quiet-cat.docx",
        activity_format="enduring-material",
        ai="translation",
        ai_statement="A tool typed up my voice notes. I rewrote them, and checked every claim in its source.",
        published_on=(2026, 7),
        hours=13,
        length="4 pages, about 1,200 words",
        brief="An association wants a course on pain in cats. Argue for what it should teach.",
        who_else="Peer reviewer",
        changed_after_review="The proposal moved from page four to page three, where the reviewer looked for it.",
        objectives=(PAIN_OBJECTIVE, OWNER_OBJECTIVE),
        related=("limp", "cat-at-home"),
    ),
    SampleRecord(
        key="limp",
        title="A Limp, a Vomit and an Owner Who Worries: Three Decisions",
        summary=(
            "History told in the owner's words, findings released in order, three decisions with feedback. Drug "
            "choices are generic and doses are left to the label. The hardest decision is not about the drug: it "
            "is what to say to a worried owner before the results are back."
        ),
        deliverable="case-study",
        areas=("vet-small-animal",),
        audiences=("veterinarians",),
        moore="4",
        provenance="spec",
        visibility="public",
        roles=("lead-writer",),
        file="limp-case.pdf",
        activity_format="enduring-material",
        ai="translation",
        ai_statement="A tool typed up my voice notes. The case, the choices and the feedback are my own words.",
        published_on=(2026, 8),
        hours=6,
        length="3 pages, 3 decisions",
        brief="One case for general practice, invented from the ground up, without a dose in it.",
        changed_after_review="The owner now speaks first. The reviewer had started reading at the second page.",
        related=("quiet-cat",),
    ),
    SampleRecord(
        key="antibiotics",
        title="Antibiotics for Dogs: When Waiting Is Treatment",
        summary=(
            "Ten slides on watchful waiting, culture and follow-up, with a script for the conversation owners "
            "expect. Every option is shown with what it gives and what it costs, in the same size of type. The "
            "speaker notes can be read aloud as they stand."
        ),
        deliverable="slide-deck",
        areas=("vet-small-animal", "one-health"),
        audiences=("veterinarians",),
        moore="3B",
        provenance="spec",
        visibility="public",
        roles=("lead-writer", "slide-designer"),
        file="antibiotics-deck.pptx",
        activity_format="live-course",
        ai="none",
        published_on=(2026, 9),
        hours=8,
        length="10 slides with notes",
        brief="Twenty minutes for a regional meeting. Teach one decision, not a drug class.",
        changed_after_review="A slide on mechanisms went out; the owner's question came in.",
        objectives=(CULTURE_OBJECTIVE,),
        related=("limp",),
    ),
    SampleRecord(
        key="cat-at-home",
        title="Checking a Cat at Home: What to Watch and What to Write Down",
        summary=(
            "One page for owners with five observations and a page to fill in. Plain words, no diagnosis, and "
            "one clear moment to call the clinic. Made to be stuck on a refrigerator door for a week and "
            "brought along to the next visit, where it changes what the clinic asks."
        ),
        deliverable="patient-education",
        areas=("vet-small-animal",),
        audiences=("animal-owners",),
        provenance="spec",
        visibility="public",
        roles=("lead-writer", "graphic-designer"),
        file="cat-at-home.pdf",
        ai="none",
        published_on=(2026, 8),
        hours=3,
        length="1 page",
        brief="What should an owner write down in the week before the visit?",
        who_else="Two test readers",
        changed_after_review="Scores from one to ten became three words, because two readers argued about a six.",
        related=("quiet-cat",),
    ),
    SampleRecord(
        key="photo",
        title="Five Questions Before You Send the Photo",
        summary=(
            "Steps for taking usable, consented clinical photographs, on one screen. Shows the privacy and "
            "hidden-data lessons in practice: whose consent, what else is in the frame, and what the file "
            "remembers about the place. Reads at the size of a telephone, in five short blocks."
        ),
        deliverable="infographic",
        areas=("one-health",),
        audiences=("veterinarians",),
        moore="3A",
        provenance="spec",
        visibility="public",
        roles=("lead-writer", "graphic-designer"),
        file="photo-questions.png",
        ai="none",
        published_on=(2026, 9),
        hours=4,
        length="1 screen, about 100 words",
        brief="A poster for the staff room that also works in a message.",
        changed_after_review="Seven questions became five. The two that went were about the camera.",
    ),
    SampleRecord(
        key="behavior",
        title="Cat Behavior in a Busy Clinic: A Practical Review",
        summary=(
            "A review for general practice on reading a cat in a busy clinic: the waiting room, the carrier, "
            "the table, the way home. A fictional journal article, written under my own name; the link leads to "
            "a placeholder page. The key points box and the figure of body postures are mine."
        ),
        deliverable="clinical-article",
        areas=("vet-small-animal",),
        audiences=("veterinarians",),
        moore="3A",
        provenance="published-open",
        visibility="public",
        roles=("lead-writer",),
        link="https://example.com/cat-behavior-in-a-busy-clinic",
        activity_format="journal-based-cme",
        ai="none",
        published_on=(2025, 11),
        hours=30,
        length="About 3,000 words",
        who_else="Editor, two reviewers",
        changed_after_review="Both reviewers asked for the carrier earlier; it is now the first section.",
    ),
    SampleRecord(
        key="dental-charting",
        title="CE module on dental charting for a national association",
        summary=(
            "The outline of a module on dental charting for veterinary technicians, redacted and shared with "
            "permission. It shows how a charting skill is broken into screens, where learners act, and how wrong "
            "answers are met. Names, dates, budget and reviewer remarks were taken out, not covered up."
        ),
        deliverable="web-module",
        areas=("vet-dentistry",),
        audiences=("veterinary-technicians",),
        moore="4",
        provenance="client-redacted",
        visibility="unlisted",
        roles=("lead-writer", "instructional-designer"),
        file="dental-module-redacted.docx",
        activity_format="enduring-material",
        ai="none",
        published_on=(2026, 3),
        hours=24,
        length="2 pages of a longer outline",
        who_else="Subject-matter expert, CE editor",
        changed_after_review="The expert asked for one more practice chart before the test; screen seven is new.",
        permission=Permission(
            granted_by="CE editor of the client",
            granted_days_ago=60,
            scope="Private links to prospective clients. Not on a public page, not in print.",
            expires_in_days=305,
            how="By e-mail; the redacted version was attached and approved.",
        ),
    ),
    SampleRecord(
        key="full-case",
        title="Full case file from the clinic",
        summary=(
            "A whole record with an owner's name, an address line and a microchip number, kept here to show "
            "what the share check finds. Everything in it was invented for that purpose. It stays private, "
            "whatever is removed from it: a real record is never a writing sample, and a new case is quicker."
        ),
        deliverable="case-study",
        areas=("vet-small-animal",),
        audiences=("veterinarians",),
        provenance="unknown",
        visibility="private",
        roles=("sme",),
        file="full-case-file.docx",
        ai="none",
        published_on=(2026, 9),
        hours=1,
        length="1 page",
    ),
)

BASELINE = {
    "plain-style": 4,
    "structure": 2,
    "house-style": 1,
    "visual-communication": 2,
    "collaboration-and-revision": 3,
    "terminology": 3,
    "clinical-context": 5,
    "pharmacology-and-naming": 3,
    "standards-and-fair-balance": 1,
    "search": 2,
    "appraisal": 2,
    "synthesis": 2,
    "gap-analysis": 1,
    "citation-and-fact-checking": 1,
    "learner-analysis": 3,
    "learning-objectives": 2,
    "method-alignment": 2,
    "case-design": 3,
    "assessment-writing": 1,
    "outcomes-thinking": 1,
}
WEEK12 = BASELINE | {
    "structure": 3,
    "house-style": 3,
    "visual-communication": 3,
    "terminology": 4,
    "pharmacology-and-naming": 4,
    "standards-and-fair-balance": 3,
    "search": 3,
    "appraisal": 3,
    "synthesis": 3,
    "gap-analysis": 3,
    "citation-and-fact-checking": 3,
    "learner-analysis": 4,
    "learning-objectives": 3,
    "method-alignment": 3,
    "case-design": 4,
    "assessment-writing": 3,
    "outcomes-thinking": 2,
}

LINKS = (
    LinkRecord(
        name="Fieldlight Publishing",
        reader="Amara Dusk, CE editor",
        note="The redacted outline we spoke about, shared with permission, and one case in the same spirit.",
        samples=("dental-charting", "limp"),
        made_days_ago=14,
        ends_in_days=16,
        downloads=False,
        receipt=(
            VisitRecord(14, "09:20", "made"),
            VisitRecord(14, "09:31", "sent", note="To Amara Dusk, by e-mail"),
            VisitRecord(13, "17:05", "opened", note="Opened for the first time"),
            VisitRecord(13, "17:06", "read", "dental-charting", 5, "Both pages"),
            VisitRecord(13, "17:12", "read", "limp", 2, "Page 1 of 3"),
        ),
    ),
    LinkRecord(
        name="Sable Okonjo",
        reader="Sable Okonjo, medical writer",
        note="For your red pen. Slide five is the one I doubt.",
        samples=("antibiotics",),
        made_days_ago=35,
        ends_in_days=-5,
        receipt=(
            VisitRecord(35, "20:02", "made"),
            VisitRecord(34, "07:48", "opened", note="Opened for the first time"),
            VisitRecord(34, "07:50", "read", "antibiotics", 9, "All 10 slides, longest on slide 5"),
            VisitRecord(5, "00:00", "ended", note="The end date had come"),
        ),
    ),
)

ANSELM = Person(
    key="anselm-fennimore",
    email="anselm.fennimore@example.com",
    name="Anselm Fennimore",
    display_name="Anselm Fennimore, DVM (fictional)",
    credentials=("DVM",),
    headline="Veterinary CE writer. Cases, owner handouts and RACE-style modules for general practice.",
    background="veterinarian",
    profession="veterinarians",
    bio=(
        "I write cases and modules for general practice, and the handouts that go home with the owner.\n\n"
        "Eleven fictional years in small animal practice taught me that **most of the history stands in the "
        "waiting room**. I edited the clinic newsletter, then wrote paid articles for CE publishers, and now I "
        "would like to do little else.\n\n"
        "Drug names here are generic, and doses are left to the label."
    ),
    based_in="Fictionville, Canada",
    areas=("vet-small-animal", "one-health"),
    audiences=("veterinarians", "veterinary-technicians"),
    offers=("case-study", "patient-education", "web-module", "slide-deck", "needs-assessment"),
    disclosure=(
        "No relationships with ineligible companies in the past 24 months. Veterinary companies are disclosed "
        "even though human-health rules do not name them."
    ),
    ai_policy=(
        "AI for transcription of my own voice notes; drafts and facts are mine and checked against published "
        "sources."
    ),
    availability="One module or two cases a month. Clinic on Mondays and Tuesdays, writing from Wednesday.",
    sources_line="Published sources and generic names. Owners and animals are invented.",
    samples=SAMPLES,
    contacts=CONTACTS,
    steps_done=DONE,
    steps_in_progress=IN_PROGRESS,
    baseline=BASELINE,
    week12=WEEK12,
    proofs={
        "clinical-context": "Three cases whose history could only come from a waiting room.",
        "gap-analysis": "Three gaps in The Quiet Cat, with sources for both sides of each.",
        "citation-and-fact-checking": "Ten references in one style, each opened, two corrected.",
        "case-design": "Findings released in order, and feedback for every choice.",
    },
    growth_goals=("assessment-writing", "outcomes-thinking"),
    links=LINKS,
)
