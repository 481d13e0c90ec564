"""What the customer sees: each function makes a whole page as a response."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from starlette.responses import HTMLResponse

from bot.domain.errors import BadInput
from bot.domain.verdict import VERDICT_WORDS_LIMIT
from pages.template import FOLDER, Html, Page

_FRAME, _FEEDBACK, _PROBLEM = Page("frame.html"), Page("feedback.html"), Page("problem.html")
_THANKS, _EXPIRED, _NOTHING_HERE = Page("thanks.html"), Page("expired.html"), Page("nothing_here.html")
_TOO_LONG, _NOT_A_FORM = Page("too_long.html"), Page("not_a_form.html")
_STYLE = Html((FOLDER / "style.css").read_text("utf-8"))
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}

_CHECKED, _WRONG, _NOTHING = Html("checked"), Html('aria-invalid="true" autofocus'), Html("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The form as it was sent; empty where it was not."""

    score: str = ""
    words: str = ""
    recommended: str = ""
    quotable: str = ""


def feedback(company: str, answer: str, typed: Typed | None = None, problem: BadInput | None = None) -> HTMLResponse:
    """The form, with what was typed and what is wrong with it, at its field."""
    typed = typed or Typed()
    form = _FEEDBACK.filled(
        company=company,
        answer=answer,
        limit=str(VERDICT_WORDS_LIMIT),
        words=typed.words,
        **{f"score_{score}": _when(typed.score == score) for score in "12345"},
        recommended_yes=_when(typed.recommended == "yes"),
        recommended_no=_when(typed.recommended == "no"),
        recommended_open=_when(typed.recommended not in {"yes", "no"}),
        quotable_yes=_when(typed.quotable == "yes"),
        **_problems(problem),
    )
    title = "How was our answer?" if problem is None else "Please look again: how was our answer?"
    return _page(200 if problem is None else 422, company, title, form)


def thanks(company: str) -> HTMLResponse:
    """After sending, and on every later visit."""
    return _page(200, company, "Thank you", _THANKS.filled())


def expired(company: str) -> HTMLResponse:
    """The link was good once."""
    return _page(410, company, "This link has expired", _EXPIRED.filled())


def nothing_here(company: str) -> HTMLResponse:
    """The link was never good, or its feedback is not wanted any more: nobody can tell which."""
    return _page(404, company, "There is nothing at this link", _NOTHING_HERE.filled())


def too_long(company: str) -> HTMLResponse:
    """More was sent than the form can hold."""
    return _page(413, company, "That was too long", _TOO_LONG.filled(limit=str(VERDICT_WORDS_LIMIT)))


def not_a_form(company: str) -> HTMLResponse:
    """What was sent did not come from the form."""
    return _page(400, company, "We could not read that", _NOT_A_FORM.filled())


def _page(status: int, company: str, title: str, content: Html) -> HTMLResponse:
    page = _FRAME.filled(company=company, title=title, style=_STYLE, content=content)
    return HTMLResponse(page, status_code=status, headers=HEADERS)


def _problems(problem: BadInput | None) -> dict[str, Html]:
    gaps: dict[str, Html] = {}
    for field in ("score", "words", "recommended", "quotable"):
        here = problem is not None and problem.field == field
        gaps[f"{field}_problem"] = _PROBLEM.filled(field=field, problem=str(problem)) if here else _NOTHING
        gaps[f"{field}_wrong"] = _WRONG if here else _NOTHING
    return gaps


def _when(condition: bool) -> Html:
    return _CHECKED if condition else _NOTHING
