"""What the leads of a community see before its digest goes out, and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.attempt import Attempt
from bot.domain.community import Community
from bot.domain.digest.delivery import Decision
from bot.domain.digest.for_leads import LeadSums
from bot.domain.digest.week import Digest
from bot.domain.people import MemberId
from bot.domain.period import Week
from bot.domain.telling import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPreview(Telling):
    """To a lead: a digest as it will go out, and the `attempts` of its week that nobody has honoured yet. Once it is
    decided the digest is None, so that nobody's words stay here longer than they must; `sums` stay. `names` are those
    of all people in it."""

    community: Community
    week: Week
    decision: Decision
    digest: Digest | None
    attempts: tuple[Attempt, ...] = ()
    sums: LeadSums
    names: Mapping[MemberId, str]
