"""The words inside a case."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

from storage.tables.base import id_column, metadata, moment

contributions = Table(
    "contributions",
    metadata,
    id_column(),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("member", Text, nullable=False),
    Column("function", Text),
    Column("text", Text, nullable=False),
    Column("identity", Text, nullable=False),
    moment("at"),
    Column("withdrawn", Boolean, nullable=False, server_default=text("false")),
    Column("partner", Text),
    Column("came_with", ARRAY(BigInteger), nullable=False, server_default="{}"),
    UniqueConstraint("identity"),
    Index("ix_contributions_case_id", "case_id"),
    Index("ix_contributions_member", "member"),
)

contribution_history = Table(
    "contribution_history",
    metadata,
    id_column(),
    Column("contribution_id", BigInteger, ForeignKey("contributions.id"), nullable=False),
    Column("text", Text, nullable=False),
    moment("until"),
    Index("ix_contribution_history_contribution_id", "contribution_id"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    moment("at"),
    Column("words", TSVECTOR, Computed("to_tsvector('simple', text)", persisted=True)),
    Index("ix_drafts_words", "words", postgresql_using="gin"),
    Index("ix_drafts_at", "at"),
)

replies = Table(
    "replies",
    metadata,
    id_column(),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("by", Text, nullable=False),
    moment("at"),
    Column("number", Integer, nullable=False, server_default="1"),
    moment("asked_since", nullable=True),
    moment("due_at", nullable=True),
    Column("sent", Boolean, nullable=False, server_default=text("false")),
    Column("words", TSVECTOR, Computed("to_tsvector('simple', text)", persisted=True)),
    UniqueConstraint("case_id", "number"),
    Index("ix_replies_words", "words", postgresql_using="gin"),
    Index("ix_replies_at", "at"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("reply", Integer, primary_key=True),
    Column("score", Integer, nullable=False),
    Column("words", Text),
    Column("recommended", Boolean),
    Column("quotable", Boolean, nullable=False),
    moment("at"),
    Index("ix_verdicts_at", "at"),
)
