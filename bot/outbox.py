"""The way out to customers through the sources of a running Muster."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from bot.domain.mention import Mention
from bot.ports import ReplyBusy, ReplyRefused, ReplyUnsure
from sources.base import ReplyingSource, Source

log = structlog.get_logger()


class Outbox:
    """Fulfils `bot.ports.Replies`."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._ways = {name: source for name, source in sources.items() if isinstance(source, ReplyingSource)}

    @property
    def names(self) -> frozenset[str]:
        """The sources that can be replied through."""
        return frozenset(self._ways)

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Send a text to whoever said this. Raises ReplyBusy, ReplyRefused, ReplyUnsure."""
        way = self._ways.get(to.source)
        if way is None:
            raise ReplyRefused(f"Nothing can be sent through “{to.source}”: its settings give no way back.")
        try:
            return await way.reply(to, text, key)
        except (ReplyBusy, ReplyRefused, ReplyUnsure):
            raise
        except Exception as error:  # whatever breaks in a connector, the text may have gone out before
            log.exception("source failed", source=to.source, key=key)
            raise ReplyUnsure("The source failed.") from error
