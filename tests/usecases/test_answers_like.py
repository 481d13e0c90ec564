"""What others were told who had said something similar."""

from bot.bootstrap import Muster
from bot.usecases.answers_like import MOST, answers_like
from bot.usecases.draft_reply import draft_reply
from bot.usecases.record_reply import record_reply
from bot.usecases.reopen_case import reopen_case
from tests.builders import ANSWER, LINK, amara, case_at, do, know, li, mention
from tests.world import SetClock


async def answered(muster: Muster, said: str, author: str) -> int:
    """A case about this, answered as signed; its number."""
    return (await case_at(muster, "replied", said=mention(said, author=author))).id


async def test_the_similar_is_found_best_first_and_the_unrelated_is_not(muster: Muster, clock: SetClock) -> None:
    await know(muster)
    near = await answered(muster, "My phone's battery swells while it is on the charger", "a")
    clock.forward(minutes=1)
    nearer = await answered(muster, "The battery of the phone swells on the charger since Monday", "b")
    await answered(muster, "The kettle smokes on my table, and it is the second time", "c")
    asked = await case_at(muster, said=mention("Phone battery swells on the new charger since Monday", author="d"))
    found = await do(muster, answers_like, asked.id, amara)
    assert [answer.case_id for answer in found] == [nearer, near]
    first = found[0]
    assert (first.text, first.by, first.at) == (ANSWER, "Amara", clock.now())
    assert first.matter.startswith("The battery of the phone")


async def test_words_of_every_sentence_and_a_single_other_make_nothing_alike(muster: Muster) -> None:
    await answered(
        muster, "I have been waiting for the two of you and it is not the first time that my fire burns", "a"
    )
    asked = await case_at(
        muster, said=mention("It is not the fire that I have been told of, and the fit", author="b")
    )
    assert await do(muster, answers_like, asked.id, amara) == []


async def test_of_equals_the_newest_come_first_and_no_more_than_can_be_read(muster: Muster, clock: SetClock) -> None:
    cases = []
    for author in "abcd":
        cases.append(await answered(muster, "The battery swells", author))
        clock.forward(minutes=1)
    asked = await case_at(muster, said=mention("The battery swells", author="e"))
    assert [answer.case_id for answer in await do(muster, answers_like, asked.id, amara)] == cases[: -MOST - 1 : -1]
    assert asked.id not in cases


async def test_what_was_changed_after_the_sign_off_or_taken_back_is_no_example(muster: Muster) -> None:
    changed = await case_at(muster, "signed", said=mention("The battery swells", author="a"))
    await do(muster, record_reply, changed.id, amara, revision=1, text="Something else.", url=LINK)
    taken_back = await case_at(muster, "closed", said=mention("The battery swells", author="b"))
    await do(muster, reopen_case, taken_back.id, li, reason="It swells again.")
    drafted = await case_at(muster, "claimed", said=mention("The battery swells", author="c"))
    await do(muster, draft_reply, drafted.id, amara, ANSWER, after=0)
    assert await do(muster, answers_like, drafted.id, amara) == []


async def test_a_mention_without_words_is_like_no_other(muster: Muster) -> None:
    await answered(muster, "The battery swells 🔥", "a")
    asked = await case_at(muster, said=mention("🔥 🔥", author="b"))
    assert await do(muster, answers_like, asked.id, amara) == []
