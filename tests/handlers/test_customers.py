"""A customer's record in Slack: found, read, joined, separated, and all of it taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.muster_file import read_muster_file
from bot.usecases.import_mentions import import_mentions
from tests.builders import do, mention
from tests.people import Person, buttons, words
from tests.world import ROOT, SetClock, World, make_world

MAIL = "dana@mill.example"
CRM = """
[crm]
kind = "csv"
title = "Salesforce"
file = "{file}"
copied = {{ Level = "Level" }}
borrowed = {{ Score = "Score" }}
displayed = {{ Phone = "Phone" }}
tier = "Level"
tiers = {{ Platinum = "high" }}
"""


@pytest.fixture
async def world(database_url: str, clock: SetClock, tmp_path: Path) -> AsyncIterator[World]:
    """A world whose company keeps its customers in a file."""
    file = tmp_path / "customers.csv"
    file.write_text(f"Id,Email,Level,Phone,Score\n003A,{MAIL},Platinum,displayed-49,7\n", encoding="utf-8")
    settings = tmp_path / "muster.toml"
    settings.write_text((ROOT / "muster.toml").read_text(encoding="utf-8") + CRM.format(file=file), encoding="utf-8")
    async with make_world(database_url, read_muster_file(settings), clock) as made:
        await made.muster_knows_everyone()
        yield made


async def test_a_record_says_of_each_thing_where_it_is_from_and_the_card_shows_the_tier(
    amara: Person, world: World
) -> None:
    await world.say("It swells.", author={"handle": "dana_k", "name": "Dana King"})
    page = await amara.command("customer dana_k")
    await amara.press(page, "customer.describe")
    await amara.submit(mail=MAIL, referral_value="Brought us the mill.")
    record = words(await amara.command("customer 1"))
    assert "Customer · Dana King" in record
    assert f"*Referral value:* Brought us the mill. – ours: {amara.name} said so, since" in record
    assert "*Tier:* high – copied from Salesforce (003A), since" in record
    assert "*Phone:* displayed-49 – displayed from Salesforce (003A), for your eyes; stored nowhere" in record
    assert "*Score:* 7 – borrowed from Salesforce (003A) for this moment, not kept" in record
    await amara.press(await amara.card(), "case.claim")
    assert "High tier" in words(await amara.card())
    await amara.choose(await amara.card(), "timeline")
    await amara.press(await amara.card(), "case.more")
    await amara.press_in(await amara.modal(), "customer.of_case")
    assert "displayed-49" in words(await amara.modal())


async def test_authors_are_joined_and_separated_and_each_is_taken_back(amara: Person, world: World) -> None:
    await world.say("It swells.", author={"handle": "dana"})
    await world.say("It smokes.", author={"handle": "eli"})
    page = await amara.command("customer web:dana")
    assert "Undo the last join or separation" not in buttons(page)
    await amara.press(page, "customer.join")
    refused = await amara.submit(other="nobody", why="One voice.")
    assert list(refused["errors"]) == ["other"]
    await amara.submit(other="web:eli", why="One voice.")
    assert "eli on web and dana on web are one customer now." in words(await amara.modal())
    await amara.press_in(await amara.modal(), "customer.show")
    record = await amara.modal()
    assert f"Joined by {amara.name}" in words(record)
    await amara.press_in(record, "customer.separate", "2")
    await amara.submit(why="Two voices.")
    await amara.press_in(await amara.modal(), "customer.undo")
    assert "One voice." in words(await amara.modal())
    await amara.press_in(await amara.modal(), "customer.undo")
    assert "One voice." not in words(await amara.modal())


async def test_pages_turn_and_whoever_could_be_several_is_picked(amara: Person, world: World) -> None:
    said = [mention(f"Post {n}", author="dana") for n in range(12)]
    await do(world.muster, import_mentions, [*said, mention(author="danny")], open_cases=False)
    pick = await amara.command("customer dan")
    assert "Several customers could be meant by “dan”" in words(pick)
    await amara.press(pick, "customer.show", "1")
    await amara.press(await amara.sees_ephemeral(), "customer.older")
    assert "page 2" in words(await amara.sees_ephemeral())
    await amara.press(await amara.sees_ephemeral(), "customer.newer")
    assert "page 2" not in words(await amara.sees_ephemeral())
