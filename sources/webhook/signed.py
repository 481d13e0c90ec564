"""A webhook that carries mentions as JSON, signed by Standard Webhooks (https://www.standardwebhooks.com)."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from standardwebhooks import WebhookVerificationError

from bot.domain.errors import BadInput
from bot.domain.mention import Arrived, Mention
from sources import strict_json
from sources.base import Delivery
from sources.errors import BadSignature
from sources.fields import mention_from
from sources.webhook.secret import Secret, read_secrets

DELIVERY_LIMIT = 1_000
"""Mentions in one delivery."""


class SignedWebhook:
    """The source `name`, whose sender signs with one of `secrets` (base64, separated by spaces).

    Raises BadInput where a secret cannot be used.
    """

    def __init__(self, name: str, secrets: str) -> None:
        self.name = name
        self._secrets = read_secrets(secrets)

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Delivery:
        """Check the signature and that it is at most five minutes old. Raises BadSignature."""
        lowered = {key.lower(): value for key, value in headers.items()}
        if not any(_signed_with(secret, lowered, raw) for secret in self._secrets):
            raise BadSignature
        sent_at = datetime.fromtimestamp(float(lowered["webhook-timestamp"]), UTC)
        return Delivery(id=lowered["webhook-id"], sent_at=sent_at)

    def parse(self, raw: bytes, *, received_at: datetime, kind: str = "") -> Arrived:
        """Read one mention, or an object whose `mentions` are 1 to DELIVERY_LIMIT of them.

        Of several with the same identity the first is kept. Raises BadInput.
        """
        mentions: dict[str, Mention] = {}
        for place, given in _placed(_body(raw)):
            try:
                mention = mention_from(self.name, given, received_at=received_at)
            except BadInput as error:
                raise BadInput(f"{place}{error}", field=f"{place}{error.field}") from error
            mentions.setdefault(mention.external_id, mention)
        return Arrived(mentions=tuple(mentions.values()))


def _signed_with(secret: Secret, headers: dict[str, str], raw: bytes) -> bool:
    try:
        secret.verify(raw.decode(errors="surrogateescape"), headers, json_parse=False)
    except (WebhookVerificationError, ValueError):  # the library lets ValueError out on a malformed signature
        return False
    return True


def _body(raw: bytes) -> object:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"The body is not UTF-8 (byte {error.start}). Encode the JSON as UTF-8.") from None
    try:
        return strict_json.read(text)
    except BadInput as error:
        raise BadInput(f"The body is {error}") from error


def _placed(body: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each mention of the body, with what to write before a field's name to say where it stands."""
    if not isinstance(body, dict):
        raise BadInput("The body is not an object; send one mention, or {“mentions”: [ … ]}.")
    if "mentions" not in body:
        yield "", body
        return
    mentions = body["mentions"]
    if not isinstance(mentions, list) or not 1 <= len(mentions) <= DELIVERY_LIMIT:
        raise BadInput(f"mentions must be a list of 1 to {DELIVERY_LIMIT:,} mentions.", field="mentions")
    for index, given in enumerate(mentions):
        place = f"mentions[{index}]"
        if not isinstance(given, dict):
            raise BadInput(f"{place} is not an object; give it as {{“text”: …}}.", field=place)
        yield f"{place}.", given
