"""Sample cases that were answered in the days before the demo, so that nobody finds an empty digest or Home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.bootstrap import Muster
from bot.domain.case import CaseId
from bot.domain.mention import Author, Mention
from bot.domain.people import Member, MemberId
from bot.domain.verdict import Verdict
from bot.usecases.ask_for_feedback import ask_for_feedback
from bot.usecases.bring_in import bring_in
from bot.usecases.claim_case import claim_case
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.draft_reply import draft_reply
from bot.usecases.learn_people import recognise, sync_people
from bot.usecases.record_reply import record_reply
from bot.usecases.sign_off import sign_off
from bot.usecases.take_verdict import take_verdict

BETWEEN = timedelta(minutes=9)
"""What passes between two steps of a case."""


@dataclass
class PastClock:
    """Fulfils `bot.ports.Clock`, some days ago; each look at it is a step later."""

    moment: datetime

    def now(self) -> datetime:
        """The moment at which the next step was taken."""
        self.moment += BETWEEN
        return self.moment


async def recall_cases(muster: Muster, told: list[dict[str, Any]], source: str) -> None:
    """Bring these cases in and to their ends, each on its day, by the acts that people have for it."""
    await sync_people(uow=muster.uow(), company=muster.company, messenger=muster.messenger)
    for one in told:
        await _recall(muster, one, source, PastClock(muster.clock.now() - timedelta(days=one["days_ago"])))


async def _recall(muster: Muster, told: dict[str, Any], source: str, clock: PastClock) -> None:
    tools: Any = {**muster.tools(), "clock": clock}
    mention = Mention(
        source=source,
        external_id=told["author"],
        text=told["text"],
        author=Author(source=source, handle=told["author"]),
        posted_at=clock.now(),
    )
    spotter = MemberId(told["spotted_by"])
    ears: Any = {**muster.ears(), "clock": clock}
    brought = await bring_in(mention, by=spotter, community=told["community"], **ears)
    case = CaseId(brought.case or 0)
    owner, signer = await _member(muster, told["owner"]), await _member(muster, told["signed_by"])
    await claim_case(case, owner, **tools)
    for person, text in told["input"].items():
        identity = f"{told['author']}/{person}"
        await contribute(case, await _member(muster, person), text, identity=identity, in_thread=False, **tools)
    await draft_reply(case, owner, told["answer"], after=0, **tools)
    await sign_off(case, signer, revision=1, **tools)
    link = f"https://forum.example/{told['author']}"
    answered = await record_reply(case, owner, revision=1, text=told["answer"], url=link, **tools)
    if told["words"]:
        await ask_for_feedback(case, owner, invites=muster.links, **tools)
        verdict = Verdict(score=5, words=told["words"], recommended=None, quotable=True)
        await take_verdict(case, answered.replies, verdict, **tools)
    helped = answered.unconfirmed_by(signer.id)
    await close_case(case, signer, outcome=told["outcome"], helped=helped, **tools)


async def _member(muster: Muster, member: str) -> Member:
    return await recognise(MemberId(member), uow=muster.uow())
