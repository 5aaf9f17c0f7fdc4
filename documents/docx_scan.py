"""What hides in a Word document. Codes start with `docx-`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from documents.docx_story import (
    Story,
    Styles,
    all_text,
    is_hidden,
    natural,
    read_styles,
    run_text,
    stories,
    visible_text,
)
from documents.office_scan import (
    BLOCK,
    INFO,
    WARN,
    Findings,
    Places,
    scan_custom_xml,
    scan_drawings,
    scan_external,
    scan_parts,
    scan_properties,
)
from documents.ooxml import WP, R, V, W, in_fallback, is_on, path_in, private_target, secrecy_word
from documents.package import Package, local
from documents.report import Finding, Remedy

CHANGES = {
    W + "ins": "Inserted",
    W + "del": "Deleted",
    W + "moveFrom": "Moved from here",
    W + "moveTo": "Moved to here",
    W + "cellIns": "Table cell inserted",
    W + "cellDel": "Table cell deleted",
    W + "cellMerge": "Table cells merged",
}
FORMAT_CHANGES = {
    W + name
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange",
        "tcPrChange", "numberingChange",
    )
}  # fmt: skip
PICTURES = {W + "drawing", W + "pict", W + "object"}
VML_SHAPES = [V + name for name in ("shape", "rect", "oval", "line", "group", "roundrect", "polyline")]
BETWEEN = {"bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd"}
_LINKING_FIELD = re.compile(
    r"\b(?:HYPERLINK|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|LINK|DDE|DDEAUTO|RD|IMPORT|DATABASE)\b", re.I
)
_QUOTED = re.compile(r"\"([^\"]*)\"|“([^”]*)”|(?<=\s)((?:[A-Za-z]:\\|\\\\[\w.$-]+\\)\S+)")
_NOT_A_TARGET = (
    "\\l",
    "\\o",
    "\\t",
    "\\m",
    "\\n",
    "\\c",
    "\\*",
    "\\#",
    "\\@",
)  # a bookmark, a tip, a frame, a format
_INVISIBLE_VML = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)

MESSAGES = {
    "comments": "A comment is in the file, with its author's name. The clean copy removes it.",
    "people": "The file lists the people who commented or changed it. The clean copy removes the list.",
    "tracked-changes": "A tracked change is in the file, with its author's name; deleted words can still be read. "
    "The clean copy accepts every change.",
    "tracked-formatting": "A tracked change of formatting is in the file, with its author's name. "
    "The clean copy accepts every change.",
    "hidden-text": "Hidden text is in the file: anybody can switch it on. The clean copy removes it.",
    "hidden-shape": "A hidden picture or shape is in the file. The clean copy removes it.",
    "template-path": "The file says which template it was made from, with the path to it. The clean copy removes the path.",
    "document-variables": "Variables of a macro or document system are stored in the file. The clean copy removes them.",
    "mail-merge": "The file is set up for a mail merge and names its list of recipients. The clean copy removes that.",
    "add-in-data": "An add-in, such as a reference manager, keeps its own data behind these words. "
    "The clean copy keeps the words only.",
    "building-blocks": "Building blocks (saved pieces of text) are stored in the file. The clean copy removes them.",
    "revision-ids": "Editing sessions left numbers in the file, which can show that two files have one origin. "
    "The clean copy removes them.",
    "track-setting": "Track Changes is switched on in this file. The clean copy switches it off.",
}  # fmt: skip


def scan_docx(package: Package) -> list[Finding]:
    """Everything found in a Word document, in a stable order. Raises `Unreadable`."""
    found = Findings("docx", MESSAGES)
    styles = read_styles(package)
    texts = stories(package, styles)
    places = Places(
        package, _anchors(texts), {story.part: story.kind for story in texts if story.kind != "body"}
    )
    for story in texts:
        _changes(story, found)
    _part_changes(package, found)
    _comments(package, texts, found)
    for story in texts:
        _hidden_text(story, styles, found)
        _hidden_shapes(story, found)
        _fields(story, found)
        scan_drawings(story.root, found, story.place_of)
        _secrecy(story, styles, found)
    _settings(package, found)
    scan_external(package, found, places.of_relation)
    scan_parts(package, found, places.of_part)
    scan_properties(package, found)
    scan_custom_xml(package, found)
    if package.follow(package.main, "glossaryDocument"):
        found.add("building-blocks", INFO, "whole file")
    return found.done()


def _anchors(texts: list[Story]) -> dict[tuple[str, str], str]:
    """Where each relation of a story is used."""
    found: dict[tuple[str, str], str] = {}
    for story in texts:
        for node in story.root.iter():
            for name, value in node.attrib.items():
                if name.startswith(R) and (story.part, value) not in found:
                    found[story.part, value] = story.place_of(node)
    return found


def _changes(story: Story, found: Findings) -> None:
    last: etree._Element | None = None
    pending: list[str] = []
    formatted: set[str] = set()

    def flush() -> None:
        nonlocal last
        if last is not None:
            found.add("tracked-changes", BLOCK, story.place_of(last), f"{_who(last)}: {' '.join(pending)}")
        last = None
        pending.clear()

    for node in story.root.iter(*CHANGES, *FORMAT_CHANGES):
        if in_fallback(node):
            continue
        if node.tag in FORMAT_CHANGES:
            key = f"{story.place_of(node)} {node.get(W + 'author')}"
            if key not in formatted:
                formatted.add(key)
                found.add(
                    "tracked-formatting",
                    BLOCK,
                    story.place_of(node),
                    f"Formatted by {_author(node)}: {_formatted(node)}",
                )
            continue
        if any(ancestor.tag in CHANGES for ancestor in node.iterancestors(*CHANGES)) and not _words(node):
            continue
        if (
            last is None
            or node.tag != last.tag
            or _author(node) != _author(last)
            or _before(node) is not last
        ):
            flush()
        pending.append(_words(node))
        last = node
    flush()


def _before(node: etree._Element) -> etree._Element | None:
    before = node.getprevious()
    while before is not None and local(before) in BETWEEN:
        before = before.getprevious()
    return before


def _author(node: etree._Element) -> str:
    return node.get(W + "author", "").strip() or "somebody"


def _who(node: etree._Element) -> str:
    return f"{CHANGES[node.tag]} by {_author(node)}"


def _words(node: etree._Element) -> str:
    words = all_text(node)
    if words:
        return words
    above = local(node.getparent()) if node.getparent() is not None else ""
    if above == "rPr":
        return "(end of the paragraph)"
    if above == "trPr":
        return f"(table row) {all_text(node.getparent().getparent())}"
    if above == "tcPr":
        return f"(table cell) {all_text(node.getparent().getparent())}"
    return "(no words)"


def _formatted(node: etree._Element) -> str:
    holder = next(node.iterancestors(W + "r", W + "p", W + "tc", W + "tr", W + "tbl"), None)
    return all_text(holder) if holder is not None else ""


def _part_changes(package: Package, found: Findings) -> None:
    for part in package.follow(package.main, "styles", "numbering"):
        for node in package.xml(part).iter(*FORMAT_CHANGES):
            found.add("tracked-formatting", BLOCK, "whole file", f"Style changed by {_author(node)}")


def _comments(package: Package, texts: list[Story], found: Findings) -> None:
    at: dict[str, str] = {}
    for story in texts:
        for node in story.root.iter(W + "commentRangeStart", W + "commentReference"):
            at.setdefault(node.get(W + "id", ""), story.place_of(node))
    for part in package.follow(package.main, "comments"):
        for comment in package.xml(part).iter(W + "comment"):
            place = at.get(comment.get(W + "id", ""), "whole file")
            found.add("comments", BLOCK, place, f"{_author(comment)}: {all_text(comment)}")
    names: list[str] = []
    for part in package.follow(package.main, "people"):
        names += [n for node in package.xml(part) if (n := _attribute(node, "author"))]
    if names:
        found.add("people", WARN, "whole file", ", ".join(dict.fromkeys(names)))


def _attribute(node: etree._Element, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _hidden_text(story: Story, styles: Styles, found: Findings) -> None:
    here: etree._Element | None = None
    words: list[str] = []
    for row in story.root.iter(W + "tr"):
        if is_on(row.find(f"{W}trPr/{W}hidden")):
            found.add("hidden-text", BLOCK, story.place_of(row), f"(table row) {all_text(row)}")
    for run in story.root.iter(W + "r"):
        text = run_text(run) or _pictured(run)
        if not text.strip() or not is_hidden(run, styles) or in_fallback(run):
            continue
        paragraph = next(run.iterancestors(W + "p"), run)
        if here is not None and paragraph is not here:
            found.add("hidden-text", BLOCK, story.place_of(here), "".join(words))
            words = []
        here = paragraph
        words.append(text)
    if here is not None:
        found.add("hidden-text", BLOCK, story.place_of(here), "".join(words))


def _pictured(run: etree._Element) -> str:
    return "(picture)" if any(child.tag in PICTURES for child in run) else ""


def _hidden_shapes(story: Story, found: Findings) -> None:
    for shape in hidden_shapes(story.root):
        if not in_fallback(shape):
            found.add(
                "hidden-shape", BLOCK, story.place_of(shape), shape.get("name", "") or shape.get("id", "")
            )


def hidden_shapes(root: etree._Element) -> Iterator[etree._Element]:
    """Drawings and older shapes that are switched off."""
    for node in root.iter(WP + "docPr"):
        if node.get("hidden", "0").lower() in {"1", "true"}:
            yield node
    for node in root.iter(*VML_SHAPES):
        if _INVISIBLE_VML.search(node.get("style", "")):
            yield node


def _fields(story: Story, found: Findings) -> None:
    for holder in story.root.iter(W + "p"):
        parts = [node.text or "" for node in holder.iter(W + "instrText", W + "delInstrText")]
        codes = ["".join(parts), *(node.get(W + "instr", "") for node in holder.iter(W + "fldSimple"))]
        for code in filter(None, codes):
            for target in private_field_targets(code):
                found.add("private-link", BLOCK, story.place_of(holder), target)
            if is_add_in(code):
                found.add("add-in-data", INFO, story.place_of(holder), code)


def is_add_in(code: str) -> bool:
    """A field in which a reference manager or other add-in keeps its data."""
    return code.lstrip().upper().startswith("ADDIN")


def private_field_targets(code: str) -> list[str]:
    """Addresses inside a field code that only work inside one computer or organization."""
    if not _LINKING_FIELD.search(code):
        path = path_in(code)
        return [path] if path else []
    targets = []
    for match in _QUOTED.finditer(code):
        if not code[: match.start()].rstrip().endswith(_NOT_A_TARGET):
            target = next(filter(None, match.groups()), "").replace("\\\\", "\\")
            targets.append("\\" + target if re.match(r"\\[^\\]", target) else target)
    return [target for target in targets if private_target(target)]


def _secrecy(story: Story, styles: Styles, found: Findings) -> None:
    for node in story.root.iter(V + "textpath"):
        words = node.get("string", "")
        if secrecy_word(words):
            found.add("confidential-words", WARN, f"{story.place_of(node)}, watermark", words, Remedy.BY_HAND)
    if story.kind in ("header", "footer"):
        for paragraph in story.paragraphs:
            words = visible_text(paragraph.node, styles)
            if secrecy_word(words) and not in_fallback(paragraph.node):
                found.add("confidential-words", WARN, story.kind, words, Remedy.BY_HAND)


def _settings(package: Package, found: Findings) -> None:
    for part in sorted(package.follow(package.main, "settings"), key=natural):
        root = package.xml(part)
        rsids = len(root.findall(f"{W}rsids/{W}rsid"))
        if rsids:
            found.add("revision-ids", INFO, "whole file", f"{rsids} editing sessions")
        if is_on(root.find(W + "trackRevisions")):
            found.add("track-setting", INFO, "whole file")
        for variable in root.iterfind(f"{W}docVars/{W}docVar"):
            words = f"{variable.get(W + 'name', '')}: {variable.get(W + 'val', '')}"
            found.add("document-variables", WARN, "whole file", words)
        merge = root.find(W + "mailMerge")
        if merge is not None:
            query = merge.find(W + "query")
            found.add("mail-merge", WARN, "whole file", query.get(W + "val", "") if query is not None else "")
