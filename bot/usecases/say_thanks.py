"""Thank a colleague for their help with a case."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import BadInput, expect_words
from bot.domain.letters import ThankYou
from bot.domain.people import Member, MemberId
from bot.domain.privacy import expect_shown_to, sees
from bot.domain.roles import Act, permit_on
from bot.domain.thanks import ThankNote
from bot.ports import Clock, Messenger, UnitOfWork
from bot.usecases.keeping import keep
from bot.usecases.telling import tell_member


async def say_thanks(
    case_id: CaseId,
    actor: Member,
    *,
    to: MemberId,
    text: str,
    identity: str,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Thank somebody in words that they alone read; the thread is told that it was done. It is no points.

    `identity` is unique to this note, so that hearing of it again changes nothing. Raises BadInput at `person` or
    `text`, NotAllowed, UnknownCase, WrongStage.
    """
    expect_words(text, "Write what you want to thank for.", field="text")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.THANK, actor, case, company)
        thanked = await uow.members.get(to)
        if thanked is None or not thanked.may_take_part:
            raise BadInput("Guests, apps and people who have left get no notes. Choose a colleague.", field="person")
        expect_shown_to(thanked, case.community, company, field="person")
        note = ThankNote(case_id=case_id, by=actor.id, member=to, text=text.strip(), at=clock.now())
        number = await uow.thanks.add(note, identity)
        if number is None:
            return case
        case = case.thank(actor, note.at, member=to, note=number)
        await uow.jobs.deliver_thanks(number)
        await keep(case, uow=uow, company=company)
        await uow.commit()
    return case


async def deliver_thanks(
    number: int, *, uow: UnitOfWork, company: Company, messenger: Messenger, clock: Clock
) -> None:
    """Tell somebody privately and once what they were thanked for; whoever has left is not written to, nor who may
    not see the case any more. Raises QuietNow, SlackBusy, SlackRefused, SlackUnsure."""
    async with uow:
        note = await uow.thanks.get(number)
        if note is None:
            return
        case, member = await uow.cases.read(note.case_id), await uow.members.get(note.member)
        names = await uow.members.names([note.by])
    community = company.community(case.community)
    if member is None or not member.may_take_part or not sees(member, community, company):
        return
    letter = ThankYou(
        case_id=case.id, channel=community.channel, name=names.get(note.by, "A colleague"), words=note.text
    )
    await tell_member(
        member.id, letter, f"thanked:{number}", uow=uow, company=company, messenger=messenger, clock=clock
    )
