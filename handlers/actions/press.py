"""One press of a button, and the ways to answer it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.case import CaseId
from bot.domain.people import Member
from bot.domain.sheet import CaseSheet
from bot.usecases.look_up_case import look_up_case
from handlers.blocks import modals
from handlers.blocks.kit import Message, View
from handlers.commands.question import MOST_DIGITS, Question, read_case_id
from handlers.desk import Desk
from handlers.views.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """How to answer the one who pressed."""

    client: AsyncWebClient
    respond: AsyncRespond
    trigger_id: str
    in_message: bool
    modal: str | None = None
    """The modal in which it was pressed, if it was."""
    thread: str | None = None
    """The thread in which it was pressed, if it was: Slack shows an answer beside it only where that is named."""

    async def open(self, view: View) -> None:
        """Open a modal; what is pressed in a modal shows the next one in its place."""
        if self.modal:
            await self.client.views_update(view_id=self.modal, view=view)
        else:
            await self.client.views_open(trigger_id=self.trigger_id, view=view)

    async def push(self, view: View) -> None:
        """Open a modal on top of the one in which it was pressed, which stays as it is."""
        await self.client.views_push(trigger_id=self.trigger_id, view=view)

    async def say(self, message: Message, *, replace: bool = False) -> None:
        """Tell the one who pressed, and nobody else. On the Home tab there is no channel to say it in."""
        if self.in_message:
            thread = None if replace else self.thread
            await self.respond(
                **message.as_arguments(), response_type="ephemeral", replace_original=replace, thread_ts=thread
            )
        else:
            await self.open(modals.notice_modal(message))

    async def done(self, text: str) -> None:
        """Say in the modal where it was pressed that it is done; elsewhere the card and its thread tell it."""
        if self.modal:
            await self.open(modals.done_modal("Done", text))

    async def share(self, message: Message) -> None:
        """Show everyone in the channel; on the Home tab and in a modal there is none."""
        if not self.in_message:
            return await self.say(Message("There is no channel here to share this in. Ask for it in one."))
        await self.respond(**message.as_arguments(), response_type="in_channel", replace_original=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What was pressed, by whom, and what it is about."""

    value: str
    member: Member
    desk: Desk
    back: WayBack
    view: View
    """The modal or Home in which it was pressed, as Slack sent it; empty elsewhere."""

    @property
    def case_id(self) -> CaseId:
        """The case that the value names. Raises UnknownCase."""
        return read_case_id(self.value.partition(":")[0])

    @property
    def number(self) -> int:
        """What the value says after the case: a revision, a place in a list; 0 where it says nothing."""
        more = self.value.partition(":")[2]
        return int(more) if more.isdecimal() and len(more) <= MOST_DIGITS else 0

    @property
    def form(self) -> Submission:
        """What was typed so far in the modal in which it was pressed."""
        return Submission.of(self.view, self.member, self.desk, self.back.client)

    @property
    def question(self) -> Question:
        """The same as if its value had been typed after the word of a command."""
        return Question(desk=self.desk, member=self.member, words=self.value)

    @property
    def page(self) -> tuple[Question, int]:
        """What is asked once more, and which page of it is wanted, of a button that turns pages."""
        page, _, words = self.value.partition(":")
        return replace(self.question, words=words), int(page) if page.isdecimal() else 0

    async def sheet(self) -> CaseSheet:
        """The case as it stands. Raises UnknownCase."""
        return await look_up_case(self.case_id, self.member, uow=self.desk.uow(), company=self.desk.company)
