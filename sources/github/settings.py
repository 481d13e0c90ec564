"""What may stand in a section of the kind `github`."""

from typing import Literal

from sources.base import SourceSettings

Association = Literal[
    "OWNER", "MEMBER", "COLLABORATOR", "CONTRIBUTOR", "FIRST_TIME_CONTRIBUTOR", "FIRST_TIMER", "MANNEQUIN", "NONE"
]


class GithubSettings(SourceSettings):
    """`own` are the associations of people who are no customers. `api` is the base address of the REST API: that of a
    GitHub Enterprise Server ends with /api/v3, and is `internal` where it stands in the company's own network."""

    own: frozenset[Association] = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
    api: str = "https://api.github.com"
    internal: bool = False
