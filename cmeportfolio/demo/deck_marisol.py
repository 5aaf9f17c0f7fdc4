"""Ten Minutes at the Counter: Marisol Quint's teaching deck, slide by slide."""

from .slides import (
    AMBER,
    DEEP,
    FAINT,
    GOLD,
    INK,
    LEFT,
    MINT,
    RED,
    RIGHT,
    SERIF,
    SOFT,
    TEAL,
    TINT,
    WHITE,
    Deck,
    Look,
)

CALL_DESK = "Call the desk on (555) 555-0142 if the result is raised"
"""A line that only the private draft carries; the check takes it for a telephone number."""

CALLS = (
    ("Pain tablets from the shelf", 34),
    ("Antifungals", 17),
    ("Antibiotics", 14),
    ("Herbal products", 12),
    ("Second blood thinner", 6),
    ("Other", 5),
)
"""Invented counts behind the one chart: calls to the prescriber by what set them off."""


def counter_deck(*, draft: bool = False) -> Deck:
    """The deck of ten slides. `draft` adds the telephone line and leaves room for a native chart."""
    deck = Deck(
        title="Ten Minutes at the Counter",
        author="Marisol Quint",
        footer="Spec sample, invented brief, no client. Not accredited education.",
        look=Look(),
    )
    _cover(deck)
    _hook(deck)
    _gap(deck)
    _questions(deck)
    _chart(deck, draw=not draft)
    _signs(deck)
    _call(deck, line=CALL_DESK if draft else "")
    _options(deck)
    _return(deck)
    _monday(deck)
    return deck


def _cover(deck: Deck) -> None:
    slide = deck.cover(
        "Teaching deck · ten slides with notes",
        "Ten Minutes at the Counter",
        "Spotting unsafe blood thinner combinations",
    )
    deck.disc(slide, 10.55, 2.75, 1.85, DEEP)
    deck.line(slide, 10.85, 3.675, 12.1, 3.675, color=TEAL, weight=3)
    deck.capsule(slide, 9.6, 1.0, 1.05, 2.9, GOLD, MINT, turn=32)
    deck.words(
        slide,
        LEFT,
        5.0,
        11,
        0.9,
        "For pharmacists. After this session you should be able to counsel a person who takes a blood thinner\n"
        "and asks for a pain reliever, using three questions.",
        size=16,
        color=MINT,
    )
    deck.words(slide, LEFT, 6.3, 8, 0.35, "[Accreditation statement goes here]", size=12, color=MINT)


def _hook(deck: Deck) -> None:
    slide = deck.slide(
        "A quick question is often the last check left",
        "Read the sentence aloud, the way you heard it last week. Do not explain it yet.\n\n"
        "Pause here. Ask who has had this conversation this week. Most hands go up. Then say: everything we need "
        "to prevent harm is in the next two minutes, and nothing on the screen will tell us to ask for it.",
    )
    deck.bubble(
        slide,
        LEFT,
        1.95,
        7.6,
        2.1,
        "“Just these for my knee, please. They’re only the ones from the shelf.”",
        size=28,
    )
    deck.words(slide, LEFT + 0.2, 4.95, 6, 0.4, "A customer, late on a Thursday", size=16, color=FAINT)
    deck.block(slide, 9.1, 1.95, 3.38, 3.9, TEAL)
    deck.words(slide, 9.4, 2.2, 2.8, 0.4, "WHAT THE LABEL SAYS", size=12, bold=True, color=MINT)
    deck.words(
        slide,
        9.4,
        2.65,
        2.8,
        2.9,
        "Takes a blood thinner\nAn antifungal since last week\nHalf a bottle too much",
        size=22,
        color=WHITE,
        face=SERIF,
    )


def _gap(deck: Deck) -> None:
    slide = deck.slide(
        "The screen sees half; a question finds the rest",
        "This is the gap. Interaction software is good at what is in the record, and the record holds what was "
        "prescribed and filled in places that share it.\n\n"
        "Walk down the right column slowly. Each line is something a person will tell you if you ask, and will not "
        "tell you if you do not. Say clearly that this is not a complaint about software.",
    )
    columns = (
        (
            LEFT,
            "What the screen can see",
            TEAL,
            ("Prescriptions filled here", "Known pairs that mix badly", "Refill dates"),
        ),
        (
            6.95,
            "What only a question finds",
            AMBER,
            (
                "Tablets bought off the shelf",
                "Creams, teas and supplements",
                "How it is really taken",
                "A bruise, a bleed, a fall",
            ),
        ),
    )
    for x, head, color, lines in columns:
        deck.line(slide, x, 2.0, x + 5.5, 2.0, color=color, weight=3)
        deck.words(slide, x, 2.18, 5.5, 0.5, head, size=22, face=SERIF, color=color)
        for number, line in enumerate(lines):
            y = 2.98 + number * 0.74
            deck.disc(slide, x, y + 0.08, 0.16, color)
            deck.words(slide, x + 0.4, y, 5, 0.5, line, size=20)


def _questions(deck: Deck) -> None:
    slide = deck.slide(
        "Three questions before anything for pain",
        "This is the tool, and the only slide they need to remember.\n\n"
        "Ask the three questions in this order and in these words. The first is about the name, because people say "
        "“the little pink one.” The second covers the week, so that creams count. The third is ask, then look: "
        "forearms tell you more than answers do.\n\nHave each pair say them aloud once. It takes a minute and the room wakes up.",
    )
    cards = (
        ("1", TEAL, "Which blood thinner, and how do you take it?", "The name, and an ordinary week"),
        ("2", AMBER, "What have you taken for pain this week?", "Include creams, teas and patches"),
        ("3", RED, "Any bruise, bleed or fall?", "Ask, then look"),
    )
    width = 3.6
    for number, (mark, color, question, hint) in enumerate(cards):
        x = LEFT + number * (width + 0.41)
        deck.line(slide, x, 2.05, x + width, 2.05, color=color, weight=4)
        deck.words(slide, x, 2.2, 1, 1, mark, size=60, face=SERIF, color=color)
        deck.words(slide, x, 3.4, width, 1.4, question, size=24)
        deck.words(slide, x, 4.85, width, 0.5, hint, size=17, color=FAINT)


def _chart(deck: Deck, *, draw: bool) -> None:
    slide = deck.slide(
        "Most calls began with something nobody prescribed",
        "Say at once that the data are invented, and why: a sample deck has no business borrowing somebody’s figure.\n\n"
        "Then read the shape, not the bars. The longest bar is a product anyone can buy. Ask the room what their "
        "own longest bar would be, and whether they have ever counted.",
    )
    if draw:
        longest = max(count for _, count in CALLS)
        for number, (label, count) in enumerate(CALLS):
            y = 2.0 + number * 0.7
            color = TEAL if number == 0 else "9FBFBD"
            deck.words(slide, LEFT, y, 3.4, 0.48, label, size=18, middle=True, color=INK)
            deck.block(slide, 4.45, y, 7.2 * count / longest, 0.46, color)
            deck.words(
                slide,
                4.55 + 7.2 * count / longest,
                y,
                0.8,
                0.48,
                str(count),
                size=18,
                middle=True,
                color=SOFT,
            )
    deck.source(
        slide,
        "Calls to the prescriber in one invented month, by what set them off. Invented data, drawn for this sample.",
    )


def _signs(deck: Deck) -> None:
    slide = deck.slide(
        "Each warning sign has two sentences ready",
        "The table is meant to be stolen. Left, what you notice. Middle, what the patient hears. Right, what the "
        "prescriber hears, in one breath.\n\n"
        "Point out that no sentence contains the word “interaction.” Patients do not use it, and prescribers have "
        "heard it too often today. Read the second row in both voices.",
    )
    deck.table(
        slide,
        LEFT,
        1.85,
        RIGHT - LEFT,
        ("You notice", "Say to the patient", "Say to the prescriber"),
        (
            (
                "Pain tablets in the basket",
                "“These two can make you bleed. May I suggest another?”",
                "“Asking for a pain plan that fits the blood thinner.”",
            ),
            (
                "A new antifungal",
                "“This makes your blood thinner stronger. I’ll call.”",
                "“Can the antifungal be changed, or paused?”",
            ),
            (
                "A refill that is late",
                "“How did last week go with these?”",
                "“Taken on some days. Here is the pattern.”",
            ),
            (
                "A bruise without a story",
                "“Thank you for showing me. Today matters.”",
                "“New bruising. Can you see them today?”",
            ),
        ),
        (0.25, 0.38, 0.37),
        row_height=0.92,
    )


def _call(deck: Deck, *, line: str) -> None:
    slide = deck.slide(
        "A call that takes one minute has four parts",
        "Nobody is short of courage; people are short of a first sentence. These are four first sentences.\n\n"
        "Let one person call another across the room, with the clock on the wall. It will take about forty seconds. "
        "The last part is the one people leave out: say what you would like to happen.",
    )
    parts = (
        ("Who", "“I am the pharmacist of a patient we share.”"),
        ("What I see", "“A blood thinner, and since last week an antifungal.”"),
        ("Why it matters", "“He will bleed more easily once he takes it daily.”"),
        ("What I ask", "“Could we pause it, or choose another?”"),
    )
    width = 2.72
    for number, (head, sentence) in enumerate(parts):
        x = LEFT + number * (width + 0.25)
        last = number == 3
        deck.block(slide, x, 2.05, width, 3.35, TEAL if last else TINT)
        deck.words(
            slide, x + 0.22, 2.28, width - 0.4, 0.5, head, size=21, face=SERIF, color=WHITE if last else TEAL
        )
        deck.words(slide, x + 0.22, 2.95, width - 0.44, 2.3, sentence, size=20, color=WHITE if last else INK)
    deck.words(
        slide,
        LEFT,
        5.75,
        RIGHT - LEFT,
        0.5,
        line or "Then write down whom you reached, what was decided, and who looks again.",
        size=18,
        color=SOFT,
    )


def _options(deck: Deck) -> None:
    slide = deck.slide(
        "Every choice for pain both gives and asks",
        "Fair balance is this slide. Four choices, the same size of type for what each gives and what it asks.\n\n"
        "Do not rank them for the room. Ask: which would you offer the bus driver, who works tomorrow and lives "
        "alone? Two people will disagree, and both will have a reason. That is the exercise.",
    )
    deck.table(
        slide,
        LEFT,
        1.85,
        RIGHT - LEFT,
        ("Choice", "What it gives", "What it asks"),
        (
            (
                "Acetaminophen, as labeled",
                "Relief with less effect on bleeding",
                "Care with other products that hold it, and with the liver",
            ),
            (
                "A cream or gel, small area",
                "Local relief, little in the blood",
                "Time; not for broken skin or wide areas",
            ),
            ("Heat, rest, exercise", "No effect on clotting", "Patience, and somebody to show how"),
            (
                "Anti-inflammatory tablets",
                "Strong relief for some kinds of pain",
                "A higher risk of bleeding; a prescriber’s decision",
            ),
        ),
        (0.28, 0.33, 0.39),
        row_height=0.9,
        size=17,
    )
    deck.source(
        slide, "Invented review of pain relief in people who take blood thinners, 2025. Generic names only."
    )


def _return(deck: Deck) -> None:
    slide = deck.slide(
        "Back at the counter: one question changed the plan",
        "Return to the man with the sore knee. Tell it as a story, in three steps, and let the slide catch up with you.\n\n"
        "Stress the order. If he had simply been told to take every dose, the antifungal would have made the next "
        "week the most dangerous one. The question came first, the call second, the pain reliever last.",
    )
    steps = (
        ("He asks", "for pain tablets from the shelf"),
        ("You ask", "about an ordinary week: he takes the blood thinner “when I feel it”"),
        ("You call", "the foot clinic, which pauses the antifungal"),
        ("He leaves", "with another choice for the knee, and a call on Tuesday"),
    )
    deck.line(slide, LEFT + 0.3, 2.75, RIGHT - 1.9, 2.75, color=DEEP, weight=1.5)
    for number, (head, text) in enumerate(steps):
        x = LEFT + number * 2.98
        color = AMBER if number == 1 else TEAL
        deck.disc(slide, x, 2.45, 0.6, color, str(number + 1))
        deck.words(slide, x, 3.3, 2.6, 0.5, head, size=24, face=SERIF, color=color)
        deck.words(slide, x, 3.88, 2.55, 1.9, text, size=18, color=INK)


def _monday(deck: Deck) -> None:
    slide = deck.slide(
        "On Monday: ask, call, write",
        "Close with a promise, not a summary. Ask each person to write down one of the three and the first day on "
        "which they will do it. Collect nothing. In eight weeks the provider asks them about that one line.\n\n"
        "If there is time for one question, take it. If there is none, stop on time; they have customers.",
    )
    for number, (head, text, color) in enumerate(
        (
            ("Ask", "the three questions before anything for pain", TEAL),
            ("Call", "with one sentence that says what you would like", AMBER),
            ("Write", "who was reached, what was decided, who looks again", DEEP),
        )
    ):
        y = 1.9 + number * 1.1
        deck.block(slide, LEFT, y, 0.09, 0.82, color)
        deck.words(slide, LEFT + 0.35, y, 2, 0.82, head, size=32, face=SERIF, color=color, middle=True)
        deck.words(slide, LEFT + 2.4, y, 9, 0.82, text, size=22, middle=True)
    deck.words(slide, LEFT, 5.35, 6, 0.3, "SOURCES", size=11, bold=True, color=TEAL)
    deck.words(
        slide,
        LEFT,
        5.65,
        RIGHT - LEFT,
        1.0,
        "All invented for this sample: survey of refill conversations (2024); review of pain relief in people who take "
        "blood thinners (2025); practice guide to interaction calls (2025). A real deck cites each on its own slide.",
        size=13,
        color=FAINT,
    )
