"""What is typed into modals about those who helped: who they are, thanks, and what was tried."""

from __future__ import annotations

from bot.domain.errors import BadInput
from bot.domain.people import MemberId
from bot.usecases.confirm_help import confirm_help
from bot.usecases.note_attempt import note_attempt
from bot.usecases.say_thanks import say_thanks
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_help(sent: Submission) -> View | None:
    """Confirm those who were chosen."""
    helped = [modals.read_share(value) for value in sent.several("helped")]
    await confirm_help(sent.case_id, sent.member, helped=helped, **sent.desk.tools())
    return None


async def send_thanks(sent: Submission) -> View | None:
    """Thank the one who was chosen in either field."""
    helped, person = sent.text("helped"), sent.text("person")
    field = "helped" if helped and not person else "person"
    if bool(helped) == bool(person):
        raise BadInput("Choose one person, in one of the two fields.", field=field)
    try:
        await say_thanks(
            sent.case_id,
            sent.member,
            to=MemberId(helped or person),
            text=sent.text("text"),
            identity=f"modal/{sent.view_id}",
            **sent.desk.tools(),
        )
    except BadInput as error:
        raise BadInput(str(error), field=field if error.field == "person" else error.field) from error
    return None


async def send_attempt(sent: Submission) -> View | None:
    """Tell what was tried."""
    await note_attempt(
        sent.case_id,
        sent.member,
        text=sent.text("text"),
        learned=sent.text("learned"),
        identity=f"modal/{sent.view_id}",
        **sent.desk.tools(),
    )
    return None


OUTCOMES: dict[str, Outcome] = {
    "case.confirm_help": send_help,
    "case.thank": send_thanks,
    "case.attempt": send_attempt,
}
"""What each modal about those who helped does when it is sent."""
