"""Customers are asked how the answer was; the first verdict stays, and those who helped hear of it."""

import asyncio

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.errors import NotAllowed, WrongStage
from bot.domain.period import Week
from bot.domain.verdict import Verdict
from bot.feedback_desk import FeedbackDesk
from bot.usecases.ask_for_feedback import ask_customer, ask_for_feedback, send_feedback_question
from bot.usecases.bring_in import bring_in
from bot.usecases.close_case import close_case
from bot.usecases.compose_digest import compose_digest
from bot.usecases.contribute import contribute
from bot.usecases.take_verdict import look_up_question, take_verdict
from pages.invitation import BadInvitation, ExpiredInvitation
from tests.builders import ANSWER, BERLIN, amara, case_at, do, guest, jobs, jonas, li, mention, rows, stored
from tests.usecases.outside import Outside, answering_through
from tests.world import NOON, SetClock

GLAD = Verdict(score=5, words="Someone actually looked into it.", recommended=True, quotable=True)
UNHAPPY = Verdict(score=1, words=None, recommended=None, quotable=False)


async def asked(muster: Muster) -> Case:
    """An answered case whose customer has a link."""
    case = await case_at(muster, "replied", said=mention(thread="t1"))
    await do(muster, ask_for_feedback, case.id, li)
    return await stored(muster, case.id)


async def test_the_link_is_the_same_however_often_it_is_asked_for(muster: Muster, clock: SetClock) -> None:
    case = await case_at(muster, "replied")
    first = await do(muster, ask_for_feedback, case.id, amara)
    clock.forward(hours=3)
    assert await do(muster, ask_for_feedback, case.id, li) == first
    assert first.startswith("http://127.0.0.1:8000/feedback/")
    assert await rows(muster, "SELECT count(*) FROM activities WHERE kind = 'feedback_asked'") == [1]


async def test_the_secret_of_links_is_made_once_by_whoever_comes_first(muster: Muster) -> None:
    async def keep(fresh: bytes) -> bytes:
        async with muster.uow() as uow:
            kept = await uow.secrets.keep("feedback", fresh)
            await uow.commit()
        return kept

    kept = await asyncio.gather(*(keep(bytes([number]) * 32) for number in range(6)))
    assert len(set(kept)) == 1
    assert await rows(muster, "SELECT value FROM secrets") == [kept[0]]


async def test_nobody_is_asked_about_an_answer_that_there_is_not_and_guests_do_not_ask(muster: Muster) -> None:
    case = await case_at(muster, "signed")
    with pytest.raises(WrongStage):
        await do(muster, ask_for_feedback, case.id, amara)
    with pytest.raises(NotAllowed):
        await do(muster, ask_for_feedback, case.id, guest)


async def test_a_link_opens_its_own_question_for_its_time(muster: Muster, clock: SetClock) -> None:
    case = await asked(muster)
    desk = FeedbackDesk(muster)
    link = await do(muster, ask_for_feedback, case.id, amara)
    invitation = await desk.read(link.rpartition("/")[2])
    question = await desk.asked(invitation)
    assert question is not None
    assert (question.answer, question.answered) == (ANSWER, False)
    assert await desk.answer(invitation, GLAD)
    assert not await desk.answer(invitation, UNHAPPY)
    again = await desk.asked(invitation)
    assert again is not None
    assert again.answered
    with pytest.raises(BadInvitation):
        await desk.read("made-up")
    clock.forward(days=30)
    with pytest.raises(ExpiredInvitation):
        await desk.read(link.rpartition("/")[2])


async def test_of_many_verdicts_at_the_same_moment_the_first_stays(muster: Muster) -> None:
    case = await asked(muster)
    verdicts = [Verdict(score=score, words=None, recommended=None, quotable=False) for score in (1, 2, 3, 4, 5)]
    await asyncio.gather(*(stored(muster, case.id) for _ in verdicts))  # connections are there, so that they do meet
    taken = await asyncio.gather(*(do(muster, take_verdict, case.id, 1, verdict) for verdict in verdicts))
    assert taken.count(True) == 1
    kept = verdicts[taken.index(True)].score
    assert await rows(muster, "SELECT score FROM verdicts") == [kept]
    assert await rows(muster, "SELECT (details->>'score')::int FROM activities WHERE kind = 'judged'") == [kept]
    assert (await stored(muster, case.id)).judged == 1


async def test_only_what_was_asked_is_answered(muster: Muster) -> None:
    case = await case_at(muster, "replied")
    for reply in (0, 1, 2):
        assert await do(muster, look_up_question, case.id, reply) is None
        assert not await do(muster, take_verdict, case.id, reply, GLAD)
    assert await do(muster, look_up_question, 999, 1) is None


async def test_those_who_helped_are_thanked_when_the_customer_is_glad_and_not_otherwise(muster: Muster) -> None:
    case = await case_at(muster, "replied")
    await do(muster, contribute, case.id, jonas, "A known batch.", identity="1", in_thread=True)
    await do(muster, ask_for_feedback, case.id, li)
    await do(muster, take_verdict, case.id, 1, GLAD)
    thanked = "SELECT args->>'member' FROM procrastinate_jobs WHERE task_name = 'thank' ORDER BY 1"
    assert await rows(muster, thanked) == [amara.id, jonas.id]
    other = await asked(muster)
    await do(muster, take_verdict, other.id, 1, UNHAPPY)
    assert len(await rows(muster, thanked)) == 2
    assert (await jobs(muster)).count("thank") == 2


async def test_a_customer_judges_each_answer_on_its_own(muster: Muster) -> None:
    case = await asked(muster)
    await do(muster, take_verdict, case.id, 1, UNHAPPY)
    again = await do(muster, bring_in, mention("It still swells.", thread="t1"))
    assert again.case == case.id
    with pytest.raises(WrongStage):
        await do(muster, ask_for_feedback, case.id, amara)
    assert (await stored(muster, case.id)).judged == 1


async def test_words_that_may_be_quoted_come_into_the_digest_and_others_do_not(muster: Muster) -> None:
    for verdict in (GLAD, Verdict(score=5, words="For you alone.", recommended=None, quotable=False)):
        case = await case_at(muster, "replied", said=mention(author=f"dana-{verdict.quotable}"))
        await do(muster, ask_for_feedback, case.id, li)
        await do(muster, take_verdict, case.id, 1, verdict)
        await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[])
    digest, _ = await do(muster, compose_digest, muster.company.community("safety"), Week.of(NOON, BERLIN))
    assert [quote.words for quote in digest.words.quotes] == [GLAD.words]


async def test_the_question_goes_out_through_the_source_once(muster: Muster) -> None:
    outside = Outside()
    muster = answering_through(outside, muster)
    case = await asked(muster)
    await do(muster, send_feedback_question, case.id, amara, reply=1)
    await do(muster, send_feedback_question, case.id, li, reply=1)
    for _ in range(3):
        await do(muster, ask_customer, case.id, 1, amara.id, tries=0)
    ((key, (_, text)),) = outside.heard.items()
    assert key == f"feedback:{case.id}:1"
    assert outside.calls == [key]
    assert text.endswith(await do(muster, ask_for_feedback, case.id, amara))
    with pytest.raises(WrongStage):
        await do(muster, send_feedback_question, case.id, amara, reply=2)


async def test_where_the_source_cannot_be_replied_through_the_sentence_is_for_copying(muster: Muster) -> None:
    case = await asked(muster)
    with pytest.raises(WrongStage, match="by hand"):
        await do(muster, send_feedback_question, case.id, amara, reply=1)
