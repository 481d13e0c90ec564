"""What the sandbox must be told: where the bot is, and what the two of them share."""

from dataclasses import dataclass

SAMPLE_BOT = "xoxb-sandbox"
SAMPLE_APP = "xapp-sandbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the bot is, the secrets shared with it, and Slack's clocks."""

    bot_url: str
    signing_secret: str
    bot_token: str = SAMPLE_BOT
    app_token: str = SAMPLE_APP
    mention_url: str | None = None
    mention_secret: str | None = None
    ack_seconds: float = 3.0
    retry_after: tuple[float, ...] = (0.0, 60.0, 300.0)
    trigger_seconds: float = 3.0
