"""Ideas that cases gave rise to."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, UniqueConstraint

from storage.tables.base import id_column, metadata, moment

ideas = Table(
    "ideas",
    metadata,
    id_column(),
    Column("identity", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("reason", Text),
    Column("owner", Text),
    Column("opened_by", Text, nullable=False),
    moment("opened_at"),
    moment("changed_at"),
    UniqueConstraint("identity"),
    Index("ix_ideas_status", "status"),
)

idea_votes = Table(
    "idea_votes",
    metadata,
    Column("idea_id", BigInteger, ForeignKey("ideas.id"), primary_key=True),
    Column("member", Text, primary_key=True),
    moment("at"),
)

idea_cases = Table(
    "idea_cases",
    metadata,
    Column("idea_id", BigInteger, ForeignKey("ideas.id"), primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Index("ix_idea_cases_case_id", "case_id"),
)

idea_changes = Table(
    "idea_changes",
    metadata,
    id_column(),
    Column("idea_id", BigInteger, ForeignKey("ideas.id"), nullable=False),
    Column("by", Text, nullable=False),
    moment("at"),
    Column("status", Text, nullable=False),
    Column("owner", Text),
    Column("reason", Text),
    Index("ix_idea_changes_idea_id", "idea_id"),
)
