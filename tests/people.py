"""People at work in the sandbox workspace: small verbs, so that a test reads like what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.world import CARE, World

Json = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody who uses Muster; `at` is the channel that they look at."""

    world: World
    id: str
    at: str = CARE

    @property
    def name(self) -> str:
        """What the workspace calls them."""
        profile = self.world.workspace.directory.person(self.id).shape()["profile"]
        return str(profile["display_name"] or profile["real_name"])

    async def command(self, text: str = "") -> Json:
        """Type `/muster` and its words; gives the answer, which only they see."""
        done = await self.types(text)
        assert done["ephemerals"], f"/muster {text} was not answered: {await self.toasts()}"
        return done["ephemerals"][-1] | {"ephemeral_id": done["ephemerals"][-1]["ts"]}

    async def types(self, text: str = "") -> Json:
        """Type `/muster` and its words; gives all that followed."""
        done = await self.world.slack.do("command", user=self.id, channel=self.at, text=f"/muster {text}".strip())
        await self.world.settle()
        return done

    async def press(self, message: Json, action: str, value: str | None = None) -> Json:
        """Press a button of a message; `value` tells buttons with the same action apart."""
        place = {"channel": self.at, "ts": message["ts"]}
        if "ephemeral_id" in message:
            place["ephemeral_id"] = message["ephemeral_id"]
        done = await self.world.slack.do("press", user=self.id, action_id=action, value=value, **place)
        await self.world.settle()
        return done

    async def choose(self, card: Json, act: str) -> Json:
        """Choose from what else can be done about the case of a card."""
        await self.press(card, "case.more")
        return await self.press_in(await self.modal(), f"case.{act}")

    async def closes(self) -> None:
        """Close the modal that they see without sending it."""
        await self.world.slack.do("close", user=self.id, view_id=(await self.modal())["id"])
        await self.world.settle()

    async def press_in(self, view: Json, action: str, value: str | None = None) -> Json:
        """Press a button of a modal or of Home."""
        done = await self.world.slack.do("press", user=self.id, view_id=view["id"], action_id=action, value=value)
        await self.world.settle()
        return done

    async def submit(self, **values: object) -> Json:
        """Fill in and send the modal that they see; gives what came of it."""
        view = await self.modal()
        return await self.submit_view(view["id"], **values)

    async def submit_view(self, view_id: str, **values: object) -> Json:
        """Send one modal by its id."""
        sent = await self.world.slack.do("submit", user=self.id, view_id=view_id, values=values)
        await self.world.settle()
        return sent

    async def speak_in(self, card: Json, text: str) -> str:
        """Reply in the thread of a card; gives the reply's `ts`."""
        said = await self.world.slack.do("speak", user=self.id, channel=self.at, thread_ts=card["ts"], text=text)
        await self.world.settle()
        return str(said["ts"])

    async def opens_home(self) -> Json:
        """Look at Home; gives it as it is once the jobs are done."""
        await self.world.slack.do("home", user=self.id)
        await self.world.settle()
        return await self.sees_home()

    async def sees_home(self) -> Json:
        """Home as it was shown last, without opening it anew."""
        home: Json = (await self._sees())["home"]
        return home

    async def card(self) -> Json:
        """The newest card where they look, without what they alone were told."""
        cards = [message for message in await self.world.slack.messages(self.at, self.id) if "bot_id" in message]
        return [message for message in cards if not message.get("is_ephemeral")][-1]

    async def modal(self) -> Json:
        """The modal that they see."""
        modals = (await self._sees())["modals"]
        assert modals, f"{self.id} sees no modal; toasts: {await self.toasts()}"
        view: Json = modals[-1]
        return view

    async def sees_no_modal(self) -> bool:
        return not (await self._sees())["modals"]

    async def toasts(self) -> list[str]:
        """What Slack's client said to them when Muster failed them."""
        return [toast["text"] for toast in (await self._sees())["toasts"]]

    async def sees_ephemeral(self) -> Json:
        """The newest message that only they see here."""
        seen = await self.world.slack.messages(self.at, self.id)
        everything = [one for root in seen for one in (root, *root.get("replies", ()))]
        mine = [message for message in everything if message.get("is_ephemeral")]
        assert mine, f"{self.id} was told nothing"
        return max(mine, key=lambda message: message["ts"])

    async def _sees(self) -> Json:
        return await self.world.slack.see("sees", user=self.id)


async def letters(world: World, member: str) -> tuple[Person, list[Json]]:
    """Somebody at their direct messages with Muster, and what stands there, the oldest first."""
    rooms = [one.id for one in world.workspace.conversations.channels.values() if one.is_im and member in one.members]
    if not rooms:
        return Person(world, member), []
    return Person(world, member, rooms[0]), await world.slack.messages(rooms[0], member)


def elements(message: Json) -> Iterator[Json]:
    """Every button, menu and input of a message or view."""
    for block in message["blocks"]:
        if block["type"] == "actions":
            yield from block["elements"]
        yield from (block[place] for place in ("accessory", "element") if place in block)


def buttons(message: Json) -> dict[str, str]:
    """What each button says, with its action."""
    return {one["text"]["text"]: one["action_id"] for one in elements(message) if one["type"] == "button"}


def primary(message: Json) -> list[str]:
    """What the highlighted buttons say."""
    return [one["text"]["text"] for one in elements(message) if one.get("style") == "primary"]


def field(view: Json, name: str) -> Json:
    """The input of a modal with this name."""
    return next(one for one in elements(view) if one.get("action_id") == name)


def words(message: Json) -> str:
    """All that can be read in a message or view, one text a line."""
    return "\n".join(text for _, text in texts(message.get("blocks") or message))


def texts(value: Any) -> Iterator[tuple[str, str]]:
    """Each text object in blocks: its type and its text."""
    if isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str) and "type" in value:
            yield value["type"], value["text"]
        for inner in value.values():
            yield from texts(inner)


_OURS = re.compile(r"<!date\^\d+\^[^<>|]*\|[^<>|]*>|<#C\w+>|<@U\d{3}>|<https?://[^<>|]*\|[^<>]*>")


def alive(message: Json) -> list[str]:
    """Where a text that Slack marks up holds angle brackets that none of our own marks explain."""
    marked = [text for kind, text in texts(message.get("blocks", [])) if kind == "mrkdwn"] + [message.get("text", "")]
    bare = (re.sub(r"^>", "", _OURS.sub("", text), flags=re.MULTILINE) for text in marked)
    return [text for text in bare if "<" in text or ">" in text]


async def nothing_is_parked(world: World) -> bool:
    """Whether nothing waits for the operator."""
    return not any((await world.muster.health()).parked.values())
