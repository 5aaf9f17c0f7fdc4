"""Marisol Quint's needs assessment and case, as blocks."""

from .blocks import Callout, Decision, Grid, Heading, Items, Paper, Para, Speech

POTASSIUM = Paper(
    kind="Needs assessment · Spec sample, not accredited education",
    title="Potassium Worries: Why Good Kidney Therapy Stops Early",
    standfirst=(
        "Fear of high potassium leads clinicians to stop a helpful medicine in people with kidney and heart "
        "disease. This paper shows where practice parts from guidance, names three causes, and proposes a "
        "two-part activity."
    ),
    footer="Spec sample, invented brief, no client. Not accredited education.",
    author="Marisol Quint",
    blocks=(
        Heading("The audience"),
        Para(
            "Pharmacists in ambulatory care, and the primary care physicians they work with. Both groups see "
            "the laboratory result first, and either can end a therapy on the day it arrives. Few of them are "
            "the person who started it. That is the reason to teach them together: the decision falls between "
            "two desks, and each desk assumes that the other one is watching."
        ),
        Para(
            "The therapy in question is a renin-angiotensin inhibitor, given to protect the kidney and the "
            "heart. It can raise potassium. The rise is frequent, most often mild, and seldom the end of the "
            "story. Guidance treats it as a finding to be worked through.^3^ Practice often treats it as an "
            "answer."
        ),
        Heading("Gap 1. A mild rise is treated as a reason to stop"),
        Para(
            "Published audits describe therapy that ends after a single raised result, often with no repeat "
            "test and no plan to begin again.^1,2^ Pharmacists report that refill systems record the stop but "
            "leave no room for the reason, so the next reader sees a medicine that disappeared.^6^",
            "Current practice.",
        ),
        Para(
            "Guidance advises a stepped reply. Repeat the test, since a broken sample can mimic a rise. Look "
            "for other causes, among them diet, other medicines and dehydration. Adjust what can be adjusted, "
            "and keep the therapy going at the highest dose the person can take.^3^",
            "Best practice.",
        ),
        Para(
            "Between the raised result and the stop, three steps are missing: the repeat, the search for a "
            "cause, and the adjustment. Each of them is within a pharmacist’s scope in most settings. The "
            "size of the gap varies with the audit, and two sources disagree on it, so this paper gives no "
            "single figure.^1,2^",
            "The difference.",
        ),
        Callout(
            "Likely cause: competence and system.",
            "Clinicians know the risk. What they lack is a shared schedule for testing again, and words for "
            "the call to the prescriber.",
        ),
        Para(
            "Practice in choosing a monitoring schedule for a given patient, and in saying what should happen "
            "next before the medicine is stopped.",
            "Educational need.",
        ),
        Heading("Gap 2. No one owns the restart"),
        Para(
            "When therapy is paused, notes seldom say who will look again, or when.^4^ The person then moves "
            "between clinic, hospital and pharmacy, and each new list of medicines is copied from the last. "
            "A pause that was meant to last some weeks becomes permanent because nobody decided anything.",
            "Current practice.",
        ),
        Para(
            "A named person, a date, and a condition for starting again, written where the next clinician "
            "will see it. This is ordinary good practice at any handover;^3^ what is new is applying it to a "
            "medicine that is absent.",
            "Best practice.",
        ),
        Para(
            "A restart note has three parts and takes about as long to write as the stop itself. In the "
            "chart study, notes with all three parts were the exception.^4^",
            "The difference.",
        ),
        Callout(
            "Likely cause: performance and system.",
            "Clinicians can write such a note and agree that it helps. The record has a box for stopping "
            "and none for starting again.",
        ),
        Para(
            "A habit, more than a fact. Learners need to write restart notes for their own patients and to "
            "hear from a colleague whether the note could be acted on.",
            "Educational need.",
        ),
        Heading("Gap 3. Diet advice is left to chance"),
        Para(
            "People with kidney disease describe advice that comes late, is long, and forbids what they like "
            "best.^5^ Pharmacists say they would give it sooner if they had a short script that somebody "
            "had checked.^6^",
            "Current practice.",
        ),
        Para(
            "One or two changes at a time, in words the person uses, repeated when the next result comes "
            "back.^7^ The evidence for any single food rule is limited, and the activity will say so.",
            "Best practice.",
        ),
        Para(
            "The advice exists; the two minutes and the words do not. Learners need a script, and two "
            "rounds of rehearsal with it.",
            "The difference and the need.",
        ),
        Heading("The three gaps side by side"),
        Grid(
            ("Current practice", "Best practice", "Likely cause", "Need"),
            (
                (
                    "Therapy ends after one raised result",
                    "Repeat, look for causes, adjust, continue",
                    "Competence; no shared schedule",
                    "Choose a schedule for a given patient",
                ),
                (
                    "A pause without an owner",
                    "Named person, date and condition",
                    "Performance; no place in the record",
                    "Write a restart note that can be acted on",
                ),
                (
                    "Diet advice late, long or absent",
                    "One or two changes, repeated",
                    "Knowledge; time",
                    "Use a checked two-minute script",
                ),
            ),
            (0.25, 0.26, 0.24, 0.25),
        ),
        Callout(
            "What education cannot fix.",
            "Laboratory systems that print every mild rise in red, and records without a field for a pause. "
            "The activity names both barriers and gives learners a short note to send to the people who can "
            "change them.",
        ),
        Heading("From need to objective"),
        Para("After this activity, participants should be able to:"),
        Items(
            (
                "**Select** a potassium-monitoring schedule for adults starting a renin-angiotensin "
                "inhibitor, based on kidney function and baseline potassium. (Gap 1)",
                "**Document** a restart plan that names a person, a date and a condition for patients whose "
                "therapy is paused. (Gap 2)",
                "**Counsel** a person with kidney disease on one dietary change, using a two-minute script. "
                "(Gap 3)",
            ),
            numbered=True,
        ),
        Heading("Proposed activity"),
        Para(
            "Two parts, four weeks apart, so that learners can try the first in practice before they return "
            "for the second. Pharmacists and physicians attend both, in mixed pairs."
        ),
        Grid(
            ("Part", "What learners do", "How we would know"),
            (
                (
                    "1. Case workshop, live online",
                    "Follow three patients through a raised result; set a schedule, compare it with a "
                    "partner’s, defend the choice",
                    "Matched case questions before and after",
                ),
                (
                    "Between the parts, at work",
                    "Write three restart notes; try the script with two people",
                    "A one-page log, kept by the learner",
                ),
                (
                    "2. Practice clinic, live online",
                    "Bring the notes back, without anything that names a patient; revise them in pairs",
                    "Notes scored against a four-line checklist",
                ),
            ),
            (0.26, 0.42, 0.32),
        ),
        Heading("Outcomes"),
        Para(
            "The plan aims at competence, Moore level 4, with an early look at performance. Matched cases "
            "compare learners with themselves before and after, and with colleagues who have not taken part. "
            "Eight weeks later, each learner is asked about the one change they committed to, by name, and "
            "about what stood in its way."
        ),
        Para(
            "The plan claims no change in patients’ health. A design of this size, without access to "
            "records, could not show one, and a proposal that promised it would be promising for somebody else."
        ),
        Heading("Balance and limits", new_page=True),
        Para(
            "Generic names only. Benefits and harms are stated in the same units and with the same "
            "prominence, and no medicine is recommended over another in its class. Potassium-lowering agents "
            "are presented as one option among several, with their burdens. Advice for people on dialysis is "
            "outside the scope of the guidance and of this paper. Whether a pharmacist may order the repeat "
            "test differs by state, and is a question for faculty."
        ),
        Para("[Accreditation statement goes here]"),
        Heading("References"),
        Para(
            "All sources in this sample are invented and say so. In a real needs assessment each line would "
            "be a full citation with the date on which it was opened."
        ),
        Items(
            (
                "Invented audit of therapy stops in ambulatory care. Fictionville Kidney Network; 2024.",
                "Invented registry report on monitoring after a raised result. Fictionville Heart Registry; "
                "2024.",
                "Invented practice guideline on stepped replies to raised potassium. Sample Society of "
                "Ambulatory Care; 2025.",
                "Invented chart study of paused therapy and restart notes. Fictionville Registry; 2024.",
                "Invented survey of people living with kidney disease on diet advice. Fictionville Patient "
                "Voices; 2023.",
                "Invented interviews with pharmacists about same-day results. Fictionville Pharmacy Network; "
                "2024.",
                "Invented review of dietary counseling in kidney disease. Fictionville Evidence Unit; 2025.",
            ),
            numbered=True,
        ),
        Heading("How the search was done"),
        Para(
            "Two databases, one guideline portal and one registry, searched on one day with a recorded "
            "string. Twelve sources were read in full and kept; seven are cited. The log and a claim-by-claim "
            "table accompany this paper."
        ),
        Grid(
            ("Where", "Question asked", "What was kept"),
            (
                ("Database A", "What happens after a raised result?", "Audits and cohort reports, five kept"),
                ("Database B", "Who restarts a paused therapy?", "Chart studies and interviews, three kept"),
                ("Guideline portal", "What reply is advised, and for whom?", "Two guidelines, one cited"),
                ("Registry", "What is current practice?", "Two yearly reports, one cited"),
            ),
            (0.22, 0.41, 0.37),
        ),
        Para(
            "A pharmacist-led study from a single clinic was read and set aside: its result was striking, its "
            "design could not carry it, and a reader who knew the study would have trusted the rest of the "
            "paper less."
        ),
    ),
)

REFILL = Paper(
    kind="Case study · Spec sample, not accredited education · Invented patient",
    title="The Refill That Did Not Add Up",
    standfirst="Three decisions at a community pharmacy. Choose what to ask, whom to call and what to write down.",
    footer="Spec sample, invented brief, no client. Not accredited education.",
    author="Marisol Quint",
    blocks=(
        Para(
            "Pharmacists in community and clinic practice. **Aims at:** competence, Moore level 4. "
            "**Takes:** about twenty minutes, alone or in pairs. [Accreditation statement goes here]",
            "For:",
        ),
        Heading("The counter, late on a Thursday"),
        Speech("I still have plenty left. I only came for something for my knee.", "The customer"),
        Para(
            "He sets the bottle down as he says it. He is in his sixties, a school bus driver with two more "
            "runs to make tomorrow. By the label, the bottle should have been empty two weeks ago. It is "
            "nearly half full."
        ),
        Para(
            "His record shows a blood thinner for an irregular heart rhythm and a medicine for blood "
            "pressure. Other clinics have added four things since the spring: a cream against inflammation, "
            "an antifungal taken by mouth, an eye drop and a multivitamin. There are people behind him. You "
            "have about four minutes."
        ),
        Decision(
            1,
            "What do you ask first?",
            (
                "How did you take the blood thinner this past week?",
                "Is the price of the blood thinner a problem?",
                "What have you tried for the knee so far?",
                "Would a weekly pill box help you?",
            ),
            (
                "He shrugs. “On days I feel it, I take one. On good days I let it rest.” The refill makes "
                "sense now. An open question about an ordinary week lets a person describe a pattern without "
                "having to confess to one.^1^",
                "“No, it’s covered.” Cost explains many half-full bottles, and it was a fair guess. It was "
                "also your guess, and he answered it with one word. Ask the open question next.^1^",
                "He tells you about the knee, at length. You will need it for the third decision. For now the "
                "bottle is still half full and you do not know why.",
                "“Maybe.” He is being polite. A pill box helps people who forget, and he did not forget. A "
                "remedy offered before the cause is known tends to end the conversation.^1^",
            ),
            0,
        ),
        Heading("What the list shows", new_page=True),
        Para(
            "You know now that he takes the blood thinner on some days and not on others, by how he feels. "
            "He has no bruises, has not fallen, and has not bled. He tells you that nobody ever said what the "
            "medicine was for on the days when the heart is quiet."
        ),
        Para(
            "You turn to the list. The antifungal was started ten days ago by a foot clinic, for several "
            "weeks. It slows the clearance of his blood thinner, so that each dose he does take will act "
            "longer and more strongly.^3^ Two risks now pull in opposite directions: missed doses leave him "
            "open to clots, and the new medicine raises the risk of bleeding when he returns to taking it "
            "every day."
        ),
        Callout(
            "Pause here.",
            "If you simply correct his dosing today, which risk goes down, and which goes up?",
        ),
        Decision(
            2,
            "Whom do you call, and what do you ask?",
            (
                "His cardiology clinic: report the missed doses",
                "The foot clinic: ask whether the antifungal can be changed or paused",
                "Nobody yet: counsel him to take it daily and recheck in a month",
                "Nobody yet: advise him to leave out the blood thinner during the antifungal",
            ),
            (
                "They will want to know, and you should tell them before the day ends. But the item that can "
                "be changed this afternoon was not theirs, and they may not know that it exists.",
                "The clinic did not have the blood thinner on its list. They agree to pause the antifungal "
                "and will consider another kind of treatment. One call removed the newer of the two risks, "
                "and it was the shorter call.^3^ The cardiology clinic comes second.",
                "Daily use is the right goal. Started today, on top of the antifungal, it would bring in the "
                "very risk that you have just found. The order of the two steps is the whole decision.",
                "It settles the bleeding risk by giving up the protection. That trade belongs to the "
                "prescriber and the patient, and should not be made across a counter.^2^",
            ),
            1,
        ),
        Heading("The knee, and the note", new_page=True),
        Para(
            "Both clinics have been told. He will take the blood thinner every day, and he can say why: "
            "“for the quiet days as well.” He still has a sore knee. You ask the three questions: which "
            "blood thinner and how he takes it, what he has had for pain this week, and whether there has "
            "been any bruise, bleed or fall. The answers allow a pain reliever that the label of the blood "
            "thinner does not warn against, used as directed."
        ),
        Decision(
            3,
            "What do you write down, so that the next person can act?",
            (
                "“Counseled on adherence. Antifungal paused.”",
                "“Missed doses. Foot clinic called. Patient will come back if unwell.”",
                "“Takes by feel, now daily. Antifungal paused by the foot clinic, which decides on the next "
                "step and tells us by Monday. We call him on Tuesday.”",
                "“Interaction resolved.”",
            ),
            (
                "True, and of little use. It does not say what he was doing, who paused the antifungal or who "
                "looks again.",
                "Better: it names a call. But coming back if unwell asks him to notice a problem that may give "
                "no warning.^4^",
                "It holds the pattern, the owner, the day and the next call. A colleague who has never met him "
                "can carry on from here.^4^",
                "Nothing is resolved. One medicine is paused, and a pause without an owner tends to become a "
                "stop.^4^",
            ),
            2,
        ),
        Heading("What to take away"),
        Items(
            (
                "A refill pattern is a question, not a verdict. Ask about an ordinary week.",
                "Two risks can point in opposite directions. Decide which step comes first.",
                "Write the note for the person who has not met the patient.",
            )
        ),
        Heading("References"),
        Para(
            "Invented for this sample, and marked so. 1. Invented survey of refill conversations. 2. Invented "
            "review of pain relief in people who take blood thinners. 3. Invented practice guide to "
            "interaction calls. 4. Invented chart study of paused therapy. The patient was made up from "
            "published descriptions of populations, not from a chart."
        ),
    ),
)
