"""What `muster.toml` says: the company, its functions, communities, risks and sources.

Every mistake is told at once, each with its key and a remedy.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, model_validator

from bot.domain.company import Company, Partner
from bot.domain.errors import BadInput
from bot.domain.guardrails import Guardrails
from bot.domain.policy import ORDINARY
from bot.muster_file import making
from bot.muster_file.crm import CrmSection
from bot.muster_file.sections import (
    CommunitySection,
    CompanySection,
    FeedbackSection,
    FunctionSection,
    GuardrailsSection,
    PartnerSection,
    RetentionSection,
    RiskSection,
    Section,
)
from bot.settings import BadSettings, listed, mistakes
from sources.registry import connector_of, connectors


class MusterFile(Section):
    """All of `muster.toml`."""

    company: CompanySection
    functions: dict[str, FunctionSection]
    communities: dict[str, CommunitySection]
    risks: dict[str, RiskSection] = Field(default_factory=dict)
    guardrails: GuardrailsSection = GuardrailsSection()
    partners: dict[str, PartnerSection] = Field(default_factory=dict)
    feedback: FeedbackSection = FeedbackSection()
    retention: RetentionSection = RetentionSection()
    sources: dict[str, dict[str, Any]] = Field(default_factory=dict)
    crm: CrmSection | None = None

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
            functions={name: making.function(name, section) for name, section in self.functions.items()},
            communities={
                name: making.community(name, section, self.company) for name, section in self.communities.items()
            },
            default_community=self.company.default_community,
            customs=making.customs(self.company),
            risks={name: making.risk(name, section) for name, section in self.risks.items()},
            guardrails=Guardrails(**self.guardrails.model_dump()),
            partners={
                name: Partner(name=name, title=section.title, channel=section.channel)
                for name, section in self.partners.items()
            },
            administrators=making.circle(self.company.administrators),
            feedback_lasts=timedelta(days=self.feedback.days),
            comes_back_within=timedelta(days=self.company.comes_back_days),
            most_asks=self.company.most_asks_a_week,
            verified_mail=frozenset(name for name, one in self.sources.items() if one.get("verified_mail") is True),
            crm=self.crm.terms if self.crm else None,
            kept=self.retention.kept,
        )


def _disagreements(written: dict[str, Any]) -> list[str]:
    """Names in the file that do not fit together; parts of another shape than they should be are passed over."""
    functions, communities = _table(written.get("functions")), _table(written.get("communities"))
    default = _table(written.get("company")).get("default_community")
    wrong = []
    if default is not None and default not in communities:
        wrong.append(f"company.default_community: there is no community “{default}”")
    for name, community in communities.items():
        for key in ("functions", "sign_off"):
            wrong += _unknown(f"communities.{name}.{key}", _table(community).get(key), functions)
    for name, risk in _table(written.get("risks")).items():
        if name == ORDINARY:
            wrong.append(f"risks.{name}: this name is for cases without a risk; choose another one")
        wrong += _unknown(f"risks.{name}.functions", _table(risk).get("functions"), functions)
        for signature in _table(risk).get("sign_off") or ():
            wrong += _unknown(f"risks.{name}.sign_off", _table(signature).get("functions"), functions)
    return [*wrong, *_shared_channels(written), *_unfit_sources(_table(written.get("sources")))]


def _unknown(key: str, asked: object, functions: dict[str, Any]) -> list[str]:
    names = asked if isinstance(asked, list | tuple) else ()
    return [f"{key}: there is no function “{one}”" for one in names if one not in functions]


def _shared_channels(written: dict[str, Any]) -> Iterable[str]:
    """Where two things live in one channel."""
    homes = [
        (f"{kind}.{name}.channel", channel)
        for kind in ("communities", "partners")
        for name, section in _table(written.get(kind)).items()
        if (channel := _table(section).get("channel")) is not None
    ]
    homes += [
        (f"sources.{name}.channels", channel)
        for name, section in _table(written.get("sources")).items()
        if isinstance(channels := _table(section).get("channels"), list)
        for channel in channels
    ]
    channels = [channel for _, channel in homes]
    return [
        f"{key}: another {'community' if key.startswith('c') else 'one'} lives in {channel} already"
        for key, channel in homes
        if channels.count(channel) > 1
    ]


def _unfit_sources(sections: dict[str, Any]) -> Iterable[str]:
    """What the connectors do not understand."""
    kinds = connectors()
    for name, section in sections.items():
        try:
            connector_of(_table(section), kinds).settings.model_validate(section)
        except BadInput as error:
            yield f"sources.{name}.{error.field}: {error}"
        except ValidationError as error:
            yield from (f"sources.{name}.{key}: {message}" for key, message in mistakes(error))


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def read_muster_file(path: Path) -> MusterFile:
    """Read `muster.toml`. Raises BadSettings with every mistake."""
    written: dict[str, Any] = {}
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        file = MusterFile.model_validate(written)
        file.as_company  # noqa: B018  what is wrong in working hours shows here
        return file
    except OSError as error:
        raise BadSettings(
            f"{path} cannot be read: {error.strerror}. MUSTER_CONFIG names the file; muster.toml in the project "
            "is an example to start from."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path} is not TOML: {error}.") from None
    except BadInput as error:
        raise BadSettings(f"{path} needs mending:\n  {error}") from None
    except ValidationError as error:
        told = listed(str(path), error)
        more = [f"  {wrong}" for wrong in _disagreements(written) if wrong not in told]
        raise BadSettings("\n".join([told, *more])) from None
