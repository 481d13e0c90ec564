"""Who helped, thanks, and what was tried, as people see it in Slack."""

from __future__ import annotations

import pytest

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.slot import ShareConfirmation
from tests.builders import advance, rows, stored
from tests.people import Json, Person, alive, buttons, field, nothing_is_parked, primary, words
from tests.world import AMARA, JONAS, LI, SAFETY, TOM, World

CASE = CaseId(1)


@pytest.fixture
async def card(world: World, amara: Person) -> Json:
    """A case of product safety, free to claim."""
    await world.say("The phone swells.", author="dana")
    return await amara.card()


async def react(person: Person, ts: str, name: str = "+1", *, remove: bool = False) -> None:
    """Put a sign on a message, or take it away."""
    await person.world.slack.do("react", user=person.id, channel=person.at, ts=ts, name=name, remove=remove)
    await person.world.settle()


async def confirmed(world: World) -> list[tuple[str, str, str]]:
    """Who said of whom that they helped, and in what."""
    case = await stored(world.muster, CASE)
    return [(one.by, one.member, one.slot) for one in case.confirmed]


JONAS_ANSWERED = (JONAS, "answer:engineering")


async def test_a_colleagues_thumb_on_a_reply_confirms_it_until_the_last_sign_is_gone(
    card: Json, jonas: Person, li: Person, world: World
) -> None:
    ts = await jonas.speak_in(card, "A known batch.")
    await react(li, ts, "+1::skin-tone-4")
    [said] = (await stored(world.muster, CASE)).confirmed
    assert said == ShareConfirmation(
        member=MemberId(JONAS),
        slot="answer:engineering",
        by=LI,
        at=world.clock.now(),
        approver=True,
        by_reaction=True,
    )
    await react(li, ts, "tada")
    await react(li, ts, "+1::skin-tone-4", remove=True)
    assert await confirmed(world) == [(LI, *JONAS_ANSWERED)]
    await react(li, ts, "tada", remove=True)
    assert await confirmed(world) == []
    assert "confirmed" not in words(await li.command("case 1"))
    assert "took back" not in words(await li.command("case 1"))


async def test_signs_of_others_or_of_another_meaning_do_nothing(
    card: Json, jonas: Person, amara: Person, world: World
) -> None:
    ts = await jonas.speak_in(card, "A known batch.")
    for name in ("eyes", "-1", "thinking_face", "tada2"):
        await react(amara, ts, name)
    await react(jonas, ts)
    said = {"type": "reaction_added", "reaction": "+1", "item_user": JONAS, "event_ts": "1795003200.000100"}
    item = {"type": "message", "channel": SAFETY, "ts": ts}
    for user in ("U0NOBODY", "U0NORA", "U0GUEST"):
        assert (await world.slack.do("event", event={**said, "user": user, "item": item}))["status"] == 200
    for odd in ({"type": "file", "file": "F1"}, {**item, "channel": "C0NOWHERE"}, {**item, "ts": card["ts"]}):
        assert (await world.slack.do("event", event={**said, "user": AMARA, "item": odd}))["status"] == 200
    assert await confirmed(world) == []
    assert await rows(world.muster, "SELECT member FROM reactions") == []
    assert await nothing_is_parked(world)


async def test_whoever_has_a_share_in_the_same_slot_confirms_nobody_in_it(
    card: Json, amara: Person, world: World
) -> None:
    eva = Person(world, "U0EVA", SAFETY)
    ts = await eva.speak_in(card, "They are hot.")
    await amara.speak_in(card, "We have asked.")
    await react(amara, ts)
    assert await confirmed(world) == []


async def test_what_slack_tells_twice_and_out_of_order_counts_as_it_happened(
    card: Json, jonas: Person, world: World
) -> None:
    item = {"type": "message", "channel": SAFETY, "ts": await jonas.speak_in(card, "A known batch.")}

    async def tell(kind: str, at: str) -> None:
        event = {"type": f"reaction_{kind}", "user": LI, "reaction": "clap", "item": item, "event_ts": at}
        assert (await world.slack.do("event", event=event))["status"] == 200

    await tell("removed", "1795003200.000300")
    await tell("added", "1795003200.000200")
    assert await confirmed(world) == []
    await tell("added", "1795003200.000400")
    for _ in range(2):
        await tell("removed", "1795003200.000300")
        assert await confirmed(world) == [(LI, *JONAS_ANSWERED)]
    before = await rows(world.muster, "SELECT count(*) FROM activities")
    await tell("added", "1795003200.000400")
    assert await rows(world.muster, "SELECT count(*) FROM activities") == before


async def test_two_replies_for_one_slot_stay_confirmed_as_long_as_one_bears_a_sign(
    card: Json, jonas: Person, li: Person, world: World
) -> None:
    first, second = [await jonas.speak_in(card, text) for text in ("A known batch.", "From March.")]
    for ts in (first, second):
        await react(li, ts, "heart")
    await react(li, second, "heart", remove=True)
    assert await confirmed(world) == [(LI, *JONAS_ANSWERED)]
    await react(li, first, "heart", remove=True)
    assert await confirmed(world) == []


async def test_input_from_the_modal_is_confirmed_on_the_note_that_tells_of_it(
    card: Json, jonas: Person, li: Person, world: World
) -> None:
    await jonas.press(card, "case.contribute")
    await jonas.submit(text="A known batch.")
    [note] = [one for one in await world.slack.thread(SAFETY, card["ts"]) if "gave input" in words(one)]
    await react(li, note["ts"], "white_check_mark")
    assert await confirmed(world) == [(LI, *JONAS_ANSWERED)]


async def test_unasked_input_is_confirmed_as_having_seen_what_was_missing(
    card: Json, amara: Person, world: World
) -> None:
    tom = Person(world, TOM, SAFETY)
    await react(amara, await tom.speak_in(card, "We had this in spring."))
    assert await confirmed(world) == [(AMARA, TOM, "spot")]


async def answered(world: World, card: Json) -> None:
    """Jonas gave input, Amara told the customer."""
    await Person(world, JONAS, SAFETY).speak_in(card, "A known batch.")
    await advance(world.muster, CASE, "replied")
    await world.settle()


async def test_closing_offers_every_share_that_the_closer_may_confirm(
    card: Json, li: Person, amara: Person, world: World
) -> None:
    await Person(world, TOM, SAFETY).speak_in(card, "We had this in spring.")
    await answered(world, card)
    await amara.press(await amara.card(), "case.close")
    assert {one["value"] for one in field(await amara.modal(), "helped")["options"]} == {
        f"{JONAS}/answer:engineering",
        f"{TOM}/spot",
    }
    await li.press(await li.card(), "case.close")
    boxes = field(await li.modal(), "helped")
    assert boxes["initial_options"] == boxes["options"]
    assert [one["text"]["text"].partition(": ")[2] for one in boxes["options"]] == [
        "saw what was missing",
        "gave input for Engineering",
        "told the customer",
    ]


async def test_who_helped_can_be_said_for_seven_days_by_owner_and_approvers(
    card: Json, amara: Person, li: Person, world: World
) -> None:
    ts = await Person(world, JONAS, SAFETY).speak_in(card, "A known batch.")
    await react(li, ts)
    await advance(world.muster, CASE, "closed")
    await world.settle()
    tom = Person(world, TOM, SAFETY)
    await tom.press(await tom.card(), "case.more")
    assert "case.confirm_help" not in buttons(await tom.modal()).values()
    await li.choose(await li.card(), "confirm_help")
    assert len(field(await li.modal(), "helped")["options"]) == 2  # what only a thumb says can be said for good
    assert not alive(await li.modal())
    await li.submit()
    assert set(await confirmed(world)) == {(LI, *JONAS_ANSWERED), (LI, AMARA, "loop")}
    await react(li, ts, remove=True)
    assert (LI, *JONAS_ANSWERED) in await confirmed(world)
    await amara.press(await amara.card(), "case.more")
    view = await amara.modal()
    assert "case.confirm_help" in buttons(view).values()
    world.clock.forward(days=7, seconds=1)
    await amara.press_in(view, "case.confirm_help")
    assert "within 7 days of the sign-off" in words(await amara.modal())
    await amara.press(await amara.card(), "case.more")
    assert "case.confirm_help" not in buttons(await amara.modal()).values()


async def test_whoever_reports_a_mention_reads_what_earns_no_credit(amara: Person) -> None:
    view = (await amara.types("mention It swells."))["view"]
    hint = next(block["hint"]["text"] for block in view["blocks"] if block.get("block_id") == "url")
    assert "With neither a link nor who said it" in hint


async def test_thanks_reach_one_colleague_once_and_the_thread_tells_no_words(
    card: Json, amara: Person, world: World
) -> None:
    await answered(world, card)
    await amara.choose(await amara.card(), "thank")
    assert field(await amara.modal(), "helped")["initial_option"]["value"] == JONAS
    await amara.submit(text="So quick, <!channel>!")
    thread = "\n".join(words(one) for one in await world.slack.thread(SAFETY, card["ts"]))
    assert f"{amara.name} thanked {Person(world, JONAS).name}." in thread
    assert "So quick" not in thread
    [letter] = await world.slack.messages(JONAS.replace("U0", "D0"), JONAS)
    assert "So quick, &lt;!channel&gt;!" in words(letter)
    assert not alive(letter)
    assert f"{amara.name} thanks you." in words(letter)
    assert await rows(world.muster, "SELECT by, member, text FROM thank_notes") == [
        (AMARA, JONAS, "So quick, <!channel>!")
    ]
    assert (await stored(world.muster, CASE)).confirmed == ()
    assert await nothing_is_parked(world)


async def test_what_was_tried_is_told_and_a_lead_can_honour_it_once(
    card: Json, jonas: Person, amara: Person, world: World
) -> None:
    await jonas.choose(card, "attempt")
    await jonas.submit(text="A new firmware.", learned="It is the cell.")
    [note] = [one for one in await world.slack.thread(SAFETY, card["ts"]) if "tried something" in words(one)]
    assert "A new firmware." in words(note)
    assert "Learned: It is the cell." in words(note)
    assert primary(note) == []
    await jonas.press(note, "case.honour")
    assert "Only a lead" in words(await jonas.sees_ephemeral())
    await amara.press(note, "case.honour")
    thread = "\n".join(words(one) for one in await world.slack.thread(SAFETY, card["ts"]))
    assert f"{amara.name} honours what {jonas.name} tried: the digest tells of it." in thread
    await amara.press(note, "case.honour")
    assert "honoured already" in words(await amara.sees_ephemeral())
    async with world.muster.uow() as uow:
        now = world.clock.now()
        [honoured] = await uow.attempts.honoured("safety", now, now.replace(hour=13))
        assert await uow.attempts.honoured("safety", now.replace(hour=11), now) == []
        assert await uow.attempts.honoured("care", now, now.replace(hour=13)) == []
    assert (honoured.member, honoured.text, honoured.honoured_by) == (JONAS, "A new firmware.", AMARA)
    assert (await stored(world.muster, CASE)).claims == ()
    assert "A new firmware. Learned: It is the cell." in words(await amara.command("case 1"))


async def test_nobody_honours_what_they_tried_themselves(card: Json, amara: Person, world: World) -> None:
    await amara.choose(card, "attempt")
    await amara.submit(text="A new firmware.", learned="It is the cell.")
    [note] = [one for one in await world.slack.thread(SAFETY, card["ts"]) if "tried something" in words(one)]
    await amara.press(note, "case.honour")
    assert "You tried this yourself." in words(await amara.sees_ephemeral())
