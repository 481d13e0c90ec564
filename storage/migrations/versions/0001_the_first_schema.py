"""The first schema"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from storage.procrastinate_schema import drop_procrastinate, upgrade_procrastinate, wake_on_release

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "authors",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authors")),
        sa.UniqueConstraint("source", "handle", name=op.f("uq_authors_source_handle")),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("came_from", sa.Text(), nullable=True),
        sa.Column("moved_because", sa.Text(), nullable=True),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("external_key", sa.Text(), nullable=False),
        sa.Column("words", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_reply_due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("draft_revision", sa.Integer(), nullable=True),
        sa.Column("draft_fingerprint", sa.Text(), nullable=True),
        sa.Column("draft_author", sa.Text(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_revision", sa.Integer(), nullable=True),
        sa.Column("signed_fingerprint", sa.Text(), nullable=True),
        sa.Column("reply_by", sa.Text(), nullable=True),
        sa.Column("reply_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_url", sa.Text(), nullable=True),
        sa.Column("reply_as_signed", sa.Boolean(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    op.create_index("ix_cases_community_opened_at", "cases", ["community", "opened_at"], unique=False)
    op.create_index("ix_cases_ended_at", "cases", ["ended_at"], unique=False)
    op.create_index(
        "ix_cases_live",
        "cases",
        ["external_key"],
        unique=False,
        postgresql_where=sa.text("status IN ('open', 'replied')"),
    )
    op.create_index(
        "ix_cases_owner", "cases", ["owner"], unique=False, postgresql_where=sa.text("status IN ('open', 'replied')")
    )
    op.create_index("ix_cases_signed_at", "cases", ["signed_at"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("delivery_id", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("source", "delivery_id", name=op.f("uq_deliveries_source_delivery_id")),
    )
    op.create_table(
        "digests",
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("community", "week", name=op.f("pk_digests")),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("guest", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("on_boards", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )
    op.create_table(
        "activities",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_activities_case_id")),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_activities")),
    )
    op.create_index("ix_activities_at", "activities", ["at"], unique=False)
    op.create_table(
        "confirmations",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approver", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_confirmations_case_id")),
        sa.PrimaryKeyConstraint("case_id", "slot", "member", "by", name=op.f("pk_confirmations")),
    )
    op.create_table(
        "contributions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_contributions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions")),
        sa.UniqueConstraint("identity", name=op.f("uq_contributions_identity")),
    )
    op.create_index("ix_contributions_case_id", "contributions", ["case_id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_drafts_case_id")),
        sa.PrimaryKeyConstraint("case_id", "revision", name=op.f("pk_drafts")),
    )
    op.create_table(
        "mentions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reach", sa.BigInteger(), nullable=True),
        sa.Column("thread", sa.Text(), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "words", postgresql.TSVECTOR(), sa.Computed("to_tsvector('simple', text)", persisted=True), nullable=True
        ),
        sa.ForeignKeyConstraint(["author_id"], ["authors.id"], name=op.f("fk_mentions_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_mentions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_mentions_source_external_id")),
    )
    op.create_index(
        "ix_mentions_case_id", "mentions", ["case_id"], unique=False, postgresql_where=sa.text("case_id IS NOT NULL")
    )
    op.create_index("ix_mentions_posted_at", "mentions", ["posted_at"], unique=False)
    op.create_index("ix_mentions_words", "mentions", ["words"], unique=False, postgresql_using="gin")
    op.create_table(
        "messages",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_messages_case_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_messages")),
    )
    op.create_index("ix_messages_case_id", "messages", ["case_id"], unique=False)
    op.create_index("ix_messages_channel_ts", "messages", ["channel", "ts"], unique=False)
    op.create_table(
        "replies",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_replies_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
    )
    op.create_index("ix_replies_case_id", "replies", ["case_id"], unique=False)
    op.create_table(
        "share_claims",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("volunteered", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_share_claims_case_id")),
        sa.PrimaryKeyConstraint("case_id", "slot", "member", name=op.f("pk_share_claims")),
    )
    op.create_table(
        "slots",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_slots_case_id")),
        sa.PrimaryKeyConstraint("case_id", "function", name=op.f("pk_slots")),
    )
    op.create_table(
        "contribution_history",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("contribution_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contributions.id"], name=op.f("fk_contribution_history_contribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_history")),
    )
    op.create_index(
        "ix_contribution_history_contribution_id", "contribution_history", ["contribution_id"], unique=False
    )
    upgrade_procrastinate(op.get_bind(), up_to="03.04.00")
    wake_on_release(op.get_bind())


def downgrade() -> None:
    drop_procrastinate(op.get_bind())
    op.drop_index("ix_contribution_history_contribution_id", table_name="contribution_history")
    op.drop_table("contribution_history")
    op.drop_table("slots")
    op.drop_table("share_claims")
    op.drop_index("ix_replies_case_id", table_name="replies")
    op.drop_table("replies")
    op.drop_index("ix_messages_channel_ts", table_name="messages")
    op.drop_index("ix_messages_case_id", table_name="messages")
    op.drop_table("messages")
    op.drop_index("ix_mentions_words", table_name="mentions", postgresql_using="gin")
    op.drop_index("ix_mentions_posted_at", table_name="mentions")
    op.drop_index("ix_mentions_case_id", table_name="mentions", postgresql_where=sa.text("case_id IS NOT NULL"))
    op.drop_table("mentions")
    op.drop_table("drafts")
    op.drop_index("ix_contributions_case_id", table_name="contributions")
    op.drop_table("contributions")
    op.drop_table("confirmations")
    op.drop_index("ix_activities_at", table_name="activities")
    op.drop_table("activities")
    op.drop_table("members")
    op.drop_table("digests")
    op.drop_table("deliveries")
    op.drop_index("ix_cases_signed_at", table_name="cases")
    op.drop_index("ix_cases_owner", table_name="cases", postgresql_where=sa.text("status IN ('open', 'replied')"))
    op.drop_index("ix_cases_live", table_name="cases", postgresql_where=sa.text("status IN ('open', 'replied')"))
    op.drop_index("ix_cases_ended_at", table_name="cases")
    op.drop_index("ix_cases_community_opened_at", table_name="cases")
    op.drop_table("cases")
    op.drop_table("authors")
