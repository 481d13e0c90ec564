"""Alembic's entry: runs the migrations on the connection that `storage.migrate` hands over."""

from alembic import context

from storage.tables import metadata


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    """Procrastinate's tables are made by its own scripts; they are none of the schema's differences."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=metadata, include_name=_is_ours, transaction_per_migration=True
)
with context.begin_transaction():
    context.run_migrations()
