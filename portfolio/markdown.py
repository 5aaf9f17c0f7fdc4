"""The writer's Markdown as HTML that cannot act: parsed without raw HTML, then through an allow-list."""

from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

MAX_LENGTH = 100_000
_TAGS = {
    "p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li",
    "h2", "h3", "h4", "h5", "h6", "a", "table", "thead", "tbody", "tr", "th", "td", "sup", "sub",
}  # fmt: skip


@cache
def _parser():
    parser = MarkdownIt(
        "commonmark", {"html": False, "linkify": True, "typographer": False, "maxNesting": 40}
    )
    return parser.enable(["table", "strikethrough", "linkify"])


def as_html(text: str) -> SafeString:
    """Render; headings start below the page's own, links carry nofollow, nothing else survives."""
    tokens = _parser().parse(text[:MAX_LENGTH])
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
    html = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    )
    return mark_safe(clean)  # noqa: S308  nh3's output: allow-listed tags and attributes only


def as_paragraphs(text: str) -> list[str]:
    """The words without any marks: one string for each paragraph, heading or point of a list."""
    tokens = _parser().parse(text[:MAX_LENGTH])
    blocks = [
        "".join(
            part.content
            if part.type in {"text", "code_inline"}
            else " " * (part.type in {"softbreak", "hardbreak"})
            for part in token.children
        )
        for token in tokens
        if token.type == "inline"
    ]
    return [words for block in blocks if (words := " ".join(block.split()))]
