"""A mention comes in: known already, one more of an open matter, or a case of its own."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.activity import Joined, Opened
from bot.domain.case import Case, CaseId
from bot.domain.clustering import Joins, gather
from bot.domain.community import Company
from bot.domain.matter import matter_of
from bot.domain.mention import Mention, MentionId
from bot.domain.people import MemberId
from bot.domain.routing import Rules
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import ask_to_tell


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What became of a mention. `case` is None where it was known already."""

    case: CaseId | None
    opened: bool = False


async def bring_in(
    mention: Mention,
    *,
    uow: UnitOfWork,
    company: Company,
    rules: Rules,
    clock: Clock,
    by: MemberId | None = None,
    community: str | None = None,
) -> BroughtIn:
    """Store a mention with the case it belongs to, in a transaction of its own. `by` saw it and brought it in.

    `community` overrules the rules, where a person has chosen. Raises UnknownCommunity.
    """
    async with uow:
        result = await take_in(
            mention, uow=uow, company=company, rules=rules, clock=clock, by=by, community=community
        )
        await uow.commit()
    return result


async def take_in(
    mention: Mention,
    *,
    uow: UnitOfWork,
    company: Company,
    rules: Rules,
    clock: Clock,
    by: MemberId | None = None,
    community: str | None = None,
) -> BroughtIn:
    """Do the same inside a unit of work that is open already."""
    matters = await uow.cases.matters(mention.external_key)
    mention_id = await uow.mentions.add(mention, clock.now())
    if mention_id is None:
        return BroughtIn(case=None)
    decision = gather(mention, matters)
    if isinstance(decision, Joins):
        case = await _join(decision, mention_id, uow=uow, clock=clock)
        opened = False
    else:
        case = await uow.cases.open(_opening(mention, company, rules, clock, by, community))
        opened = True
    await uow.mentions.attach(mention_id, case.id)
    await ask_to_tell(case, uow=uow, company=company)
    return BroughtIn(case=case.id, opened=opened)


async def _join(decision: Joins, mention_id: MentionId, *, uow: UnitOfWork, clock: Clock) -> Case:
    case = await uow.cases.get(decision.case)
    joined = case.join(Joined(at=clock.now(), mention=mention_id, reason=decision.reason))
    await uow.cases.save(joined)
    return joined


def _opening(
    mention: Mention,
    company: Company,
    rules: Rules,
    clock: Clock,
    by: MemberId | None,
    chosen: str | None,
) -> Opened:
    route = rules.route(mention.text)
    community = company.community(chosen or route.community)
    now = clock.now()
    return Opened(
        at=now,
        by=by,
        community=community.name,
        matter=matter_of(mention.text),
        external_key=mention.external_key,
        required=community.functions,
        words=route.words if community.name == route.community else (),
        first_reply_due=now + community.first_reply_within,
        input_due=now + community.input_within,
        volunteered=by is not None and not company.on_duty(by),
    )
