"""What others were told who had said something similar."""

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.people import Member
from bot.domain.privacy import hidden_from
from bot.domain.sheet import EarlierAnswer
from bot.ports import UnitOfWork
from bot.usecases.look_up_case import read_for

MOST = 3
"""Answers that are shown: more would not be read."""

COMPARED = 2_000
"""Characters of a mention that are compared with earlier ones."""


async def answers_like(case_id: CaseId, reader: Member, *, uow: UnitOfWork, company: Company) -> list[EarlierAnswer]:
    """Signed-off answers to cases like this one, the most similar first; none where nothing is near.

    What private communities told is shown to their own people. Raises NotAllowed, UnknownCase.
    """
    async with uow:
        await read_for(reader, case_id, uow=uow, company=company)
        mention = await uow.mentions.first_of(case_id)
        return await uow.search.answers_like(mention.text[:COMPARED], MOST, case_id, hidden_from(reader, company))
