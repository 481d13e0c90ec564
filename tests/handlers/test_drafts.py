"""Drafts in Slack: flagged, side by side, judged, signed, and started from an earlier answer."""

import pytest

from tests.people import Json, Person, buttons, field, primary, words
from tests.world import SAFETY, TOM, World

SORRY = "We are sorry."
PROMISE = "We guarantee a new one."


@pytest.fixture
async def card(world: World, amara: Person) -> Json:
    """A case that amara owns."""
    await world.say("The phone swells.", author="dana", url="https://forum.example/1")
    await amara.press(await amara.card(), "case.claim")
    return await amara.card()


@pytest.fixture
async def drafted(card: Json, amara: Person) -> Json:
    """The same case with amara's first draft; its note in the thread."""
    return await draft(amara, card, SORRY)


async def draft(by: Person, message: Json, text: str, **fields: object) -> Json:
    """Write a revision; gives its note."""
    await by.press(message, "case.draft")
    assert (await by.submit(text=text, **fields))["result"] == "closed"
    return (await notes(by))[-1]


async def notes(person: Person) -> list[Json]:
    """The notes of drafts below the newest card, oldest first."""
    root = [one for one in await person.world.slack.messages(SAFETY, person.id) if "bot_id" in one][-1]
    return [note for note in root["replies"] if "wrote revision" in note["text"]]


async def test_what_is_found_is_shown_and_what_was_typed_stays_until_it_is_meant(
    card: Json, amara: Person, li: Person
) -> None:
    await amara.press(card, "case.draft")
    assert (await amara.submit(text=PROMISE))["result"] == "updated"
    view = await amara.modal()
    assert "“We guarantee”\nPlease say what you are doing rather than what will come" in words(view)
    assert field(view, "text")["initial_value"] == PROMISE
    assert "initial_options" not in field(view, "accepted")
    assert (await amara.submit())["result"] == "updated", "it is not saved without a word"
    assert (await amara.submit(text=PROMISE + " We promise.", accepted=["yes"]))["result"] == "updated"
    assert "“We promise”" in words(await amara.modal())
    assert (await amara.submit())["result"] == "updated", "the tick was for something else"
    assert (await amara.submit(text=PROMISE))["result"] == "updated"
    assert (await amara.submit(accepted=["yes"]))["result"] == "closed"
    (note,) = await notes(amara)
    meant = f"⚠ Flagged and meant by {amara.name}: “We guarantee”"
    assert meant in words(note)
    await li.press(note, "case.sign_off")
    assert meant in words(await li.modal())
    assert (await li.submit())["result"] == "closed"


async def test_two_revisions_stand_side_by_side_each_with_its_buttons(
    drafted: Json, card: Json, amara: Person, jonas: Person, li: Person
) -> None:
    await amara.press(drafted, "case.draft")
    assert "beside" not in str((await amara.modal())["blocks"]), "who edits their own draft is not asked"
    await jonas.press(drafted, "case.draft")
    choice = field(await jonas.modal(), "beside")
    labels = [option["text"]["text"] for option in choice["options"]]
    assert labels == ["Take its place", "Keep both for the signers to choose"]
    await jonas.submit(text="Jonas’s words.", beside="beside")
    first, second = await notes(amara)
    assert f"{jonas.name} wrote revision 2, beside the one that waits already." in words(second)
    for number, note in ((1, first), (2, second)):
        assert list(buttons(note)) == [f"Sign off revision {number}", "Changes wanted", "Edit the draft", "Reject"]
    await li.press(first, "case.sign_off")
    await li.submit()
    assert f"Revision 1 signed off by {li.name}" in words(await li.card())
    first, second = await notes(amara)
    assert f"Legal ✓ {li.name}" in words(first)
    assert "Sign off revision 2" not in buttons(second)


async def test_a_revision_shows_what_changed_and_the_one_before_loses_its_buttons(
    drafted: Json, jonas: Person, li: Person
) -> None:
    assert "To be signed off, never by its author: Legal – to sign" in words(drafted)
    new = await draft(jonas, drafted, "We are *very* sorry & <sad>.")
    assert "*Changed since revision 1:* We are ~sorry.~ *∗very∗ sorry &amp; &lt;sad&gt;.*" in words(new)
    assert ">We are *very* sorry &amp; &lt;sad&gt;." in words(new)
    old = (await notes(li))[0]
    assert not buttons(old)
    assert "Revision 1 is not current any more." in words(old)


async def test_signatures_in_order_are_told_in_the_note(
    drafted: Json, amara: Person, jonas: Person, li: Person
) -> None:
    await jonas.press_in(await more(jonas), "case.reclass")
    assert (await jonas.submit(risk="injury", reason=" "))["errors"] == {"reason": "Say why; those who sign read it."}
    await jonas.submit(risk="injury", reason="She was hurt.")
    assert (await jonas.card())["blocks"][0]["text"]["text"].startswith("Injury · Product safety · ")
    (note,) = await notes(jonas)
    assert "Engineering or Product – next · Legal – later" in words(note)
    assert "revision 1 waits for sign-off by Engineering or Product\n" in words(await jonas.card()) + "\n"
    await li.press(note, "case.sign_off")
    refused = await li.sees_ephemeral()
    assert "another signature comes first" in words(refused)
    assert refused["thread_ts"] == (await jonas.card())["ts"], "it is said where the button was pressed"
    await jonas.press(note, "case.sign_off")
    await jonas.submit()
    (note,) = await notes(jonas)
    assert f"Engineering or Product ✓ {jonas.name} · Legal – next" in words(note)
    await li.press(note, "case.sign_off")
    assert f"Engineering or Product ✓ {jonas.name} · Legal – next" in words(await li.modal())
    await li.submit()
    assert f"\nRevision 1 signed off by {jonas.name}, {li.name}" in words(await li.card())


async def more(person: Person) -> Json:
    """The menu of a card, opened."""
    await person.press(await person.card(), "case.more")
    return await person.modal()


async def test_a_large_sum_raises_the_class_and_the_thread_says_so(card: Json, amara: Person) -> None:
    await draft(amara, card, "We pay back 1.200 €.")
    root = [one for one in await amara.world.slack.messages(SAFETY, amara.id) if "bot_id" in one][-1]
    told = [words(one) for one in root["replies"]]
    said = "Muster put this into the class “Large refund”: The answer names 1,200, which is more than 500."
    assert said in told
    assert root["blocks"][0]["text"]["text"].startswith("Large refund · ")


async def test_changes_are_wanted_with_a_comment_that_asks_the_author(
    drafted: Json, amara: Person, jonas: Person, li: Person
) -> None:
    await jonas.press(drafted, "case.want_changes")
    assert "asked for by those who sign" in words(await jonas.sees_ephemeral())
    await li.press(drafted, "case.want_changes")
    refused = await li.submit(comment=" ")
    assert refused["errors"] == {"comment": "Say what should change; its author reads it."}
    assert (await li.submit(comment="Say <what> happens."))["result"] == "closed"
    (note,) = await notes(amara)
    assert list(buttons(note)) == ["Edit the draft", "Reject"]
    assert primary(await amara.card()) == ["Edit the draft"]
    assert "changes are wanted in revision 1" in words(await amara.card())
    root = [one for one in await amara.world.slack.messages(SAFETY, amara.id) if "bot_id" in one][-1]
    told = root["replies"][-1]
    assert words(told).startswith(f"<@{amara.id}>: {li.name} wants changes in revision 1: Say &lt;what&gt; happens.")
    await amara.press(told, "case.draft")
    assert field(await amara.modal(), "text")["initial_value"] == SORRY


async def test_a_comment_survives_a_draft_that_changed_meanwhile(
    drafted: Json, amara: Person, jonas: Person, li: Person
) -> None:
    await li.press(drafted, "case.want_changes")
    await amara.press(drafted, "case.reject_draft")
    await draft(jonas, drafted, "We are very sorry.")
    for person, name in ((li, "comment"), (amara, "reason")):
        assert (await person.submit(**{name: "Warmer."}))["result"] == "updated"
        view = await person.modal()
        assert "Here is the new one; your comment is kept." in words(view)
        assert ">We are very sorry." in words(view)
        assert view["state"]["values"][name][name]["value"] == "Warmer."
    assert (await li.submit())["result"] == "closed"
    assert (await amara.submit())["result"] == "closed"
    assert not buttons((await notes(amara))[1])


async def test_a_sign_off_of_a_draft_that_changed_shows_the_new_one(drafted: Json, jonas: Person, li: Person) -> None:
    await li.press(drafted, "case.sign_off")
    await draft(jonas, drafted, "We are very sorry.")
    assert (await li.submit())["result"] == "updated"
    view = await li.modal()
    assert "This draft changed while you were reading. Here is the new one." in words(view)
    assert "We are very sorry." in words(view)
    assert view["submit"]["text"] == "Sign off revision 2"
    assert (await li.submit())["result"] == "closed"
    assert f"Revision 2 signed off by {li.name}" in words(await li.card())


async def test_an_earlier_answer_is_put_into_the_draft_and_nothing_typed_is_lost(
    world: World, amara: Person, li: Person
) -> None:
    await world.say("My phone swells on the charger", author="eve")
    await answered(amara, li, "Please stop using it.")
    await world.say("The phone swells on its charger again", author="dana")
    await amara.press(await amara.card(), "case.claim")
    await amara.press(await amara.card(), "case.draft")
    below = await amara.modal()
    typed = await world.slack.do(
        "press", user=amara.id, view_id=below["id"], action_id="case.answers_like", state={"text": "Dear Dana,"}
    )
    assert typed["view"]["title"]["text"] == "Answers like this one"
    assert ">Please stop using it." in words(await amara.modal())
    assert (await amara.submit())["result"] == "closed"
    view = await amara.modal()
    assert view["id"] == below["id"]
    assert [state["text"]["value"] for state in view["state"]["values"].values() if "text" in state] == [
        "Please stop using it."
    ]
    assert "What you had written before:" in words(view)
    assert ">Dear Dana," in words(view)
    assert (await amara.submit(text=" "))["errors"] == {"text.1": "Write the answer that the customer should get."}
    assert (await amara.submit(text="Please stop using it, Dana."))["result"] == "closed"
    assert primary(await amara.card()) == ["Sign off revision 1"]


async def answered(amara: Person, li: Person, text: str) -> None:
    """Bring the newest case to its answer."""
    await amara.press(await amara.card(), "case.claim")
    note = await draft(amara, await amara.card(), text)
    await li.press(note, "case.sign_off")
    await li.submit()
    await amara.press(await amara.card(), "case.reply")
    await amara.submit(url="https://forum.example/1#2")


async def test_where_nothing_is_like_it_that_is_said(card: Json, amara: Person) -> None:
    await amara.press(card, "case.draft")
    await amara.press_in(await amara.modal(), "case.answers_like")
    assert words(await amara.modal()).endswith("No earlier answer is like this one.")


async def test_the_class_is_not_lowered_by_anyone(card: Json, amara: Person, world: World) -> None:
    tom = Person(world, TOM, SAFETY)
    await tom.press_in(await more(tom), "case.reclass")
    await tom.submit(risk="injury", reason="She was hurt.")
    await tom.press_in(await more(tom), "case.reclass")
    refused = await tom.submit(risk="ordinary", reason="She was not.")
    assert "a lead of Product safety" in next(iter(refused["errors"].values()))
