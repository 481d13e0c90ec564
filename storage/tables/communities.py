"""Communities that people opened in Slack, and the partners that cases are shared with."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from storage.tables.base import id_column, metadata, moment

communities = Table(
    "communities",
    metadata,
    Column("name", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("channel", Text, unique=True),
    Column("state", Text, nullable=False),
    Column("problem", Text),
    Column("functions", ARRAY(Text), nullable=False),
    Column("sign_off", ARRAY(Text), nullable=False),
    Column("keywords", ARRAY(Text), nullable=False),
    Column("leads", ARRAY(Text), nullable=False),
    Column("people", ARRAY(Text), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("ends_on", Date),
    Column("ends_with_cases", Boolean, nullable=False),
    Column("opened_by", Text, nullable=False),
    moment("opened_at"),
    moment("closed_at", nullable=True),
    Column("closed_by", Text),
    Column("outcome", Text),
)

sharings = Table(
    "sharings",
    metadata,
    id_column(),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("partner", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("text", Text, nullable=False),
    moment("since"),
    moment("until", nullable=True),
    moment("ended_at", nullable=True),
)
Index(
    "uq_sharings_open",
    sharings.c.case_id,
    sharings.c.partner,
    unique=True,
    postgresql_where=sharings.c.ended_at.is_(None),
)
Index("ix_sharings_until", sharings.c.until, postgresql_where=sharings.c.ended_at.is_(None))
