"""Marisol Quint's samples that were pasted as text: Markdown, in full."""

TEST_ITEMS = """# Four Questions on Choosing and Changing Therapy

*Spec sample, not accredited education. The patient, the sources and the activity are invented.*

Written to the case *The Refill That Did Not Add Up*. Each item names the objective it measures. Every option has a reason.

[Accreditation statement goes here]

## Item 1. What to ask first

**Measures:** Interpret a refill pattern in a person who takes a blood thinner.

A man in his sixties takes a blood thinner for an irregular heart rhythm. His bottle is nearly full two weeks after it should have been empty. He feels well and would like something for a sore knee. Which question comes first?

- A. How did you take the blood thinner this past week?
- B. Is the price of the blood thinner a problem?
- C. What have you tried for the knee so far?
- D. Would a weekly pill box help you?

**Best answer: A.** An open question about an ordinary week shows the pattern without blame, and everything else depends on it.[1]
B. Cost is a frequent reason for missed doses, but it is one explanation among several. Asked first, it suggests the answer.[1]
C. The knee matters for the next decision. A pain reliever cannot be chosen before it is known what he takes.[2]
D. A pill box answers forgetting. Nobody knows yet that he forgets.[1]

## Item 2. Whom to call

**Measures:** Prioritize three drug interactions that need a call to the prescriber.

The case lists four recent additions by other clinics. Which one deserves a call to its prescriber today?

- A. A cream against inflammation, for a small area
- B. An antifungal taken by mouth
- C. An eye drop for dry eyes
- D. A multivitamin without herbs

**Best answer: B.** It can slow the clearance of his blood thinner, the effect grows over days, and neither clinic may know of the other.[3]
A. Absorption from a small area for a short time is limited. Note it and give advice; a call is not the first use of the hour.[2]
C. Little of it reaches the blood. Write it down and move on.[3]
D. Ask what it contains, and write it down.[3]

## Item 3. The same item, before and after peer review

**Measures:** Select the next step when a therapy change leaves a risk uncovered.

*First draft.* The prescriber decides to pause the antifungal. Which step makes sure that the pause is **reviewed**?

- A. Ask him to come back if he feels unwell
- B. Note the pause in the record, with a person and a day on which it will be **reviewed**
- C. Remove the antifungal from the list
- D. Tell the family

*What the reviewer said.* "The word *reviewed* appears in the stem and in one option only, and that option is twice as long as the others. I would pick it without reading the case." Both are known item-writing flaws.

*Final text.* The prescriber decides to pause the antifungal. Which step best protects him over the coming month?

- A. Ask him to return if he feels unwell
- B. Mark the antifungal as stopped in the list
- C. Record who will restart it, and when
- D. Tell his family about the change

**Best answer: C.** A pause without an owner tends to become a stop. A name and a day let the next clinician act.[4]
A. It leaves the review to chance and to symptoms that come late.[4]
B. It is accurate, and it hides the intention to begin again.[4]
D. It helps, with his consent, but it moves a professional task to people who were not asked.[1]

## Item 4. What to say about the knee

**Measures:** Counsel a patient who takes a blood thinner and asks for an over-the-counter pain reliever, using a three-question script.

He asks which pain reliever he may buy tonight. He has answered your three questions: he takes the blood thinner most days, has taken nothing for pain this week, and has noticed no bruise, bleed or fall. Which advice fits best?

- A. Acetaminophen, as the label directs
- B. An anti-inflammatory tablet, with food
- C. Both kinds together, for one night
- D. Nothing until the next appointment

**Best answer: A.** It has the smaller effect on bleeding among the usual choices, and the limits on the label protect him. Agree on when he reports back.[2]
B. Food protects comfort, not clotting. The combination raises the risk of bleeding.[2]
C. It adds the risk of B to the benefit of A.[2]
D. Untreated pain sends people to the shelf on their own.[5]

## References

All five are invented for this sample and say so. In a real set, each would be a full citation with the page that was opened.

1. Invented survey of refill conversations. Fictionville Pharmacy Network; 2024.
2. Invented review of pain relief in people who take blood thinners. Fictionville Evidence Unit; 2025.
3. Invented practice guide to interaction calls. Sample Society of Ambulatory Care; 2025.
4. Invented chart study of paused therapy. Fictionville Registry; 2024.
5. Invented interviews with people who live with pain. Fictionville Patient Voices; 2023.
"""

OBJECTIVES = """# Learning Objectives for a 45-Minute Pharmacy Webinar

*Workshop exercise. Not accredited education. The activity and its sources are invented.*

**Audience:** community and clinic pharmacists. **Aims at:** competence (Moore level 4).

After this webinar, participants should be able to:

1. Select a potassium-monitoring schedule for adults starting a renin-angiotensin inhibitor, based on kidney function and baseline potassium.
2. Counsel a patient who takes a blood thinner and asks for an over-the-counter pain reliever, using a three-question script.
3. Prioritize three drug interactions that need a call to the prescriber.

## The gap behind each, and how it would be measured

| Objective | Gap it closes | Cause | How it would be measured |
|---|---|---|---|
| 1. Schedule | The first follow-up test is late, or is ordered without regard to kidney function | Competence: the advice is known, a schedule is not at hand | A case with two patients; learners set a first and a second test date and defend them |
| 2. Script | Requests for pain relief are answered without asking about the blood thinner | Competence and time | Item 4 of the linked set, before and after; a rehearsal in pairs |
| 3. Priority | Alerts of every weight get the same click | Knowledge, and a system that does not rank | Item 2 of the linked set; a short list to put in order |

## What was tried first

The first draft opened with "understand the importance of monitoring". Nobody in the group could say what they would see a learner do. *Select* survived because a choice can be right or wrong.

The second draft asked learners to "identify and manage" interactions. That is two objectives in one sentence. Identifying was cut: software already does it, and the shortage is in deciding which alert deserves a call.

## What was left out

Diet advice. It is a real gap, but it needs rehearsal, and forty-five minutes hold two rehearsals and no more. It is listed in the needs assessment as part two of the activity.
"""

CLAIMS = """# Claim by Claim: The Sources Behind Potassium Worries

*Spec sample, not accredited education. All sources are invented and say so.*

Numbers in the first column follow the order of the paper. "Place" is where in the source the support stands. "Kind" uses the words of a gap analysis, so that a reader sees at once whether a claim rests on measurement or on opinion.

| No. | Claim in the paper | Source | Place | Kind | Verdict |
|---|---|---|---|---|---|
| 1 | Therapy is stopped after one raised result in many clinics | Invented audit, source 1 | Table 2 | Chart audit | Supported |
| 2 | A repeat test is often missing before the stop | Invented registry report, source 2 | Figure 1 | Registry | Supported |
| 3 | A stepped reply is advised before stopping | Invented guideline, source 3 | Section 4 | Guideline | Supported |
| 4 | Refill systems record the stop and not the reason | Invented interviews, source 6 | Theme 2 | Interviews | Supported; reworded from "never record" |
| 5 | Paused therapy tends not to be restarted | Invented chart study, source 4 | Results, second paragraph | Chart audit | Supported |
| 6 | Notes seldom name a person for the restart | Invented chart study, source 4 | Table 3 | Chart audit | Supported |
| 7 | A named owner is good practice at handover | Invented guideline, source 3 | Section 6 | Guideline | Supported, for handover in general |
| 8 | Diet advice comes late and is long | Invented patient survey, source 5 | Questions 4 and 7 | Survey | Supported |
| 9 | Two changes at a time are easier to keep | Invented review, source 7 | Summary | Review | Partly; softened to "one or two" |
| 10 | Pharmacists would give advice if they had a script | Invented interviews, source 6 | Theme 4 | Interviews | Supported |
| 11 | Red flags in laboratory systems hasten a stop | Invented interviews, source 6 | Theme 1 | Opinion | Kept, marked as opinion |
| 12 | Matched cases can show a change in competence | Invented methods paper, source 8 | Discussion | Review | Supported |

## What could not be supported

Two sentences were cut. One said that stopping early "costs lives"; the sources show missed benefit, not deaths. One gave a share of patients; two sources disagreed, and the paper now says so in words.

One sentence became a question for faculty: whether a pharmacist may order the repeat test depends on the state.
"""
