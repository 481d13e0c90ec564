"""The sandbox as one ASGI app: Web API, response URLs, files, sockets, control, and the page."""

import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from sandbox.answers import take_response
from sandbox.control.routes import control_routes
from sandbox.customer_replies import CustomerReplies
from sandbox.errors import SlackError
from sandbox.files import INLINE_TYPES
from sandbox.web_api import WebApi
from sandbox.workspace import Workspace

_PAGE = Path(__file__).parent / "page"
_PAGE_HEADERS = {
    "content-security-policy": "default-src 'self'; img-src * data:; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


def create_app(workspace: Workspace) -> Starlette:
    """The app that serves `workspace`."""
    outside = _Outside(workspace)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with workspace.deliveries:
            yield

    routes = [
        Route("/", _page, methods=["GET"]),
        Route("/api/{method}", WebApi(workspace).answer, methods=["GET", "POST"]),
        Route("/hooks/{token}", outside.respond, methods=["POST"]),
        Route("/upload/v1/{id}", outside.upload, methods=["POST", "PUT"]),
        Route("/files/{id}/{name:path}", outside.file, methods=["GET"]),
        Route("/archives/{channel}/p{ts:int}", outside.permalink, methods=["GET"]),
        Route("/customers/replies", CustomerReplies(workspace).take, methods=["POST"]),
        WebSocketRoute("/link/", outside.socket),
        *control_routes(workspace),
        Mount("/page", StaticFiles(directory=_PAGE)),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


async def _page(request: Request) -> Response:
    return FileResponse(_PAGE / "index.html", headers=_PAGE_HEADERS)


class _Outside:
    """The addresses that Slack hands out: response URLs, uploads, files, permalinks, sockets."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def respond(self, request: Request) -> Response:
        """Take a post to a response URL."""
        try:
            payload = json.loads(await request.body())
        except ValueError:
            return PlainTextResponse("invalid_payload", status_code=400)
        try:
            ticket = self._workspace.tickets.use_response_url(request.path_params["token"])
            take_response(self._workspace, ticket, payload)
        except SlackError as refusal:
            gone = refusal.code in ("expired_url", "used_url")
            return JSONResponse(refusal.body(), status_code=404 if gone else 400)
        self._workspace.changes.touch()
        return PlainTextResponse("ok")

    async def upload(self, request: Request) -> Response:
        """Take the bytes of a file, raw or as a form."""
        try:
            file = self._workspace.files.find(request.path_params["id"])
        except SlackError:
            return PlainTextResponse("Unknown file", status_code=404)
        if request.headers.get("content-type", "").startswith("multipart/"):
            parts = (await request.form()).values()
            file.content = b"".join([await part.read() for part in parts if not isinstance(part, str)])
        else:
            file.content = await request.body()
        return PlainTextResponse(f"OK - {len(file.content)}")

    async def file(self, request: Request) -> Response:
        """Give a file; only plain pictures may open in the page, all else is downloaded."""
        try:
            file = self._workspace.files.find(request.path_params["id"])
        except SlackError:
            return PlainTextResponse("Unknown file", status_code=404)
        headers = {"x-content-type-options": "nosniff"}
        if file.media_type not in INLINE_TYPES:
            headers["content-disposition"] = "attachment"
        return Response(file.content or b"", media_type=file.media_type, headers=headers)

    async def permalink(self, request: Request) -> Response:
        """Open the page at a message."""
        channel, digits = request.path_params["channel"], str(request.path_params["ts"])
        ts = f"{digits[:-6]}.{digits[-6:]}"
        thread = request.query_params.get("thread_ts", ts)
        return RedirectResponse(f"/#channel={channel}&thread={thread}&message={ts}")

    async def socket(self, websocket: WebSocket) -> None:
        """Keep a Socket Mode connection."""
        await self._workspace.socket_mode.serve(websocket)
