"""`/muster` and its words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.case import CaseId
from bot.domain.errors import MusterError, UnknownCase
from bot.domain.people import Member, MemberId
from bot.domain.period import Week
from bot.usecases.find_work import find_work
from bot.usecases.learn_people import recognise
from bot.usecases.look_up_case import look_up_timeline
from bot.usecases.search import search
from bot.usecases.show_board import show_board
from bot.usecases.tell_week import compose_digest
from handlers.answers import refusal
from handlers.blocks.card import card
from handlers.blocks.digest import digest_message
from handlers.blocks.kit import Message, actions, button, context
from handlers.blocks.lists import COMMANDS, board_page, found_page, help_page, work_list
from handlers.blocks.modals import mention_modal
from handlers.blocks.notes import timeline
from handlers.desk import Desk
from handlers.typed import storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something asked of Muster: by whom, where, and with which words."""

    desk: Desk
    member: Member
    words: str
    channel: str | None = None


Answer = Callable[[Question], Awaitable[Message]]

MOST_DIGITS = 18
"""Digits of a case number that PostgreSQL's BIGINT holds in any case."""


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


async def answer_help(asked: Question) -> Message:
    """All commands on one screen."""
    return help_page(asked.desk.company)


async def answer_mine(asked: Question) -> Message:
    """What waits for the one who asks."""
    desk = asked.desk
    work = await find_work(asked.member, uow=desk.uow(), company=desk.company)
    return work_list(work, desk.company, desk.clock.now())


async def answer_case(asked: Question) -> Message:
    """One case as its card shows it, with what happened last. Raises UnknownCase."""
    desk = asked.desk
    sheet, notes = await look_up_timeline(read_case_id(asked.words), uow=desk.uow(), company=desk.company)
    shown = card(sheet, desk.clock.now())
    last = "\n".join(timeline(sheet, notes)[-8:])
    share = actions(button("Share here", "case.share", str(sheet.case.id)))
    return Message(shown.text, (*shown.blocks, context(last), share))


async def answer_board(asked: Question) -> Message:
    """The initiative board of this month."""
    desk = asked.desk
    return board_page(await show_board(asked.member, **desk.tools()))


async def answer_search(asked: Question, page: int = 0) -> Message:
    """What was said before. Raises BadInput."""
    found, more = await search(asked.words, page=page, uow=asked.desk.uow())
    return found_page(asked.words, found, asked.desk.company, page=page, more=more)


async def answer_digest(asked: Question) -> Message:
    """The running week of a community: the one named, else the one whose channel this is, else the default.

    Raises UnknownCommunity.
    """
    desk, company = asked.desk, asked.desk.company
    here = next((c.name for c in company.communities.values() if c.channel == asked.channel), None)
    community = company.community(asked.words or here or company.default_community)
    week = Week.of(desk.clock.now(), community.zone)
    digest, names = await compose_digest(community, week, **desk.tools())
    message = digest_message(digest, company, names)
    return Message(message.text, (*message.blocks, actions(button("Share here", "digest.share", community.name))))


def read_case_id(text: str) -> CaseId:
    """A case number as people write it: 12 or #12. Raises UnknownCase."""
    digits = text.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > MOST_DIGITS:
        raise UnknownCase(text.strip()[:40] or "without a number")
    return CaseId(int(digits))


ANSWERS: dict[str, Answer] = {
    "help": answer_help,
    "mine": answer_mine,
    "case": answer_case,
    "board": answer_board,
    "search": answer_search,
    "digest": answer_digest,
}
