"""Buttons that merge, split, take apart, void and restore cases. All but those of a suggestion ask first."""

from __future__ import annotations

from bot.domain.case import CaseId
from bot.domain.errors import WrongStage
from bot.domain.roles import Act, permit_on
from bot.domain.sheet import CaseSheet
from bot.domain.status import Status
from bot.usecases.keep_apart import keep_apart
from bot.usecases.merge_cases import cases_to_merge_into, merge_cases
from bot.usecases.split_case import mentions_to_split
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals


async def ask_what_it_is_part_of(press: Press) -> None:
    """Ask which case this one is part of."""
    sheet = await _permitted(press, Act.MERGE)
    sheet.case.expect(Status.OPEN, press.member)
    others = await cases_to_merge_into(sheet.case.id, uow=press.desk.uow())
    await press.back.open(modals.merge_modal(sheet, others))


async def ask_what_goes(press: Press) -> None:
    """Ask which mentions become a case of their own."""
    sheet = await _permitted(press, Act.SPLIT)
    sheet.case.expect(Status.OPEN, press.member)
    if sheet.case.mentions < 2:
        raise WrongStage("This case has a single mention, so there is nothing to split off.")
    mentions = await mentions_to_split(sheet.case.id, uow=press.desk.uow())
    await press.back.open(modals.split_modal(sheet, mentions))


async def ask_why_void(press: Press) -> None:
    """Ask why this was never a case."""
    sheet = await _permitted(press, Act.VOID)
    sheet.case.expect_not_set_aside()
    await press.back.open(modals.void_modal(sheet))


async def ask_why_restored(press: Press) -> None:
    """Ask why a void case goes on."""
    await press.back.open(modals.restore_modal(await _permitted(press, Act.RESTORE)))


async def ask_to_take_apart(press: Press) -> None:
    """Ask whether a merged case is to go its own way again."""
    sheet = await _permitted(press, Act.MERGE)
    if sheet.case.merged_into is None:
        raise WrongStage("This case is not part of another one.")
    await press.back.open(modals.part_modal(sheet))


async def merge_suggested(press: Press) -> None:
    """Make a case part of another one that Muster found to be alike. Both cards tell it."""
    await merge_cases(press.case_id, press.member, into=CaseId(press.number), **press.desk.tools())


async def refuse_suggested(press: Press) -> None:
    """Say that two cases are not the same, however alike they are. It is suggested no more."""
    await keep_apart(press.case_id, press.member, other=CaseId(press.number), **press.desk.tools())


async def _permitted(press: Press, act: Act) -> CaseSheet:
    """The case, for somebody who may do that with it: a modal that ends in a refusal would waste their words."""
    sheet = await press.sheet()
    permit_on(act, press.member, sheet.case, press.desk.company)
    return sheet


REACTIONS: dict[str, Reaction] = {
    "case.merge": ask_what_it_is_part_of,
    "case.suggested.merge": merge_suggested,
    "case.suggested.apart": refuse_suggested,
    "case.split": ask_what_goes,
    "case.part": ask_to_take_apart,
    "case.void": ask_why_void,
    "case.restore": ask_why_restored,
}
"""What each button about merging, splitting and voiding does."""
