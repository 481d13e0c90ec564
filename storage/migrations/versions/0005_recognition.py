"""Recognition: the booked ledger, seasons and adjustments, thanks, what was tried, and what people want to be told"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "adjustments",
        sa.Column("season", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("season", "of", "case_id", "slot", "member", name=op.f("pk_adjustments")),
    )
    op.create_index("ix_adjustments_case_id", "adjustments", ["case_id"], unique=False)
    op.create_index("ix_adjustments_member", "adjustments", ["member"], unique=False)
    op.create_table(
        "audits",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("season", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audits")),
    )
    op.create_table(
        "seasons",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_seasons")),
    )
    op.create_table(
        "shares",
        sa.Column("season", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("share", sa.BigInteger(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("volunteered", sa.Boolean(), nullable=False),
        sa.Column("pair_cap", sa.BigInteger(), nullable=True),
        sa.Column("pair_total", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("season", "case_id", "slot", "member", name=op.f("pk_shares")),
    )
    op.create_index("ix_shares_case_id", "shares", ["case_id"], unique=False)
    op.create_index("ix_shares_member_signed_at", "shares", ["member", "signed_at"], unique=False)
    op.create_table(
        "week_credits",
        sa.Column("season", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.Column("volunteered", sa.BigInteger(), nullable=False),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("season", "community", "week", "member", name=op.f("pk_week_credits")),
    )
    op.create_index("ix_week_credits_member", "week_credits", ["member"], unique=False)
    op.create_index("ix_week_credits_week", "week_credits", ["week", "community"], unique=False)
    op.create_table(
        "attempts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("honoured_by", sa.Text(), nullable=True),
        sa.Column("honoured_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_attempts_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        sa.UniqueConstraint("identity", name=op.f("uq_attempts_identity")),
    )
    op.create_index("ix_attempts_case_id", "attempts", ["case_id"], unique=False)
    op.create_index("ix_attempts_honoured_at", "attempts", ["honoured_at"], unique=False)
    op.create_table(
        "thank_notes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_thank_notes_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thank_notes")),
        sa.UniqueConstraint("identity", name=op.f("uq_thank_notes_identity")),
    )
    op.create_index("ix_thank_notes_case_id", "thank_notes", ["case_id"], unique=False)
    op.create_index("ix_thank_notes_member_at", "thank_notes", ["member", "at"], unique=False)
    op.create_table(
        "reactions",
        sa.Column("contribution_id", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["contribution_id"], ["contributions.id"], name=op.f("fk_reactions_contribution_id")),
        sa.PrimaryKeyConstraint("contribution_id", "member", "name", name=op.f("pk_reactions")),
    )
    op.create_table(
        "noted_weeks",
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("week", name=op.f("pk_noted_weeks")),
    )
    op.create_index("ix_cases_taken_back", "cases", ["id"], postgresql_where=sa.text("status = 'void' OR reopened"))
    op.create_index(
        "ix_cases_load",
        "cases",
        ["community", "status", "due_at"],
        postgresql_where=sa.text("status IN ('open', 'replied')"),
    )
    op.create_index(
        "ix_cases_urgency",
        "cases",
        ["urgency", "id", "community"],
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index(
        "ix_cases_unsigned",
        "cases",
        ["community"],
        postgresql_where=sa.text("status = 'open' AND draft_revision IS NOT NULL AND signed_by IS NULL"),
    )
    op.create_index(
        "ix_slots_waiting",
        "slots",
        ["name", "case_id", "due"],
        postgresql_where=sa.text("cardinality(answered_by) = 0 AND waived IS false"),
    )
    op.create_index("ix_share_claims_member", "share_claims", ["member"], unique=False)
    op.add_column("confirmations", sa.Column("customer", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("digests", sa.Column("state", sa.Text(), server_default="due", nullable=False))
    op.add_column("digests", sa.Column("decided_by", sa.Text(), nullable=True))
    op.add_column("digests", sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("digests", sa.Column("told", postgresql.JSONB(), nullable=True))
    op.execute("UPDATE digests SET state = 'posted'")
    op.add_column("members", sa.Column("quiet_from", sa.Integer(), nullable=True))
    op.add_column("members", sa.Column("quiet_until", sa.Integer(), nullable=True))
    op.add_column("members", sa.Column("weekly_note", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    op.drop_column("members", "weekly_note")
    op.drop_column("members", "quiet_until")
    op.drop_column("members", "quiet_from")
    op.drop_column("digests", "told")
    op.drop_column("digests", "decided_at")
    op.drop_column("digests", "decided_by")
    op.drop_column("digests", "state")
    op.drop_column("confirmations", "customer")
    op.drop_index("ix_slots_waiting", table_name="slots")
    op.drop_index("ix_cases_unsigned", table_name="cases")
    op.drop_index("ix_cases_urgency", table_name="cases")
    op.drop_index("ix_cases_load", table_name="cases")
    op.drop_index("ix_share_claims_member", table_name="share_claims")
    op.drop_index("ix_cases_taken_back", table_name="cases")
    op.drop_table("noted_weeks")
    op.drop_table("reactions")
    op.drop_index("ix_thank_notes_member_at", table_name="thank_notes")
    op.drop_index("ix_thank_notes_case_id", table_name="thank_notes")
    op.drop_table("thank_notes")
    op.drop_index("ix_attempts_honoured_at", table_name="attempts")
    op.drop_index("ix_attempts_case_id", table_name="attempts")
    op.drop_table("attempts")
    op.drop_index("ix_week_credits_week", table_name="week_credits")
    op.drop_index("ix_week_credits_member", table_name="week_credits")
    op.drop_table("week_credits")
    op.drop_index("ix_shares_member_signed_at", table_name="shares")
    op.drop_index("ix_shares_case_id", table_name="shares")
    op.drop_table("shares")
    op.drop_table("seasons")
    op.drop_table("audits")
    op.drop_index("ix_adjustments_member", table_name="adjustments")
    op.drop_index("ix_adjustments_case_id", table_name="adjustments")
    op.drop_table("adjustments")
