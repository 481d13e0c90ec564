"""What people settle is learned from, kept, and used by every process."""

from __future__ import annotations

from datetime import timedelta

from bot.bootstrap import Muster
from bot.domain.deciding import DecidedBy
from bot.domain.intent import Intent
from bot.domain.learning import Lesson, Subject
from bot.usecases.correct_intents import correct_intents
from bot.usecases.explain_route import explain_route
from bot.usecases.learn_lessons import ask_to_learn, learn_lessons
from tests.builders import amara, case_at, do, jobs, mention, rows
from tests.world import SetClock

WISHES = ("please add a dark mode", "it would be nice to have a timer", "could you add a dark theme", "add a timer")
THANKS = ("thank you all so much", "what a lovely kettle", "so much love for this kettle", "thank you, lovely people")
START = [
    *(Lesson(text=text, labels=("suggestion",), weight=0.5) for text in WISHES),
    *(Lesson(text=text, labels=("praise",), weight=0.5) for text in THANKS),
]


async def learn(muster: Muster) -> None:
    await do(muster, learn_lessons, start=START, learner=muster.learner)


async def read(muster: Muster, text: str) -> tuple[Intent, ...]:
    explained = await do(muster, explain_route, text, amara)
    names: tuple[Intent, ...] = explained.intents.names
    return names


async def test_learning_is_asked_for_until_there_are_models_and_again_a_day_later(
    muster: Muster, clock: SetClock
) -> None:
    assert await do(muster, ask_to_learn)
    assert await jobs(muster) == ["learn"]
    await learn(muster)
    assert not await do(muster, ask_to_learn)
    clock.forward(days=1, minutes=1)
    assert await do(muster, ask_to_learn)


async def test_what_was_learned_is_used_at_the_next_look_and_rules_alone_before(muster: Muster) -> None:
    assert await read(muster, "please add a dark theme") == ()
    await learn(muster)
    assert await read(muster, "please add a dark theme") == (Intent.SUGGESTION,)
    assert await rows(muster, "SELECT kind, lessons FROM models") == [("intent", 0)]


async def test_a_correction_becomes_a_lesson_with_the_last_word_counting(muster: Muster) -> None:
    case = await case_at(muster, said=mention("The kettle whistles at night."))
    for chosen in (["praise"], ["defect"]):
        await do(muster, correct_intents, case.id, amara, intents=chosen)
    async with muster.uow() as uow:
        lessons = await uow.lessons.intents()
    assert lessons == [Lesson(text="The kettle whistles at night.", labels=("defect",))]
    await learn(muster)
    assert await rows(muster, "SELECT lessons FROM models WHERE kind = 'intent'") == [1]


async def test_where_cases_were_answered_is_learned_and_offered_but_decides_nothing_yet(muster: Muster) -> None:
    for place, text in (
        ("safety", "the invoice shows a wrong sum"),
        ("voice", "a journalist asked about the recall"),
    ):
        for n in range(2):
            await case_at(muster, "replied", mention(f"{text} {n}"), community=place)
    await learn(muster)
    decision = (await do(muster, explain_route, "a wrong sum on the invoice", amara)).decision
    assert decision.by is not DecidedBy.MODEL
    assert decision.offers[0].community == "safety"


async def test_a_model_made_while_somebody_was_forgotten_is_not_kept(muster: Muster, clock: SetClock) -> None:
    await case_at(muster)
    [author] = await rows(muster, "SELECT id FROM authors")
    async with muster.uow() as uow:
        await uow.erasures.begin(author, None, clock.now() - timedelta(minutes=1))
        await uow.commit()
    await learn(muster)
    assert await rows(muster, "SELECT 1 FROM models") == []
    assert "learn" in await jobs(muster)


async def test_a_stored_model_that_cannot_be_read_is_passed_over(muster: Muster, clock: SetClock) -> None:
    await learn(muster)
    assert await read(muster, "please add a dark theme")
    async with muster.uow() as uow:
        kept = await uow.models.get(Subject.INTENT)
    clock.forward(minutes=1)
    async with muster.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE models SET stored = '\\x00', fitted_at = fitted_at + interval '1 h'")
    assert kept.model
    assert await read(muster, "please add a dark theme") == ()
