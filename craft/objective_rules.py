"""The eighteen rules for learning objectives, as the help page lists them (section D.7)."""

from __future__ import annotations

from .report import Rule

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule(
            "LO-01",
            "error",
            "Start with one action verb, such as select, calculate or counsel.",
            "A verb you can watch tells the learner what to practice and you what to test.",
        ),
        Rule(
            "LO-02",
            "error",
            "This cannot be tested. What would you see the learner do?",
            "Nobody can see understanding. A reader of objectives looks for this first.",
        ),
        Rule(
            "LO-03",
            "warn",
            "Two verbs need two objectives.",
            "A learner may reach one half and miss the other, and one question cannot tell which.",
        ),
        Rule(
            "LO-04",
            "warn",
            "Aim for 8 to 35 words.",
            "Shorter says too little to test; longer is two objectives.",
        ),
        Rule(
            "LO-05",
            "warn",
            "A one-hour activity usually carries 3 to 5 objectives.",
            "Each objective needs time to be taught, tried and tested.",
        ),
        Rule("LO-06", "tip", "Name who will do it.", "The audience decides depth, setting and example."),
        Rule(
            "LO-07",
            "tip",
            "Add the condition: with what, for whom, when?",
            "The condition is the situation your case or question will set up.",
        ),
        Rule(
            "LO-08",
            "tip",
            "How well or how often?",
            "A degree says when the objective is reached. It is optional.",
        ),
        Rule(
            "LO-09",
            "error",
            "Describe what the learner will do, not what the faculty will do.",
            "To review or discuss is what happens in the room, not what somebody can do afterward.",
        ),
        Rule(
            "LO-10",
            "error",
            "Use generic names and no product claims.",
            "Accredited education may not promote a product; an objective with a brand name reads as promotion.",
        ),
        Rule(
            "LO-11",
            "warn",
            "Level 4 needs an objective learners can show.",
            "Competence is shown by doing; objectives that only recall or explain stop at level 3.",
        ),
        Rule(
            "LO-12",
            "warn",
            "Say how practice will be measured.",
            "Levels 5 and above are claims about practice or patients, and need a plan for data.",
        ),
        Rule(
            "LO-13",
            "error",
            "The verb after 'able to' must be measurable.",
            "'Able to' promises something to see; the next word has to keep the promise.",
        ),
        Rule(
            "LO-14",
            "warn",
            "Write a statement about the learner.",
            "Questions and 'you' or 'we' belong in the activity, not in its objectives.",
        ),
        Rule(
            "LO-15",
            "warn",
            "Two objectives say the same thing.",
            "A repeated objective costs a question and adds nothing.",
        ),
        Rule(
            "LO-16",
            "warn",
            "Promise what education can deliver.",
            "Education can change what people do; it cannot promise cures or certainties.",
        ),
        Rule(
            "LO-17",
            "tip",
            "Link the gap it closes and how you would test it.",
            "The line from gap to objective to question is what buyers of this work ask to see.",
        ),
        Rule(
            "LO-18",
            "warn",
            "Say what, not only the verb.",
            "A verb with one or two words behind it leaves the content to guesswork.",
        ),
    )
}

# Not one of the eighteen: a look at the whole set, asked for by the feature's description (F8).
RECALL = Rule(
    "LO-SET",
    "tip",
    "Most of these objectives ask for recall or explanation. Aim some of them at Apply or higher.",
    "Practicing clinicians are hired to decide and act; a set that stops at recall teaches less than it could.",
)
