"""What the settings say of a signed webhook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator

from bot.domain.links import is_web_address
from sources.base import SourceSettings
from sources.webhook.replying import ReplyingWebhook
from sources.webhook.signed import SignedWebhook


def _address(written: str | None) -> str | None:
    if written is not None and not is_web_address(written):
        raise ValueError(f"“{written}” is no address; write one like https://forum.example/replies")
    return written


class WebhookSettings(SourceSettings):
    """A webhook with a `reply_url` can be answered through."""

    reply_url: Annotated[str | None, AfterValidator(_address)] = None


class WebhookConnector:
    """Fulfils `sources.base.Connector`."""

    kind = "webhook"
    settings = WebhookSettings
    secrets: Mapping[str, bool] = {"SECRET": True}

    def make(self, name: str, settings: Any, secrets: Mapping[str, str]) -> SignedWebhook:
        """A webhook, with a way back where an address for replies is given. Raises BadInput."""
        secret = secrets.get("SECRET", "")
        if settings.reply_url:
            return ReplyingWebhook(name, secret, settings.reply_url)
        return SignedWebhook(name, secret)


CONNECTOR = WebhookConnector()
