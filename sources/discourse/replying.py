"""Replies in a Discourse forum: a post in the topic, below the one that it answers, once."""

from __future__ import annotations

import re

from bot.domain.errors import BadInput
from bot.domain.links import is_web_address
from bot.domain.mention import Mention
from bot.ports import ReplyRefused, ReplyUnsure
from sources.discourse.reading import DiscourseSource
from sources.discourse.settings import DiscourseSettings
from sources.way_back import WayBack, mark_of

PAGE = 50
"""Posts that are asked for at once."""

LATER_LIMIT = 1_000
"""How many later posts of a topic are looked through for an earlier reply."""

_NUMBER = re.compile("[1-9][0-9]{0,17}", re.ASCII)


class ReplyingDiscourse(DiscourseSource):
    """A forum that takes our posts, by an API key that may write them. Raises BadInput."""

    def __init__(self, name: str, settings: DiscourseSettings, secret: str, api_key: str) -> None:
        super().__init__(name, settings, secret)
        if not re.fullmatch(r"[!-~]+", api_key) or not re.fullmatch(r"[!-~]+", settings.username):
            raise BadInput("API_KEY or username holds blanks or other odd signs. Copy it again from the forum.")
        headers = {"api-key": api_key, "api-username": settings.username}
        self._api = WayBack(settings.url, headers, internal=settings.internal)

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Post below what was said. Returns the post's address. Raises ReplyBusy, ReplyRefused, ReplyUnsure."""
        topic, answered = to.thread or "", to.external_id
        if not _NUMBER.fullmatch(topic) or not _NUMBER.fullmatch(answered):
            raise ReplyRefused("This mention does not say in which topic it stands. Answer it by hand.")
        mark = mark_of(key)
        earlier = await self._find(int(topic), int(answered), mark)
        if earlier is not None:
            return self._address(earlier)
        given = {"topic_id": int(topic), "raw": f"{text}\n\n{mark}", "reply_to_post_number": _place(to)}
        return self._address(await self._api.ask("/posts.json", given))

    async def _find(self, topic: int, answered: int, mark: str) -> object | None:
        """Our post with this mark, if it stands there already. Whoever copies the mark does not silence us."""
        for ids in self._pages(await self._api.ask(f"/t/{topic}.json"), answered):
            asked = "&".join(f"post_ids[]={post}" for post in ids)
            page = await self._api.ask(f"/t/{topic}/posts.json?include_raw=true&{asked}")
            for post in _posts(page):
                said, author = post.get("raw"), post.get("username")
                ours = isinstance(author, str) and author.lower() == self._settings.username.lower()
                if ours and isinstance(said, str) and mark in said:
                    return post
        return None

    def _pages(self, topic: object, answered: int) -> list[list[int]]:
        """The numbers of the posts after the one that is answered. Raises ReplyUnsure, ReplyRefused."""
        stream = _stream(topic).get("stream")
        if not isinstance(stream, list):
            raise ReplyUnsure("The forum did not list the posts of this topic.")
        later = [post for post in stream if isinstance(post, int) and post > answered]
        if len(later) > LATER_LIMIT:
            raise ReplyRefused(
                f"More than {LATER_LIMIT:,} posts stand below this: too many to look for an earlier reply. "
                "Answer it by hand."
            )
        return [later[start : start + PAGE] for start in range(0, len(later), PAGE)]

    def _address(self, post: object) -> str:
        """Where a post can be read. Raises ReplyUnsure."""
        if isinstance(post, dict):
            topic, place = post.get("topic_id"), post.get("post_number")
            url = f"{self._settings.url.rstrip('/')}/t/{topic}/{place}"
            if isinstance(topic, int) and isinstance(place, int) and is_web_address(url):
                return url
            if post.get("action") == "enqueued":
                raise ReplyRefused(
                    "The forum holds this reply back for its moderators. Let one approve it there and record its "
                    f"link, and let {self._settings.username} post without approval."
                )
        raise ReplyUnsure("The forum did not say where the reply can be read.")


def _stream(answer: object) -> dict[str, object]:
    stream = answer.get("post_stream") if isinstance(answer, dict) else None
    return stream if isinstance(stream, dict) else {}


def _posts(answer: object) -> list[dict[str, object]]:
    posts = _stream(answer).get("posts")
    return [post for post in posts if isinstance(post, dict)] if isinstance(posts, list) else []


def _place(to: Mention) -> int | None:
    """The number within its topic of the post that is answered."""
    place = (to.url or "").rpartition("/")[2]
    return int(place) if _NUMBER.fullmatch(place) else None
