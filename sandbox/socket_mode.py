"""Socket Mode: the same payloads as over HTTP, in envelopes over a websocket that the bot opens."""

import asyncio
import itertools
import secrets
import uuid
from typing import Any, Literal

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.errors import Json
from sandbox.people import APP_ID

Kind = Literal["events_api", "interactive", "slash_commands"]
CONNECTION_LIMIT = 10


class SocketTimeout(Exception):
    """The bot went away before it acknowledged an envelope."""


class SocketMode:
    """The websockets that the bot holds open; any one of them may get a payload."""

    def __init__(self) -> None:
        self._tickets: set[str] = set()
        self._connections: list[WebSocket] = []
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._turn = itertools.count()

    @property
    def is_open(self) -> bool:
        """Whether the bot holds at least one connection."""
        return bool(self._connections)

    @property
    def connections(self) -> int:
        """How many connections the bot holds."""
        return len(self._connections)

    def ticket(self) -> str:
        """The right to open one connection."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, websocket: WebSocket) -> None:
        """Keep one connection of the bot until either side closes it."""
        ticket = websocket.query_params.get("ticket", "")
        if ticket not in self._tickets or len(self._connections) >= CONNECTION_LIMIT:
            await websocket.close(code=4001)
            return
        self._tickets.discard(ticket)
        await websocket.accept()
        self._connections.append(websocket)
        try:
            await websocket.send_json(self._hello())
            while True:
                self._acknowledged(await websocket.receive_json())
        except WebSocketDisconnect:
            pass
        finally:
            if websocket in self._connections:
                self._connections.remove(websocket)

    async def carry(self, kind: Kind, payload: Json, *, retry: int, reason: str | None) -> Json:
        """Send a payload over one of the connections; gives the response that came with the ack."""
        envelope_id = str(uuid.uuid4())
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": payload,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason or ""}
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = future
        connection = self._connections[next(self._turn) % len(self._connections)]
        try:
            await connection.send_json(envelope)
            return await future
        except (WebSocketDisconnect, RuntimeError) as error:
            raise SocketTimeout from error
        finally:
            del self._waiting[envelope_id]

    async def disconnect(self, reason: str = "refresh_requested") -> int:
        """Tell the bot to connect anew, as Slack does every few hours; gives how many were told."""
        leaving, self._connections = self._connections, []
        for connection in leaving:
            await connection.send_json({"type": "disconnect", "reason": reason, "debug_info": _debug_info()})
            await connection.close()
        return len(leaving)

    def _acknowledged(self, message: Any) -> None:
        future = self._waiting.get(message.get("envelope_id", "")) if isinstance(message, dict) else None
        if future and not future.done():
            future.set_result(message.get("payload") or {})

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.connections,
            "debug_info": _debug_info(),
            "connection_info": {"app_id": APP_ID},
        }


def _debug_info() -> Json:
    return {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}
