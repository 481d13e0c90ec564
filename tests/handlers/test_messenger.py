"""The way out to Slack: what each answer means, and that no call is ever repeated on its own."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.domain.case import CaseId
from bot.domain.letters import Thanks
from bot.domain.people import Circle, MemberId
from bot.ports import MessageGone, SlackBusy, SlackRefused, SlackUnsure
from handlers.blocks.kit import Message, section
from handlers.messenger import METADATA_TYPE, SlackMessenger, make_client
from sandbox.people import Person as Account
from sandbox.people import UserGroup
from sandbox.serving import serve
from tests.handlers.sheets import COMPANY, Texts, sheet
from tests.people import Person, nothing_is_parked
from tests.world import CARE, LI, SAFETY, TOM, SetClock, World

SHEET = sheet(Texts(said="It swells.", inside="", name="amara", url="https://x.example/1"))
EARLIER = datetime.now(UTC) - timedelta(hours=1)


async def post(world: World, key: str = "card:1") -> str:
    return await world.muster.messenger.post_card(SHEET, SAFETY, key)


async def calls(world: World, method: str) -> int:
    return len(await world.slack.calls(method))


async def test_a_call_that_comes_too_fast_is_told_how_long_to_wait(world: World) -> None:
    await world.slack.do("limit", method="chat.postMessage", retry_after=17)
    with pytest.raises(SlackBusy) as busy:
        await post(world)
    assert busy.value.after == 17
    assert await calls(world, "chat.postMessage") == 1
    assert await world.slack.messages(SAFETY) == []


async def test_a_passing_trouble_of_slacks_may_or_may_not_have_worked(world: World) -> None:
    for number, code in enumerate(("internal_error", "fatal_error", "service_unavailable", "request_timeout")):
        await world.slack.do("fail", method="chat.postMessage", error=code)
        with pytest.raises(SlackUnsure, match=code):
            await post(world)
        assert await calls(world, "chat.postMessage") == number + 1


@pytest.mark.parametrize("mode", ["drop_before", "drop_after"])
async def test_a_connection_that_breaks_leaves_us_unsure_and_is_not_tried_again(world: World, mode: str) -> None:
    await world.slack.do("hang", method="chat.postMessage", mode=mode)
    with pytest.raises(SlackUnsure):
        await post(world)
    assert await calls(world, "chat.postMessage") == 1
    found = await world.muster.messenger.find(SAFETY, "card:1", EARLIER)
    assert bool(found) == (mode == "drop_after")


async def test_a_call_that_takes_too_long_leaves_us_unsure(world: World) -> None:
    await world.slack.do("hang", method="conversations.join", mode="drop_before", seconds=30)
    client = make_client("xoxb-sandbox", world.muster.client.base_url)
    client.timeout = 0.1  # type: ignore[assignment]  aiohttp takes parts of a second
    with pytest.raises(SlackUnsure, match="TimeoutError"):
        await SlackMessenger(client, COMPANY, world.clock).join(CARE)


async def test_no_call_takes_longer_than_ten_seconds(world: World) -> None:
    wired = world.muster.client
    assert (wired.session.timeout.total if wired.session else wired.timeout) == 10


async def test_a_message_that_was_deleted_is_known_to_be_gone(world: World) -> None:
    with pytest.raises(MessageGone, match="message_not_found"):
        await world.muster.messenger.update_card(SHEET, SAFETY, "1.000001")
    with pytest.raises(MessageGone, match="thread_not_found"):
        await world.muster.messenger.find(SAFETY, "k", EARLIER, thread="1.000001")


async def test_what_slack_refuses_for_good_says_why_in_detail(world: World) -> None:
    blocks = (section("x"), section(""))
    with pytest.raises(SlackRefused, match=r"invalid_blocks: .*json-pointer:/blocks/1") as refused:
        await world.muster.messenger._post(Message("x", blocks), SAFETY, "k")
    assert not isinstance(refused.value, MessageGone)
    with pytest.raises(SlackRefused, match=r"^channel_not_found$"):
        await world.muster.messenger.join("C0NOWHERE")


async def test_a_private_channel_that_it_was_invited_to_needs_no_joining(world: World) -> None:
    world.workspace.conversations.channels[SAFETY].is_private = True
    await world.muster.messenger.join(SAFETY)
    await world.muster_knows_everyone()
    assert await nothing_is_parked(world)


Answer = Callable[[], Response]


@asynccontextmanager
async def slack_that_answers(answer: Answer) -> AsyncIterator[tuple[SlackMessenger, list[str]]]:
    """A messenger whose Slack always answers this, and the calls that it got."""
    got: list[str] = []

    async def endpoint(request: Request) -> Response:
        got.append(request.path_params["method"])
        return answer()

    app = Starlette(routes=[Route("/api/{method}", endpoint, methods=["GET", "POST"])])
    async with serve(app) as url:
        yield SlackMessenger(make_client("xoxb-1", f"{url}/api"), COMPANY, SetClock()), got


ODD_ANSWERS: dict[str, tuple[Answer, type[Exception]]] = {
    "500 with JSON": (lambda: JSONResponse({"ok": False, "error": "oops"}, 500), SlackUnsure),
    "503 of a proxy": (lambda: HTMLResponse("<h1>Unavailable</h1>", 503), SlackUnsure),
    "502 in plain text": (lambda: PlainTextResponse("Bad gateway", 502), SlackUnsure),
    "200 that is cut off": (lambda: Response(b'{"ok": tr', media_type="application/json"), SlackUnsure),
    "500 that is cut off": (lambda: Response(b"{", 500, media_type="application/json"), SlackUnsure),
    "200 of a proxy": (lambda: HTMLResponse("<h1>Log in</h1>"), SlackUnsure),
    "429 without a time": (lambda: JSONResponse({"ok": False, "error": "ratelimited"}, 429), SlackBusy),
    "429 of a proxy": (lambda: HTMLResponse("Slow down", 429, headers={"retry-after": "3"}), SlackBusy),
    "200 that says slow": (lambda: JSONResponse({"ok": False, "error": "ratelimited"}), SlackBusy),
    "no details": (lambda: JSONResponse({"ok": False, "error": "not_in_channel"}), SlackRefused),
}


@pytest.mark.parametrize("answer", ODD_ANSWERS)
async def test_odd_answers_have_their_meaning_too_and_each_is_asked_for_once(answer: str) -> None:
    given, meaning = ODD_ANSWERS[answer]
    async with slack_that_answers(given) as (messenger, got):
        with pytest.raises(meaning):
            await messenger.join(CARE)
        assert got == ["conversations.join"]


async def test_nobody_at_slacks_address_leaves_us_unsure() -> None:
    messenger = SlackMessenger(make_client("xoxb-1", "http://127.0.0.1:9/api/"), COMPANY, SetClock())
    with pytest.raises(SlackUnsure):
        await messenger.join(CARE)


async def test_a_message_is_found_by_its_key_however_many_came_after_it(world: World) -> None:
    ts = await post(world, "card:1")
    for number in range(205):
        world.workspace.conversations.post(
            world.workspace.conversations.channels[SAFETY], user=TOM, text=f"Chatter {number}"
        )
    messenger = world.muster.messenger
    assert await messenger.find(SAFETY, "card:1", EARLIER) == ts
    assert await calls(world, "conversations.history") == 2
    assert await messenger.find(SAFETY, "card:2", EARLIER) is None
    assert await messenger.find(SAFETY, "card:1", datetime.now(UTC) + timedelta(minutes=3)) is None
    assert await messenger.find(SAFETY, "card:1", datetime.now(UTC) + timedelta(minutes=1)) == ts


async def test_a_line_is_found_in_its_thread_and_not_in_the_channel(world: World) -> None:
    root = await post(world)
    channel = world.workspace.conversations.channels[SAFETY]
    metadata = {"event_type": METADATA_TYPE, "event_payload": {"key": "note:1:2"}}
    for number in range(205):
        world.workspace.conversations.post(channel, user=TOM, text=f"Reply {number}", thread_ts=root)
    note = world.workspace.conversations.post(
        channel, user="U0MUSTER", by_bot=True, text="Claimed.", thread_ts=root, metadata=metadata
    )
    messenger = world.muster.messenger
    assert await messenger.find(SAFETY, "note:1:2", EARLIER, thread=root) == note.ts
    assert await calls(world, "conversations.replies") == 2
    assert await messenger.find(SAFETY, "note:1:2", EARLIER) is None


async def test_a_message_of_another_app_with_the_same_key_is_not_ours(world: World) -> None:
    metadata = {"event_type": "another_app", "event_payload": {"key": "card:1"}}
    channel = world.workspace.conversations.channels[SAFETY]
    world.workspace.conversations.post(channel, user=TOM, text="Mine", metadata=metadata)
    assert await world.muster.messenger.find(SAFETY, "card:1", EARLIER) is None


async def test_everyone_is_learned_page_by_page_without_bots_and_guests_are_marked(world: World) -> None:
    directory = world.workspace.directory
    for number in range(450):
        account = Account(id=f"U1{number:04}", name=f"n{number}", real_name=f"Number {number}")
        directory.people[account.id] = account
    before = await calls(world, "users.list")
    people = {member.id: member for member in await world.muster.messenger.people()}
    assert await calls(world, "users.list") - before == 3
    assert set(people) == {one.id for one in directory.members() if not one.is_bot}
    assert [member.id for member in people.values() if member.guest] == ["U0GUEST"]
    assert people[LI].name == Person(world, LI).name


async def test_whoever_belongs_to_another_team_is_a_guest_also_where_slack_does_not_call_them_a_stranger() -> None:
    people = [
        {"id": f"U{team}", "name": team, "team_id": team, "is_stranger": False} for team in ("T0OURS", "T0THEIRS")
    ]
    told = {"ok": True, "team_id": "T0OURS", "members": people, "usergroups": []}
    async with slack_that_answers(lambda: JSONResponse(told)) as (messenger, _):
        assert {member.id: member.guest for member in await messenger.people()} == {
            "UT0OURS": False,
            "UT0THEIRS": True,
        }


async def test_what_one_person_was_told_is_found_in_their_direct_messages(world: World) -> None:
    thanks = Thanks(case_id=CaseId(1), matter="It swells", channel=SAFETY, score=5, words="Thank you.")
    ts = await world.muster.messenger.tell(MemberId(LI), thanks, "thanks:1")
    assert await world.muster.messenger.find(LI, "thanks:1", EARLIER) == ts
    assert await world.muster.messenger.find(LI, "thanks:2", EARLIER) is None


async def test_a_function_comes_from_the_user_group_unless_the_company_lists_the_person(world: World) -> None:
    legal = next(group for group in world.workspace.directory.groups.values() if group.handle == "legal")
    world.workspace.directory.groups[legal.id] = UserGroup(
        id=legal.id, handle="legal", name="Legal", users=(LI, "U0JONAS")
    )
    functions = {member.id: member.function for member in await world.muster.messenger.people()}
    assert functions["U0AMARA"] == "support"
    assert functions[LI] == "legal"
    assert functions["U0JONAS"] == "engineering", "of several groups the first function in muster.toml counts"
    assert functions["U0GUEST"] is None


async def test_somebody_whom_the_company_lists_has_that_function(world: World) -> None:
    functions = {**COMPANY.functions, "pr": replace(COMPANY.functions["pr"], members=frozenset({LI}))}
    company = replace(COMPANY, functions=functions)
    people = await SlackMessenger(world.muster.client, company, world.clock).people()
    assert {member.id: member.function for member in people}[LI] == "pr"


async def test_without_user_groups_in_the_settings_none_are_asked_for(world: World) -> None:
    functions = {name: replace(function, usergroup=None) for name, function in COMPANY.functions.items()}
    before = await calls(world, "usergroups.list")
    await SlackMessenger(world.muster.client, replace(COMPANY, functions=functions), world.clock).people()
    assert await calls(world, "usergroups.list") == before


async def test_the_groups_of_roles_are_asked_for_too(world: World) -> None:
    functions = {name: replace(function, usergroup=None) for name, function in COMPANY.functions.items()}
    company = replace(COMPANY, functions=functions, administrators=Circle(usergroup="legal"))
    people = await SlackMessenger(world.muster.client, company, world.clock).people()
    assert [member.id for member in people if company.administrators.holds(member)] == [LI]
