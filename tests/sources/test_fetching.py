"""Fetching, from a server on loopback that means no good."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.serving import serve
from sources.addresses import AddressRefused
from sources.errors import SourceBusy, SourceFailed
from sources.fetching import REDIRECT_LIMIT, Fetching, carried, seconds_to_wait

LIMIT = 100_000


async def _echo(request: Request) -> Response:
    return JSONResponse(dict(request.headers), headers={"etag": '"a"', "last-modified": "yesterday"})


async def _conditional(request: Request) -> Response:
    known = request.headers.get("if-none-match") == '"a"' or "if-modified-since" in request.headers
    return Response(status_code=304 if known else 200)


async def _redirect(request: Request) -> Response:
    return RedirectResponse(request.query_params["to"], int(request.query_params.get("status", 302)))


async def _around(request: Request) -> Response:
    left = int(request.path_params["left"])
    return RedirectResponse(f"/around/{left - 1}") if left else PlainTextResponse("there")


async def _packed(request: Request) -> Response:
    packed = gzip.compress(b"0" * int(request.query_params["size"]))
    return Response(packed[: int(request.query_params.get("cut", len(packed)))], headers={"content-encoding": "gzip"})


async def _encoded(request: Request) -> Response:
    return Response(b"no gzip", headers={"content-encoding": request.query_params["as"]})


async def _long(request: Request) -> Response:
    async def zeros() -> AsyncIterator[bytes]:
        for _ in range(1_000):
            yield b"0" * 10_000

    return StreamingResponse(zeros())


async def _silent(request: Request) -> Response:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response()


async def _status(request: Request) -> Response:
    code, wait = int(request.path_params["code"]), request.query_params.get("wait", "")
    return Response(status_code=code, headers={"retry-after": wait} if wait else {})


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """A server on loopback; gives its address."""
    routes = [
        Route("/echo", _echo, methods=["GET", "POST"]),
        Route("/conditional", _conditional),
        Route("/redirect", _redirect, methods=["GET", "POST"]),
        Route("/around/{left}", _around),
        Route("/packed", _packed),
        Route("/encoded", _encoded),
        Route("/long", _long),
        Route("/silent", _silent),
        Route("/status/{code}", _status),
    ]
    async with serve(Starlette(routes=routes)) as url:
        yield url


def fetching(site: str, seconds: float = 5) -> Fetching:
    return Fetching(home=site, internal=True, byte_limit=LIMIT, seconds=seconds)


async def test_an_answer_is_given_whole(site: str) -> None:
    fetched = await fetching(site).get(f"{site}/echo", headers={"authorization": "Bearer x"})
    assert (fetched.status, fetched.url, fetched.headers["etag"]) == (200, f"{site}/echo", '"a"')
    assert b'"host":"127.0.0.1:' in fetched.body
    assert b'"authorization":"Bearer x"' in fetched.body
    assert (await fetching(site).get(f"{site}/packed?size={LIMIT}")).body == b"0" * LIMIT
    posted = await fetching(site).ask("POST", f"{site}/echo", content=b"abc")
    assert b'"content-length":"3"' in posted.body


async def test_what_is_unchanged_is_not_sent(site: str) -> None:
    for known in ({"etag": '"a"'}, {"modified": "yesterday"}):
        assert (await fetching(site).get(f"{site}/conditional", **known)).unchanged
    assert not (await fetching(site).get(f"{site}/conditional", etag='"b"')).unchanged


async def test_a_redirect_is_followed_as_far_as_it_may(site: str) -> None:
    there = await fetching(site).get(f"{site}/around/{REDIRECT_LIMIT}")
    assert (there.body, there.url) == (b"there", f"{site}/around/0")
    with pytest.raises(SourceFailed, match="redirects without an end"):
        await fetching(site).get(f"{site}/around/{REDIRECT_LIMIT + 1}")
    assert (await fetching(site).ask("POST", f"{site}/redirect?to=/echo")).status == 302


@pytest.mark.parametrize(
    "to",
    [
        "http://localhost:1/",
        "http://127.0.0.1:1/",
        "//127.0.0.1:1/",
        "http://[::1]:1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://127.1/",
        "file:///etc/passwd",
        "http://ann:pw@x.example/",
        "http://[::1",
    ],
)
@pytest.mark.parametrize("status", [302, 307])
async def test_a_redirect_inside_is_refused(site: str, to: str, status: int) -> None:
    with pytest.raises(AddressRefused):
        await fetching(site).get(f"{site}/redirect?status={status}&to={to.replace('&', '%26')}")


async def test_a_token_goes_along_within_its_host(site: str) -> None:
    kept = await fetching(site).get(f"{site}/redirect?to=/echo", headers={"api-key": "x-1"})
    assert b"x-1" in kept.body


@pytest.mark.parametrize(
    ("onward", "kept"),
    [
        ("https://x.example:443/b", {"authorization", "api-key", "accept"}),
        ("http://x.example/b", {"accept"}),
        ("https://x.example:8443/b", {"accept"}),
        ("https://y.x.example/b", {"accept"}),
    ],
)
def test_a_token_stays_with_its_host(onward: str, kept: set[str]) -> None:
    headers = httpx.Headers({"Authorization": "Bearer x", "Api-Key": "y", "Accept": "text/x"})
    assert set(carried(headers, "https://x.example/a", onward)) == kept


async def test_without_leave_nothing_inside_is_asked(site: str) -> None:
    for address in (site, site.replace("127.0.0.1", "localhost")):
        with pytest.raises(AddressRefused, match="internal = true"):
            await Fetching(home=address).get(f"{address}/echo")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/packed?size=50000000", "gives more than 100,000 bytes"),
        ("/packed?size=50000&cut=40", "broke off"),
        ("/encoded?as=gzip", "packs its answer wrongly"),
        ("/encoded?as=br", "was not asked for"),
        ("/encoded?as=gzip,gzip", "was not asked for"),
        ("/long", "gives more than 100,000 bytes"),
        ("/status/404", "404: nothing is there. Check the source’s address"),
        ("/status/401", "401: it does not let us in. Check the source’s secrets"),
        ("/status/500?token=hidden", "500"),
    ],
)
async def test_what_cannot_be_used_is_said_so(site: str, path: str, why: str) -> None:
    with pytest.raises(SourceFailed, match=why.replace(".", r"\.")) as refusal:
        await fetching(site).get(f"{site}{path}")
    assert "hidden" not in str(refusal.value)


async def test_a_server_that_does_not_answer_is_left(site: str) -> None:
    with pytest.raises(SourceFailed, match="did not answer within"):
        await fetching(site, seconds=0.05).get(f"{site}/silent")
    with pytest.raises(SourceFailed, match="takes no connection"):
        await Fetching(home="http://127.0.0.1:1", internal=True).get("http://127.0.0.1:1/")


@pytest.mark.parametrize("code", [429, 503])
async def test_a_server_that_asks_to_wait_is_heard(site: str, code: int) -> None:
    with pytest.raises(SourceBusy) as busy:
        await fetching(site).get(f"{site}/status/{code}?wait=17")
    assert busy.value.after == 17


@pytest.mark.parametrize(
    ("wanted", "seconds"),
    [("0", 1), ("7", 7), ("99999999999", 3_600), ("", 60), ("soon", 60), ("-5", 60), ("１", 60)],
)
def test_a_wait_is_read(wanted: str, seconds: float) -> None:
    assert seconds_to_wait(wanted) == seconds


def test_a_wait_may_be_a_date() -> None:
    wanted = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 < seconds_to_wait(wanted) <= 100
    assert seconds_to_wait("Wed, 21 Oct 2015 07:28:00 GMT") == 1
