"""What Marisol Quint did for each step of the five milestones, in her own words."""

from .records import StepRecord

DONE = (
    StepRecord(
        "1.1",
        "draw-the-ecosystem",
        1,
        "note",
        """My page has five boxes.
- Accreditors set the rules for organizations, not for single activities. Mine to know: ACCME and ACPE.
- Providers plan and answer for the education. Example: a specialty society such as the American College of Clinical Pharmacy.
- Funders pay through grants, fees or parent budgets. Example: AHRQ, because I want one without a product.
- Learners change what they do. Example: members of the American Pharmacists Association.
- Patients are the reason. Example: people who turn to the National Kidney Foundation.
Money reaches a writer at two places: when the provider prepares a proposal, and when the funded activity is built. I can now draw it from memory, badly but completely.""",
    ),
    StepRecord(
        "1.2",
        "trace-the-history",
        1,
        "note",
        """Ten dates, each with the problem it answered.
- 1947: the society of general practice makes continuing education a condition of membership; training was fading after school.
- 1968: the AMA creates its award and credit system; effort had no common unit.
- 1974: the Alliance forms; people who run the education had no professional home.
- 1976: the academic society is founded; university offices needed research on what works.
- 1981: ACCME replaces its predecessor; accreditation needed one accountable body.
- 1982: the first Essentials; planning had no shared method.
- 1992: rules for commercial support adopted; industry money was shaping programs.
- 2009: Joint Accreditation; teams learned in separate rooms.
- 2009: the seven-level outcomes framework; attendance was being mistaken for change.
- 2022: the present Standards take effect; independence needed plainer words.
The thread is obvious once it is on one page: every reform protects somebody who is not in the room.""",
    ),
    StepRecord(
        "1.3",
        "learn-the-five-standards",
        1,
        "note",
        """My five sentences, each with what it forbids me.
1. Content must be valid. I may not recommend what the evidence does not carry.
2. No marketing inside education. I may not let a company suggest, choose or edit a word.
3. Relationships are found, mitigated and disclosed. I may not touch a brief before my own statement is signed.
4. Support is managed by the provider. I may not take direction, or extra pay, from a supporter.
5. Promotion stays apart from teaching. I may not place a logo or a product message in my slides.
Ineligible company, without looking: a firm that lives mainly from making, selling or supplying healthcare products that are used by or on patients.""",
    ),
    StepRecord(
        "1.4",
        "sort-the-credit-systems",
        2,
        "note",
        """Seven rows, profession, who accredits the provider, what the learner collects.
- Physicians: ACCME or a recognized state society; the AMA's credit.
- PAs: the AAPA's system; the AAPA's own category of credit.
- Nurses: ANCC; contact hours.
- Pharmacists: ACPE; contact hours, and the activity is knowledge, application or practice. My first market.
- Dentists: ADA CERP; hours of dental education.
- Optometrists: ARBO through COPE; COPE hours.
- Veterinarians: AAVSB through RACE; hours that most boards accept.
The surprise was that the AMA owns its credit but does not accredit anyone. I had that wrong for years, and I will not say an activity is approved by an accreditor again.""",
    ),
    StepRecord(
        "1.5",
        "follow-the-money",
        2,
        "note",
        """One public call for independent education, read to the end and summarized without its sender.
- Gap: late recognition of kidney disease in primary care.
- Audience: primary care teams, pharmacists named.
- Format: open, with a preference for repeated contact over one event.
- Outcomes: at least competence, with performance encouraged.
- Deadline: six weeks after the call appeared.
- Budget: a ceiling for the whole project, no split given.
- Independence: one paragraph says that the applicant alone designs and runs the education.
What struck me: the call never asks for a lecture, yet half the examples I have seen would answer it with one.""",
        link="https://example.com/published-grant-call",
    ),
    StepRecord(
        "1.6",
        "disclose-yourself",
        2,
        "checklist",
        ticked=(
            "Period covered: the past 24 months",
            'Companies named, or "none": none',
            "Nature of each relationship: not applicable",
            "Date signed: noted in my own file",
        ),
    ),
    StepRecord(
        "1.7",
        "dissect-a-real-activity",
        2,
        "note",
        """I finished a half-hour activity on a public education hub and labeled its opening page.
- Audience: primary care and pharmacy, stated first.
- Objectives: three, one of them with the verb "review".
- Accreditation statement: complete, in the provider's own words.
- Credit statement: separate for each profession.
- Faculty disclosures: two names, with what was done to mitigate.
- Support: acknowledged in one line, no logo.
- Dates: release and expiry, three years apart.
- How to take part: read, answer, pass, evaluate.
One improvement: the case and the test ask different things. I would rewrite question two so that it measures the decision the case practices.""",
    ),
    StepRecord(
        "1.8",
        "start-a-glossary",
        1,
        "note",
        """- Gap: the distance between what happens and what could happen.
- Need: what a learner lacks that keeps the gap open.
- Provider: the organization that answers for the education.
- Joint providership: two organizations plan together, one is accredited.
- Ineligible company: a maker or seller of products patients use.
- Mitigation: what is done so that a relationship cannot bend content.
- Commercial support: money or help from such a company.
- Enduring material: learning with no fixed hour or place.
- Series: repeated sessions for a provider's own staff.
- Fair balance: every reasonable option gets the same light.
- Faculty: the experts whose teaching it is.
- Planner: anyone who helps decide content, writers included.
- Competence: knowing how, shown in an educational setting.
- Performance: what is done at work.
- Outcome: the change that was measured, not hoped for.""",
    ),
    StepRecord(
        "2.1",
        "apply-andragogy",
        2,
        "note",
        """Topic: potassium monitoring after starting kidney therapy. One design choice for each assumption.
- Need to know: open with a therapy that stopped for no good reason.
- Self-direction: let learners choose which of three patients to follow.
- Experience: ask for the last call they made, before showing ours.
- Readiness: run it in the month the clinic changes its protocol.
- Orientation: organize by decision, not by drug class.
- Motivation: show what one steady schedule spared the team.
The misfit is self-direction. Newly qualified pharmacists told me they want a path first and a choice later, so the first case has no menu.""",
    ),
    StepRecord(
        "2.2",
        "climb-blooms-ladder",
        3,
        "note",
        """- List three causes of a falsely raised potassium result in an outpatient sample.
- Explain why one raised result calls for a repeat test before therapy stops.
- Select a potassium-monitoring schedule for adults starting a renin-angiotensin inhibitor, based on kidney function and baseline potassium.
- Prioritize three drug interactions that need a call to the prescriber during a refill visit.
- Justify a decision to continue therapy after a mild rise, using the repeat result and the patient's history.
- Design a restart note that names a person, a date and a condition for patients whose therapy is paused.
The third and the fourth are the two I keep: I can picture the question that would test each of them.""",
    ),
    StepRecord("2.3", "write-an-objective-set", 3, "sample"),
    StepRecord(
        "2.4",
        "map-miller-and-moore",
        3,
        "note",
        """Activity: the webinar behind my objective set. Highest Miller stage taught: shows how, because learners rehearse a call aloud in pairs. Highest Moore level measured in my first plan: level 3, since the test asked for facts about interactions. Mismatch: it taught more than it measured. Fix: replace two recall questions with a short case before and after, so that level 4 is measured in the same setting in which it was practiced. I claim nothing at level 5; nobody would be watching the counter.""",
    ),
    StepRecord(
        "2.5",
        "plan-with-kern",
        3,
        "note",
        """1. Problem: helpful kidney therapy ends after one raised result.
2. Targeted needs: clinic pharmacists see the result first but have no shared schedule and no script.
3. Goals and objectives: fewer silent stops; select a schedule, write a restart note, give short diet advice.
4. Strategies: case workshop, four weeks at work, then a return session with notes brought back.
5. Implementation: two sessions of forty-five minutes, a moderator, a laboratory colleague for questions.
6. Evaluation and feedback: matched cases before and after, notes scored against four lines, results shown to learners.
I reused this page as the skeleton of the needs assessment, and it saved me a day.""",
    ),
    StepRecord(
        "3.1",
        "choose-three-deliverables",
        4,
        "note",
        """Needs assessment, because nine years of asking why a therapy stopped is the same work with better references. Slide deck, because I have taught students at a counter and can hear when a sentence cannot be spoken. Test items, because pharmacists are examined all their lives and I am tired of questions that reward good guessing. Together they show planning, teaching and assessment, which is the range that the directors I spoke to asked about first.""",
    ),
    StepRecord(
        "3.2",
        "pick-a-therapeutic-area",
        4,
        "note",
        """Primary care first, cardiovascular medicine second, and pharmacists as the one audience. Why now: advice on continuing kidney and heart therapy through small changes in laboratory results has moved recently, and pharmacists increasingly hold the monitoring. I can judge this evidence without borrowing an opinion. The pair is narrow on purpose. When an editor thinks of potassium and pharmacists in one sentence, I would like to be the name that follows.""",
    ),
    StepRecord("3.3", "write-a-spec-needs-assessment", 7, "sample"),
    StepRecord("3.4", "build-a-spec-slide-deck", 9, "sample"),
    StepRecord("3.5", "write-a-case-and-questions", 9, "sample"),
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
        """Fifty terms from two guidelines. Ten with both definitions, specialist first, patient second.
- Albuminuria: albumin excreted in urine above the reference range; protein leaking into the urine.
- Hyperkalemia: serum potassium above the reference range; too much potassium in the blood.
- Hemolysis: red cell rupture in the sample; blood cells that broke in the tube.
- Anticoagulant: agent that inhibits clot formation; a blood thinner.
- Adherence: extent to which use matches the agreed plan; taking it as agreed.
- Titration: stepwise dose change against response; finding the amount that suits you.
- Contraindication: a reason not to use; a reason it is not for you.
- Interaction: change of effect by another agent; two things that mix badly.
- Filtration rate: volume filtered per unit of time; how well the kidneys clean.
- Thromboembolism: clot that travels; a clot that moves.
The other forty: afterload, aldosterone, antifungal, antiplatelet, arrhythmia, atrial fibrillation, baseline, bioavailability, biomarker, bradycardia, cardiorenal, clearance, cohort, comorbidity, composite endpoint, creatinine, cytochrome, diuretic, edema, effect size, ejection fraction, enzyme inhibitor, exposure, formulary, half-life, heart failure, hepatic, hypertension, incidence, ischemia, metabolite, monitoring interval, nephropathy, persistence, prevalence, protein binding, renin, steady state, stroke, surrogate endpoint.""",
    ),
    StepRecord(
        "4.3",
        "document-a-search",
        4,
        "note",
        """Question: in adults with kidney disease on a renin-angiotensin inhibitor (P), does a stepped reply to a raised potassium result (I), compared with stopping (C), keep more people on therapy (O)?
Databases: two bibliographic databases and one guideline portal. String: ("potassium" OR "hyperkalemia") AND ("renin-angiotensin" OR "angiotensin") AND ("discontinu*" OR "persisten*" OR "restart"). Run on the second Monday of the month. Filters: adults, English, past five years.
Counts: 212 records, 168 after duplicates, 31 read in full, 12 kept. Gray sources: two registry reports and one quality report. What I would change: add the word "deprescribing", which a colleague used and my string did not.""",
    ),
    StepRecord(
        "4.4",
        "appraise-two-sources",
        5,
        "note",
        """Trial (invented for practice). Question: does a pharmacist-led schedule keep people on therapy? Design: randomized by clinic, one year, open label. Main result: more people still on therapy, reported as counts in both groups. Harms: raised results were as frequent in both. Limits: volunteers' clinics, no blinding of staff. Funding: public.
Guideline (invented for practice). Made by a society panel with two patients on it. Evidence graded in three steps, with the reasons printed. Excluded: people on dialysis, so I must not stretch the advice to them.
What a clinician should do differently: repeat the test before stopping, and write down who restarts.""",
    ),
    StepRecord(
        "4.5",
        "style-your-references",
        5,
        "note",
        """Ten invented references in AMA style, to practice punctuation and order.
1. Ardent B, Lowe K. Stops after a raised result. J Invented Nephrol. 2024;1(1):1-9.
2. Oriel T. Who restarts? Fict Prim Care. 2023;2(4):10-14.
3. Sample Society. Stepped Replies: A Practice Guide. Fictionville Press; 2025.
4. Vane R, Moss L, Teal P. Diet advice that fits. Invented Diet J. 2024;5(2):33-40.
5. Quill A. Refill gaps as signals. Pharm Fict. 2022;8(3):101-107.
6. Noon D, Reyes F. Calls to prescribers. J Invented Pharm. 2025;3(1):2-8.
7. Fictionville Registry. Annual Report. Fictionville Registry; 2024.
8. Hale S. Tests in broken tubes. Lab Fict. 2023;6(6):61-63.
9. Birch E, Stone M. Notes that travel. Invented Qual J. 2024;9(1):12-19.
10. Pell J. What patients heard. Voice Fict. 2025;1(2):5-11.
My manager had capitalized two titles and lost one issue number. I found both by reading aloud.""",
    ),
    StepRecord("4.6", "fact-check-a-sample", 10, "sample"),
    StepRecord(
        "4.8",
        "set-your-ai-policy",
        5,
        "note",
        """Allowed: suggesting an order for an outline; grammar and spelling on my own text. Never: client material, anything about a patient, references, numbers, or a first draft of a rationale. How I verify: I open every source myself and read the passage the claim rests on, and I read the final text aloud against my notes. How I disclose: the tool, the month and the task go on the sample's record, and the two-line version stands on my profile.""",
    ),
    StepRecord(
        "4.9",
        "rate-again",
        12,
        "rating",
        """Compared after rating, not before. Twelve competencies rose by one level or two, eight did not move, and I believe the eight. Goal one: outcomes thinking, from beginning to working level, proved by a one-page outcomes summary from invented data that says what the design cannot show. Goal two: visual communication, proved by redrawing one public table so that a reader gets the message from the title alone, checked with three people who have not read the source.""",
    ),
    StepRecord("5.1", "write-your-positioning", 10, "profile"),
    StepRecord(
        "5.2",
        "tune-your-linkedin",
        11,
        "link",
        link="https://example.com/in/marisol-quint",
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
        """Group: a small writers' circle for people who teach health professionals, joined in the second week of the plan. My introduction: "I am Marisol, a pharmacist who is learning to write for pharmacists. I am good at reading refill histories and bad at charts. If somebody would like a pharmacist's eye on a case, send it, and tell me one thing about my next chart in return." Three people answered. Wren was one of them, and we still swap a piece every month.""",
    ),
)

IN_PROGRESS = (
    StepRecord(
        "3.7",
        "get-a-peer-review",
        11,
        "note",
        "Asked Wren to read the needs assessment against three questions. One comment so far: the restart gap is the stronger one, so why is it second?",
    ),
    StepRecord(
        "4.7",
        "edit-for-balance",
        11,
        "checklist",
        ticked=("Generic names", "Every reasonable option present", "No promotional adjectives"),
    ),
    StepRecord("5.7", "send-six-tailored-messages", 12, "contact"),
)
