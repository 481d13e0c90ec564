"""The list of communities."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.opening import OpenedCommunity
from bot.domain.people import MemberId
from handlers.blocks.kit import Block, Message, actions, button, context, section
from handlers.blocks.text import count, escape

LISTED = 10
"""Communities on a page."""


def communities_page(
    company: Company, live: Mapping[str, int], names: Mapping[MemberId, str], *, page: int = 0
) -> Message:
    """The open communities, those that people opened first; `live` counts their cases that are not over, `names` are
    those of their leads."""
    every = list(company.communities.values())
    page = max(0, min(page, (len(every) - 1) // LISTED))
    blocks: list[Block] = [
        block
        for one in every[page * LISTED : (page + 1) * LISTED]
        for block in _community(one, live.get(one.name, 0), names)
    ]
    turn = [
        *([button("Earlier", "list.communities.earlier", str(page - 1))] if page else []),
        *([button("More", "list.communities.more", str(page + 1))] if (page + 1) * LISTED < len(every) else []),
    ]
    blocks.append(actions(button("Open a community", "community.open", "new", style="primary"), *turn))
    return Message("The communities", tuple(blocks))


def end_words(community: Community | OpenedCommunity) -> str:
    """When a community ends."""
    if community.ends_with_cases:
        return "Ends with its cases"
    return f"Ends after {_day(community.ends_on)}" if community.ends_on else "Ends when somebody closes it"


def _community(community: Community, live: int, names: Mapping[MemberId, str]) -> list[Block]:
    leads = ", ".join(escape(names.get(member, "someone")) for member in sorted(community.leads.members)[:5])
    if community.leads.usergroup:
        leads = ", ".join(filter(None, (leads, f"@{escape(community.leads.usergroup)}")))
    facts = [f"Lead: {leads or 'nobody yet'}", count(live, "open case")]
    text = section(f"*{escape(community.title)}* <#{community.channel}>\n{escape(community.purpose)}")
    if not community.opened:
        return [text, context(" · ".join((*facts, "Set up by an administrator")))]
    buttons = actions(
        button("Change", "community.edit", community.name),
        button("Close", "community.close", community.name),
    )
    return [text, context(" · ".join((*facts, end_words(community)))), buttons]


def _day(day: date | None) -> str:
    return f"{day:%d %B %Y}".lstrip("0") if day else ""
