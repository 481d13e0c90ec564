"""Text for Slack. What comes from outside is escaped here and nowhere else."""

import re
from datetime import datetime, timedelta

from bot.domain.credit import points

QUOTE_LIMIT = 280
"""Characters of a customer's words that a card shows before “Show all”."""

ADDRESS_LIMIT = 2_200
"""Characters of a link's address as Slack counts them, escaped; with what stands beside it, it must fit a block."""

SOON = timedelta(hours=12)
"""How near a moment must be for its time of day to say enough."""


def escape(text: str) -> str:
    """Plain text as mrkdwn shows it: no mention, channel or link in it comes to life."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, limit: int) -> str:
    """The text, or its beginning with an ellipsis where it is longer. Comes before `escape`, never after."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def fit(text: str, limit: int) -> str:
    """Marked-up text, escaped already, that ends between two marks where it would be longer than Slack takes."""
    return text if len(text) <= limit else re.sub(r"(<[^>]*|&\w*)$", "", text[: limit - 1]) + "…"


def quote(text: str, limit: int = QUOTE_LIMIT) -> str:
    """A customer's words as a mrkdwn quote."""
    lines = cut(text, limit).strip().splitlines() or [""]
    return "\n".join(f">{escape(line)}" for line in lines)


def chunks(text: str, *, quoted: bool = False, limit: int = 2_900) -> list[str]:
    """A long text, escaped, in pieces that fit a section each; escaping makes a text longer, so it comes first."""
    mark = ">" if quoted else ""
    pieces = [""]
    for line in text.strip().splitlines() or [""]:
        for start in range(0, max(len(line), 1), limit // 6):
            part = mark + escape(line[start : start + limit // 6])
            if len(pieces[-1]) + len(part) + 1 > limit:
                pieces.append("")
            pieces[-1] += ("\n" if pieces[-1] and (start == 0 or quoted) else "") + part
    return pieces


def when(moment: datetime) -> str:
    """A moment that each reader sees in their own time zone."""
    fallback = moment.strftime("%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} {{time}}|{fallback}>"


def day(moment: datetime) -> str:
    """A day, as each reader's own calendar has it."""
    return f"<!date^{int(moment.timestamp())}^{{date_short}}|{moment.strftime('%Y-%m-%d')}>"


def due(moment: datetime, now: datetime) -> str:
    """A moment to come, in the reader's time zone; without its day where that goes without saying."""
    near = abs(moment - now) < SOON
    pattern, fallback = ("{time}", "%H:%M UTC") if near else ("{date_short_pretty} {time}", "%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(moment.timestamp())}^{pattern}|{moment.strftime(fallback)}>"


def link(url: str, label: str) -> str:
    """A link whose address cannot break out of its brackets; the label alone where the address is too long."""
    safe = url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    return f"<{safe}|{escape(label)}>" if len(safe) <= ADDRESS_LIMIT else escape(label)


def points_text(credit: int) -> str:
    """Micro-points with their noun: 1 point, 2.5 points."""
    told = points(credit)
    return f"{told} {'point' if told == '1' else 'points'}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 case, 2 cases."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
