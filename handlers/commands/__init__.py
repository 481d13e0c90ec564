"""`/muster` and its words."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import MusterError
from bot.domain.people import MemberId
from bot.usecases.learn_people import recognise
from handlers.answers import refusal
from handlers.blocks.kit import Message, View
from handlers.blocks.lists import COMMANDS, help_page
from handlers.commands import (
    auditing,
    boards,
    cases,
    communities,
    customers,
    export,
    finding,
    forgetting,
    ideas,
    listening,
    lists,
    report,
)
from handlers.commands.question import Answer, Call, Opener, Question
from handlers.desk import Desk
from handlers.rooms import together
from handlers.typed import storable

ANSWERS: dict[str, Answer] = together(
    auditing.ANSWERS,
    boards.ANSWERS,
    cases.ANSWERS,
    communities.ANSWERS,
    customers.ANSWERS,
    export.ANSWERS,
    finding.ANSWERS,
    forgetting.ANSWERS,
    ideas.ANSWERS,
    listening.ANSWERS,
    lists.ANSWERS,
    report.ANSWERS,
)
"""What each word of `/muster` is answered with."""

MODALS: dict[str, Opener] = together(communities.MODALS, ideas.MODALS, lists.MODALS)
"""The words of `/muster` that open a modal, one or two of them."""


class MusterCommand:
    """The listener of `/muster`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, command: dict[str, Any], ack: AsyncAck, client: AsyncWebClient) -> None:
        """Answer what was typed, to the one who typed it; some words open a modal."""
        word, rest = _word_and_rest(command.get("text", ""))
        desk, caller = await self._desk.fresh(), MemberId(command["user_id"])
        call = Call(desk=desk, caller=caller, words=rest, channel=command.get("channel_id"))
        try:
            if view := await _modal(word, call):
                await client.views_open(trigger_id=command["trigger_id"], view=view)
                await ack()
                return
            message = await _answer(word, call)
        except MusterError as error:
            message = await refusal(error, rest, uow=desk.uow(), clock=desk.clock)
        await ack(**message.as_arguments(), response_type="ephemeral")


async def _modal(word: str, call: Call) -> View | None:
    """The modal that a word opens, or a word and the one after it; None where it is answered in writing."""
    second, rest = _word_and_rest(call.words)
    if opener := MODALS.get(f"{word} {second}"):
        return await opener(replace(call, words=rest))
    return await MODALS[word](call) if word in MODALS else None


async def _answer(word: str, call: Call) -> Message:
    answer, desk = ANSWERS.get(word), call.desk
    if answer is None:
        nearest = get_close_matches(word, COMMANDS, n=1, cutoff=0.5)
        seen = await desk.company_seen_by(call.caller)
        return help_page(seen, misheard=word, nearest=nearest[0] if nearest else None)
    member = await recognise(call.caller, uow=desk.uow())
    return await answer(Question(desk=desk, member=member, words=call.words, channel=call.channel))


def _word_and_rest(typed: str) -> tuple[str, str]:
    """The first word, parted by any gap from the rest."""
    word, rest, *_ = (*storable(typed).split(maxsplit=1), "", "")
    return word.lower() or "mine", rest.strip()
