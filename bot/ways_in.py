"""The sources of a running Muster, made of what the settings and the environment say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.company import ListenedTo
from bot.domain.errors import BadInput
from bot.settings import BadSettings, secret_name, source_secrets, sources_of_environment
from sources.base import Source
from sources.registry import connector_of, connectors
from sources.slack import ReplyingSlack, SlackSource
from sources.slack.replying import Post

Sections = Mapping[str, Mapping[str, Any]]
"""The sections of `muster.toml` that describe sources, by their names."""


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The sources that are `listened` to, and what is `known` of all, also of those that lack a secret."""

    listened: dict[str, Source]
    known: dict[str, ListenedTo]


def make_sources(sections: Sections, secrets: Mapping[str, Mapping[str, str]] | None = None) -> WaysIn:
    """The sources of these sections. Without `secrets` the environment holds them, and may name webhooks that no
    section describes. Raises BadSettings."""
    kinds = connectors()
    if secrets is None:
        sections = {**sections, **{name: {"kind": "webhook"} for name in sources_of_environment(sections)}}
        secrets = source_secrets({name: connector_of(one, kinds).secrets for name, one in sections.items()})
    listened: dict[str, Source] = {}
    known, wrong = {}, []
    for name, section in sections.items():
        connector, held = connector_of(section, kinds), secrets.get(name, {})
        lacks = [secret_name(name, key) for key, must in connector.secrets.items() if must and not held.get(key)]
        known[name] = ListenedTo(kind=connector.kind, lacks=tuple(lacks))
        if lacks:
            continue
        try:
            listened[name] = connector.make(name, connector.settings.model_validate(dict(section)), held)
        except BadInput as error:
            wrong.append(f"The source “{name}”: {error}")
    if wrong:
        raise BadSettings("\n".join(wrong))
    return WaysIn(listened, known)


def answering_in_slack(sources: Mapping[str, Source], post: Post) -> dict[str, Source]:
    """The same sources; those that are channels of Slack can be replied through by `post`."""
    return {
        name: ReplyingSlack(name, source.settings, post) if isinstance(source, SlackSource) else source
        for name, source in sources.items()
    }


def customer_channels(sources: Mapping[str, Source]) -> dict[str, str]:
    """For each channel of Slack in which customers write, the name of its source."""
    return {
        channel: name
        for name, source in sources.items()
        if isinstance(source, SlackSource)
        for channel in source.settings.channels
    }
