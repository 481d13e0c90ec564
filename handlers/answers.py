"""Refusals in words, for the one who acted."""

from bot.domain.case import CaseId
from bot.domain.errors import AlreadyAnswered, AlreadyClaimed, MusterError
from bot.domain.people import MemberId
from bot.ports import Clock, UnitOfWork
from handlers.blocks.kit import Message, actions, button, section, sections
from handlers.blocks.text import count, escape, link


async def refusal(error: MusterError, about: str, *, uow: UnitOfWork, clock: Clock) -> Message:
    """What to tell somebody whose act was refused, with what they can do instead. `about` is the case's number."""
    if isinstance(error, AlreadyClaimed):
        who = await _name(error.owner, uow)
        seconds = max(0, round((clock.now() - error.at).total_seconds()))
        text = f"{who} claimed this {_ago(seconds)}. You can still add your input."
        return Message(text, (section(text), actions(button("Add my input", "case.contribute", about))))
    if isinstance(error, AlreadyAnswered):
        return await _answered(error, CaseId(int(about)), uow=uow, clock=clock)
    text = escape(str(error))
    return Message(text, (section(text),))


async def _answered(first: AlreadyAnswered, case_id: CaseId, *, uow: UnitOfWork, clock: Clock) -> Message:
    """The first answer, with its words."""
    who = await _name(first.by, uow)
    async with uow:
        reply = await uow.texts.reply(case_id, (await uow.cases.read(case_id)).replies)
    seconds = max(0, round((clock.now() - first.at).total_seconds()))
    text = f"{who} answered this {_ago(seconds)}: {link(first.url, 'reply')}"
    return Message(text, (section(text), *(sections(reply.text, quoted=True) if reply else ())))


async def _name(member: str, uow: UnitOfWork) -> str:
    async with uow:
        names = await uow.members.names([MemberId(member)])
    return escape(names.get(MemberId(member), "Somebody else"))


def _ago(seconds: int) -> str:
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{count(seconds // size, unit)} ago"
    return f"{count(seconds, 'second')} ago"
