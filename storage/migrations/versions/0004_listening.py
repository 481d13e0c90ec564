"""Listening: what sources are asked for, what is grouped, learned and suggested, and what people say of it"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _sources()
    _grouping()
    _learning()
    _urgency_and_people()
    _customers()
    _privacy()


def _sources() -> None:
    op.add_column("deliveries", sa.Column("kind", sa.Text(), server_default="", nullable=False))
    op.add_column("mentions", sa.Column("waiting", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("mentions", sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("mentions", sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_mentions_waiting", "mentions", ["id"], postgresql_where=sa.text("waiting"))
    op.create_table(
        "sources",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sources")),
    )
    op.create_table(
        "tombstones",
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("identity", name=op.f("pk_tombstones")),
    )


def _grouping() -> None:
    op.create_table(
        "lane",
        sa.Column("one", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("one", name="ck_lane_one"),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_lane")),
    )
    op.create_table(
        "fits",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("fitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("weights", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fits")),
    )
    op.create_table(
        "clusters",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_clusters_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clusters")),
    )
    op.create_index("ix_clusters_case_id", "clusters", ["case_id"])
    op.create_table(
        "heats",
        sa.Column("matter", sa.BigInteger(), nullable=False),
        sa.Column("fast", sa.Float(), nullable=False),
        sa.Column("slow", sa.Float(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("storm", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("matter", name=op.f("pk_heats")),
    )
    op.create_table(
        "suggestions",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("nearness", sa.Float(), nullable=False),
        sa.Column("terms", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quiet", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("refused", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("refused_by", sa.Text(), nullable=True),
        sa.CheckConstraint("case_id < other_id", name="ck_suggestions_order"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_suggestions_case_id")),
        sa.ForeignKeyConstraint(["other_id"], ["cases.id"], name=op.f("fk_suggestions_other_id")),
        sa.PrimaryKeyConstraint("case_id", "other_id", name=op.f("pk_suggestions")),
    )
    op.create_index("ix_suggestions_other_id", "suggestions", ["other_id"])
    op.create_table(
        "glossary",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("synonyms", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary")),
        sa.UniqueConstraint("term", name=op.f("uq_glossary_term")),
    )


def _learning() -> None:
    op.create_table(
        "lessons",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mention_id", sa.BigInteger(), nullable=False),
        sa.Column("labels", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["mention_id"], ["mentions.id"], name=op.f("fk_lessons_mention_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sa.UniqueConstraint("kind", "mention_id", name=op.f("uq_lessons_kind_mention_id")),
    )
    op.create_index("ix_lessons_mention_id", "lessons", ["mention_id"])
    op.create_table(
        "models",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.Column("stored", sa.LargeBinary(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_models")),
    )


def _urgency_and_people() -> None:
    op.add_column("cases", sa.Column("urgency", sa.Integer(), server_default="0", nullable=False))
    op.add_column("members", sa.Column("zone", sa.Text(), nullable=True))
    op.add_column("members", sa.Column("suggested", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_table(
        "learners",
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("member", "topic", name=op.f("pk_learners")),
    )
    op.create_index("ix_contributions_member", "contributions", ["member"])


def _customers() -> None:
    op.create_table(
        "customers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
    )
    op.create_table(
        "joinings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["joinings.id"], name=op.f("fk_joinings_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joinings")),
    )
    op.create_table(
        "customer_authors",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("began_with", sa.BigInteger(), nullable=False),
        sa.Column("ended_with", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["authors.id"], name=op.f("fk_customer_authors_author_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_customer_authors_customer_id")),
        sa.ForeignKeyConstraint(["began_with"], ["joinings.id"], name=op.f("fk_customer_authors_began_with")),
        sa.ForeignKeyConstraint(["ended_with"], ["joinings.id"], name=op.f("fk_customer_authors_ended_with")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_authors")),
    )
    for column in ("author_id", "customer_id", "began_with", "ended_with"):
        op.create_index(f"ix_customer_authors_{column}", "customer_authors", [column])
    op.create_index(
        "uq_customer_authors_now",
        "customer_authors",
        ["author_id"],
        unique=True,
        postgresql_where=sa.text("ended_with IS NULL"),
    )
    op.create_table(
        "partings",
        sa.Column("one_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name="ck_partings_order"),
        sa.ForeignKeyConstraint(["one_id"], ["authors.id"], name=op.f("fk_partings_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["authors.id"], name=op.f("fk_partings_other_id")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_partings")),
    )
    op.create_index("ix_partings_other_id", "partings", ["other_id"])
    op.create_table(
        "customer_data",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("provenance IN ('owned', 'copied')", name="ck_customer_data_provenance"),
        sa.ForeignKeyConstraint(["author_id"], ["authors.id"], name=op.f("fk_customer_data_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_data")),
    )
    op.create_index("ix_customer_data_author_id", "customer_data", ["author_id"])


def _privacy() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("named_in", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["authors.id"], name=op.f("fk_erasures_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index(
        "uq_erasures_running", "erasures", ["author_id"], unique=True, postgresql_where=sa.text("done_at IS NULL")
    )
    op.create_table(
        "retentions",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_retentions")),
    )
    op.create_index("ix_mentions_gone_at", "mentions", ["gone_at"], postgresql_where=sa.text("gone_at IS NOT NULL"))
    op.create_index(
        "ix_cases_merged_into", "cases", ["merged_into"], postgresql_where=sa.text("merged_into IS NOT NULL")
    )
    op.create_index(
        "ix_deliveries_kept",
        "deliveries",
        ["source", "received_at"],
        postgresql_where=sa.text("octet_length(raw) > 0"),
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_kept", table_name="deliveries")
    op.drop_index("ix_cases_merged_into", table_name="cases")
    op.drop_index("ix_mentions_gone_at", table_name="mentions")
    op.drop_table("retentions")
    op.drop_table("erasures")
    for table in ("customer_data", "partings", "customer_authors", "joinings", "customers"):
        op.drop_table(table)
    op.drop_index("ix_contributions_member", table_name="contributions")
    op.drop_table("learners")
    op.drop_column("members", "suggested")
    op.drop_column("members", "zone")
    op.drop_column("cases", "urgency")
    for table in (
        "models",
        "lessons",
        "glossary",
        "suggestions",
        "heats",
        "clusters",
        "fits",
        "lane",
        "tombstones",
        "sources",
    ):
        op.drop_table(table)
    op.drop_index("ix_mentions_waiting", table_name="mentions")
    for column in ("gone_at", "edited_at", "waiting"):
        op.drop_column("mentions", column)
    op.drop_column("deliveries", "kind")
