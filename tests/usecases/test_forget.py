"""Forgetting an author: nothing is left of them, nothing of others goes, and nothing comes back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from bot.bootstrap import Muster
from bot.domain.customer import AuthorId
from bot.domain.erasure import ERASED, Erasure, Step
from bot.domain.errors import BadInput
from bot.domain.learning import Subject
from bot.domain.mention import Arrived, Author
from bot.domain.period import Week
from bot.domain.verdict import Verdict
from bot.ports import StoredModel
from bot.usecases import erase as erasing
from bot.usecases.ask_for_feedback import ask_for_feedback
from bot.usecases.bring_in import bring_in
from bot.usecases.close_case import close_case
from bot.usecases.correct_intents import correct_intents
from bot.usecases.describe_customer import describe_customer
from bot.usecases.draft_reply import draft_reply
from bot.usecases.erase import erase
from bot.usecases.forget_author import forget_author, preview_forgetting
from bot.usecases.import_mentions import import_mentions
from bot.usecases.join_authors import join_authors
from bot.usecases.merge_cases import merge_cases
from bot.usecases.note_attempt import note_attempt
from bot.usecases.record_reply import record_reply
from bot.usecases.say_thanks import say_thanks
from bot.usecases.share_case import share_case
from bot.usecases.sign_off import sign_off
from bot.usecases.split_case import split_case
from bot.usecases.take_verdict import take_verdict
from bot.usecases.tell_week import post_digest
from tests.builders import amara, case_at, do, eva, jobs, know, li, mention, receive_mentions, rows, stored
from tests.people import Person, words
from tests.world import AMARA, EVA, NOON, SAFETY, World

HANDLE, NAME = "dana.käthe", "Dana Unmistakable"
WORDS = ("zwiebelkuchen", "quittengelee", "kirschmichel")
TRACES = (HANDLE, "dana.k\\u00e4the", "dana.k%C3%A4the", NAME, *WORDS)
DANA = Author(source="web", handle=HANDLE, name=NAME)


async def left_of(muster: Muster, traces: tuple[str, ...]) -> list[str]:
    """Where in the database any of this stands, in any column of any table."""
    found = []
    columns = await rows(
        muster,
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name NOT LIKE 'pg_%' ORDER BY 1, 2",
    )
    async with muster.engine.connect() as connection:
        for table, column, kind in columns:
            shown = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            values = await connection.scalars(text(f'SELECT {shown} FROM "{table}"'))
            for value in values:
                found += [f"{table}.{column}: {one}" for one in traces if value and one.lower() in value.lower()]
    return found


async def forget(muster: Muster, author: AuthorId, handle: str = HANDLE) -> Erasure:
    """Forget somebody, step by step."""
    number = await do(muster, forget_author, author, eva, typed=handle)
    for _ in range(100):
        erasure = await do(muster, erase, number)
        if erasure.step is Step.DONE:
            return erasure
    raise AssertionError("it is never done")


async def author_id(muster: Muster, handle: str = HANDLE) -> AuthorId:
    """The number of an author."""
    [number] = await rows(muster, "SELECT id FROM authors WHERE handle = :handle", handle=handle)
    return AuthorId(number)


async def test_nothing_is_left_in_the_database_or_in_slack(world: World) -> None:
    """Through the webhook, the dispatcher and the workspace, with all that words are copied into on the way."""
    muster = world.muster
    author: dict[str, Any] = {"handle": HANDLE, "name": NAME}
    await world.say("The zwiebelkuchen battery swells.", author=author, url=f"https://web.example/{HANDLE}/1")
    await world.say("The quittengelee battery swells.", author=author, thread=f"by-{HANDLE}")
    administrator, safety = Person(world, EVA), Person(world, AMARA, SAFETY)
    await safety.press(await world.card(SAFETY), "case.claim")
    [case] = await rows(muster, "SELECT max(id) FROM cases")
    await do(muster, share_case, case, eva, partner="works", text="A kirschmichel swells.", until=None)
    await do(muster, describe_customer, await author_id(muster), eva, tier="", referral_value=NAME, mail="")
    await world.webhook({"text": "Kirschmichel", "author": author, "posted_at": HANDLE}, delivery="parked-1")
    await world.settle()
    assert await rows(muster, "SELECT count(*) FROM deliveries WHERE state = 'parked'") == [1]
    assert await left_of(muster, TRACES)
    everywhere = str(await everything_said(world))
    assert all(one in everywhere for one in WORDS)

    page = await administrator.command(f"forget web/{HANDLE}")
    assert "Goes: mentions 2, cases that they are in 2" in words(page)
    await administrator.press(page, "author.forget")
    refused = await administrator.submit(handle="somebody")
    assert "Type the handle just as it stands above" in refused["errors"]["handle"]
    await administrator.submit(handle=HANDLE)
    await world.settle()

    assert await left_of(muster, TRACES) == []
    said = str(await everything_said(world))
    assert [one for one in TRACES if one.lower() in said.lower()] == []
    assert f"Author {await forgotten(muster)} is forgotten" in said
    [counted] = await rows(muster, "SELECT count(DISTINCT author_id) FROM mentions")
    assert counted == 1
    for number in await rows(muster, "SELECT id FROM cases"):
        assert (await stored(muster, number)).matter == ERASED


async def test_notes_letters_and_digests_say_nothing_of_them_any_more(world: World) -> None:
    """All that Muster posted with words of a customer, in threads, in direct messages and in a digest."""
    muster = world.muster
    said = mention("The zwiebelkuchen battery swells.", author=HANDLE, thread="t")
    case = await case_at(muster, "replied", said=said)
    await world.settle()
    await do(muster, bring_in, mention("Now quittengelee.", author=HANDLE, thread="t"))
    await do(muster, draft_reply, case.id, amara, "We look again.", after=1)
    await do(muster, sign_off, case.id, li, revision=2)
    await do(
        muster, record_reply, case.id, amara, revision=2, text="We look again.", url=f"https://x.example/{HANDLE}"
    )
    await do(muster, ask_for_feedback, case.id, amara)
    glad = Verdict(score=5, words=f"Kirschmichel! {NAME}", recommended=None, quotable=True)
    assert await do(muster, take_verdict, case.id, 2, glad)
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[])
    community = muster.company.community("safety")
    week = Week.of(world.clock.now(), community.zone)
    world.clock.forward(days=7)
    await do(muster, post_digest, community, week)
    await world.settle()
    before = str(await everything_said(world))
    assert all(before.lower().count(one) >= times for one, times in zip(WORDS, (2, 1, 2), strict=True))

    done = await forget(muster, await author_id(muster))
    await world.settle()
    assert await left_of(muster, TRACES) == []
    after = str(await everything_said(world)).lower()
    assert [one for one in TRACES if one.lower() in after] == []
    assert "replaced." in after, "the digest is there"
    assert (done.counts["verdicts"], done.counts["links"], done.counts["matters"]) == (1, 1, 1)
    assert await rows(muster, "SELECT score FROM verdicts") == [5]


async def forgotten(muster: Muster) -> int:
    """The only author who is forgotten."""
    [number] = await rows(muster, "SELECT author_id FROM erasures WHERE done_at IS NOT NULL")
    return int(number)


async def everything_said(world: World) -> list[Any]:
    """Every message of every channel and direct message, threads with them, as Slack keeps them."""
    kept: list[Any] = []
    for channel in world.workspace.conversations.channels.values():
        kept += [one.shape() for one in channel.messages.values() if not one.only_for]
    return kept


async def test_words_of_others_stay_and_name_their_case(muster: Muster) -> None:
    await know(muster)
    case = await case_at(muster, said=mention("Zwiebelkuchen smokes.", thread="t", author=HANDLE))
    await do(muster, bring_in, mention("Mine smokes too.", thread="t", author="eli"))
    other = await case_at(muster, said=mention("Fire in a lorry.", thread="u", author="eli"))
    await do(muster, merge_cases, other.id, amara, into=case.id)
    done = await forget(muster, await author_id(muster))
    assert (await stored(muster, case.id)).matter == "Mine smokes too"
    assert (await stored(muster, case.id)).external_key == "web/thread/t"
    assert (await stored(muster, other.id)).matter == "Fire in a lorry"
    assert sorted(await rows(muster, "SELECT text FROM mentions")) == ["", "Fire in a lorry.", "Mine smokes too."]
    assert (done.counts["mentions"], done.counts["matters"]) == (1, 1)


async def test_cases_of_one_conversation_are_still_known_as_such(muster: Muster) -> None:
    """Only the first of them earns credit."""
    await know(muster)
    said = [mention("Zwiebelkuchen smokes.", author=HANDLE) for _ in range(2)]
    first = await case_at(muster, said=said[0])
    assert (await do(muster, bring_in, said[1])).case == first.id
    [again] = await rows(muster, "SELECT max(id) FROM mentions")
    second = await do(muster, split_case, first.id, amara, mentions=[again])
    third = await case_at(muster, said=mention("Quittengelee smells.", author=HANDLE))
    assert first.external_key == second.external_key != third.external_key
    await forget(muster, await author_id(muster))
    keys = [(await stored(muster, one.id)).external_key for one in (first, second, third)]
    assert keys == [f"erased/case/{first.id}", f"erased/case/{first.id}", f"erased/case/{third.id}"]


async def test_thanks_and_attempts_that_name_them_stay_and_are_told_of(muster: Muster) -> None:
    await know(muster)
    case = await case_at(muster, said=mention("Zwiebelkuchen smokes.", author=HANDLE))
    await do(muster, say_thanks, case.id, li, to=amara.id, text=f"You called {HANDLE}.", identity="modal/1")
    await do(muster, note_attempt, case.id, li, text="A call.", learned=f"{HANDLE} is away.", identity="modal/2")
    done = await forget(muster, await author_id(muster))
    assert (list(done.named_in), done.counts["named"]) == ([case.id], 2)
    assert await rows(muster, "SELECT text FROM attempts") == ["A call."]


async def test_what_was_erased_never_comes_back_and_what_is_new_does(muster: Muster) -> None:
    said = mention("Zwiebelkuchen smokes.", author=HANDLE)
    await do(muster, import_mentions, [said], open_cases=False)
    author = await author_id(muster)
    await forget(muster, author)
    again = Arrived(mentions=(said, mention("Something new.", author=HANDLE)))
    assert await do(muster, receive_mentions, "web", again) == 1
    assert (await do(muster, bring_in, said)).case is None
    edited = Arrived(
        mentions=(mention("Edited.", author=HANDLE, external_id=said.external_id, edited_at=said.posted_at),)
    )
    assert await do(muster, receive_mentions, "web", edited) == 0
    assert await rows(muster, "SELECT text FROM mentions WHERE text <> ''") == ["Something new."]
    assert await author_id(muster) != author


async def test_an_erasure_goes_on_where_it_was_killed_and_takes_in_what_came_meanwhile(
    muster: Muster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each single step the process may die; the job that comes next is stored with the step."""
    monkeypatch.setattr(erasing, "MENTIONS_AT_ONCE", 7)
    monkeypatch.setattr(erasing, "CASES_AT_ONCE", 2)
    for number in range(5):
        await case_at(muster, said=mention(f"Kirschmichel {number} {number:x}oak.", author=HANDLE))
    many = [mention(f"Quittengelee {number}", author=HANDLE) for number in range(20)]
    await do(muster, import_mentions, many, open_cases=False)
    author = await author_id(muster)
    number = await do(muster, forget_author, author, eva, typed=HANDLE)
    assert await do(muster, forget_author, author, eva, typed=HANDLE) == number
    for step in range(100):
        waiting = await rows(muster, "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'erase'")
        assert waiting == [1], step
        if step == 6:
            await do(muster, import_mentions, [mention("Zwiebelkuchen late", author=HANDLE)], open_cases=False)
        erasure = await do(muster, erase, number)
        if erasure.step is Step.DONE:
            break
    assert erasure.counts["mentions"] == 26
    assert erasure.counts["cases"] >= 5
    assert await left_of(muster, TRACES) == []
    assert (await do(muster, erase, number)).counts == erasure.counts


async def test_three_thousand_items_go_in_few_commits(muster: Muster) -> None:
    many = [mention(f"Zwiebelkuchen {number}", author=HANDLE) for number in range(3_000)]
    await do(muster, import_mentions, many, open_cases=False)
    author = await author_id(muster)
    assert (await do(muster, preview_forgetting, author, eva)).counts["mentions"] == 3_000
    assert (await forget(muster, author)).counts["mentions"] == 3_000
    assert await rows(muster, "SELECT count(*) FROM tombstones") == [3_000]


async def test_joined_authors_stay_and_the_reason_of_their_joining_goes(muster: Muster) -> None:
    await know(muster)
    await case_at(muster, said=mention(author=HANDLE))
    await case_at(muster, said=mention("It smokes.", author="eli"))
    author = await author_id(muster)
    await do(muster, join_authors, author, eva, other="eli", why="Both say kirschmichel.")
    assert (await do(muster, preview_forgetting, author, eva)).others == 1
    await forget(muster, author)
    assert await left_of(muster, TRACES) == []
    assert await rows(muster, "SELECT handle FROM authors WHERE handle = 'eli'") == ["eli"]


async def test_the_handle_must_be_typed(muster: Muster) -> None:
    await case_at(muster, said=mention(author=HANDLE))
    with pytest.raises(BadInput, match="Type the handle"):
        await do(muster, forget_author, await author_id(muster), eva, typed="")
    assert await rows(muster, "SELECT count(*) FROM erasures") == [0]


async def test_what_is_taken_back_outside_leaves_no_name_of_a_case(muster: Muster) -> None:
    said = mention("Zwiebelkuchen smokes.", author=HANDLE)
    case = await case_at(muster, said=said)
    await do(muster, receive_mentions, "web", Arrived(gone=(said.external_id,)))
    assert await left_of(muster, WORDS) == []
    assert (await stored(muster, case.id)).matter == ERASED


async def test_raw_bytes_in_which_erased_words_stand_go_also_when_they_come_later(world: World) -> None:
    """Upstream deletions and repeats: which delivery holds whose words, nobody can tell, so all that were read go."""
    muster = world.muster
    await world.webhook({"id": "1", "text": "Zwiebelkuchen smokes.", "author": {"handle": HANDLE}})
    await world.settle()
    await do(muster, receive_mentions, "web", Arrived(gone=("1",)))
    assert await rows(muster, "SELECT octet_length(raw) FROM deliveries") == [0]
    await forget(muster, await author_id(muster))
    await world.webhook({"id": "1", "text": "Zwiebelkuchen smokes.", "author": {"handle": HANDLE}})
    await world.settle()
    assert await rows(muster, "SELECT state, octet_length(raw) FROM deliveries") == [("read", 0)] * 2
    assert await left_of(muster, TRACES) == []


async def test_what_was_learned_is_dropped_at_once_and_learned_anew_without_them(muster: Muster) -> None:
    case = await case_at(muster, said=mention("Zwiebelkuchen smokes.", author=HANDLE))
    await know(muster)
    await do(muster, correct_intents, case.id, amara, intents=["praise"])
    async with muster.uow() as uow:
        stored_model = StoredModel(
            subject=Subject.INTENT, fitted_at=NOON, lessons=1, model=b"zwiebelkuchen", standings=()
        )
        await uow.models.put(stored_model)
        await uow.commit()
    assert (await forget(muster, await author_id(muster))).counts["lessons"] == 1
    assert await left_of(muster, TRACES) == []
    assert (await jobs(muster)).count("learn") == 1
