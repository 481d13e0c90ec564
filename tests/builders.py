"""Small makers of what tests are about: people, mentions, and cases brought to a stage."""

from __future__ import annotations

import asyncio
import functools
import inspect
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, create_engine
from sqlalchemy import text as sql

from bot.bootstrap import Muster
from bot.domain.activity import Opened
from bot.domain.case import Case, CaseId, open_case, replay
from bot.domain.clocks import Terms
from bot.domain.community import Community
from bot.domain.company import Company, Function
from bot.domain.credit import ConfirmerKind, Share
from bot.domain.draft import Draft
from bot.domain.hours import Hours
from bot.domain.mention import Arrived, Author, Mention
from bot.domain.people import Member, MemberId
from bot.ports import Clock, UnitOfWork
from bot.usecases.bring_in import bring_in
from bot.usecases.claim_case import claim_case
from bot.usecases.close_case import close_case
from bot.usecases.draft_reply import draft_reply
from bot.usecases.record_reply import record_reply
from bot.usecases.sign_off import sign_off
from bot.usecases.take_delivery import take_delivery
from storage.engine import sqlalchemy_url
from tests.world import AMARA, EVA, JONAS, LI, NOON, PRIYA, TOM

BERLIN = ZoneInfo("Europe/Berlin")
ANSWER = "Please stop using it. We send you a new one."
LINK = "https://forum.example/1#2"
UNSAFE = "The battery swells."

Result = TypeVar("Result")
Stage = Literal["opened", "claimed", "drafted", "signed", "replied", "closed"]

_numbers = itertools.count(1)


def member(member_id: str, function: str | None = None, **more: Any) -> Member:
    """A person inside."""
    return Member(id=MemberId(member_id), name=member_id.removeprefix("U0").title(), function=function, **more)


amara = member(AMARA, "support")
eva = member(EVA, "support")
jonas = member(JONAS, "engineering")
li = member(LI, "legal")
priya = member(PRIYA, "pr")
tom = member(TOM, "product")
guest = member("U0GUEST", guest=True)
gone = member("U0GONE", "support", active=False)
everyone = (amara, eva, jonas, li, priya, tom, guest, gone)


def community(name: str = "safety", **more: Any) -> Community:
    """A community; legal signs its answers unless a test says otherwise."""
    given = {
        "title": name.title(),
        "channel": f"C0{name.upper()}",
        "purpose": "Nobody is hurt.",
        "functions": ("support", "engineering"),
        "sign_off": frozenset({"legal"}),
        "keywords": (),
        "zone": BERLIN,
        "digest_weekday": 0,
        "digest_hour": 9,
        "terms": terms(),
        **more,
    }
    return Community(name=name, **given)


def terms(**more: Any) -> Terms:
    """Two hours to a first reply, around the clock, unless a test says otherwise."""
    given = {
        "hours": Hours.around_the_clock(BERLIN),
        "first_reply": timedelta(hours=2),
        "next_reply": timedelta(hours=3),
        "resolution": timedelta(hours=24),
        "input": timedelta(hours=1),
        **more,
    }
    return Terms(**given)


def company(*communities: Community, default: str | None = None) -> Company:
    """A company of these communities, asked in their order; the last is the default."""
    names = {name: Function(name=name, title=name.title()) for one in communities for name in one.functions}
    return Company(
        name="Sample",
        functions=names,
        communities={one.name: one for one in communities},
        default_community=default or communities[-1].name,
    )


def mention(text: str = UNSAFE, *, author: str | None = "dana", **more: Any) -> Mention:
    """A post outside, each with an id of its own."""
    given = {
        "source": "web",
        "external_id": f"post-{next(_numbers)}",
        "author": Author(source="web", handle=author) if author else None,
        "posted_at": NOON,
        **more,
    }
    return Mention(text=text, **given)


def opened(**more: Any) -> Opened:
    """The first activity of a case in the safety community."""
    given = {
        "at": NOON,
        "community": "safety",
        "matter": "The battery swells",
        "external_key": "web/thread/1",
        "required": ("support", "engineering"),
        "first_reply_due": NOON + timedelta(hours=2),
        "input_due": NOON + timedelta(hours=1),
        **more,
    }
    return Opened(**given)


def share(member_id: str = AMARA, credit: int = 10_000_000, **more: Any) -> Share:
    """A share of a case, in micro-points; a customer confirmed it, and it was volunteered."""
    given = {
        "case": "c1",
        "slot": "spot",
        "confirmed_by": "customer",
        "kind": ConfirmerKind.CUSTOMER,
        "share": credit,
        "signed_at": NOON,
        "volunteered": True,
        **more,
    }
    return Share(member=member_id, credit=credit, **given)


def draft(revision: int = 1, text: str = ANSWER, by: Member = amara) -> Draft:
    """A revision of the answer."""
    return Draft(revision=revision, text=text, author=by.id, at=NOON)


def pure_case(stage: Stage = "opened", **of: Any) -> Case:
    """A case in memory: Amara owns it and writes, Li signs, Amara replies, Li closes."""
    first = draft()
    steps: dict[Stage, Callable[[Case], Case]] = {
        "opened": lambda case: case,
        "claimed": lambda case: case.claim(amara, NOON),
        "drafted": lambda case: case.add_draft(first, amara),
        "signed": lambda case: case.sign_off(
            li, NOON, revision=1, fingerprint=first.fingerprint, policy=community().policy
        ),
        "replied": lambda case: case.record_reply(
            amara, NOON, revision=1, fingerprint=first.fingerprint, url=LINK, volunteered=True
        ),
        "closed": lambda case: case.close(li, NOON, outcome="Replaced."),
    }
    case = open_case(CaseId(7), opened(**of))
    for name, step in steps.items():
        case = step(case)
        if name == stage:
            break
    return case


async def do(muster: Muster, usecase: Callable[..., Awaitable[Result]], *given: Any, **named: Any) -> Result:
    """Carry out a use case with all the parts of Muster that it asks for.

    Where a case comes of it, what is stored must be the very case that its activities make.
    """
    parts = {
        "uow": muster.uow(),
        "company": muster.company,
        "rules": muster.rules,
        "clock": muster.clock,
        "messenger": muster.messenger,
        "drawer": muster.charts,
        "replies": muster.replies,
        "invites": muster.links,
        "listening": muster.listening,
    }
    asked = inspect.signature(usecase).parameters
    wanted = {name: part for name, part in parts.items() if name in asked}
    result = await usecase(*given, **{**wanted, **named})
    if isinstance(result, Case):
        assert await stored(muster, result.id) == replace(result, news=())
    return result


async def stored(muster: Muster, case_id: CaseId) -> Case:
    """A case as the database holds it, which must be what its activities make of it."""
    async with muster.uow() as uow:
        case = await uow.cases.read(case_id)
        first, *others = await uow.cases.activities(case_id)
    assert isinstance(first, Opened)
    assert case == replay(case_id, first, others)
    assert case.version == 1 + len(others)
    return case


async def know(muster: Muster, *people: Member) -> None:
    """Let Muster know these people, or everyone."""
    async with muster.uow() as uow:
        await uow.members.put(people or everyone)
        await uow.commit()


async def receive_mentions(source: str, arrived: Arrived, *, uow: UnitOfWork, company: Company, clock: Clock) -> int:
    """Let a source say this, in a transaction of its own; returns how many mentions were new."""
    async with uow:
        new = await take_delivery(source, arrived, uow=uow, company=company, clock=clock)
        await uow.commit()
    return new


async def nothing_to_learn(muster: Muster) -> None:
    """Let there be models of today, so that a worker that starts has nothing to fit; nobody can read them."""
    async with muster.engine.begin() as connection:
        await connection.execute(
            sql("INSERT INTO models VALUES ('intent', now() + interval '1 year', 0, CAST('' AS bytea), '[]')")
        )


async def case_at(muster: Muster, stage: Stage = "opened", said: Mention | None = None, **more: Any) -> Case:
    """A stored case, brought in and then brought to a stage."""
    brought = await do(muster, bring_in, said or mention(), **more)
    assert brought.opened
    assert brought.case is not None
    return await advance(muster, brought.case, stage)


async def advance(muster: Muster, case: CaseId, stage: Stage) -> Case:
    """A new case, brought to a stage: Amara owns it and writes, Li signs and closes."""
    steps: dict[Stage, Callable[[], Awaitable[Any]]] = {
        "opened": lambda: stored(muster, case),
        "claimed": lambda: do(muster, claim_case, case, amara),
        "drafted": lambda: do(muster, draft_reply, case, amara, ANSWER, after=0),
        "signed": lambda: do(muster, sign_off, case, li, revision=1),
        "replied": lambda: do(muster, record_reply, case, amara, revision=1, text=ANSWER, url=LINK),
        "closed": lambda: do(muster, close_case, case, li, outcome="Replaced.", helped=[]),
    }
    for name, step in steps.items():
        await step()
        if name == stage:
            break
    return await stored(muster, case)


def emptied(url: str) -> str:
    """Take everything out of a database but its schema."""
    with _kept_open(url).connect() as connection:
        connection.execute(sql(_EMPTY))
    return url


@functools.cache
def _kept_open(url: str) -> Engine:
    """An engine that stays: to connect anew takes longer than to empty a database."""
    return create_engine(sqlalchemy_url(url), isolation_level="AUTOCOMMIT", pool_size=1, pool_reset_on_return=None)


_EMPTY = """
DO $$
DECLARE name text;
BEGIN
    SET LOCAL session_replication_role = replica;  -- no order among the tables
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
        PERFORM setval(format('%I', name), 1, false);  -- unlike RESTART it makes no new file
    END LOOP;
END $$
"""


async def rows(muster: Muster, query: str, **given: Any) -> list[Any]:
    """What a query answers: rows, or plain values where it asks for one column."""
    async with muster.engine.connect() as connection:
        found = (await connection.execute(sql(query), given)).all()
    return [row[0] if len(row) == 1 else tuple(row) for row in found]


async def jobs(muster: Muster) -> list[str]:
    """The names of the jobs that wait, in their order, but for the looks after a case, which every case has, and the
    counting of credit, which follows from much."""
    found = await rows(muster, "SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
    return [name for name in found if name not in ("tend_case", "count_credit")]


async def until(condition: Callable[[], Awaitable[Any]], *, seconds: float = 30) -> Any:
    """What a condition gives as soon as it gives something."""
    async with asyncio.timeout(seconds):
        while not (found := await condition()):  # noqa: ASYNC110 - another process brings it about
            await asyncio.sleep(0.02)
    return found
