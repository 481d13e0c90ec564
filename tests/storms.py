"""A history of ordinary days, and mentions that come in upon it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from bot.bootstrap import Muster
from bot.domain.case import CaseId
from bot.domain.grouping import Fit
from bot.domain.mention import Arrived, Mention
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.unite_cases import unite_cases
from tests.builders import do, mention, receive_mentions, rows

_WHO = ("I", "we", "my wife", "my neighbour", "somebody here", "nobody", "the team", "a friend")
_DID = ("waited for", "called about", "lost", "changed", "paid", "asked for", "forgot", "booked", "likes", "needs")
_WHAT = ("a refund", "the invoice", "an upgrade", "two seats", "the app", "my password", "the parcel", "a pass", "it")
_WHEN = ("again", "today", "since Monday", "for three weeks now", "at the counter", "on the phone", "every time", "")


@cache
def everyday(count: int = 400) -> tuple[str, ...]:
    """Sentences of ordinary days, always the same."""
    dice = random.Random("everyday")
    return tuple(" ".join(dice.choice(words) for words in (_WHO, _DID, _WHAT, _WHEN)) for _ in range(count))


@cache
def _fit(number: int) -> Fit:
    return Fit.from_texts(number, everyday())


async def know_everyday_words(muster: Muster, number: int = 1) -> None:
    """Let there be a fit, as if a history had been weighed."""
    async with muster.uow() as uow:
        await uow.clusters.hold()
        await uow.fits.put(_fit(number), muster.clock.now())
        await uow.clusters.renew()
        await uow.commit()


async def hear(muster: Muster, *said: str | Mention) -> list[CaseId]:
    """Let people say this, each in words of their own and with an author of their own; returns their cases."""
    came = [one if isinstance(one, Mention) else mention(one, author=None) for one in said]
    await do(muster, receive_mentions, "web", Arrived(mentions=tuple(came)))
    await gather_all(muster)
    return await homes(muster, came)


async def gather_all(muster: Muster) -> None:
    """Let all that waits find its case."""
    while await do(muster, gather_mentions) is not None:
        pass


async def homes(muster: Muster, came: Sequence[Mention]) -> list[CaseId]:
    """The cases of mentions, in their order."""
    found = dict(await rows(muster, "SELECT external_id, case_id FROM mentions"))
    return [found[one.external_id] for one in came]


async def unite(muster: Muster) -> int:
    """Carry out the unions that wait; returns how many cases grew by them."""
    asked = "SELECT args->>'case', args->>'into' FROM procrastinate_jobs WHERE task_name = 'unite' ORDER BY id"
    wanted = await rows(muster, asked)
    async with muster.engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM procrastinate_jobs WHERE task_name = 'unite'")
    grown = [await do(muster, unite_cases, CaseId(int(case)), CaseId(int(into))) for case, into in wanted]
    return len([one for one in grown if one is not None])
