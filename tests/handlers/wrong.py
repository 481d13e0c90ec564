"""What is wrong in each modal, where the message stands, and what it says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.domain.wish import Wish
from bot.usecases.draft_reply import draft_reply
from bot.usecases.open_community import open_community
from bot.usecases.part_case import part_case
from bot.usecases.record_reply import record_reply
from bot.usecases.restore_case import restore_case
from bot.usecases.void_case import void_case
from tests.builders import ANSWER, LINK, amara, do, jonas, know
from tests.handlers.openings import ADMINISTRATOR, GUIDE
from tests.people import Json
from tests.world import AMARA, LI, PRIYA, TOM, World

GUEST = "U0GUEST"
LIST = "Choose one of the list."
VOID = "This case is void"


async def redrafted(world: World, case: int) -> object:
    """Somebody else writes another revision."""
    return await do(world.muster, draft_reply, case, jonas, "Another text.", after=1)


async def drafted(world: World, case: int) -> object:
    """Somebody else writes the first revision."""
    return await do(world.muster, draft_reply, case, jonas, "Another text.", after=0)


async def answered(world: World, case: int) -> object:
    """Somebody else records an answer."""
    return await do(world.muster, record_reply, case, ADMINISTRATOR, revision=1, text=ANSWER, url=LINK)


async def parted(world: World, case: int) -> object:
    """Somebody else takes the case apart."""
    return await do(world.muster, part_case, case, amara)


async def made_void(world: World, case: int) -> object:
    """An administrator says that it was never a case."""
    return await do(world.muster, void_case, case, ADMINISTRATOR, reason="Spam.")


async def restored(world: World, case: int) -> object:
    """Somebody else restores the case."""
    return await do(world.muster, restore_case, case, ADMINISTRATOR, reason="It is none.")


async def turned_guest(world: World, _: int) -> object:
    """An administrator of the workspace lets Amara in as a guest only."""
    return await know(world.muster, replace(amara, guest=True))


async def taken(world: World, _: int) -> object:
    """Somebody else opens a community of the same name."""
    wish = GUIDE | {"functions": ("support",)}
    wish.pop("ends")
    return await do(world.muster, open_community, jonas, Wish(**wish))


@dataclass(frozen=True, kw_only=True)
class Bad:
    """Something wrong in a modal, and the message at its field; without a field the modal is replaced by the
    message. `forged` are choices that no client of Slack's would let through, `carried` ids likewise."""

    typed: Json = field(default_factory=dict)
    at: str | None = None
    says: str
    forged: Json = field(default_factory=dict)
    carried: Json | None = None
    meanwhile: Callable[[World, int], Awaitable[object]] | None = None


def blank(name: str, says: str, **beside: object) -> Bad:
    """A field with nothing in it that can be seen, or stored."""
    return Bad(typed={**beside, name: " \n\x00 "}, at=name, says=says)


def void(name: str, **typed: object) -> Bad:
    """All is well typed, but the case was made void meanwhile; the message stands at the first field."""
    return Bad(typed=typed, at=name, says=VOID, meanwhile=made_void)


def without(name: str) -> Json:
    """What a community can be, but for one field."""
    return {other: value for other, value in GUIDE.items() if other != name}


LONG = "x" * 2_950
BAD: dict[str, list[Bad]] = {
    "mention.report": [
        blank("text", "Write what the customer said."),
        Bad(typed={"text": "It swells.", "author": "x" * 201}, at="author", says="Keep this to 200 characters"),
        Bad(typed={"text": "It swells.", "url": "https://<evil>"}, at="url", says="This is no link"),
        Bad(
            typed={"text": "It swells."},
            forged={"community": "nowhere"},
            at="community",
            says="no community “nowhere”",
        ),
    ],
    "case.contribute": [blank("text", "Write what you know about this."), void("text", text="A known batch.")],
    "case.draft": [
        blank("text", "Write the answer that the customer should get."),
        Bad(typed={"text": LONG}, at="text", says="50 characters too long; 2900 is the most"),
        Bad(typed={"text": "It is your fault."}, says="nothing you typed is lost"),
        Bad(typed={"text": "We care."}, meanwhile=drafted, says="changed while you were writing"),
        void("text", text="We are sorry."),
    ],
    "case.answers_like": [Bad(forged={"answer": "9/9"}, says="Your own text is as it was.")],
    "case.sign_off": [Bad(meanwhile=redrafted, says="Here is the new one"), Bad(says=VOID, meanwhile=made_void)],
    "case.want_changes": [
        blank("comment", "Say what should change"),
        Bad(typed={"comment": "Say sorry."}, meanwhile=redrafted, says="your comment is kept"),
        void("comment", comment="Say sorry."),
    ],
    "case.reject_draft": [
        blank("reason", "Say why this cannot be the answer"),
        Bad(typed={"reason": "Never."}, meanwhile=redrafted, says="your comment is kept"),
        void("reason", reason="Never."),
    ],
    "case.reread": [
        Bad(says="Nothing is changed", at="intents"),
        Bad(forged={"intents": ["secret"]}, at="intents", says="Tick what is listed."),
        void("intents", intents=["praise"]),
    ],
    "case.reclass": [
        blank("reason", "Say why; those who sign read it.", risk="injury"),
        Bad(typed={"reason": "So."}, forged={"risk": "nuclear"}, at="risk", says="Choose one of the classes."),
        void("risk", risk="injury", reason="A hospital."),
    ],
    "case.send": [Bad(meanwhile=answered, says="answered this"), Bad(says=VOID, meanwhile=made_void)],
    "case.reply": [
        Bad(typed={"text": "As told.", "url": "https://<evil>"}, at="url", says="Paste the link to the reply"),
        Bad(typed={"text": "As told.", "url": "https://" + "x" * 2_500}, at="url", says="it starts with https://"),
        Bad(typed={"text": "As told.", "url": LINK}, meanwhile=answered, says="answered this"),
        void("text", text="As told.", url=LINK),
    ],
    "case.feedback": [
        Bad(carried={"reply": 7}, says="Ask again from the card."),
        Bad(says=VOID, meanwhile=made_void),
    ],
    "case.close": [
        blank("outcome", "Say in a line what came of it"),
        Bad(typed={"outcome": "Well."}, forged={"helped": ["U0NOBODY/spot"]}, at="outcome", says="has given nothing"),
        void("outcome", outcome="Replaced."),
    ],
    "case.dismiss": [blank("reason", "Say why this needs no answer."), void("reason", reason="A joke.")],
    "case.reopen": [blank("reason", "Say why this goes on."), void("reason", reason="Again.")],
    "case.move": [
        blank("reason", "Say why it belongs there.", community="care"),
        Bad(typed={"reason": "So."}, forged={"community": "nowhere"}, at="community", says="no community “nowhere”"),
        Bad(
            typed={"reason": "So."}, forged={"community": "safety"}, at="community", says="in Product safety already"
        ),
        void("community", community="care", reason="An order."),
    ],
    "community.open": [
        Bad(typed=GUIDE | {"title": "!!"}, at="title", says="Give it a name with letters or digits."),
        Bad(typed=GUIDE | {"title": "x" * 51}, at="title", says="Keep the name to 50 characters."),
        Bad(typed=GUIDE | {"title": "Customer care"}, at="title", says="Choose another one."),
        blank("purpose", "Say in a sentence what it is for.", **without("purpose")),
        Bad(typed=GUIDE | {"purpose": "x" * 251}, at="purpose", says="Keep it to 250 characters"),
        Bad(typed=GUIDE | {"keywords": "frost, …"}, at="keywords", says="holds no word"),
        Bad(typed=GUIDE | {"keywords": "x" * 401}, at="keywords", says="Keep this to 400 characters."),
        Bad(typed=GUIDE | {"keywords": "", "ends": "day"}, at="ends_on", says="Choose its last day."),
        Bad(typed=GUIDE | {"ends": "day", "ends_on": "2026-11-17"}, at="ends_on", says="This day has passed."),
        Bad(typed=without("functions"), forged={"functions": ["magic"]}, at="functions", says="Choose again."),
    ],
    "community.people": [Bad(typed={"people": [TOM]}, meanwhile=taken, says="Choose another one.")],
    "community.edit": [
        blank("purpose", "Say in a sentence what it is for."),
        Bad(typed={"purpose": "Help.", "keywords": "…"}, at="keywords", says="holds no word"),
        Bad(
            typed={"keywords": "", "ends": "day", "ends_on": "2026-11-17"}, at="ends_on", says="This day has passed."
        ),
    ],
    "community.close": [blank("outcome", "Say in a line what came of it")],
    "idea.new": [
        blank("title", "Say in a few words what should be better."),
        Bad(typed={"title": "x" * 121, "description": "They swell."}, at="title", says="at most 120 characters"),
        Bad(typed={"title": "Cells"}, forged={"kind": "magic"}, at="kind", says="Choose what kind of idea this is."),
    ],
    "case.idea": [
        blank("title", "Say in a few words what should be better", description="They swell."),
        Bad(typed={"title": "Better cells", "idea": "1"}, at="title", says="one at a time"),
        Bad(typed={"title": ""}, forged={"idea": "x"}, at="idea", says=LIST),
        Bad(typed={"title": ""}, forged={"idea": "999"}, at="idea", says="There is no idea 999."),
        void("idea", title="Better cells", description="They swell."),
    ],
    "idea.steer": [
        blank("reason", "Say why it is declined", status="declined"),
        Bad(typed={"status": "declined", "reason": "x" * 2_999}, at="reason", says="Shorten it"),
        Bad(typed={"reason": "So."}, forged={"status": "magic"}, at="status", says="Choose where the idea stands."),
    ],
    "idea.join": [
        Bad(forged={"case": "x"}, at="case", says=LIST),
        Bad(forged={"case": "9" * 30}, at="case", says=LIST),
        Bad(forged={"case": "999999"}, at="case", says="There is no case 999999."),
        Bad(forged={"case": "{case}"}, at="case", says=VOID, meanwhile=made_void),
    ],
    "customer.join": [
        blank("why", "Say in a few words why", other="web:eli"),
        blank("other", "Write of whom", why="One voice."),
        Bad(typed={"other": "web:eli", "why": "x" * 201}, at="why", says="Keep this to 200 characters"),
        Bad(typed={"other": "nobody at all", "why": "So."}, at="other", says="Nobody outside is known as"),
        Bad(typed={"other": "999999", "why": "So."}, at="other", says="There is no case 999999."),
        Bad(typed={"other": "dana", "why": "So."}, at="other", says="These two are one customer already."),
    ],
    "customer.separate": [
        Bad(typed={"why": "So."}, at="why", says="This author is not joined to another one."),
        blank("why", "Say in a few words why"),
    ],
    "customer.describe": [
        Bad(typed={"mail": "dana at example"}, at="mail", says="Write one mail address"),
        Bad(typed={"referral_value": "x" * 501}, at="referral_value", says="Keep this to 500 characters"),
        Bad(typed={"mail": ""}, forged={"tier": "platinum"}, at="tier", says="Choose one of the tiers."),
    ],
    "glossary.add": [
        blank("term", "Write the word that you use for it"),
        Bad(typed={"term": "x" * 61}, at="term", says="Keep each to 60 characters"),
        Bad(typed={"term": "Programme"}, at="term", says="“Programme” belongs to the entry “app”."),
        Bad(typed={"term": "site", "synonyms": "web\nplug"}, at="synonyms", says="belongs to the entry “charger”."),
        Bad(typed={"term": "site", "synonyms": "?!"}, at="synonyms", says="has no letter or digit"),
        Bad(typed={"term": "site"}, forged={"kind": "magic"}, at="kind", says="Choose one of the kinds."),
    ],
    "glossary.change": [
        blank("term", "Write the word that you use for it"),
        Bad(typed={"term": "charger"}, at="term", says="“charger” is an entry already."),
        Bad(typed={"term": "app", "synonyms": "\n".join(map(str, range(31)))}, at="synonyms", says="31 are too many"),
        Bad(typed={"synonyms": "it"}, carried={"entry": "gone"}, at="term", says="not in the glossary any more"),
    ],
    "author.forget": [
        Bad(typed={"handle": "somebody"}, at="handle", says="Type the handle just as it stands above."),
        blank("handle", "Type the handle just as it stands above."),
        Bad(typed={"handle": "dana"}, carried={"author": 999_999}, at="handle", says="Nobody outside is known as"),
    ],
    "case.confirm_help": [
        Bad(typed={"helped": []}, at="helped", says="Tick at least one of them"),
        Bad(forged={"helped": ["U0NOBODY/spot"]}, at="helped", says="has given nothing"),
        void("helped"),
    ],
    "case.thank": [
        blank("text", "Write what you want to thank for."),
        Bad(typed={"person": TOM, "text": "So quick."}, at="person", says="Choose one person"),
        Bad(typed={"person": "", "helped": "", "text": "So quick."}, at="person", says="Choose one person"),
        Bad(typed={"helped": "", "person": GUEST, "text": "So."}, at="person", says="Choose a colleague."),
        Bad(typed={"helped": "", "person": LI, "text": "So."}, at="person", says="Thanks go to somebody else."),
        Bad(
            typed={"person": "", "text": "So."},
            forged={"helped": "U0NOBODY"},
            at="helped",
            says="Choose a colleague.",
        ),
        void("helped", text="So quick."),
    ],
    "case.attempt": [
        blank("text", "Write what you tried.", learned="It was the plug."),
        blank("learned", "Write what you learned of it", text="A new plug."),
        void("text", text="A new plug.", learned="It was the plug."),
    ],
    "case.ask": [
        Bad(at="slot", says="Choose either a function or a person."),
        Bad(typed={"slot": "pr", "person": PRIYA}, at="person", says="Choose either a function or a person."),
        Bad(typed={"slot": "", "person": GUEST}, at="person", says="Choose a colleague."),
        Bad(typed={"person": ""}, forged={"slot": "magic"}, at="slot", says="There is no such function."),
        void("slot", slot="pr"),
    ],
    "case.waive": [
        blank("reason", "Say why the case goes on without it.", slot="legal"),
        Bad(typed={"reason": "So."}, forged={"slot": "magic"}, at="slot", says="not waited for any more"),
        void("slot", slot="legal", reason="Known."),
    ],
    "case.hand_over": [
        Bad(typed={"to": GUEST}, at="to", says="Choose somebody else."),
        Bad(typed={"to": AMARA}, at="to", says="owns the case already"),
        Bad(forged={"to": "U0NOBODY"}, at="to", says="Choose a colleague."),
        void("to", to=TOM),
    ],
    "case.share_partner": [
        blank("text", "Write what the customer said, without who they are."),
        Bad(typed={"text": "Write to dana@mail.example."}, at="text", says="Take this out"),
        Bad(typed={"text": "It swells.", "until": "2026-11-17"}, at="until", says="This day is over."),
        Bad(typed={"until": ""}, forged={"partner": "magic"}, at="partner", says="Choose a partner of your company."),
        void("partner", text="It swells."),
    ],
    "case.unshare": [
        Bad(forged={"partner": "magic"}, at="partner", says="not shared with this partner"),
        Bad(at="partner", says="not shared with this partner", meanwhile=made_void),
    ],
    "case.merge": [
        Bad(typed={"into": " "}, at="into", says="Choose a case, or write the number of one."),
        Bad(typed={"into": "twelve"}, at="into", says="There is no case twelve."),
        Bad(typed={"into": "#" + "9" * 40}, at="into", says="There is no case 999"),
        Bad(typed={"into": "-1"}, at="into", says="There is no case -1."),
        Bad(typed={"into": "case {case}"}, at="into", says="A case cannot become part of itself."),
        Bad(typed={"into": "1"}, at="into", says="is void", meanwhile=made_void),
    ],
    "case.split": [
        Bad(forged={"mentions": ["x", "1"]}, at="mentions", says=LIST),
        Bad(forged={"mentions": ["1"]}, at="mentions", says="not here any more"),
        Bad(forged={"mentions": ["1", "2"]}, at="mentions", says="Leave at least one mention here"),
        Bad(forged={"mentions": ["1"]}, at="mentions", says=VOID, meanwhile=made_void),
    ],
    "case.part": [Bad(meanwhile=parted, says="")],
    "settings": [
        Bad(typed={"quiet_from": "22:00"}, at="quiet_until", says="Choose when they end"),
        Bad(typed={"quiet_until": "07:00"}, at="quiet_from", says="Choose when they begin"),
        Bad(typed={"quiet_from": "07:00", "quiet_until": "07:00"}, at="quiet_until", says="Choose another time"),
    ],
    "board.join": [Bad(meanwhile=turned_guest, says="Guests earn no points")],
    "case.void": [blank("reason", "Say why this is no case."), void("reason", reason="Spam too.")],
    "case.restore": [
        blank("reason", "Say why this counts after all."),
        Bad(typed={"reason": "It is none."}, at="reason", says="was not set aside", meanwhile=restored),
    ],
}
"""What is wrong in each modal. What replaces a modal, or changes its case, comes last."""
