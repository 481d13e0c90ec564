"""The Home tab."""

from datetime import datetime

from bot.domain.company import Company
from bot.domain.sheet import Work
from handlers.blocks.kit import View, actions, button, divider, header, section
from handlers.blocks.lists import work_list
from handlers.blocks.text import escape


def home_view(work: Work, company: Company, now: datetime) -> View:
    """What waits for a person, and the communities there are."""
    communities = "\n".join(
        f"<#{community.channel}> *{escape(community.title)}*: {escape(community.purpose)}"
        for community in company.communities.values()
    )
    return {
        "type": "home",
        "blocks": [
            header("Waiting for you"),
            *work_list(work, company, now).blocks,
            divider(),
            header("Communities"),
            section(communities),
            actions(button("Report a mention", "mention.report", "new"), button("The board", "list.board", "board")),
        ],
    }
