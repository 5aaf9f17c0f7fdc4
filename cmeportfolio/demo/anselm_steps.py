"""What Anselm Fennimore did for each step of the five milestones, in his own words."""

from .records import StepRecord

DONE = (
    StepRecord(
        "1.1",
        "draw-the-ecosystem",
        1,
        "note",
        """Five boxes, veterinary edition.
- Accreditors approve programs or providers. For vets that is the AAVSB, through RACE.
- Providers plan and run the education. The AVMA is one.
- Funders pay: registration fees first, then sponsors. In my corner, government pays now and then; Health Canada is my example for public funding.
- Learners are vets and technicians. My provincial colleagues belong to the Canadian Veterinary Medical Association.
- Patients have owners, so the last box holds two. The shelters of the ASPCA stand for both.
Writers are paid at two arrows: when a course is planned, and when it is filled with words.""",
    ),
    StepRecord(
        "1.3",
        "learn-the-five-standards",
        1,
        "note",
        """In my words, with what each one forbids me.
1. Teach what the evidence supports. I may not pass off habit as evidence.
2. Keep sellers out of the room where teaching is made. I may not send a draft to a company for a look.
3. Say who pays you. I may not start before I have said it.
4. The provider holds the purse. I may not be thanked by a sponsor in money.
5. Keep advertising at a distance. I may not put a logo on a handout.
An ineligible company makes or sells products used by or on patients. Pet food firms are not named there; I treat them the same.""",
    ),
    StepRecord(
        "1.4",
        "sort-the-credit-systems",
        2,
        "note",
        """Seven rows: who, who accredits, what is collected.
- Veterinarians: AAVSB through RACE; hours. My first market.
- Physicians: ACCME; the AMA's credit.
- PAs: the AAPA; its own credit.
- Nurses: ANCC; contact hours.
- Pharmacists: ACPE; contact hours.
- Dentists: ADA CERP; hours.
- Optometrists: ARBO through COPE; hours.
New to me: New York keeps its own veterinary approval beside RACE, so a module may need two applications. I will ask clients about that before I write the opening page.""",
    ),
    StepRecord(
        "1.6",
        "disclose-yourself",
        2,
        "checklist",
        ticked=(
            "Period covered: the past 24 months",
            'Companies named, or "none": none, veterinary companies included',
            "Nature of each relationship: not applicable",
            "Date signed: kept with my contracts",
        ),
    ),
    StepRecord(
        "1.7",
        "dissect-a-real-activity",
        2,
        "note",
        """A short free course on handling, taken as a learner, its first page labeled.
- Audience: small animal teams.
- Objectives: four, two of which can be tested.
- Accreditation statement: present.
- Credit statement: hours, with the state that differs.
- Faculty disclosures: one speaker, no relationships.
- Support: none, and the page says so.
- Dates: release only; I could not find an expiry.
- Taking part: watch, answer, download.
One improvement: the quiz names a muscle. I would ask what to do when the cat freezes, since that is what the film teaches.""",
    ),
    StepRecord(
        "1.8",
        "start-a-glossary",
        1,
        "note",
        """- Accredited provider: organization allowed to run certified education.
- Program approval: a yes for one course.
- Gap: what we do, set against what we could.
- Need: the missing knowledge or skill.
- Objective: what a learner can show afterwards.
- Disclosure: saying who pays you.
- Mitigation: keeping that from mattering.
- Sponsor: pays, and stays outside.
- Faculty: whose expertise it is.
- Planner: whoever decides content.
- Enduring: waits for the learner.
- Interactive: answers back.
- Competence: can do it in class.
- Performance: does it at work.
- Outcome: what moved, with a measure.""",
    ),
    StepRecord(
        "1.10",
        "read-your-professions-rules",
        3,
        "note",
        """I read the registry standards for veterinary CE beside those for physicians. Three differences. First, the registry can approve a single program as well as a provider, while the physician body accredits organizations only. Second, hours are counted by how the course is delivered, and self-study is treated apart. Third, companies that sell for animals are not named in the human rules, so I hold myself to the stricter reading. Rule named: the registry's own program standards, in the edition I could open; I will check for a newer one before quoting it.""",
    ),
    StepRecord(
        "2.1",
        "apply-andragogy",
        2,
        "note",
        """Topic: pain in older cats.
- Need to know: show a cat that was called old and was sore.
- Self-direction: choose one of three households to follow.
- Experience: ask for the last cat that surprised them.
- Readiness: offer it before the season of dental checks.
- Orientation: arrange by what the owner says, not by joint.
- Motivation: a record that makes the next visit shorter.
Misfit: the problem-first order. New graduates asked me for anatomy first, and on reflection five minutes of it would cost nothing.""",
    ),
    StepRecord(
        "2.2",
        "climb-blooms-ladder",
        3,
        "note",
        """- List five changes at home that owners of older cats report before a diagnosis is made.
- Explain why a calm cat on the table may still be in pain at home.
- Document three owner observations that change the plan at the next visit.
- Differentiate pain behavior from aging behavior in cats using a structured owner interview.
- Decide whether to culture, treat or watch a dog with a first uncomplicated skin infection, based on lesion type and history.
- Design a one-week observation page for owners, using words that two readers understand alike.
The third, fourth and fifth went into real samples. The first is easy to test and not worth an hour of anyone's evening.""",
    ),
    StepRecord(
        "2.3",
        "write-an-objective-set",
        3,
        "own-word",
        "My set lives inside the needs assessment and the deck, so I have marked this as done on my own word. Three objectives, one verb each, and each has a gap and a test beside it. When I have time it becomes a sample of its own.",
    ),
    StepRecord(
        "2.5",
        "plan-with-kern",
        3,
        "note",
        """1. Problem: pain in older cats is seen at home and lost on the way to the record.
2. Targeted needs: vets in general practice ask about appetite and weight, seldom about jumping.
3. Goals and objectives: a structured interview, three observations written down, a plan that follows from them.
4. Strategies: short films of homes, paired interviews, one week of practice, a return session.
5. Implementation: two evenings, owners' films with consent, one moderator.
6. Evaluation and feedback: matched cases before and after; ten records looked at by the learners themselves.""",
    ),
    StepRecord(
        "3.1",
        "choose-three-deliverables",
        4,
        "note",
        """Case studies, because I have told stories in the staff room for eleven years and people remember the ones with a wrong turn. Owner handouts, since I write plainly and most handouts do not. Web modules, because that is what the publishers I know assign. Planning, teaching and support: it leaves assessment as the weak side, and I have made that one of my two goals for the next quarter.""",
    ),
    StepRecord(
        "3.2",
        "pick-a-therapeutic-area",
        4,
        "note",
        """Small animal medicine, with a one-health edge, for veterinarians in general practice. Why now: advice on pain scales for cats and on the careful use of antibiotics has been renewed in the last few years, and the general practitioner is the one who has to carry it into a fifteen-minute visit. I can judge that evidence, and I know the visit. Horses and herds I leave to people who have stood in the barn.""",
    ),
    StepRecord("3.3", "write-a-spec-needs-assessment", 7, "sample"),
    StepRecord("3.4", "build-a-spec-slide-deck", 9, "sample"),
    StepRecord(
        "3.5",
        "write-a-case-and-questions",
        9,
        "own-word",
        "The case is finished and shown here. The four questions exist on paper, and two of them still have a distractor nobody would choose, so I have not made them a sample. Marked as done on my own word, and it bothers me a little.",
    ),
    StepRecord(
        "3.6",
        "label-your-samples",
        10,
        "checklist",
        ticked=(
            "Every required detail present on three samples",
            "Spec line on the first page of each",
            "Hidden-data check run on each file",
        ),
    ),
    StepRecord("3.9", "write-for-patients", 9, "sample"),
    StepRecord("4.1", "take-a-baseline", 1, "rating"),
    StepRecord(
        "4.2",
        "drill-terminology",
        4,
        "note",
        """Fifty terms. Ten in two voices, colleague first, owner second.
- Osteoarthritis: degenerative joint disease; worn, sore joints.
- Pruritus: itch; itching.
- Pyoderma: bacterial skin infection; infected skin.
- Lethargy: reduced activity; slower than usual.
- Palpation: examination by touch; feeling with the hands.
- Analgesia: pain relief; pain relief.
- Cytology: cells under a microscope; looking at a smear.
- Susceptibility: which agents inhibit growth; which medicine would work.
- Emesis: vomiting; being sick.
- Chronic: lasting months; long-lasting.
The other forty: abscess, acute, allergen, alopecia, anorexia, atopy, biopsy, body condition, carpus, colony, crepitus, culture, degenerative, dermatitis, effusion, erosion, erythema, flare, folliculitis, gait, grooming, hock, hyperesthesia, inflammation, interdigital, lameness, lesion, mobility, nociception, papule, patella, posture, pustule, radiograph, relapse, resistance, stewardship, stifle, swab, topical.""",
    ),
    StepRecord(
        "4.3",
        "document-a-search",
        4,
        "note",
        """Question: in dogs with a first uncomplicated skin infection (P), does topical care with a planned recheck (I), compared with a tablet at once (C), clear the skin as well (O)? Two bibliographic databases, one veterinary library, two guideline pages. String: (dog OR canine) AND (pyoderma OR folliculitis) AND (topical OR "watchful waiting") AND (culture OR recheck). Run on a Wednesday evening in the fourth week. Filters: English, ten years, because five left me with crumbs. Counts: 164 found, 131 after duplicates, 22 read, 9 kept. Gray sources: one national surveillance report, one college's position.""",
    ),
    StepRecord(
        "4.4",
        "appraise-two-sources",
        5,
        "note",
        """Trial (invented for practice). Question: washing with a medicated shampoo against tablets in dogs. Design: randomized, owners not blinded, four weeks. Main result: similar numbers cleared in both groups, printed as counts. Harms: loose stools with tablets, sore hands with shampoo. Limits: keen owners, short follow-up. Funding: a university.
Guideline (invented for practice). Made by a working group of dermatologists and microbiologists; grading explained on one page; food animals excluded.
What a colleague should do differently: look at a smear before reaching for the shelf, and book the recheck before the owner leaves.""",
    ),
    StepRecord(
        "4.5",
        "style-your-references",
        5,
        "note",
        """Ten invented references, set in one style.
1. Alder P. Cats that stop jumping. Vet Fict. 2024;1(1):1-6.
2. Brine C, Holm S. What owners write. Invented Vet J. 2023;4(2):20-28.
3. Crane T. Smears first. Fict Dermatol. 2025;2(1):9-12.
4. Dale R. Waiting with a date. Vet Fict. 2022;3(3):30-35.
5. Elm J, Fox K. Scales for cats. Invented Pain J. 2024;6(4):61-70.
6. Working Group on Skin. Careful Use. Fictionville Press; 2025.
7. Gale M. Owners and tablets. Pract Fict. 2021;7(2):77-80.
8. Hart N. The waiting room as history. Vet Fict. 2023;2(6):44-49.
9. Isle B. Recheck by telephone. Invented Vet J. 2024;5(1):12-15.
10. Juno W. Photographs and consent. Fict Ethics. 2025;1(1):3-7.
Two came out of the manager without an issue number. I had believed it until I looked.""",
    ),
    StepRecord(
        "4.7",
        "edit-for-balance",
        10,
        "checklist",
        ticked=(
            "Generic names: none needed",
            "Every reasonable option present: waiting added to the table",
            "Harms in the same form as benefits: one row rewritten",
            "New or uncertain practice labeled: one label added",
            "No promotional adjectives: one cut",
        ),
    ),
    StepRecord(
        "4.8",
        "set-your-ai-policy",
        5,
        "note",
        """Allowed: turning my own voice notes into text, and nothing that leaves my sentences rearranged. Never: client files, owners' letters, animal records, references, or pictures of real animals. How I verify: I listen to the recording again beside the text, and every fact is looked up in its source after that, not before. How I disclose: each sample says whether a transcription was used, and the profile carries two lines. If a client forbids even that, I type.""",
    ),
    StepRecord(
        "4.9",
        "rate-again",
        12,
        "rating",
        """Rated without looking, then compared. Most lines moved by one, five of the weakest by two, and clinical context had nowhere to go. I trust the twos least. Goal one: assessment writing, to be proved by four items on the limp case that a stranger reviews. Goal two: outcomes thinking, to be proved by a one-page plan for the cat course with a baseline in it, because I notice that I describe change and forget to measure where it began.""",
    ),
    StepRecord("5.1", "write-your-positioning", 10, "profile"),
    StepRecord(
        "5.2",
        "tune-your-linkedin",
        11,
        "link",
        link="https://example.com/in/anselm-fennimore",
        ticked=(
            "Headline names the deliverable and the area",
            "About opens without jargon",
            "Featured holds the portfolio",
        ),
    ),
    StepRecord("5.3", "publish-your-portfolio", 11, "sample"),
    StepRecord("5.4", "build-a-prospect-list", 11, "contact"),
    StepRecord(
        "5.5",
        "join-one-community",
        2,
        "note",
        """Group: an online circle of veterinary writers and editors, joined in the second week. I wrote: "Anselm, small animal vet, eleven years, clinic newsletter to my name. I can tell you what an owner would really say. I cannot yet write a test question that fools nobody. Glad to trade the first for the second." Sable answered within the hour with a question that fooled me, and we have swapped drafts ever since.""",
    ),
)

IN_PROGRESS = (
    StepRecord(
        "3.7",
        "get-a-peer-review",
        11,
        "note",
        "Sable has the deck. Two comments are in: slide five tries to do two jobs, and the owner should speak sooner.",
    ),
    StepRecord("5.7", "send-six-tailored-messages", 12, "contact"),
    StepRecord("5.9", "attend-one-event", 12, "contact"),
)
