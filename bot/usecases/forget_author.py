"""Forget somebody who wrote outside: who is meant, what would go, and the word to begin."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.customer import AuthorId, KnownAuthor
from bot.domain.erasure import Preview
from bot.domain.errors import BadInput, UnknownCustomer
from bot.domain.people import Member
from bot.domain.roles import Act, permit
from bot.ports import Clock, UnitOfWork

MOST = 5
"""Authors that are offered to choose from."""


async def find_to_forget(words: str, actor: Member | None, *, uow: UnitOfWork, company: Company) -> list[Preview]:
    """Whom SOURCE/HANDLE, a handle or a name may mean, with what would go. `actor` is None on the command line.
    Raises BadInput, NotAllowed, UnknownCustomer."""
    _permit(actor, company)
    asked = " ".join(words.split())
    if not asked:
        raise BadInput("Write whom to forget, as SOURCE/HANDLE, like `/muster forget web/dana_k`; a name works too.")
    async with uow:
        source, _, handle = asked.partition("/")
        one = await uow.customers.at_source(source.strip(), handle.strip(), ()) if handle else None
        found = [one] if one else await uow.customers.called(asked, MOST, ())
        if not found:
            raise UnknownCustomer(asked[:40])
        return [await _preview(known, uow) for known in found]


async def preview_forgetting(author: AuthorId, actor: Member | None, *, uow: UnitOfWork, company: Company) -> Preview:
    """What would go with one author. Raises NotAllowed, UnknownCustomer."""
    _permit(actor, company)
    async with uow:
        return await _preview(await _known(author, uow), uow)


async def forget_author(
    author: AuthorId, actor: Member | None, *, typed: str, uow: UnitOfWork, company: Company, clock: Clock
) -> int:
    """Begin to forget an author, where `typed` is their handle; returns the number of the erasure. It goes on by
    itself, also after a crash. Raises BadInput, NotAllowed, UnknownCustomer."""
    _permit(actor, company)
    async with uow:
        known = await _known(author, uow)
        if typed.strip().lstrip("@").casefold() != known.author.handle.lstrip("@").casefold():
            raise BadInput("Type the handle just as it stands above. Nothing is erased yet.", field="handle")
        number = await uow.erasures.begin(author, actor.id if actor else None, clock.now())
        await uow.jobs.erase(number)
        await uow.commit()
    return number


def _permit(actor: Member | None, company: Company) -> None:
    if actor:
        permit(Act.FORGET, actor, own=True, community=None, company=company)


async def _known(author: AuthorId, uow: UnitOfWork) -> KnownAuthor:
    known = await uow.erasures.author(author)
    if known is None:
        raise UnknownCustomer(str(author))
    return known


async def _preview(known: KnownAuthor, uow: UnitOfWork) -> Preview:
    joins = await uow.customers.joins([known.id])
    return Preview(
        author=known,
        counts=await uow.erasures.preview(known.id),
        others=len(joins.with_author(known.id)) - 1,
    )
