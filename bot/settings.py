"""What the environment says: secrets and addresses. Every mistake is told at once, with its key and a remedy."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.links import is_web_address


class BadSettings(Exception):
    """Something in the settings cannot be used. `str(error)` lists every mistake with its remedy."""


CRM_SECRETS = ("CRM_CLIENT_ID", "CRM_CLIENT_SECRET")


class Environment(BaseSettings):
    """What the environment says. Each secret may also stand in the file that `<NAME>_FILE` names."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    database_url: str | None = None
    slack_bot_token: str | None = None
    slack_signing_secret: str | None = None
    slack_app_token: str | None = None
    slack_api_url: str = "https://slack.com/api/"
    muster_config: Path = Path("muster.toml")
    muster_var: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = 8000
    muster_public_url: str | None = None
    crm_client_id: str | None = Field(default=None, repr=False)
    crm_client_secret: str | None = Field(default=None, repr=False)

    @field_validator("muster_public_url")
    @classmethod
    def _begins_an_address(cls, written: str | None) -> str | None:
        if written and (not is_web_address(written) or set(written) & set("?#")):
            raise ValueError("is no address; write one like https://muster.example.com")
        return written

    @property
    def public_url(self) -> str:
        """Under which address customers reach the web process, without a slash at its end."""
        return (self.muster_public_url or f"http://{self.host}:{self.port}").rstrip("/")

    def require_slack(self) -> None:
        """Raises BadSettings where Slack's secrets are missing, with where to get them."""
        lines = []
        if not self.slack_bot_token:
            lines.append(
                "SLACK_BOT_TOKEN is missing: the “Bot User OAuth Token” (xoxb-…) of your Slack app, "
                "under OAuth & Permissions."
            )
        if not self.slack_signing_secret and not self.slack_app_token:
            lines.append(
                "SLACK_SIGNING_SECRET is missing: the “Signing Secret” of your Slack app, under Basic Information. "
                "(With Socket Mode, set SLACK_APP_TOKEN instead.)"
            )
        if lines:
            lines.append("README.md says step by step how to make the app from app.yaml.")
            lines.append("To look around without Slack, run `make demo`: it needs none of these.")
            raise BadSettings("\n".join(lines))


def read_environment() -> Environment:
    """The environment, with the `*_FILE` secrets read. Raises BadSettings."""
    from_files: dict[str, Any] = {}
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "DATABASE_URL", *CRM_SECRETS):
        if not os.environ.get(name) and (secret := _secret(name)):
            from_files[name.lower()] = secret
    try:
        return Environment(**from_files)
    except ValidationError as error:
        raise BadSettings(listed("the environment", error, upper=True)) from None


def source_secrets(keys: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    """The secrets that the environment holds for each source, of those that it may have (`keys`), each by
    `MUSTER_SOURCE_<NAME>_<KEY>` or the file that `…_<KEY>_FILE` names."""
    return {
        name: {key: value for key in wanted if (value := _secret(secret_name(name, key)))}
        for name, wanted in keys.items()
    }


def sources_of_environment(declared: Iterable[str]) -> list[str]:
    """The names of the webhooks that the environment alone names, by MUSTER_SOURCE_<NAME>_SECRET."""
    known = {secret_name(name, "SECRET") for name in declared}
    matches = (_SOURCE_SECRET.fullmatch(variable) for variable in os.environ)
    return sorted({match[2].lower() for match in matches if match and match[1] not in known})


_SOURCE_SECRET = re.compile(r"(MUSTER_SOURCE_([A-Z0-9_]+?)_SECRET)(?:_FILE)?")


def secret_name(source: str, key: str) -> str:
    """Under which name the environment holds a secret of a source."""
    return f"MUSTER_SOURCE_{source.upper().replace('-', '_')}_{key}"


def _secret(name: str) -> str | None:
    if value := os.environ.get(name):
        return value
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return None
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise BadSettings(f"{name}_FILE names {path}, which cannot be read: {error.strerror}.") from None


_REMEDIES = {
    "extra_forbidden": "there is no such setting; mend its name, or take it out",
    "missing": "is missing; muster.toml in the project shows what it holds",
    "too_short": "is empty; name at least one",
    "string_pattern_mismatch": "is no channel's id; write one like C012AB3CD",
}
"""What to say instead of pydantic's words, by its kind of mistake."""


def listed(where: str, error: ValidationError, *, upper: bool = False) -> str:
    """Every mistake that pydantic found, a line each."""
    lines = [f"{where} needs mending:"]
    for key, message in mistakes(error):
        told = [f"{key.upper() if upper else key}: {message}"] if key else message.split("; ")
        lines += [f"  {one}" for one in told]
    return "\n".join(lines)


def mistakes(error: ValidationError) -> list[tuple[str, str]]:
    """Every mistake that pydantic found: the key, empty where it is about the whole, and what to do."""
    return [
        (
            ".".join(str(part) for part in mistake["loc"]),
            _REMEDIES.get(mistake["type"]) or mistake["msg"].removeprefix("Value error, "),
        )
        for mistake in error.errors()
    ]
