"""What Word and PowerPoint files of the demo share: a plain package, and the same bytes every time."""

import zipfile
from pathlib import Path

_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>{application}</Application>{company}<AppVersion>16.0000</AppVersion></Properties>"""
_LEFTOVERS = ("/thumbnail", "/printerSettings", "/stylesWithEffects", "/customXml")


def plain(package, main_part, *, application: str, company: str = "") -> None:
    """Drop what the library's template brings along (a thumbnail, a printer) and set the application line."""
    of_package = package.rels if hasattr(package, "rels") else package._rels  # Word, PowerPoint
    for relations in (of_package, main_part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_LEFTOVERS)]:
            relations.pop(key)
    app = next(part for part in package.iter_parts() if str(part.partname) == "/docProps/app.xml")
    line = f"<Company>{company}</Company>" if company else ""
    app._blob = _APP.format(application=application, company=line).encode()


def steady(path: Path) -> None:
    """Write the zip again with one fixed date for every entry, so that two runs give the same bytes."""
    with zipfile.ZipFile(path) as old:
        entries = [(name, old.read(name)) for name in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
