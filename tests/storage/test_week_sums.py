"""What the database sums up for a digest is, to the last bit, what the definitions make of the same rows."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import create_engine, insert

from bot.bootstrap import Muster
from bot.domain.digest import Totals
from bot.domain.measures import measure
from bot.domain.period import Week
from storage.engine import sqlalchemy_url
from storage.tables import cases, members, share_claims, verdicts
from tests.builders import BERLIN

WEEK = Week(2026, 43)
"""The week at whose end the clocks go back in Berlin."""
START, END = WEEK.start(BERLIN), WEEK.end(BERLIN)
NOW = END - timedelta(hours=30)
CASES = 300


def some_cases(chance: Random) -> list[dict[str, Any]]:
    """Cases around the week that stand in every way; some moments are equal, and some on the edge."""
    edges = [START, END, START - timedelta(microseconds=1), END - timedelta(microseconds=1)]

    def after(moment: datetime | None) -> datetime | None:
        if moment is None or chance.random() < 0.25:
            return None
        if chance.random() < 0.15:
            return max(moment, chance.choice(edges))
        return moment + timedelta(microseconds=chance.choice([60_000_000, chance.randrange(9 * 86_400 * 10**6)]))

    rows = []
    for number in range(1, CASES + 1):
        opened = START + timedelta(
            seconds=chance.randrange(-10 * 86_400, 8 * 86_400), microseconds=chance.randrange(9)
        )
        status = chance.choice(["open", "replied", "closed", "closed", "dismissed", "void", "merged"])
        first = after(opened)
        ended = after(first) if status == "closed" else None
        rows.append(
            {
                "id": number,
                "version": 1,
                "status": "replied" if status == "closed" and ended is None else status,
                "community": chance.choice(["safety", "safety", "care"]),
                "matter": "Bills",
                "external_key": str(number),
                "mentions": 1,
                "opened_at": opened,
                "first_reply_due": opened + timedelta(hours=chance.randrange(1, 90)),
                "resolution_due": after(opened),
                "due_at": after(opened),
                "first_replied_at": first,
                "reply_at": first,
                "signed_at": first,
                "ended_at": ended,
                "outcome": "Replaced." if ended else None,
                "reopened": chance.random() < 0.2,
            }
        )
    return rows


def some_claims(chance: Random, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who took part in each case; up to two of a function."""
    claims = []
    for row in rows:
        for place, slot in enumerate(
            chance.sample(["spot", "loop", "answer:legal", "answer:pr", "answer:support"], 3)
        ):
            for member in chance.sample("abc", chance.choice([1, 1, 2])):
                claim = {"case_id": row["id"], "slot": slot, "member": member, "place": place, "volunteered": True}
                claims.append(claim)
    return claims


def some_verdicts(chance: Random, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "case_id": row["id"],
            "reply": reply,
            "score": 5,
            "words": words,
            "quotable": chance.random() < 0.5,
            "at": NOW,
        }
        for row in rows
        for reply in (1, 2)
        if (words := chance.choice([None, f"Thank you {row['id']}/{reply}"]))
    ]


def stored(database_url: str, *tables: tuple[Any, list[dict[str, Any]]]) -> None:
    engine = create_engine(sqlalchemy_url(database_url))
    with engine.begin() as connection:
        for table, rows in tables:
            connection.execute(insert(table), rows)
    engine.dispose()


@pytest.mark.parametrize("seed", [1, 2])
async def test_sums_and_choices_agree_with_the_definitions(muster: Muster, database_url: str, seed: int) -> None:
    chance = Random(seed)
    rows = some_cases(chance)
    claims, said = some_claims(chance, rows), some_verdicts(chance, rows)
    people = [{"id": one, "name": one, "function": "legal", "on_boards": one == "a"} for one in "abc"]
    stored(database_url, (members, people), (cases, rows), (share_claims, claims), (verdicts, said))
    here = [row for row in rows if row["community"] == "safety"]
    closed = [row for row in here if row["status"] == "closed" and START <= row["ended_at"] < END]
    async with muster.uow() as uow:
        week = uow.week_cases
        facts = await uow.measures.facts("safety", START, END)
        defined = measure(facts, START, END, NOW, lambda *_: 0.0)
        paces = await week.paces("safety", START, END, NOW)
        for pace, timed in ((paces.first_reply, defined.first_response), (paces.resolution, defined.resolution)):
            assert (pace.took, pace.in_time) == (timed.calendar, timed.attainment)
            assert pace.took.n > 10
            assert 0 < pace.in_time.hits < pace.in_time.n
        assert await week.closed("safety", START, END) == len(closed)
        opened = [row for row in here if row["status"] == "open"]
        overdue = [row for row in opened if row["due_at"] and row["due_at"] < NOW]
        assert await week.standing("safety", NOW) == (len(opened), len(overdue))
        stories = await week.story_cases("safety", START, END, 20)
        assert list(stories) == told_best(closed, claims)[:20]
        helpers = [one for story in await week.stories("safety", stories) for one in story.helpers]
        assert {one.member for one in helpers} == {"a", None}, "only who is on the boards is named"
        quoted = await week.quoted_cases("safety", START, END, 20)
        last = last_words(said)
        in_order = sorted(closed, key=lambda row: (row["ended_at"], row["id"]))
        assert list(quoted) == [row["id"] for row in in_order if row["id"] in last][:20]
        assert [one.words for one in await week.quotes("safety", quoted)] == [last[case] for case in quoted]
        weeks = [WEEK, WEEK.previous]
        assert await week.totals("safety", BERLIN, weeks) == {str(one): summed(here, one) for one in weeks}
        before = await week.paces("safety", WEEK.previous.start(BERLIN), START, NOW)
        medians = {str(WEEK): paces.first_reply.took.median, str(WEEK.previous): before.first_reply.took.median}
        assert await week.first_replies("safety", BERLIN, weeks) == medians


def told_best(closed: list[dict[str, Any]], claims: list[dict[str, Any]]) -> list[int]:
    """Cases that functions answered: those of most functions, then the earliest."""
    functions: defaultdict[int, set[str]] = defaultdict(set)
    for claim in claims:
        if claim["slot"].startswith("answer:"):
            functions[claim["case_id"]].add(claim["slot"])
    answered = [row for row in closed if functions[row["id"]]]
    return [row["id"] for row in sorted(answered, key=lambda r: (-len(functions[r["id"]]), r["ended_at"], r["id"]))]


def last_words(said: list[dict[str, Any]]) -> dict[int, str]:
    return {one["case_id"]: one["words"] for one in said if one["quotable"]}


def summed(here: list[dict[str, Any]], week: Week) -> Totals:
    of = Counter[str]()
    for row in here:
        if row["status"] == "closed" and Week.of(row["ended_at"], BERLIN) == week:
            of["closed"] += 1
        if row["signed_at"] and Week.of(row["signed_at"], BERLIN) == week:
            of["void"] += row["status"] == "void"
            of["reopened"] += row["status"] != "void" and row["reopened"]
    return Totals(closed=of["closed"], void=of["void"], reopened=of["reopened"])


async def test_a_week_of_nothing_has_no_spread(muster: Muster) -> None:
    async with muster.uow() as uow:
        paces = await uow.week_cases.paces("safety", START, END, datetime.now(UTC))
        assert (paces.first_reply.took.n, paces.first_reply.took.median, paces.resolution.in_time.n) == (0, None, 0)
        assert await uow.week_cases.totals("safety", BERLIN, [WEEK]) == {str(WEEK): Totals()}
        assert await uow.week_cases.stories("safety", ()) == ()
