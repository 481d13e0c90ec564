"""Words of `/muster` about whom to ask."""

from __future__ import annotations

from bot.domain.errors import BadInput
from bot.usecases.suggest_people import set_suggested
from handlers.blocks.kit import Message, actions, button, section
from handlers.commands.question import Answer, Question

_SAID = {
    True: "You are suggested to those who look for help with what you have helped with before.",
    False: "You are not suggested to anyone. People can still ask you by name.",
}


async def answer_suggestions(asked: Question) -> Message:
    """Whether somebody is suggested to others; `on` and `off` change it. Raises BadInput."""
    word = asked.words.lower()
    if word not in ("", "on", "off"):
        raise BadInput("Type `/muster suggestions on` or `/muster suggestions off`.")
    suggested = word == "on" if word else asked.member.suggested
    if suggested != asked.member.suggested:
        await set_suggested(asked.member.id, suggested, uow=asked.desk.uow())
    label, value = ("Take me out", "off") if suggested else ("Suggest me again", "on")
    return Message(_SAID[suggested], (section(_SAID[suggested]), actions(button(label, "suggestions.set", value))))


ANSWERS: dict[str, Answer] = {"suggestions": answer_suggestions}
"""What each word about whom to ask is answered with."""
