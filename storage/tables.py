"""Every table of Muster. Procrastinate's own tables stand beside them, made by the same migrations."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", BigInteger, Identity(), primary_key=True)


def _moment(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


members = Table(
    "members",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("function", Text),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("guest", Boolean, nullable=False, server_default=text("false")),
    Column("on_boards", Boolean, nullable=False, server_default=text("false")),
)

authors = Table(
    "authors",
    metadata,
    _id(),
    Column("source", Text, nullable=False),
    Column("handle", Text, nullable=False),
    Column("name", Text),
    UniqueConstraint("source", "handle"),
)

deliveries = Table(
    "deliveries",
    metadata,
    _id(),
    Column("source", Text, nullable=False),
    Column("delivery_id", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    _moment("received_at"),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("error", Text),
    UniqueConstraint("source", "delivery_id"),
)

cases = Table(
    "cases",
    metadata,
    _id(),
    Column("version", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("community", Text, nullable=False),
    Column("came_from", Text),
    Column("moved_because", Text),
    Column("matter", Text, nullable=False),
    Column("external_key", Text, nullable=False),
    Column("words", ARRAY(Text), nullable=False),
    Column("mentions", Integer, nullable=False),
    _moment("opened_at"),
    _moment("first_reply_due"),
    Column("owner", Text),
    _moment("claimed_at", nullable=True),
    Column("draft_revision", Integer),
    Column("draft_fingerprint", Text),
    Column("draft_author", Text),
    Column("signed_by", Text),
    _moment("signed_at", nullable=True),
    Column("signed_revision", Integer),
    Column("signed_fingerprint", Text),
    Column("reply_by", Text),
    _moment("reply_at", nullable=True),
    Column("reply_url", Text),
    Column("reply_as_signed", Boolean),
    _moment("ended_at", nullable=True),
    Column("outcome", Text),
    Column("reopened", Boolean, nullable=False),
)
Index("ix_cases_live", cases.c.external_key, postgresql_where=cases.c.status.in_(["open", "replied"]))
Index("ix_cases_owner", cases.c.owner, postgresql_where=cases.c.status.in_(["open", "replied"]))
Index("ix_cases_community_opened_at", cases.c.community, cases.c.opened_at)
Index("ix_cases_ended_at", cases.c.ended_at)
Index("ix_cases_signed_at", cases.c.signed_at)

mentions = Table(
    "mentions",
    metadata,
    _id(),
    Column("source", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("author_id", BigInteger, ForeignKey("authors.id")),
    Column("text", Text, nullable=False),
    Column("url", Text),
    _moment("posted_at"),
    Column("reach", BigInteger),
    Column("thread", Text),
    _moment("arrived_at"),
    Column("case_id", BigInteger, ForeignKey("cases.id")),
    Column("words", TSVECTOR, Computed("to_tsvector('simple', text)", persisted=True)),
    UniqueConstraint("source", "external_id"),
)
Index("ix_mentions_case_id", mentions.c.case_id, postgresql_where=mentions.c.case_id.is_not(None))
Index("ix_mentions_posted_at", mentions.c.posted_at)
Index("ix_mentions_words", mentions.c.words, postgresql_using="gin")

slots = Table(
    "slots",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("function", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    _moment("due"),
    Column("answered_by", ARRAY(Text), nullable=False),
)

share_claims = Table(
    "share_claims",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("volunteered", Boolean, nullable=False),
    Column("place", Integer, nullable=False),
)

confirmations = Table(
    "confirmations",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("by", Text, primary_key=True),
    _moment("at"),
    Column("approver", Boolean, nullable=False),
    Column("place", Integer, nullable=False),
)

contributions = Table(
    "contributions",
    metadata,
    _id(),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("member", Text, nullable=False),
    Column("function", Text),
    Column("text", Text, nullable=False),
    Column("identity", Text, nullable=False),
    _moment("at"),
    Column("withdrawn", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("identity"),
    Index("ix_contributions_case_id", "case_id"),
)

contribution_history = Table(
    "contribution_history",
    metadata,
    _id(),
    Column("contribution_id", BigInteger, ForeignKey("contributions.id"), nullable=False),
    Column("text", Text, nullable=False),
    _moment("until"),
    Index("ix_contribution_history_contribution_id", "contribution_id"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    _moment("at"),
)

replies = Table(
    "replies",
    metadata,
    _id(),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("by", Text, nullable=False),
    _moment("at"),
    Index("ix_replies_case_id", "case_id"),
)

activities = Table(
    "activities",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("by", Text),
    _moment("at"),
    Column("details", JSONB, nullable=False),
    Index("ix_activities_at", "at"),
)

messages = Table(
    "messages",
    metadata,
    Column("key", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("ts", Text),
    Column("case_id", BigInteger, ForeignKey("cases.id")),
    _moment("attempted_at"),
    Column("error", Text),
    Index("ix_messages_channel_ts", "channel", "ts"),
    Index("ix_messages_case_id", "case_id"),
)

digests = Table(
    "digests",
    metadata,
    Column("community", Text, primary_key=True),
    Column("week", Text, primary_key=True),
    _moment("due_at"),
)
