"""See all there is to a case."""

from collections.abc import Sequence, Set
from datetime import datetime

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.idea import IdeaId
from bot.domain.people import Member, MemberId
from bot.domain.priority import FEW, RECENT
from bot.domain.privacy import expect_to_see, named_beside
from bot.domain.sheet import CaseSheet, Note
from bot.domain.status import Status
from bot.domain.suggestion import Suggestion
from bot.ports import UnitOfWork


async def look_up_case(case_id: CaseId, reader: Member, *, uow: UnitOfWork, company: Company) -> CaseSheet:
    """The sheet of a case as it stands. Raises NotAllowed, UnknownCase."""
    async with uow:
        return await sheet_of(await read_for(reader, case_id, uow=uow, company=company), uow=uow, company=company)


async def read_for(reader: Member, case_id: CaseId, *, uow: UnitOfWork, company: Company) -> Case:
    """A case that a person may look at, inside a unit of work that is open already. What was merged shows words of
    the case that it went on in. Raises NotAllowed, UnknownCase."""
    case = await uow.cases.read(case_id)
    expect_to_see(reader, case.community, company)
    if case.merged_into:
        await read_for(reader, case.merged_into, uow=uow, company=company)
    return case


async def sheet_of(
    case: Case, *, uow: UnitOfWork, company: Company, told: Sequence[Activity] = (), now: datetime | None = None
) -> CaseSheet:
    """The sheet of a case, inside a unit of work that is open already; it can name everyone in `told` as well. How
    far the case has spread is counted up to `now`, where that is given."""
    spread = (await uow.mentions.spreads([case.id], (now or case.opened_at) - RECENT)).get(case.id)
    drafting = tuple(await uow.drafting.of(case.id))
    named = people_of(case).union((one.member for one in drafting), *map(people_in, told))
    return CaseSheet(
        case=case,
        community=company.community(case.community),
        company=company,
        mention=await uow.mentions.first_of(case.id),
        authors=spread.authors if spread else 0,
        ideas=tuple([await uow.ideas.read(IdeaId(number)) for number in case.ideas]),
        drafts=tuple([await uow.texts.draft(case.id, mark.revision) for mark in case.drafts]),
        names=await names_of(named, uow=uow, company=company),
        sharings=tuple(await uow.sharings.open_of(case.id)) if case.partners else (),
        drafting=drafting,
        spread=spread if spread and now else FEW,
        growth=await uow.mentions.growth(case.id) if case.mentions > SEVERAL else None,
        suggested=await _suggested(case, uow=uow, company=company),
        tier=await uow.customers.tier_of(case.id),
        again=await uow.mentions.newest_like(case.again) if case.again else None,
    )


async def _suggested(case: Case, *, uow: UnitOfWork, company: Company) -> tuple[Suggestion, ...]:
    if case.status is not Status.OPEN:
        return ()  # nothing else can be merged
    within = named_beside(company.community(case.community), company)
    return tuple(await uow.suggestions.of(case.id, MOST_SUGGESTED, within=within))


SEVERAL = 4
"""Mentions from which on it is shown how they came in."""

MOST_SUGGESTED = 3
"""Cases that a card suggests to merge."""


async def look_up_timeline(
    case_id: CaseId, reader: Member, *, uow: UnitOfWork, company: Company, now: datetime | None = None
) -> tuple[CaseSheet, list[Note]]:
    """A case with all that happened to it, in order. Raises NotAllowed, UnknownCase."""
    async with uow:
        case = await read_for(reader, case_id, uow=uow, company=company)
        activities = await uow.cases.activities(case_id)
        sheet = await sheet_of(case, uow=uow, company=company, told=activities, now=now)
        given = await uow.texts.given([one.contribution for one in activities if isinstance(one, GAVE)])
        notes = []
        for one in activities:
            text = given[one.contribution] if isinstance(one, GAVE) else await said(one, case_id, uow)
            notes.append(Note(activity=one, text=text))
        return sheet, notes


GAVE = act.Contributed | act.PartnerContributed
"""Acts with which somebody gave input."""


async def said(activity: Activity, case_id: CaseId, uow: UnitOfWork) -> str | None:
    """The words that came with an act, if any did: the customer's, or of somebody who tried something. Inside a unit
    of work that is open already."""
    match activity:
        case act.Continued(mention=mention) | act.Reworded(mention=mention):
            return (await uow.mentions.get(mention)).text or None
        case act.Judged(reply=reply):
            verdict = await uow.verdicts.of(case_id, reply)
            return verdict.words if verdict else None
        case act.Tried(attempt=attempt):
            tried = await uow.attempts.get(attempt)
            return f"{tried.text}\nLearned: {tried.learned}" if tried else None
    return None


async def names_of(people: Set[MemberId], *, uow: UnitOfWork, company: Company) -> dict[MemberId, str]:
    """How these people are called; somebody of a partner like the partner, never by their own name."""
    names = await uow.members.names(people)
    if strangers := people - names.keys():
        outside = await uow.sharings.partners_of(strangers)
        names |= {person: f"{company.partner_title(name)} (partner)" for person, name in outside.items()}
    return names


def people_of(case: Case) -> set[MemberId]:
    """Everyone whom a card may name."""
    named = {claim.member for claim in case.claims} | {one.member for one in case.given}
    named.update(slot.person for slot in case.slots if slot.person)
    named.update(one for draft in case.drafts for one in (draft.author, *(given.by for given in draft.signatures)))
    sender = case.sending and case.sending.by
    single = (case.owner, case.reread_by, case.signed and case.signed.by, sender, case.reply and case.reply.by)
    return named | {member for member in single if member}


def people_in(activity: Activity) -> set[MemberId]:
    """Everyone whom the line of an activity may name."""
    named = {activity.by} if activity.by else set()
    match activity:
        case act.Withdrawn(member=member) | act.Thanked(member=member) | act.Honoured(member=member):
            named.add(member)
        case act.HandedOver(to=to):
            named.add(to)
        case act.LeaseWarned(owner=owner) | act.LeaseEnded(owner=owner):
            named.add(owner)
        case act.Reminded(whom=whom) | act.Escalated(whom=whom):
            named.update(whom)
        case act.Asked(slot=slot) | act.Waived(slot=slot) if slot.startswith("@"):
            named.add(MemberId(slot[1:]))
    return named
