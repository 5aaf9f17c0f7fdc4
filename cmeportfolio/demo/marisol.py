"""Marisol Quint, a fictional pharmacist: her profile, samples, prospects, links and ratings."""

from .marisol_contacts import CONTACTS
from .marisol_steps import DONE, IN_PROGRESS
from .records import (
    LinkRecord,
    Person,
    SampleRecord,
    VisitRecord,
)

SCHEDULE_OBJECTIVE = (
    "Select a potassium-monitoring schedule for adults starting a renin-angiotensin inhibitor, "
    "based on kidney function and baseline potassium."
)
COUNSEL_OBJECTIVE = (
    "Counsel a patient who takes a blood thinner and asks for an over-the-counter pain reliever, "
    "using a three-question script."
)
CALLS_OBJECTIVE = "Prioritize three drug interactions that need a call to the prescriber."

SAMPLES = (
    SampleRecord(
        key="potassium",
        title="Potassium Worries: Why Good Kidney Therapy Stops Early",
        summary=(
            "Argues that fear of high potassium leads clinicians to stop beneficial therapy in people with "
            "kidney and heart disease. Sets published current practice beside guideline advice, names three "
            "causes, and proposes a two-part activity. Says which barrier education cannot fix, and claims no "
            "outcome that the design could not show."
        ),
        deliverable="needs-assessment",
        areas=("cardiology", "primary-care"),
        audiences=("pharmacists", "physicians"),
        moore="4",
        provenance="spec",
        visibility="public",
        roles=("needs-writer", "fact-checker"),
        file="needs-potassium.docx",
        activity_format="enduring-material",
        ai="ideas-outline",
        ai_statement=(
            "A tool suggested an order for the sections. I wrote every sentence, and opened and checked every "
            "source myself."
        ),
        published_on=(2026, 8),
        hours=12,
        length="4 pages, about 1,300 words",
        brief="A society wants one online activity on kidney therapy for clinic pharmacists. Make the case.",
        who_else="Nobody yet; a peer review has been asked for",
        changed_after_review=(
            "The third gap was cut by half, and a barrier that education cannot fix was named."
        ),
        objectives=(SCHEDULE_OBJECTIVE,),
        related=("claims", "counter"),
    ),
    SampleRecord(
        key="counter",
        title="Ten Minutes at the Counter: Spotting Unsafe Blood Thinner Combinations",
        summary=(
            "Ten slides with speaker notes built around one counter conversation. Each slide pairs a warning "
            "sign with what to say to the patient and the prescriber. The notes are written to be spoken, and "
            "the one chart is drawn from invented data and says so on the slide."
        ),
        deliverable="slide-deck",
        areas=("cardiology",),
        audiences=("pharmacists",),
        moore="3B",
        provenance="spec",
        visibility="public",
        roles=("lead-writer", "slide-designer"),
        file="counter-deck.pptx",
        activity_format="live-course",
        ai="editing-only",
        ai_statement="A grammar tool read the notes; every suggestion was accepted or refused by me.",
        published_on=(2026, 9),
        hours=7.5,
        length="10 slides with notes",
        brief="Ten minutes inside a longer webinar. The speaker has never seen the slides before.",
        changed_after_review="Two crowded slides became three, and every headline became a full sentence.",
        objectives=(COUNSEL_OBJECTIVE,),
        related=("refill", "handout"),
    ),
    SampleRecord(
        key="refill",
        title="The Refill That Did Not Add Up",
        summary=(
            "A three-decision case in which a refill pattern hints at missed doses and a new interacting "
            "medicine. Learners choose what to ask, whom to call and what to document. Every choice gets its "
            "own feedback, including the ones that are reasonable but come in the wrong order."
        ),
        deliverable="case-study",
        areas=("primary-care",),
        audiences=("pharmacists",),
        moore="4",
        provenance="spec",
        visibility="public",
        roles=("lead-writer",),
        file="refill-case.pdf",
        activity_format="enduring-material",
        ai="none",
        published_on=(2026, 9),
        hours=5,
        length="3 pages, 3 decisions",
        brief="One case for a self-study course. The patient is invented from published population data.",
        changed_after_review="A wrong answer that nobody would choose was replaced by one that many would.",
        related=("items", "counter"),
    ),
    SampleRecord(
        key="items",
        title="Four Questions on Choosing and Changing Therapy",
        summary=(
            "Four single-best-answer items with referenced rationales written to the case above. One item "
            "shows the same error fixed after peer review, with the first draft beside the final text. Each "
            "item names the objective it measures, and every option has a reason, not only the right one."
        ),
        deliverable="test-items",
        areas=("cardiology",),
        audiences=("pharmacists",),
        moore="4",
        provenance="spec",
        visibility="public",
        roles=("item-writer",),
        body="items",
        activity_format="test-item-writing",
        ai="none",
        published_on=(2026, 9),
        hours=4,
        length="4 items with rationales",
        brief="A post-test for the refill case. Competence level, one best answer, no trick options.",
        who_else="Peer reviewer",
        changed_after_review="Item 3 lost a clue: its stem and its correct option had shared a telling word.",
        related=("refill", "objectives"),
    ),
    SampleRecord(
        key="objectives",
        title="Learning Objectives for a 45-Minute Pharmacy Webinar",
        summary=(
            "Three objectives, the gap each one closes, and the test item that would measure it, written in a "
            "workshop exercise. A short note explains which verbs were tried first and why they were dropped, "
            "and what was left out so that the session fits its forty-five minutes."
        ),
        deliverable="learning-objectives",
        areas=("primary-care",),
        audiences=("pharmacists",),
        moore="4",
        provenance="coursework",
        visibility="public",
        roles=("instructional-designer",),
        body="objectives",
        activity_format="live-course",
        ai="none",
        published_on=(2026, 7),
        hours=2,
        length="3 objectives with gaps and measures",
        brief="Workshop exercise: turn one practice gap into a set that could be tested.",
        who_else="Workshop group, as readers",
        changed_after_review="One objective held two verbs; it became two, and the weaker one was cut.",
        objectives=(COUNSEL_OBJECTIVE, CALLS_OBJECTIVE),
        related=("items",),
    ),
    SampleRecord(
        key="handout",
        title="Blood Thinners: Four Questions to Ask Today",
        summary=(
            "One-page handout with question headings and a reading-level score. Written for people who take a "
            "blood thinner at home and for those who help them. Short sentences, one clear action, and room to "
            "write down the answers together with a pharmacist. Tried on two readers without clinical training."
        ),
        deliverable="patient-education",
        areas=("cardiology",),
        audiences=("patients-caregivers",),
        provenance="spec",
        visibility="public",
        roles=("lead-writer", "graphic-designer"),
        file="blood-thinner-handout.pdf",
        ai="none",
        published_on=(2026, 9),
        hours=3,
        length="1 page",
        brief="Something to hand over at the end of the counter conversation.",
        who_else="Two test readers",
        changed_after_review='"Interaction" became "mix badly", after both test readers stopped at the word.',
        related=("counter",),
    ),
    SampleRecord(
        key="claims",
        title="Claim by Claim: The Sources Behind Potassium Worries",
        summary=(
            "Every claim in the needs assessment, tied to the source that was opened for it, with the place in "
            "the source where the support stands. Claims that could not be supported are listed too, with what "
            "was done about them: reworded, moved to a question for faculty, or cut."
        ),
        deliverable="annotated-reference-pack",
        areas=("cardiology", "primary-care"),
        audiences=("researchers",),
        provenance="spec",
        visibility="public",
        roles=("fact-checker",),
        body="claims",
        ai="none",
        published_on=(2026, 8),
        hours=2,
        length="12 claims",
        brief="What an editor would need to check the paper without asking its writer.",
        changed_after_review="A column for the exact place was added, because the editor asked for it first.",
        related=("potassium",),
    ),
    SampleRecord(
        key="webinar-proposal",
        title="Proposal support for a society webinar series",
        summary=(
            "Support for a grant proposal, under a confidentiality agreement. Nothing about the client, the "
            "topic, the supporter or the budget may be shown or described, so this record exists for its owner "
            "only: to remember the work, the month and the hours, and to keep it out of every shared place."
        ),
        deliverable="grant-proposal",
        provenance="nda-restricted",
        visibility="private",
        roles=("needs-writer",),
        moore="4",
        ai="none",
        published_on=(2026, 4),
        hours=9,
    ),
    SampleRecord(
        key="described",
        title="Needs assessment, cardiometabolic, about 1,500 words, for an education company",
        summary=(
            "A needs assessment of about 1,500 words on a cardiometabolic topic for an education company. "
            "Three practice gaps, each with a cause and an educational need, in the client's own template. The "
            "file, the client and the products are not shown, and cannot be asked for here."
        ),
        deliverable="needs-assessment",
        provenance="described-only",
        visibility="public",
        roles=("needs-writer",),
        moore="4",
        ai="none",
        published_on=(2026, 5),
        hours=14,
        length="About 1,500 words",
    ),
)

BASELINE = {
    "plain-style": 3,
    "structure": 3,
    "house-style": 2,
    "visual-communication": 2,
    "collaboration-and-revision": 3,
    "terminology": 4,
    "clinical-context": 4,
    "pharmacology-and-naming": 4,
    "standards-and-fair-balance": 2,
    "search": 3,
    "appraisal": 3,
    "synthesis": 3,
    "gap-analysis": 2,
    "citation-and-fact-checking": 2,
    "learner-analysis": 3,
    "learning-objectives": 2,
    "method-alignment": 2,
    "case-design": 2,
    "assessment-writing": 2,
    "outcomes-thinking": 1,
}
WEEK12 = BASELINE | {
    "house-style": 3,
    "visual-communication": 3,
    "standards-and-fair-balance": 3,
    "search": 4,
    "appraisal": 4,
    "gap-analysis": 3,
    "citation-and-fact-checking": 3,
    "learning-objectives": 4,
    "method-alignment": 3,
    "case-design": 3,
    "assessment-writing": 3,
    "outcomes-thinking": 2,
}

LINKS = (
    LinkRecord(
        name="Larkspur Medical Education",
        reader="Theo Brandvold, scientific director",
        note="You asked about items on our call. Here are four, with the case they belong to.",
        samples=("refill", "items"),
        made_days_ago=10,
        ends_in_days=20,
        receipt=(
            VisitRecord(10, "15:58", "made"),
            VisitRecord(10, "16:05", "sent", note="To Theo Brandvold, by e-mail"),
            VisitRecord(2, "10:12", "robot", note="A mail scanner looked at the link before a person did"),
            VisitRecord(2, "10:12", "robot", note="A mail scanner looked at the link before a person did"),
            VisitRecord(2, "10:14", "opened", note="Opened for the first time"),
            VisitRecord(2, "10:16", "read", "refill", 4, "All 3 pages, longest on page 2"),
            VisitRecord(2, "10:21", "downloaded", "refill"),
            VisitRecord(1, "08:40", "opened", note="Opened again"),
            VisitRecord(1, "08:41", "read", "items", 3, "All 4 questions"),
        ),
    ),
    LinkRecord(
        name="Northmere Society of Ambulatory Care",
        reader="Ines Karrow, education director",
        note="A needs assessment on monitoring, and the deck that grew out of the same search.",
        samples=("potassium", "counter"),
        made_days_ago=2,
        ends_in_days=28,
        receipt=(
            VisitRecord(2, "11:30", "made"),
            VisitRecord(2, "11:42", "sent", note="To Ines Karrow, by e-mail"),
        ),
    ),
)

MARISOL = Person(
    key="marisol-quint",
    email="marisol.quint@example.com",
    name="Marisol Quint",
    display_name="Marisol Quint, PharmD (fictional)",
    credentials=("PharmD",),
    headline="CME writer and pharmacist. Needs assessments, cases and test items for pharmacists and primary care.",
    background="pharmacist",
    profession="pharmacists",
    bio=(
        "I write needs assessments and case-based teaching for teams that educate pharmacists.\n\n"
        "Before that I spent nine fictional years in an anticoagulation and cardiometabolic clinic and taught "
        "students at its counter. **What I bring is the conversation:** I know which question a person asks "
        "first, and which one the record never shows.\n\n"
        "Everything here was written for practice or in a workshop. I have no paid CME work to show yet, and "
        "I would rather say so than imply it."
    ),
    based_in="Fictionville, USA",
    areas=("primary-care", "cardiology"),
    audiences=("pharmacists", "physicians"),
    offers=("needs-assessment", "case-study", "test-items", "slide-deck", "patient-education"),
    disclosure="No relationships with ineligible companies in the past 24 months.",
    ai_policy="AI for outlines and grammar only; every source opened by me; no client material in public tools.",
    availability="Two projects a month from January. A short sample for your field within five working days.",
    sources_line="Public sources and generic names. References formatted in AMA style.",
    samples=SAMPLES,
    contacts=CONTACTS,
    steps_done=DONE,
    steps_in_progress=IN_PROGRESS,
    baseline=BASELINE,
    week12=WEEK12,
    proofs={
        "learning-objectives": "The webinar set passes the checker and names a test item for each objective.",
        "search": "A dated log with two databases, a guideline portal and the counts kept at every step.",
        "gap-analysis": "Three gaps in Potassium Worries, each with a cause and one barrier set aside.",
        "assessment-writing": "Four items with a reason for every option; one flaw found and fixed in review.",
    },
    growth_goals=("outcomes-thinking", "visual-communication"),
    links=LINKS,
)
