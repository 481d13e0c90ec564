"""Procrastinate's schema, brought in step by step by our own migrations."""

from importlib.resources import files

from sqlalchemy import Connection, text

_SCRIPTS = files("procrastinate") / "sql" / "migrations"


def upgrade_procrastinate(connection: Connection, *, up_to: str, after: str = "") -> None:
    """Run Procrastinate's own migrations of the versions in `(after, up_to]`, both written `03.04.00`.

    A migration of ours names both, so that an old database and a new one end at the same schema.
    """
    raw = connection.execution_options(no_parameters=True)
    for script in sorted(s.name for s in _SCRIPTS.iterdir() if s.name.endswith(".sql")):
        if after < script.split("_", 1)[0] <= up_to:
            raw.exec_driver_sql((_SCRIPTS / script).read_text())


def drop_procrastinate(connection: Connection) -> None:
    """Take Procrastinate's tables, functions and types away."""
    for kind, query in _LEFTOVERS.items():
        for name in connection.scalars(text(query)).all():
            connection.exec_driver_sql(f"DROP {kind} IF EXISTS {name} CASCADE")


_LEFTOVERS = {
    "TABLE": "SELECT tablename FROM pg_tables WHERE tablename LIKE 'procrastinate%'",
    "FUNCTION": "SELECT oid::regprocedure::text FROM pg_proc WHERE proname LIKE 'procrastinate%'",
    "TYPE": "SELECT typname FROM pg_type WHERE typname LIKE 'procrastinate%' AND typtype IN ('e', 'c')",
}
