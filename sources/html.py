"""HTML from outside as plain text."""

import html
import re
from collections.abc import Iterator

import nh3

from bot.domain.errors import BadInput

HTML_LIMIT = 500_000
"""Characters of markup; a text of the length that we keep seldom needs as many."""

TAG_LIMIT = 10_000
"""Tags and other `<`. A browser's rules take a time that grows with the square of their nesting."""

_LINES = frozenset({"div", "li", "tr", "dt", "dd", "figcaption", "section", "article", "header", "footer"})
_PARAGRAPHS = frozenset({"p", "blockquote", "pre", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr"})
_CELLS = frozenset({"td", "th"})
_UNSEEN = {"head", "title", "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea"}

_CLEANER = nh3.Cleaner(
    tags={*_LINES, *_PARAGRAPHS, *_CELLS, "br", "img"},
    clean_content_tags=_UNSEEN,
    attributes={"img": {"alt"}},
    link_rel=None,
)
_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
_ENDS = re.compile(r"[ \v]*\v[ \v]*")
_ALT = re.compile(r'alt="([^"]*)"')


def to_text(markup: str) -> str:
    """The words of a piece of HTML: paragraphs and breaks as newlines, links as their text, pictures by the words
    that stand for them. Entities are read once. Raises BadInput beyond HTML_LIMIT and TAG_LIMIT."""
    if len(markup) > HTML_LIMIT:
        raise BadInput(f"text has {len(markup):,} characters of HTML; {HTML_LIMIT:,} is the limit.", field="text")
    if (tags := markup.count("<")) > TAG_LIMIT:
        raise BadInput(f"text has {tags:,} tags of HTML; {TAG_LIMIT:,} is the limit.", field="text")
    # Cleaned, each < > & of a text or an attribute is an entity, and so a tag is whatever stands between < and >.
    words = _ENDS.sub("\n", "".join(_words(_CLEANER.clean(markup))))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _words(cleaned: str) -> Iterator[str]:
    at = 0
    for tag in _TAG.finditer(cleaned):
        yield _flat(cleaned[at : tag.start()])
        at = tag.end()
        yield _instead(tag[2], tag[3])
    yield _flat(cleaned[at:])


def _flat(text: str) -> str:
    """Newlines in the source of HTML are spaces."""
    return " ".join(re.split(r"[\n\r\v]", html.unescape(text)))


def _instead(tag: str, attributes: str) -> str:
    if tag == "img":
        alt = _ALT.search(attributes)
        return f" {_flat(alt[1])} " if alt else " "
    if tag in _PARAGRAPHS:
        return "\n\n"
    if tag == "br":
        return "\n"
    return "\v" if tag in _LINES else " "  # several ends of lines in a row are one
