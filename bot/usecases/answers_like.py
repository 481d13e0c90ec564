"""What others were told who had said something similar."""

from bot.domain.case import CaseId
from bot.domain.sheet import EarlierAnswer
from bot.ports import UnitOfWork

MOST = 3
"""Answers that are shown: more would not be read."""

COMPARED = 2_000
"""Characters of a mention that are compared with earlier ones."""


async def answers_like(case_id: CaseId, *, uow: UnitOfWork) -> list[EarlierAnswer]:
    """Signed-off answers to cases like this one, the most similar first; none where nothing is near.

    Raises UnknownCase.
    """
    async with uow:
        await uow.cases.read(case_id)
        mention = await uow.mentions.first_of(case_id)
        return await uow.search.answers_like(mention.text[:COMPARED], MOST, case_id)
