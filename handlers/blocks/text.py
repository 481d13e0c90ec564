"""Text for Slack. What comes from outside is escaped here and nowhere else."""

from datetime import datetime, timedelta

QUOTE_LIMIT = 280
"""Characters of a customer's words that a card shows before “Show all”."""


SOON = timedelta(hours=12)
"""How near a moment must be for its time of day to say enough."""


def escape(text: str) -> str:
    """Plain text as mrkdwn shows it: no mention, channel or link in it comes to life."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, limit: int) -> str:
    """The text, or its beginning with an ellipsis where it is longer. Comes before `escape`, never after."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


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


def due(moment: datetime, now: datetime) -> str:
    """A moment to come, in the reader's time zone; without its day where that goes without saying."""
    near = abs(moment - now) < SOON
    pattern, fallback = ("{time}", "%H:%M UTC") if near else ("{date_short_pretty} {time}", "%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(moment.timestamp())}^{pattern}|{moment.strftime(fallback)}>"


def link(url: str, label: str) -> str:
    """A link whose address cannot break out of its brackets."""
    safe = url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    return f"<{safe}|{escape(label)}>"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 case, 2 cases."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def duration(minutes: float) -> str:
    """A span of time as people say it: 41 min, 1 h 55 min, 3 d 4 h."""
    whole = round(minutes)
    days, rest = divmod(whole, 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {left} min" if left else f"{hours} h"
    return f"{left} min"
