"""Fields of a Word document: turn one into the words it shows."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from documents.docx_scan import is_add_in, private_field_targets
from documents.ooxml import W, remove, unwrap

# Fields that show a property of the file; emptied properties would empty them.
_SHOWS_PROPERTY = re.compile(
    r"^\s*(?:AUTHOR|TITLE|SUBJECT|KEYWORDS|COMMENTS|LASTSAVEDBY|DOCPROPERTY|DOCVARIABLE|FILENAME|TEMPLATE|EDITTIME|SAVEDATE"
    r"|CREATEDATE|PRINTDATE|INFO|USERNAME|USERINITIALS|USERADDRESS|REVNUM|FILESIZE|MERGEFIELD|NEXT|ASK|FILLIN)\b",
    re.IGNORECASE,
)


def flatten_fields(root: etree._Element) -> None:
    """Turn fields that lead to private places, show properties or hold an add-in's data into the words they show."""
    _flatten(
        root, lambda code: bool(_SHOWS_PROPERTY.match(code) or is_add_in(code) or private_field_targets(code))
    )


def _flatten(root: etree._Element, unwanted: Callable[[str], bool]) -> None:
    for field in list(root.iter(W + "fldSimple")):
        if unwanted(field.get(W + "instr", "")):
            unwrap(field)
    open_fields: list[dict] = []
    for node in list(root.iter(W + "fldChar", W + "instrText")):
        if node.tag == W + "instrText":
            if open_fields and not open_fields[-1]["result"]:
                open_fields[-1]["codes"].append(node)
            continue
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            open_fields.append({"codes": [], "marks": [node], "result": False})
        elif open_fields and kind == "separate":
            open_fields[-1]["result"] = True
            open_fields[-1]["marks"].append(node)
        elif open_fields and kind == "end":
            field = open_fields.pop()
            field["marks"].append(node)
            code = "".join(part.text or "" for part in field["codes"])
            if unwanted(code):
                for part in (*field["codes"], *field["marks"]):
                    _remove_from_run(part)


def _remove_from_run(node: etree._Element) -> None:
    run = node.getparent()
    remove(node)
    if run is not None and run.tag == W + "r" and all(child.tag == W + "rPr" for child in run):
        remove(run)
