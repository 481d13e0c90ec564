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


def wake_on_release(connection: Connection) -> None:
    """Let the end of a job wake the workers for the next one of its lock.

    Procrastinate tells them of new jobs only. One that waited for a lock would be found at the next poll, seconds
    later: a busy channel would get a message in two seconds, whatever Slack allows.
    """
    connection.execution_options(no_parameters=True).exec_driver_sql(_WAKE_ON_RELEASE)


_WAKE_ON_RELEASE = """
CREATE FUNCTION muster_wake_on_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM procrastinate_jobs WHERE lock = OLD.lock AND status = 'todo') THEN
        PERFORM pg_notify(
            'procrastinate_any_queue_v1', json_build_object('type', 'job_inserted', 'job_id', OLD.id)::text
        );
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER muster_wake_on_delete AFTER DELETE ON procrastinate_jobs
    FOR EACH ROW WHEN (OLD.lock IS NOT NULL AND OLD.status = 'doing') EXECUTE FUNCTION muster_wake_on_release();
CREATE TRIGGER muster_wake_on_end AFTER UPDATE OF status ON procrastinate_jobs
    FOR EACH ROW WHEN (OLD.lock IS NOT NULL AND OLD.status = 'doing' AND NEW.status <> 'doing')
    EXECUTE FUNCTION muster_wake_on_release();
"""


def drop_procrastinate(connection: Connection) -> None:
    """Take Procrastinate's tables, functions and types away, and ours that hang on them."""
    for kind, query in _LEFTOVERS.items():
        for name in connection.scalars(text(query)).all():
            connection.exec_driver_sql(f"DROP {kind} IF EXISTS {name} CASCADE")


_LEFTOVERS = {
    "TABLE": "SELECT tablename FROM pg_tables WHERE tablename LIKE 'procrastinate%'",
    "FUNCTION": "SELECT oid::regprocedure::text FROM pg_proc WHERE proname ~ '^(procrastinate|muster)_'",
    "TYPE": "SELECT typname FROM pg_type WHERE typname LIKE 'procrastinate%' AND typtype IN ('e', 'c')",
}
