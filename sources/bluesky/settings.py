"""What may stand in a section of the kind `bluesky`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.domain.mention import tokens
from sources.base import SourceSettings
from sources.polling import SocketAddress, WebAddress


def _account(written: str) -> str:
    if not re.fullmatch(r"did:[a-z]+:[A-Za-z0-9._:%-]{1,200}", written):
        raise ValueError(f"“{written}” is no DID; write the account’s, which starts with did:plc: or did:web:")
    return written


def _term(written: str) -> str:
    if not tokens(written):
        raise ValueError(f"“{written}” has no word in it; write a word or a phrase")
    return " ".join(tokens(written))


class BlueskySettings(SourceSettings):
    """A post is a mention where it holds one of the `terms`, or names or answers one of the company's `accounts`;
    what these post themselves is none.

    `stream` is a Jetstream, `server` the one at which `login` has its account. `internal` allows both to stand in the
    company's own network. A poll ends `patience` seconds after the last post of a stream that has fallen silent.
    """

    terms: Annotated[tuple[Annotated[str, AfterValidator(_term)], ...], Field(max_length=200)] = ()
    accounts: frozenset[Annotated[str, AfterValidator(_account)]] = frozenset()
    stream: SocketAddress = "wss://jetstream2.us-east.bsky.network/subscribe"
    server: WebAddress = "https://bsky.social"
    login: str = ""
    internal: bool = False
    every_seconds: Annotated[int, Field(ge=1, le=3_600)] = 10
    patience: Annotated[float, Field(gt=0, le=10)] = 1
