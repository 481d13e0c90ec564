"""How far each source that is asked has been read, and how it fares."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table, Text

from storage.tables.base import metadata, moment

sources = Table(
    "sources",
    metadata,
    Column("name", Text, primary_key=True),
    Column("cursor", Text),
    moment("asked_at", nullable=True),
    moment("worked_at", nullable=True),
    moment("next_at", nullable=True),
    Column("given", BigInteger, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("problem", Text),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("identity", LargeBinary, primary_key=True),
    moment("at"),
)
"""What was erased and must not come back, as a keyed hash of its source and external id."""
