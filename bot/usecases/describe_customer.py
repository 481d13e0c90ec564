"""Say what somebody here knows of a customer."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.customer import AuthorId, looks_like_mail
from bot.domain.errors import BadInput
from bot.domain.people import Member
from bot.domain.provenance import MAIL, REFERRAL_VALUE, TIER, Owned, clean_value, known_tier
from bot.domain.roles import Act, permit
from bot.ports import Clock, UnitOfWork
from bot.usecases.join_authors import seen


async def describe_customer(
    author: AuthorId,
    actor: Member,
    *,
    tier: str,
    referral_value: str,
    mail: str,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> None:
    """Keep these as ours, of all the authors of the customer; empty ones hold no longer. What stands as it was keeps
    who said it and since when. Raises BadInput, NotAllowed, UnknownCustomer."""
    permit(Act.DESCRIBE_CUSTOMER, actor, own=True, community=None, company=company)
    wanted = {
        TIER: _tier(tier),
        REFERRAL_VALUE: clean_value(referral_value, name="referral_value"),
        MAIL: _mail(mail),
    }
    async with uow:
        await seen(author, actor, uow=uow, company=company)
        await uow.customers.hold()
        group = (await uow.customers.joins({author})).with_author(author)
        ours = [one for one in await uow.customers.known_of(group) if isinstance(one, Owned) and one.key in wanted]
        now = clock.now()
        await uow.customers.end(group, [one for one in ours if one.value != wanted[one.key]], now)
        stands = {one.key for one in ours if one.value == wanted[one.key]}
        for key, value in wanted.items():
            if value and key not in stands:
                await uow.customers.keep(group, Owned(key=key, value=value, by=actor.id, since=now))
        await uow.commit()


def _tier(written: str) -> str:
    tier = known_tier(written)
    if written and tier is None:
        raise BadInput("Choose one of the tiers.", field="tier")
    return tier.value if tier else ""


def _mail(written: str) -> str:
    mail = written.strip()
    if mail and not looks_like_mail(mail):
        raise BadInput("Write one mail address, like dana@example.com.", field="mail")
    return mail
