"""`/muster` and its words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import MusterError
from bot.domain.people import MemberId
from bot.usecases.learn_people import recognise
from handlers.answers import refusal
from handlers.blocks.kit import Message
from handlers.blocks.lists import COMMANDS, help_page
from handlers.blocks.modals import mention_modal
from handlers.commands import cases, lists
from handlers.commands.question import Answer, Question
from handlers.desk import Desk
from handlers.typed import storable

ANSWERS: dict[str, Answer] = {**cases.ANSWERS, **lists.ANSWERS}
"""What each word of `/muster` is answered with."""


class MusterCommand:
    """The listener of `/muster`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, command: dict[str, Any], ack: AsyncAck, client: AsyncWebClient) -> None:
        """Answer what was typed, to the one who typed it."""
        word, rest = _word_and_rest(command.get("text", ""))
        if word == "mention":
            view = mention_modal(self._desk.company, text=rest[:3_000])
            await client.views_open(trigger_id=command["trigger_id"], view=view)
            await ack()
            return
        message = await self._answer(word, rest, command)
        await ack(**message.as_arguments(), response_type="ephemeral")

    async def _answer(self, word: str, rest: str, command: dict[str, Any]) -> Message:
        answer = ANSWERS.get(word)
        if answer is None:
            nearest = get_close_matches(word, COMMANDS, n=1, cutoff=0.5)
            return help_page(self._desk.company, misheard=word, nearest=nearest[0] if nearest else None)
        try:
            member = await recognise(MemberId(command["user_id"]), uow=self._desk.uow())
            channel = command.get("channel_id")
            return await answer(Question(desk=self._desk, member=member, words=rest, channel=channel))
        except MusterError as error:
            return await refusal(error, rest, uow=self._desk.uow(), clock=self._desk.clock)


def _word_and_rest(typed: str) -> tuple[str, str]:
    """The first word, parted by any gap from the rest."""
    word, rest, *_ = (*storable(typed).split(maxsplit=1), "", "")
    return word.lower() or "mine", rest.strip()
