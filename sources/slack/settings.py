"""What may stand in a section of the kind `slack`."""

from typing import Annotated

from pydantic import Field, StringConstraints

from sources.base import SourceSettings

ChannelId = Annotated[str, StringConstraints(pattern=r"^[CG][A-Z0-9]{5,30}$")]
TeamId = Annotated[str, StringConstraints(pattern=r"^[TE][A-Z0-9]{5,30}$")]


class SlackSettings(SourceSettings):
    """`channels` are the ids of channels that are shared with customers; `own_teams` are our workspaces, beside
    the one that Muster is in. `workspace` is our address there, for links, like https://acme.slack.com."""

    channels: frozenset[ChannelId] = Field(min_length=1)
    own_teams: frozenset[TeamId] = frozenset()
    workspace: Annotated[str, StringConstraints(pattern=r"^https?://[^/\s]+$")] | None = None
