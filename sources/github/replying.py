"""Replies on GitHub: a comment on the issue or in the discussion, once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from bot.domain.errors import BadInput
from bot.domain.links import is_web_address
from bot.domain.mention import Mention
from bot.ports import ReplyBusy, ReplyRefused, ReplyUnsure
from sources.github.reading import GithubSource
from sources.github.settings import GithubSettings
from sources.way_back import WayBack, mark_of

PAGE = 100
"""Comments in one answer: the most that GitHub gives."""

PAGES = 20
"""How many pages are looked through for an earlier reply."""

_THREAD = re.compile(r"https?://[^/\s]+/([\w.-]+)/([\w.-]+)/(issues|discussions)/([0-9]{1,12})", re.ASCII)
_LOOK = """query($owner: String!, $name: String!, $number: Int!, $before: String) {
 repository(owner: $owner, name: $name) { discussion(number: $number) { id
  comments(last: 100, before: $before) { pageInfo { hasPreviousPage startCursor }
   nodes { url body viewerDidAuthor } } } } }"""
_SAY = """mutation($discussion: ID!, $body: String!, $key: String!) {
 addDiscussionComment(input: {discussionId: $discussion, body: $body, clientMutationId: $key}) {
  comment { url } } }"""


class ReplyingGithub(GithubSource):
    """A GitHub that takes our comments, by a token with write access to issues and discussions. Raises BadInput."""

    def __init__(self, name: str, settings: GithubSettings, secret: str, token: str) -> None:
        super().__init__(name, settings, secret)
        if not re.fullmatch(r"[!-~]+", token):
            raise BadInput("TOKEN holds blanks or other signs that no token of GitHub has. Copy it again.")
        headers = {"authorization": f"Bearer {token}", "x-github-api-version": "2022-11-28"}
        self._api = WayBack(settings.api, headers, internal=settings.internal)
        self._graph = WayBack(settings.api.rstrip("/").removesuffix("/v3"), headers, internal=settings.internal)

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Comment where this was said. Returns the comment's address. Raises ReplyBusy, ReplyRefused, ReplyUnsure."""
        found = _THREAD.fullmatch(to.thread or "")
        if found is None:
            raise ReplyRefused("This mention does not say on which issue or discussion it stands. Answer it by hand.")
        owner, name, kind, at = found.groups()
        mark = mark_of(key)
        body = f"{text}\n\n{mark}"
        if kind == "discussions":
            return await self._in_discussion(owner, name, int(at), body, mark, key)
        return await self._on_issue(f"/repos/{owner}/{name}/issues/{at}/comments", to, body, mark)

    async def _on_issue(self, path: str, to: Mention, body: str, mark: str) -> str:
        since = to.posted_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for page in range(1, PAGES + 1):
            comments = await self._api.ask(f"{path}?since={since}&per_page={PAGE}&page={page}")
            if not isinstance(comments, list):
                raise ReplyUnsure("GitHub did not list the comments of this issue.")
            for comment in _objects(comments):
                if mark in _body(comment) and self._is_ours(comment):
                    return _address(comment.get("html_url"))
            if len(comments) < PAGE:
                break
        else:
            raise _too_long()
        return _address(_at(await self._api.ask(path, {"body": body}), "html_url"))

    def _is_ours(self, comment: Mapping[str, object]) -> bool:
        """Whoever copies our mark into a comment of theirs does not silence us."""
        try:
            return not self.is_customer(comment)
        except BadInput:
            return False

    async def _in_discussion(self, owner: str, name: str, number: int, body: str, mark: str, key: str) -> str:
        before: object = None
        for _ in range(PAGES):
            asked = {"owner": owner, "name": name, "number": number, "before": before}
            discussion = _at(await self._ask_graph(_LOOK, asked), "repository", "discussion")
            comments = _at(discussion, "comments", "nodes")
            for comment in _objects(comments if isinstance(comments, list) else []):
                if mark in _body(comment) and comment.get("viewerDidAuthor") is True:
                    return _address(comment.get("url"))
            if _at(discussion, "comments", "pageInfo", "hasPreviousPage") is not True:
                break
            before = _at(discussion, "comments", "pageInfo", "startCursor")
        else:
            raise _too_long()
        said = {"discussion": _at(discussion, "id"), "body": body, "key": key}
        return _address(_at(await self._ask_graph(_SAY, said), "addDiscussionComment", "comment", "url"))

    async def _ask_graph(self, query: str, variables: Mapping[str, object]) -> object:
        """GraphQL answers 200 to what it refuses too. Raises ReplyRefused with its first reason,
        ReplyBusy."""
        answer = await self._graph.ask("/graphql", {"query": query, "variables": variables})
        errors = _at(answer, "errors")
        if isinstance(errors, list) and errors:
            if _at(errors[0], "type") == "RATE_LIMITED":
                raise ReplyBusy(60)
            reason = _at(errors[0], "message")
            raise ReplyRefused(f"GitHub refused this: {str(reason)[:200] if reason else 'it did not say why'}.")
        return _at(answer, "data")


def _at(answer: object, *keys: str) -> object:
    """What stands at a path in an answer, None where there is nothing."""
    for key in keys:
        answer = answer.get(key) if isinstance(answer, dict) else None
    return answer


def _objects(found: list[Any]) -> Iterator[dict[str, object]]:
    return (one for one in found if isinstance(one, dict))


def _body(comment: Mapping[str, object]) -> str:
    body = comment.get("body")
    return body if isinstance(body, str) else ""


def _address(url: object) -> str:
    """Where a reply can be read. Raises ReplyUnsure."""
    if not isinstance(url, str) or not is_web_address(url):
        raise ReplyUnsure("GitHub did not say where the reply can be read.")
    return url


def _too_long() -> ReplyRefused:
    return ReplyRefused(
        f"More than {PAGE * PAGES:,} comments stand below this: too many to look for an earlier reply. "
        "Answer it by hand."
    )
