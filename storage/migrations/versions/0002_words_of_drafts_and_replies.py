"""Drafts and replies can be searched, and mentions by who wrote them"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for table in ("drafts", "replies"):
        words = sa.Computed("to_tsvector('simple', text)", persisted=True)
        op.add_column(table, sa.Column("words", postgresql.TSVECTOR(), words, nullable=True))
        op.create_index(f"ix_{table}_words", table, ["words"], unique=False, postgresql_using="gin")
        op.create_index(f"ix_{table}_at", table, ["at"], unique=False)
    op.create_index("ix_authors_handle", "authors", [sa.text("lower(handle)")], unique=False)
    op.create_index("ix_authors_name", "authors", [sa.text("lower(name)")], unique=False)
    op.create_index("ix_mentions_author_id", "mentions", ["author_id"], unique=False)
    with_case = sa.text("case_id IS NOT NULL")
    op.create_index("ix_mentions_of_cases", "mentions", ["posted_at"], unique=False, postgresql_where=with_case)


def downgrade() -> None:
    op.drop_index("ix_mentions_of_cases", table_name="mentions", postgresql_where=sa.text("case_id IS NOT NULL"))
    op.drop_index("ix_mentions_author_id", table_name="mentions")
    op.drop_index("ix_authors_name", table_name="authors")
    op.drop_index("ix_authors_handle", table_name="authors")
    for table in ("replies", "drafts"):
        op.drop_index(f"ix_{table}_at", table_name=table)
        op.drop_index(f"ix_{table}_words", table_name=table, postgresql_using="gin")
        op.drop_column(table, "words")
