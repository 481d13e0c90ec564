"""What may stand in a section of the kind `mastodon`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from sources.base import SourceSettings
from sources.polling import WebAddress


def _hashtag(written: str) -> str:
    if not re.fullmatch(r"\w{1,100}", tag := written.removeprefix("#")):
        raise ValueError(f"“{written}” is no hashtag; write one word, like “kettle”")
    return tag


class MastodonSettings(SourceSettings):
    """`own` are the accounts of the company, as the server names them; what they post is no mention. `internal`
    allows the server to stand in the company's own network."""

    server: WebAddress
    hashtags: Annotated[tuple[Annotated[str, AfterValidator(_hashtag)], ...], Field(max_length=20)] = ()
    own: frozenset[str] = frozenset()
    internal: bool = False
    every_minutes: Annotated[int, Field(ge=1, le=1_440)] = 2
