"""Settings: secrets and addresses from the environment, the company from `muster.toml`.

Every mistake is told at once, each with its key and a remedy.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.community import Community, Company, Function
from bot.domain.people import MemberId

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class BadSettings(Exception):
    """Something in the settings cannot be used. `str(error)` lists every mistake with its remedy."""


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
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "DATABASE_URL"):
        if not os.environ.get(name) and (secret := _secret(name)):
            from_files[name.lower()] = secret
    try:
        return Environment(**from_files)
    except ValidationError as error:
        raise BadSettings(_listed("the environment", error, upper=True)) from None


def source_secrets(declared: Iterable[str]) -> dict[str, str | None]:
    """The secret of each source that `muster.toml` declares (None where it is missing) and of each webhook that the
    environment alone names, by `MUSTER_SOURCE_<NAME>_SECRET` or the file that `…_SECRET_FILE` names."""
    secrets = {name: _secret(secret_name(name)) for name in declared}
    known = {secret_name(name) for name in declared}
    for variable in os.environ:
        match = _SOURCE_SECRET.fullmatch(variable)
        if match and match[1] not in known:
            secrets[match[2].lower()] = _secret(match[1])
    return secrets


_SOURCE_SECRET = re.compile(r"(MUSTER_SOURCE_([A-Z0-9_]+?)_SECRET)(?:_FILE)?")


def secret_name(source: str) -> str:
    """Under which name the environment holds the secret of a source."""
    return f"MUSTER_SOURCE_{source.upper().replace('-', '_')}_SECRET"


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


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"“{name}” is no time zone; write one like Europe/Berlin") from None


Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, frozen=True)


class CompanySection(_Section):
    """`[company]`"""

    name: str
    time_zone: Zone
    default_community: str


class FunctionSection(_Section):
    """`[functions.<name>]`: its people by Slack's ids, or by the handle of a Slack user group."""

    title: str
    members: tuple[str, ...] = ()
    usergroup: str | None = None
    on_duty: tuple[str, ...] = ()


class DigestSection(_Section):
    """When the weekly digest comes, in the community's time zone."""

    day: Weekday = "monday"
    hour: int = Field(default=9, ge=0, le=23)


class CommunitySection(_Section):
    """`[communities.<name>]`"""

    title: str
    channel: str = Field(pattern=r"^[CG][A-Z0-9]+$")
    purpose: str
    functions: tuple[str, ...] = Field(min_length=1)
    sign_off: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    time_zone: Zone | None = None
    digest: DigestSection = DigestSection()
    first_reply_hours: float = Field(default=8, gt=0)
    input_hours: float = Field(default=4, gt=0)


class SourceSection(_Section):
    """`[sources.<name>]`"""

    kind: Literal["webhook"]


class MusterFile(_Section):
    """All of `muster.toml`."""

    company: CompanySection
    functions: dict[str, FunctionSection]
    communities: dict[str, CommunitySection]
    sources: dict[str, SourceSection] = {}

    @model_validator(mode="after")
    def _names_agree(self) -> MusterFile:
        if wrong := _disagreements(self.model_dump()):
            raise ValueError("; ".join(wrong))
        return self

    @cached_property
    def as_company(self) -> Company:
        """The same as the inside wants it."""
        return Company(
            name=self.company.name,
            functions={name: _function(name, section) for name, section in self.functions.items()},
            communities={
                name: _community(name, section, self.company.time_zone) for name, section in self.communities.items()
            },
            default_community=self.company.default_community,
        )


def _disagreements(written: dict[str, Any]) -> list[str]:
    """Names in the file that do not fit together; parts of another shape than they should be are passed over."""
    functions, communities = _table(written.get("functions")), _table(written.get("communities"))
    default = _table(written.get("company")).get("default_community")
    wrong = []
    if default is not None and default not in communities:
        wrong.append(f"company.default_community: there is no community “{default}”")
    channels = [_table(community).get("channel") for community in communities.values()]
    for name, community in communities.items():
        for key in ("functions", "sign_off"):
            asked = _table(community).get(key)
            unknown = [one for one in asked if one not in functions] if isinstance(asked, list | tuple) else []
            wrong += [f"communities.{name}.{key}: there is no function “{one}”" for one in unknown]
        channel = _table(community).get("channel")
        if channel is not None and channels.count(channel) > 1:
            wrong.append(f"communities.{name}.channel: another community lives in {channel} already")
    return wrong


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def read_muster_file(path: Path) -> MusterFile:
    """Read `muster.toml`. Raises BadSettings with every mistake."""
    written: dict[str, Any] = {}
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        return MusterFile.model_validate(written)
    except OSError as error:
        raise BadSettings(
            f"{path} cannot be read: {error.strerror}. MUSTER_CONFIG names the file; muster.toml in the project "
            "is an example to start from."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path} is not TOML: {error}.") from None
    except ValidationError as error:
        told = _listed(str(path), error)
        more = [f"  {wrong}" for wrong in _disagreements(written) if wrong not in told]
        raise BadSettings("\n".join([told, *more])) from None


_REMEDIES = {
    "extra_forbidden": "there is no such setting; mend its name, or take it out",
    "missing": "is missing; muster.toml in the project shows what it holds",
    "too_short": "is empty; name at least one",
    "string_pattern_mismatch": "is no channel's id; write one like C012AB3CD",
}
"""What to say instead of pydantic's words, by its kind of mistake."""


def _listed(where: str, error: ValidationError, *, upper: bool = False) -> str:
    lines = [f"{where} needs mending:"]
    for mistake in error.errors():
        key = ".".join(str(part) for part in mistake["loc"])
        message = _REMEDIES.get(mistake["type"]) or mistake["msg"].removeprefix("Value error, ")
        told = [f"{key.upper() if upper else key}: {message}"] if key else message.split("; ")
        lines += [f"  {one}" for one in told]
    return "\n".join(lines)


def _function(name: str, section: FunctionSection) -> Function:
    return Function(
        name=name,
        title=section.title,
        members=frozenset(MemberId(member) for member in section.members),
        usergroup=section.usergroup,
        on_duty=frozenset(MemberId(member) for member in section.on_duty),
    )


def _community(name: str, section: CommunitySection, company_zone: ZoneInfo) -> Community:
    return Community(
        name=name,
        title=section.title,
        channel=section.channel,
        purpose=section.purpose,
        functions=section.functions,
        sign_off=frozenset(section.sign_off),
        keywords=section.keywords,
        zone=section.time_zone or company_zone,
        digest_weekday=get_args(Weekday).index(section.digest.day),
        digest_hour=section.digest.hour,
        first_reply_within=timedelta(hours=section.first_reply_hours),
        input_within=timedelta(hours=section.input_hours),
    )
