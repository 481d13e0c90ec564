"""Looking through an answer for what it should not say."""

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.guardrails import Finding, inspect
from bot.domain.names import possible_names
from bot.ports import UnitOfWork


async def findings_in(text: str, case_id: CaseId, *, uow: UnitOfWork, company: Company) -> tuple[Finding, ...]:
    """What the guardrails find in an answer to this case, inside a unit of work that is open already."""
    others = await uow.mentions.others_named(possible_names(text), not_in=case_id)
    return inspect(text, company.guardrails, others)
