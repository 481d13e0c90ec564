"""What Muster has said in Slack."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from storage.tables.base import metadata, moment

messages = Table(
    "messages",
    metadata,
    Column("key", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("ts", Text),
    Column("case_id", BigInteger, ForeignKey("cases.id")),
    moment("attempted_at"),
    Column("error", Text),
    Index("ix_messages_channel_ts", "channel", "ts"),
    Index("ix_messages_case_id", "case_id"),
)

digests = Table(
    "digests",
    metadata,
    Column("community", Text, primary_key=True),
    Column("week", Text, primary_key=True),
    moment("due_at"),
    Column("state", Text, nullable=False, server_default="due"),
    Column("decided_by", Text),
    moment("decided_at", nullable=True),
    Column("told", JSONB),
)
"""The digest of each week: whether it is `due`, `posted` or `skipped`, who decided that, and the totals it told."""
