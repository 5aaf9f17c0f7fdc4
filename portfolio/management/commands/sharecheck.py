"""`./dev manage sharecheck FILE…`: the share check on the command line, for people who want only this.

Exit status 0 when nothing blocks, 1 when something does, 2 when a file could not be read.
"""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from documents import limits, work
from documents.report import Severity, Unreadable

MARKS = {Severity.BLOCK: "MUST FIX", Severity.WARN: "LOOK AT ", Severity.INFO: "NOTE    "}


class Command(BaseCommand):
    help = "Check files for what should not be shared. Nothing is stored and nothing is sent anywhere."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object a line for each file")
        parser.add_argument(
            "--clean", metavar="OUT", help="write a clean copy: a file name, or a folder for several"
        )
        parser.add_argument("--keep-notes", action="store_true", help="leave speaker notes in the clean copy")
        parser.add_argument(
            "--private", action="append", default=[], metavar="NAME", help="a name that must not appear"
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
        try:
            if not path.is_file():
                raise Unreadable("not-found", "There is no such file.")
            kind = limits.run(work.identify, str(path), path.name)
            report = limits.run(work.scan, str(path), kind=kind, name=path.name, private=options["private"])
            refused = self._clean(path, kind, clean, options) if clean else ()
        except Unreadable as problem:
            self._say(
                path, options, {"type": None, "cleared": False, "findings": [], "error": problem.sentence}
            )
            return 2
        findings = [
            {
                "code": f.code,
                "severity": f.severity.value,
                "place": f.place,
                "words": f.words,
                "message": f.message,
            }
            for f in (*report.findings, *(f for f in refused if f not in report.findings))
        ]
        cleared = report.cleared and not refused
        self._say(path, options, {"type": kind.value, "cleared": cleared, "findings": findings})
        return 0 if cleared else 1

    def _clean(self, path, kind, clean, options):
        out = Path(clean)
        if out.is_dir():
            out = out / path.name
        if out.resolve() == path.resolve():
            raise Unreadable("same-file", "The clean copy may not replace the original. Choose another name.")
        keep = frozenset({"notes"}) if options["keep_notes"] else frozenset()
        result = limits.run(work.clean, str(path.resolve()), str(out.resolve()), kind=kind, keep=keep)
        if not options["json"]:
            for removed in result.removed:
                self.stdout.write(f"  left out  {removed}")
        return result.refused

    def _say(self, path, options, facts):
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
