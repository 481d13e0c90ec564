"""Ideas: opened because of a case, joined, wanted, decided, and told to the cases behind them once they are done."""

import asyncio
from dataclasses import replace

import pytest

from bot.bootstrap import Muster
from bot.domain.activity import IdeaDone, Reopened
from bot.domain.case import Case, CaseId
from bot.domain.errors import BadInput, NotAllowed, UnknownIdea, WrongStage
from bot.domain.idea import Idea, IdeaId, IdeaKind, IdeaStatus, Wish
from bot.domain.people import Member
from bot.domain.status import Status
from bot.usecases.join_idea import join_idea, leave_idea
from bot.usecases.list_ideas import ideas_for_case, list_ideas, look_up_idea
from bot.usecases.look_up_case import look_up_case
from bot.usecases.open_idea import open_idea
from bot.usecases.steer_idea import steer_idea, take_idea_on
from bot.usecases.tell_case_of_idea import show_idea, tell_case_of_idea
from bot.usecases.vote_idea import vote_idea
from tests.builders import amara, case_at, do, eva, guest, jobs, jonas, know, li, mention, rows, stored
from tests.world import SetClock


@pytest.fixture(autouse=True)
async def everyone_is_known(muster: Muster) -> None:
    await know(muster)


async def opened(muster: Muster, title: str = "Cells that do not swell", **more: object) -> Idea:
    """An idea of Amara's."""
    wish = Wish(kind=IdeaKind.DEFECT, title=title, description="")
    return await do(muster, open_idea, wish, amara, **{"identity": f"modal/{title}", **more})


async def settle(
    muster: Muster, idea: IdeaId, status: IdeaStatus, by: Member = amara, reason: str = "New cells."
) -> Idea:
    """Decide about an idea."""
    return await do(muster, steer_idea, idea, by, status=status, reason=reason, owner=None)


async def told(muster: Muster, case: Case) -> list[str]:
    """What a case knows of ideas that are done, in order."""
    async with muster.uow() as uow:
        activities = await uow.cases.activities(case.id)
    return [one.kind for one in activities if isinstance(one, IdeaDone | Reopened)]


async def test_a_case_gives_rise_to_an_idea_and_shows_it(muster: Muster) -> None:
    case = await case_at(muster)
    idea = await opened(muster, case_id=case.id)
    sheet = await do(muster, look_up_case, case.id, amara)
    assert (await stored(muster, case.id)).ideas == (idea.id,)
    assert [(one.title, one.cases) for one in sheet.ideas] == [(idea.title, (case.id,))]
    assert await jobs(muster) == ["refresh_card", "announce"]


async def test_the_same_wish_sent_twice_is_one_idea(muster: Muster) -> None:
    case = await case_at(muster)
    ideas = await asyncio.gather(*(opened(muster, case_id=case.id) for _ in range(3)))
    assert {idea.id for idea in ideas} == {ideas[0].id}
    assert await rows(muster, "SELECT count(*) FROM ideas") == [1]
    assert (await stored(muster, case.id)).ideas == (ideas[0].id,)


async def test_a_case_joins_and_leaves_an_idea_each_once(muster: Muster) -> None:
    case, idea = await case_at(muster), await opened(muster)
    for _ in range(2):
        joined = await do(muster, join_idea, idea.id, case.id, eva)
        assert joined.cases == (case.id,)
    assert (await stored(muster, case.id)).version == case.version + 1
    for _ in range(2):
        assert (await do(muster, leave_idea, idea.id, case.id, eva)).ideas == ()
    assert (await do(muster, look_up_idea, idea.id, amara)).cases == []


async def test_fifty_presses_at_once_are_one_vote(muster: Muster) -> None:
    idea = await opened(muster)
    voting = (do(muster, vote_idea, idea.id, eva, wanted=True) for _ in range(50))
    assert {one.votes for one in await asyncio.gather(*voting)} == {frozenset({eva.id})}
    assert await rows(muster, "SELECT count(*) FROM idea_votes") == [1]
    await do(muster, vote_idea, idea.id, li, wanted=True)
    assert (await do(muster, vote_idea, idea.id, eva, wanted=False)).votes == {li.id}


async def test_guests_only_read(muster: Muster) -> None:
    case, idea = await case_at(muster), await opened(muster)
    for refused in (
        do(muster, open_idea, Wish(kind=IdeaKind.PROCESS, title="Read", description=""), guest, identity="modal/1"),
        do(muster, vote_idea, idea.id, guest, wanted=True),
        do(muster, join_idea, idea.id, case.id, guest),
        do(muster, take_idea_on, idea.id, guest),
        settle(muster, idea.id, IdeaStatus.PLANNED, guest),
    ):
        with pytest.raises(NotAllowed):
            await refused


async def test_whoever_takes_an_idea_on_decides_and_the_history_keeps_it(muster: Muster) -> None:
    idea = await opened(muster)
    with pytest.raises(NotAllowed, match="the owner"):
        await settle(muster, idea.id, IdeaStatus.PLANNED, jonas)
    ended = await asyncio.gather(
        *(do(muster, take_idea_on, idea.id, by) for by in (jonas, li)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in ended) == ["Idea", "WrongStage"]
    taken = (await do(muster, look_up_idea, idea.id, amara)).idea
    owner = jonas if taken.owner == jonas.id else li
    await do(muster, steer_idea, idea.id, owner, status=IdeaStatus.PLANNED, reason=" In May. ", owner=owner.id)
    changes = (await do(muster, look_up_idea, idea.id, amara)).changes
    assert [(c.by, c.status, c.owner, c.reason) for c in changes] == [
        (amara.id, IdeaStatus.OPEN, None, None),
        (owner.id, IdeaStatus.OPEN, owner.id, None),
        (owner.id, IdeaStatus.PLANNED, owner.id, "In May."),
    ]


async def test_a_lead_of_any_community_and_an_administrator_decide_about_the_ideas_of_others(muster: Muster) -> None:
    idea = await opened(muster)
    await do(muster, take_idea_on, idea.id, jonas)
    with pytest.raises(NotAllowed, match="a lead or an administrator"):
        await settle(muster, idea.id, IdeaStatus.PLANNED, li)
    for by, status in ((amara, IdeaStatus.PLANNED), (eva, IdeaStatus.IN_WORK)):
        assert (await settle(muster, idea.id, status, by)).status is status


async def test_nobody_from_outside_owns_an_idea(muster: Muster) -> None:
    idea = await opened(muster)
    with pytest.raises(BadInput) as refused:
        await do(muster, steer_idea, idea.id, amara, status=IdeaStatus.OPEN, reason="", owner=guest.id)
    assert refused.value.field == "owner"


async def test_once_it_is_done_a_job_for_each_case_commits_with_it(muster: Muster) -> None:
    cases = [await case_at(muster, said=mention(f"Battery {n} swells.")) for n in range(2)]
    idea = await opened(muster)
    for case in cases:
        await do(muster, join_idea, idea.id, case.id, eva)
    for reason in ("New cells.", "New cells.", "New cells from May."):
        await settle(muster, idea.id, IdeaStatus.DONE, reason=reason)
    asked = "SELECT args ->> 'case' FROM procrastinate_jobs WHERE task_name = 'tell_case_of_idea' ORDER BY id"
    assert await rows(muster, asked) == [str(case.id) for case in cases]


@pytest.mark.parametrize(
    ("stage", "known"),
    [
        ("opened", ["idea_done"]),
        ("replied", ["reopened", "idea_done"]),
        ("closed", ["reopened", "idea_done"]),
    ],
)
async def test_a_case_comes_back_where_its_customer_was_answered(
    muster: Muster, clock: SetClock, stage: str, known: list[str]
) -> None:
    case = await case_at(muster, stage)
    idea = await opened(muster, case_id=case.id)
    clock.forward(hours=1)
    await settle(muster, idea.id, IdeaStatus.DONE)
    for _ in range(2):
        await do(muster, tell_case_of_idea, idea.id, case.id)
    assert await told(muster, case) == known
    assert (await stored(muster, case.id)).status is Status.OPEN
    clock.forward(hours=1)
    await settle(muster, idea.id, IdeaStatus.IN_WORK)
    await do(muster, tell_case_of_idea, idea.id, case.id)
    assert await told(muster, case) == known
    clock.forward(hours=1)
    await settle(muster, idea.id, IdeaStatus.DONE)
    await do(muster, tell_case_of_idea, idea.id, case.id)
    assert await told(muster, case) == [*known, "idea_done"]


async def test_two_tellings_at_the_same_moment_are_one(muster: Muster) -> None:
    case = await case_at(muster, "closed")
    idea = await opened(muster, case_id=case.id)
    await settle(muster, idea.id, IdeaStatus.DONE)
    await asyncio.gather(*(do(muster, tell_case_of_idea, idea.id, case.id) for _ in range(4)))
    assert await told(muster, case) == ["reopened", "idea_done"]
    reason = await rows(muster, "SELECT details ->> 'reason' FROM activities WHERE kind = 'reopened'")
    assert reason == [f"Idea {idea.id} “{idea.title}” is done: tell the customer"]


async def test_a_void_case_is_passed_over_and_a_merged_one_is_told_where_it_went_on(muster: Muster) -> None:
    one, other, void = [await case_at(muster, said=mention(f"Battery {n} swells.")) for n in range(3)]
    idea = await opened(muster)
    for case in (one, other, void):
        await do(muster, join_idea, idea.id, case.id, eva)
    async with muster.uow() as uow:
        merged, aside = await uow.cases.get(one.id), await uow.cases.get(void.id)
        await uow.cases.save(merged.merge_into(eva, merged.opened_at, into=other.id))
        await uow.cases.save(aside.void(eva, aside.opened_at, reason="A test."))
        await uow.commit()
    with pytest.raises(WrongStage):
        await do(muster, join_idea, (await opened(muster, "Another")).id, void.id, eva)
    await settle(muster, idea.id, IdeaStatus.DONE)
    for case in (one, other, void):
        await do(muster, tell_case_of_idea, idea.id, case.id)
    assert [await told(muster, case) for case in (one, other, void)] == [[], ["idea_done"], []]


async def test_only_the_cards_of_live_cases_follow_an_idea(muster: Muster) -> None:
    live, closed = await case_at(muster), await case_at(muster, "closed", mention("It bulges."))
    idea = await opened(muster)
    for case in (live, closed):
        await do(muster, join_idea, idea.id, case.id, eva)
    async with muster.engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM procrastinate_jobs")
    await do(muster, vote_idea, idea.id, eva, wanted=True)
    assert await jobs(muster) == ["show_idea"]
    await do(muster, show_idea, idea.id)
    shown = await rows(muster, "SELECT args ->> 'case' FROM procrastinate_jobs WHERE task_name = 'refresh_card'")
    assert shown == [str(live.id)]


async def test_ideas_are_listed_ten_a_page_the_most_wanted_first(muster: Muster) -> None:
    ideas = [await opened(muster, f"Idea {n}") for n in range(12)]
    await do(muster, vote_idea, ideas[4].id, eva, wanted=True)
    await settle(muster, ideas[0].id, IdeaStatus.DECLINED)
    first, second = [await do(muster, list_ideas, "", page=page) for page in (0, 1)]
    assert [one.id for one in first.ideas] == [ideas[n].id for n in (4, 11, 10, 9, 8, 7, 6, 5, 3, 2)]
    assert (first.more, [one.id for one in second.ideas], second.more) == (True, [ideas[1].id], False)
    assert (await do(muster, list_ideas, "newest")).ideas[0].id == ideas[11].id
    assert [one.id for one in (await do(muster, list_ideas, "declined")).ideas] == [ideas[0].id]


async def test_a_case_is_offered_those_ideas_first_that_speak_of_the_same(muster: Muster) -> None:
    for title in ("Shorter queue on the phone", "A battery that never swells", "The bill in one page"):
        await opened(muster, title)
    await settle(muster, (await opened(muster, "The battery swells: declined")).id, IdeaStatus.DECLINED)
    case = await case_at(muster, said=mention("The battery of the phone swells. The bill came too."))
    mine = await opened(muster, "My own battery idea", case_id=case.id)
    _, offered = await do(muster, ideas_for_case, case.id, amara)
    assert offered[0].title == "A battery that never swells"
    assert len(offered) == 3
    assert mine.id not in [one.id for one in offered]


async def test_there_is_no_such_idea(muster: Muster) -> None:
    with pytest.raises(UnknownIdea, match="There is no idea 9"):
        await do(muster, join_idea, IdeaId(9), CaseId(1), eva)


async def test_an_idea_that_is_done_comes_back_although_whoever_said_so_has_left(muster: Muster) -> None:
    case = await case_at(muster, "closed")
    idea = await opened(muster, case_id=case.id)
    await settle(muster, idea.id, IdeaStatus.DONE)
    await know(muster, replace(amara, active=False))
    for _ in range(2):
        await do(muster, tell_case_of_idea, idea.id, case.id)
    assert (await stored(muster, case.id)).status is Status.OPEN
    assert await told(muster, case) == ["reopened", "idea_done"]
