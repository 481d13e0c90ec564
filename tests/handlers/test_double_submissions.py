"""A modal that is sent twice, by an impatient finger or by the network, is done once."""

import asyncio

from sandbox.interactions import view_submission
from tests.people import Json, Person, primary, words
from tests.world import SAFETY, World


async def send_twice(person: Person, **values: object) -> None:
    """Send the modal that a person sees twice at the same moment, and once more afterwards."""
    workspace = person.world.workspace
    view = workspace.views.top(person.id)
    assert view is not None
    for name, value in values.items():
        view.state[name][name]["value"] = value
    payload = view_submission(workspace, workspace.directory.person(person.id), view)
    answers = await asyncio.gather(*(workspace.deliveries.interaction(payload) for _ in range(2)))
    answers.append(await workspace.deliveries.interaction(payload))
    assert [answer.status for answer in answers] == [200] * 3
    await person.world.settle()


async def story(person: Person) -> str:
    """The timeline of the first case."""
    return words(await person.command("case 1"))


async def test_every_act_on_a_case_is_done_once(world: World, amara: Person, li: Person) -> None:
    await world.say("The phone swells.")
    await amara.press(await amara.card(), "case.claim")
    for act, done, values in (
        ("case.contribute", "gave input for Support", {"text": "Known."}),
        ("case.draft", "wrote revision", {"text": "We are sorry."}),
    ):
        await amara.press(await amara.card(), act)
        await send_twice(amara, **values)
        assert (await story(amara)).count(done) == 1, act
    await li.press(await li.card(), "case.sign_off")
    await send_twice(li)
    assert (await story(li)).count(f"{li.name} signed off") == 1
    await amara.press(await amara.card(), "case.reply")
    await send_twice(amara, url="https://forum.example/1#2")
    assert (await story(amara)).count("told the customer") == 1
    await li.choose(await li.card(), "attempt")
    await send_twice(li, text="A new firmware.", learned="It is the cell.")
    assert (await story(li)).count(f"{li.name} tried something") == 1
    await li.choose(await li.card(), "thank")
    await send_twice(li, text="So quick.")
    assert (await story(li)).count(f"{li.name} thanked {amara.name}") == 1
    assert len(await world.slack.messages(amara.id.replace("U0", "D0"), amara.id)) == 1
    await li.press(await li.card(), "case.close")
    await send_twice(li, outcome="Replaced.")
    assert (await story(li)).count(f"{li.name} closed this") == 1
    await li.press(await li.card(), "case.reopen")
    await send_twice(li, reason="Again.")
    assert (await story(li)).count(f"{li.name} reopened this") == 1
    assert primary(await li.card()) == ["Edit the draft"]


async def test_a_mention_is_brought_in_once(world: World, amara: Person) -> None:
    await amara.types("mention The phone swells.")
    await send_twice(amara)
    cards: list[Json] = await world.slack.messages(SAFETY, amara.id)
    assert len(cards) == 1
    assert "1 mention" not in words(cards[0])
