"""Share a case with a partner, as a redacted copy."""

from datetime import date

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.mention import Mention
from bot.domain.names import possible_names
from bot.domain.people import Member
from bot.domain.redaction import redact, revealing
from bot.domain.roles import Act, permit_on
from bot.domain.sharing import SHARED_LIMIT, end_of_access
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def prepare_copy(case_id: CaseId, *, uow: UnitOfWork) -> str:
    """The customer's words without what shows who they are, for a person to check. Raises UnknownCase."""
    async with uow:
        case = await uow.cases.read(case_id)
        mention = await uow.mentions.first_of(case.id)
        return redact(mention, await _names(case_id, mention.text, uow=uow))


async def share_case(
    case_id: CaseId,
    actor: Member,
    *,
    partner: str,
    text: str,
    until: date | None,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Let a partner see `text` and answer it, until the end of a day where the case lives, or until somebody ends it.

    Raises BadInput where the text still shows somebody, NotAllowed, UnknownCase, WrongStage.
    """
    if partner not in company.partners:
        raise BadInput("Choose a partner of your company.", field="partner")
    text = text.strip()
    if not text:
        raise BadInput("Write what the customer said, without who they are.", field="text")
    if len(text) > SHARED_LIMIT:
        raise BadInput(f"Shorten this to {SHARED_LIMIT:,} characters.", field="text")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.SHARE, actor, case, company)
        now, channel = clock.now(), company.partners[partner].channel
        end = end_of_access(until, now, company.community(case.community).zone)
        _expect_nobody_shown(text, await uow.mentions.first_of(case_id), await _names(case_id, text, uow=uow))
        shared = case.share_with(by=actor, at=now, partner=partner, until=end)
        number = await uow.sharings.add(case_id, partner=partner, channel=channel, text=text, since=now, until=end)
        await uow.jobs.show_sharing(number, channel)
        await keep(shared, uow=uow, company=company)
        await uow.commit()
    return shared


async def _names(case_id: CaseId, text: str, *, uow: UnitOfWork) -> frozenset[str]:
    return await uow.sharings.names_in(case_id, possible_names(text))


def _expect_nobody_shown(text: str, mention: Mention, names: frozenset[str]) -> None:
    if found := revealing(text, mention, names):
        listed = ", ".join(f"“{one[:40]}”" for one in found[:5])
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        raise BadInput(f"Take this out, it could show who somebody is: {listed}{more}.", field="text")
