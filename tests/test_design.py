"""The frame keeps its promises: weights, colors in one place, icons that exist, nothing inline."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template.loader import get_template

from cmeportfolio.management.commands.join_css import joined
from cmeportfolio.templatetags import look

ROOT = Path(__file__).parent.parent
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
CSS = STATIC / "css"
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
SHEETS = sorted(
    set(CSS.glob("*.css")) - {CSS / "tokens.css", CSS / "public.css"}
)  # written by hand, on the tokens
PAGES = sorted(TEMPLATES.rglob("*.html"))

COLOR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|lab)\(", re.IGNORECASE)
INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE
)
TAG = re.compile(r"\{[%{#].*?[%}#]\}")
USED = re.compile(r"\{%-?\s*(icon|cover)\s+[\"']([a-z0-9-]+)[\"']")


def weight(path):
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def test_public_style_sheet_is_the_two_joined():
    assert (CSS / "public.css").read_text("utf-8") == joined()


def test_strangers_load_little():
    sprite, font = STATIC / "icons.svg", STATIC / "fonts" / "newsreader-latin-480.woff2"
    weights = {"css": weight(CSS / "public.css"), "icons": weight(sprite), "font": font.stat().st_size}
    limits = {"css": 8 * 1024, "icons": 9 * 1024, "font": 20_000}
    assert {name for name in weights if weights[name] > limits[name]} == set(), weights


def test_the_receipt_script_is_tiny():
    assert weight(STATIC / "js" / "beacon.js") <= 1024


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_stay_small(path):
    assert weight(path) <= 5 * 1024


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_only_the_tokens_name_colors(path):
    screen = path.read_text("utf-8").split("@media print")[0]
    assert COLOR.findall(re.sub(r"/\*.*?\*/", "", screen, flags=re.DOTALL)) == []
    assert COLOR.search((CSS / "tokens.css").read_text("utf-8"))


def test_every_variable_used_is_a_token():
    tokens = set(re.findall(r"(--[a-z0-9-]+)\s*:", (CSS / "tokens.css").read_text("utf-8")))
    sheets = [path.read_text("utf-8") for path in SHEETS]
    own = set(re.findall(r"(--[a-z0-9-]+)\s*:", "".join(sheets)))
    used = set(re.findall(r"var\((--[a-z0-9-]+)", "".join(sheets)))
    assert {name for name in used - tokens - own if not name.startswith("--bs-")} == set()


# Contrast -------------------------------------------------------------------------------------------


def declared(css, selector):
    body = re.search(re.escape(selector) + r" \{(.*?)\}", css, re.DOTALL)
    return dict(re.findall(r"--([a-z0-9-]+): *(#[0-9a-f]{6})", body.group(1)))


def palettes():
    """Every ground with every accent, light and dark, as the browser would combine them."""
    css = (CSS / "tokens.css").read_text("utf-8")
    dark_half = css[css.index("What a writer may choose") :].split("@media (prefers-color-scheme: dark)")[1]
    light = declared(css, ":root")
    dark = light | declared(css, ':root[data-theme="dark"]')
    found, looks, accents = [], [None, "clinic", "field"], [None, "ink", "plum", "moss"]
    for theme, base, half in (("light", light, css), ("dark", dark, dark_half)):
        for ground in looks:
            for accent in accents:
                chosen = dict(base)
                if ground:
                    chosen |= declared(half, f':root[data-look="{ground}"]')
                if accent:
                    chosen |= declared(half, f':root[data-accent="{accent}"]')
                found.append((f"{theme}, {ground or 'paper'}, {accent or 'teal'}", chosen))
    return found


def luminance(color):
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("paper", "sheet", "desk")
TEXT = [
    (ink, ground)
    for ink in ("ink", "ink-2", "ink-3", "accent", "ok", "warn", "block", "info")
    for ground in GROUNDS
]
TEXT += [("ink", "accent-soft"), ("ink-3", "accent-soft"), ("accent", "accent-soft"), ("on-accent", "accent")]
TEXT += [("on-deep", "accent-deep"), ("white", "accent-deep"), ("deep-ink", "white"), ("ink-3", "desk-2")]
TEXT += [(tone, f"{tone}-soft") for tone in ("ok", "warn", "block", "info")]
EDGES = [(edge, ground) for edge in ("rule-strong", "focus") for ground in GROUNDS]


@pytest.mark.parametrize(
    ("name", "colors"), palettes(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_words_and_edges_can_be_seen(name, colors):
    """WCAG 2.2: 4.5 for text (1.4.3), 3 for the edges of fields and the focus ring (1.4.11)."""
    faint = [pair for pair in TEXT if contrast(colors[pair[0]], colors[pair[1]]) < 4.5]
    faint += [pair for pair in EDGES if contrast(colors[pair[0]], colors[pair[1]]) < 3]
    assert faint == []


def test_both_copies_of_the_dark_design_agree():
    css = (CSS / "tokens.css").read_text("utf-8")
    assert declared(css, ':root[data-theme="dark"]') == declared(css, ':root:not([data-theme="light"])')


# Templates ------------------------------------------------------------------------------------------


def test_every_icon_a_page_names_is_in_the_sprite():
    sprite = (STATIC / "icons.svg").read_text("utf-8")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    used = {
        ("cover-" if tag == "cover" else "") + name
        for page in PAGES
        for tag, name in USED.findall(page.read_text("utf-8"))
    }
    assert "mark" in used
    assert used - drawn == set()


def test_every_class_a_page_uses_is_drawn():
    """Scripts hang on data- attributes, so a class without a rule is a page that nobody looked at."""
    sheets = [*SHEETS, STATIC / "vendor" / "bootstrap-5.3.9" / "bootstrap.min.css"]
    drawn = {name for sheet in sheets for name in re.findall(r"\.([a-zA-Z][\w-]*)", sheet.read_text("utf-8"))}
    written = {
        (name, str(page.relative_to(TEMPLATES)))
        for page in PAGES
        for value in re.findall(r'class="([^"]*)"', TAG.sub(" ", page.read_text("utf-8")))
        for name in value.split()
        if not name.endswith("-")  # the start of a name that the template completes
    }
    assert {(name, page) for name, page in written if name not in drawn} == set()


def test_icons_scripts_ask_for_are_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    used = {
        name
        for path in SCRIPTS
        for name in re.findall(r'(?:page\.icon|settle)\((?:item, )?"([a-z0-9-]+)"', path.read_text("utf-8"))
    }
    assert used == {"check-lg", "check-circle-fill", "exclamation-octagon-fill"}
    assert used - drawn == set()


def test_nothing_is_inline():
    """The content security policy would refuse it in the browser; here it fails first."""
    assert INLINE.search('<p style="x">')
    assert INLINE.search('<a onclick="x">')
    assert INLINE_SCRIPT.search("<script>x</script>")
    guilty = [
        page for page in PAGES if INLINE.search(text := page.read_text("utf-8")) or INLINE_SCRIPT.search(text)
    ]
    assert names(guilty) == []


def test_static_files_a_template_names_exist():
    found = {
        path
        for page in PAGES
        for path in re.findall(r"\{% (?:asset|static) [\"']([^\"']+)[\"']", page.read_text("utf-8"))
    }
    assert "css/public.css" in found
    own = {path for path in found if not path.startswith(("account/", "mfa/"))}
    assert {path for path in own if not (STATIC / path).is_file()} == set()


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500])
def test_error_pages_need_nothing(status, monkeypatch):
    def unknown(path):
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr(look, "static", unknown)
    page = get_template(f"{status}.html").render({})
    assert page.count("<h1") == 1
    assert f"Error {status}" in page
    assert 'href="/static/css/public.css"' in page


def test_icons_speak_only_when_they_mean_something():
    assert (
        look.icon("eye") == '<svg class="i" aria-hidden="true"><use href="/static/icons.svg#eye"></use></svg>'
    )
    assert look.icon("eye", '"Public"', tone="ok") == (
        '<svg class="i ok" role="img" aria-label="&quot;Public&quot;"><use href="/static/icons.svg#eye"></use></svg>'
    )


@pytest.mark.parametrize(
    ("app", "name", "place"),
    [
        ("", "home", "home"),
        ("portfolio", "sample_edit", "portfolio"),
        ("milestones", "milestone_list", "milestones"),
        ("milestones", "competency_list", "competencies"),
        ("milestones", "rating_create", "competencies"),
    ],
)
def test_the_masthead_knows_its_place(app, name, place):
    request = SimpleNamespace(resolver_match=SimpleNamespace(app_name=app, url_name=name))
    assert look.current_place({"request": request}) == place
    assert look.current_place({"request": request, "place": "networking"}) == "networking"
    assert look.current_place({}) == ""


def test_vendored_files_are_listed_with_version_and_licence():
    readme = (STATIC / "vendor" / "README.md").read_text("utf-8")
    folders = sorted(path for path in (STATIC / "vendor").iterdir() if path.is_dir())
    assert names(folders) == [
        "static/vendor/bootstrap-5.3.9",
        "static/vendor/bootstrap-icons-1.13.2",
        "static/vendor/htmx.org-2.0.11",
        "static/vendor/sortablejs-1.15.7",
    ]
    for folder in folders:
        assert f"| `{folder.name}` | {folder.name.rpartition('-')[2]} |" in readme
        assert (folder / "LICENSE").stat().st_size > 500


def test_files_named_by_vendored_files_are_there():
    """Collecting with hashed names stops at a source map that is missing."""
    for path in (STATIC / "vendor").rglob("*.*"):
        if path.suffix in {".css", ".js"}:
            for named in re.findall(r"sourceMappingURL=([^\s*]+)", path.read_text("utf-8")):
                assert (path.parent / named).is_file()
