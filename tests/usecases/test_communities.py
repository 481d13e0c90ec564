"""Communities that live and end: through crashes, refusals of Slack's, and in several replicas."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bootstrap import assemble
from bot.domain.errors import BadInput, ClosedCommunity, NotAllowed
from bot.domain.opening import OpenedCommunity, State
from bot.domain.people import MemberId
from bot.domain.wish import NAME_LIMIT, Wish, slug
from bot.muster_file import MusterFile
from bot.schedule import communities_due, digests_due
from bot.settings import Environment
from bot.usecases.change_community import Change, change_community
from bot.usecases.close_case import close_case
from bot.usecases.close_community import close_community
from bot.usecases.contribute import contribute
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.move_case import move_case
from bot.usecases.open_community import open_community, suggest_people
from bot.usecases.reopen_case import reopen_case
from tests.builders import amara, case_at, do, eva, guest, jonas, know, li, mention, rows, stored
from tests.people import nothing_is_parked
from tests.world import AMARA, JONAS, LI, NOON, World

WISH = Wish(
    title="Winter Recall",
    purpose="Everyone with a winter battery hears from us.",
    functions=("support", "engineering"),
    sign_off=("legal",),
    keywords="winter pack*",
    people=(MemberId(JONAS),),
)
COLD = "My winter packs froze."


async def asked(world: World, **changes: Any) -> OpenedCommunity:
    """A community that was asked for; its channel is not there yet."""
    return await do(world.muster, open_community, amara, replace(WISH, **changes))


async def opened(world: World, **changes: Any) -> World:
    """A world with an open community, as the next act in it sees it."""
    await asked(world, **changes)
    await world.settle()
    assert await state(world) == ("open", None)
    return replace(world, muster=await world.muster.fresh())


async def state(world: World) -> tuple[str, str | None]:
    [found] = await rows(world.muster, "SELECT state, problem FROM communities")
    return found


def channels(world: World) -> list[Any]:
    return [one for one in world.workspace.conversations.channels.values() if one.name == "winter-recall"]


async def letters(world: World, member: str = AMARA) -> list[str]:
    """What Muster told somebody alone."""
    return [one["text"] for one in await world.slack.messages("D" + member.removeprefix("U"), member)]


async def close(world: World, **how: str) -> OpenedCommunity:
    muster = await world.muster.fresh()
    return await do(muster, close_community, "winter-recall", amara, **{"outcome": "All have new packs.", **how})


async def test_after_a_crash_between_making_and_storing_there_is_one_channel(world: World) -> None:
    await asked(world, private=True)
    await world.muster.messenger.create_channel("winter-recall", private=True)  # and here the process died
    await world.settle()
    [channel] = channels(world)
    assert await rows(world.muster, "SELECT channel FROM communities") == [channel.id]
    assert JONAS in channel.members


async def test_calls_that_break_off_after_they_worked_are_not_done_twice(world: World) -> None:
    for method in ("create", "setPurpose", "invite"):
        await world.slack.do("hang", method=f"conversations.{method}")
    await world.slack.do("hang", method="chat.postMessage", count=2)
    await asked(world)
    for _ in range(6):
        await world.bring_due()
    [channel] = channels(world)
    assert await state(world) == ("open", None)
    assert {AMARA, JONAS} <= set(channel.members)
    [letter] = await letters(world)
    assert "is open" in letter
    assert "could not be invited" not in letter
    assert len([one for one in channel.roots() if one.by_bot]) == 1
    assert await nothing_is_parked(world)


async def test_a_channel_of_somebody_else_is_never_taken(world: World) -> None:
    world.workspace.conversations.create("winter-recall", creator=LI)
    await asked(world)
    await world.settle()
    assert await state(world) == ("refused", "name_taken")
    assert "Choose another name." in (await letters(world))[0]
    retried = replace(WISH, title="Winter Recall 2")
    await do(world.muster, open_community, amara, retried, again="winter-recall")
    await world.settle()
    assert await rows(world.muster, "SELECT name, state FROM communities") == [("winter-recall-2", "open")]
    assert len(await letters(world)) == 2


async def test_who_cannot_be_invited_is_named_and_the_others_are_in(world: World) -> None:
    await know(world.muster, replace(li, id=MemberId("U0GONE"), name="Gone"))
    await opened(world, people=(MemberId("U0GONE"), MemberId(JONAS)))
    assert {AMARA, JONAS} <= set(channels(world)[0].members)
    [message] = await world.slack.messages("D0AMARA", AMARA)
    assert "Gone: user_not_found" in str(message["blocks"])


async def test_a_name_is_given_once_and_asking_twice_is_asking_once(world: World) -> None:
    await asked(world)
    await asked(world)
    with pytest.raises(BadInput, match="of this name"):
        await do(world.muster, open_community, jonas, WISH)
    with pytest.raises(NotAllowed):
        await do(world.muster, open_community, guest, replace(WISH, title="Another"))
    await world.settle()
    assert len(channels(world)) == 1
    await opened_again_is_refused(world)


async def opened_again_is_refused(world: World) -> None:
    fresh = replace(world, muster=await world.muster.fresh())
    with pytest.raises(BadInput, match="of this name"):
        await asked(fresh)


async def test_every_replica_sees_a_new_community_at_once_and_only_builds_it_anew_when_it_changed(
    world: World, database_url: str, muster_file: MusterFile
) -> None:
    environment = Environment(slack_bot_token="xoxb")
    async with assemble(environment, muster_file, database_url, clock=world.clock, secrets={}) as replica:
        assert (await replica.fresh()).company is replica.company
        await opened(world)
        seen = await replica.fresh()
        assert seen.rules.route(COLD).community == "winter-recall"
        assert seen.company.community("winter-recall").terms == replica.company.customs.terms
        assert (await replica.fresh()).company is seen.company
        await close(world)
        after = await replica.fresh()
        assert "winter-recall" not in after.company.communities
        assert after.company.community_title("winter-recall") == "Winter Recall"
        assert after.rules.route(COLD).community == "care"


async def test_cases_come_in_by_words_by_hand_and_by_moving(world: World) -> None:
    world = await opened(world)
    by_words = await case_at(world.muster, said=mention(COLD))
    by_hand = await case_at(world.muster, said=mention("It is dead."), community="winter-recall")
    moved = await case_at(world.muster, said=mention("The battery swells."))
    moved = await do(world.muster, move_case, moved.id, amara, to="winter-recall", reason="It is about winter.")
    assert {one.community for one in (by_words, by_hand, moved)} == {"winter-recall"}
    assert by_words.required == ("support", "engineering")
    await world.settle()
    channel = channels(world)[0]
    assert len([one for one in channel.roots() if one.by_bot]) == 4
    assert await nothing_is_parked(world)


async def test_only_those_who_lead_it_and_administrators_change_or_close_it(world: World) -> None:
    muster = (await opened(world)).muster
    change = Change(
        purpose="Nobody freezes.",
        functions=("support",),
        sign_off=(),
        keywords="frost",
        leads=(MemberId(JONAS),),
        ends_on=None,
        ends_with_cases=False,
    )
    with pytest.raises(NotAllowed, match="a lead of Winter Recall"):
        await do(muster, change_community, "winter-recall", jonas, change)
    with pytest.raises(NotAllowed, match="a lead of Winter Recall"):
        await do(muster, close_community, "winter-recall", jonas, outcome="Done.")
    with pytest.raises(NotAllowed, match=r"stands in muster\.toml"):
        await do(muster, close_community, "care", eva, outcome="Done.")
    await do(muster, change_community, "winter-recall", amara, change)
    changed = await muster.fresh()
    assert changed.rules.route("So much frost").community == "winter-recall"
    await do(changed, close_community, "winter-recall", jonas, outcome="Done.")


async def test_closing_moves_what_is_open_and_keeps_what_was_done(world: World) -> None:
    world = await opened(world)
    one = await case_at(world.muster, "closed", said=mention(COLD))
    other = await case_at(world.muster, said=mention("My winter pack is empty."))
    with pytest.raises(BadInput, match="Choose the community") as refused:
        await close(world)
    assert refused.value.field == "move_to"
    await close(world, move_to="care")
    await world.settle()
    assert (await stored(world.muster, other.id)).community == "care"
    assert (await stored(world.muster, one.id)).community == "winter-recall"
    channel = channels(world)[0]
    assert channel.is_archived
    back = next(message for message in channel.roots() if message.text.startswith("Looking back"))
    assert "1 case" in str(back.blocks)
    assert "Support: Amara" in str(back.blocks)
    assert "Replaced." in str(back.blocks)
    assert await nothing_is_parked(world)


async def test_an_answered_case_is_in_the_way_until_it_is_closed(world: World) -> None:
    world = await opened(world)
    case = await case_at(world.muster, "replied", said=mention(COLD))
    with pytest.raises(BadInput, match=f"not closed: {case.id}"):
        await close(world, move_to="care")
    await do(world.muster, close_case, case.id, li, outcome="Replaced.", helped=[])
    assert (await close(world)).state is State.CLOSED


async def test_a_closed_community_takes_nothing_any_more(world: World) -> None:
    world = await opened(world)
    said = mention(COLD, thread="winter")
    case = await case_at(world.muster, "closed", said=said)
    await close(world)
    fresh = await world.muster.fresh()
    for act, how in ((reopen_case, {"reason": "Again."}), (move_case, {"to": "winter-recall", "reason": "Winter."})):
        about = case if act is reopen_case else await case_at(fresh)
        with pytest.raises(ClosedCommunity):
            await do(fresh, act, about.id, amara, **how)
        with pytest.raises(ClosedCommunity):  # also with what was known before it was closed
            await do(world.muster, act, about.id, amara, **how)
    again = await case_at(fresh, said=mention("It froze once more.", thread="winter"))
    assert again.community == "care"
    late = await case_at(world.muster, said=mention("My winter packs are late."))
    assert late.community == "care"


async def test_what_slack_refuses_at_the_end_is_told_and_it_stays_closed(world: World) -> None:
    world = await opened(world)
    await world.slack.do("fail", method="conversations.archive", error="restricted_action")
    await close(world)
    await world.settle()
    channel = channels(world)[0]
    assert (await state(world))[0] == "closed"
    assert not channel.is_archived
    assert "Archive it by hand." in channel.roots()[-1].text
    assert "Archive it by hand." in (await letters(world))[-1]
    assert await nothing_is_parked(world)


async def test_the_end_is_told_once_though_calls_break_off(world: World) -> None:
    world = await opened(world)
    await close(world)
    for method in ("files.getUploadURLExternal", "files.completeUploadExternal", "conversations.archive"):
        await world.slack.do("hang", method=method)
    await world.slack.do("hang", method="chat.postMessage")
    for _ in range(5):
        await world.bring_due()
    channel = channels(world)[0]
    assert channel.is_archived
    assert len([one for one in channel.roots() if one.files]) == 1
    assert len([one for one in channel.roots() if one.text.startswith("Looking back")]) == 1
    assert await nothing_is_parked(world)


async def test_it_ends_with_its_last_case(world: World) -> None:
    world = await opened(world, ends_with_cases=True)
    await communities_due(world.muster)
    await world.settle()
    assert (await state(world))[0] == "open"
    one, other = [await case_at(world.muster, said=mention(f"{COLD} {n}")) for n in range(2)]
    await do(world.muster, dismiss_case, one.id, amara, reason="Spam.")
    await world.settle()
    assert (await state(world))[0] == "open"
    await do(world.muster, dismiss_case, other.id, amara, reason="Spam.")
    await world.settle()
    assert (await state(world))[0] == "closed"
    assert channels(world)[0].is_archived


async def test_it_ends_after_its_last_day_but_never_while_a_case_is_open(world: World) -> None:
    world = await opened(world, ends_on=NOON.date())
    case = await case_at(world.muster, said=mention(COLD))
    await communities_due(world.muster)
    await world.settle()
    assert len(await letters(world)) == 1
    world.clock.forward(days=1)
    for _ in range(3):
        await communities_due(world.muster)
        await world.settle()
    assert (await state(world))[0] == "open"
    assert ["has reached its last day" in letter for letter in await letters(world)] == [False, True]
    await do(world.muster, dismiss_case, case.id, amara, reason="Spam.")
    await communities_due(world.muster)
    await world.settle()
    assert (await state(world))[0] == "closed"


async def test_an_open_one_has_its_digest_and_a_closed_one_has_none(world: World) -> None:
    world = await opened(world)
    await case_at(world.muster, "closed", said=mention(COLD))
    world.clock.moment = NOON + timedelta(days=5)
    await digests_due(world.muster)
    weeks = "SELECT count(*) FROM digests WHERE community = 'winter-recall'"
    assert await rows(world.muster, weeks) == [1]
    await close(world)
    world.clock.forward(days=7)
    await digests_due(world.muster)
    assert await rows(world.muster, weeks) == [1]


async def test_those_who_helped_lately_are_suggested_first(world: World) -> None:
    case = await case_at(world.muster)
    more = {"identity": "C1/1", "in_thread": True}
    await do(world.muster, contribute, case.id, jonas, "Batch 7.", **more)
    suggested = await do(world.muster, suggest_people, li, ("support", "engineering"))
    assert suggested == (LI, JONAS, AMARA, "U0EVA")
    world.clock.forward(days=91)
    later = await do(world.muster, suggest_people, li, ("support", "engineering"))
    assert later == (LI, AMARA, "U0EVA", JONAS)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_title_makes_a_name_that_slack_takes_or_none(title: str) -> None:
    name = slug(title)
    assert slug(name) == name or len(name) == NAME_LIMIT
    assert len(name) <= NAME_LIMIT
    assert name == name.lower()
    assert all(char.isalnum() or char == "-" for char in name)
