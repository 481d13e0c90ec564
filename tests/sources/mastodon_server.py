"""A server that answers as Mastodon's API does, as far as it is asked here."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.sources.contract import Trouble

TOKEN = "token-of-the-account"
TROUBLES = {
    "busy": Response(status_code=429, headers={"retry-after": "7"}),
    "down": Response(status_code=500),
    "garbage": PlainTextResponse("<html>"),
    "refuses": JSONResponse({"error": "The access token was revoked"}, 403),
}


class MastodonServer:
    """Statuses under one hashtag, and those among them that mention the account."""

    def __init__(self) -> None:
        self.statuses: list[dict[str, Any]] = []
        self.mentioned: list[str] = []
        self.posted: dict[str, dict[str, Any]] = {}
        self.url = ""
        self.how: Trouble | None = None
        self.app = Starlette(
            routes=[
                Route("/api/v1/timelines/tag/kettle", self.timeline),
                Route("/api/v1/notifications", self.notifications),
                Route("/api/v1/statuses", self.several),
                Route("/api/v1/statuses", self.post, methods=["POST"]),
                Route("/api/v1/statuses/{id}", self.one),
                Route("/api/v1/statuses/{id}/context", self.context),
            ]
        )

    async def timeline(self, request: Request) -> Response:
        return self._page(request, self.statuses)

    async def notifications(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return JSONResponse({"error": "The access token is invalid"}, 401)
        found = [one for one in self.statuses if one.get("id") in self.mentioned]
        return self._page(request, [{"id": f"9{one['id']}", "type": "mention", "status": one} for one in found])

    async def several(self, request: Request) -> Response:
        asked = request.query_params.getlist("id[]")
        return self._answer([one for one in self.statuses if one.get("id") in asked])

    async def one(self, request: Request) -> Response:
        found = [one for one in self.statuses if one.get("id") == request.path_params["id"]]
        return self._answer(found[0]) if found else JSONResponse({"error": "Record not found"}, 404)

    async def context(self, request: Request) -> Response:
        return self._answer({"ancestors": [self.statuses[0]], "descendants": []})

    async def post(self, request: Request) -> Response:
        key = request.headers["idempotency-key"]
        if self.how is None and key not in self.posted:
            self.posted[key] = {**await request.json(), "url": f"https://social.example/@us/{len(self.posted)}"}
        return self._answer(self.posted.get(key))

    def _page(self, request: Request, items: list[dict[str, Any]]) -> Response:
        upto = int(request.query_params.get("min_id", 0))
        limit = int(request.query_params["limit"])
        later = [one for one in items if int(one.get("id") or 0) > upto or "id" not in one]
        return self._answer((later[:limit] if upto else later[-limit:])[::-1])

    def _answer(self, content: object) -> Response:
        return TROUBLES[self.how] if self.how else JSONResponse(content)

    def add(self, content: str, **more: object) -> str:
        """Put up a status with this HTML."""
        at = datetime(2026, 3, 2, 9, len(self.statuses), tzinfo=UTC)
        known = str((int(at.timestamp() * 1000) << 16) + len(self.statuses))
        account = {"acct": "ann@there.example", "display_name": "Ann"}
        self.statuses.append(
            {
                "id": known,
                "created_at": at.isoformat(),
                "edited_at": None,
                "in_reply_to_id": None,
                "visibility": "unlisted",
                "url": f"https://there.example/@ann/{known}",
                "spoiler_text": "",
                "content": content,
                "account": account,
                "media_attachments": [],
                **more,
            }
        )
        return known

    async def say(self, text: str) -> str:
        return self.add(text if "<" in text else f"<p>{escape(text)}</p>".encode(errors="replace").decode())

    async def change(self, external_id: str, text: str) -> bool:
        status = next(one for one in self.statuses if one["id"] == external_id)
        status |= {"content": f"<p>{escape(text)}</p>", "edited_at": datetime(2026, 3, 2, 10, tzinfo=UTC).isoformat()}
        return True

    async def take_back(self, external_id: str) -> bool:
        self.statuses = [one for one in self.statuses if one["id"] != external_id]
        return True

    async def spoil(self) -> bool:
        self.add("", account=None)
        return True

    async def trouble(self, how: Trouble | None) -> bool:
        self.how = how
        return True

    async def received(self) -> list[str]:
        return [str(one["status"]) for one in self.posted.values()]
