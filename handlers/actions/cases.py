"""Buttons about a case as a whole."""

from __future__ import annotations

from bot.domain.privacy import as_seen_by
from bot.domain.status import Status
from bot.usecases.claim_case import claim_case
from bot.usecases.explain_route import explain_route
from bot.usecases.look_up_case import look_up_timeline
from bot.usecases.release_case import release_case
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction, ask, share
from handlers.blocks import modals
from handlers.blocks.notes import timeline
from handlers.commands.cases import answer_case, answer_case_to_all


async def claim(press: Press) -> None:
    """Take the case."""
    desk = press.desk
    await claim_case(press.case_id, press.member, **desk.tools())
    await press.back.done("This is yours now.")


async def release(press: Press) -> None:
    """Give the case back."""
    desk = press.desk
    await release_case(press.case_id, press.member, **desk.tools())
    await press.back.done("You gave this back; it is free to claim.")


async def ask_where_to(press: Press) -> None:
    """Ask which community the case belongs to."""
    sheet = await press.sheet()
    sheet.case.expect(Status.OPEN, press.member)
    likely: list[str] = []
    if sheet.mention.text:
        explained = await explain_route(sheet.mention.text, press.member, **press.desk.ears())
        likely = [offer.community for offer in explained.decision.offers]
    await press.back.open(modals.move_modal(sheet, as_seen_by(press.member, press.desk.company), likely))


async def show_more(press: Press) -> None:
    """Show what else the one who pressed can do about the case."""
    await press.back.open(modals.more_modal(await press.sheet(), press.member, press.desk.clock.now()))


async def show_timeline(press: Press) -> None:
    """Show what happened to the case."""
    sheet, notes = await look_up_timeline(
        press.case_id, press.member, uow=press.desk.uow(), company=press.desk.company
    )
    await press.back.open(modals.timeline_modal(sheet, timeline(sheet, notes)))


async def show_case(press: Press) -> None:
    """Show a case from a list."""
    await press.back.say(await answer_case(press.question))


REACTIONS: dict[str, Reaction] = {
    "case.more": show_more,
    "case.claim": claim,
    "case.release": release,
    "case.dismiss": ask(modals.dismiss_modal, Status.OPEN),
    "case.reopen": ask(modals.reopen_modal),
    "case.move": ask_where_to,
    "case.read": ask(modals.read_modal),
    "case.timeline": show_timeline,
    "case.show": show_case,
    "case.share": share(answer_case_to_all),
}
"""What each button about a case as a whole does."""
