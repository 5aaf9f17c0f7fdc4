"""Anselm Fennimore's needs assessment, case, module outline and the record that must stay private."""

from .blocks import Bars, Callout, Decision, Grid, Heading, Items, Paper, Para, Speech

QUIET_CAT = Paper(
    kind="Needs assessment · Spec sample, not accredited education · Animal health",
    title="The Quiet Cat: Missed Signs of Chronic Pain",
    standfirst=(
        "Chronic pain in older cats is recorded less often than it occurs. Owners see it and call it age. This "
        "paper proposes training in observation instead of another drug lecture."
    ),
    footer="Spec sample, invented brief, no client. Not accredited education.",
    author="Anselm Fennimore",
    blocks=(
        Heading("What owners report"),
        Para(
            "In published surveys, owners describe a cat that no longer jumps to the sill, grooms less and "
            "hides more. Few of these words reach the clinical record.^1,2^ Something is lost at each of two "
            "steps: between the sofa and the front desk, and between the front desk and the file."
        ),
        Bars(
            (("Seen at home", 1.0), ("Told to the clinic", 0.57), ("Written in the record", 0.25)),
            "Invented figure, to show the shape of the argument. Drawn without a scale on purpose.",
        ),
        Heading("The audience"),
        Para(
            "Veterinarians in small animal general practice, with the technicians who take the history. They "
            "see most older cats, they see them briefly, and they see them at their stillest: on a table, in "
            "a strange room, being polite or being frightened. Neither looks like pain."
        ),
        Heading("Gap 1. The visit asks the wrong question"),
        Para(
            "The history opens with appetite and weight. Movement at home is asked about last, if at all, and "
            "mostly in a form that invites a no: “Any problems getting around?”^2,3^",
            "Current practice.",
        ),
        Para(
            "Consensus advice recommends a structured owner interview that begins with what the cat used to "
            "do and does no longer: jumping, climbing, playing, grooming, using the box.^4^",
            "Best practice.",
        ),
        Para(
            "Five questions, asked in the wrong order or not at all. In the survey of practices, a minority "
            "reported a fixed set of questions for older cats, and fewer could produce it.^3^",
            "The difference.",
        ),
        Callout(
            "Likely cause: competence.",
            "Vets know that cats hide pain. They have no routine that brings it out, and the routine they "
            "learned was made for dogs.",
        ),
        Para(
            "Rehearsal of a structured interview, with real owners’ answers, including vague ones.",
            "Educational need.",
        ),
        Heading("Gap 2. Stillness is read as calm"),
        Para(
            "A cat that does not resist is recorded as “bright, easy to handle.” Posture, facial expression "
            "and the way down from the table are rarely noted.^5^",
            "Current practice.",
        ),
        Para(
            "Validated observation tools exist for facial expression and for movement, and short films made "
            "at home show what the table cannot.^4,6^ The tools differ in how well they have been tested in "
            "chronic pain, and the course will say which is which.",
            "Best practice.",
        ),
        Para(
            "The tools are published and free; they are known by name and little used. When practices were "
            "asked why, the first answer was not disbelief. It was “I have never seen somebody do it.”^5^",
            "The difference.",
        ),
        Callout(
            "Likely cause: competence and attitude.",
            "An unfamiliar score feels less certain than a familiar hand. Confidence comes with watching, "
            "scoring and comparing.",
        ),
        Para(
            "Repeated scoring of short films, with an expert’s score shown only afterwards.",
            "Educational need.",
        ),
        Heading("Gap 3. The owner’s words are not written down"),
        Para(
            "When owners do describe a change, the record translates it: “sleeping more” becomes “quiet,” "
            "and at the next visit “quiet” becomes “normal for age.”^2^",
            "Current practice.",
        ),
        Para(
            "Three observations in the owner’s own words, each with how often, so that the next visit "
            "can compare like with like.^4^",
            "Best practice.",
        ),
        Para(
            "A line that takes a minute to write and cannot be recovered later. The need is to practice "
            "choosing which three, since an owner may bring fifteen.",
            "The difference and the need.",
        ),
        Heading("The three gaps side by side"),
        Grid(
            ("Current practice", "Best practice", "Likely cause", "Need"),
            (
                (
                    "Appetite first, movement last",
                    "A structured interview, from “used to”",
                    "Competence",
                    "Rehearse the interview",
                ),
                (
                    "Stillness recorded as calm",
                    "Observation tools, films from home",
                    "Competence; attitude",
                    "Score films, compare with an expert",
                ),
                (
                    "Owner’s words translated",
                    "Three observations, verbatim",
                    "Performance",
                    "Choose and record the three that matter",
                ),
            ),
            (0.26, 0.28, 0.2, 0.26),
        ),
        Callout(
            "What education cannot fix.",
            "The length of the visit. A page that owners fill in during the week before can move part of the "
            "history out of the room, and is offered with the course; the appointment book is for the "
            "practice to change.",
        ),
        Heading("From need to objective", new_page=True),
        Para("After this activity, participants should be able to:"),
        Items(
            (
                "**Differentiate** pain behavior from aging behavior in cats using a structured owner "
                "interview. (Gaps 1 and 2)",
                "**Document** three owner observations that change the plan at the next visit. (Gap 3)",
            ),
            numbered=True,
        ),
        Heading("Proposed activity: learning to look"),
        Para(
            "Another lecture on pain medicines would be easy to fill and easy to fund. It would start where "
            "the present problem ends, since no medicine is chosen for a pain that nobody has recorded. The "
            "proposal is a course in looking."
        ),
        Grid(
            ("Part", "What learners do", "How we would know"),
            (
                (
                    "1. Films, self-paced",
                    "Score twelve short films made at home; see an expert’s score after each",
                    "Agreement with the expert, first four against last four",
                ),
                (
                    "2. Interview, live in pairs",
                    "Play owner and vet from a script with vague answers; swap",
                    "A partner’s checklist of five questions",
                ),
                (
                    "3. One week in practice",
                    "Send out the owner’s page; write three observations for two cats",
                    "Learners review their own notes against an example",
                ),
            ),
            (0.26, 0.44, 0.3),
        ),
        Heading("Outcomes"),
        Para(
            "Competence, Moore level 4, measured by matched films before and after, scored without knowing "
            "which is which. Performance is looked at only through learners’ own notes, and reported as what "
            "it is: self-review. Whether cats are in less pain is the question that matters most, and a "
            "course of this size cannot answer it."
        ),
        Heading("Balance and limits"),
        Para(
            "No product is named. Where treatment is mentioned, medicines, weight, surroundings and "
            "exercise are given as options with what each gives and what each asks of the owner. Behavior that "
            "looks like pain can have other causes, kidney and thyroid disease among them; the course says so "
            "on its first page. Doses are left to the label."
        ),
        Para("[Accreditation statement goes here]"),
        Heading("References", new_page=True),
        Para("All sources in this sample are invented and say so."),
        Items(
            (
                "Invented survey of owners of older cats. Fictionville Companion Animal Panel; 2024.",
                "Invented comparison of owners’ words with clinical records. Fictionville Veterinary "
                "Registry; 2023.",
                "Invented survey of history taking in general practice. Sample Association of Companion Animal "
                "Vets; 2024.",
                "Invented consensus advice on chronic pain in cats. Sample Working Group on Feline Pain; 2025.",
                "Invented interviews with veterinarians about observation tools. Fictionville Evidence Unit; "
                "2024.",
                "Invented review of films made at home as a clinical aid. Fictionville Evidence Unit; 2025.",
            ),
            numbered=True,
        ),
        Heading("How the search was done"),
        Para(
            "Two databases and one veterinary library, with owners’ words among the search terms: “slowing "
            "down,” “sleeps more,” “no longer jumps.” Without them, the surveys of owners did not appear."
        ),
        Grid(
            ("Where", "Question asked", "What was kept"),
            (
                ("Database A", "What do owners see before a diagnosis?", "Surveys, two kept"),
                ("Database B", "What do vets ask and record?", "Surveys and interviews, three kept"),
                ("Library", "Which observation tools are tested?", "Consensus advice and one review"),
            ),
            (0.22, 0.42, 0.36),
        ),
        Heading("For the provider"),
        Para(
            "The owner’s page, twelve film scripts without sound, and the checklist of five questions can be "
            "drafted from this paper. Consent for films made at home, and the expert scores, have to come "
            "from the faculty."
        ),
    ),
)

LIMP = Paper(
    kind="Case study · Spec sample, not accredited education · Invented animal",
    title="A Limp, a Vomit and an Owner Who Worries: Three Decisions",
    standfirst="The history comes from the owner, in her words. The findings come in order. The doses stay on the label.",
    footer="Spec sample, invented brief, no client. Not accredited education.",
    author="Anselm Fennimore",
    blocks=(
        Para(
            "Veterinarians in general practice. **Aims at:** competence, Moore level 4. **Takes:** about "
            "twenty minutes. [Accreditation statement goes here]",
            "For:",
        ),
        Heading("What the owner says"),
        Speech(
            "He’s been off on that back leg since the weekend. He had something for it, from when our old dog "
            "was alive, there was some left. And now he’s been sick twice. I know I shouldn’t have. Is it his "
            "kidneys? Just tell me if it’s his kidneys.",
            "The owner",
        ),
        Para(
            "A spaniel cross, middle-aged, neutered, a little heavy. Bright in the waiting room, and carrying "
            "the left hind leg at a trot. The owner has a bag with an unlabeled bottle in it and holds it on "
            "her lap with both hands."
        ),
        Decision(
            1,
            "What do you do in the first two minutes?",
            (
                "Ask to see the bottle, and say that bringing it was the right thing to do",
                "Examine the leg, since that is why he came",
                "Explain the danger of leftover medicines",
                "Take blood for kidney values at once",
            ),
            (
                "Her shoulders drop. The tablets are a pain reliever of the anti-inflammatory kind, given "
                "once a day for three days, with breakfast, and yesterday without. You now have the most "
                "important fact of the case, and an owner who will tell you the next one.^1^",
                "The leg can wait two minutes; the bottle may not. A dog that vomits on an unknown tablet has "
                "two problems, and only one of them is orthopedic.",
                "Everything you say is true, and she knew it in the car. She answers the next three questions "
                "with “no.” Say it later, when it will help the next dog.^1^",
                "You will want them, and soon. Without knowing what he had, and since when, you will not know "
                "how to read them.",
            ),
            0,
        ),
        Heading("What you find", new_page=True),
        Para(
            "He is hydrated, with a soft belly that tenses a little in front. Stool normal, no blood. The left "
            "stifle is thick and warm, and sore at full extension. There is no fever. The last vomit was this "
            "morning: food, then foam. He has kept down water since."
        ),
        Para(
            "You think of three things in order: the stomach, which the tablets may have upset; the kidney, "
            "which she fears and the tablets can harm; and the joint, which was there first. The results will "
            "take until the evening. She asks again whether it is his kidneys."
        ),
        Callout(
            "Pause here.",
            "What can you say that is true now, will still be true tonight, and lets her go home?",
        ),
        Decision(
            2,
            "What do you tell her before the results are back?",
            (
                "“It is almost certainly just his stomach.”",
                "“I can’t say anything until the results are here.”",
                "“I don’t know yet. Most dogs like him do well. The test tells us tonight, I will call you "
                "either way, and these two signs mean come sooner.”",
                "“It could be the kidneys. We have to be prepared.”",
            ),
            (
                "Likely, and kind. If you are wrong tonight, the second call will be a hard one, and she will "
                "hear every later reassurance through it.",
                "Correct, and it leaves her alone with the bag. She will look for an answer elsewhere before "
                "you have one.",
                "It gives the truth, the odds in words, the hour and what to watch for. Owners in the "
                "interviews remembered the hour best of all.^2^",
                "Also true. Said first and without odds, it is the only sentence she will remember.^2^",
            ),
            2,
        ),
        Heading("The evening, and the week after", new_page=True),
        Para(
            "Kidney values are within reference. There has been no more vomiting. The stifle is still sore, "
            "and films taken under sedation will wait for a calmer stomach. He needs something for pain, and "
            "the bottle on your desk belongs to a class that would have been a fair first choice last week."
        ),
        Decision(
            3,
            "How do you treat the pain for the next few days?",
            (
                "Restart the same tablets, with food",
                "Rest and a cold pack, a reliever of another class as its label directs, and a recheck with a "
                "date",
                "Nothing until the films are done",
                "Two relievers together, since one was not enough",
            ),
            (
                "The stomach has just complained about them. The label asks for a pause, and a joint that is "
                "only sore does not outweigh it.^3^",
                "It treats the pain, respects the stomach and keeps the first class open for later. The date "
                "is part of the treatment: with it, she will not go back to the cupboard.^3^",
                "It protects the stomach and leaves a sore dog and a worried owner in the same kitchen. That is "
                "how the cupboard was opened the first time.",
                "Some combinations have a place. Two of the same kind do not, and neither does any combination "
                "on the evening of a vomit.^3^",
            ),
            1,
        ),
        Heading("What to take away"),
        Items(
            (
                "Thank the owner for the bottle. The history is worth more than the lecture.",
                "Before results, give the odds in words, an hour, and two signs.",
                "A recheck date is treatment. Write it on the label you hand over.",
            )
        ),
        Heading("References"),
        Para(
            "Invented for this sample, and marked so. 1. Invented survey of leftover medicines in households "
            "with pets. 2. Invented interviews with owners who waited for results. 3. Invented advice on pain "
            "relief after stomach upset in dogs. The dog, the owner and the clinic were made up."
        ),
    ),
)

DENTAL_MODULE = Paper(
    kind="Web module · Outline · Redacted",
    title="Charting the Mouth: a module for veterinary technicians",
    standfirst=(
        "Shared with permission; redacted in March. Two pages of a longer outline, written for a national "
        "association. Facts were taken out, not covered up."
    ),
    footer="Shared with permission; redacted. Not accredited education in this form.",
    author="Anselm Fennimore",
    blocks=(
        Heading("What this outline shows"),
        Para(
            "How a hand skill is broken into screens, where the learner acts, and how a wrong answer is met. "
            "Taken out: the client’s name, the experts, the dates, the budget, the reviewers’ remarks and "
            "everything specific to the client’s charting form."
        ),
        Para("[Accreditation statement goes here]"),
        Heading("Objectives"),
        Items(
            (
                "**Document** the findings of a full dental examination on a chart, using standard tooth numbers.",
                "**Differentiate** four kinds of lesion that are often entered under one code, using "
                "photographs.",
                "**Prioritize** three findings that the veterinarian needs to hear before the procedure goes on.",
            ),
            numbered=True,
        ),
        Heading("Screens"),
        Grid(
            ("Screen", "What is there", "What the learner does"),
            (
                (
                    "1. The chart that misled",
                    "A finished chart, and the mouth it claims to show",
                    "Finds what does not match",
                ),
                ("2. Numbers", "A jaw that can be turned", "Names six teeth, then six from the other side"),
                (
                    "3. Order of work",
                    "One mouth, four possible routes",
                    "Chooses a route; sees what each one misses",
                ),
                ("4. Four lesions", "Photographs in pairs", "Sorts them; a wrong pair comes back later"),
                (
                    "5. Codes",
                    "The sorted lesions again",
                    "Enters each one; feedback compares with an expert’s chart",
                ),
                ("6. Speak up", "A short film, stopped three times", "Picks what to say aloud, and to whom"),
                ("7. Practice chart", "A new mouth, no hints", "Charts it whole; gets a marked copy"),
                (
                    "8. Test",
                    "Two mouths, matched for difficulty",
                    "Charts both; the standard is set by the client",
                ),
            ),
            (0.24, 0.38, 0.38),
        ),
        Heading("One screen, as written", new_page=True),
        Para(
            "The film stops. You have charted half the mouth; the veterinarian is placing the drape. You have "
            "seen three things she has not.",
            "Screen 6, second stop. Narration.",
        ),
        Grid(
            ("What you could say", "What the learner hears back"),
            (
                (
                    "“There is a lot going on in here.”",
                    "She nods and goes on. You were right, and she cannot act on it. Say one finding, and where.",
                ),
                (
                    "“Before you start: upper left, the fourth premolar has a fracture into the pulp.”",
                    "She stops and looks. A finding, a place and a moment: that is all it takes. The plan changes.",
                ),
                (
                    "“I will write it all down for you.”",
                    "You did, and she reads it after the procedure. The chart was right; the timing was not.",
                ),
                (
                    "“Is it all right if I mention something?”",
                    "“Of course,” she says, and waits. Polite, and a few seconds lost. Begin with the finding.",
                ),
            ),
            (0.4, 0.6),
        ),
        Heading("How wrong answers are met"),
        Para(
            "No answer is called wrong without its consequence. A lesion entered under the wrong code leads to "
            "the plan that a colleague would make from it, and the learner sees both mouths at the recheck. "
            "Feedback names what was right in the choice first, in one sentence, then what it missed."
        ),
        Callout(
            "Access.",
            "Every photograph carries a description that gives the finding without giving the answer. The jaw "
            "can be turned with the keyboard. Films have captions and a written version.",
        ),
        Heading("What happened in review"),
        Para(
            "The subject-matter expert asked for one more chart to practice on before the test. Screen seven "
            "is the result. The editor asked for fewer words on screen four, and it lost half of them."
        ),
    ),
)

FULL_CASE_FILE = Paper(
    kind="Clinic record · Private · Invented, to be caught by the check",
    title="Full case file",
    standfirst=(
        "A made-up record that looks like a real one. It is here so that the share check has something to find, "
        "and it is never shown."
    ),
    footer="Invented record for testing the share check. Not for sharing.",
    author="Fictionville Animal Clinic",
    blocks=(
        Heading("Owner and animal"),
        Grid(
            ("Field", "Entry"),
            (
                ("Owner", "Mrs. Philippa Garrowby"),
                ("Address", "14 Tanner Street, Fictionville 00000"),
                ("Telephone", "(555) 555-0187"),
                ("E-mail", "p.garrowby@example.com"),
                ("Patient", "Biscuit, cat, female, neutered, 16 years old"),
                ("Microchip", "999000123456789"),
                ("Record number", "MRN 0048213"),
                ("Insurance", "Policy no. FV-2290-4471"),
            ),
            (0.3, 0.7),
        ),
        Heading("History"),
        Para(
            "Seen 03/14/2026. Mrs. Garrowby reports that Biscuit no longer jumps to the window and has slept "
            "in the laundry basket since the family moved from the bakery on Tanner Street. The neighbor, who "
            "is 92 years old and feeds the cat on weekdays, has noticed the same."
        ),
        Para("Referred by Dr. Emeric Vale. Copy of the report sent by fax to 555-0188 on March 16, 2026."),
        Heading("Findings and plan"),
        Para(
            "Stiff over both hips, coat matted along the back. Pain relief started as the label directs. Owner "
            "to keep a page of observations and return with it on 04/02/2026."
        ),
        Para(
            "A reader of these lines can see why a real record is never a sample. Taking out the names is not "
            "enough: a bakery, a street and a neighbor of that age would lead anyone in town to the door.",
            "Note.",
        ),
    ),
)
