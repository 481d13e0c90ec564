"""The report, and how its words are read."""

from __future__ import annotations

from bot.domain.community import Community
from bot.domain.errors import BadInput
from bot.domain.privacy import as_seen_by
from bot.usecases.report import report
from handlers.blocks.kit import Message, actions, button
from handlers.blocks.report import report_page
from handlers.commands.question import Answer, Question

ALL = "all"
"""What asks for all communities at once, where no community is called so."""


async def answer_report(asked: Question) -> Message:
    """How well customers were answered in a period. Raises BadInput, NotAllowed."""
    community, period = community_and_period(asked)
    told = await report(community, period, asked.member, **asked.desk.tools())
    page = report_page(told, asked.desk.company)
    same = f"{community.name if community else ALL} {told.period}"
    return Message(page.text, (*page.blocks, actions(button("Share here", "report.share", same))))


def community_and_period(asked: Question) -> tuple[Community | None, str]:
    """The community named first, else the one whose channel this is, else all; and the words for the period.

    Raises BadInput.
    """
    communities = as_seen_by(asked.member, asked.desk.company).communities
    first, _, rest = asked.words.partition(" ")
    name = first.lower()
    if name in communities:
        return communities[name], rest
    if name == ALL:
        return None, rest
    if name and name not in ("this", "last") and not name[0].isdigit():
        raise BadInput(
            f"“{first[:40]}” is neither a community nor a period. The communities are: "
            f"{', '.join(sorted(communities))}, or {ALL} of them. Then write this week, last week, this month, "
            "last month, a week like 2026-W47 or a month like 2026-11."
        )
    return next((one for one in communities.values() if one.channel == asked.channel), None), asked.words


ANSWERS: dict[str, Answer] = {"report": answer_report}
"""What the word for the report is answered with."""
