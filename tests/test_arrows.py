"""Imports go one way only. A lower app has never heard of a higher one."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = ["accounts", "portfolio", "sharing", "networking", "milestones", "archive", "cmeportfolio"]
PLAIN = ["documents", "craft", "vocabularies"]  # no Django, nothing of ours
MAY = {app: set(PLAIN) | set(ORDER[:place]) | {app} for place, app in enumerate(ORDER)} | {
    plain: {plain} for plain in PLAIN
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", [*ORDER, *PLAIN])
def test_imports_follow_the_arrows(package):
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / package).rglob("*.py")
        for name in imported(path)
        if name in {*ORDER, *PLAIN} and name not in MAY[package]
    }
    assert wrong == set()


@pytest.mark.parametrize("package", PLAIN)
def test_plain_packages_know_no_django(package):
    assert not [p for p in (ROOT / package).rglob("*.py") if "django" in set(imported(p))]


def test_only_one_module_sends_files():
    senders = {
        str(path.relative_to(ROOT))
        for app in ORDER
        for path in (ROOT / app).rglob("*.py")
        if "FileResponse(" in path.read_text()
    }
    assert senders == {"portfolio/files.py"}


def test_public_code_never_mentions_an_original():
    for name in ("public.py", "shared.py", "beacon.py", "access.py"):
        assert "original" not in (ROOT / "sharing" / name).read_text()


UNESCAPED = {
    "portfolio/markdown.py",  # nh3's allow-list stands behind it
    "sharing/made.py",  # a JSON data block: the signs that could end it are written as JSON escapes
    "milestones/public.py",  # mail programs press the button (RFC 8058); the signature is the key
    "sharing/beacon.py",  # no form token on public pages; the browser's Origin is checked instead
}


def test_nothing_escapes_escaping():
    words = ("mark_safe(", "|safe", "autoescape off", "csrf_exempt", ".raw(", ".extra(")
    found = {
        str(path.relative_to(ROOT))
        for app in [*ORDER, "templates"]
        for path in (ROOT / app).rglob("*")
        if path.suffix in {".py", ".html"} and any(word in path.read_text() for word in words)
    }
    assert found == UNESCAPED


OWNED = (
    "Contact|ContactImport|DisclosureCard|DrillAnswer|Interaction|Letter|LetterTemplate|Organization|Relationship|"
    "SavedView|StageMove|Sample|SampleFile|Finding|PermissionRecord|PrivateWord|Collection|CollectionItem|ShareLink|LinkItem|"
    "Visit|VisitSum|Message"
)


def test_views_load_owned_rows_through_owned_by():
    import re

    pattern = re.compile(rf"\b({OWNED})\.objects\.(?!owned_by)|get_object_or_404\(({OWNED}),")
    for app in ORDER[:-1]:
        for path in (ROOT / app).glob("*views*.py"):
            assert not pattern.findall(path.read_text()), path
