"""The signed webhook, by Standard Webhooks."""

from sources.webhook.signed import DELIVERY_LIMIT, SignedWebhook

__all__ = ["DELIVERY_LIMIT", "SignedWebhook"]
