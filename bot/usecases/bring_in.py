"""A mention comes in: known already, one more of an open matter, or a case of its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.activity import Joined, Opened
from bot.domain.case import Case, CaseId
from bot.domain.clocks import Clocks, Promises
from bot.domain.clustering import Continues, Joins, gather
from bot.domain.company import Company
from bot.domain.matter import matter_of
from bot.domain.mention import Mention, MentionId
from bot.domain.people import MemberId
from bot.domain.routing import Rules
from bot.ports import Clock, UnitOfWork
from bot.usecases.homes import has_home
from bot.usecases.keeping import follow_up


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

    `community` overrules the rules, where a person has chosen. Raises ClosedCommunity,
    UnknownCommunity.
    """
    async with uow:
        result = await take_in(
            mention, uow=uow, company=company, rules=rules, clock=clock, by=by, community=community
        )
        await uow.commit()
    return result


async def take_in_all(
    batch: Collection[Mention], *, uow: UnitOfWork, company: Company, rules: Rules, clock: Clock
) -> list[BroughtIn]:
    """Do the same with many at once, inside a unit of work that is open already. Whatever two of these have in common
    they take in one order: conversations, cases, authors."""
    await uow.cases.hold_conversations({mention.external_key for mention in batch})
    await uow.mentions.meet_authors(batch)
    return [
        await take_in(mention, uow=uow, company=company, rules=rules, clock=clock)
        for mention in sorted(batch, key=lambda one: (one.external_key, one.source, one.external_id))
    ]


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
    matters = await uow.cases.matters(mention.external_key, mention.author)
    mention_id = await uow.mentions.add(mention, clock.now())
    if mention_id is None:
        return BroughtIn(case=None)
    now = clock.now()
    decision = gather(mention, matters, now=now, comes_back=company.comes_back_within)
    case = None
    if isinstance(decision, Joins | Continues):
        case = await _grown(decision, mention_id, now, uow=uow, company=company)
    if case:
        await uow.cases.save(case)
    else:
        opened = _opening(mention, company, rules, now, by, community)
        if not await has_home(opened.community, uow=uow, company=company):  # closed since the rules were read
            opened = _opening(mention, company, rules, now, by, company.default_community)
        case = await uow.cases.open(opened)
    await uow.mentions.attach(mention_id, case.id)
    await follow_up(case, uow=uow, company=company)
    return BroughtIn(case=case.id, opened=case.version == 1)


async def _grown(
    decision: Joins | Continues, mention_id: MentionId, now: datetime, *, uow: UnitOfWork, company: Company
) -> Case | None:
    """The case with the mention; None where it lies in a community that was closed, where nobody looks any more."""
    case = await uow.cases.get(decision.case)
    if case.community in company.closed:
        return None
    if isinstance(decision, Joins):
        return case.join(Joined(at=now, mention=mention_id, reason=decision.reason))
    return case.hear_again(now, mention=mention_id, terms=company.community(case.community).terms)


def _opening(
    mention: Mention,
    company: Company,
    rules: Rules,
    now: datetime,
    by: MemberId | None,
    chosen: str | None,
) -> Opened:
    route = rules.route(mention.text)
    community = company.taking_cases(chosen or route.community)
    risk, terms = rules.risk(mention.text), community.terms
    promises = Clocks.started(now, Promises(first_reply=now)).promised(terms)
    return Opened(
        at=now,
        by=by,
        community=community.name,
        matter=matter_of(mention.text),
        external_key=mention.external_key,
        risk=risk,
        required=company.required(community.name, risk),
        words=route.words if community.name == route.community else (),
        first_reply_due=promises.first_reply,
        resolution_due=promises.resolution,
        input_due=terms.input_due(now),
        volunteered=by is not None and not company.on_duty(by),
    )
