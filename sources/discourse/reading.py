"""What Discourse's webhooks say about posts (https://meta.discourse.org/t/configure-webhooks/49045)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.errors import BadInput
from bot.domain.links import is_web_address
from bot.domain.mention import Arrived
from sources import html
from sources.base import Delivery
from sources.discourse.settings import DiscourseSettings
from sources.fields import mention_from
from sources.hexsigned import HexSigned
from sources.payload import number, part, placed, read_object, shortened, without_comments, words

_SAID = {"post_created", "post_edited", "post_recovered"}
_REGULAR = 1
"""The type of a post that a person wrote for all; others are whispers and what moderators did."""


class DiscourseSource:
    """The source `name`. What happens to a topic is told of its first post too, so that topics are not read. Raises
    BadInput."""

    def __init__(self, name: str, settings: DiscourseSettings, secret: str) -> None:
        if not is_web_address(settings.url):
            raise BadInput("url is not the address of a forum; write it like https://forum.example.com", field="url")
        self.name = name
        self._settings = settings
        self._signed = HexSigned(
            secret,
            signature="X-Discourse-Event-Signature",
            delivery="X-Discourse-Event-Id",
            event="X-Discourse-Event",
        )

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Delivery:
        """Check the signature over the raw body. Raises BadSignature."""
        return self._signed.verify(headers, raw)

    def parse(self, raw: bytes, *, received_at: datetime, kind: str = "") -> Arrived:
        """Read what a customer posted, changed or took back. Raises BadInput."""
        if kind not in _SAID and kind != "post_destroyed":
            return Arrived()
        post = part(read_object(raw), "post")
        external_id = str(number(post, "id", "post."))
        if kind == "post_destroyed" or post.get("hidden") is True or post.get("user_deleted") is True:
            return Arrived(gone=(external_id,))
        if not self._is_for_all(post) or self._is_ours(post):
            return Arrived()
        topic = number(post, "topic_id", "post.")
        edited_at = {"post_edited": post.get("updated_at"), "post_recovered": received_at}.get(kind)
        given = {
            "id": external_id,
            "text": _words(post),
            "author": {"handle": post.get("username"), "name": post.get("name")},
            "posted_at": post.get("created_at"),
            "edited_at": edited_at,
            "url": f"{self._settings.url.rstrip('/')}/t/{topic}/{number(post, 'post_number', 'post.')}",
            "reach": post.get("reads"),
            "thread": topic,
        }
        try:
            return Arrived(mentions=(mention_from(self.name, given, received_at=received_at),))
        except BadInput as error:
            raise placed(error, "post.") from error

    def _is_for_all(self, post: Mapping[str, object]) -> bool:
        """Whether it is neither a private message nor a note of the forum's own."""
        return post.get("topic_archetype") != "private_message" and post.get("post_type", _REGULAR) == _REGULAR

    def _is_ours(self, post: Mapping[str, object]) -> bool:
        """Whether the company's own people wrote it, or the forum itself, whose users have numbers below 1."""
        user = post.get("user_id")
        program = isinstance(user, int) and user < 1
        return (
            program
            or any(post.get(role) is True for role in self._settings.own)
            or words(post, "primary_group_name", "post.") in self._settings.own_groups
        )


def _words(post: Mapping[str, object]) -> str:
    """The topic's title on its first post, and the post as it was written, else as it is shown."""
    said = without_comments(words(post, "raw", "post."))
    if not said:
        said = _shown(words(post, "cooked", "post."))
    title = words(post, "topic_title", "post.") if post.get("post_number") == 1 else ""
    return shortened(f"{title}\n\n{said}")


def _shown(cooked: str) -> str:
    try:
        return html.to_text(cooked)
    except BadInput as error:
        raise placed(error, "post.") from error
