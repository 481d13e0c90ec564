"""What every listener needs at hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

from bot.domain.community import Company
from bot.domain.routing import Rules
from bot.ports import Clock, UnitOfWork


class Tools(TypedDict):
    """What most use cases ask for, to be handed over as `**desk.tools()`."""

    uow: UnitOfWork
    company: Company
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The company, its rules, the time, and a fresh unit of work for each act."""

    company: Company
    rules: Rules
    clock: Clock
    uow: Callable[[], UnitOfWork]

    def tools(self) -> Tools:
        """Tools for one act."""
        return Tools(uow=self.uow(), company=self.company, clock=self.clock)
