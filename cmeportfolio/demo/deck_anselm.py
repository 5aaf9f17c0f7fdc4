"""Antibiotics for Dogs: Anselm Fennimore's teaching deck, slide by slide."""

from .slides import (
    AMBER,
    DEEP,
    FAINT,
    INK,
    LEFT,
    RIGHT,
    SAND,
    SERIF,
    SOFT,
    TEAL,
    TINT,
    WHITE,
    Deck,
    Look,
)

PATH = (("Look", TEAL), ("Wait", AMBER), ("Culture", TEAL), ("Treat", INK))


def antibiotics_deck() -> Deck:
    """The deck of ten slides, with notes on nine of them."""
    deck = Deck(
        title="Antibiotics for Dogs: When Waiting Is Treatment",
        author="Anselm Fennimore",
        footer="Spec sample, invented brief, no client. Not accredited education.",
        look=Look(accent=AMBER, cover=SAND, cover_ink=INK, cover_soft=AMBER),
    )
    _cover(deck)
    _hook(deck)
    _gap(deck)
    _look(deck)
    _paths(deck)
    _waiting(deck)
    _culture(deck)
    _balance(deck)
    _script(deck)
    _monday(deck)
    return deck


def _cover(deck: Deck) -> None:
    slide = deck.cover(
        "One health · spec sample · ten slides with notes",
        "Antibiotics for Dogs:\nWhen Waiting Is Treatment",
        "",
    )
    deck.line(slide, LEFT, 5.3, RIGHT, 5.3, color=DEEP, weight=2)
    for number, (word, color) in enumerate(PATH):
        x = LEFT + 0.35 + number * 3.5
        deck.disc(slide, x, 5.12, 0.36, color)
        deck.words(slide, x - 0.7, 4.5, 1.76, 0.5, word, size=24, face=SERIF, align="center")
    deck.words(
        slide,
        LEFT,
        5.95,
        RIGHT - LEFT,
        0.7,
        "For veterinarians in general practice. After this session you should be able to decide whether to culture,\n"
        "treat or watch a dog with a first uncomplicated skin infection.  [Accreditation statement goes here]",
        size=13,
        color=SOFT,
    )


def _hook(deck: Deck) -> None:
    slide = deck.slide(
        "The owner has already decided what she will get",
        "Say her sentence first, in her voice, before anybody sees the dog. Then wait.\n\n"
        "Ask the room: who is being examined here? She is not unreasonable. Last time the tablets were given, the "
        "itch went away, and nobody told her it might have gone away by itself.",
    )
    deck.bubble(
        slide,
        LEFT,
        1.95,
        7.6,
        2.1,
        "“He’s itching again. We always get the tablets, and then it’s fine.”",
        color=SAND,
        size=29,
    )
    deck.words(slide, LEFT + 0.2, 4.95, 6, 0.4, "An owner, at the front desk", size=16, color=FAINT)
    deck.block(slide, 9.1, 1.95, 3.38, 3.9, DEEP)
    deck.words(slide, 9.4, 2.2, 2.8, 0.4, "WHAT YOU SEE", size=12, bold=True, color="F0C987")
    deck.words(
        slide,
        9.4,
        2.65,
        2.8,
        2.9,
        "A bright young dog\nA few pustules on the belly\nNo fever, good appetite",
        size=22,
        color=WHITE,
        face=SERIF,
    )


def _gap(deck: Deck) -> None:
    slide = deck.slide(
        "The tablet comes first; the sample rarely comes at all",
        "The gap in one picture. The figure is invented and drawn without a scale; say so.\n\n"
        "Read from the left. Most dogs leave with a prescription. Some have had a smear. Very few have had a "
        "culture, and fewer still have a date for the recheck. The distance between the first bar and the second is "
        "what this session is about.",
    )
    bars = (
        ("Leaves with tablets", 1.0, AMBER),
        ("Had a smear looked at", 0.38, "C9A768"),
        ("Has a recheck date", 0.24, "D9C49B"),
        ("Had a culture", 0.1, "E6D9BF"),
    )
    for number, (label, share, color) in enumerate(bars):
        y = 2.1 + number * 0.98
        deck.words(slide, LEFT, y, 3.4, 0.62, label, size=20, middle=True)
        deck.block(slide, 4.5, y, 7.9 * share, 0.62, color)
    deck.source(
        slide,
        "Invented figure, drawn without a scale to show the shape of the argument. First visits for a skin complaint.",
    )


def _look(deck: Deck) -> None:
    slide = deck.slide(
        "Look first: four findings sort the dog",
        "Four findings, two minutes, no machine but a microscope.\n\n"
        "Ask which one they skip when the waiting room is full. It will be the smear. Tell them where yours stands "
        "in the room, and how far it is from the table. Habits are mostly about distance.",
    )
    cards = (
        ("How deep?", "Pustules and crusts stay on the surface. Nodules and draining tracts do not."),
        ("How wide?", "One place, or all over. One place can be washed."),
        ("How often?", "A first time has earned patience. A third time has earned a reason."),
        ("What does a smear show?", "Cells and bacteria together, or neither. Look before you choose."),
    )
    for number, (head, text) in enumerate(cards):
        x = LEFT + (number % 2) * 5.95
        y = 1.95 + (number // 2) * 2.2
        deck.block(slide, x, y, 5.68, 1.95, SAND)
        deck.disc(slide, x + 0.28, y + 0.3, 0.62, TEAL, str(number + 1))
        deck.words(slide, x + 1.2, y + 0.3, 4.2, 0.5, head, size=25, face=SERIF)
        deck.words(slide, x + 1.2, y + 0.86, 4.25, 1.0, text, size=17, color=SOFT)


def _paths(deck: Deck) -> None:
    slide = deck.slide(
        "The same itch has three good answers",
        "The decision slide. Each path has an entry on top and an exit below, and every exit is a date.\n\n"
        "Do not let anyone call the first path “doing nothing.” Have the room place three dogs on the slide: the "
        "one from slide two, an old dog with nodules, and a dog back for the third time this year.",
    )
    paths = (
        (
            "Watch",
            AMBER,
            "Surface, one place, first time, dog well",
            "Wash and watch",
            "Recheck in about two weeks",
        ),
        (
            "Culture",
            TEAL,
            "Back again, not better on treatment, or recent antibiotics",
            "Swab, wait, then choose",
            "Plan when the result is in",
        ),
        (
            "Treat now",
            INK,
            "Deep, wide, or the dog is unwell",
            "Choose narrow, culture before if deep",
            "Recheck before the course ends",
        ),
    )
    for number, (head, color, when, what, until) in enumerate(paths):
        x = LEFT + number * 3.98
        deck.block(slide, x, 1.95, 3.68, 0.92, color)
        deck.words(slide, x + 0.25, 1.95, 3.2, 0.92, head, size=28, face=SERIF, color=WHITE, middle=True)
        deck.block(slide, x, 2.87, 3.68, 3.3, TINT if color == TEAL else SAND)
        for step, (label, text) in enumerate((("WHEN", when), ("WHAT", what), ("UNTIL", until))):
            y = 3.03 + step * 1.04
            deck.words(slide, x + 0.25, y, 3.2, 0.3, label, size=11, bold=True, color=color)
            deck.words(slide, x + 0.25, y + 0.27, 3.25, 0.75, text, size=17)


def _waiting(deck: Deck) -> None:
    slide = deck.slide(
        "Waiting has a plan, a date and a door",
        "This is the sentence to take home, so say it twice: a plan, a date and a door.\n\n"
        "The plan is what the owner does every day. The date is on a card before she leaves. The door is what "
        "brings her back sooner. Without all three it is not watchful waiting; it is only waiting.",
    )
    columns = (
        (
            "A plan",
            "Wash as the label says. Keep him from licking. Take one picture every third day, same place, same light.",
            AMBER,
        ),
        (
            "A date",
            "Booked before she leaves, and written on the card. By telephone, if the picture is good enough.",
            TEAL,
        ),
        (
            "A door",
            "Come sooner if it spreads, smells, hurts, or he goes off his food. You will be seen that day.",
            DEEP,
        ),
    )
    for number, (head, text, color) in enumerate(columns):
        x = LEFT + number * 3.98
        deck.line(slide, x, 2.1, x + 3.68, 2.1, color=color, weight=4)
        deck.words(slide, x, 2.35, 3.6, 0.7, head, size=36, face=SERIF, color=color)
        deck.words(slide, x, 3.25, 3.55, 2.6, text, size=20)


def _culture(deck: Deck) -> None:
    slide = deck.slide(
        "A culture earns its cost four times",
        "Cost is the reason people give, so begin with cost. A culture that changes the choice is cheaper than a "
        "second course that does not work.\n\n"
        "Four situations where it pays. Ask for one dog from this month that fits a line. Then name the new part: how "
        "long to stop antibiotics before sampling is still debated, and this slide does not pretend otherwise.",
    )
    lines = (
        ("It came back", "after a course that should have been enough"),
        ("It goes deep", "nodules, tracts, swelling between the toes"),
        ("It follows antibiotics", "of any kind, in the past few months"),
        ("Somebody at home is at risk", "an owner in treatment, a newborn, a clinic worker"),
    )
    for number, (head, text) in enumerate(lines):
        y = 1.95 + number * 1.03
        deck.disc(slide, LEFT, y + 0.1, 0.58, TEAL, str(number + 1))
        deck.words(slide, LEFT + 0.95, y, 4.6, 0.78, head, size=26, face=SERIF, middle=True)
        deck.words(slide, 6.4, y, 6.0, 0.78, text, size=19, color=SOFT, middle=True)
        if number < 3:
            deck.line(slide, LEFT, y + 0.92, RIGHT, y + 0.92)
    deck.source(
        slide,
        "Invented advice on careful use, Sample Working Group on Skin, 2025. Timing of samples: evidence limited.",
    )


def _balance(deck: Deck) -> None:
    slide = deck.slide(
        "Each answer gives something and costs something",
        "Fair balance. Same type size, same number of words, benefits and harms in the same column order.\n\n"
        "Ask which cost the owner cares about most. It is rarely resistance, and that is not selfish; it is what she "
        "can see. We are the ones who have to hold the last column in mind.",
    )
    deck.table(
        slide,
        LEFT,
        1.85,
        RIGHT - LEFT,
        ("Answer", "Gives the dog", "Costs the dog", "Costs everyone else"),
        (
            ("Watch", "Time to heal; no side effects", "Itch for some days more", "A recheck"),
            ("Culture", "A choice that fits", "A swab, and a wait", "Money, and laboratory time"),
            (
                "Wash",
                "Local effect, little in the body",
                "Baths; now and then sore skin",
                "The owner’s evenings",
            ),
            (
                "Tablets",
                "Help where it is deep or wide",
                "Loose stools, other side effects",
                "Resistance, shared by all",
            ),
        ),
        (0.14, 0.29, 0.29, 0.28),
        row_height=0.88,
        size=18,
    )
    deck.source(
        slide,
        "Invented review of skin infection in dogs, 2024. Generic wording; doses are left to the label.",
    )


def _script(deck: Deck) -> None:
    slide = deck.slide(
        "Owners can hear “not yet” when it comes with a reason",
        "Read both voices, or ask a volunteer to be the owner and to be difficult.\n\n"
        "Notice what is missing: no lecture on resistance, no “unfortunately.” She hears what was found, what we "
        "will do, when we look again, and that the tablets are still there if he needs them. Then she has a job.",
    )
    rows = (
        ("She", "“So he gets nothing?”", SAND, INK, LEFT),
        (
            "You",
            "“He gets washed, and watched. I looked under the microscope, and this is on the surface.”",
            TEAL,
            WHITE,
            3.3,
        ),
        ("She", "“And if it gets worse on Saturday?”", SAND, INK, LEFT),
        (
            "You",
            "“Then you come on Saturday. These are the signs. The tablets stay here until he needs them.”",
            TEAL,
            WHITE,
            3.3,
        ),
    )
    y = 1.85
    for who, text, color, ink, x in rows:
        height = 0.82 if who == "She" else 1.18
        width = 5.6 if who == "She" else RIGHT - 3.3
        deck.block(slide, x, y, width, height, color, round_corners=True)
        deck.words(slide, x + 0.3, y, width - 0.6, height, text, size=22, face=SERIF, color=ink, middle=True)
        y += height + 0.16


def _monday(deck: Deck) -> None:
    slide = deck.slide(
        "On Monday: one smear, one date, one sentence",
        "Ask everybody to choose one of the three for their next itchy dog and to say it to a neighbor. "
        "Eight weeks from now the provider asks about that one.\n\n"
        "Then stop. If there is time left, show the last slide of nobody’s talk: a dog asleep.",
    )
    for number, (head, text, color) in enumerate(
        (
            ("One smear", "before reaching for the shelf", TEAL),
            ("One date", "on the card, before the owner leaves", AMBER),
            ("One sentence", "“The tablets stay here until he needs them.”", DEEP),
        )
    ):
        y = 1.9 + number * 1.1
        deck.block(slide, LEFT, y, 0.09, 0.82, color)
        deck.words(slide, LEFT + 0.35, y, 3.2, 0.82, head, size=31, face=SERIF, color=color, middle=True)
        deck.words(slide, LEFT + 3.6, y, 8, 0.82, text, size=22, middle=True)
    deck.words(slide, LEFT, 5.35, 6, 0.3, "SOURCES", size=11, bold=True, color=AMBER)
    deck.words(
        slide,
        LEFT,
        5.65,
        RIGHT - LEFT,
        1.0,
        "All invented for this sample: advice on careful use (2025); review of skin infection in dogs (2024); "
        "interviews with owners who were asked to wait (2023). A real deck cites each on its own slide.",
        size=13,
        color=FAINT,
    )
