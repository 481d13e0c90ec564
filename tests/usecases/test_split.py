"""Some mentions of a case become a case of their own."""

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.errors import BadInput, NotAllowed, WrongStage
from bot.domain.mention import Author, MentionId
from bot.domain.status import Status
from bot.usecases.bring_in import bring_in
from bot.usecases.merge_cases import merge_cases
from bot.usecases.sign_off import sign_off
from bot.usecases.split_case import mentions_to_split, split_case
from tests.builders import advance, amara, case_at, do, guest, jonas, know, li, mention, rows, stored
from tests.world import SetClock


@pytest.fixture
async def storm(muster: Muster, clock: SetClock) -> Case:
    """A case of three mentions, ten minutes apart."""
    await know(muster)
    case = await case_at(muster, said=mention(thread="storm"))
    for text in ("Mine smokes, a model B.", "Mine smells."):
        clock.forward(minutes=10)
        await do(muster, bring_in, mention(text, thread="storm", author=text))
    return await stored(muster, case.id)


async def ids(muster: Muster, case: Case) -> list[MentionId]:
    return [one.id for one in reversed(await do(muster, mentions_to_split, case.id))]


async def test_chosen_mentions_become_a_case_of_their_own_that_keeps_how_long_its_customer_has_waited(
    muster: Muster, storm: Case, clock: SetClock
) -> None:
    first, *others = await ids(muster, storm)
    clock.forward(minutes=10)
    new = await do(muster, split_case, storm.id, jonas, mentions=others)
    rest = await stored(muster, storm.id)
    assert (rest.mentions, rest.status, rest.clocks) == (1, Status.OPEN, storm.clocks)
    assert (new.mentions, new.split_from, new.community, new.owner) == (2, storm.id, "safety", None)
    assert (new.matter, new.external_key, new.claims) == ("Mine smokes, a model B", storm.external_key, ())
    assert (clock.now() - new.clocks.asked_since).total_seconds() == 20 * 60
    assert new.clocks.due == new.clocks.asked_since + (storm.clocks.due - storm.opened_at)
    assert await ids(muster, storm) == [first]
    assert await ids(muster, new) == others


async def test_merging_it_back_reverses_a_split(muster: Muster, storm: Case) -> None:
    before = await ids(muster, storm)
    new = await do(muster, split_case, storm.id, jonas, mentions=before[1:])
    back = await do(muster, merge_cases, new.id, jonas, into=storm.id)
    assert (back.mentions, back.clocks) == (storm.mentions, storm.clocks)
    assert await ids(muster, storm) == before


async def test_what_was_signed_must_be_signed_anew_for_it_may_now_go_to_somebody_else(
    muster: Muster, storm: Case
) -> None:
    first = (await ids(muster, storm))[0]
    await advance(muster, storm.id, "signed")
    await do(muster, split_case, storm.id, amara, mentions=[first])
    rest = await stored(muster, storm.id)
    assert (rest.signed, rest.draft.signatures, rest.draft.revision) == (None, (), 1)
    assert (await do(muster, sign_off, storm.id, li, revision=1)).signed


async def test_the_answer_no_longer_goes_to_who_wrote_again_once_their_words_were_split_off(
    muster: Muster, storm: Case
) -> None:
    await advance(muster, storm.id, "replied")
    await do(muster, bring_in, mention("It swells still.", thread="storm"))
    again = (await stored(muster, storm.id)).again
    await do(muster, split_case, storm.id, amara, mentions=[again])
    assert (await stored(muster, storm.id)).again is None


async def test_at_least_one_mention_stays_and_one_goes_and_all_are_of_this_case(muster: Muster, storm: Case) -> None:
    other = await case_at(muster, said=mention(thread="other"))
    everything = await ids(muster, storm)
    for chosen in (everything, [], [*everything[1:], *await ids(muster, other)]):
        with pytest.raises(BadInput) as refused:
            await do(muster, split_case, storm.id, jonas, mentions=chosen)
        assert refused.value.field == "mentions"
    assert await stored(muster, storm.id) == storm
    assert await rows(muster, "SELECT count(*) FROM cases") == [2]


async def test_an_answered_case_is_not_split_and_not_by_guests_or_past_its_owner(muster: Muster, storm: Case) -> None:
    first = (await ids(muster, storm))[:1]
    with pytest.raises(NotAllowed):
        await do(muster, split_case, storm.id, guest, mentions=first)
    await advance(muster, storm.id, "claimed")
    with pytest.raises(NotAllowed):
        await do(muster, split_case, storm.id, jonas, mentions=first)
    await do(muster, split_case, storm.id, amara, mentions=first)
    done = await case_at(muster, "replied", said=mention(thread="done"))
    with pytest.raises(WrongStage):
        await do(muster, split_case, done.id, amara, mentions=await ids(muster, done))


async def test_mentions_come_newest_first_with_who_wrote_them(muster: Muster, storm: Case) -> None:
    newest, *_ = await do(muster, mentions_to_split, storm.id)
    assert (newest.mention.text, newest.mention.author) == (
        "Mine smells.",
        Author(source="web", handle="Mine smells."),
    )
