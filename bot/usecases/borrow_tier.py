"""Borrow a customer's tier for one look at their case."""

from bot.domain.company import Company
from bot.domain.provenance import Tier, highest_tier
from bot.domain.sheet import CaseSheet
from bot.ports import Clock, Crm, CrmFailed
from bot.usecases.join_same_mail import verified_mail


async def borrow_tier(sheet: CaseSheet, *, company: Company, clock: Clock, crm: Crm | None) -> Tier | None:
    """The tier of a case's customer. Where the settings lend the tier, it is what the system beside Muster says now
    of an author with a verified address, to be used and not kept; else it is what is kept, if anything."""
    author, terms = sheet.mention.author, company.crm
    mail = verified_mail(author, company) if author else None
    if crm is None or mail is None or terms is None or terms.tier not in terms.borrowed:
        return sheet.tier
    try:
        records = await crm.by_mail(mail)
    except CrmFailed:
        return sheet.tier
    return highest_tier(one for record in records for one in terms.read(record, clock.now())) or sheet.tier
