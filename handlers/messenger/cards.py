"""Cards, the notes in their threads, and the copies that partners see."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.sharing import Sharing
from bot.domain.sheet import CaseSheet, Note
from handlers.blocks.card import card, pointer
from handlers.blocks.kit import Message
from handlers.blocks.notes import note
from handlers.blocks.partners import sharing_message
from handlers.messenger.messages import Messages


class Cards(Messages):
    """The cards of cases and what stands under them; a partner's copy is one too."""

    async def post_card(self, sheet: CaseSheet, channel: str, key: str) -> str:
        """Post a card; returns its `ts`."""
        return await self._post(self._card(sheet, channel), channel, key)

    async def update_card(self, sheet: CaseSheet, channel: str, ts: str) -> None:
        """Bring a posted card up to date. Raises MessageGone."""
        await self._edit(self._card(sheet, channel), channel, ts)

    async def post_note(self, sheet: CaseSheet, told: Note, channel: str, thread: str, key: str) -> str:
        """Say one act in the thread of a card; returns the note's `ts`."""
        return await self._post(note(sheet, told), channel, key, thread_ts=thread)

    async def update_note(self, sheet: CaseSheet, told: Note, channel: str, ts: str) -> None:
        """Bring what was said of an act up to date. Raises MessageGone."""
        await self._edit(note(sheet, told), channel, ts)

    async def post_sharing(self, sharing: Sharing, company: Company, key: str) -> str:
        """Post a copy in the channel of its partner; returns its `ts`."""
        return await self._post(sharing_message(sharing, company), sharing.channel, key)

    async def update_sharing(self, sharing: Sharing, company: Company, ts: str) -> None:
        """Bring a posted copy up to date. Raises MessageGone."""
        await self._edit(sharing_message(sharing, company), sharing.channel, ts)

    def _card(self, sheet: CaseSheet, channel: str) -> Message:
        return card(sheet, self._clock.now()) if sheet.community.channel == channel else pointer(sheet)
