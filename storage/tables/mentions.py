"""What was said outside: by whom, how it arrived, and what it says."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

from storage.tables.base import id_column, metadata, moment

authors = Table(
    "authors",
    metadata,
    id_column(),
    Column("source", Text, nullable=False),
    Column("handle", Text, nullable=False),
    Column("name", Text),
    UniqueConstraint("source", "handle"),
)
Index("ix_authors_handle", func.lower(authors.c.handle))
Index("ix_authors_name", func.lower(authors.c.name))

deliveries = Table(
    "deliveries",
    metadata,
    id_column(),
    Column("source", Text, nullable=False),
    Column("delivery_id", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default=""),
    Column("raw", LargeBinary, nullable=False),
    moment("received_at"),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("error", Text),
    UniqueConstraint("source", "delivery_id"),
)
Index(
    "ix_deliveries_kept",
    deliveries.c.source,
    deliveries.c.received_at,
    postgresql_where=func.octet_length(deliveries.c.raw) > 0,
)
"""Those whose bytes are still kept."""

mentions = Table(
    "mentions",
    metadata,
    id_column(),
    Column("source", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("author_id", BigInteger, ForeignKey("authors.id")),
    Column("text", Text, nullable=False),
    Column("url", Text),
    moment("posted_at"),
    Column("reach", BigInteger),
    Column("thread", Text),
    moment("arrived_at"),
    Column("case_id", BigInteger, ForeignKey("cases.id")),
    Column("came_with", ARRAY(BigInteger), nullable=False, server_default="{}"),
    Column("waiting", Boolean, nullable=False, server_default=false()),
    moment("edited_at", nullable=True),
    moment("gone_at", nullable=True),
    Column("words", TSVECTOR, Computed("to_tsvector('simple', text)", persisted=True)),
    UniqueConstraint("source", "external_id"),
)
Index("ix_mentions_case_id", mentions.c.case_id, postgresql_where=mentions.c.case_id.is_not(None))
Index("ix_mentions_waiting", mentions.c.id, postgresql_where=mentions.c.waiting)
Index("ix_mentions_author_id", mentions.c.author_id)
Index("ix_mentions_gone_at", mentions.c.gone_at, postgresql_where=mentions.c.gone_at.is_not(None))
Index("ix_mentions_posted_at", mentions.c.posted_at)
Index("ix_mentions_of_cases", mentions.c.posted_at, postgresql_where=mentions.c.case_id.is_not(None))
Index("ix_mentions_words", mentions.c.words, postgresql_using="gin")
