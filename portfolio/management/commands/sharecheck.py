"""`./dev manage sharecheck FILE…`: the share check on the command line, for people who want only this.

Exit status 0 when nothing blocks, 1 when something does, 2 when a file could not be read.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand

from documents import limits, work
from documents.report import Severity, Unreadable

MARKS = {Severity.BLOCK: "MUST FIX", Severity.WARN: "LOOK AT ", Severity.INFO: "NOTE    "}
WORST_FIRST = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


class Command(BaseCommand):
    help = "Check files for what should not be shared. Nothing is stored and nothing is sent anywhere."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object a line for each file")
        parser.add_argument(
            "--clean", metavar="OUT", help="write clean copies: into this folder, or to this file name"
        )
        parser.add_argument("--keep-notes", action="store_true", help="leave speaker notes in the clean copy")
        parser.add_argument(
            "--private", action="append", default=[], metavar="NAME", help="a name that must not appear"
        )
        parser.add_argument(
            "--own-name", default="", metavar="NAME", help="the writer: as author it only informs"
        )

    def handle(self, *, files, clean, **options):
        if clean and len(files) > 1 and not Path(clean).is_dir():
            self.stderr.write("With several files, --clean takes a folder that exists.")
            sys.exit(2)
        worst = 0
        for name in files:
            worst = max(worst, self._one(Path(name), clean, options))
        sys.exit(worst)

    def _one(self, path, clean, options):
        """Say what is in one file and return the exit status it asks for."""
        try:
            kind, rows, removed = self._check(path, clean, options)
        except Unreadable as problem:
            facts = {"type": None, "cleared": False, "findings": [], "error": problem.sentence}
            self._say(path, options, facts)
            return 2
        except OSError as problem:
            why = f"{problem.strerror}: {problem.filename}"
            self._say(path, options, {"type": None, "cleared": False, "findings": [], "error": why})
            return 2
        rows.sort(key=lambda finding: WORST_FIRST[finding.severity])
        findings = [
            {
                "code": f.code,
                "severity": f.severity.value,
                "place": f.place,
                "words": f.words,
                "message": f.message,
            }
            for f in rows
        ]
        cleared = not any(f.severity is Severity.BLOCK for f in rows)
        self._say(path, options, {"type": kind.value, "cleared": cleared, "findings": findings}, removed)
        return 0 if cleared else 1

    def _check(self, path, clean, options):
        """As the site reads an upload: look, make the clean copy, look at that one, too."""
        if not path.is_file():
            raise Unreadable("not-found", "There is no such file.")
        out = _out(path, clean) if clean else None
        kind = limits.run(work.identify, str(path), path.name)
        about = {"kind": kind, "own_name": options["own_name"], "private": options["private"]}
        report = limits.run(work.scan, str(path), name=path.name, **about)
        keep = frozenset({"notes"}) if options["keep_notes"] else frozenset()
        left = ()
        with tempfile.TemporaryDirectory(prefix="sharecheck-") as folder:
            copy = Path(folder) / f"clean.{kind.value}"
            result = limits.run(work.clean, str(path.resolve()), str(copy), kind=kind, keep=keep)
            if result.written:
                left = limits.run(work.scan, str(copy), name="", **about).findings
                if out:
                    shutil.copyfile(copy, out)
        return kind, [f for f, _ in work.merged(report.findings, left, result)], result.removed if out else ()

    def _say(self, path, options, facts, removed=()):
        if options["json"]:
            self.stdout.write(json.dumps({"file": str(path), **facts}, ensure_ascii=False))
            return
        self.stdout.write(f"{path}")
        if "error" in facts:
            self.stdout.write(f"  could not be read: {facts['error']}")
        for f in facts["findings"]:
            words = f"  “{f['words']}”" if f["words"] else ""
            self.stdout.write(f"  {MARKS[f['severity']]}  {f['place']}: {f['message']}{words}")
        if not facts["findings"] and "error" not in facts:
            self.stdout.write("  Nothing found by these checks.")
        for line in removed:
            self.stdout.write(f"  left out  {line}")


def _out(path, clean):
    """Where the clean copy goes. A name without an ending is a folder, made when it is not there."""
    out = Path(clean)
    if out.is_dir() or not out.suffix:
        out.mkdir(parents=True, exist_ok=True)
        out = out / path.name
    if out.resolve() == path.resolve():
        raise Unreadable("same-file", "The clean copy may not replace the original. Choose another name.")
    return out
