"""Facts as people read them: names for ids, titles for keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.board import FunctionPlace, Place
from bot.domain.company import Company
from bot.domain.credit import ANSWER, LOOP, SPOT, ConfirmerKind, Entry, season_of
from bot.domain.exporting.facts import AdjustmentFact, ClaimFact, ConfirmationFact, MentionFact, Responder
from bot.domain.exporting.rows import AdjustmentRow, BoardRow, CaseRow, ClaimRow, ConfirmationRow, CreditRow
from bot.domain.measures import Wait
from bot.domain.people import Member
from bot.domain.period import Month
from bot.domain.status import LIVE, Status

SOMEONE = "someone"
NOT_NAMED = "not on the boards"
CUSTOMER = "the customer"
FUNCTIONS = "Functions"
"""How the board of functions is called."""

_PARTS = {SPOT: "Brought it in", LOOP: "Told the customer"}
_COUNTED = (*(one.value for one in LIVE), Status.CLOSED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Who is called what. Without the `whole` nobody is named beside credit who is not `on_boards`."""

    company: Company
    people: Mapping[str, Member]
    on_boards: frozenset[str]
    now: datetime
    whole: bool

    def case(self, fact: MentionFact, mention: int) -> CaseRow:
        """A mention, as the one of its case with this number."""
        return CaseRow(
            case=fact.case,
            matter=fact.matter,
            community=self.company.community_title(fact.community),
            risk=self.company.risk_title(fact.risk),
            status=fact.status,
            mention=mention,
            source=fact.source,
            author=fact.author,
            words=fact.words,
            link=fact.link,
            posted_at=fact.posted_at,
            opened_at=fact.opened_at,
            replied_at=fact.first_replied_at,
            ended_at=fact.ended_at,
            replied_after=_between(fact.opened_at, fact.first_replied_at),
            ended_after=_between(fact.opened_at, fact.ended_at),
            replied_in_time=self._in_time(fact, fact.first_reply_due, fact.first_replied_at),
            ended_in_time=self._in_time(fact, fact.resolution_due, fact.ended_at, fact.reply_at),
            owner=fact.owner and self._name(fact.owner),
            responders="; ".join(dict.fromkeys(map(self._responder, fact.responders))),
            outcome=fact.outcome,
        )

    def claim(self, fact: ClaimFact) -> ClaimRow:
        """What somebody did."""
        member = self.people.get(fact.member)
        return ClaimRow(
            case=fact.case,
            matter=fact.matter,
            community=self.company.community_title(fact.community),
            part=self._part(fact.slot),
            member=self._name(fact.member),
            function=self.company.function_title(member.function) if member and member.function else None,
            volunteered=fact.volunteered,
            confirmed=fact.confirmed,
            signed_at=fact.signed_at,
        )

    def confirmation(self, fact: ConfirmationFact) -> ConfirmationRow:
        """Who confirmed what."""
        return ConfirmationRow(
            case=fact.case,
            community=self.company.community_title(fact.community),
            part=self._part(fact.slot),
            member=self._name(fact.member),
            by=self._confirmer(fact.by, fact.kind),
            kind=fact.kind,
            at=fact.at,
        )

    def credit(self, entry: Entry) -> CreditRow:
        """A share as it is booked."""
        share = entry.share
        return CreditRow(
            case=int(share.case),
            community=self.company.community_title(entry.community),
            season=str(season_of(share.signed_at)),
            week=str(entry.week),
            part=self._part(share.slot),
            member=self._earner(share.member),
            volunteered=share.volunteered,
            kind=share.kind.value,
            by=self._confirmer(share.confirmed_by, share.kind) if self.whole else None,
            signed_at=share.signed_at,
            pair_cap=share.pair_cap,
            pair_total=share.pair_total,
            share=share.share,
            factor=share.credit / share.share if share.share else 1.0,
            final=share.credit,
            share_points=share.share,
            final_points=share.credit,
        )

    def adjustment(self, fact: AdjustmentFact) -> AdjustmentRow:
        """What a later void changes."""
        one = fact.adjustment
        return AdjustmentRow(
            season=str(fact.season),
            of=str(one.of),
            case=int(one.case),
            community=self.company.community_title(fact.community),
            part=self._part(one.slot),
            member=self._earner(one.member),
            amount=one.amount,
            points=one.amount,
        )

    def initiative(self, season: Month, where: str, shown: Iterable[Place]) -> list[BoardRow]:
        """The initiative board of a season."""
        return [
            BoardRow(
                season=str(season),
                board="Initiative",
                where=where,
                rank=place.rank,
                who=self._name(place.member),
                points=place.credit,
                micro_points=place.credit,
                people=None,
                share=None,
            )
            for place in shown
        ]

    def functions(self, season: Month, where: str, shown: Iterable[FunctionPlace]) -> list[BoardRow]:
        """The board of functions of a season."""
        return [
            BoardRow(
                season=str(season),
                board=FUNCTIONS,
                where=where,
                rank=place.rank,
                who=self.company.function_title(place.standing.function),
                points=place.standing.credit,
                micro_points=place.standing.credit,
                people=place.standing.people,
                share=place.standing.taking_part / place.standing.people,
            )
            for place in shown
        ]

    def _name(self, member: str) -> str:
        known = self.people.get(member)
        return known.name if known else SOMEONE

    def _earner(self, member: str) -> str:
        return self._name(member) if self.whole or member in self.on_boards else NOT_NAMED

    def _confirmer(self, by: str, kind: str) -> str:
        return CUSTOMER if kind == ConfirmerKind.CUSTOMER else self._name(by)

    def _part(self, slot: str) -> str:
        function = slot.removeprefix(ANSWER)
        return _PARTS.get(slot) or f"Answer: {self.company.function_title(function)}"

    def _responder(self, one: Responder) -> str:
        if one.partner:
            return self.company.partner_title(one.partner)
        known = self.people.get(one.member)
        function = one.function or (known and known.function)
        return (
            f"{self._name(one.member)} ({self.company.function_title(function)})"
            if function
            else self._name(one.member)
        )

    def _in_time(
        self, fact: MentionFact, due: datetime | None, end: datetime | None, stopped: datetime | None = None
    ) -> bool | None:
        """Whether a promise was kept, as the report counts it; None where there is none, or it is not decided."""
        if fact.status not in _COUNTED and not (fact.status == Status.DISMISSED.value and fact.first_replied_at):
            return None
        seconds = [moment.timestamp() if moment else None for moment in (due, end, stopped)]
        return Wait(fact.community, fact.opened_at.timestamp(), *seconds).kept(self.now.timestamp())


def _between(start: datetime, end: datetime | None) -> timedelta | None:
    return end - start if end else None
