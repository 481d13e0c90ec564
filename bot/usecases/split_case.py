"""Let some mentions of a case become a case of their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.activity import Opened
from bot.domain.case import Case, CaseId
from bot.domain.clocks import Clocks, Promises
from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.matter import matter_of
from bot.domain.mention import KeptMention, MentionId
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import follow_up, keep

OFFERED = 100
"""Mentions of a case that are offered to choose from, the newest."""


async def split_case(
    case_id: CaseId,
    actor: Member,
    *,
    mentions: Collection[MentionId],
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Let these mentions of a case become a new one in the same community; returns it. Merging it reverses that.

    Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    async with uow:
        await uow.clusters.renew()  # first, as whoever gathers holds the lane before the cases
        case = await uow.cases.get_alone(case_id)
        permit_on(Act.SPLIT, actor, case, company)
        case.expect_to_split(actor, len(set(mentions)))
        chosen = await uow.mentions.of_case(case_id, among=mentions)
        if len(chosen) < len(set(mentions)):
            raise BadInput("One of these mentions is not here any more. Choose again.", field="mentions")
        now = clock.now()
        new = await uow.cases.open(_opening(case, chosen, actor, company, now))
        ids = tuple(one.id for one in chosen)
        await uow.mentions.split(ids, new.id)
        await uow.arrivals.gather_anew(ids)
        await uow.suggestions.refuse(case.id, new.id, actor.id, now)
        rest = case.split_off(by=actor, at=now, case=new.id, chosen=ids)
        await keep(rest, uow=uow, company=company)
        await follow_up(new, uow=uow, company=company)
        await uow.jobs.gather()
        await uow.commit()
    return new


async def mentions_to_split(case_id: CaseId, *, uow: UnitOfWork) -> list[KeptMention]:
    """The newest mentions of a case, newest first."""
    async with uow:
        return await uow.mentions.of_case(case_id, limit=OFFERED)


def _opening(case: Case, chosen: Sequence[KeptMention], actor: Member, company: Company, now: datetime) -> Opened:
    """The first activity of the new case. Its customer has waited since they came in, or since our last reply."""
    first = min(chosen, key=lambda one: one.id)
    terms = company.community(case.community).terms
    since = min(now, max(first.arrived_at, case.clocks.asked_since or first.arrived_at))
    promises = Clocks.started(since, Promises(first_reply=since)).promised(terms)
    return Opened(
        at=now,
        by=actor.id,
        community=case.community,
        matter=matter_of(first.mention.text),
        external_key=first.mention.external_key,
        risk=case.risk,
        required=company.required(case.community, case.risk),
        words=case.words,
        first_reply_due=promises.first_reply,
        resolution_due=promises.resolution,
        input_due=terms.input_due(now),
        split_from=case.id,
        asked_since=since,
        mentions=len(chosen),
        intents=case.intents,
        vulnerable=case.vulnerable,
    )
