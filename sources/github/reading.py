"""What GitHub's webhooks say about issues and discussions (https://docs.github.com/webhooks)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.errors import BadInput
from bot.domain.mention import Arrived
from sources.base import Delivery
from sources.fields import mention_from
from sources.github.settings import GithubSettings
from sources.hexsigned import HexSigned
from sources.payload import number, part, placed, read_object, shortened, without_comments, words

_SAID = {"opened", "created", "edited"}
_TAKEN_BACK = {"deleted", "transferred"}
_HOLDERS = {
    "issues": ("issue", "issue"),
    "issue_comment": ("comment", "issue"),
    "discussion": ("discussion", "discussion"),
    "discussion_comment": ("comment", "discussion"),
}
"""For each event that we hear: what was said, and the conversation in which it was."""


class GithubSource:
    """The source `name`. Other events, GitHub's ping among them, say nothing that concerns us. Raises BadInput."""

    def __init__(self, name: str, settings: GithubSettings, secret: str) -> None:
        self.name = name
        self._settings = settings
        self._signed = HexSigned(
            secret, signature="X-Hub-Signature-256", delivery="X-GitHub-Delivery", event="X-GitHub-Event"
        )

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Delivery:
        """Check the signature over the raw body. Raises BadSignature."""
        return self._signed.verify(headers, raw)

    def parse(self, raw: bytes, *, received_at: datetime, kind: str = "") -> Arrived:
        """Read what a customer wrote, changed or took back. Raises BadInput."""
        if kind not in _HOLDERS:
            return Arrived()
        if raw.startswith(b"payload="):
            raise BadInput("The body is a form. Set the webhook’s content type to application/json on GitHub.")
        body = read_object(raw)
        action = words(body, "action")
        key, around = _HOLDERS[kind]
        said, conversation = part(body, key), part(body, around)
        external_id = f"{kind}:{number(said, 'id', f'{key}.')}"
        if action in _TAKEN_BACK:
            return Arrived(gone=(external_id,))
        if action not in _SAID or "pull_request" in conversation or not self.is_customer(said, f"{key}."):
            return Arrived()
        given = {
            "id": external_id,
            "text": _words(said, f"{key}."),
            "author": _author(said, f"{key}."),
            "posted_at": said.get("created_at"),
            "edited_at": said.get("updated_at") if action == "edited" else None,
            "url": said.get("html_url"),
            "thread": conversation.get("html_url"),
        }
        try:
            return Arrived(mentions=(mention_from(self.name, given, received_at=received_at),))
        except BadInput as error:
            raise placed(error, f"{key}.") from error

    def is_customer(self, said: Mapping[str, object], place: str = "") -> bool:
        """Whether neither a program nor one of the company's own people wrote this. Raises BadInput."""
        if said.get("user") is None:
            return True
        user = part(said, "user", place)
        program = user.get("type") == "Bot" or words(user, "login", f"{place}user.").endswith("[bot]")
        return not program and said.get("author_association") not in self._settings.own


def _words(said: Mapping[str, object], place: str) -> str:
    """The title, where it has one, and the body without the comments of an issue form."""
    title, body = words(said, "title", place), without_comments(words(said, "body", place))
    return shortened(f"{title}\n\n{body}")


def _author(said: Mapping[str, object], place: str) -> Mapping[str, object] | None:
    """Whoever deleted their account is nobody."""
    return None if said.get("user") is None else {"handle": part(said, "user", place).get("login")}
