"""`manage.py join_css`: write static/css/public.css from tokens.css and public-only.css.

Strangers load one style sheet. Signed-in pages need the tokens alone, so the two sources stay apart;
`tests/test_design.py` fails when the joined file is not what they make.
"""

import re
from pathlib import Path

from django.core.management.base import BaseCommand

CSS = Path(__file__).resolve().parents[3] / "static" / "css"
HEADER = "/* Made by `manage.py join_css` from tokens.css and public-only.css. Edit those. */\n"


def joined(css: Path = CSS) -> str:
    """The text of public.css: both sources in order, without comments and blank lines."""
    text = "".join((css / name).read_text("utf-8") for name in ("tokens.css", "public-only.css"))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return HEADER + "".join(f"{line.rstrip()}\n" for line in text.splitlines() if line.strip())


class Command(BaseCommand):
    help = "Write static/css/public.css from tokens.css and public-only.css."
    requires_system_checks = ()

    def handle(self, *args, **options):
        (CSS / "public.css").write_text(joined(), "utf-8")
        self.stdout.write(f"Wrote {CSS / 'public.css'}")
