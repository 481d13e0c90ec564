"""Every modal, and how it comes to be open: about which case, for whom, by which button."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from bot.domain.idea import IdeaKind
from bot.domain.idea import Wish as IdeaWish
from bot.domain.mention import Mention
from bot.domain.people import Member
from bot.domain.wish import Wish
from bot.usecases.bring_in import bring_in
from bot.usecases.edit_glossary import edit_glossary
from bot.usecases.merge_cases import merge_cases
from bot.usecases.open_community import open_community
from bot.usecases.open_idea import open_idea
from bot.usecases.share_case import share_case
from bot.usecases.void_case import void_case
from sandbox import interactions
from sandbox.views import View
from tests.builders import Stage, amara, case_at, do, eva, mention, rows
from tests.people import Json
from tests.world import AMARA, EVA, LI, World

ADMINISTRATOR: Member = eva
GUIDE: Json = {
    "title": "Winter Recall",
    "purpose": "Everyone with a winter battery hears from us.",
    "functions": ["support", "engineering"],
    "ends": "never",
}
"""What a community can be."""

COMMUNITY = "storm-recall"
"""One that Amara has opened."""


SAID = {"case.answers_like": "The battery swells on a charger."}
"""What a customer said, where it matters."""


@dataclass(frozen=True)
class Opening:
    """How a modal is opened: `by` whom, with the button `action`. `stage` is how far its case has come, None where it
    is about no case; `first` is done to the case before; `value` is what the button carries, where not the case
    alone."""

    stage: Stage | None = None
    by: str = AMARA
    action: str = ""
    value: str = ""
    first: Callable[[World, int], Awaitable[object]] | None = None
    then: tuple[tuple[str, Json], ...] = field(default=())
    """What is pressed in it, or sent, until the modal that is meant is there: an action, or "" with what is typed."""


async def _one_more(world: World, case: int) -> None:
    await do(world.muster, bring_in, mention("So does mine.", thread=str(case)))


async def _merged(world: World, case: int) -> None:
    other = await case_at(world.muster, "claimed", mention(f"Fire in lorry {case}.", thread=f"other-{case}"))
    await do(world.muster, merge_cases, case, amara, into=other.id)


async def _void(world: World, case: int) -> None:
    await do(world.muster, void_case, case, ADMINISTRATOR, reason="Spam.")


async def _shared(world: World, case: int) -> None:
    await do(world.muster, share_case, case, amara, partner="works", text="It swells.", until=None)


OPENINGS: dict[str, Opening] = {
    "mention.report": Opening(),
    "case.contribute": Opening("claimed"),
    "case.draft": Opening("claimed"),
    "case.answers_like": Opening("claimed", action="case.draft", then=(("case.answers_like", {}),)),
    "case.sign_off": Opening("drafted", by=LI),
    "case.want_changes": Opening("drafted", by=LI, value="{case}:1"),
    "case.reject_draft": Opening("drafted", by=LI, value="{case}:1"),
    "case.reclass": Opening("claimed"),
    "case.reread": Opening("claimed"),
    "case.send": Opening("signed"),
    "case.reply": Opening("signed"),
    "case.feedback": Opening("replied"),
    "case.close": Opening("replied", by=LI),
    "case.dismiss": Opening("claimed"),
    "case.reopen": Opening("replied"),
    "case.move": Opening("claimed"),
    "community.open": Opening(),
    "community.people": Opening(action="community.open", then=(("", GUIDE),)),
    "community.edit": Opening(value=COMMUNITY),
    "community.close": Opening(value=COMMUNITY),
    "idea.new": Opening(),
    "case.idea": Opening("claimed"),
    "idea.steer": Opening(value="1"),
    "idea.join": Opening("claimed", value="1"),
    "customer.join": Opening(value="1"),
    "customer.separate": Opening(value="1"),
    "customer.describe": Opening(value="1"),
    "author.forget": Opening(by=EVA, value="1"),
    "glossary.add": Opening(value="new"),
    "glossary.change": Opening(value="app"),
    "case.confirm_help": Opening("closed", by=LI),
    "case.thank": Opening("replied", by=LI),
    "case.attempt": Opening("claimed"),
    "case.ask": Opening("claimed"),
    "case.waive": Opening("claimed"),
    "case.hand_over": Opening("claimed"),
    "case.share_partner": Opening("claimed"),
    "case.unshare": Opening("claimed", first=_shared),
    "case.merge": Opening("claimed"),
    "case.split": Opening("claimed", first=_one_more),
    "case.part": Opening("claimed", first=_merged),
    "case.void": Opening("claimed", by=EVA),
    "case.restore": Opening("claimed", by=EVA, first=_void),
    "settings": Opening(value="open"),
    "board.join": Opening(value="join"),
}
"""How each modal is opened."""


@dataclass
class Modal:
    """An open modal, in which things are typed that nobody should type."""

    world: World
    name: str
    by: str
    case: int
    view: View
    first: View
    """As it was when it was opened."""

    async def send(self, typed: Json, forged: Json | None = None, carried: Json | None = None) -> Json:
        """Type and send, from how it was opened. What is `forged` no client of Slack's would let through: the values
        of chosen options; nor what is `carried`."""
        self.view.definition, self.view.state = self.first.definition, deepcopy(self.first.state)
        for name, value in (forged or {}).items():
            _choose(self.view, name, value)
        if carried is not None:
            ids = json.loads(self.view.definition["private_metadata"])
            self.view.definition = {**self.view.definition, "private_metadata": json.dumps({**ids, **carried})}
        given = {"user": self.by, "view_id": self.view.id, "values": typed}
        return await self.world.slack.do("submit", **given)

    async def send_raw(self, **changes: Any) -> tuple[int | None, Json]:
        """Send the modal with other parts than it has; gives the status and the answer."""
        workspace = self.world.workspace
        payload = interactions.view_submission(workspace, workspace.directory.person(self.by), self.view)
        payload["view"] = payload["view"] | changes
        answer = await workspace.deliveries.interaction(payload)
        return answer.status, json.loads(answer.body or b"{}")

    def bring_up(self) -> None:
        """Put it on top, as a person who has several windows."""
        self.world.workspace.views.stacks[self.by] = [self.view]

    @property
    def is_open(self) -> bool:
        """Whether it is what the person sees."""
        return self.world.workspace.views.top(self.by) is self.view

    @property
    def texts(self) -> str:
        """All that was typed or chosen in it, and all that it says, as it stands."""
        shape = self.view.shape()
        return "\n".join(strings([shape["blocks"], shape["state"]]))

    def put_away(self) -> None:
        self.world.workspace.views.stacks.pop(self.by, None)


async def as_it_is(world: World) -> list[Any]:
    """What would be different in a world if anything had been done."""
    return await rows(world.muster, _EVERYTHING)


_EVERYTHING = """
SELECT (SELECT count(*) FROM activities), (SELECT count(*) FROM ideas), (SELECT count(*) FROM idea_changes),
       (SELECT count(*) FROM mentions), (SELECT count(*) FROM joinings), (SELECT count(*) FROM customer_data),
       (SELECT count(*) FROM erasures),
       (SELECT sum(hashtext(c::text)) FROM communities c), (SELECT sum(hashtext(g::text)) FROM glossary g),
       (SELECT sum(hashtext(concat(id, on_boards, quiet_from, quiet_until, suggested))) FROM members),
       (SELECT count(*) FROM suggestions), (SELECT count(*) FROM thank_notes), (SELECT count(*) FROM attempts)
"""


def strings(value: Any) -> Iterator[str]:
    """Every text in blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def _choose(view: View, name: str, value: Any) -> None:
    [state] = [states[name] for states in view.state.values() if name in states]
    if "selected_options" in state:
        state["selected_options"] = [{"value": one} for one in value]
    elif "selected_option" in state:
        state["selected_option"] = {"value": value}
    else:
        [key] = state.keys() - {"type"}
        state[key] = value


async def make_ready(world: World) -> None:
    """A community and an idea of Amara's, two of the company's own words, and an answer that others can be like."""
    wish = Wish(title="Storm Recall", purpose="All hear from us.", functions=("support",))
    await do(world.muster, open_community, amara, wish)
    await world.settle()
    idea = IdeaWish(kind=IdeaKind.DEFECT, title="Cells that do not swell", description="")
    await do(world.muster, open_idea, idea, amara, identity="first", case_id=None)
    await do(world.muster, edit_glossary, amara, term="app", kind="product", synonyms="programme")
    await do(world.muster, edit_glossary, amara, term="charger", kind="part", synonyms="plug")
    await case_at(world.muster, "closed", mention("The battery swells on its charger."))


async def opened(world: World, name: str) -> Modal:
    """A modal, open, about a case of its own."""
    how, case = OPENINGS[name], 0
    if how.stage:
        said = await mentioned(world, name)
        case = (await case_at(world.muster, how.stage, said)).id
    if how.first:
        await how.first(world, case)
    await press(world, how.by, how.action or name, (how.value or "{case}").format(case=case))
    for action, typed in how.then:
        top = world.workspace.views.top(how.by)
        assert top is not None
        if action:
            await press(world, how.by, action, str(case), view=top)
        else:
            await world.slack.do("submit", user=how.by, view_id=top.id, values=typed)
    view = world.workspace.views.top(how.by)
    assert view is not None, name
    assert view.definition["callback_id"] == name, json.dumps(view.definition)[:600]
    return Modal(world, name, how.by, case, view, first=deepcopy(view))


async def mentioned(world: World, name: str) -> Mention:
    """What a customer says for a case to come that is like no other; its thread is called like the case."""
    [newest] = await rows(world.muster, "SELECT coalesce(max(id), 0) FROM cases")
    text = SAID.get(name, f"It smokes: {name} {newest} {newest:x}oak {newest:o}elm.")
    return mention(text, thread=str(newest + 1))


async def press(world: World, by: str, action: str, value: str, *, view: View | None = None) -> int | None:
    """Press a button of a modal, or else of Home; gives the status of the answer."""
    workspace = world.workspace
    place = view or workspace.views.publish(by, {"type": "home", "blocks": []})
    pressed = {"type": "button", "action_id": action, "value": value, "block_id": "b", "action_ts": "1.1"}
    payload = interactions.block_action_in_view(workspace, workspace.directory.person(by), place, pressed)
    return (await workspace.deliveries.interaction(payload)).status
