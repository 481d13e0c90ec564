"""The signed webhook, by Standard Webhooks."""

from sources.webhook.connector import CONNECTOR
from sources.webhook.replying import ReplyingWebhook
from sources.webhook.signed import DELIVERY_LIMIT, SignedWebhook

__all__ = ["CONNECTOR", "DELIVERY_LIMIT", "ReplyingWebhook", "SignedWebhook"]
