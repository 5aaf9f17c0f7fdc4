"""Pictures of pages: PDF through PDFium (Poppler as second try), images through Pillow.

Everything here reads bytes a stranger made: call it in the limited child process, never in a request.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image

from documents.images import open_image, orientation_of, srgb, upright
from documents.pdf_open import open_pdfium, pdf_page_limit
from documents.report import Kind, Page, Pages, Unreadable
from documents.soffice import find_soffice, office_to_pdf, offices_to_pdf

__all__ = ["draw", "draw_first", "find_soffice", "office_to_pdf", "offices_to_pdf"]

LONGEST_SIDE = 2_000  # pixels; a page of any size is fitted into this, so a bitmap stays under 16 MB
QUALITY = 72
STRIP = 64  # rows of the small picture made at once
METHOD = 2  # WebP: 4 takes half as long again for 3 % fewer bytes
QUICK_METHOD = 0  # half the time of 2 for a sixth more bytes
POPPLER_SECONDS = 10

Save = Callable[..., Page]


def draw(
    path: Path,
    out_dir: Path,
    *,
    kind: Kind,
    widths: Sequence[int] = (320, 640, 1200),
    limit: int = 20,
    method: int = METHOD,
) -> Pages:
    """Draw the first `limit` pages of a PDF, or one image, as WebP files named like `p001-640.webp`.

    Nothing is enlarged and no side passes 2,000 pixels, so a narrow page or a small picture has fewer
    and smaller files than `widths` asks for: `Page.files` is keyed by the real width in pixels. `method` is
    WebP's effort, 0 (quick) to 6 (small). Raises Unreadable.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    save = partial(_save, out_dir=out_dir, widths=sorted(widths), method=method)
    if kind is Kind.PDF:
        return _draw_pdf(path, out_dir, max(widths), limit, save)
    if kind.is_image:
        return _draw_image(path, kind, save)
    raise Unreadable("no-pages", "This type of file has no page pictures of its own.")


def draw_first(path: Path, out_dir: Path, *, kind: Kind, widths: Sequence[int] = (320, 640)) -> Pages:
    """Draw page 1 only, at card sizes and in a hurry: what a list needs while `draw` still waits its turn.

    `draw` writes the same names again, smaller.
    """
    return draw(path, out_dir, kind=kind, widths=widths, limit=1, method=QUICK_METHOD)


def _draw_pdf(path: Path, out_dir: Path, width: int, limit: int, save: Save) -> Pages:
    try:
        pdf = open_pdfium(path, forms=True)
    except Unreadable as error:
        if error.code != "pdf-damaged":
            raise
        return _draw_with_poppler(path, out_dir, limit, _poppler_count(path, error), save)
    try:
        total = len(pdf)
        drawn = []
        for index in range(min(total, limit)):
            picture = _pdfium_picture(pdf, index, width) or _poppler_picture(path, index + 1, out_dir)
            if picture is not None:
                drawn.append(save(picture, number=index + 1))
    finally:
        pdf.close()
    if not drawn:
        raise Unreadable(
            "pdf-damaged", "No page of this PDF could be drawn. Export it again and upload that."
        )
    return Pages(total=total, drawn=tuple(drawn), how="pdf")


def _pdfium_picture(pdf: pypdfium2.PdfDocument, index: int, width: int) -> Image.Image | None:
    """One page on white, at most `width` wide and LONGEST_SIDE on either side; None when PDFium gives up."""
    try:
        page = pdf[index]
        across, down = page.get_size()
        if across <= 0 or down <= 0:
            return None
        # a hair less, because PDFium rounds up and 1201 pixels would be scaled down again
        scale = min(width / across, LONGEST_SIDE / across, LONGEST_SIDE / down) * (1 - 1e-9)
        bitmap = page.render(scale=scale, rev_byteorder=True)
        picture = bitmap.to_pil().convert("RGB")
        page.close()
    except (pypdfium2.PdfiumError, ValueError, OverflowError):
        return None
    return picture


def _draw_with_poppler(path: Path, out_dir: Path, limit: int, total: int, save: Save) -> Pages:
    pdf_page_limit(total)
    drawn = []
    for number in range(1, min(total, limit) + 1):
        picture = _poppler_picture(path, number, out_dir)
        if picture is not None:
            drawn.append(save(picture, number=number))
    if not drawn:
        raise Unreadable("pdf-damaged", "This PDF is damaged and no page could be drawn. Export it again.")
    return Pages(total=total, drawn=tuple(drawn), how="pdf")


def _poppler_count(path: Path, error: Unreadable) -> int:
    """Pages as Poppler counts them; the given error is raised again when it cannot."""
    answer = _poppler(["pdfinfo", str(path)])
    for line in (answer or b"").splitlines():
        name, _, value = line.partition(b":")
        if name == b"Pages" and value.strip().isdigit() and int(value) > 0:
            return int(value)
    raise error


def _poppler_picture(path: Path, number: int, out_dir: Path) -> Image.Image | None:
    stem = out_dir / f"poppler-{number}"
    target = stem.with_suffix(".png")
    page = ["-f", str(number), "-l", str(number)]
    try:
        done = _poppler(
            ["pdftoppm", "-png", "-singlefile", "-scale-to", str(LONGEST_SIDE), *page, str(path), str(stem)]
        )
        if done is None or not target.exists():
            return None
        with Image.open(target, formats=("PNG",)) as picture:
            return picture.convert("RGB")
    except OSError:
        return None
    finally:
        target.unlink(missing_ok=True)


def _poppler(command: list[str]) -> bytes | None:
    """Output of a Poppler program, or None when it is not installed, fails or takes too long."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  a list, no shell; the paths are ours
            [program, *command[1:]], capture_output=True, timeout=POPPLER_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _draw_image(path: Path, kind: Kind, save: Save) -> Pages:
    # Shrink first, turn and convert after: a 50-megapixel photo then needs one big buffer and not three.
    with open_image(path, kind) as picture:
        box = (LONGEST_SIDE, LONGEST_SIDE)
        small = _readable(lambda: _shrunk(picture, box))
        picture = srgb(upright(small, orientation_of(path)))
    page = save(_on_white(picture), number=1)
    return Pages(total=1, drawn=(page,), how="image")


def _shrunk(picture: Image.Image, box: tuple[int, int]) -> Image.Image:
    """The picture fitted into `box`. A JPEG is decoded small; others are first reduced strip by strip,
    because a see-through picture is copied whole for every step that scales it."""
    picture.draft(None, box)
    factor = max(picture.size) // max(box)
    if factor < 2:
        picture = _plain_mode(picture)
    else:
        picture.load()
        picture = _reduced(picture, factor)
    picture.thumbnail(box, Image.Resampling.LANCZOS)
    return picture


def _reduced(picture: Image.Image, factor: int) -> Image.Image:
    rows = factor * STRIP
    strips = [
        _plain_mode(picture.crop((0, top, picture.width, min(top + rows, picture.height)))).reduce(factor)
        for top in range(0, picture.height, rows)
    ]
    small = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    for number, strip in enumerate(strips):
        small.paste(strip, (0, number * STRIP))
    small.info["icc_profile"] = picture.info.get("icc_profile")
    return small


def _plain_mode(picture: Image.Image) -> Image.Image:
    """A mode that can be scaled: palettes become colours, 16 bits become 8."""
    if picture.mode in {"P", "1"}:
        return picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    if picture.mode.startswith("I"):
        return _eight_bits(picture)
    return picture


def _eight_bits(picture: Image.Image) -> Image.Image:
    """16-bit grey scaled to 8 bits: Pillow's own conversion clips at 255 and gives a white picture."""
    return picture.point(lambda value: value / 256).convert("L")


def _on_white(picture: Image.Image) -> Image.Image:
    if "A" not in picture.getbands():
        return picture.convert("RGB")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _readable[T](read: Callable[[], T]) -> T:
    """Run a Pillow step; what a broken picture can raise there becomes one sentence for the writer."""
    try:
        return read()
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        IndexError,
        TypeError,
        Image.DecompressionBombError,
    ) as error:
        raise Unreadable(
            "image-damaged",
            "This picture is damaged and could not be drawn. Save it again and upload that copy.",
        ) from error


def _save(picture: Image.Image, *, out_dir: Path, number: int, widths: list[int], method: int) -> Page:
    """Write one page at every width that does not enlarge it, the largest first, smaller ones from larger."""
    files: dict[int, str] = {}
    largest = (0, 0)
    for wanted in reversed(widths):
        width = min(wanted, picture.width)
        if width in files:
            continue
        picture = _narrowed(picture, width)
        name = f"p{number:03d}-{width}.webp"
        picture.save(out_dir / name, "WEBP", quality=QUALITY, method=method)
        files[width] = name
        largest = max(largest, picture.size)
    return Page(number=number, files=dict(sorted(files.items())), width=largest[0], height=largest[1])


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    if picture.width == 2 * width:
        return picture.reduce(2)
    height = max(1, -(-picture.height * width // picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)
