"""HTML with gaps: whatever fills one is escaped, unless it is HTML already."""

from __future__ import annotations

import html
from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent / "html"


class Html(str):
    """Text that is HTML already. Only templates and their own pieces become this, never what was typed."""

    __slots__ = ()


class Page:
    """One file of HTML, read once, with gaps like `$name`."""

    def __init__(self, name: str) -> None:
        self._template = Template((FOLDER / name).read_text("utf-8"))

    def filled(self, **gaps: str) -> Html:
        """The HTML with every gap filled. Raises KeyError where one is left."""
        return Html(self._template.substitute({name: escaped(text) for name, text in gaps.items()}))


def escaped(text: str) -> Html:
    """Text as HTML, fit for an element and for a quoted attribute."""
    return text if isinstance(text, Html) else Html(html.escape(text, quote=True))
