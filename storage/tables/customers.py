"""Which authors are one customer, how that came about, and what is known of them."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
)

from storage.tables.base import id_column, metadata, moment

customers = Table("customers", metadata, id_column(), moment("since"))

joinings = Table(
    "joinings",
    metadata,
    id_column(),
    Column("deed", Text, nullable=False),
    Column("by", Text),
    moment("at"),
    Column("why", Text, nullable=False),
    Column("undoes", BigInteger, ForeignKey("joinings.id")),
)

customer_authors = Table(
    "customer_authors",
    metadata,
    id_column(),
    Column("author_id", BigInteger, ForeignKey("authors.id"), nullable=False),
    Column("customer_id", BigInteger, ForeignKey("customers.id"), nullable=False),
    moment("since"),
    Column("by", Text),
    Column("why", Text, nullable=False),
    Column("began_with", BigInteger, ForeignKey("joinings.id"), nullable=False),
    Column("ended_with", BigInteger, ForeignKey("joinings.id")),
    Index("ix_customer_authors_author_id", "author_id"),
    Index("ix_customer_authors_customer_id", "customer_id"),
    Index("ix_customer_authors_began_with", "began_with"),
    Index("ix_customer_authors_ended_with", "ended_with"),
)
Index(
    "uq_customer_authors_now",
    customer_authors.c.author_id,
    unique=True,
    postgresql_where=customer_authors.c.ended_with.is_(None),
)

partings = Table(
    "partings",
    metadata,
    Column("one_id", BigInteger, ForeignKey("authors.id"), primary_key=True),
    Column("other_id", BigInteger, ForeignKey("authors.id"), primary_key=True),
    CheckConstraint("one_id < other_id", name="ck_partings_order"),
    Index("ix_partings_other_id", "other_id"),
)

customer_data = Table(
    "customer_data",
    metadata,
    id_column(),
    Column("author_id", BigInteger, ForeignKey("authors.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("record", Text, nullable=False),
    moment("since"),
    moment("until", nullable=True),
    CheckConstraint("provenance IN ('owned', 'copied')", name="ck_customer_data_provenance"),
    Index("ix_customer_data_author_id", "author_id"),
)
