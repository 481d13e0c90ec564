"""Made-up customers: their words, and cases already open about them."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from sqlalchemy import text

from benchmarks.stage import ROOT
from bot.bootstrap import Muster, assemble
from bot.domain.case import CaseId
from bot.domain.mention import Author, Mention
from bot.domain.people import Member, MemberId
from bot.muster_file import read_muster_file
from bot.settings import Environment
from bot.usecases.claim_case import claim_case
from bot.usecases.contribute import contribute
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.import_mentions import import_mentions

OWNER = Member(id=MemberId("U0AMARA"), name="Amara", function="support")
ENGINEER = Member(id=MemberId("U0JONAS"), name="Jonas", function="engineering")

_TOPICS = ("The battery swells", "My order is late", "Your advert is misleading")
"""The beginnings of mentions for three communities, and so for three channels."""

_TALK = """
since the last update it takes much longer to start and nobody at the counter could tell me why this happens
again after two weeks of waiting please look into it because my family uses the kettle phone app every morning
"""


def words_of(number: int) -> str:
    """What customer `number` says: about 150 characters, always the same, different for each."""
    chosen = random.Random(number).choices(_TALK.split(), k=24)
    return f"{_TOPICS[number % len(_TOPICS)]}, number {number}. {' '.join(chosen).capitalize()}."


def mention_of(number: int) -> Mention:
    """The same as a mention."""
    author = Author(source="web", handle=f"customer-{number}")
    posted = datetime.now(UTC)
    return Mention(source="web", external_id=f"m-{number}", text=words_of(number), author=author, posted_at=posted)


async def open_cases(database_url: str, number: int, *, owned: int = 0) -> None:
    """Know two people and open cases; `owned` of them have an owner and input. No job waits when this ends."""
    file = read_muster_file(ROOT / "muster.toml")
    async with assemble(Environment(), file, database_url, secrets={}) as muster:
        async with muster.uow() as uow:
            await uow.members.put([OWNER, ENGINEER])
            await uow.commit()
        for start in range(0, number, 100):
            await import_mentions(
                [mention_of(n) for n in range(start, min(start + 100, number))],
                open_cases=True,
                uow=muster.uow(),
                clock=muster.clock,
            )
        while await gather_mentions(**muster.ears()) is not None:
            pass
        for case in range(1, owned + 1):
            await _work_on(CaseId(case), muster)
        async with muster.engine.begin() as connection:
            await connection.execute(text("DELETE FROM procrastinate_jobs"))
            await connection.execute(text("ANALYZE"))  # as autovacuum would have done by now


async def _work_on(case: CaseId, muster: Muster) -> None:
    await claim_case(case, OWNER, uow=muster.uow(), company=muster.company, clock=muster.clock)
    await contribute(
        case,
        ENGINEER,
        "A known batch; they should stop using it.",
        identity=f"benchmark/{case}",
        in_thread=True,
        uow=muster.uow(),
        company=muster.company,
        clock=muster.clock,
    )
