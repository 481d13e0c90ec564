"""What was asked to be forgotten, and when it was last looked at what is kept too long."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from storage.tables.base import id_column, metadata, moment

erasures = Table(
    "erasures",
    metadata,
    id_column(),
    Column("author_id", BigInteger, ForeignKey("authors.id"), nullable=False),
    Column("asked_by", Text),
    moment("asked_at"),
    Column("step", Text, nullable=False),
    Column("after", BigInteger, nullable=False, server_default="0"),
    Column("counts", JSONB, nullable=False),
    Column("named_in", ARRAY(BigInteger), nullable=False, server_default="{}"),
    moment("done_at", nullable=True),
)
Index(
    "uq_erasures_running",
    erasures.c.author_id,
    unique=True,
    postgresql_where=erasures.c.done_at.is_(None),
)

retentions = Table(
    "retentions",
    metadata,
    Column("day", Date, primary_key=True),
    moment("at"),
)
"""The days on which what is kept too long was asked to go."""
