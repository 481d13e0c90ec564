"""Texts that try to ping, to disguise links or to break the blocks arrive as the plain words that they are."""

import html
import re

import pytest

from tests.people import Json, Person, alive, nothing_is_parked, words
from tests.world import SAFETY, World

HOSTILE = {
    "a ping of everyone": "Swollen <!channel> <!here> <!everyone|all>",
    "a ping of a person": "Swollen <@U0AMARA> <@U0AMARA|x>",
    "a channel": "Swollen <#C0CARE> <!subteam^S0LEGAL>",
    "a disguised link": "Swollen <http://evil.example|your bank>",
    "a forged date": "Swollen <!date^1^{date}^http://evil.example|today>",
    "ampersands": "Swollen &amp; & &lt;!channel&gt; &#60;!here&#62;",
    "code": "Swollen ``` `x` ```\n```\nrm -rf\n```",
    "marks": "Swollen *bold* _it_ ~no~ > quote\n>>> all of it",
    "many lines": "Swollen\n" + "\n".join("x" for _ in range(900)),
    "right to left": "Swollen \u202egnp.exe\u202c \u2067عربي\u2069",
    "emoji": "Swollen 🔋🔥 :tada: 👩‍👩‍👧‍👦",
    "nothing to see": "Swollen \u200b\u200d\ufeff\u2060",
    "all there is": "Swollen " + "<!channel>" * 1_999,
    "one long word": "Swollen " + "n" * 19_000,
    "one long matching word": "bulg" + "e" * 19_000,
    "only ampersands": "Swollen " + "&" * 19_900,
    "a separator of lines": "Swollen\u2028<!channel>\u2029<!here>",
}


async def everything(person: Person) -> list[Json]:
    """All that stands in the channel, threads included."""
    seen = await person.world.slack.messages(person.at, person.id)
    return [one for root in seen for one in (root, *root.get("replies", ()))]


def quoted(card: Json) -> str:
    """The customer's words as a reader sees them on the card."""
    lines = [line for line in words(card).splitlines() if line.startswith(">")]
    return html.unescape("\n".join(line[1:] for line in lines))


async def test_whatever_a_customer_says_becomes_a_card_with_just_these_words(world: World, amara: Person) -> None:
    for what, said in HOSTILE.items():
        await world.say(said, author={"handle": said[:400], "name": said[:400]}, url="https://forum.example/?a=1&b=2")
        card = await amara.card()
        assert not alive(card), what
        shown = quoted(card).removesuffix("…").splitlines()
        assert shown == said[:279].strip().splitlines()[: len(shown)], what
        assert "<https://forum.example/?a=1&amp;b=2|Link>" in words(card), what
    assert len(await world.slack.messages(SAFETY)) == len(HOSTILE)
    assert await nothing_is_parked(world)


async def test_all_of_a_long_hostile_text_can_be_read(world: World, amara: Person) -> None:
    for what in ("all there is", "only ampersands", "many lines", "one long word"):
        await world.say(HOSTILE[what])
        await amara.press(await amara.card(), "case.read")
        view = await amara.modal()
        assert not alive(view)
        read = html.unescape(re.sub(r"^>", "", words(view), flags=re.MULTILINE))
        assert re.sub(r"\s", "", read) == re.sub(r"\s", "", HOSTILE[what]), what


@pytest.mark.parametrize("text", ["<!channel> <@U0AMARA> <http://evil.example|click> & " * 12, "&" * 600])
async def test_what_colleagues_write_does_not_come_to_life_either(
    world: World, amara: Person, li: Person, text: str
) -> None:
    await world.say("It swells.")
    await amara.press(await amara.card(), "case.claim")
    await amara.press(await amara.card(), "case.contribute")
    await amara.submit(text=text)
    await amara.press(await amara.card(), "case.draft")
    await amara.submit(text=text)
    await li.press(await li.card(), "case.sign_off")
    assert not alive(await li.modal())
    await li.submit()
    await amara.press(await amara.card(), "case.reply")
    await amara.submit(url="https://forum.example/?a=1&b=%3Cx%3E|y")
    await li.choose(await li.card(), "attempt")
    await li.submit(text=text, learned=text)
    await li.choose(await li.card(), "thank")
    await li.submit(text=text)
    [letter] = await world.slack.messages(amara.id.replace("U0", "D0"), amara.id)
    assert not alive(letter)
    await li.press(await li.card(), "case.close")
    await li.submit(outcome=text)
    await li.press(await li.card(), "case.reopen")
    await li.submit(reason=text)
    await amara.choose(await amara.card(), "dismiss")
    await amara.submit(reason=text)
    said = await everything(li)
    assert len(said) > 8
    assert [one for one in said if "bot_id" in one and alive(one)] == []
    assert not alive(await li.command("case 1"))
    assert not alive(await li.command("digest"))
    assert await nothing_is_parked(world)
