"""What is typed into modals about communities."""

from __future__ import annotations

from datetime import date

from bot.domain.errors import BadInput
from bot.domain.people import MemberId
from bot.domain.wish import Wish, tidy
from bot.usecases.change_community import Change, change_community
from bot.usecases.close_community import close_community
from bot.usecases.open_community import check_wish, open_community, suggest_people
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.blocks.text import escape
from handlers.commands.communities import closing_view
from handlers.views.submission import UNREADABLE, Outcome, Submission


async def send_wish(sent: Submission) -> View | None:
    """Look whether this can be a community, then ask who is invited."""
    desk, again = sent.desk, sent.word("again")
    ends_on, with_cases = _end(sent)
    wish = Wish(
        title=" ".join(tidy(sent.text("title")).split()),
        purpose=tidy(sent.text("purpose")).strip(),
        functions=sent.several("functions"),
        sign_off=sent.several("sign_off"),
        keywords=tidy(sent.text("keywords")).strip(),
        private=sent.text("reach") == "private",
        ends_on=ends_on,
        ends_with_cases=with_cases,
    )
    await check_wish(sent.member, wish, again=again, **desk.tools())
    chosen = [MemberId(member) for member in sent.words("people")]
    people = chosen or await suggest_people(sent.member, wish.functions, uow=desk.uow(), clock=desk.clock)
    return modals.people_modal(wish, people, again=again)


async def send_people(sent: Submission) -> View | None:
    """Ask for the community. What became wrong meanwhile is said above what was typed, all of which is kept."""
    again = sent.word("again")
    wish = _carried_wish(sent)
    try:
        community = await open_community(sent.member, wish, again=again, **sent.desk.tools())
    except BadInput as error:
        return modals.open_modal(sent.desk.company, wish, again=again, problem=str(error))
    return modals.done_modal(
        "On its way", f"*{escape(community.title)}* is being opened. Muster writes to you as soon as it is there."
    )


async def send_change(sent: Submission) -> View | None:
    """Change a community."""
    ends_on, with_cases = _end(sent)
    change = Change(
        purpose=tidy(sent.text("purpose")),
        functions=sent.several("functions"),
        sign_off=sent.several("sign_off"),
        keywords=tidy(sent.text("keywords")),
        leads=tuple(MemberId(member) for member in sent.several("leads")),
        ends_on=ends_on,
        ends_with_cases=with_cases,
    )
    await change_community(sent.word("community"), sent.member, change, **sent.desk.tools())
    return None


async def send_close(sent: Submission) -> View | None:
    """Close a community. Cases that came in meanwhile are shown with the question where they go on."""
    name, outcome, move_to = sent.word("community"), sent.text("outcome"), sent.text("move_to")
    try:
        await close_community(name, sent.member, outcome=outcome, move_to=move_to, **sent.desk.tools())
    except BadInput as error:
        if error.field == "move_to" and "move_to" not in sent.fields:
            return await closing_view(name, sent.member, sent.desk, outcome=outcome)
        raise
    return modals.done_modal("Closed", "It is closed. Its channel is told what was done, and then archived.")


def _carried_wish(sent: Submission) -> Wish:
    try:
        return modals.read_wish(sent.ids["wish"], sent.several("people"))
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(UNREADABLE) from error


def _end(sent: Submission) -> tuple[date | None, bool]:
    """The last day, if it ends after one, and whether it ends with its cases. Raises BadInput."""
    ends, day = sent.text("ends"), sent.day("ends_on")
    if ends == modals.ON_A_DAY and day is None:
        raise BadInput("Choose its last day.", field="ends_on")
    return day if ends == modals.ON_A_DAY else None, ends == modals.WITH_CASES


OUTCOMES: dict[str, Outcome] = {
    "community.open": send_wish,
    "community.people": send_people,
    "community.edit": send_change,
    "community.close": send_close,
}
"""What each modal about communities does when it is sent."""
