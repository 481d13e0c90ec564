"""Buttons and menus. One listener dispatches by the action's id; most open a modal, some act at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import MusterError, StaleDraft, WrongStage
from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet
from bot.domain.status import Status
from bot.usecases.claim_case import claim_case
from bot.usecases.learn_people import recognise
from bot.usecases.look_up_case import look_up_timeline
from bot.usecases.release_case import release_case
from bot.usecases.show_board import set_on_boards
from handlers.answers import refusal
from handlers.blocks import modals
from handlers.blocks.kit import Message, View
from handlers.blocks.notes import timeline
from handlers.commands import (
    Answer,
    answer_board,
    answer_case,
    answer_digest,
    answer_mine,
    answer_search,
)
from handlers.desk import Desk
from handlers.press import Press, WayBack

Reaction = Callable[[Press], Awaitable[None]]


class Actions:
    """The listener of all buttons and menus."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(
        self,
        body: dict[str, Any],
        action: dict[str, Any],
        ack: AsyncAck,
        respond: AsyncRespond,
        client: AsyncWebClient,
    ) -> None:
        """Do what the button says; what is refused is told to the one who pressed."""
        await ack()
        name, value = _name_and_value(action)
        reaction = REACTIONS.get(name)
        if reaction is None:
            return
        back = WayBack(
            client=client, respond=respond, trigger_id=body["trigger_id"], in_message="response_url" in body
        )
        try:
            member = await recognise(MemberId(body["user"]["id"]), uow=self._desk.uow())
            await reaction(Press(value=value, member=member, desk=self._desk, back=back))
        except MusterError as error:
            about = value.partition(":")[0]
            await back.say(await refusal(error, about, uow=self._desk.uow(), clock=self._desk.clock))


def _name_and_value(action: dict[str, Any]) -> tuple[str, str]:
    """What is asked. A menu's choice `move:12` means the same as a button `case.move` with 12."""
    if "selected_option" in action:
        act, _, value = action["selected_option"]["value"].partition(":")
        return f"case.{act}", value
    return action["action_id"], action.get("value", "")


async def claim(press: Press) -> None:
    """Take the case."""
    desk = press.desk
    await claim_case(press.case_id, press.member, **desk.tools())


async def release(press: Press) -> None:
    """Give the case back."""
    desk = press.desk
    await release_case(press.case_id, press.member, **desk.tools())


async def ask_for_sign_off(press: Press) -> None:
    """Show the exact text to sign, to those who may sign it."""
    sheet = await press.sheet()
    case, draft = sheet.case, sheet.draft
    shown = press.value.partition(":")[2]
    if draft is None:
        raise WrongStage("There is no draft to sign off yet.")
    if shown and shown != str(draft.revision):
        raise StaleDraft(draft.revision)
    case.sign_off(press.member, press.desk.clock.now(), fingerprint=draft.fingerprint, community=sheet.community)
    await press.back.open(modals.sign_off_modal(sheet, draft))


async def ask_to_close(press: Press) -> None:
    """Ask what came of it, and who helped."""
    sheet = await press.sheet()
    sheet.case.expect(Status.REPLIED, press.member)
    await press.back.open(modals.close_modal(sheet, press.member.id))


async def ask_for_reply(press: Press) -> None:
    """Ask what went out, once it may."""
    sheet = await press.sheet()
    sheet.case.expect(Status.OPEN, press.member)
    if sheet.case.signed is None:
        raise WrongStage("The answer is not signed off yet, so it cannot go out.")
    await press.back.open(modals.reply_modal(sheet))


def ask(view: Callable[[CaseSheet], View], status: Status | None = None) -> Reaction:
    """A reaction that opens a modal about a case, where the case stands as it must."""

    async def react(press: Press) -> None:
        sheet = await press.sheet()
        if status:
            sheet.case.expect(status, press.member)
        await press.back.open(view(sheet))

    return react


async def ask_where_to(press: Press) -> None:
    """Ask which community the case belongs to."""
    sheet = await press.sheet()
    sheet.case.expect(Status.OPEN, press.member)
    await press.back.open(modals.move_modal(sheet, press.desk.company))


async def show_timeline(press: Press) -> None:
    """Show what happened to the case."""
    sheet, notes = await look_up_timeline(press.case_id, uow=press.desk.uow(), company=press.desk.company)
    await press.back.open(modals.timeline_modal(sheet, timeline(sheet, notes)))


async def report(press: Press) -> None:
    """Ask what a customer said."""
    await press.back.open(modals.mention_modal(press.desk.company))


async def show_case(press: Press) -> None:
    """Show a case from a list."""
    await press.back.say(await answer_case(press.question))


async def show_mine(press: Press) -> None:
    """Show what waits for the one who pressed."""
    await press.back.say(await answer_mine(press.question))


async def show_board(press: Press) -> None:
    """Show the board."""
    await press.back.say(await answer_board(press.question))


async def turn_page(press: Press) -> None:
    """Show another page of what a search found."""
    page, _, words = press.value.partition(":")
    question = replace(press.question, words=words)
    await press.back.say(await answer_search(question, page=int(page) if page.isdecimal() else 0), replace=True)


def share(answer: Answer) -> Reaction:
    """A reaction that shows everyone in the channel what one person looks at, but for the button that does so."""

    async def react(press: Press) -> None:
        message = await answer(press.question)
        await press.back.share(Message(message.text, message.blocks[:-1]))

    return react


async def join_boards(press: Press) -> None:
    """Opt in, and show the board anew."""
    await set_on_boards(press.member, True, uow=press.desk.uow())
    await press.back.say(await answer_board(press.question))


async def leave_boards(press: Press) -> None:
    """Opt out, at once and everywhere."""
    await set_on_boards(press.member, False, uow=press.desk.uow())
    text = "You are off the boards, everywhere. Your own record stays yours alone."
    await press.back.say(Message(text))


REACTIONS: dict[str, Reaction] = {
    "case.claim": claim,
    "case.release": release,
    "case.contribute": ask(modals.contribute_modal),
    "case.draft": ask(modals.draft_modal, Status.OPEN),
    "case.sign_off": ask_for_sign_off,
    "case.reply": ask_for_reply,
    "case.close": ask_to_close,
    "case.dismiss": ask(modals.dismiss_modal, Status.OPEN),
    "case.reopen": ask(modals.reopen_modal),
    "case.move": ask_where_to,
    "case.read": ask(modals.read_modal),
    "case.timeline": show_timeline,
    "case.show": show_case,
    "mention.report": report,
    "list.mine": show_mine,
    "list.board": show_board,
    "list.search.newer": turn_page,
    "list.search.older": turn_page,
    "case.share": share(answer_case),
    "digest.share": share(answer_digest),
    "board.join": join_boards,
    "board.leave": leave_boards,
}
"""What each button does."""
