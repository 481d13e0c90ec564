"""What was erased, remembered so that it cannot come back, and cannot be read off either."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.mention import Mention
from storage.secrets import SqlSecrets
from storage.tables import tombstones

_KEPT_UNDER = "tombstones"
_BYTES = 32

Identity = tuple[str, str]
"""The source and the external id of a mention."""


async def bury(session: AsyncSession, identities: Iterable[Identity], at: datetime) -> None:
    """Remember mentions as erased."""
    key = await _key(session)
    rows = [{"identity": _hash(key, one), "at": at} for one in identities]
    if rows:
        await session.execute(insert(tombstones).on_conflict_do_nothing(), rows)


async def buried(session: AsyncSession, batch: Collection[Mention]) -> set[Identity]:
    """Which of these were erased. Where nothing ever was, that is one look at an empty table."""
    if not batch or not await session.scalar(select(exists(select(tombstones.c.identity)))):
        return set()
    key = await _key(session)
    named = {_hash(key, identity): identity for identity in ((m.source, m.external_id) for m in batch)}
    found = await session.scalars(select(tombstones.c.identity).where(tombstones.c.identity == func.any(list(named))))
    return {named[identity] for identity in found}


async def _key(session: AsyncSession) -> bytes:
    return await SqlSecrets(session).keep(_KEPT_UNDER, secrets.token_bytes(_BYTES))


def _hash(key: bytes, identity: Identity) -> bytes:
    """Of source and id, with the length of the first, so that no two pairs run together."""
    source, external_id = (part.encode() for part in identity)
    return hmac.digest(key, b"%d:%b%b" % (len(source), source, external_id), "sha256")
