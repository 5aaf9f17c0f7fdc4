"""The share check on the command line: what scripts may rely on, and that it says what the page says."""

import io
import json
import zipfile

import pytest
from django.core.management import call_command

from portfolio import reading
from portfolio.models import Finding, PrivateWord
from tests.factories import make_file, make_sample
from tests.test_uploads import a_deck, a_docx, a_pdf


@pytest.fixture
def put(tmp_path):
    def _put(data, name):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return _put


def check(*words):
    """(exit status, lines that were printed)."""
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("sharecheck", *map(str, words), stdout=out, stderr=out)
    return end.value.code, out.getvalue().splitlines()


def as_json(*words):
    status, lines = check("--json", *words)
    return status, [json.loads(line) for line in lines]


LEAKS = b"Patient SSN 219-09-9999 came back."
BROKEN = b"%PDF-1.4 broken"


def test_nothing_found_is_zero(put):
    path = put(b"A few plain words.", "plain.txt")
    assert check(path) == (0, [str(path), "  Nothing found by these checks."])


def test_json_has_the_promised_keys(put):
    path = put(LEAKS, "leaks.txt")
    status, [facts] = as_json(path)
    assert status == 1
    assert list(facts) == ["file", "type", "cleared", "findings"]
    assert (facts["file"], facts["type"], facts["cleared"]) == (str(path), "txt", False)
    [finding] = facts["findings"]
    assert list(finding) == ["code", "severity", "place", "words", "message"]
    assert (finding["code"], finding["severity"], finding["place"]) == ("id-ssn", "block", "line 1")


@pytest.mark.parametrize(
    ("names", "status"),
    [(["plain"], 0), (["plain", "leaks"], 1), (["leaks", "broken"], 2), (["plain", "absent"], 2)],
)
def test_the_worst_file_decides(put, tmp_path, names, status):
    put(b"Plain words.", "plain.txt")
    put(LEAKS, "leaks.txt")
    put(BROKEN, "broken.pdf")
    paths = [tmp_path / f"{name}.{'pdf' if name == 'broken' else 'txt'}" for name in names]
    code, facts = as_json(*paths)
    assert (code, len(facts)) == (status, len(names))


def test_what_cannot_be_read_says_why_and_is_not_cleared(put, tmp_path):
    status, facts = as_json(put(BROKEN, "broken.pdf"), tmp_path / "absent.pdf", put(b"MZ", "tool.exe"))
    assert status == 2
    assert [(f["type"], f["cleared"], f["findings"]) for f in facts] == [(None, False, [])] * 3
    assert [f["error"] for f in facts][1:] == [
        "There is no such file.",
        "Programs and scripts are not accepted.",
    ]


@pytest.mark.parametrize("folder", ["there", "made"])
def test_clean_copies_go_into_a_folder(put, tmp_path, folder):
    (tmp_path / "there").mkdir()
    path = put(a_deck("Fee talk with Larkspur"), "deck.pptx")
    status, lines = check(path, "--clean", tmp_path / folder)
    assert status == 0
    assert [line for line in lines if line.startswith("  left out  ")]
    with zipfile.ZipFile(tmp_path / folder / "deck.pptx") as copy:
        assert not any(b"Larkspur" in copy.read(name) for name in copy.namelist())


def test_a_clean_copy_may_have_a_name(put, tmp_path):
    path = put(a_docx(author="Acme MedEd"), "paper.docx")
    check("--clean", tmp_path / "mine.docx", path)
    with zipfile.ZipFile(tmp_path / "mine.docx") as copy:
        assert b"Acme" not in copy.read("docProps/core.xml")


def test_notes_are_kept_when_asked(put, tmp_path):
    path = put(a_deck("Pause here."), "deck.pptx")
    check(path, "--keep-notes", "--clean", tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "out" / "deck.pptx") as copy:
        assert any(b"Pause here." in copy.read(name) for name in copy.namelist())


def test_the_original_is_never_replaced(put):
    data = a_docx()
    path = put(data, "paper.docx")
    status, [facts] = as_json("--clean", path, path)
    assert (status, facts["error"]) == (
        2,
        "The clean copy may not replace the original. Choose another name.",
    )
    assert path.read_bytes() == data


def test_several_files_need_a_folder_for_their_copies(put, tmp_path):
    one, two = put(b"One.", "one.txt"), put(b"Two.", "two.txt")
    assert check("--clean", tmp_path / "new.txt", one, two)[0] == 2
    assert not (tmp_path / "new.txt").exists()
    assert check("--clean", tmp_path, put(b"Three.", "three.md"))[0] == 2  # that is the original itself


@pytest.mark.parametrize(
    ("name", "data"), [("deck.pptx", a_deck), ("paper.docx", a_docx), ("paper.pdf", a_pdf)]
)
def test_it_says_what_the_page_says(alice, put, name, data, monkeypatch):
    monkeypatch.setattr("documents.soffice.find_soffice", lambda: None)
    PrivateWord.objects.create(owner=alice, word="Acme")
    data = data()
    path = put(data, name)
    file = make_file(make_sample(alice), data=data, kind=path.suffix[1:], original_name=name)
    reading.read_file(file.pk)
    keys = ("code", "severity", "place", "words", "message")
    page = [dict(zip(keys, row, strict=True)) for row in Finding.objects.filter(file=file).values_list(*keys)]
    _, [facts] = as_json("--private", "Acme", "--own-name", alice.profile.name, path)
    assert facts["findings"] == page
    assert len(page) > 0
