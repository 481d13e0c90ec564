"""Where Muster keeps the secrets that it makes for itself."""

from __future__ import annotations

from typing import Protocol


class Secrets(Protocol):
    """Secrets of Muster's own, each made once, whoever needs it first."""

    async def keep(self, name: str, fresh: bytes) -> bytes:
        """The secret of this name: the one that stands, else `fresh`, which stands from then on."""
