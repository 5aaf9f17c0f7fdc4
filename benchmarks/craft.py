"""Times the writing checks on twenty pages and on hostile text. Run: python -m benchmarks.craft"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

from craft.balance import look
from craft.items import check_items, read_items
from craft.objectives import check_set, find_objectives
from craft.quality import quality_card
from craft.reading import figures
from craft.references import check_references

PAGES, WORDS_A_PAGE, ROUNDS, GOAL_MS = 20, 500, 5, 200
_VOCABULARY = """
patients adults potassium kidney therapy monitoring guideline rivaroxaban apixaban Xarelto reduced bleeding risk by 40%
audit of the in and with without was given clinicians prescribe measured schedule before after treatment best evidence
registry CKD eGFR outcomes absolute 3% from 5% to gap practice the a an is are owners dogs cats hyperthyroidism
differentiate between and or history examination laboratory findings anticoagulation heterogeneity
"""


def twenty_pages() -> str:
    """A made-up needs assessment: objectives, 10,000 words with callouts, 60 references. Always the same."""
    pick = random.Random(20)
    vocabulary = _VOCABULARY.split()
    body = []
    for number in range(PAGES * WORDS_A_PAGE // 18):
        words = " ".join(pick.choice(vocabulary) for _ in range(18)).capitalize()
        body.append(f"{words}.{number % 60 + 1}" + ("\n\n" if number % 6 == 5 else ""))
    objectives = "\n".join(
        f"{n}. Calculate dose {n} for adults starting therapy, using a log" for n in range(1, 6)
    )
    references = "\n".join(
        f"{n}. Roe K, Doe J. Study {n} of kidneys. Fict Med J. 2024;{n}(1):1-9. doi:10.1234/f.{n}"
        for n in range(1, 61)
    )
    return f"Learning objectives\n{objectives}\n\n{' '.join(body)}\n\nReferences\n{references}\n"


def twenty_pages_of_items() -> str:
    item = "{n}. A dog limps after step {n}. Which step comes first?\nA. Look\nB. Rest\nC. Scan\nAnswer: A\nRationale A: Known. [1]\n"
    return "\n".join(item.format(n=n) for n in range(1, 401))


HOSTILE = {
    "one long word": "a" * 60_000,
    "brackets": "(" * 30_000 + ")" * 30_000,
    "capitals": "Aa " * 20_000,
    "numbers": "1. " * 20_000,
    "quotes": "\"' " * 20_000,
    "full stops": ". " * 30_000,
    "blank lines": "\n" * 60_000,
    "years": "(Aa, 2020; " * 6_000,
    "hyphens": "a-" * 30_000,
    "spaces": " " * 60_000,
    "headings": "References\n" * 6_000,
    "objectives": "Objectives:\n" * 5_000,
    "be": "be able to " * 6_000,
    "only": "the only a " * 6_000,
    "entries": "Roe K. A 2020. Aa " * 3_500,
}


def check_all(text: str) -> dict[str, Callable[[], object]]:
    return {
        "find_objectives + check_set": lambda: check_set(find_objectives(text)),
        "check_set on the whole text": lambda: check_set(text),
        "read_items + check_items": lambda: check_items(read_items(text)[0]),
        "check_references": lambda: check_references(text, year=2026),
        "look, human": lambda: look(text),
        "look, animal": lambda: look(text, "animal"),
        "figures": lambda: figures(text),
    }


def milliseconds(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median processor time of a job after one warm-up run. Wall time would measure the neighbours too."""
    job()
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        job()
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times)


def main() -> int:
    text, items = twenty_pages(), twenty_pages_of_items()
    begin = time.perf_counter()
    figures(text)
    print(
        f"first figures() in a process, with its dictionary: {(time.perf_counter() - begin) * 1000:6.0f} ms"
    )
    slow = 0
    print(f"20 pages, {len(text.split()):,} words, median of {ROUNDS}:")
    for name, job in check_all(text).items():
        taken = milliseconds(job)
        slow += taken > GOAL_MS
        print(f"  {name:32} {taken:7.1f} ms")
    taken = milliseconds(lambda: check_items(read_items(items)[0]))
    slow += taken > GOAL_MS
    print(f"  {'400 items':32} {taken:7.1f} ms")
    taken = milliseconds(lambda: quality_card(text, "needs-assessment", year=2026))
    print(f"  {'quality card, four checks':32} {taken:7.1f} ms")
    print("hostile text, 60 kB, slowest check:")
    for name, hostile in HOSTILE.items():
        worst = max((milliseconds(job, 1), check) for check, job in check_all(hostile).items())
        slow += worst[0] > GOAL_MS
        print(f"  {name:32} {worst[0]:7.1f} ms  {worst[1]}")
    print("all under 200 ms" if not slow else f"{slow} over 200 ms")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
