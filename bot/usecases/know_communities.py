"""Know which communities there are now: those of `muster.toml`, and those that people opened in Slack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.company import Company
from bot.domain.opening import OpenedCommunity, State
from bot.domain.routing import Rules
from bot.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Made:
    written: Company
    opened: Sequence[OpenedCommunity]
    company: Company
    rules: Rules


class CompanyNow:
    """The company as it stands at each look. Whatever another replica opened or closed is seen at the next one;
    what was built of the last look is taken again while nothing changed."""

    def __init__(self) -> None:
        self._last: _Made | None = None

    async def look(self, written: Company, rules: Rules, *, uow: UnitOfWork) -> tuple[Company, Rules]:
        """The company `written` in `muster.toml` with what people opened since, and its rules."""
        async with uow:
            opened = await uow.communities.known()
        if not opened and not written.closed and not any(one.opened for one in written.communities.values()):
            return written, rules
        last = self._last
        if last is None or last.written is not written or last.opened != opened:
            company = _with(written, opened)
            last = self._last = _Made(written, opened, company, Rules(company))
        return last.company, last.rules


def _with(written: Company, opened: Sequence[OpenedCommunity]) -> Company:
    customs = written.customs
    return written.with_communities(
        [one.as_community(customs) for one in opened if one.state is State.OPEN],
        [one.as_community(customs) for one in opened if one.state is State.CLOSED],
    )
