"""What `muster.toml` says: the company, its functions, communities and sources.

Every mistake is told at once, each with its key and a remedy.
"""

from __future__ import annotations

import tomllib
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from bot.domain.community import Community, Company, Function
from bot.domain.people import MemberId
from bot.settings import BadSettings, listed

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


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

    title: str = Field(min_length=1, max_length=50)
    channel: str = Field(pattern=r"^[CG][A-Z0-9]+$")
    purpose: str = Field(min_length=1, max_length=300)
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
        told = listed(str(path), error)
        more = [f"  {wrong}" for wrong in _disagreements(written) if wrong not in told]
        raise BadSettings("\n".join([told, *more])) from None


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
