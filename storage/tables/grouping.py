"""What grouping knows: the weights of terms, the clusters of open matters, what people say about them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from storage.tables.base import id_column, metadata, moment

lane = Table(
    "lane",
    metadata,
    Column("one", Boolean, primary_key=True, server_default=text("true")),
    Column("version", BigInteger, nullable=False, server_default="0"),
    CheckConstraint("one", name="ck_lane_one"),
)
"""At most one row. Whoever groups holds it; its version counts the changes of the clusters."""

fits = Table(
    "fits",
    metadata,
    id_column(),
    moment("fitted_at"),
    Column("documents", Integer, nullable=False),
    Column("weights", LargeBinary, nullable=False),
)
"""The frozen weights of terms, compressed JSON; the newest one holds."""

clusters = Table(
    "clusters",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("state", JSONB, nullable=False),
)
Index("ix_clusters_case_id", clusters.c.case_id)

heats = Table(
    "heats",
    metadata,
    Column("matter", BigInteger, primary_key=True),
    Column("fast", Float, nullable=False),
    Column("slow", Float, nullable=False),
    Column("at", Float, nullable=False),
    Column("storm", Boolean, nullable=False),
)
"""How hot each open matter is, by the case that leads it; 0 is all that is said."""

suggestions = Table(
    "suggestions",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("other_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("nearness", Float, nullable=False),
    Column("terms", ARRAY(Text), nullable=False),
    moment("at"),
    Column("quiet", Boolean, nullable=False, server_default=false()),
    Column("refused", Boolean, nullable=False, server_default=false()),
    Column("refused_by", Text),
    CheckConstraint("case_id < other_id", name="ck_suggestions_order"),
)
"""Pairs of cases that may be one matter; `quiet` ones are too unsure to ask people, and count only in a storm. Those
that people refused are never suggested or united again."""
Index("ix_suggestions_other_id", suggestions.c.other_id)

glossary = Table(
    "glossary",
    metadata,
    id_column(),
    Column("kind", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("synonyms", ARRAY(Text), nullable=False),
    Column("by", Text, nullable=False),
    moment("at"),
    UniqueConstraint("term"),
)
