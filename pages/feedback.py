"""The page on which a customer judges the answer they got: `/feedback/{token}`."""

from __future__ import annotations

import asyncio
import time
from dataclasses import asdict, dataclass
from typing import Protocol

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.domain.errors import BadInput
from bot.domain.verdict import Verdict, clean_verdict
from pages import views
from pages.form import NotAForm, TooLong, read_form
from pages.invitation import BadInvitation, ExpiredInvitation, Invitation

EVEN_SECONDS = 0.1
"""How long a refusal takes at least, so that a bad link and one of an unknown case cannot be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the customer is asked about: the answer they got, and whether they have judged it already."""

    answer: str
    answered: bool


class FeedbackDesk(Protocol):
    """What the page needs of the inside."""

    @property
    def company(self) -> str:
        """The name that customers know."""

    async def read(self, token: str) -> Invitation:
        """What a link invites to. Raises BadInvitation, ExpiredInvitation."""

    async def asked(self, invitation: Invitation) -> Asked | None:
        """What is asked; None where the case is unknown or its feedback is not wanted any more."""

    async def answer(self, invitation: Invitation, verdict: Verdict) -> bool:
        """Keep a verdict; False where there was one before, which stays."""


class _NothingHere(Exception):
    """The link leads nowhere."""


def feedback_routes(desk: FeedbackDesk) -> list[Route]:
    """The page. Opening it changes nothing, however often a scanner of links does; only its form is an answer."""

    async def page(request: Request) -> Response:
        started = time.monotonic()
        try:
            return await _opened(request, desk)
        except ExpiredInvitation:
            return views.expired(desk.company)
        except (BadInvitation, _NothingHere):
            await asyncio.sleep(started + EVEN_SECONDS - time.monotonic())
            return views.nothing_here(desk.company)
        except ClientDisconnect:
            return Response(status_code=499)

    return [Route("/feedback/{token}", page, methods=["GET", "POST"])]


async def _opened(request: Request, desk: FeedbackDesk) -> Response:
    invitation = await desk.read(request.path_params["token"])
    asked = await desk.asked(invitation)
    if asked is None:
        raise _NothingHere
    if request.method == "POST":
        return await _sent(request, desk, invitation, asked)
    return views.thanks(desk.company) if asked.answered else views.feedback(desk.company, asked.answer)


async def _sent(request: Request, desk: FeedbackDesk, invitation: Invitation, asked: Asked) -> Response:
    try:
        fields = await read_form(request)
    except TooLong:
        return views.too_long(desk.company)
    except NotAForm:
        return views.not_a_form(desk.company)
    if not asked.answered:
        typed = views.Typed(**{name: fields.get(name, "") for name in views.Typed.__slots__})
        try:
            verdict = clean_verdict(**asdict(typed))
        except BadInput as problem:
            return views.feedback(desk.company, asked.answer, typed, problem)
        await desk.answer(invitation, verdict)
    # Seen again, so that a reload sends nothing; relative, so that it holds behind any proxy.
    return RedirectResponse(request.path_params["token"], status_code=303, headers=views.HEADERS)
