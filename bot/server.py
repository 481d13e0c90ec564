"""The web process: Slack's endpoint, the sources' webhooks, the feedback page, health and metrics."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.bootstrap import Muster
from bot.domain.errors import BadInput
from bot.feedback_desk import FeedbackDesk
from bot.logs import trail
from bot.metrics import DELIVERIES, FAILURES, PARKED, REQUESTS, SILENCE, WAITING, WORKERS
from bot.ports import Delivery
from bot.usecases.receive_delivery import park_delivery, receive_delivery
from handlers.slack_app import make_slack_app
from pages.feedback import feedback_routes
from sources.base import PushSource
from sources.errors import BadSignature

log = structlog.get_logger()

BODY_LIMIT = 5 * 1024 * 1024
"""Bytes of a request; more is refused."""

DRAIN_LIMIT = 64 * 1024 * 1024
"""Bytes of a refused request that are read to be thrown away."""

Endpoint = Callable[[Request], Awaitable[Response]]


class TooLarge(Exception):
    """The body of a request exceeds BODY_LIMIT."""


def make_server(muster: Muster, signing_secret: str | None) -> Starlette:
    """The ASGI app on a wired Muster. Without a signing secret it does not listen to Slack."""

    async def source(request: Request) -> Response:
        return await receive(request, muster)

    async def ready(request: Request) -> Response:
        return await readiness(muster)

    async def metrics(request: Request) -> Response:
        await measure(muster)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    routes = [
        Route("/sources/{name}", timed("/sources", source), methods=["POST"]),
        *feedback_routes(FeedbackDesk(muster)),
        Route("/healthz", alive),
        Route("/readyz", ready),
        Route("/metrics", metrics),
    ]
    if signing_secret:
        routes.append(_slack_route(muster, signing_secret))
    return Starlette(routes=routes)


def _slack_route(muster: Muster, signing_secret: str) -> Route:
    slack = AsyncSlackRequestHandler(make_slack_app(muster.desk, muster.client, signing_secret))

    async def slack_events(request: Request) -> Response:
        await read_body(request)
        try:
            return await slack.handle(request)
        except ValueError:  # Bolt reads the body before it looks at the signature
            return _said(400, "The body is neither a form nor JSON in UTF-8.")

    return Route("/slack/events", timed("/slack/events", slack_events), methods=["POST"])


def timed(path: str, endpoint: Endpoint) -> Endpoint:
    """An endpoint whose answers are measured, and that refuses a body that is too large."""

    async def answer(request: Request) -> Response:
        started = time.perf_counter()
        try:
            response = await endpoint(request)
        except TooLarge:
            response = _said(413, f"The body is larger than {BODY_LIMIT // 1024 // 1024} MB. Send it in parts.")
        except ClientDisconnect:
            response = Response(status_code=499)
        REQUESTS.labels(path, str(response.status_code)).observe(time.perf_counter() - started)
        return response

    return answer


async def receive(request: Request, muster: Muster) -> Response:
    """Take an arrival in: 202 for a new one, 200 for a repeat, and what is wrong with all others."""
    name = request.path_params["name"]
    source = muster.sources.get(name)
    if not isinstance(source, PushSource):
        return _said(404, f"There is no source “{name}” here, or it has no secret yet.")
    raw = await read_body(request)
    try:
        verified = source.verify(dict(request.headers), raw)
    except BadSignature as error:
        DELIVERIES.labels(name, "bad signature").inc()
        return _said(401, str(error))
    arrival = Delivery(
        source=name, delivery_id=verified.id, raw=raw, received_at=muster.clock.now(), kind=verified.kind
    )
    try:
        await asyncio.to_thread(muster.parse, arrival)  # refused here, while the sender still listens
    except BadInput as error:
        DELIVERIES.labels(name, "parked").inc()
        await park_delivery(arrival, str(error), uow=muster.uow())
        return _said(400, str(error))
    except Exception as error:
        log.error("source broke", source=name, reason=trail(error))
        DELIVERIES.labels(name, "parked").inc()
        await park_delivery(arrival, f"The connector broke ({type(error).__name__}).", uow=muster.uow())
        return _said(500, "This could not be read, by a fault of ours. It is kept; send it again later.")
    new = await receive_delivery(arrival, uow=muster.uow())
    DELIVERIES.labels(name, "new" if new else "repeat").inc()
    return _said(202 if new else 200, "Taken in." if new else "Known already; nothing changed.")


async def read_body(request: Request) -> bytes:
    """The body of a request. Raises TooLarge where it exceeds BODY_LIMIT.

    What is too much is read on for a while and thrown away: a sender in the middle of it would otherwise see a broken
    connection instead of the answer.
    """
    body, seen = bytearray(), 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen <= BODY_LIMIT:
            body += chunk
        elif seen > DRAIN_LIMIT:
            break
    if seen > BODY_LIMIT:
        raise TooLarge
    request._body = bytes(body)  # Starlette's own place for a body that was read
    return request._body


async def alive(request: Request) -> Response:
    """Liveness: the process answers."""
    return PlainTextResponse("alive")


async def readiness(muster: Muster) -> Response:
    """Readiness: the database answers and keeps jobs."""
    report = await muster.health()
    return JSONResponse(report.as_json(), status_code=200 if report.ready else 503)


async def measure(muster: Muster) -> None:
    """Read the gauges off the database; without one they keep their last value."""
    report = await muster.health()
    if report.database:
        WAITING.set(report.jobs_waiting)
        WORKERS.set(report.workers)
        for kind, number in report.parked.items():
            PARKED.labels(kind).set(number)
        for name, source in report.sources.items():
            FAILURES.labels(name).set(source.failures)
            SILENCE.labels(name).set(source.worked_seconds_ago or 0)


def _said(status: int, text: str) -> Response:
    return JSONResponse({"ok": status < 400, "message": text}, status_code=status)
