"""The signed answer goes out through its source: by an explicit act, once, whatever breaks on the way."""

import asyncio

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.draft import draft_fingerprint
from bot.domain.errors import AlreadyAnswered, BadInput, NotAllowed, StaleDraft, WrongStage
from bot.domain.mention import Mention
from bot.domain.status import Status
from bot.ports import ReplyBusy, ReplyRefused
from bot.usecases.bring_in import bring_in
from bot.usecases.draft_reply import draft_reply
from bot.usecases.record_reply import record_reply
from bot.usecases.send_reply import MOST_TRIES, deliver_reply, send_reply
from bot.usecases.sign_off import sign_off
from tests.builders import ANSWER, LINK, amara, case_at, do, jobs, li, mention, rows, stored
from tests.usecases.outside import UNSURE, Crash, Outside, answering_through


@pytest.fixture
def outside() -> Outside:
    """Where customers hear us."""
    return Outside()


@pytest.fixture
def muster(muster: Muster, outside: Outside) -> Muster:
    """Muster whose source can be replied through."""
    return answering_through(outside, muster)


async def on_its_way(muster: Muster, said: Mention | None = None) -> Case:
    case = await case_at(muster, "signed", said=said)
    return await do(muster, send_reply, case.id, amara, revision=1)


async def deliver(muster: Muster, case: Case, number: int = 1, tries: int = 0) -> Case:
    await do(muster, deliver_reply, case.id, number, tries=tries)
    return await stored(muster, case.id)


def key(case: Case, text: str = ANSWER, question: int = 1) -> str:
    """What the source knows an answer by: the case, which question it answers, and its text."""
    return f"reply:{case.id}:{question}:{draft_fingerprint(text)[:16]}"


async def waiting(muster: Muster) -> list[tuple[int, int, float]]:
    """The deliveries that wait: their attempt, their tries so far, and the seconds until then."""
    return await rows(
        muster,
        "SELECT (args->>'number')::int, (args->>'tried')::int, "
        "round(extract(epoch FROM coalesce(scheduled_at, now()) - now()))::float "
        "FROM procrastinate_jobs WHERE task_name = 'deliver_reply' AND status = 'todo' ORDER BY id",
    )


async def test_sending_is_one_act_with_its_job_and_nothing_goes_out_before_it(
    muster: Muster, outside: Outside
) -> None:
    case = await on_its_way(muster)
    assert (case.status, case.sending.number, case.sending.by) == (Status.OPEN, 1, amara.id)
    assert await waiting(muster) == [(1, 0, 0)]
    assert outside.calls == []


async def test_what_was_signed_arrives_and_is_kept_with_where_it_stands(muster: Muster, outside: Outside) -> None:
    case = await deliver(muster, await on_its_way(muster))
    ((to, text),) = outside.heard.values()
    assert (to.text, text) == ("The battery swells.", ANSWER)
    assert list(outside.heard) == [key(case)]
    assert (case.status, case.reply.by, case.reply.as_signed, case.sending) == (Status.REPLIED, amara.id, True, None)
    assert await rows(muster, "SELECT text, url, by, sent, number FROM replies") == [
        (ANSWER, f"https://forum.example/{key(case).replace(':', '-')}", amara.id, True, 1)
    ]
    assert "announce" in await jobs(muster)


async def test_only_the_owner_sends_only_what_is_signed_and_only_where_that_is_possible(
    muster: Muster, outside: Outside
) -> None:
    case = await case_at(muster, "drafted")
    with pytest.raises(WrongStage, match="not signed off"):
        await do(muster, send_reply, case.id, amara, revision=1)
    await do(muster, sign_off, case.id, li, revision=1)
    with pytest.raises(NotAllowed):
        await do(muster, send_reply, case.id, li, revision=1)
    with pytest.raises(StaleDraft):
        await do(muster, send_reply, case.id, amara, revision=2)
    by_hand = await case_at(muster, "signed", said=mention(source="mail"))
    with pytest.raises(WrongStage, match="record its link"):
        await do(muster, send_reply, by_hand.id, amara, revision=1)
    assert await waiting(muster) == []


async def test_while_it_is_on_its_way_nothing_else_happens_to_the_answer(muster: Muster) -> None:
    case = await on_its_way(muster)
    for act in (
        do(muster, send_reply, case.id, amara, revision=1),
        do(muster, record_reply, case.id, amara, revision=1, text=ANSWER, url=LINK),
        do(muster, draft_reply, case.id, amara, "Other words.", after=1),
    ):
        with pytest.raises(WrongStage, match="on its way"):
            await act
    joined = await do(muster, bring_in, mention(author="eve"))
    assert joined.opened


async def test_a_job_that_runs_twice_sends_once(muster: Muster, outside: Outside) -> None:
    case = await on_its_way(muster)
    await asyncio.gather(*(do(muster, deliver_reply, case.id, 1, tries=0) for _ in range(3)))
    await deliver(muster, case)
    assert outside.texts == [ANSWER]
    assert await rows(muster, "SELECT count(*) FROM replies") == [1]
    assert await rows(muster, "SELECT count(*) FROM activities WHERE kind = 'replied'") == [1]


async def test_a_crash_between_the_call_and_the_commit_sends_nothing_twice(muster: Muster, outside: Outside) -> None:
    case = await on_its_way(muster)
    outside.trouble, outside.lost = [Crash()], True
    with pytest.raises(Crash):
        await do(muster, deliver_reply, case.id, 1, tries=0)
    assert (await stored(muster, case.id)).sending
    assert (await deliver(muster, case)).status is Status.REPLIED
    assert outside.texts == [ANSWER]
    assert outside.calls == [key(case)] * 2


async def test_what_is_refused_stays_signed_says_why_and_can_be_sent_anew(muster: Muster, outside: Outside) -> None:
    outside.trouble = [ReplyRefused("The thread is locked.")]
    case = await deliver(muster, await on_its_way(muster))
    assert (case.status, case.sending, case.send_problem) == (Status.OPEN, None, "The thread is locked.")
    assert case.signed.revision == 1
    assert await rows(muster, "SELECT details->>'unsure' FROM activities WHERE kind = 'send_failed'") == ["false"]
    again = await do(muster, send_reply, case.id, amara, revision=1)
    assert (again.sending.number, again.send_problem) == (2, None)
    await deliver(muster, again, number=1)
    assert outside.texts == []
    assert (await deliver(muster, again, number=2)).status is Status.REPLIED


async def test_what_passes_by_itself_is_tried_again_under_the_same_key(muster: Muster, outside: Outside) -> None:
    case = await on_its_way(muster)
    outside.trouble = [UNSURE, ReplyBusy(90)]
    assert (await deliver(muster, case)).sending
    await deliver(muster, case, tries=1)
    assert await waiting(muster) == [(1, 0, 0), (1, 1, 5), (1, 2, 90)]
    assert (await deliver(muster, case, tries=2)).status is Status.REPLIED
    assert set(outside.calls) == {key(case)}


async def test_after_some_tries_it_says_that_nobody_can_tell_and_a_person_looks(
    muster: Muster, outside: Outside
) -> None:
    case = await on_its_way(muster)
    outside.trouble, outside.lost = [UNSURE] * MOST_TRIES, True
    for tries in range(MOST_TRIES):
        case = await deliver(muster, case, tries=tries)
    assert len(await waiting(muster)) == MOST_TRIES
    assert case.sending is None
    assert "It may have gone out. Look there, then record the link or send it again." in case.send_problem
    assert await rows(muster, "SELECT details->>'unsure' FROM activities WHERE kind = 'send_failed'") == ["true"]
    recorded = await do(muster, record_reply, case.id, amara, revision=1, text=ANSWER, url=LINK)
    assert (recorded.status, recorded.send_problem) == (Status.REPLIED, None)


async def nobody_can_tell(muster: Muster, outside: Outside) -> Case:
    """A case whose answer went out, though no try said so."""
    case = await on_its_way(muster)
    outside.trouble, outside.lost = [UNSURE] * MOST_TRIES, True
    for tries in range(MOST_TRIES):
        case = await deliver(muster, case, tries=tries)
    return case


async def test_the_same_answer_sent_again_reaches_the_customer_once(muster: Muster, outside: Outside) -> None:
    case = await nobody_can_tell(muster, outside)
    again = await do(muster, send_reply, case.id, amara, revision=1)
    assert (await deliver(muster, again, number=2)).status is Status.REPLIED
    assert outside.texts == [ANSWER]


async def test_another_answer_goes_out_only_once_somebody_has_looked_for_the_first(
    muster: Muster, outside: Outside
) -> None:
    case = await nobody_can_tell(muster, outside)
    await do(muster, draft_reply, case.id, amara, "Other words.", after=1)
    await do(muster, sign_off, case.id, li, revision=2)
    with pytest.raises(BadInput, match="Look there first") as refused:
        await do(muster, send_reply, case.id, amara, revision=2)
    assert refused.value.field == "looked"
    looked = await do(muster, send_reply, case.id, amara, revision=2, looked=True)
    assert (await deliver(muster, looked, number=2)).perhaps_sent is None


async def test_of_a_send_and_a_record_at_the_same_moment_one_wins(muster: Muster, outside: Outside) -> None:
    case = await case_at(muster, "signed")
    ended = await asyncio.gather(
        *(do(muster, send_reply, case.id, amara, revision=1) for _ in range(2)),
        do(muster, record_reply, case.id, amara, revision=1, text=ANSWER, url=LINK),
        return_exceptions=True,
    )
    won = [one for one in ended if isinstance(one, Case)]
    assert len(won) == 1
    assert {type(one) for one in ended if one is not won[0]} <= {WrongStage, AlreadyAnswered}
    if won[0].sending:
        await deliver(muster, case)
    assert await rows(muster, "SELECT count(*) FROM replies") == [1]
    assert len(outside.heard) == (1 if won[0].sending else 0)


async def test_a_second_answer_is_refused_and_names_the_first(muster: Muster) -> None:
    case = await deliver(muster, await on_its_way(muster))
    for act in (
        do(muster, send_reply, case.id, amara, revision=1),
        do(muster, record_reply, case.id, amara, revision=1, text="Another.", url=LINK),
    ):
        with pytest.raises(AlreadyAnswered) as refused:
            await act
        assert (refused.value.by, refused.value.url) == (amara.id, case.reply.url)


async def test_a_customer_who_wrote_again_is_answered_in_answer_to_that(muster: Muster, outside: Outside) -> None:
    first, second = mention(thread="t1"), mention("It still swells.", thread="t1")
    case = await deliver(muster, await on_its_way(muster, first))
    await do(muster, bring_in, second)
    await do(muster, bring_in, mention("Hello?", thread="t1"))
    await do(muster, draft_reply, case.id, amara, "We send another one.", after=1)
    await do(muster, sign_off, case.id, li, revision=2)
    await do(muster, send_reply, case.id, amara, revision=2)
    assert (await deliver(muster, case, number=2)).replies == 2
    assert [to.text for to, _ in outside.heard.values()] == [first.text, "Hello?"]
