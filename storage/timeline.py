"""All that happened between the company and some authors."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.customer import AuthorId
from bot.domain.history import Happened, What


async def happened(
    session: AsyncSession, authors: Collection[AuthorId], limit: int, offset: int, hidden: Collection[str]
) -> list[Happened]:
    """What these authors said and what followed from it, newest first, but for cases of `hidden` communities."""
    asked = {
        "authors": sorted(authors),
        "hidden": sorted(hidden),
        "most": limit + offset,
        "limit": limit,
        "offset": offset,
    }
    rows = await session.execute(_HAPPENED, asked)
    return [Happened(**{**row._mapping, "what": What(row.what)}) for row in rows]


_HAPPENED = text("""
WITH shown AS (
    SELECT id, opened_at, matter, community, status FROM cases
    WHERE id IN (SELECT case_id FROM mentions WHERE author_id = ANY(:authors) AND gone_at IS NULL)
      AND community <> ALL(:hidden)
), said AS (
    SELECT 'mention' AS what, mentions.posted_at AS at, mentions.text, authors.handle AS by, mentions.source,
           NULL::integer AS score, mentions.case_id, shown.community, shown.status, 3 AS place, mentions.id AS number
    FROM mentions JOIN authors ON authors.id = mentions.author_id LEFT JOIN shown ON shown.id = mentions.case_id
    WHERE mentions.author_id = ANY(:authors) AND mentions.gone_at IS NULL
      AND (shown.id IS NOT NULL OR (mentions.case_id IS NULL AND NOT mentions.waiting))
    ORDER BY mentions.posted_at DESC, mentions.id DESC LIMIT :most
), opened AS (
    SELECT 'case' AS what, opened_at AS at, matter AS text, NULL AS by, NULL AS source,
           NULL::integer AS score, id AS case_id, community, status, 2 AS place, id AS number
    FROM shown ORDER BY opened_at DESC, id DESC LIMIT :most
), replied AS (
    SELECT 'reply' AS what, replies.at, replies.text, members.name AS by, NULL AS source,
           NULL::integer AS score, shown.id AS case_id, community, status, 1 AS place, replies.id AS number
    FROM replies JOIN shown ON shown.id = replies.case_id LEFT JOIN members ON members.id = replies.by
    ORDER BY replies.at DESC, replies.id DESC LIMIT :most
), judged AS (
    SELECT 'verdict' AS what, verdicts.at, verdicts.words AS text, NULL AS by, NULL AS source,
           verdicts.score, shown.id AS case_id, community, status, 0 AS place, verdicts.case_id AS number
    FROM verdicts JOIN shown ON shown.id = verdicts.case_id
    ORDER BY verdicts.at DESC, verdicts.case_id DESC LIMIT :most
), every AS (
    SELECT * FROM said UNION ALL SELECT * FROM opened UNION ALL SELECT * FROM replied UNION ALL SELECT * FROM judged
)
SELECT what, at, text, by, source, score, case_id, community, status
FROM every ORDER BY at DESC, place, number DESC LIMIT :limit OFFSET :offset
""")
"""Takes `authors`, `hidden` communities, `limit`, `offset` and their sum `most`; gives the columns of `Happened`. At
one moment what follows stands before what it follows from: verdict, reply, case, mention."""
