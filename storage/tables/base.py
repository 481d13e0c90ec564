"""What all tables share: where they are registered, and columns that many have."""

from sqlalchemy import BigInteger, Column, DateTime, Identity, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column() -> Column[int]:
    """A primary key that the database counts up."""
    return Column("id", BigInteger, Identity(), primary_key=True)


def moment(name: str, *, nullable: bool = False) -> Column[object]:
    """A point in time, aware; stored in UTC."""
    return Column(name, DateTime(timezone=True), nullable=nullable)
