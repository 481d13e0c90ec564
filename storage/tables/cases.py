"""Cases: the snapshot of each, the activities that would give it again, and what is asked of them by SQL."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, false, func, or_
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from bot.domain.policy import ORDINARY
from storage.tables.base import id_column, metadata, moment

cases = Table(
    "cases",
    metadata,
    id_column(),
    Column("version", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("community", Text, nullable=False),
    Column("risk", Text, nullable=False, server_default=ORDINARY),
    Column("matter", Text, nullable=False),
    Column("external_key", Text, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("urgency", Integer, nullable=False, server_default="0"),
    moment("opened_at"),
    moment("first_reply_due"),
    moment("resolution_due", nullable=True),
    moment("due_at", nullable=True),
    moment("first_replied_at", nullable=True),
    Column("owner", Text),
    Column("draft_revision", Integer),
    Column("signed_by", Text),
    moment("signed_at", nullable=True),
    moment("reply_at", nullable=True),
    Column("reply_url", Text),
    moment("ended_at", nullable=True),
    Column("outcome", Text),
    Column("reopened", Boolean, nullable=False),
    Column("merged_into", BigInteger, ForeignKey("cases.id")),
    Column("snapshot", JSONB),
)
Index("ix_cases_live", cases.c.external_key, postgresql_where=cases.c.status.in_(["open", "replied"]))
Index("ix_cases_owner", cases.c.owner, postgresql_where=cases.c.status.in_(["open", "replied"]))
Index("ix_cases_community_opened_at", cases.c.community, cases.c.opened_at)
Index("ix_cases_ended_at", cases.c.ended_at)
Index("ix_cases_external_key", cases.c.external_key)
Index("ix_cases_signed_at", cases.c.signed_at)
Index(
    "ix_cases_taken_back",
    cases.c.id,
    postgresql_where=or_(cases.c.status == "void", cases.c.reopened),
)
Index(
    "ix_cases_load",
    cases.c.community,
    cases.c.status,
    cases.c.due_at,
    postgresql_where=cases.c.status.in_(["open", "replied"]),
)
Index(
    "ix_cases_urgency",
    cases.c.urgency,
    cases.c.id,
    cases.c.community,
    postgresql_where=cases.c.status == "open",
)
Index(
    "ix_cases_unsigned",
    cases.c.community,
    postgresql_where=(cases.c.status == "open") & cases.c.draft_revision.is_not(None) & cases.c.signed_by.is_(None),
)
Index("ix_cases_merged_into", cases.c.merged_into, postgresql_where=cases.c.merged_into.is_not(None))

slots = Table(
    "slots",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("required", Boolean, nullable=False),
    moment("asked_at"),
    moment("due"),
    Column("waived", Boolean, nullable=False),
    Column("answered_by", ARRAY(Text), nullable=False),
)
Index(
    "ix_slots_waiting",
    slots.c.name,
    slots.c.case_id,
    slots.c.due,
    postgresql_where=(func.cardinality(slots.c.answered_by) == 0) & slots.c.waived.is_(False),
)
"""Those whose answer is still wanted, as `storage.cases.slot_waits` tells them."""

share_claims = Table(
    "share_claims",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("volunteered", Boolean, nullable=False),
    Column("place", Integer, nullable=False),
    Index("ix_share_claims_member", "member"),
)

confirmations = Table(
    "confirmations",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("by", Text, primary_key=True),
    moment("at"),
    Column("approver", Boolean, nullable=False),
    Column("customer", Boolean, nullable=False, server_default=false()),
    Column("place", Integer, nullable=False),
)

activities = Table(
    "activities",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("by", Text),
    moment("at"),
    Column("details", JSONB, nullable=False),
    Index("ix_activities_at", "at"),
)
