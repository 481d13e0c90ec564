"""Which earlier answers were given to something like this."""

from sqlalchemy import text

ANSWERED = 5_000
"""Answered cases that are compared, the newest: what was told before them is seldom true any more."""

ANSWERS_LIKE = text(f"""
WITH asked AS (
    SELECT lexeme FROM unnest(tsvector_to_array(to_tsvector('simple', :text))) AS lexeme
    WHERE length(lexeme) > 1
      AND ts_lexize('english_stem', lexeme) IS DISTINCT FROM '{{}}'  -- what a dictionary makes of a stop word
      AND ts_lexize('german_stem', lexeme) IS DISTINCT FROM '{{}}'
), answered AS (
    SELECT cases.id, matter, reply_at FROM cases JOIN activities ON case_id = cases.id AND at = reply_at
    WHERE status IN ('replied', 'closed') AND cases.id <> :not_case AND cases.community <> ALL(:hidden)
      AND kind = 'replied' AND (details ->> 'as_signed')::boolean
    ORDER BY reply_at DESC LIMIT {ANSWERED}
), said AS (
    SELECT answered.id, opening.words FROM answered CROSS JOIN LATERAL (
        SELECT words FROM mentions WHERE case_id = answered.id ORDER BY mentions.id LIMIT 1
    ) AS opening
), shared AS (
    SELECT said.id, asked.lexeme
    FROM said CROSS JOIN LATERAL unnest(said.words) AS word JOIN asked ON asked.lexeme = word.lexeme
), rarity AS (  -- a word that is in every mention says next to nothing
    SELECT lexeme, ln(1 + (SELECT count(*) FROM said)::float / count(*)) AS weight FROM shared GROUP BY lexeme
), likeness AS (
    SELECT id, sum(weight) AS likeness FROM shared JOIN rarity USING (lexeme) GROUP BY id
    HAVING count(*) >= least(2, (SELECT count(*) FROM asked))  -- one word in common is chance
)
SELECT answered.id AS case_id, answered.matter, replies.text, members.name AS by, replies.at
FROM likeness
JOIN answered USING (id)
JOIN replies ON replies.case_id = answered.id AND replies.at = answered.reply_at
LEFT JOIN members ON members.id = replies.by
ORDER BY likeness DESC, replies.at DESC, replies.id DESC
LIMIT :most
""")  # noqa: S608 - the number is ours
"""Takes `text`, `not_case`, `most` and the `hidden` communities; gives the columns of `EarlierAnswer`."""
