"""See all there is to a case."""

from collections.abc import Sequence

from bot.domain.activity import Activity, Withdrawn
from bot.domain.case import Case, CaseId
from bot.domain.community import Company
from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet, Note
from bot.ports import UnitOfWork


async def look_up_case(case_id: CaseId, *, uow: UnitOfWork, company: Company) -> CaseSheet:
    """The sheet of a case as it stands. Raises UnknownCase."""
    async with uow:
        return await sheet_of(await uow.cases.read(case_id), uow=uow, company=company)


async def sheet_of(case: Case, *, uow: UnitOfWork, company: Company) -> CaseSheet:
    """The sheet of a case, inside a unit of work that is open already."""
    return CaseSheet(
        case=case,
        community=company.community(case.community),
        company=company,
        mention=await uow.mentions.first_of(case.id),
        authors=await uow.mentions.count_authors(case.id),
        draft=await uow.texts.draft(case.id, case.draft.revision) if case.draft else None,
        names=await uow.members.names(_people(case)),
    )


def _people(case: Case) -> set[MemberId]:
    """Everyone whom a sheet may name."""
    named = {claim.member for claim in case.claims}
    named.update(member for slot in case.slots for member in slot.answered_by)
    single = (
        case.owner,
        case.draft and case.draft.author,
        case.signed and case.signed.by,
        case.reply and case.reply.by,
    )
    return named | {member for member in single if member}


async def look_up_timeline(case_id: CaseId, *, uow: UnitOfWork, company: Company) -> tuple[CaseSheet, list[Note]]:
    """A case with all that happened to it, in order. Raises UnknownCase."""
    async with uow:
        sheet = await sheet_of(await uow.cases.read(case_id), uow=uow, company=company)
        return sheet, await notes_of(await uow.cases.activities(case_id), uow=uow)


async def notes_of(activities: Sequence[Activity], *, uow: UnitOfWork) -> list[Note]:
    """Activities with whom each is about, inside a unit of work that is open already."""
    names = await uow.members.names({who for activity in activities if (who := _about(activity))})
    return [
        Note(activity=activity, by_name=names.get(who) if (who := _about(activity)) else None)
        for activity in activities
    ]


def _about(activity: Activity) -> MemberId | None:
    """Whom the line of an activity names: who did it, or whose input was deleted."""
    return activity.member if isinstance(activity, Withdrawn) else activity.by
