"""Whom to ask about a case."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.finding import Wanted, suggest
from bot.domain.people import Member, MemberId
from bot.domain.privacy import hidden_from
from bot.domain.sheet import CaseSheet
from bot.domain.topics import Helped, Knowledge, terms
from bot.ports import Clock, UnitOfWork
from bot.usecases.look_up_case import read_for, sheet_of

LOOKED_AT = 3_000
"""Confirmed contributions, the newest, off which it is read who knows what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhomToAsk:
    """A case with the slots that wait, and who could answer each."""

    sheet: CaseSheet
    wanted: Sequence[Wanted]


async def suggest_people(
    case_id: CaseId, reader: Member, *, uow: UnitOfWork, company: Company, clock: Clock
) -> WhomToAsk:
    """For each function whose input a case waits for, up to three people who could give it, with the reason. What
    somebody did in a community that the reader has no part in is no reason.

    Raises NotAllowed, UnknownCase, WrongStage.
    """
    now = clock.now()
    seen = {*company.communities, *company.closed} - hidden_from(reader, company)
    async with uow:
        case = await read_for(reader, case_id, uow=uow, company=company)
        case.expect_live(reader)
        sheet = await sheet_of(case, uow=uow, company=company)
        functions = frozenset(slot.name for slot in case.slots if slot.waits and slot.function)
        members = await uow.members.among(ids=frozenset(), functions=functions, usergroup=None)
        helped = await uow.expertise.helped(seen, LOOKED_AT)
        engaged = await uow.expertise.engaged([one.id for one in members], now)
        learners = await uow.expertise.learners()

    def choose(known: Sequence[Helped]) -> Sequence[Wanted]:
        text = f"{case.matter}. {sheet.mention.text} {sheet.again.text if sheet.again else ''}"
        return suggest(
            case,
            text,
            members=members,
            knowledge=Knowledge(known),
            engaged=engaged,
            learners=learners,
            company=company,
            now=now,
        )

    return WhomToAsk(sheet=sheet, wanted=await asyncio.to_thread(choose, helped))


async def set_suggested(member: MemberId, on: bool, *, uow: UnitOfWork) -> None:
    """Let somebody be suggested to those who look for help, or not."""
    async with uow:
        await uow.members.set_suggested(member, on)
        await uow.commit()


async def wish_to_learn(member: MemberId, topic: str, *, uow: UnitOfWork, clock: Clock) -> None:
    """Let somebody be suggested for a topic that they want to learn. Raises BadInput."""
    if topic not in set(terms(topic)):
        raise BadInput("This is no topic any more. The next digest tells those that hang on one person.")
    async with uow:
        await uow.expertise.wish_to_learn(member, topic, clock.now())
        await uow.commit()
