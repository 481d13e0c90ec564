"""Buttons about partners."""

from __future__ import annotations

from bot.domain.errors import WrongStage
from bot.domain.roles import Act, permit_on
from bot.usecases.share_case import prepare_copy
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals


async def ask_what_to_share(press: Press) -> None:
    """Show what a partner would read, to be checked."""
    sheet, company = await press.sheet(), press.desk.company
    sheet.case.expect_live(press.member)
    permit_on(Act.SHARE, press.member, sheet.case, company)
    if not company.partners.keys() - set(sheet.case.partners):
        raise WrongStage("There is no other partner to share this with. Partners stand in muster.toml.")
    copy = await prepare_copy(press.case_id, uow=press.desk.uow())
    await press.back.open(modals.share_partner_modal(sheet, copy))


async def ask_whose_access_ends(press: Press) -> None:
    """Ask which partner's access ends."""
    sheet = await press.sheet()
    permit_on(Act.SHARE, press.member, sheet.case, press.desk.company)
    if not sheet.case.partners:
        raise WrongStage("This case is shared with no partner any more.")
    await press.back.open(modals.unshare_modal(sheet))


REACTIONS: dict[str, Reaction] = {
    "case.share_partner": ask_what_to_share,
    "case.unshare": ask_whose_access_ends,
}
"""What each button about partners does."""
