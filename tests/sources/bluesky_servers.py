"""A stream in Jetstream's published shape, and a server that takes posts, as far as they are asked here."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request as Asked
from websockets.http11 import Response as Answered

from tests.sources.contract import Trouble

ANN = "did:plc:eygmaihciaxprqvxpfvl6flk"
US = "did:plc:oky5czdrnfjpqslsw2a5iclo"
PASSWORD = "abcd-efgh-ijkl-mnop"
POSTS = "app.bsky.feed.post"


class Jetstream:
    """Plays its events from the cursor on, then is silent. Times are of a minute ago, a millisecond apart."""

    def __init__(self) -> None:
        self.events: list[tuple[int, str]] = []
        self.asked: list[dict[str, list[str]]] = []
        self.how: Trouble | None = None
        self.url = ""
        self._begun = time.time_ns() // 1_000 - 60_000_000

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Jetstream]:
        """Serve on loopback while the context is open."""
        async with serve(self._play, "127.0.0.1", 0, process_request=self._let_in, max_size=None) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            self.url = f"ws://127.0.0.1:{port}/subscribe"
            yield self

    async def _let_in(self, connection: ServerConnection, request: Asked) -> Answered | None:
        self.asked.append(parse_qs(urlsplit(request.path).query))
        if self.how == "busy":
            answer = connection.respond(HTTPStatus.TOO_MANY_REQUESTS, "slow down")
            answer.headers["Retry-After"] = "7"
            return answer
        return connection.respond(HTTPStatus.FORBIDDEN, "no") if self.how == "refuses" else None

    async def _play(self, connection: ServerConnection) -> None:
        if self.how == "down":
            await connection.close(1011)
            return
        start = int(self.asked[-1]["cursor"][0])
        for at, frame in self.events:
            if at >= start:
                await connection.send(frame)
        await connection.wait_closed()

    def emit(self, operation: str, key: str, record: object = None, **more: object) -> str:
        """Put one event on the stream. Returns the post's address in the network."""
        number = len(self.events)
        commit = {"rev": f"3l3qo2vuts{number:03}", "operation": operation, "collection": POSTS, "rkey": key}
        if record is not None:
            commit |= {"record": record, "cid": "bafyreidc6sydkkbchcyg62v77wbhzvb2mvytlmsychqgwf2xojjtirmzj4"}
        at = self._begun + 1_000 * number
        given = {"did": ANN, "time_us": at, "kind": "commit", "commit": commit, **more}
        self.events.append((at, json.dumps(given)))
        return f"at://{given['did']}/{POSTS}/{key}"

    async def say(self, text: str) -> str:
        return self.emit("create", f"3l3qo2vuo{len(self.events):04}", post(text, facets=[naming(US)]))

    async def change(self, external_id: str, text: str) -> bool:
        self.emit("update", external_id.rpartition("/")[2], post(text, facets=[naming(US)]))
        return True

    async def take_back(self, external_id: str) -> bool:
        self.emit("delete", external_id.rpartition("/")[2])
        return True

    async def spoil(self) -> bool:
        self.emit("create", "3l3qo2vuospoilt", post("", facets=[naming(US)]))
        return True

    async def trouble(self, how: Trouble | None) -> bool:
        self.how = how
        return how != "garbage"


def post(text: str, **more: object) -> dict[str, Any]:
    """A record as people's programs write it."""
    return {"$type": POSTS, "createdAt": "2026-03-02T09:30:00.102Z", "langs": ["en"], "text": text, **more}


def naming(did: str) -> dict[str, Any]:
    """The part of a record that says whom a post names."""
    feature = {"$type": "app.bsky.richtext.facet#mention", "did": did}
    return {"index": {"byteStart": 0, "byteEnd": 1}, "features": [feature]}


class PostServer:
    """The parts of com.atproto that a reply needs."""

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Any]] = {}
        self.replies: dict[str, dict[str, Any]] = {}
        self.logins = 0
        self.how: Trouble | None = None
        self.app = Starlette(
            routes=[
                Route("/xrpc/com.atproto.server.createSession", self.log_in, methods=["POST"]),
                Route("/xrpc/com.atproto.repo.getRecord", self.get),
                Route("/xrpc/com.atproto.repo.putRecord", self.put, methods=["POST"]),
            ]
        )

    async def log_in(self, request: Request) -> Response:
        if await request.json() != {"identifier": "us.example", "password": PASSWORD}:
            return self._refuse(401, "AuthenticationRequired", "Invalid identifier or password")
        self.logins += 1
        return JSONResponse({"did": US, "accessJwt": f"token-{self.logins}"})

    async def get(self, request: Request) -> Response:
        asked = request.query_params
        found = self.records.get(f"at://{asked['repo']}/{asked['collection']}/{asked['rkey']}")
        return JSONResponse(found) if found else self._refuse(400, "RecordNotFound", "Could not locate record")

    async def put(self, request: Request) -> Response:
        match self.how:
            case "busy":
                return Response(status_code=429, headers={"retry-after": "7"})
            case "down":
                return Response(status_code=500)
            case "refuses":
                return self._refuse(400, "InvalidRequest", "Invalid app.bsky.feed.post record")
        if request.headers["authorization"] != f"Bearer token-{self.logins}":
            return self._refuse(400, "ExpiredToken", "Token has expired")
        given = await request.json()
        if given["swapRecord"] is None and given["rkey"] in self.replies:
            return self._refuse(400, "InvalidSwap", "Record was at bafyreidc6sydkkbchcyg62v77wbhzvb2mvytlms")
        self.replies[given["rkey"]] = given["record"]
        if self.how == "garbage":
            return PlainTextResponse("<html>")
        return JSONResponse({"uri": f"at://{US}/{POSTS}/{given['rkey']}", "cid": "bafy"})

    def _refuse(self, status: int, name: str, message: str) -> Response:
        return JSONResponse({"error": name, "message": message}, status)

    async def trouble(self, how: Trouble | None) -> bool:
        self.how = how
        return True

    async def received(self) -> list[str]:
        return [str(record["text"]) for record in self.replies.values()]
