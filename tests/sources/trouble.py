"""A server's bad moments, for the far sides of sources that are spoken to over HTTP."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tests.sources.contract import Trouble


class Troubled:
    """Answers like this to everything, until told otherwise."""

    def __init__(self) -> None:
        self.how: Trouble | None = None

    async def trouble(self, how: Trouble | None) -> bool:
        """From now on answer like this; None: as ever."""
        self.how = how
        return True

    def answer(self, request: Request) -> Response | None:
        """What a server in trouble answers."""
        match self.how:
            case "busy":
                return JSONResponse({"message": "slow down"}, 429, headers={"retry-after": "7"})
            case "garbage":
                return PlainTextResponse("<html>not what you asked for", 200)
            case "refuses":
                return JSONResponse({"message": "Resource not accessible"}, 403)
            case "down":
                return PlainTextResponse("bad gateway", 502)
        return None
