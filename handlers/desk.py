"""What every listener needs at hand."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.community import Company
from bot.domain.routing import Rules
from bot.ports import Clock, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The company, its rules, the time, and a fresh unit of work for each act."""

    company: Company
    rules: Rules
    clock: Clock
    uow: Callable[[], UnitOfWork]
