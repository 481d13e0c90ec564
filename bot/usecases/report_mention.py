"""Bring in by hand what a member has seen or heard."""

from bot.domain.company import Company
from bot.domain.errors import BadInput, NotAllowed, expect_words
from bot.domain.links import is_web_address
from bot.domain.mention import BY_HAND, Author, Mention
from bot.domain.people import Member
from bot.domain.privacy import hidden_from
from bot.domain.routing import Rules
from bot.ports import Clock, UnitOfWork
from bot.usecases.bring_in import BroughtIn, bring_in
from bot.usecases.listening import Listening

AUTHOR_LIMIT = 200
"""Characters of who said it: a name and where."""


async def report_mention(
    actor: Member,
    *,
    identity: str,
    text: str,
    author: str,
    url: str,
    community: str | None,
    uow: UnitOfWork,
    company: Company,
    rules: Rules,
    clock: Clock,
    listening: Listening,
) -> BroughtIn:
    """Make a mention of what `actor` saw; they are its spotter. `identity` is unique to this report, so that hearing
    of it again changes nothing. Without a `community` the rules choose.

    Raises BadInput, NotAllowed, UnknownCommunity.
    """
    if not actor.may_take_part:
        raise NotAllowed("Guests can read cases, not bring mentions in.")
    expect_words(text, "Write what the customer said.", field="text")
    if len(author.strip()) > AUTHOR_LIMIT:
        raise BadInput(f"Keep this to {AUTHOR_LIMIT} characters: a name and where.", field="author")
    if community and community in hidden_from(actor, company):
        raise BadInput("There is no such community. Choose one of the list.", field="community")
    if url and not is_web_address(url):
        raise BadInput("This is no link; it should start with https://, or stay empty.", field="url")
    mention = Mention(
        source=BY_HAND,
        external_id=identity,
        text=text.strip(),
        author=Author(source=BY_HAND, handle=author.strip()) if author.strip() else None,
        posted_at=clock.now(),
        url=url or None,
    )
    return await bring_in(
        mention,
        uow=uow,
        company=company,
        rules=rules,
        clock=clock,
        listening=listening,
        by=actor.id,
        community=community,
    )
