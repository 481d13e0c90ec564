"""The addresses under /control/, and how a refusal there reads."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.control import acts, asking, pressing, seeing, steering
from sandbox.control.given import Given
from sandbox.errors import Json, Refused, SlackError
from sandbox.workspace import Workspace

Act = Callable[[Workspace, Given], Awaitable[Json]]

POSTS: dict[str, Act] = {
    "speak": acts.speak,
    "edit": acts.edit,
    "delete": acts.delete,
    "react": acts.react,
    "read": acts.read,
    "join": acts.join,
    "archive": acts.archive,
    "command": asking.command,
    "shortcut": asking.shortcut,
    "submit": asking.submit,
    "close": asking.close,
    "home": asking.home,
    "press": pressing.press,
    "suggest": pressing.suggest,
    "mention": steering.mention,
    "storm": steering.storm,
    "redeliver": steering.redeliver,
    "event": steering.event,
    "limit": steering.limit,
    "fail": steering.fail,
    "hang": steering.hang,
    "reply_fault": steering.reply_fault,
    "support": steering.support,
    "disconnect": steering.disconnect,
    "reset": steering.reset,
}
GETS: dict[str, Act] = {
    "sees": seeing.sees,
    "channel": seeing.channel,
    "thread": seeing.thread,
    "state": seeing.state,
    "conversations": steering.conversations,
    "calls": steering.calls,
    "settled": steering.settled,
}


def control_routes(workspace: Workspace) -> list[Route]:
    """All routes of the control interface."""
    posts = [Route(f"/control/{name}", _posted(workspace, act), methods=["POST"]) for name, act in POSTS.items()]
    gets = [Route(f"/control/{name}", _gotten(workspace, act), methods=["GET"]) for name, act in GETS.items()]
    return [*posts, *gets, Route("/control/stream", _stream(workspace), methods=["GET"])]


def _posted(workspace: Workspace, act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if not _from_here(request):
            return _refusal("Only the sandbox's own page may do this from a browser.")
        try:
            values = json.loads(await request.body() or b"{}")
        except ValueError:
            return _refusal("The body is not JSON.")
        if not isinstance(values, dict):
            return _refusal("The body must be a JSON object.")
        response = await _answered(workspace, request, act, values)
        workspace.changes.touch()
        return response

    return endpoint


def _from_here(request: Request) -> bool:
    # A browser names the page that asks; other programs on this machine do not.
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.url.netloc


def _gotten(workspace: Workspace, act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await _answered(workspace, request, act, dict(request.query_params))

    return endpoint


async def _answered(workspace: Workspace, request: Request, act: Act, values: Json) -> Response:
    workspace.base_url = str(request.base_url)
    try:
        return JSONResponse({"ok": True} | await act(workspace, Given(values)))
    except Refused as refusal:
        return _refusal(str(refusal))
    except SlackError as refusal:
        return _refusal(f"Slack refuses this: {refusal.code}.")


def _refusal(sentence: str) -> Response:
    return JSONResponse({"ok": False, "error": sentence}, status_code=400)


def _stream(workspace: Workspace) -> Callable[[Request], Awaitable[Response]]:
    async def changes() -> AsyncIterator[str]:
        async for serial in workspace.changes.follow():
            yield f"event: change\ndata: {serial}\n\n"
            # A burst of changes is told as one.
            await asyncio.sleep(0.05)

    async def endpoint(request: Request) -> Response:
        headers = {"cache-control": "no-store"}
        return StreamingResponse(changes(), media_type="text/event-stream", headers=headers)

    return endpoint
