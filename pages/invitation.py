"""The link that lets a customer judge one answer: signed, so that it cannot be made up, and good for a while."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

SECRET_LENGTH = 16
"""Bytes that a secret has at least."""


class BadInvitation(Exception):
    """A token that no known secret signed, or that was changed on its way. One error for every cause."""


class ExpiredInvitation(Exception):
    """A token that was good once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A case by its number, and which of its replies the customer is asked about."""

    case: int
    reply: int


class Invitations:
    """Makes and reads the tokens of links, each good for the time that `lasts` from its making."""

    def __init__(self, secret: bytes | str, lasts: timedelta) -> None:
        """Raises ValueError where the secret could be guessed."""
        if len(secret) < SECRET_LENGTH:
            raise ValueError(f"The secret of invitations needs {SECRET_LENGTH} bytes or more.")
        self._lasts = lasts
        self._serializer = URLSafeSerializer(
            secret,
            salt="muster.feedback",
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )

    def make(self, case: int, reply: int, now: datetime) -> str:
        """A token for one reply, in the characters that a URL carries unchanged. `now` is aware."""
        return self._signed(case, reply, int((now + self._lasts).timestamp()))

    def read(self, token: str, now: datetime) -> Invitation:
        """What a token invites to. `now` is aware. Raises BadInvitation, ExpiredInvitation."""
        try:
            content = self._serializer.loads(token) if token.isascii() else None
        except BadData:
            raise BadInvitation from None
        match content:
            case [int(case), int(reply), int(expires)]:
                pass
            case _:
                raise BadInvitation
        if token != self._signed(case, reply, expires):  # base64 has several spellings of one signature
            raise BadInvitation
        if now.timestamp() >= expires:
            raise ExpiredInvitation
        return Invitation(case=case, reply=reply)

    def _signed(self, case: int, reply: int, expires: int) -> str:
        token = self._serializer.dumps([case, reply, expires])
        return token if isinstance(token, str) else token.decode()
