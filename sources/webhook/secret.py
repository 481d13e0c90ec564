"""The secrets that a sender shares with us."""

import base64
from datetime import datetime
from math import floor

from standardwebhooks import Webhook
from standardwebhooks.webhooks import hmac_data

from bot.domain.errors import BadInput

KEY_BYTES = range(24, 65)
"""How long a key may be, as Standard Webhooks has it."""
_REMEDY = "Make one with: echo whsec_$(openssl rand -base64 32)"


class Secret(Webhook):
    """One shared key. It signs bytes, whatever they spell.

    The library signs text alone, and so could not tell a sender who got the encoding wrong from a forger.
    """

    def __init__(self, key: bytes) -> None:
        super().__init__(key)
        self._key = key

    def sign(self, msg_id: str, timestamp: datetime, data: str) -> str:
        """The signature of `data`, in which undecodable bytes stand as surrogate escapes."""
        signed = f"{msg_id}.{floor(timestamp.timestamp())}.{data}".encode(errors="surrogateescape")
        return f"v1,{base64.b64encode(hmac_data(self._key, signed)).decode()}"


def read_secrets(written: str) -> list[Secret]:
    """The secrets in a setting, separated by spaces; several hold at once while a sender changes over.

    Raises BadInput, which tells the place of a bad secret and never its value.
    """
    secrets = [_read_secret(place, one) for place, one in enumerate(written.split(), start=1)]
    if not secrets:
        raise BadInput(f"SECRET is missing. {_REMEDY}", field="SECRET")
    return secrets


def _read_secret(place: int, written: str) -> Secret:
    encoded = written.removeprefix("whsec_").rstrip("=")
    try:
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except ValueError:
        raise BadInput(f"Secret {place} of the webhook is not base64. {_REMEDY}") from None
    if len(key) not in KEY_BYTES:
        raise BadInput(f"Secret {place} of the webhook has {len(key)} bytes; 24 to 64 are needed. {_REMEDY}")
    return Secret(key)
