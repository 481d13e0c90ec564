"""The way to PostgreSQL."""

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

DRIVER = "postgresql+psycopg"


def sqlalchemy_url(url: str) -> str:
    """A PostgreSQL URL of any spelling, as SQLAlchemy with psycopg 3 wants it."""
    return make_url(url).set(drivername=DRIVER).render_as_string(hide_password=False)


def libpq_url(url: str) -> str:
    """The same database as libpq, and so Procrastinate, wants it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def connect(url: str, *, pool_size: int = 10) -> AsyncEngine:
    """An engine whose connections are checked before use, so that a restarted server is no error."""
    return create_async_engine(
        sqlalchemy_url(url),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        hide_parameters=True,  # an error is logged, what customers said is not
        connect_args={"options": "-c timezone=UTC -c statement_timeout=60000"},
    )
