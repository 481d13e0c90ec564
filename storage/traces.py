"""What cases keep of words that are gone: their names, copies for partners, clusters, and what Slack shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, delete, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.erasure import ERASED, Cleared, Shown, matter_now
from storage.tables import cases, clusters, lane, sharings, suggestions, verdicts
from storage.together import HOLD_TOGETHERNESS


class SqlTraces:
    """Fulfils `bot.ports.Traces`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def related(self, chosen: Collection[CaseId]) -> list[CaseId]:
        """These cases, and all that were split from the same or went on in one of them."""
        found = await self._session.scalars(_RELATED, {"ids": sorted(chosen)})
        return [CaseId(number) for number in found]

    async def clear(self, chosen: Collection[CaseId], *, verdict_words: bool) -> Cleared:
        """Let go of what these cases have of mentions whose words are gone, once nobody gathers. The words of
        verdicts are given elsewhere, and go where that is said."""
        await self._session.execute(HOLD_TOGETHERNESS)
        ids = sorted(chosen)
        in_order = select(cases.c.id).where(cases.c.id.in_(ids)).order_by(cases.c.id)
        await self._session.execute(in_order.with_for_update())
        rows = (await self._session.execute(_LEFT, {"ids": ids})).all()
        renamed = await self._rename(rows)
        theirs = sorted({*renamed, *(row.id for row in rows if row.opener_gone)})
        copies = await self._session.scalars(
            update(sharings)
            .where(sharings.c.case_id.in_(theirs), sharings.c.text != ERASED)
            .values(text=ERASED)
            .returning(sharings.c.id)
        )
        answered = [row.id for row in rows if row.answered_gone]
        judged = await self._empty_verdicts(answered) if verdict_words else 0
        await self._forget_terms(ids)
        return Cleared(matters=len(renamed), verdicts=judged, copies=len(copies.all()))

    async def shown(self, chosen: Collection[CaseId]) -> Shown:
        """What Slack shows of these cases that may hold words that are gone. Letters and digests quote what a case is
        called and its verdicts, so they matter only where it was opened for or answered to such words."""
        ids = sorted(chosen)
        rows = (await self._session.execute(_LEFT, {"ids": ids})).all()
        theirs = [row.id for row in rows if row.answered_gone or row.matter == ERASED]
        copies = await self._session.execute(
            select(sharings.c.id, sharings.c.channel).where(sharings.c.case_id.in_(ids), sharings.c.text == ERASED)
        )
        cards = await self._session.execute(_CARDS, {"ids": ids})
        notes = await self._session.execute(_NOTES, {"ids": ids})
        letters = list(await self._session.execute(_LETTERS, {"ids": theirs}))
        if judged := [str(one) for one in await self._session.scalars(_WITH_LETTERS, {"ids": theirs})]:
            letters += await self._session.execute(_LETTERS_TO_PEOPLE, {"ids": judged})
        closed = await self._session.scalars(_CLOSINGS, {"ids": theirs})
        return Shown(
            sharings=[(row.id, row.channel) for row in copies],
            cards=[(CaseId(row.case_id), row.channel) for row in cards],
            notes=[(CaseId(row.case_id), row.number, row.channel) for row in notes],
            letters=[(row.key, row.channel) for row in letters],
            closed_at=list(closed),
        )

    async def _rename(self, rows: Sequence[Row[Any]]) -> list[int]:
        names = {row.id: matter_now(row.matter, row.texts or ()) for row in rows}
        renamed = [row.id for row in rows if names[row.id] != row.matter]
        if renamed:
            given = {"ids": renamed, "names": [names[number] for number in renamed]}
            await self._session.execute(_RENAME_CASES, given)
            await self._session.execute(_RENAME_OPENINGS, given)
        return renamed

    async def _empty_verdicts(self, ids: Collection[int]) -> int:
        emptied = await self._session.scalars(
            update(verdicts)
            .where(verdicts.c.case_id.in_(ids), verdicts.c.words.is_not(None))
            .values(words=None, quotable=False)
            .returning(verdicts.c.case_id)
        )
        return len(emptied.all())

    async def _forget_terms(self, ids: Collection[int]) -> None:
        """What grouping knows of these cases is learned anew from the words that are left, the newest of each."""
        await self._session.execute(delete(clusters).where(clusters.c.case_id.in_(ids)))
        await self._session.execute(update(lane).values(version=lane.c.version + 1))
        either = or_(suggestions.c.case_id.in_(ids), suggestions.c.other_id.in_(ids))
        await self._session.execute(delete(suggestions).where(either, ~suggestions.c.refused))
        await self._session.execute(update(suggestions).where(either).values(terms=[]))
        await self._session.execute(_GATHER_ANEW, {"ids": list(ids)})


_RELATED = text("""
WITH RECURSIVE related AS (
    SELECT id, merged_into, snapshot FROM cases WHERE id = ANY(:ids)
  UNION
    SELECT near.id, near.merged_into, near.snapshot FROM related r CROSS JOIN LATERAL (
        SELECT c.* FROM cases c WHERE c.merged_into = r.id
      UNION ALL
        SELECT c.* FROM cases c WHERE c.id = CAST(r.snapshot->>'split_from' AS bigint)) near
)
SELECT DISTINCT id FROM related ORDER BY id
""")

_LEFT = text("""
WITH RECURSIVE roots AS (
    SELECT id, id AS root, merged_into FROM cases WHERE id = ANY(:ids)
  UNION ALL
    SELECT r.id, c.id, c.merged_into FROM roots r JOIN cases c ON c.id = r.merged_into
)
SELECT c.id, c.matter, left_over.texts, opener.gone AS opener_gone,
       coalesce(opener.gone, false) OR EXISTS (
           SELECT 1 FROM mentions m
           WHERE m.id = CAST(c.snapshot->>'again' AS bigint) AND m.gone_at IS NOT NULL) AS answered_gone
FROM cases c JOIN roots ON roots.id = c.id AND roots.merged_into IS NULL
LEFT JOIN LATERAL (
    SELECT array_agg(text ORDER BY steps, id) AS texts FROM (
        SELECT m.text, cardinality(m.came_with) AS steps, m.id FROM mentions m
        WHERE m.case_id = roots.root AND m.gone_at IS NULL ORDER BY 2, 3 LIMIT 50) few
) left_over ON true
LEFT JOIN LATERAL (
    SELECT m.gone_at IS NOT NULL AS gone FROM mentions m
    WHERE m.case_id = roots.root ORDER BY cardinality(m.came_with), m.id LIMIT 1
) opener ON true
WHERE c.id = ANY(:ids)
""")
"""The first words that are left in each case, and whether those that it was opened for, or is answered to, are gone.
What was merged is looked for in the case that it went on in."""

_RENAME_CASES = text("""
UPDATE cases SET matter = new.name, snapshot = jsonb_set(snapshot, '{matter}', to_jsonb(new.name))
FROM unnest(CAST(:ids AS bigint[]), CAST(:names AS text[])) AS new (id, name) WHERE cases.id = new.id
""")

_RENAME_OPENINGS = text("""
UPDATE activities SET details = jsonb_set(details, '{matter}', to_jsonb(new.name))
FROM unnest(CAST(:ids AS bigint[]), CAST(:names AS text[])) AS new (id, name)
WHERE activities.case_id = new.id AND activities.kind = 'opened'
""")
"""What was said at the opening must give the case that is stored, so it is rewritten there too."""

_GATHER_ANEW = text("""
UPDATE mentions SET waiting = true FROM (
    SELECT few.id FROM cases c CROSS JOIN LATERAL (
        SELECT m.id FROM mentions m WHERE m.case_id = c.id AND m.gone_at IS NULL ORDER BY m.id DESC LIMIT 200) few
    WHERE c.id = ANY(:ids) AND c.status IN ('open', 'replied')
) newest WHERE mentions.id = newest.id
""")

_CARDS = text("SELECT case_id, channel FROM messages WHERE case_id = ANY(:ids) AND key LIKE 'card:%' ORDER BY key")

_NOTES = text("""
SELECT a.case_id, a.number, m.channel FROM activities a
JOIN messages m ON m.key = 'note:' || a.case_id || ':' || a.number
WHERE a.case_id = ANY(:ids) AND a.kind IN ('continued', 'reworded', 'judged', 'replied') ORDER BY a.case_id, a.number
""")

_WITH_LETTERS = text("""
SELECT id FROM cases WHERE id = ANY(:ids)
  AND (CAST(snapshot->>'feedback_asked' AS int) > 0 OR EXISTS (SELECT 1 FROM verdicts v WHERE v.case_id = cases.id))
""")

_LETTERS = text("SELECT key, channel FROM messages WHERE case_id = ANY(:ids) AND key LIKE 'also:%' ORDER BY key")

_LETTERS_TO_PEOPLE = text("""
SELECT key, channel FROM messages
WHERE split_part(key, ':', 1) IN ('thanks', 'feedback') AND split_part(key, ':', 2) = ANY(:ids) ORDER BY key
""")

_CLOSINGS = text("SELECT at FROM activities WHERE case_id = ANY(:ids) AND kind = 'closed'")
