"""The Home tab."""

from __future__ import annotations

from bot.domain.home import Home
from handlers.blocks.home.communities import communities, machinery
from handlers.blocks.home.mine import record, standing, week
from handlers.blocks.home.settings import settings
from handlers.blocks.kit import Block, View, divider, header
from handlers.blocks.lists import work_list


def home_view(home: Home) -> View:
    """What waits for a person, their week, where they stand, their communities and their settings."""
    blocks: list[Block] = [
        header("Waiting for you"),
        *work_list(home.work, home.company, home.now).blocks,
        divider(),
        header("Your week"),
        *week(home),
        divider(),
        *standing(home),
        *record(home),
        divider(),
        *communities(home),
        *machinery(home),
        divider(),
        *settings(home),
    ]
    return {"type": "home", "blocks": blocks}
