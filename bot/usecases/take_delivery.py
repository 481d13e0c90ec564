"""What a source says is stored, to be gathered; what was changed or taken back outside is changed here."""

from __future__ import annotations

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.company import Company
from bot.domain.mention import Arrived
from bot.ports import Clock, Touched, UnitOfWork
from bot.usecases.clear_cases import clear_cases
from bot.usecases.keeping import keep

EMPTIED_AT_ONCE = 1_000


async def take_delivery(source: str, arrived: Arrived, *, uow: UnitOfWork, company: Company, clock: Clock) -> int:
    """Do so inside a unit of work that is open already, in which nothing comes after it. Returns how many mentions
    were new."""
    await _change(source, arrived, uow=uow, company=company, clock=clock)
    if not arrived.mentions:
        return 0
    if await uow.erasures.erased(arrived.mentions):
        await _empty_raw(source, uow)
    new = await uow.arrivals.add_many(arrived.mentions, clock.now(), waiting=True)
    if new:
        await uow.jobs.gather()
    return new


async def _change(source: str, arrived: Arrived, *, uow: UnitOfWork, company: Company, clock: Clock) -> None:
    changed = [one.external_id for one in arrived.mentions if one.edited_at]
    known = await uow.arrivals.known(source, {*changed, *arrived.gone})
    if not known:
        return
    edited = [one for one in arrived.mentions if one.edited_at and one.external_id in known]
    await uow.clusters.hold()  # as whoever gathers: of all who hold several cases there is one at a time
    now = clock.now()
    for touched in await uow.arrivals.edit(edited):
        await _note(touched, act.Reworded(at=now, mention=touched.mention), uow=uow, company=company)
    gone: list[Touched] = []
    for touched in await uow.arrivals.withdraw(source, known.intersection(arrived.gone), now):
        gone.append(touched)
        await _note(touched, act.TakenBack(at=now, mention=touched.mention), uow=uow, company=company)
    if gone:
        await _empty_raw(source, uow)
    if cases := {touched.case for touched in gone if touched.case is not None}:
        await clear_cases(cases, uow=uow, company=company)


async def _empty_raw(source: str, uow: UnitOfWork) -> None:
    """Let the bytes go in which words came that are gone: which deliveries hold them, nobody can tell."""
    while await uow.erasures.empty_read(source, EMPTIED_AT_ONCE):
        pass


async def _note(touched: Touched, activity: Activity, *, uow: UnitOfWork, company: Company) -> None:
    if touched.case is not None:
        case = await uow.cases.get_surviving(touched.case)
        await keep(case.after(activity), uow=uow, company=company)
