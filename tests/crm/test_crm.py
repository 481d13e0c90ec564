"""The systems in which customers are kept: one contract for all, and what each can go wrong with."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.domain.provenance import CrmRecord
from bot.ports.crm import Crm, CrmBusy, CrmFailed
from crm import Salesforce, Secrets, Table
from crm.soql import quoted
from sandbox.serving import serve

FIELDS = ("Level__c", "Account.Name", "Phone", "Vip__c")
DANA, BRIEN = "dana@mill.example", "o'brien\\@mill.example"
PEOPLE: dict[str, dict[str, Any]] = {
    DANA: {"Id": "003A", "Level__c": "Platinum", "Account": {"Name": "Mill"}, "Phone": None, "Vip__c": "yes"},
    BRIEN: {"Id": "003B", "Level__c": "Basic", "Account": None, "Phone": "+353 1", "Vip__c": "no"},
}


@dataclass
class Org:
    """What a Salesforce org answers, in its published shape. `trouble` are answers that come first."""

    tokens: int = 0
    asked: list[str] = field(default_factory=list)
    trouble: list[Response] = field(default_factory=list)
    records: Callable[[str], list[dict[str, Any]]] | None = None
    pages: int = 1
    lasts: int | None = None
    refuse_secret: bool = False

    def app(self) -> Starlette:
        """The org as an ASGI app."""
        return Starlette(
            routes=[
                Route("/services/oauth2/token", self.token, methods=["POST"]),
                Route("/services/data/{rest:path}", self.query),
            ]
        )

    async def token(self, request: Request) -> Response:
        """OAuth’s client credentials flow."""
        form = {name: value for name, [value] in parse_qs((await request.body()).decode()).items()}
        if self.refuse_secret:
            problem = {"error": "invalid_client", "error_description": "invalid client credentials"}
            return JSONResponse(problem, status_code=401)
        assert form == {"grant_type": "client_credentials", "client_id": "id", "client_secret": "secret"}
        self.tokens += 1
        answer: dict[str, Any] = {
            "access_token": f"00D!{self.tokens}",
            "instance_url": "https://elsewhere.example",
            "id": "https://login.salesforce.com/id/00D/005",
            "token_type": "Bearer",
            "issued_at": "1278448832702",
            "signature": "0CmxinZir53Yex7nE0TD+zMpvIWYGb/bdJh6XfOH6EQ=",
        }
        return JSONResponse(answer | ({"expires_in": self.lasts} if self.lasts else {}))

    async def query(self, request: Request) -> Response:
        """A page of records."""
        if self.trouble:
            return self.trouble.pop(0)
        if request.headers["Authorization"] != f"Bearer 00D!{self.tokens}":
            return invalid_session()
        asked = request.query_params.get("q", "")
        self.asked.append(asked or request.url.path)
        page = len(self.asked)
        records = [
            {"attributes": {"type": "Contact", "url": f"/services/data/v61.0/sobjects/Contact/{one['Id']}"}, **one}
            for mail, one in PEOPLE.items()
            if f"Email = {quoted(mail)} " in asked
        ]
        answer = {"totalSize": len(records), "done": page >= self.pages, "records": records}
        if page < self.pages:
            answer["nextRecordsUrl"] = f"/services/data/v61.0/query/01gD{page}-2000"
        return JSONResponse(answer)


def invalid_session() -> Response:
    """What Salesforce says of a token that holds no longer."""
    problem = [{"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}]
    return JSONResponse(problem, status_code=401)


@dataclass
class Clock:
    """Seconds that a test moves on."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@contextlib.asynccontextmanager
async def org(clock: Clock | None = None, **answers: Any) -> AsyncIterator[tuple[Org, Salesforce]]:
    """An org on loopback, and the adapter that asks it."""
    served = Org(**answers)
    async with serve(served.app()) as url:
        crm = Salesforce(
            url,
            Secrets(client_id="id", client_secret="secret"),
            kind="Contact",
            mail_field="Email",
            fields=FIELDS,
            version="v61.0",
            time_limit=5,
            now=clock or Clock(),
        )
        yield served, crm
        await crm.close()


HEAD = "Id,Email,Level__c,Account.Name,Phone,Vip__c\n"


def table(folder: Path, *lines: str, head: str = HEAD) -> Table:
    """A file with these lines."""
    file = folder / "customers.csv"
    file.write_text("\ufeff" + head + "\n".join(lines), encoding="utf-8")
    return Table(file, id_field="Id", mail_field="Email", fields=FIELDS)


@contextlib.asynccontextmanager
async def either(kind: str, folder: Path) -> AsyncIterator[Crm]:
    """A system of this kind that knows the same people."""
    if kind == "csv":
        yield table(folder, f"003A,{DANA},Platinum,Mill,,yes", "", f'003B,"{BRIEN}",Basic,,+353 1,no')
    else:
        async with org() as (_, crm):
            yield crm


@pytest.mark.parametrize("kind", ["salesforce", "csv"])
async def test_every_system_tells_of_whoever_has_the_address_and_of_nobody_else(kind: str, tmp_path: Path) -> None:
    async with either(kind, tmp_path) as crm:
        assert await crm.by_mail(DANA) == [
            CrmRecord(id="003A", fields={"Level__c": "Platinum", "Account.Name": "Mill", "Vip__c": "yes"})
        ]
        assert await crm.by_mail(BRIEN) == [
            CrmRecord(id="003B", fields={"Level__c": "Basic", "Phone": "+353 1", "Vip__c": "no"})
        ]
        for nobody in ("x@mill.example", "' OR Email != '", "", "\\", "dana@mill.example' OR '1'='1"):
            assert await crm.by_mail(nobody) == []


@given(st.text())
def test_nothing_breaks_out_of_a_soql_string(text: str) -> None:
    inside, escaped = quoted(text)[1:-1], False
    for sign in inside:
        assert escaped or sign not in "'\n\r"
        escaped = sign == "\\" and not escaped
    assert not escaped


async def test_a_token_serves_until_it_ends_and_is_renewed_once_where_it_was_taken_back() -> None:
    clock = Clock()
    async with org(clock, lasts=600) as (served, crm):
        await crm.by_mail(DANA)
        await crm.by_mail(DANA)
        assert served.tokens == 1
        clock.seconds = 590
        await crm.by_mail(DANA)
        assert served.tokens == 2
        served.trouble = [invalid_session()]
        assert await crm.by_mail(DANA)
        assert served.tokens == 3
        served.trouble = [invalid_session(), invalid_session()]
        with pytest.raises(CrmFailed, match="401"):
            await crm.by_mail(DANA)
        assert served.tokens == 4


async def test_pages_are_read_to_their_end_and_not_for_ever() -> None:
    async with org(pages=3) as (served, crm):
        assert len(await crm.by_mail(DANA)) == 1
        assert len(served.asked) == 3
    async with org(pages=99) as (served, crm):
        with pytest.raises(CrmFailed, match="more than 5 pages"):
            await crm.by_mail(DANA)
        assert len(served.asked) == 5


@pytest.mark.parametrize("status", [429, 503])
async def test_who_asks_to_wait_is_left_alone_so_long(status: int) -> None:
    clock = Clock()
    async with org(clock, trouble=[Response(status_code=status, headers={"Retry-After": "7"})]) as (served, crm):
        for _ in range(2):
            with pytest.raises(CrmBusy, match="7 s"):
                await crm.by_mail(DANA)
        assert served.asked == []
        clock.seconds = 8
        assert await crm.by_mail(DANA)


LIMIT = JSONResponse([{"message": "over", "errorCode": "REQUEST_LIMIT_EXCEEDED"}], status_code=403)
FIELD = JSONResponse([{"message": f"No such column, {DANA}", "errorCode": "INVALID_FIELD"}], status_code=400)
AWAY = JSONResponse({"done": False, "nextRecordsUrl": "https://evil.example/", "records": []})


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (LIMIT, "wait 60 s"),
        (FIELD, r"400 \(INVALID_FIELD\)"),
        (AWAY, "not its own"),
        (JSONResponse({"records": [1]}), "no list of records"),
        (Response("<html>"), "not the JSON"),
        (Response(status_code=302, headers={"Location": "https://evil.example"}), "302"),
    ],
)
async def test_what_it_should_not_say_is_told_without_anyone_s_address(trouble: Response, says: str) -> None:
    async with org(trouble=[trouble]) as (_, crm):
        with pytest.raises(CrmFailed, match=says) as failed:
            await crm.by_mail(DANA)
        assert DANA not in str(failed.value)


async def test_a_wrong_secret_and_a_system_that_is_away_are_told_with_the_remedy() -> None:
    async with org(refuse_secret=True) as (_, crm):
        with pytest.raises(CrmFailed, match="CRM_CLIENT_SECRET"):
            await crm.by_mail(DANA)
    secrets = Secrets(client_id="id", client_secret="hidden")
    assert "hidden" not in repr(secrets)
    away = Salesforce("http://127.0.0.1:9", secrets, kind="Contact", mail_field="Email", fields=(), version="v61.0")
    with pytest.raises(CrmFailed, match="cannot be reached"):
        await away.by_mail(DANA)
    await away.close()


@pytest.mark.parametrize(
    ("lines", "head", "says"),
    [
        ((f"003A,{DANA}",), HEAD, "line 2: it has 2 cells"),
        ((f"003A,{DANA},a,b,c,d", f'003B,"{DANA}" x,a,b,c,d'), HEAD, "line 3: it is not CSV"),
        ((f",{DANA},a,b,c,d",), HEAD, "line 2: its “Id” is empty"),
        ((f"003A,{DANA},a,b,c,\x00",), HEAD, "line 2: it holds a NUL"),
        ((), "Id,Email\n", "line 1: there is no column “Level__c”"),
        ((), "", "line 1: there is no column “Id”"),
    ],
)
async def test_a_wrong_line_of_a_file_is_named(lines: tuple[str, ...], head: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(CrmFailed, match=says):
        await table(tmp_path, *lines, head=head).by_mail(DANA)


async def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    gone = Table(tmp_path / "none.csv", id_field="Id", mail_field="Email", fields=())
    with pytest.raises(CrmFailed, match="No such file"):
        await gone.by_mail(DANA)
    wrong = table(tmp_path)
    (tmp_path / "customers.csv").write_bytes(b"Id,Email\n\xff\xfe")
    with pytest.raises(CrmFailed, match="UTF-8"):
        await wrong.by_mail(DANA)
