"""What a workbook is read from, through server-side cursors."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    null,
    or_,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.credit import ConfirmerKind, Entry
from bot.domain.exporting import AdjustmentFact, ClaimFact, ConfirmationFact, MentionFact, Responder, Scope
from bot.domain.people import Member
from bot.domain.period import Month, Week
from bot.domain.status import Status
from storage.batches import in_batches
from storage.ledger_rows import adjustment_of, entry_of
from storage.tables import (
    adjustments,
    authors,
    cases,
    confirmations,
    contributions,
    drafts,
    members,
    mentions,
    replies,
    share_claims,
    shares,
)

WORDS_SHOWN, OUTCOME_SHOWN = 280, 2_000
"""Characters of a mention and of an outcome that are read."""


class SqlExported:
    """Fulfils `bot.ports.Exported`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold_still(self) -> None:
        """Let all that this unit of work reads be of one moment. Nothing may have been read before."""
        await self._session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))

    async def people(self) -> dict[str, Member]:
        """Everyone who is known, by id."""
        columns = [members.c[one.name] for one in fields(Member)]
        found = await self._session.execute(select(*columns))
        return {row.id: Member(**{**row._mapping, "groups": frozenset(row.groups)}) for row in found}

    async def mentions(self, scope: Scope) -> AsyncIterator[Sequence[MentionFact]]:
        """The mentions of the cases in a scope, each beside its case."""
        async for rows in in_batches(self._session, _mentions(scope)):
            had_part = await self._responders({row.case for row in rows})
            yield [MentionFact._make((*row, tuple(had_part.get(row.case, ())))) for row in rows]

    async def claims(self, scope: Scope) -> AsyncIterator[Sequence[ClaimFact]]:
        """What people did for these cases."""
        async for rows in in_batches(self._session, _claims(scope)):
            yield [ClaimFact._make(row) for row in rows]

    async def confirmations(self, scope: Scope) -> AsyncIterator[Sequence[ConfirmationFact]]:
        """Who confirmed that, as far as the scope lets it be told."""
        async for rows in in_batches(self._session, _confirmations(scope)):
            yield [ConfirmationFact._make(row) for row in rows]

    async def entries(self, scope: Scope) -> AsyncIterator[Sequence[Entry]]:
        """The entries of the ledger of the period: of a month those of that season, of a week those of that week."""
        here = shares.c.community == scope.community if scope.community else true()
        query = select(shares).where(_of_period(scope), here)
        async for rows in in_batches(self._session, query.order_by(shares.c.case_id, shares.c.slot, shares.c.member)):
            yield [entry_of(row) for row in rows]

    async def adjustments(self, scope: Scope) -> AsyncIterator[Sequence[AdjustmentFact]]:
        """The adjustments that the seasons of the period show."""
        columns = adjustments.c
        query = (
            select(adjustments, cases.c.community)
            .join(cases, cases.c.id == columns.case_id)
            .where(columns.season.in_([str(one) for one in scope.seasons]), _of_community(scope))
            .order_by(columns.season, columns.case_id, columns.slot, columns.member, columns.of)
        )
        async for rows in in_batches(self._session, query):
            yield [AdjustmentFact(Month.parse(row.season), row.community, adjustment_of(row)) for row in rows]

    async def _responders(self, ids: Iterable[int]) -> dict[int, list[Responder]]:
        """Who gave input, wrote or sent an answer to these cases, in the order of time."""
        found: dict[int, list[Responder]] = {}
        for row in await self._session.execute(_had_part(list(ids))):
            found.setdefault(row.case_id, []).append(Responder(row.member, row.function, row.partner))
        return found


def _of_period(scope: Scope) -> ColumnElement[bool]:
    """Whether a share is of the period. Seasons are months in UTC, so that a week of a community may begin or end in
    one beside those of its days."""
    if not isinstance(scope.period, Week):
        return shares.c.season == str(scope.period)
    seasons = {str(one) for each in scope.seasons for one in (each.previous, each, each.next)}
    return and_(shares.c.season.in_(seasons), shares.c.week == str(scope.period))


def _mentions(scope: Scope) -> Select[Any]:
    of_case = and_(mentions.c.case_id == cases.c.id, mentions.c.arrived_at < scope.end)
    joined = cases.outerjoin(mentions, of_case).outerjoin(authors, authors.c.id == mentions.c.author_id)
    columns = (
        cases.c.id.label("case"),
        cases.c.matter,
        cases.c.community,
        cases.c.risk,
        cases.c.status,
        cases.c.opened_at,
        cases.c.first_reply_due,
        cases.c.first_replied_at,
        cases.c.resolution_due,
        cases.c.reply_at,
        cases.c.ended_at,
        cases.c.owner,
        func.left(cases.c.outcome, OUTCOME_SHOWN),
        mentions.c.source,
        authors.c.handle,
        func.left(mentions.c.text, WORDS_SHOWN),
        mentions.c.url,
        mentions.c.posted_at,
    )
    return select(*columns).select_from(joined).where(_live(scope)).order_by(cases.c.id, mentions.c.id)


def _claims(scope: Scope) -> Select[Any]:
    told = scope.confirmed_before
    confirmed = (
        select(confirmations.c.at)
        .where(
            confirmations.c.case_id == share_claims.c.case_id,
            confirmations.c.slot == share_claims.c.slot,
            confirmations.c.member == share_claims.c.member,
            confirmations.c.at < told if told else true(),
        )
        .exists()
    )
    of_claim = (share_claims.c.slot, share_claims.c.member, share_claims.c.volunteered)
    return (
        select(cases.c.id, cases.c.matter, cases.c.community, cases.c.signed_at, *of_claim, confirmed)
        .join(share_claims, share_claims.c.case_id == cases.c.id)
        .where(_live(scope))
        .order_by(cases.c.id, share_claims.c.place)
    )


def _confirmations(scope: Scope) -> Select[Any]:
    one, told = confirmations.c, scope.confirmed_before
    kind = case(
        (one.customer, ConfirmerKind.CUSTOMER.value),
        (one.approver, ConfirmerKind.APPROVER.value),
        else_=ConfirmerKind.PEER.value,
    )
    return (
        select(cases.c.id, cases.c.community, one.slot, one.member, one.by, kind, one.at)
        .join(confirmations, one.case_id == cases.c.id)
        .where(_live(scope), one.at < told if told else true())
        .order_by(cases.c.id, one.place)
    )


def _had_part(ids: list[int]) -> Select[Any]:
    nothing = cast(null(), Text)
    given, drafted, sent = contributions.c, drafts.c, replies.c
    parts = union_all(
        select(given.case_id, given.member, given.function, given.partner, given.at).where(
            given.case_id.in_(ids), ~given.withdrawn
        ),
        select(drafted.case_id, drafted.author, nothing, nothing, drafted.at).where(drafted.case_id.in_(ids)),
        select(sent.case_id, sent.by, nothing, nothing, sent.at).where(sent.case_id.in_(ids)),
    ).subquery()
    who = (parts.c.case_id, parts.c.member, parts.c.function, parts.c.partner)
    return select(*who).group_by(*who).order_by(parts.c.case_id, func.min(parts.c.at), parts.c.member)


def _live(scope: Scope) -> ColumnElement[bool]:
    """Whether a case was open at any time of the period. What was merged stands with the case that it became part of,
    what is void where it was opened."""
    merged, void = cases.c.status == Status.MERGED.value, cases.c.status == Status.VOID.value
    open_then = or_(and_(cases.c.ended_at.is_(None), ~void), cases.c.ended_at >= scope.start)
    live = or_(open_then, cases.c.opened_at >= scope.start)
    return and_(_of_community(scope), ~merged, cases.c.opened_at < scope.end, live)


def _of_community(scope: Scope) -> ColumnElement[bool]:
    return cases.c.community == scope.community if scope.community else true()
