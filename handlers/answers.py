"""Refusals in words, for the one who acted."""

from bot.domain.errors import AlreadyClaimed, MusterError
from bot.domain.people import MemberId
from bot.ports import Clock, UnitOfWork
from handlers.blocks.kit import Message, actions, button, section
from handlers.blocks.text import count, escape


async def refusal(error: MusterError, about: str, *, uow: UnitOfWork, clock: Clock) -> Message:
    """What to tell somebody whose act was refused, with what they can do instead. `about` is the case's number."""
    if not isinstance(error, AlreadyClaimed):
        text = escape(str(error))
        return Message(text, (section(text),))
    async with uow:
        names = await uow.members.names([MemberId(error.owner)])
    seconds = max(0, round((clock.now() - error.at).total_seconds()))
    who = escape(names.get(MemberId(error.owner), "Somebody else"))
    text = f"{who} claimed this {_ago(seconds)}. You can still add your input."
    return Message(text, (section(text), actions(button("Add my input", "case.contribute", about))))


def _ago(seconds: int) -> str:
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{count(seconds // size, unit)} ago"
    return f"{count(seconds, 'second')} ago"
