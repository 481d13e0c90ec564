"""What is typed into modals about ideas."""

from __future__ import annotations

from bot.domain.case import CaseId
from bot.domain.errors import BadInput
from bot.domain.idea import Idea, IdeaId, IdeaStatus, Wish
from bot.domain.people import MemberId
from bot.usecases.join_idea import join_idea, leave_idea
from bot.usecases.open_idea import open_idea
from bot.usecases.steer_idea import steer_idea
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.blocks.text import count
from handlers.views.submission import Outcome, Submission


async def send_idea(sent: Submission) -> View | None:
    """Write an idea down."""
    idea = await _open(sent, None)
    return modals.done_modal("Written down", f"This is idea {idea.id}. `/muster idea {idea.id}` shows it.")


async def send_case_idea(sent: Submission) -> View | None:
    """Let a case join an idea or give rise to one, and part it from those whose tick was taken away."""
    desk, known, wished = sent.desk, sent.text("idea"), sent.text("title").strip()
    if known and wished:
        raise BadInput("Join an idea or write down a new one, one at a time: empty one of them.", field="title")
    stands = sent.numbers("ideas") if "stays" in sent.fields else ()
    parted = [IdeaId(number) for number in stands if str(number) not in sent.several("stays")]
    if known:
        await join_idea(IdeaId(sent.chosen("idea")), sent.case_id, sent.member, **desk.tools())
    elif wished or sent.text("description").strip():
        await _open(sent, sent.case_id)
    elif not parted:
        raise BadInput("Say in a few words what should be better, or choose an idea to join.", field="title")
    for idea_id in parted:
        await leave_idea(idea_id, sent.case_id, sent.member, **desk.tools())
    return None


async def send_steering(sent: Submission) -> View | None:
    """Decide about an idea, and say what follows."""
    idea = await steer_idea(
        IdeaId(sent.number("idea")),
        sent.member,
        status=_status(sent),
        reason=sent.text("reason"),
        owner=MemberId(sent.text("owner")) or None,
        **sent.desk.tools(),
    )
    return modals.done_modal("Changed", f"Idea {idea.id} is {idea.status}.{_what_follows(idea)}")


async def send_joining(sent: Submission) -> View | None:
    """Let one's case stand behind an idea."""
    case_id = CaseId(sent.chosen("case"))
    await join_idea(IdeaId(sent.number("idea")), case_id, sent.member, **sent.desk.tools())
    return modals.done_modal("Joined", f"Case {case_id} stands behind idea {sent.number('idea')}.")


def _status(sent: Submission) -> IdeaStatus:
    try:
        return IdeaStatus(sent.text("status"))
    except ValueError as error:
        raise BadInput("Choose where the idea stands.", field="status") from error


async def _open(sent: Submission, case_id: CaseId | None) -> Idea:
    wish = Wish.of(sent.text("kind"), sent.text("title"), sent.text("description"))
    return await open_idea(wish, sent.member, identity=f"modal/{sent.view_id}", case_id=case_id, **sent.desk.tools())


def _what_follows(idea: Idea) -> str:
    if idea.status is not IdeaStatus.DONE or not idea.cases:
        return ""
    return f" {count(len(idea.cases), 'case')} behind it will be told, and come back where the customer was answered."


OUTCOMES: dict[str, Outcome] = {
    "idea.new": send_idea,
    "case.idea": send_case_idea,
    "idea.steer": send_steering,
    "idea.join": send_joining,
}
"""What each modal about ideas does when it is sent."""
