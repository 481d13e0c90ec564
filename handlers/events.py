"""What happens in Slack by itself: thread replies, an opened Home tab, people who come and go."""

from __future__ import annotations

import html
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.context.async_context import AsyncBoltContext

from bot.domain.errors import MusterError, Stranger, WrongStage
from bot.domain.people import MemberId
from bot.domain.reaction import Reaction
from bot.ports import Delivery
from bot.usecases.amend_contribution import amend_contribution
from bot.usecases.confirm_by_reaction import confirm_by_reaction
from bot.usecases.contribute import contribute
from bot.usecases.hear import case_of_thread, sharing_of_thread
from bot.usecases.learn_people import ask_to_sync, heed_coming_and_going, recognise
from bot.usecases.partner_contribute import partner_contribute
from bot.usecases.receive_delivery import receive_delivery
from bot.usecases.show_home import ask_for_home
from handlers.desk import Desk
from handlers.outsiders import is_outside
from handlers.typed import storable

SAID_BY_PEOPLE = (None, "thread_broadcast", "file_share")
"""Subtypes of messages that a person has written."""


class Events:
    """The listeners of Slack's events. Each may come several times, and out of order."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def message(
        self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
    ) -> BoltResponse | None:
        """A reply in a card's thread is a contribution, and so is what a partner's people say below a copy. It is
        known by its channel and `ts`; its edits and its deletion follow. In a channel that is shared with customers
        what they say comes in."""
        subtype, channel = event.get("subtype"), event["channel"]
        if channel in self._desk.customer_channels:
            await self._hear_customer(event, body["event_id"], context)
        elif subtype == "message_changed":
            said = event["message"]
            await self._amend(channel, said, _words(said, context))
        elif subtype == "message_deleted":
            await self._amend(channel, event.get("previous_message", {}), None)
        elif subtype in SAID_BY_PEOPLE and _is_reply(event) and (text := _words(event, context)).strip():
            if is_outside(_team(event), context):
                await self._hear_partner(event, text)
            else:
                return await self._contribute(event, text)
        return None

    async def _hear_customer(self, event: dict[str, Any], event_id: str, context: AsyncBoltContext) -> None:
        """Kept as it came, for the source to read: it knows who is a customer."""
        own = context.authorize_result.team_id if context.authorize_result else None
        if own is not None:
            arrival = Delivery(
                source=self._desk.customer_channels[event["channel"]],
                delivery_id=event_id,
                raw=json.dumps(event).encode(),
                received_at=self._desk.clock.now(),
                kind=own,
            )
            await receive_delivery(arrival, uow=self._desk.uow())

    async def _amend(self, channel: str, message: dict[str, Any], text: str | None) -> None:
        if _is_reply(message) and (text is None or text.strip()):
            desk = await self._desk.fresh()
            await amend_contribution(f"{channel}/{message['ts']}", text, **desk.tools())

    async def _hear_partner(self, event: dict[str, Any], text: str) -> None:
        """Nobody from outside becomes a member, so nobody is asked for who they are."""
        desk, channel = await self._desk.fresh(), event["channel"]
        sharing = await sharing_of_thread(channel, event["thread_ts"], uow=desk.uow())
        if sharing is not None:
            person, identity = MemberId(event["user"]), f"{channel}/{event['ts']}"
            await partner_contribute(sharing, person, text, identity=identity, **desk.tools())

    async def _contribute(self, event: dict[str, Any], text: str) -> BoltResponse | None:
        desk, channel = await self._desk.fresh(), event["channel"]
        case_id = await case_of_thread(channel, event["thread_ts"], uow=desk.uow())
        if case_id is None:
            return None
        try:
            await contribute(
                case_id,
                await recognise(MemberId(event["user"]), uow=desk.uow()),
                text,
                identity=f"{channel}/{event['ts']}",
                in_thread=True,
                **desk.tools(),
            )
        except Stranger:
            return _again_later()
        except MusterError:
            return None  # people may go on talking about a case that is over; it is no longer input
        return None

    async def reacted(self, event: dict[str, Any]) -> None:
        """Somebody put a sign on a message, or took it away: on a contribution it may say that it helped."""
        item = event["item"]
        if item.get("type") != "message" or item["channel"] in self._desk.customer_channels:
            return
        reaction = Reaction(
            channel=item["channel"],
            ts=item["ts"],
            by=MemberId(event["user"]),
            name=storable(event["reaction"]),
            at=_moment(event["event_ts"]),
            standing=event["type"] == "reaction_added",
        )
        if not reaction.means_thanks:
            return
        desk = await self._desk.fresh()
        with suppress(WrongStage):  # of a void case nobody need be told what does not count
            await confirm_by_reaction(reaction, **desk.tools())

    async def home_opened(
        self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
    ) -> BoltResponse | None:
        """Somebody looks at their Home tab. Whoever writes to Muster across workspaces is no newcomer to ask for."""
        outside = body.get("is_ext_shared_channel") or is_outside(_team(event), context)
        if outside or event.get("tab", "home") != "home":
            return None
        try:
            member = await recognise(MemberId(event["user"]), uow=self._desk.uow())
        except Stranger:
            return _again_later()
        await ask_for_home(member.id, uow=self._desk.uow())
        return None

    async def came_or_went(self, event: dict[str, Any]) -> None:
        """Somebody came into a channel, or left it."""
        desk = await self._desk.fresh()
        await heed_coming_and_going(event["channel"], uow=desk.uow(), company=desk.company)

    async def colleague_joined(self) -> None:
        """Somebody new works here."""
        await ask_to_sync(uow=self._desk.uow())


def _is_reply(message: dict[str, Any]) -> bool:
    """Whether a person said this in a thread."""
    thread = message.get("thread_ts")
    return bool(thread) and thread != message["ts"] and "bot_id" not in message


def _moment(ts: str) -> datetime:
    """When something happened, by Slack’s seconds and microseconds."""
    seconds, _, micros = ts.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=int(micros[:6].ljust(6, "0")))


def _team(message: dict[str, Any]) -> str | None:
    """The workspace of the author, which Slack names where a channel is shared."""
    return message.get("user_team") or message.get("team")


def _words(message: dict[str, Any], context: AsyncBoltContext) -> str:
    """What was said. The words of partners are shown again, so that Slack's escapes must not be shown with them."""
    text = storable(message.get("text", ""))
    return html.unescape(text) if is_outside(_team(message), context) else text


def _again_later() -> BoltResponse:
    """Slack sends the event again, by when the person is known."""
    return BoltResponse(status=503, body="this person is not known yet")
