"""Say what a customer really wants."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.intent import Intent
from bot.domain.learning import Subject
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def correct_intents(
    case_id: CaseId, actor: Member, *, intents: Collection[str], uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Let these be the intents of a case, and let Muster learn from it; none is right too. What joins the case later
    changes them no more.

    Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    if not set(intents) <= {intent.value for intent in Intent}:
        raise BadInput("Tick what is listed.", field="intents")
    chosen = tuple(intent.value for intent in Intent if intent.value in intents)
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.REREAD, actor, case, company)
        now = clock.now()
        corrected = case.reread(actor, now, intents=chosen)
        first = await uow.mentions.first_kept_of(case_id)
        await uow.lessons.add(Subject.INTENT, first.id, chosen, actor.id, now)
        await keep(corrected, uow=uow, company=company)
        await uow.commit()
    return corrected
