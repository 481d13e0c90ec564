"""Credit as it is booked, and what people do for each other beyond points."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from storage.tables.base import id_column, metadata, moment

shares = Table(
    "shares",
    metadata,
    Column("season", Text, primary_key=True),
    Column("case_id", BigInteger, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("week", Text, nullable=False),
    Column("confirmed_by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("share", BigInteger, nullable=False),
    Column("credit", BigInteger, nullable=False),
    moment("signed_at"),
    Column("volunteered", Boolean, nullable=False),
    Column("pair_cap", BigInteger),
    Column("pair_total", BigInteger),
)
"""The ledger, a row a share, in micro-points. It can be made anew at any time from the cases; rows of a season that
is closed never change. No foreign key: the ledger is derived, and case numbers are never used again."""
Index("ix_shares_case_id", shares.c.case_id)
Index("ix_shares_member_signed_at", shares.c.member, shares.c.signed_at)

week_credits = Table(
    "week_credits",
    metadata,
    Column("season", Text, primary_key=True),
    Column("community", Text, primary_key=True),
    Column("week", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("credit", BigInteger, nullable=False),
    Column("volunteered", BigInteger, nullable=False),
    Column("shares", Integer, nullable=False),
)
"""Sums of the ledger, of which boards are made: `credit` before the week cap, and what of it was volunteered."""
Index("ix_week_credits_week", week_credits.c.week, week_credits.c.community)
Index("ix_week_credits_member", week_credits.c.member)

seasons = Table(
    "seasons",
    metadata,
    Column("name", Text, primary_key=True),
    moment("closed_at"),
    Column("fingerprint", Text, nullable=False),
)
"""Months that are closed, with the hash of all that they show."""

adjustments = Table(
    "adjustments",
    metadata,
    Column("season", Text, primary_key=True),
    Column("of", Text, primary_key=True),
    Column("case_id", BigInteger, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("amount", BigInteger, nullable=False),
)
"""What later voids change about shares of closed seasons (`of`), shown in the `season` that was open then."""
Index("ix_adjustments_member", adjustments.c.member)
Index("ix_adjustments_case_id", adjustments.c.case_id)

thank_notes = Table(
    "thank_notes",
    metadata,
    id_column(),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("by", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("identity", Text, nullable=False, unique=True),
    moment("at"),
)
"""Thanks of one person to another, attached to a case; they are no points."""
Index("ix_thank_notes_member_at", thank_notes.c.member, thank_notes.c.at)
Index("ix_thank_notes_case_id", thank_notes.c.case_id)

attempts = Table(
    "attempts",
    metadata,
    id_column(),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("member", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("learned", Text, nullable=False),
    Column("identity", Text, nullable=False, unique=True),
    moment("at"),
    Column("honoured_by", Text),
    moment("honoured_at", nullable=True),
)
"""What somebody tried that did not work, and what was learned of it; a lead may honour it in a digest."""
Index("ix_attempts_case_id", attempts.c.case_id)
Index("ix_attempts_honoured_at", attempts.c.honoured_at)

reactions = Table(
    "reactions",
    metadata,
    Column("contribution_id", BigInteger, ForeignKey("contributions.id"), primary_key=True),
    Column("member", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    moment("at"),
    Column("standing", Boolean, nullable=False),
)
"""Signs of thanks on contributions, also those that were taken away: `at` is when that was heard of last, so that
what Slack tells late changes nothing."""

audits = Table(
    "audits",
    metadata,
    id_column(),
    Column("by", Text, nullable=False),
    Column("season", Text, nullable=False),
    moment("at"),
)
"""Who looked at the auditors' sheet of which season."""

noted_weeks = Table(
    "noted_weeks",
    metadata,
    Column("week", Text, primary_key=True),
    moment("at"),
)
"""The weeks of which everyone was told their own."""
