"""What Muster tells people beside cards and their threads: in words of its own, to a person or a channel."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.opening import OpenedCommunity
from bot.domain.retrospective import Retrospective


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Something to be told; how it reads is for the edge to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Telling):
    """What a new community is for, told in its channel."""

    community: OpenedCommunity


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityOpen(Telling):
    """To the opener: the community is there. `not_invited` could not be invited, each with Slack's reason."""

    community: OpenedCommunity
    not_invited: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityRefused(Telling):
    """To the opener: Slack would not make the channel; `community.problem` is its reason."""

    community: OpenedCommunity


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityWaits(Telling):
    """To a lead: the last day has passed, but some cases are not over."""

    community: OpenedCommunity
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookingBack(Telling):
    """What a community did, told in its channel at its end."""

    retrospective: Retrospective


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFinished(Telling):
    """In the channel, and to whoever closed it: the community is closed, but Slack refused some of the rest, perhaps
    to archive the channel."""

    community: OpenedCommunity
    problem: str
    archived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernsToo(Telling):
    """To a community: a case that another one has, by its title, concerns it too."""

    case: int
    matter: str
    community: str
