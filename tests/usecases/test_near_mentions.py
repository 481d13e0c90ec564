"""Mentions about one matter, in other words, are one case; what people said about cases stands above it."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.bootstrap import Muster, assemble
from bot.cli.quality.rehearsal import storm
from bot.domain.case import CaseId
from bot.domain.grouping import ClusterState, Entry, Kind
from bot.domain.mention import MentionId
from bot.domain.suggestion import Suggestion
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.claim_case import claim_case
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.fit_terms import fit_terms
from bot.usecases.import_mentions import import_mentions
from bot.usecases.keep_apart import keep_apart
from bot.usecases.merge_cases import merge_cases
from bot.usecases.part_case import part_case
from bot.usecases.reopen_case import reopen_case
from bot.usecases.split_case import split_case
from bot.usecases.unite_cases import unite_cases
from tests.builders import amara, do, jobs, know, mention, rows, stored
from tests.storms import everyday, hear, know_everyday_words, unite
from tests.world import NOON, SetClock

LOST = "The remote loses its pairing every evening"
CLOSE = ("My remote lost the pairing in the evening", "the pairing of my remote, lost every evening")
FAR = "Pairing of my remote is gone when the evening comes"
OTHER = "The lid of my toaster rattles"


@pytest.fixture
async def heard(muster: Muster) -> Muster:
    """Muster with people, and a history of ordinary days."""
    await know(muster)
    await know_everyday_words(muster)
    return muster


async def suggested(muster: Muster, case: CaseId) -> list[Suggestion]:
    async with muster.uow() as uow:
        return await uow.suggestions.of(case, 10, within=list(muster.company.communities))


async def ids(muster: Muster, case: CaseId) -> list[MentionId]:
    return await rows(muster, "SELECT id FROM mentions WHERE case_id = :case ORDER BY id", case=case)


async def test_the_same_matter_in_other_words_is_one_case_and_the_record_says_why(heard: Muster) -> None:
    one, two, other, three = await hear(heard, LOST, CLOSE[0], OTHER, CLOSE[1])
    assert one == two == three != other
    assert (await stored(heard, one)).mentions == 3
    reasons = await rows(heard, "SELECT details->>'reason' FROM activities WHERE kind = 'joined' ORDER BY number")
    assert all(reason.startswith("the same matter: “evening”, “pairing”, “remote”") for reason in reasons), reasons
    assert all("alike, by fit 1)" in reason for reason in reasons)


async def test_before_there_is_a_fit_nothing_is_near(muster: Muster) -> None:
    assert len(set(await hear(muster, LOST, *CLOSE))) == 3


async def test_what_is_only_alike_has_a_case_of_its_own_and_is_suggested_on_both(heard: Muster) -> None:
    one, two = await hear(heard, LOST, FAR)
    assert one != two
    for case, other in ((one, two), (two, one)):
        [only] = await suggested(heard, case)
        assert (only.other, only.terms[:3]) == (other, ("evening", "pairing", "remote"))
    cards = "SELECT (args->>'case')::int FROM procrastinate_jobs WHERE task_name = 'refresh_card' ORDER BY 1"
    assert await rows(heard, cards) == [one, two]


async def test_a_storm_becomes_one_case_also_with_what_was_said_before_it_broke_out(heard: Muster) -> None:
    posts = [post.text for post in storm(120)]
    for start in range(0, len(posts), 30):
        await hear(heard, *everyday(400)[start // 3 : start // 3 + 10], *posts[start : start + 30])
        await unite(heard)
    largest = "SELECT id, mentions FROM cases WHERE status = 'open' ORDER BY mentions DESC LIMIT 1"
    [(case, many)] = await rows(heard, largest)
    assert many >= 0.8 * len(posts)
    assert (await stored(heard, case)).mentions == len(await ids(heard, case))


async def test_what_only_names_the_same_thing_stays_outside_of_the_storm(heard: Muster, clock: SetClock) -> None:
    first, *rest = [post.text for post in storm(120)]
    [lead, stranger] = await hear(heard, first, "Somebody printed boarding passes twice")
    async with heard.uow() as uow:
        await uow.suggestions.add(lead, stranger, 0.3, ["boarding", "pass"], clock.now(), quiet=True)
        await uow.commit()
    await hear(heard, *rest)
    assert await unite(heard) > 0
    assert (await stored(heard, stranger)).merged_into is None


async def test_what_people_keep_apart_is_never_suggested_joined_or_united_again(heard: Muster) -> None:
    [one, *_] = await hear(heard, LOST, *CLOSE)
    split = await do(heard, split_case, one, amara, mentions=(await ids(heard, one))[1:])
    again = await hear(heard, *CLOSE, f"{LOST} again", "remote lost its pairing, evening")
    assert set(again) <= {one, split.id}
    assert again[:2] == [split.id, split.id], "what is said again goes where people put it"
    assert await unite(heard) == 0
    assert split.id not in {each.other for each in await suggested(heard, one)}
    assert await do(heard, unite_cases, split.id, one) is None


async def test_kept_apart_holds_for_whatever_the_two_become_part_of(heard: Muster) -> None:
    one, two, three = await hear(heard, LOST, OTHER, "My order is late")
    await do(heard, keep_apart, one, amara, other=two)
    await do(heard, merge_cases, two, amara, into=three)
    assert await do(heard, unite_cases, one, three) is None
    async with heard.uow() as uow:
        assert await uow.suggestions.refused() == {(one, three)}


async def test_what_is_said_of_a_merged_case_goes_where_people_merged_it(heard: Muster) -> None:
    one, other = await hear(heard, LOST, OTHER)
    await do(heard, merge_cases, one, amara, into=other)
    late = await hear(heard, CLOSE[0], "Lid of the toaster rattles")
    assert late == [other, other]
    await do(heard, part_case, one, amara)
    assert await hear(heard, LOST, "The toaster: its lid rattles") == [one, other]


async def test_a_case_that_nobody_touched_is_united_and_a_touched_one_only_suggested(
    heard: Muster, clock: SetClock
) -> None:
    async def unite_two(touched: bool, said: tuple[str, str]) -> tuple[CaseId, CaseId, int]:
        one, two = await hear(heard, *said)
        for case in (one, two) if touched else ():
            await do(heard, claim_case, case, amara)
        async with heard.uow() as uow:
            await uow.suggestions.add(one, two, 0.5, ["kettle"], clock.now())
            await uow.jobs.unite(two, one)
            await uow.commit()
        return one, two, await unite(heard)

    one, two, grown = await unite_two(False, (LOST, OTHER))
    assert grown == 1
    assert (await stored(heard, two)).merged_into == one
    assert (await stored(heard, one)).mentions == 2
    assert "announce" not in await jobs(heard), "the cards say so"
    three, four, grown = await unite_two(True, ("My order is late", "The invoice names another town"))
    assert grown == 0
    assert [one.other for one in await suggested(heard, three)] == [four]


async def test_danger_or_a_graver_class_is_not_buried_in_a_case_that_has_none(heard: Muster) -> None:
    plain, danger, hurt = await hear(heard, LOST, f"{LOST}, and smoke came out", f"{LOST}, it caught fire")
    assert len({plain, danger, hurt}) == 3
    assert (await stored(heard, hurt)).risk == "injury"
    assert await hear(heard, f"{LOST}, smoke everywhere") == [danger]


async def test_what_is_private_takes_nothing_from_others_and_gives_them_nothing(heard: Muster) -> None:
    care = replace(heard.company.communities["care"], private=True)
    company = replace(heard.company, communities={**heard.company.communities, "care": care})
    private = replace(heard, company=company)
    inside, smoke = await hear(private, LOST, f"{LOST}, smoke came out")
    assert (await stored(heard, inside)).community == "care"
    assert (await stored(heard, smoke)).community == "safety"
    assert len({inside, smoke}) == 2
    assert await rows(heard, "SELECT count(*) FROM suggestions") == [0]
    assert await do(private, unite_cases, smoke, inside) is None


async def test_an_ended_case_takes_no_more_and_takes_again_when_it_is_reopened(heard: Muster) -> None:
    [ended] = await hear(heard, LOST)
    await do(heard, dismiss_case, ended, amara, reason="Spam.")
    [new] = await hear(heard, CLOSE[0])
    assert new != ended
    await do(heard, dismiss_case, new, amara, reason="Spam.")
    await do(heard, reopen_case, ended, amara, reason="It is none.")
    assert await hear(heard, CLOSE[1]) == [ended]


@pytest.fixture
async def another(
    heard: Muster, database_url: str, muster_file: MusterFile, clock: SetClock
) -> AsyncIterator[Muster]:
    """A second process on the same database."""
    async with assemble(Environment(), muster_file, database_url, clock=clock, secrets={}) as wired:
        yield wired


async def clusters(muster: Muster) -> list[ClusterState]:
    async with muster.uow() as uow:
        return await uow.clusters.live()


async def test_two_processes_in_turns_decide_just_as_one_does(
    heard: Muster, another: Muster, clock: SetClock
) -> None:
    said = [post.text for post in storm(60)] + list(everyday(20))
    batches = [said[start : start + 16] for start in range(0, len(said), 16)]
    in_turns = [
        case
        for batch, process in zip(batches, itertools.cycle((heard, another)), strict=False)
        for case in await hear(process, *batch)
    ]
    known = await clusters(heard)
    async with heard.engine.begin() as connection:
        for table in (
            "procrastinate_jobs",
            "clusters",
            "heats",
            "suggestions",
            "activities",
            "slots",
            "share_claims",
        ):
            await connection.exec_driver_sql(f"DELETE FROM {table}")
        await connection.exec_driver_sql("DELETE FROM mentions")
        await connection.exec_driver_sql("DELETE FROM cases")
        await connection.exec_driver_sql(
            "SELECT setval('mentions_id_seq', 1, false), setval('cases_id_seq', 1, false)"
        )
        await connection.exec_driver_sql("UPDATE lane SET version = version + 1")
    alone = [case for batch in batches for case in await hear(heard, *batch)]
    assert in_turns == alone
    assert known == await clusters(heard)


async def test_every_process_takes_over_a_new_fit_and_the_glossary(heard: Muster, another: Muster) -> None:
    for process in (heard, another):
        await hear(process, OTHER)
    history = [mention(text, author=None, posted_at=NOON) for text in everyday()]
    await do(heard, import_mentions, history, open_cases=False)
    async with heard.uow() as uow:
        entry = Entry(term="remote", kind=Kind.PRODUCT, synonyms=("clicker thing", "zapper"))
        await uow.glossary.put(entry, amara.id, NOON)
        await uow.commit()
    assert await do(another, fit_terms) == 2
    one, two = await hear(heard, LOST, "my zapper lost the pairing in the evening")
    assert one == two
    [reason] = await rows(
        heard, "SELECT details->>'reason' FROM activities WHERE kind = 'joined' AND case_id = :one", one=one
    )
    assert "by fit 2)" in reason
