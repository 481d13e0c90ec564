"""Follow what people do to their thread replies in Slack."""

from bot.domain import activity as act
from bot.domain.case import Case
from bot.domain.company import Company
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep
from bot.usecases.partner_contribute import has_access


async def amend_contribution(
    identity: str, text: str | None, *, uow: UnitOfWork, company: Company, clock: Clock
) -> Case | None:
    """Let a contribution say `text` now, or withdraw it where it was deleted (None). What it said before is kept.

    None where there is no such contribution or it says this already, so that hearing of it again changes nothing, and
    where a partner has no access any more: they can take words back then, but not add any.
    """
    async with uow:
        kept = await uow.texts.find_contribution(identity)
        if kept is None or kept.contribution.text == text:
            return None
        case = await uow.cases.get(kept.case_id)
        given, now = kept.contribution, clock.now()
        if given.partner and text is not None and not await has_access(given.partner, case, now, uow=uow):
            return None
        if text is None:
            changed = case.withdraw(now, contribution=kept.number, member=given.member, function=given.function)
        else:
            changed = case.amend(given.member, now, contribution=kept.number)
        await uow.texts.amend_contribution(kept.number, text, now)
        await keep(changed, uow=uow, company=company, told=(act.Amended, act.Withdrawn) if given.partner else ())
        await uow.commit()
    return changed
