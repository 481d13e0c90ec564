"""Which kinds of sources there are."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points
from typing import Any

from bot.domain.errors import BadInput
from sources import bluesky, discourse, github, mail, mastodon, rss, slack, webhook
from sources.base import Connector

ENTRY_POINT = "muster.sources"
"""Under which other packages offer their connectors, each named like its kind."""

BUILT_IN: tuple[Connector, ...] = (
    webhook.CONNECTOR,
    github.CONNECTOR,
    discourse.CONNECTOR,
    mail.CONNECTOR,
    rss.CONNECTOR,
    bluesky.CONNECTOR,
    mastodon.CONNECTOR,
    slack.CONNECTOR,
)
"""Those that come with Muster."""


def connectors() -> dict[str, Connector]:
    """Every kind of source by its name; one that is built in is not replaced by a package.

    Raises BadInput where a package offers something else than a connector.
    """
    found = {}
    for entry in entry_points(group=ENTRY_POINT):
        offered = entry.load()
        if not _is_connector(offered):
            raise BadInput(f"{entry.value} offers “{entry.name}” as {ENTRY_POINT}, but it is no connector.")
        found[offered.kind] = offered
    return {**found, **{one.kind: one for one in BUILT_IN}}


def _is_connector(offered: Any) -> bool:
    return all(hasattr(offered, part) for part in ("kind", "settings", "secrets", "make"))


def connector_of(section: Mapping[str, Any], kinds: Mapping[str, Connector]) -> Connector:
    """The connector that a section names. Raises BadInput."""
    kind = section.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        raise BadInput(f"there is no kind of source “{kind}”; there are {', '.join(sorted(kinds))}", field="kind")
    return kinds[kind]
