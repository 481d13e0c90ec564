"""`[crm]`: the system in which the company keeps its customers, and what may be done with its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from bot.domain.provenance import CrmTerms, Tier
from bot.muster_file.sections import Section

_FIELD = re.compile(r"[A-Za-z]\w*(\.[A-Za-z]\w*)*", re.ASCII)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class CrmSection(Section):
    """`[crm]`. `copied`, `borrowed` and `displayed` name fields, each with how it is called on the screen."""

    kind: Literal["salesforce", "csv"]
    title: str = Field(default="CRM", min_length=1, max_length=40)
    url: str | None = None
    object: str = Field(default="Contact", pattern=r"^[A-Za-z]\w*$")
    version: str = Field(default="v61.0", pattern=r"^v\d+\.\d$")
    file: Path | None = None
    id_field: str = "Id"
    mail_field: str = "Email"
    copied: dict[str, str] = Field(default_factory=dict)
    borrowed: dict[str, str] = Field(default_factory=dict)
    displayed: dict[str, str] = Field(default_factory=dict)
    tier: str | None = None
    tiers: dict[str, Tier] = Field(default_factory=dict)
    referral_value: str | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> CrmSection:
        if wrong := [*self._wrong_place(), *self._wrong_fields()]:
            raise ValueError("; ".join(wrong))
        return self

    @property
    def terms(self) -> CrmTerms:
        """The same as the inside wants it."""
        return CrmTerms(
            system=self.title,
            copied=self.copied,
            borrowed=self.borrowed,
            displayed=self.displayed,
            tier=self.tier,
            tiers=self.tiers,
            referral_value=self.referral_value,
        )

    def _wrong_place(self) -> Iterator[str]:
        if self.kind == "csv" and self.file is None:
            yield "name the file: file = “customers.csv”"
        if self.kind == "salesforce" and not _safe_address(self.url or ""):
            yield "write your My Domain address: url = “https://company.my.salesforce.com”"

    def _wrong_fields(self) -> Iterator[str]:
        groups = (self.copied, self.borrowed, self.displayed)
        named = [name for group in groups for name in group]
        for name in sorted({name for name in named if named.count(name) > 1}):
            yield f"“{name}” stands in two lists; it is copied, borrowed or displayed"
        for key, given in (("tier", self.tier), ("referral_value", self.referral_value)):
            if given is not None and given not in named:
                yield f"{key} names “{given}”, which is neither copied, borrowed nor displayed; put it into one list"
        if self.kind == "salesforce":
            for name in (self.mail_field, *named):
                if not _FIELD.fullmatch(name):
                    yield f"“{name}” is no name of a field; write one like Account.Name or Level__c"
            if self.id_field != "Id":
                yield "id_field is for CSV; in Salesforce it is always Id"


def _safe_address(url: str) -> bool:
    """Whether a secret may be sent there: encrypted, or to this very machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    plain = parts.username is None and parts.path in ("", "/") and not parts.query and not parts.fragment
    return plain and bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK))
