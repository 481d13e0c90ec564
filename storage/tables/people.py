"""The people inside."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, LargeBinary, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY

from storage.tables.base import metadata, moment

members = Table(
    "members",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("function", Text),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("guest", Boolean, nullable=False, server_default=text("false")),
    Column("on_boards", Boolean, nullable=False, server_default=text("false")),
    Column("groups", ARRAY(Text), nullable=False, server_default="{}"),
    Column("zone", Text),
    Column("suggested", Boolean, nullable=False, server_default=text("true")),
    Column("quiet_from", Integer),
    Column("quiet_until", Integer),
    Column("weekly_note", Boolean, nullable=False, server_default=text("true")),
)

learners = Table(
    "learners",
    metadata,
    Column("member", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    moment("at"),
)
"""Who wants to learn a topic that hangs on one person."""

drafting = Table(
    "drafting",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("member", Text, primary_key=True),
    moment("since"),
)

secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
