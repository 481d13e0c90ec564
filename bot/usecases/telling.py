"""Telling one person something about a community, once."""

from bot.domain.people import MemberId
from bot.domain.telling import Telling
from bot.ports import Clock, Messenger, UnitOfWork
from bot.usecases.saying import say_once


async def tell_member(
    member: MemberId, told: Telling, key: str, *, uow: UnitOfWork, messenger: Messenger, clock: Clock
) -> bool:
    """Tell a person, in their direct messages with Muster; False where they were told already.

    `key` is unique to this telling. Raises SlackBusy, SlackRefused, SlackUnsure.
    """
    _, is_new = await say_once(
        key, member, lambda: messenger.tell(member, told, key), uow=uow, messenger=messenger, clock=clock
    )
    return is_new
