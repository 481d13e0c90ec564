"""Buttons about ideas."""

from __future__ import annotations

from bot.domain.errors import BadInput
from bot.domain.idea import IdeaId
from bot.usecases.list_ideas import IdeaSheet, cases_for_idea, ideas_for_case, look_up_idea
from bot.usecases.steer_idea import expect_steering, take_idea_on
from bot.usecases.vote_idea import vote_idea
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals
from handlers.blocks.ideas import shared_idea
from handlers.commands.ideas import answer_idea, answer_ideas, read_idea_id


async def ask_for_idea(press: Press) -> None:
    """Ask which idea a case gives rise to, or joins."""
    desk = press.desk
    sheet, joinable = await ideas_for_case(press.case_id, press.member, uow=desk.uow(), company=desk.company)
    sheet.case.expect_taking_part(press.member)
    sheet.case.expect_not_set_aside()
    await press.back.open(modals.case_idea_modal(sheet, joinable))


async def ask_for_new_idea(press: Press) -> None:
    """Ask what should be better."""
    await press.back.open(modals.idea_modal())


async def show_idea(press: Press) -> None:
    """Show an idea from a list."""
    await press.back.say(await answer_idea(press.question))


async def turn_page(press: Press) -> None:
    """Show another page of the list."""
    question, page = press.page
    await press.back.say(await answer_ideas(question, page=page), replace=True)


async def vote(press: Press) -> None:
    """Count a vote."""
    await vote_idea(_idea_id(press), press.member, wanted=True, **press.desk.tools())
    await _show_anew(press)


async def take_back_vote(press: Press) -> None:
    """Count a vote no more."""
    await vote_idea(_idea_id(press), press.member, wanted=False, **press.desk.tools())
    await _show_anew(press)


async def take_on(press: Press) -> None:
    """Become the owner of an idea."""
    await take_idea_on(_idea_id(press), press.member, **press.desk.tools())
    await _show_anew(press)


async def ask_how_to_steer(press: Press) -> None:
    """Ask where the idea stands now, those who have a say in it."""
    idea = (await _sheet(press)).idea
    expect_steering(idea, press.member, press.desk.company)
    await press.back.open(modals.steer_modal(idea))


async def ask_for_case(press: Press) -> None:
    """Ask which case joins."""
    idea, cases = await cases_for_idea(
        _idea_id(press), press.member, uow=press.desk.uow(), company=press.desk.company
    )
    if not cases:
        raise BadInput("Every case that you own stands behind this already. For others use “More” on their cards.")
    await press.back.open(modals.join_modal(idea, cases))


async def share_idea(press: Press) -> None:
    """Show everyone in the channel."""
    await press.back.share(shared_idea(await _sheet(press)))


async def _show_anew(press: Press) -> None:
    await press.back.say(await answer_idea(press.question), replace=True)


async def _sheet(press: Press) -> IdeaSheet:
    return await look_up_idea(_idea_id(press), press.member, uow=press.desk.uow(), company=press.desk.company)


def _idea_id(press: Press) -> IdeaId:
    return read_idea_id(press.value)


REACTIONS: dict[str, Reaction] = {
    "case.idea": ask_for_idea,
    "idea.new": ask_for_new_idea,
    "idea.show": show_idea,
    "idea.back": turn_page,
    "idea.on": turn_page,
    "idea.vote": vote,
    "idea.unvote": take_back_vote,
    "idea.take": take_on,
    "idea.steer": ask_how_to_steer,
    "idea.join": ask_for_case,
    "idea.share": share_idea,
}
"""What each button about ideas does."""
