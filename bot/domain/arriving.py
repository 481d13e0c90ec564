"""What a mention makes of itself as it comes in: the case that it opens, and the cases that it may join."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.activity import Opened
from bot.domain.clocks import Clocks, Promises
from bot.domain.company import Company
from bot.domain.deciding import Explanation
from bot.domain.intent import BY_WORDS_ALONE
from bot.domain.matter import matter_of
from bot.domain.mention import Mention
from bot.domain.people import MemberId
from bot.domain.vulnerable import vulnerable_words

LATELY = timedelta(days=1)
"""How old a case may be to become part of the case of a storm that broke out about its matter."""


def opening(
    mention: Mention,
    read: Explanation,
    company: Company,
    now: datetime,
    *,
    by: MemberId | None = None,
    community: str | None = None,
) -> Opened:
    """The first activity of its own case: what is promised, and who owes input. `by` brought it in by hand;
    `community` was chosen for it, else what was read of it decides. Raises ClosedCommunity, UnknownCommunity."""
    decision = read.decision
    home = company.taking_cases(community or decision.community)
    promises = Clocks.started(now, Promises(first_reply=now)).promised(home.terms)
    return Opened(
        at=now,
        by=by,
        community=home.name,
        matter=matter_of(mention.text),
        external_key=mention.external_key,
        risk=read.risk,
        required=company.required(home.name, read.risk),
        words=decision.words if home.name == decision.community else (),
        first_reply_due=promises.first_reply,
        resolution_due=promises.resolution,
        input_due=home.terms.input_due(now),
        volunteered=by is not None and not company.on_duty(by),
        intents=read.intents.names,
        vulnerable=bool(vulnerable_words(mention.text)),
    )


@dataclass(frozen=True, slots=True)
class Bearing:
    """What decides who must see something: its community, its class of risk, and which of safety and law it speaks
    of."""

    community: str
    risk: str
    alarming: frozenset[str]

    @classmethod
    def of_case(cls, community: str, risk: str, intents: Iterable[str]) -> Bearing:
        """That of a case."""
        return cls(community, risk, BY_WORDS_ALONE.intersection(intents))

    @classmethod
    def of_mention(cls, read: Explanation) -> Bearing:
        """That of a mention; only words of a rule are alarming."""
        alarming = frozenset(one for one in BY_WORDS_ALONE if read.intents.by_words(one))
        return cls(read.decision.community, read.risk, alarming)


def may_join(coming: Bearing, there: Bearing, company: Company) -> bool:
    """Whether something may become part of a case of the same matter. What shows a graver risk, speaks of safety or
    law for the first time, or belongs where others look, is not buried in a case."""
    graver = company.graver(coming.risk, than=there.risk)
    alarming = coming.alarming - there.alarming
    return not (graver or alarming) and may_be_together(coming.community, there.community, company)


def may_be_together(one: str, other: str, company: Company) -> bool:
    """Whether what belongs to one community may stand beside what belongs to another: never where either is
    private."""
    return one == other or not (company.community(one).private or company.community(other).private)


def concerned_too(read: Explanation, community: str) -> tuple[str, ...]:
    """The other communities that are told of a case that opens in this one."""
    return tuple(name for name in read.decision.also if name != community)
