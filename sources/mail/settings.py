"""What may stand in a section of the kind `mail`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sources.base import SourceSettings

Address = Annotated[str, StringConstraints(pattern=r"^[!-;=?A-~]+@[A-Za-z0-9.-]+$", to_lower=True, max_length=254)]
"""One address in ASCII, without a display name."""

Port = Annotated[int, Field(ge=1, le=65_535)]
Security = Literal["tls", "starttls", "none"]
"""`none` is for servers that are `internal`."""


class MailSettings(SourceSettings):
    """A mailbox of our `address`, and where replies go out.

    `first_days` say how far back the very first look goes. `wait` is how long, in seconds, one look waits for news
    where the server can tell of them. `lists` takes in what comes by way of a list or a group address. `own_domains`
    are those of people who are no customers. Servers are `internal` where they stand in our own network.
    """

    host: str
    port: Port = 993
    security: Security = "tls"
    user: str
    folder: str = "INBOX"
    address: Address
    own_domains: frozenset[str] = frozenset()
    lists: bool = False
    first_days: Annotated[int, Field(ge=0, le=3_650)] = 14
    wait: Annotated[float, Field(ge=0, le=28)] = 25
    internal: bool = False
    smtp_host: str | None = None
    smtp_port: Port = 587
    smtp_security: Security = "starttls"
    smtp_user: str | None = None
    sent_folder: str | None = None
    read_at: str = "mid:{id}"
    """Where a sent reply can be read; {id} is its Message-ID."""
