"""What would happen to a text, without anything happening."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.deciding import Explanation
from bot.domain.errors import expect_words
from bot.domain.people import Member
from bot.domain.privacy import as_seen_by
from bot.domain.routing import Rules
from bot.ports import Clock, UnitOfWork
from bot.usecases.listening import Listening


async def explain_route(
    text: str,
    asker: Member,
    *,
    uow: UnitOfWork,
    company: Company,
    rules: Rules,
    clock: Clock,
    listening: Listening,
) -> Explanation:
    """Where a text would go and why, as far as `asker` may know: of private communities that are not theirs nothing
    is told. Raises BadInput."""
    expect_words(text, "Write what a customer could say: `/muster route The battery is hot`.", field="text")
    await listening.refresh(uow)
    seen = as_seen_by(asker, company)
    [explained] = await listening.read([text], rules=rules if seen is company else Rules(seen), company=seen)
    return explained
