"""The limit of everything that goes through Slack's endpoint: a Bolt app that only acknowledges.

It has Muster's settings of Bolt, Bolt's own adapter for Starlette and uvicorn, and nothing else. Run as a process.
"""

import os
import re

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handlers.messenger import make_client


async def acknowledge(ack: AsyncAck) -> None:
    """Say that it came, no more."""
    await ack()


def make_server() -> Starlette:
    """The ASGI app, wired by the same environment as Muster."""
    app = AsyncApp(
        client=make_client(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"]),
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        process_before_response=True,
    )
    app.command("/muster")(acknowledge)
    app.action(re.compile(""))(acknowledge)
    slack = AsyncSlackRequestHandler(app)

    async def slack_events(request: Request) -> Response:
        return await slack.handle(request)

    return Starlette(routes=[Route("/slack/events", slack_events, methods=["POST"])])


if __name__ == "__main__":
    uvicorn.run(
        make_server(),
        host=os.environ["HOST"],
        port=int(os.environ["PORT"]),
        log_config=None,
        access_log=False,
        lifespan="off",
    )
