"""Digests, in which Slack draws the charts, shows pictures of them or words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from bot.domain.company import Company
from bot.domain.digest import Digest
from bot.domain.people import MemberId
from bot.ports import ChartsRefused, SlackRefused
from handlers.blocks.charts import chart_blocks
from handlers.blocks.digest import digest_message
from handlers.messenger.messages import Messages


class Digests(Messages):
    """Digests, with charts where they can be shown."""

    _draws_charts = True

    @property
    def draws_charts(self) -> bool:
        """Whether Slack draws charts itself here, as far as is known: until it refuses one."""
        return self._draws_charts

    async def post_digest(
        self,
        digest: Digest,
        company: Company,
        names: Mapping[MemberId, str],
        pictures: Sequence[str] | None,
        channel: str,
        key: str,
    ) -> str:
        """Post a digest; returns its `ts`. `pictures` are the files of its charts: empty where they are told in
        words, None where Slack draws them itself. Raises ChartsRefused."""
        message = digest_message(digest, company, names, chart_blocks(digest.charts, pictures))
        with self._charts_may_be_refused(pictures):
            return await self._post(message, channel, key)

    async def update_digest(
        self,
        digest: Digest,
        company: Company,
        names: Mapping[MemberId, str],
        pictures: Sequence[str] | None,
        channel: str,
        ts: str,
    ) -> None:
        """Write a posted digest anew. Raises ChartsRefused, MessageGone."""
        message = digest_message(digest, company, names, chart_blocks(digest.charts, pictures))
        with self._charts_may_be_refused(pictures):
            await self._edit(message, channel, ts)

    @contextmanager
    def _charts_may_be_refused(self, pictures: Sequence[str] | None) -> Iterator[None]:
        """Slack says of all blocks that it does not know, or whose file is not ready, that they are invalid."""
        try:
            yield
        except SlackRefused as refused:
            if (pictures is not None and not pictures) or not str(refused).startswith("invalid_blocks"):
                raise
            self._draws_charts = self._draws_charts and pictures is not None
            raise ChartsRefused(str(refused)) from refused
