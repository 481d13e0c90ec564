"""What somebody wrote in a mail, without what it answers and what stands below it."""

from __future__ import annotations

import re

SIGNATURE_LINES = 15
"""A delimiter that more lines follow is no signature's."""

_ORIGINAL = re.compile(r"-{2,}\s*[^-\n]{3,60}\s*-{2,}")
_HEADER = re.compile(r"\*?(?:From|Von|De|Da|Van|Från|Fra|Od|Lähettäjä)\s?:\*?\s.*[\w.]@", re.IGNORECASE)
_RULE = re.compile(r"_{20,}")
_HTML_QUOTES = ('class="gmail_quote', 'id="divRplyFwdMsg"', 'id="appendonsend"', 'class="moz-cite-prefix"')
ATTRIBUTION_LINES = 3
"""How many lines “On … wrote:” may take."""


def own_words(text: str, *, answers: bool) -> str:
    """A text without the quote at its end and the signature. `answers` says that it replies to an earlier mail;
    another one keeps what it forwards. What would leave nothing is left as it is."""
    lines = [line.rstrip() for line in text.splitlines()]
    if answers:
        lines = _without_original(lines)
    kept = _without_signature(_without_quote(lines))
    return "\n".join(kept).strip() or text.strip()


def without_quote(markup: str) -> str:
    """HTML up to where a common program begins to quote the mail that is answered."""
    found = [at for sign in _HTML_QUOTES if (at := markup.find(sign)) > 0]
    return markup[: markup.rfind("<", 0, min(found))] if found else markup


def _without_original(lines: list[str]) -> list[str]:
    """What stands above a divider that the earlier mail's own sender follows."""
    for at, line in enumerate(lines):
        divider = _ORIGINAL.fullmatch(line) or _RULE.fullmatch(line)
        sender = at if _HEADER.match(line) else _next(lines, at) if divider else None
        if sender is not None and _HEADER.match(lines[sender]) and (divider or _is_headers(lines[sender:])):
            return lines[:at]
    return lines


def _next(lines: list[str], at: int) -> int | None:
    """The next line with anything in it."""
    return next((later for later in range(at + 1, min(at + 4, len(lines))) if lines[later]), None)


def _is_headers(lines: list[str]) -> bool:
    """Whether several lines like “Sent: …” follow each other."""
    return len(lines) >= 3 and all(re.match(r"\*?[\w ]{2,20}\s?:\*?\s", line) for line in lines[:3])


def _without_quote(lines: list[str]) -> list[str]:
    """Without the lines at the end that begin with “>”, and the line that says whose words they are. Quotes with
    answers between them stay."""
    end = len(lines)
    while end and (not lines[end - 1] or lines[end - 1].startswith(">")):
        end -= 1
    if not any(line.startswith(">") for line in lines[end:]):
        return lines
    if end and lines[end - 1].endswith(":"):
        start = end - 1
        while start and lines[start - 1] and end - start < ATTRIBUTION_LINES:
            start -= 1
        return lines[: start if not start or not lines[start - 1] else end - 1]
    return lines[:end]


def _without_signature(lines: list[str]) -> list[str]:
    """Without what follows the last “-- ”, where it is short."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 2 - SIGNATURE_LINES), -1):
        if lines[at] == "--":
            return lines[:at]
    return lines
