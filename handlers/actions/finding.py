"""Buttons about whom to ask."""

from __future__ import annotations

from bot.domain.people import MemberId
from bot.usecases.ask_for_input import ask_for_input
from bot.usecases.suggest_people import suggest_people, wish_to_learn
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals
from handlers.blocks.kit import Message
from handlers.blocks.text import escape
from handlers.commands.finding import answer_suggestions


async def suggest_whom(press: Press) -> None:
    """Suggest people for each slot that waits."""
    found = await suggest_people(press.case_id, press.member, **press.desk.tools())
    await press.back.open(modals.suggest_modal(found))


async def ask_suggested(press: Press) -> None:
    """Ask one of those who were suggested, at once, and show who else could be asked."""
    desk, person = press.desk, press.value.partition(":")[2]
    case = await ask_for_input(press.case_id, press.member, function="", person=person, **desk.tools())
    found = await suggest_people(case.id, press.member, **desk.tools())
    await press.back.open(modals.suggest_modal(found, asked=found.sheet.names.get(MemberId(person), "Someone")))


async def be_suggested(press: Press) -> None:
    """Be suggested to others from now on, or no more."""
    await press.back.say(await answer_suggestions(press.question), replace=True)


async def learn_topic(press: Press) -> None:
    """Be suggested for a topic that only one other person knows."""
    topic = press.value
    await wish_to_learn(press.member.id, topic, uow=press.desk.uow(), clock=press.desk.clock)
    text = f"Thank you. Who looks for help with “{escape(topic)}” is shown your name from now on."
    if not press.member.suggested:
        text = f"{text[:-1]}, once you type `/muster suggestions on`: you had taken yourself out."
    await press.back.say(Message(text))


REACTIONS: dict[str, Reaction] = {
    "case.suggest": suggest_whom,
    "case.suggest.ask": ask_suggested,
    "suggestions.set": be_suggested,
    "topic.learn": learn_topic,
}
"""What each button about whom to ask does."""
