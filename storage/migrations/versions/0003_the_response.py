"""The response: snapshots of cases, slots that are asked and waived, verdicts, communities, partners, ideas

The details of a case that nobody asks for by SQL go into its snapshot. Cases of before have none yet: each is made
anew from its record when it is read first.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "communities",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("functions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("sign_off", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("keywords", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("leads", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("people", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ends_with_cases", sa.Boolean(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_communities")),
        sa.UniqueConstraint("channel", name=op.f("uq_communities_channel")),
    )
    op.create_table(
        "ideas",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ideas")),
        sa.UniqueConstraint("identity", name=op.f("uq_ideas_identity")),
    )
    op.create_index("ix_ideas_status", "ideas", ["status"], unique=False)
    op.create_table(
        "secrets",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secrets")),
    )
    op.create_table(
        "drafting",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_drafting_case_id")),
        sa.PrimaryKeyConstraint("case_id", "member", name=op.f("pk_drafting")),
    )
    op.create_table(
        "idea_cases",
        sa.Column("idea_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_idea_cases_case_id")),
        sa.ForeignKeyConstraint(["idea_id"], ["ideas.id"], name=op.f("fk_idea_cases_idea_id")),
        sa.PrimaryKeyConstraint("idea_id", "case_id", name=op.f("pk_idea_cases")),
    )
    op.create_index("ix_idea_cases_case_id", "idea_cases", ["case_id"], unique=False)
    op.create_table(
        "idea_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("idea_id", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["idea_id"], ["ideas.id"], name=op.f("fk_idea_changes_idea_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_changes")),
    )
    op.create_index("ix_idea_changes_idea_id", "idea_changes", ["idea_id"], unique=False)
    op.create_table(
        "idea_votes",
        sa.Column("idea_id", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["ideas.id"], name=op.f("fk_idea_votes_idea_id")),
        sa.PrimaryKeyConstraint("idea_id", "member", name=op.f("pk_idea_votes")),
    )
    op.create_table(
        "sharings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_sharings_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharings")),
    )
    still_open = sa.text("ended_at IS NULL")
    op.create_index("uq_sharings_open", "sharings", ["case_id", "partner"], unique=True, postgresql_where=still_open)
    op.create_index("ix_sharings_until", "sharings", ["until"], unique=False, postgresql_where=still_open)
    op.create_table(
        "verdicts",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("reply", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("recommended", sa.Boolean(), nullable=True),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_verdicts_case_id")),
        sa.PrimaryKeyConstraint("case_id", "reply", name=op.f("pk_verdicts")),
    )
    op.create_index("ix_verdicts_at", "verdicts", ["at"], unique=False)
    op.add_column("cases", sa.Column("risk", sa.Text(), server_default="ordinary", nullable=False))
    op.add_column("cases", sa.Column("resolution_due", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("first_replied_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("merged_into", sa.BigInteger(), nullable=True))
    op.add_column("cases", sa.Column("snapshot", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.create_index("ix_cases_external_key", "cases", ["external_key"], unique=False)
    op.create_foreign_key(op.f("fk_cases_merged_into"), "cases", "cases", ["merged_into"], ["id"])
    op.drop_column("cases", "moved_because")
    op.drop_column("cases", "claimed_at")
    op.drop_column("cases", "reply_as_signed")
    op.drop_column("cases", "draft_author")
    op.drop_column("cases", "signed_fingerprint")
    op.drop_column("cases", "words")
    op.drop_column("cases", "came_from")
    op.drop_column("cases", "draft_fingerprint")
    op.drop_column("cases", "reply_by")
    op.drop_column("cases", "signed_revision")
    op.add_column("contributions", sa.Column("partner", sa.Text(), nullable=True))
    op.add_column(
        "contributions",
        sa.Column("came_with", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
    )
    op.add_column("members", sa.Column("groups", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False))
    op.add_column(
        "mentions", sa.Column("came_with", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False)
    )
    op.add_column("replies", sa.Column("number", sa.Integer(), server_default="1", nullable=False))
    op.add_column("replies", sa.Column("asked_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("replies", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("replies", sa.Column("sent", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.drop_index(op.f("ix_replies_case_id"), table_name="replies")
    op.execute(
        "UPDATE replies SET number = counted.number FROM "
        "(SELECT id, row_number() OVER (PARTITION BY case_id ORDER BY id) AS number FROM replies) AS counted "
        "WHERE counted.id = replies.id"
    )
    op.create_unique_constraint(op.f("uq_replies_case_id_number"), "replies", ["case_id", "number"])
    op.alter_column("slots", "function", new_column_name="name")
    op.add_column("slots", sa.Column("required", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("slots", sa.Column("waived", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("slots", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE slots SET asked_at = cases.opened_at FROM cases WHERE cases.id = slots.case_id")
    op.alter_column("slots", "asked_at", nullable=False)
    for column in ("required", "waived"):
        op.alter_column("slots", column, server_default=None)
    op.execute("UPDATE cases SET due_at = first_reply_due WHERE status = 'open'")
    op.execute("UPDATE cases SET first_replied_at = reply_at")


def downgrade() -> None:
    for column in ("asked_at", "waived", "required"):
        op.drop_column("slots", column)
    op.alter_column("slots", "name", new_column_name="function")
    op.drop_constraint(op.f("uq_replies_case_id_number"), "replies", type_="unique")
    op.create_index(op.f("ix_replies_case_id"), "replies", ["case_id"], unique=False)
    op.drop_column("replies", "sent")
    op.drop_column("replies", "due_at")
    op.drop_column("replies", "asked_since")
    op.drop_column("replies", "number")
    op.drop_column("mentions", "came_with")
    op.drop_column("members", "groups")
    op.drop_column("contributions", "came_with")
    op.drop_column("contributions", "partner")
    op.add_column("cases", sa.Column("signed_revision", sa.Integer(), nullable=True))
    op.add_column("cases", sa.Column("reply_by", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("draft_fingerprint", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("came_from", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("words", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False))
    op.add_column("cases", sa.Column("signed_fingerprint", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("draft_author", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("reply_as_signed", sa.Boolean(), nullable=True))
    op.add_column("cases", sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("moved_because", sa.Text(), nullable=True))
    op.drop_constraint(op.f("fk_cases_merged_into"), "cases", type_="foreignkey")
    op.drop_index("ix_cases_external_key", table_name="cases")
    op.drop_column("cases", "snapshot")
    op.drop_column("cases", "merged_into")
    op.drop_column("cases", "first_replied_at")
    op.drop_column("cases", "due_at")
    op.drop_column("cases", "resolution_due")
    op.drop_column("cases", "risk")
    op.drop_index("ix_verdicts_at", table_name="verdicts")
    op.drop_table("verdicts")
    op.drop_index("uq_sharings_open", table_name="sharings")
    op.drop_index("ix_sharings_until", table_name="sharings")
    op.drop_table("sharings")
    op.drop_table("idea_votes")
    op.drop_index("ix_idea_changes_idea_id", table_name="idea_changes")
    op.drop_table("idea_changes")
    op.drop_index("ix_idea_cases_case_id", table_name="idea_cases")
    op.drop_table("idea_cases")
    op.drop_table("drafting")
    op.drop_table("secrets")
    op.drop_index("ix_ideas_status", table_name="ideas")
    op.drop_table("ideas")
    op.drop_table("communities")
