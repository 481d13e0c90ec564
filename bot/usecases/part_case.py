"""Take a merged case apart again from the one that it went on in."""

from __future__ import annotations

from bot.domain import activity as act
from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import WrongStage
from bot.domain.parting import without
from bot.domain.people import Member
from bot.domain.privacy import expect_to_see
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep, learn_anew


async def part_case(case_id: CaseId, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock) -> Case:
    """Let a merged case go its own way, with the mentions and the input that it had brought; returns it.

    Raises NotAllowed, UnknownCase, WrongStage.
    """
    async with uow:
        await uow.clusters.renew()  # first, as whoever gathers holds the lane before the cases
        survivor = (await uow.cases.read(case_id)).merged_into
        if survivor is None:
            raise WrongStage("This case is not part of another one.")
        one, other = await uow.cases.get_both(case_id, survivor)
        if one.merged_into != survivor:
            raise WrongStage("Somebody was faster: this case stands elsewhere now. Look again.")
        permit_on(Act.MERGE, actor, one, company)
        expect_to_see(actor, other.community, company)
        absorbed, alone = without(survivor, await uow.cases.activities(survivor), case_id)
        mentions = await uow.mentions.part(survivor, case_id)
        await uow.texts.part(survivor, case_id)
        now = clock.now()
        rest = other.part_from(by=actor, at=now, absorbed=absorbed, alone=alone, mentions=mentions)
        restored = _restored(one, rest, actor, company)
        await keep(rest, uow=uow, company=company)
        await keep(restored, uow=uow, company=company)
        await uow.suggestions.refuse(case_id, survivor, actor.id, now)
        await learn_anew(case_id, uow=uow)
        await uow.commit()
    return restored


def _restored(one: Case, rest: Case, actor: Member, company: Company) -> Case:
    parted = rest.news[-1]
    if not isinstance(parted, act.Parted):
        raise TypeError(f"{parted!r} takes nothing apart")
    reason = f"it was taken out of case {rest.id} again."
    terms = company.community(one.community).terms
    return one.restore(by=actor, at=parted.at, reason=reason, terms=terms, parted=parted)
