"""Shortcuts: bring in what is written in a message."""

import html
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.people import MemberId
from handlers.blocks.modals import mention_modal
from handlers.desk import Desk


class Shortcuts:
    """The listener of all shortcuts; they all report a mention."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, shortcut: dict[str, Any], ack: AsyncAck, client: AsyncWebClient) -> None:
        """Open the modal, filled with the message where the shortcut was used on one."""
        message = shortcut.get("message", {})
        origin = f"{shortcut['channel']['id']}/{message['ts']}" if message else ""
        text = html.unescape(message.get("text", ""))
        desk = await self._desk.fresh()
        company = await desk.company_seen_by(MemberId(shortcut["user"]["id"]))
        view = mention_modal(company, text=text, origin=origin)
        await client.views_open(trigger_id=shortcut["trigger_id"], view=view)
        await ack()
