"""What people taught Muster, and what was learned of it."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from storage.tables.base import id_column, metadata, moment

lessons = Table(
    "lessons",
    metadata,
    id_column(),
    Column("kind", Text, nullable=False),
    Column("mention_id", BigInteger, ForeignKey("mentions.id"), nullable=False),
    Column("labels", ARRAY(Text), nullable=False),
    Column("by", Text, nullable=False),
    moment("at"),
    UniqueConstraint("kind", "mention_id"),
)
"""What a mention was by the last word of a person: its intents, or the community it belongs to."""
Index("ix_lessons_mention_id", lessons.c.mention_id)

models = Table(
    "models",
    metadata,
    Column("kind", Text, primary_key=True),
    moment("fitted_at"),
    Column("lessons", Integer, nullable=False),
    Column("stored", LargeBinary, nullable=False),
    Column("details", JSONB, nullable=False),
)
