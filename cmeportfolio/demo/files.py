"""Make every file of the two demo people, with code, in a folder."""

from collections.abc import Callable, Collection
from pathlib import Path

from . import handouts, papers_anselm, papers_marisol, press
from .deck_anselm import antibiotics_deck
from .deck_marisol import counter_deck
from .draft import COMPANY, draft_deck
from .office import plain, steady
from .slides import Deck
from .word import write_docx

POSTER_PIXELS_PER_INCH = 225  # 1,350 by 1,688 pixels: sharp on a telephone, small as a file


def make_files(folder: Path, names: Collection[str] | None = None) -> dict[str, Path]:
    """Write all demo files into `folder` (made if missing) and return their paths by file name.

    The names are the `file` keys of the sample records, plus "counter-deck-v4.pptx", the private draft with
    something for every part of the share check. `names` asks for some of them only. Two runs of the same code
    give the same bytes. Raises KeyError for an unknown name and OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for name in _MAKERS if names is None else names:
        paths[name] = folder / name
        _MAKERS[name](paths[name])
    return paths


def _paper_docx(paper) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        write_docx(paper, path)
        steady(path)

    return write


def _paper_pdf(paper) -> Callable[[Path], None]:
    return lambda path: press.write_pdf(press.paper_source(paper), path)


def _deck_pptx(draw: Callable[[], Deck], *, company: str = "") -> Callable[[Path], None]:
    def write(path: Path) -> None:
        file = draw().file
        plain(file.part.package, file.part, application="Microsoft Office PowerPoint", company=company)
        file.save(str(path))
        steady(path)

    return write


_MAKERS: dict[str, Callable[[Path], None]] = {
    "needs-potassium.docx": _paper_docx(papers_marisol.POTASSIUM),
    "counter-deck.pptx": _deck_pptx(counter_deck),
    "counter-deck-v4.pptx": _deck_pptx(draft_deck, company=COMPANY),
    "refill-case.pdf": _paper_pdf(papers_marisol.REFILL),
    "blood-thinner-handout.pdf": lambda path: press.write_pdf(
        handouts.blood_thinner_source("Marisol Quint"), path
    ),
    "quiet-cat.docx": _paper_docx(papers_anselm.QUIET_CAT),
    "limp-case.pdf": _paper_pdf(papers_anselm.LIMP),
    "antibiotics-deck.pptx": _deck_pptx(antibiotics_deck),
    "cat-at-home.pdf": lambda path: press.write_pdf(handouts.cat_at_home_source("Anselm Fennimore"), path),
    "photo-questions.png": lambda path: press.write_png(
        handouts.photo_poster_source(), path, pixels_per_inch=POSTER_PIXELS_PER_INCH
    ),
    "dental-module-redacted.docx": _paper_docx(papers_anselm.DENTAL_MODULE),
    "full-case-file.docx": _paper_docx(papers_anselm.FULL_CASE_FILE),
}
