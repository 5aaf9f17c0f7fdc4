"""The one-page pieces: a handout for patients, one for animal owners, and a poster. Words and layout together."""

from .press import LOOK, escaped, quoted

BLOOD_THINNERS = (
    (
        "What is my medicine called?",
        "Ask us to print the name in capital letters. Keep it in your wallet. Show it before you take any new "
        "medicine, even one you can buy off the shelf.",
        "The name of mine:",
    ),
    (
        "What do I do if I miss one?",
        "Each medicine has its own rule. Write yours here. Do not take two at once to catch up, unless your rule "
        "says so. Do not stop on your own: a clot can form.",
        "My rule:",
    ),
    (
        "What should make me call?",
        "A cut that will not stop bleeding. A hard knock to the head, even if you feel fine. Black or red "
        "stools. A new headache that is strong and sudden. If it is bad, call for emergency help. Do not wait.",
        "The number to call:",
    ),
    (
        "What can I take for pain?",
        "Ask first. Some pain pills mix badly with blood thinners and can make you bleed. Many people can use "
        "acetaminophen as the label says. Tell us about creams, teas and vitamins too.",
        "What we agreed on:",
    ),
)

READING_LEVEL = "Reading level: below grade 6 by the Flesch-Kincaid formula. Tried on two readers."

CAT_SIGNS = (
    ("Jumping", "Up to the bed, the sill, the chair. Does your cat stop and think first?"),
    ("Moving", "Stairs, corners, getting up after a nap. Is one leg slower?"),
    ("Grooming", "Is the coat smooth over the back, or are there mats?"),
    ("Using the box", "In and out with ease? Any misses beside it?"),
    ("Company", "Playing, hiding, being touched. What is new?"),
)

PHOTO_QUESTIONS = (
    ("Did the owner say yes?", "For this picture, for this use, in writing."),
    ("Who else is in the frame?", "Faces, name tags, screens, the yard next door."),
    ("What does the file remember?", "Place, time and camera. Send a clean copy instead."),
    ("Can a stranger read it?", "One finding, sharp, with something to show its size."),
    ("Where will it live tomorrow?", "In the record, and not on your telephone."),
)


def blood_thinner_source(author: str) -> str:
    """Typst source of the patient handout."""
    cards = "\n".join(
        f"#question({number}, [{escaped(heading)}], [{escaped(words)}], [{escaped(line)}])"
        for number, (heading, words, line) in enumerate(BLOOD_THINNERS, 1)
    )
    return f"""{LOOK}
#set document(title: "Blood Thinners: Four Questions to Ask Today", author: {quoted(author)})
#set page(paper: "us-letter", margin: (x: 0.85in, top: 0.62in, bottom: 0.5in),
  background: place(top, rect(width: 100%, height: 2.28in, fill: teal)))
#set text(size: 14pt)
#set par(leading: 0.62em)
#show heading.where(level: 1): set text(size: 35pt, weight: 400, fill: white)
#show heading.where(level: 1): set par(leading: 0.42em)
#show heading.where(level: 1): set block(above: 0pt, below: 15pt)
#show heading.where(level: 2): set text(size: 18.5pt)
#show heading.where(level: 2): set block(above: 0pt, below: 10pt)
#let question(number, heading-text, words, line-label) = block(width: 100%, above: 22pt, below: 0pt,
  breakable: false, grid(columns: (38pt, 1fr), text(size: 30pt, fill: teal, [#number]), [
    == #heading-text
    #words
    #v(6pt)
    #grid(columns: (auto, 1fr), column-gutter: 7pt, align: bottom,
      small(size: 9.4pt, fill: soft, line-label), line(length: 100%, stroke: 0.6pt + soft))
  ]))
#block(height: 1.66in, below: 14pt)[
  #kind(fill: rgb("#dff0ec"))[For you to keep]
  = Blood Thinners: Four#linebreak()Questions to Ask Today
  #text(size: 14pt, fill: rgb("#dff0ec"))[Bring this page to the counter. We will fill it in together.]
]
{cards}
#v(1fr)
#block(width: 100%, fill: tint, inset: 11pt, radius: 3pt, stroke: (left: 3pt + teal), below: 12pt)[
  #strong-lead[One thing to do today.] Take a picture of every bottle you have at home, and show it to us.]
#line(length: 100%, stroke: 0.4pt + rule)
#v(-5pt)
#small(size: 7.6pt)[Spec sample, not accredited education and not medical advice. Written for practice by
  {escaped(author)} (fictional).
  {escaped(READING_LEVEL)}]
"""


def cat_at_home_source(author: str) -> str:
    """Typst source of the owner handout: five observations and a week to fill in."""
    signs = ",".join(
        f"num[{number}], [#strong-lead[{escaped(name)}.] {escaped(words)}]"
        for number, (name, words) in enumerate(CAT_SIGNS, 1)
    )
    days = ",".join(
        f"day[{day}]," + ",".join("[]" for _ in CAT_SIGNS)
        for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    )
    heads = ",".join(f"head[{escaped(name)}]" for name, _ in CAT_SIGNS)
    return f"""{LOOK}
#set document(title: "Checking a Cat at Home", author: {quoted(author)})
#set page(paper: "us-letter", margin: (x: 0.8in, top: 0.7in, bottom: 0.5in), fill: white,
  background: place(top, rect(width: 100%, height: 2.42in, fill: rgb("#f3eee4"))))
#set text(size: 13pt)
#set par(leading: 0.58em)
#let amber = rgb("#8a5a0b")
#show heading.where(level: 1): set text(size: 31pt, weight: 400)
#show heading.where(level: 1): set par(leading: 0.36em)
#show heading.where(level: 1): set block(above: 0pt, below: 14pt)
#show heading.where(level: 2): set text(size: 16pt)
#show heading.where(level: 2): set block(above: 0pt, below: 12pt)
#let num(body) = box(width: 21pt, height: 21pt, radius: 50%, fill: teal,
  align(center + horizon, text(font: sans, size: 10pt, weight: 600, fill: white, body)))
#let head(body) = text(font: sans, size: 8.6pt, weight: 600, fill: teal, body)
#let day(body) = text(font: sans, size: 9pt, fill: soft, body)
#let cat = box(width: 150pt, height: 122pt)[
  #place(dx: 0pt, dy: 110pt, rect(width: 150pt, height: 7pt, fill: rgb("#cdbf9f")))
  #place(curve(fill: deep, stroke: none,
    curve.move((52pt, 110pt)),
    curve.cubic((40pt, 96pt), (44pt, 70pt), (58pt, 58pt)),
    curve.cubic((50pt, 50pt), (48pt, 38pt), (52pt, 30pt)),
    curve.line((50pt, 10pt)), curve.line((64pt, 20pt)),
    curve.cubic((70pt, 18pt), (76pt, 18pt), (82pt, 20pt)),
    curve.line((96pt, 10pt)), curve.line((94pt, 30pt)),
    curve.cubic((98pt, 40pt), (95pt, 50pt), (88pt, 57pt)),
    curve.cubic((106pt, 70pt), (110pt, 96pt), (98pt, 110pt)),
    curve.close()))
  #place(curve(stroke: (paint: deep, thickness: 8pt, cap: "round"), fill: none,
    curve.move((96pt, 104pt)),
    curve.cubic((122pt, 108pt), (134pt, 92pt), (124pt, 72pt))))
  #place(dx: 60pt, dy: 36pt, curve(stroke: (paint: rgb("#f0c987"), thickness: 1.6pt, cap: "round"),
    curve.move((0pt, 0pt)), curve.cubic((2pt, 3pt), (6pt, 3pt), (8pt, 0pt))))
  #place(dx: 78pt, dy: 36pt, curve(stroke: (paint: rgb("#f0c987"), thickness: 1.6pt, cap: "round"),
    curve.move((0pt, 0pt)), curve.cubic((2pt, 3pt), (6pt, 3pt), (8pt, 0pt))))
]
#block(height: 1.72in, below: 20pt)[
  #grid(columns: (1fr, 150pt), column-gutter: 14pt, [
    #kind(fill: amber)[For the refrigerator door]
    = Checking a Cat at Home
    #text(size: 13.2pt, fill: soft)[What to watch and what to write down, for one week before the visit.
      Cats hide pain well. You see more than we do.]
  ], cat)
]
== Five things to watch
#grid(columns: (32pt, 1fr), row-gutter: 9.5pt, align: (left + horizon, left + horizon), {signs})
#v(17pt)
== Your week
#text(size: 11.4pt, fill: soft)[Write one letter a day: *U* as usual, *L* less than usual, *N* not at all. A blank is fine.]
#v(3pt)
#table(columns: (44pt,) + (1fr,) * 5, rows: (22pt,) + (21.5pt,) * 7, align: horizon,
  stroke: (x, y) => (bottom: if y == 0 {{ 0.9pt + teal }} else {{ 0.4pt + rule }},
    left: if x > 0 {{ 0.4pt + rule }}), table.header([], {heads}), {days})
#v(8pt)
#grid(columns: (auto, 1fr), column-gutter: 7pt, align: bottom,
  small(size: 9.2pt, fill: soft)[In your own words, what does your cat no longer do?], line(length: 100%, stroke: 0.6pt + soft))
#v(1fr)
#block(width: 100%, fill: rgb("#f8f1df"), inset: 11pt, stroke: (left: 3pt + amber), below: 11pt)[
  #strong-lead[Call us the same day] if your cat stops eating, strains in the box with little to show, cries
  when moving, or cannot use a leg. Please give no human medicine: some of it can harm a cat badly.]
#line(length: 100%, stroke: 0.4pt + rule)
#v(-5pt)
#small(size: 7.6pt)[Spec sample, not accredited education and not veterinary advice. Written for practice by
  {escaped(author)} (fictional). Tried on two readers.]
"""


def photo_poster_source() -> str:
    """Typst source of the poster: one page, four wide to five high."""
    rows = ",".join(
        f"num[{number}], [#text(size: 21pt)[{escaped(question)}]#v(-10.5pt)"
        f"#text(font: sans, size: 11.6pt, fill: soft)[{escaped(words)}]]"
        for number, (question, words) in enumerate(PHOTO_QUESTIONS, 1)
    )
    return f"""{LOOK}
#set document(title: "Five Questions Before You Send the Photo")
#set page(width: 432pt, height: 540pt, margin: 0pt, fill: deep)
#let num(body) = text(size: 30pt, fill: teal, body)
#let gold = rgb("#f0c987")
#place(top + right, dx: -32pt, dy: 34pt, box(width: 92pt, height: 82pt)[
  #place(dx: 12pt, dy: 0pt, rotate(7deg, rect(width: 78pt, height: 64pt, fill: rgb("#0b5a5b"), stroke: 1pt + rgb("#9cc5be"))))
  #place(dx: 0pt, dy: 10pt, rect(width: 78pt, height: 64pt, fill: white))
  #place(dx: 6pt, dy: 16pt, box(width: 66pt, height: 44pt, fill: rgb("#d6e6e2"), clip: true)[
    #place(dx: -4pt, dy: 22pt, ellipse(width: 46pt, height: 40pt, fill: rgb("#8fb8b1")))
    #place(dx: 26pt, dy: 28pt, ellipse(width: 56pt, height: 40pt, fill: teal))
    #place(dx: 44pt, dy: 6pt, circle(radius: 5pt, fill: gold))])
  #place(dx: 56pt, dy: 48pt, circle(radius: 12pt, fill: gold))
  #place(dx: 56pt, dy: 48pt, box(width: 24pt, height: 24pt, align(center + horizon, text(size: 16pt, weight: 500, fill: deep)[?])))
])
#place(top + left, dx: 32pt, dy: 36pt, block(width: 262pt)[
  #text(font: sans, weight: 600, size: 7.6pt, tracking: 0.9pt, fill: gold)[FOR THE STAFF ROOM]
  #v(-3pt)
  #par(leading: 0.42em, text(size: 31pt, fill: white)[Five Questions#linebreak()Before You Send#linebreak()the Photo])
])
#place(bottom, block(width: 100%, height: 398pt, fill: rgb("#fcfcfa"), inset: (x: 32pt, top: 24pt, bottom: 18pt))[
  #grid(columns: (38pt, 1fr), row-gutter: 0pt, inset: (y: 11.4pt), align: (left + horizon, left + horizon),
    stroke: (x, y) => if y > 0 {{ (top: 0.6pt + rule) }}, {rows})
  #v(1fr)
  #line(length: 100%, stroke: 1.2pt + teal)
  #v(-5pt)
  #small(size: 7.8pt)[Spec sample, not accredited education. Made for practice by Anselm Fennimore (fictional).
    The rules of your own practice and board come first.]
])
"""
