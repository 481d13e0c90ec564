"""The links on which customers judge an answer."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.ports import Clock, UnitOfWork
from pages.invitation import Invitation, Invitations

SECRET = "feedback"  # noqa: S105  the name under which it is kept
SECRET_BYTES = 32


class FeedbackLinks:
    """Fulfils `bot.ports.Invites`. Its secret is made once and kept in the database, for all replicas."""

    def __init__(self, *, public_url: str, lasts: timedelta, uow: Callable[[], UnitOfWork], clock: Clock) -> None:
        self._public_url = public_url
        self._lasts = lasts
        self._uow = uow
        self._clock = clock
        self._known: Invitations | None = None

    async def link(self, case: int, reply: int, asked_for: datetime) -> str:
        """The address of the page about one reply; the same for the same moment."""
        invitations = await self._invitations()
        return f"{self._public_url}/feedback/{invitations.make(case, reply, asked_for)}"

    async def read(self, token: str) -> Invitation:
        """What a link invites to. Raises BadInvitation, ExpiredInvitation."""
        return (await self._invitations()).read(token, self._clock.now())

    async def _invitations(self) -> Invitations:
        if self._known is None:
            async with self._uow() as uow:
                secret = await uow.secrets.keep(SECRET, secrets.token_bytes(SECRET_BYTES))
                await uow.commit()
            self._known = Invitations(secret, self._lasts)
        return self._known
