"""What is typed into modals: taken, or refused at its field with everything kept."""

import pytest

from tests.people import Json, Person, buttons, elements, field, nothing_is_parked, primary, words
from tests.world import CARE, SAFETY, World

SORRY = "We are sorry."
REPLY = "https://forum.example/1#2"
REQUIRED = "Please complete this required field."


@pytest.fixture
async def card(world: World, amara: Person) -> Json:
    """A case that amara owns."""
    await world.say("The phone swells.", author="dana", url="https://forum.example/1")
    await amara.press(await amara.card(), "case.claim")
    return await amara.card()


@pytest.fixture
async def drafted(card: Json, amara: Person) -> Json:
    """The same case with amara's first draft."""
    await amara.press(card, "case.draft")
    await amara.submit(text=SORRY)
    return await amara.card()


@pytest.fixture
async def signed(drafted: Json, li: Person) -> Json:
    """The same case with the draft signed off by li."""
    await li.press(drafted, "case.sign_off")
    await li.submit()
    return await li.card()


@pytest.fixture
async def answered(signed: Json, amara: Person) -> Json:
    """The same case, answered."""
    await amara.press(signed, "case.reply")
    await amara.submit(url=REPLY)
    return await amara.card()


async def thread(person: Person, card: Json) -> list[Json]:
    """The replies below a card."""
    roots = await person.world.slack.messages(SAFETY, person.id)
    return next(list(root["replies"]) for root in roots if root["ts"] == card["ts"])


async def test_input_is_given_and_shown_in_the_thread(card: Json, jonas: Person) -> None:
    await jonas.press(card, "case.contribute")
    assert "Nothing here is sent to the customer." in str(await jonas.modal())
    assert (await jonas.submit(text="A known\nbatch & <7>."))["result"] == "closed"
    assert f"*Engineering* ✓ {jonas.name}" in words(await jonas.card())
    note = (await thread(jonas, card))[-1]
    assert words(note) == f"{jonas.name} gave input for Engineering.\n>A known\n>batch &amp; &lt;7&gt;."


async def test_a_draft_is_saved_shown_and_edited_from_where_it_stands(drafted: Json, jonas: Person) -> None:
    note = (await thread(jonas, drafted))[-1]
    assert "To be signed off, never by its author: Legal – to sign" in words(note)
    assert f">{SORRY}" in words(note)
    await jonas.press(note, "case.draft")
    view = await jonas.modal()
    assert view["title"]["text"] == "Draft revision 2"
    assert field(view, "text")["initial_value"] == SORRY
    await jonas.submit(text="We are very sorry.")
    assert primary(await jonas.card()) == ["Sign off revision 2"]


async def test_a_sign_off_shows_the_exact_text_and_names_its_revision(drafted: Json, li: Person) -> None:
    await li.press(drafted, "case.sign_off")
    view = await li.modal()
    assert SORRY in words(view)
    assert view["title"]["text"] == view["submit"]["text"] == "Sign off revision 1"
    assert (await li.submit())["result"] == "closed"
    assert f"Revision 1 signed off by {li.name}" in words(await li.card())


async def test_a_reply_is_recorded_as_it_was_signed_or_flagged(signed: Json, amara: Person) -> None:
    await amara.press(signed, "case.reply")
    assert field(await amara.modal(), "text")["initial_value"] == SORRY
    await amara.submit(text="We are sorry!", url=REPLY)
    assert f"Answered by {amara.name} · <{REPLY}|Reply> ⚠ differs from what was signed" in words(await amara.card())


async def test_closing_says_what_came_of_it_and_who_helped(answered: Json, jonas: Person) -> None:
    await jonas.press(answered, "case.close")
    boxes = field(await jonas.modal(), "helped")
    assert [option["text"]["text"] for option in boxes["options"]] == [f"{boxes_name(jonas)}: told the customer"]
    assert boxes["initial_options"] == boxes["options"]
    await jonas.submit(outcome="Replaced the same day.")
    assert "Closed: Replaced the same day." in words(await jonas.card())


def boxes_name(person: Person) -> str:
    return Person(person.world, "U0AMARA").name


async def test_nobody_is_asked_to_confirm_their_own_share(answered: Json, amara: Person) -> None:
    await amara.press(answered, "case.close")
    assert [one["action_id"] for one in elements(await amara.modal())] == ["outcome"]


async def test_a_case_is_dismissed_reopened_and_sent_elsewhere_for_a_reason(card: Json, amara: Person) -> None:
    await amara.choose(card, "dismiss")
    await amara.submit(reason="A joke.")
    assert "Dismissed: A joke." in words(await amara.card())
    await amara.press(await amara.card(), "case.reopen")
    await amara.submit(reason="It was none.")
    await amara.choose(await amara.card(), "move")
    offered = [option["value"] for option in field(await amara.modal(), "community")["options"]]
    assert offered == ["voice", "care"]
    await amara.submit(community="care", reason="It is about an order.")
    assert f"Moved to <#{CARE}>." in words(await amara.card())
    there = await Person(amara.world, amara.id, CARE).card()
    assert "Why here: moved from Product safety: It is about an order." in words(there)


EMPTY_FIELDS = {
    "case.contribute": ("text", "Write what you know about this."),
    "case.draft": ("text", "Write the answer that the customer should get."),
    "dismiss": ("reason", "Say why this needs no answer."),
    "move": ("reason", "Say why it belongs there."),
}


async def test_what_is_blank_is_refused_at_its_field_and_the_modal_stays(card: Json, amara: Person) -> None:
    for act, (name, message) in EMPTY_FIELDS.items():
        await (amara.press(card, act) if act.startswith("case.") else amara.choose(card, act))
        given = {"community": "care"} if act == "move" else {}
        assert (await amara.submit(**given, **{name: ""}))["errors"] == {name: REQUIRED}
        refused = await amara.submit(**given, **{name: "  \n "})
        assert (refused["result"], refused["errors"]) == ("errors", {name: message})
        kept = (await amara.modal())["state"]["values"]
        assert kept[name][name]["value"] == "  \n "
    assert await nothing_is_parked(amara.world)


async def test_a_blank_outcome_and_a_blank_reopening_are_refused(answered: Json, li: Person) -> None:
    await li.press(answered, "case.close")
    refused = await li.submit(outcome=" ")
    assert refused["errors"] == {"outcome": "Say in a line what came of it; the digest tells it on."}
    await li.submit(outcome="Replaced.")
    await li.press(await li.card(), "case.reopen")
    assert (await li.submit(reason=" "))["errors"] == {"reason": "Say why this goes on."}


async def test_a_draft_that_is_too_long_says_by_how_much_and_is_kept(card: Json, amara: Person) -> None:
    await amara.press(card, "case.draft")
    refused = await amara.submit(text="x" * 2_950)
    assert refused["errors"] == {"text": "This is 50 characters too long; 2900 is the most."}
    assert len((await amara.modal())["state"]["values"]["text"]["text"]["value"]) == 2_950
    assert (await amara.submit(text="x" * 2_900))["result"] == "closed"


async def test_a_reply_without_a_usable_link_is_refused_at_the_link(signed: Json, amara: Person) -> None:
    await amara.press(signed, "case.reply")
    assert (await amara.submit(url="forum"))["checked_by"] == "client"
    for url in ('https://x"y.example', "https://<evil>", "https://", "https://" + "x" * 2_500):
        refused = await amara.submit(text="Something else.", url=url)
        assert set(refused["errors"]) == {"url"}, url
    assert (await amara.modal())["state"]["values"]["text"]["text"]["value"] == "Something else."


async def test_of_two_who_edit_the_second_sees_the_new_draft_and_keeps_their_own(
    drafted: Json, amara: Person, jonas: Person
) -> None:
    await amara.press(drafted, "case.draft")
    await jonas.press(drafted, "case.draft")
    await jonas.submit(text="Jonas's <new> text.")
    stale = await amara.submit(text="Amara's text.")
    assert stale["result"] == "updated"
    view = await amara.modal()
    assert f"Here is revision 2 by {jonas.name}; your text is kept below." in words(view)
    assert ">Jonas's &lt;new&gt; text." in words(view)
    assert view["state"]["values"]["text"]["text"]["value"] == field(view, "text")["initial_value"] == "Amara's text."
    assert (await amara.submit())["result"] == "closed"
    assert primary(await amara.card()) == ["Sign off revision 3"]


async def test_the_author_cannot_sign(drafted: Json, amara: Person) -> None:
    await amara.press(drafted, "case.sign_off")
    assert words(await amara.sees_ephemeral()) == "You wrote this draft; someone else must sign it off."
    assert await amara.sees_no_modal()


async def test_another_function_cannot_sign(drafted: Json, jonas: Person) -> None:
    await jonas.press(drafted, "case.sign_off")
    told = words(await jonas.sees_ephemeral())
    assert told == "Answers of this kind are signed off by other functions than yours."
    assert await jonas.sees_no_modal()


async def test_the_button_of_an_old_revision_does_not_sign_the_new_one(
    drafted: Json, jonas: Person, li: Person
) -> None:
    old = await li.command("case 1")
    await jonas.press(drafted, "case.draft")
    await jonas.submit(text="We are very sorry.")
    await li.press(old, "case.sign_off")
    assert "Revision 2 is the newest." in words(await li.sees_ephemeral())
    assert await li.sees_no_modal()


async def test_an_answer_cannot_go_out_before_it_is_signed(drafted: Json, signed: Json, amara: Person) -> None:
    await amara.press(signed, "case.reply")
    await amara.press(signed, "case.draft")
    await amara.submit(text="Something else.")
    await amara.press(await amara.command("case 1"), "case.draft")
    assert (await amara.modal())["title"]["text"] == "Draft revision 3"


async def test_what_stands_elsewhere_meanwhile_is_said_instead_of_asked(card: Json, amara: Person) -> None:
    old = await amara.command("case 1")
    await amara.choose(card, "dismiss")
    await amara.submit(reason="A joke.")
    await amara.press(old, "case.draft")
    assert words(await amara.sees_ephemeral()) == "This case is dismissed already."
    assert await amara.sees_no_modal()
    await amara.press(old, "case.more")
    assert "Move elsewhere" not in buttons(await amara.modal())
