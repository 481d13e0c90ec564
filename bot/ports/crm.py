"""What a system knows of customers in which the company keeps them."""

from __future__ import annotations

from typing import Protocol

from bot.domain.errors import MusterError
from bot.domain.provenance import CrmRecord


class CrmFailed(MusterError):
    """The system could not be asked. `str(error)` says why and what to do; it holds no secret and no address."""


class CrmBusy(CrmFailed):
    """The system asks to wait. `after` is in seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"It asks to wait {after:g} s. Look again then.")
        self.after = after


class Crm(Protocol):
    """The system in which the company keeps its customers. Nothing that it says is kept or logged by it."""

    async def by_mail(self, mail: str) -> list[CrmRecord]:
        """The records with this mail address, whatever its capitals; usually one, none where it is not known.

        Raises CrmBusy, CrmFailed.
        """

    async def close(self) -> None:
        """Let go of connections."""
