"""Word and PowerPoint files to PDF through LibreOffice, which runs as a limited process of its own.

LibreOffice is optional: without it `find_soffice()` is None and the caller shows the text alone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from documents.report import Unreadable

MEMORY = 1_500 * 1024 * 1024  # bytes of private memory; a healthy run stays near a fifth of it
FILE_SIZE = 300 * 1024 * 1024  # bytes of any file it writes
PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "/opt/libreoffice/program/soffice")

# RLIMIT_AS does not suit LibreOffice, which reserves far more address space than it uses. The limits are set
# by a small program of its own, because code between fork and exec is not safe in a threaded parent. It holds
# one end of a pipe: when the process at the other end is gone, it ends LibreOffice with itself.
_LIMITED = """
import os, resource, select, signal, sys
cpu, memory, size = map(int, sys.argv[1:4])
for name, value in (("CPU", cpu), ("DATA", memory), ("FSIZE", size), ("CORE", 0)):
    kind = getattr(resource, "RLIMIT_" + name)
    top = resource.getrlimit(kind)[1]
    value = value if top == resource.RLIM_INFINITY else min(value, top)
    try:
        resource.setrlimit(kind, (value, value))
    except (OSError, ValueError):
        pass
child = os.fork()
if not child:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.execv(sys.argv[4], sys.argv[4:])
while not os.waitpid(child, os.WNOHANG)[0]:
    if select.select([0], [], [], 0.05)[0]:
        os.killpg(0, signal.SIGKILL)
"""

# A profile of our own: no macros, no linked pictures or documents fetched, no updates, a proxy nobody answers.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Load", "UpdateDocMode", "0"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    (
        "org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
        "AutoCheckEnabled",
        "false",
    ),
)


def find_soffice() -> str | None:
    """Path of LibreOffice's program, or None when it is not installed."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in PLACES if os.access(place, os.X_OK)), None)


def office_to_pdf(path: Path, out_dir: Path, *, soffice: str, seconds: float = 60) -> Path:
    """Convert one DOCX or PPTX; the PDF lies in `out_dir` under the same stem. Raises Unreadable."""
    made = offices_to_pdf([path], out_dir, soffice=soffice, seconds=seconds)[path]
    if made is None:
        raise Unreadable(
            "office-not-converted",
            "This document could not be turned into pages. Open it, save it again as .docx or .pptx, and upload that.",
        )
    return made


def offices_to_pdf(
    paths: Sequence[Path], out_dir: Path, *, soffice: str, seconds: float = 60
) -> dict[Path, Path | None]:
    """Convert several files in one LibreOffice run, `seconds` for each; None where it failed.

    One run for all costs about a third of a run each. When it dies half-way, every file without a PDF
    gets a run of its own, so that one bad document does not take the others with it.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    results = _convert(paths, out_dir, soffice, seconds * len(paths))
    if len(paths) > 1:
        for path in [path for path, made in results.items() if made is None]:
            results.update(_convert([path], out_dir, soffice, seconds))
    return results


def _convert(paths: Sequence[Path], out_dir: Path, soffice: str, seconds: float) -> dict[Path, Path | None]:
    # Beside the result, not in the system's folder: what a crash leaves behind is swept with the rest.
    with tempfile.TemporaryDirectory(
        prefix="office-", dir=out_dir.resolve(), ignore_cleanup_errors=True
    ) as folder:
        work = Path(folder)
        profile, inputs, outputs = work / "profile", work / "in", work / "out"
        for each in (profile / "user", inputs, outputs):
            each.mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        # LibreOffice names the PDF after its input, so h.docx and h.pptx need different names going in.
        copies = [shutil.copyfile(path, inputs / f"{n}{path.suffix.lower()}") for n, path in enumerate(paths)]
        command = [
            soffice,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            *("--convert-to", "pdf", "--outdir", str(outputs)),
            *map(str, copies),
        ]
        _run(command, work, seconds)
        results: dict[Path, Path | None] = {}
        for number, path in enumerate(paths):
            made = outputs / f"{number}.pdf"
            whole = made.exists() and made.stat().st_size > 0
            results[path] = Path(shutil.move(made, _free_name(out_dir, path, paths))) if whole else None
    return results


def _free_name(out_dir: Path, path: Path, paths: Sequence[Path]) -> Path:
    """`h.pdf`, or `h-docx.pdf` where the same stem comes more than once."""
    alone = sum(other.stem == path.stem for other in paths) == 1
    return out_dir / (f"{path.stem}.pdf" if alone else f"{path.stem}-{path.suffix.lstrip('.').lower()}.pdf")


def _run(command: list[str], work: Path, seconds: float) -> None:
    """Run it in its own process group and end the whole group when the time is over."""
    limits = [str(int(seconds) + 1), str(MEMORY), str(FILE_SIZE)]
    process = subprocess.Popen(  # noqa: S603  a list, no shell; every path is ours
        [sys.executable, "-I", "-S", "-c", _LIMITED, *limits, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=work,
        env=_environment(work),
        start_new_session=True,
    )
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    finally:
        # soffice is a script that starts others: also end what outlived it
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdin.close()


def _environment(work: Path) -> dict[str, str]:
    """A small environment: no secrets of the server, a home that is thrown away, no way out."""
    nowhere = "http://127.0.0.1:9"
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LANG": "C.UTF-8",
        "HOME": str(work),
        "TMPDIR": str(work),
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
        "ftp_proxy": nowhere,
        "all_proxy": nowhere,
    }


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/{path.replace("'", "&apos;")}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' + items + "</oor:items>"
    )
