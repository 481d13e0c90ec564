"""A case goes to a partner as a copy that shows nobody; what comes back is input; and it ends."""

from dataclasses import replace
from datetime import date

import pytest

from bot.bootstrap import Muster
from bot.domain.activity import PartnerContributed, Shared, Unshared
from bot.domain.case import Case
from bot.domain.errors import BadInput, NotAllowed, WrongStage
from bot.domain.mention import Author
from bot.domain.people import Member, MemberId
from bot.schedule import make_schedule, sharings_due
from bot.usecases.amend_contribution import amend_contribution
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.draft_reply import draft_reply
from bot.usecases.merge_cases import merge_cases
from bot.usecases.partner_contribute import partner_contribute
from bot.usecases.record_reply import record_reply
from bot.usecases.reopen_case import reopen_case
from bot.usecases.share_case import prepare_copy, share_case
from bot.usecases.show_board import show_board
from bot.usecases.sign_off import sign_off
from bot.usecases.unshare_case import end_sharings, unshare_case
from bot.usecases.void_case import void_case
from tests.builders import ANSWER, LINK, amara, case_at, do, eva, jobs, jonas, know, li, mention, rows, stored
from tests.world import SetClock

NORA = MemberId("U0NORA")
REPLY = "C0PARTNER/2.1"


async def shared(muster: Muster, case: Case, by: Member = amara, **more: object) -> Case:
    given = {"partner": "works", "text": "The battery swells.", "until": None, **more}
    return await do(muster, share_case, case.id, by, **given)


async def answered(muster: Muster, text: str = "Batch 7 of ours.", identity: str = REPLY, sharing: int = 1) -> Case:
    return await do(muster, partner_contribute, sharing, NORA, text, identity=identity)


async def test_a_copy_its_job_and_the_act_commit_together(muster: Muster) -> None:
    case = await shared(muster, await case_at(muster, "claimed"), until=date(2026, 11, 20))
    assert case.partners == ("works",)
    assert isinstance(case.news[-1], Shared)
    [(text, channel, until)] = await rows(muster, "SELECT text, channel, until FROM sharings")
    assert (text, channel, until) == ("The battery swells.", "C0PARTNER", case.news[-1].until)
    assert "show_sharing" in await jobs(muster)


async def test_the_copy_begins_without_customers_and_colleagues(muster: Muster) -> None:
    await know(muster)
    dana = Author(source="web", handle="dana_k", name="Dana Kowalski")
    maria = replace(mention("My order is late."), author=replace(dana, handle="ms", name="Maria Sanchez"))
    await case_at(muster, said=maria)
    said = mention("The phone swells. Dana Kowalski, like Maria Sanchez told Jonas.")
    case = await case_at(muster, said=replace(said, author=dana))
    assert await prepare_copy(case.id, uow=muster.uow()) == (
        "The phone swells. [name removed], like [name removed] told [name removed]."
    )


@pytest.mark.parametrize(
    ("given", "field", "told"),
    [
        ({"text": "Write to dana@mail.example or @dana"}, "text", "“dana@mail.example”, “@dana”"),
        ({"text": "  "}, "text", "Write what the customer said"),
        ({"text": "a" * 3_001}, "text", "3,000"),
        ({"partner": "nobody"}, "partner", "Choose a partner"),
        ({"until": date(2026, 11, 17)}, "until", "This day is over"),
        ({"until": date(2028, 1, 1)}, "until", "a year at most"),
    ],
)
async def test_what_is_wrong_is_told_at_its_field(
    muster: Muster, given: dict[str, object], field: str, told: str
) -> None:
    case = await case_at(muster, "claimed")
    with pytest.raises(BadInput, match=told) as refused:
        await shared(muster, case, **given)
    assert refused.value.field == field
    assert await rows(muster, "SELECT id FROM sharings") == []


async def test_only_the_owner_or_a_lead_shares_and_ends(muster: Muster) -> None:
    case = await case_at(muster, "claimed")
    with pytest.raises(NotAllowed):
        await shared(muster, case, jonas)
    await shared(muster, case)
    with pytest.raises(NotAllowed):
        await do(muster, unshare_case, case.id, jonas, partner="works")
    await do(muster, unshare_case, case.id, eva, partner="works")  # an administrator
    with pytest.raises(BadInput):
        await do(muster, unshare_case, case.id, eva, partner="works")


async def test_a_case_that_is_over_is_not_shared_and_one_copy_a_partner_is_enough(muster: Muster) -> None:
    case = await case_at(muster, "closed")
    with pytest.raises(WrongStage):
        await shared(muster, case)
    other = await case_at(muster, said=mention("It smokes.", author="ben"))
    await shared(muster, other)
    with pytest.raises(BadInput, match="already"):
        await shared(muster, other)


async def test_what_a_partner_says_is_input_of_the_partner_once(muster: Muster) -> None:
    await shared(muster, await case_at(muster, "claimed"))
    case = await answered(muster)
    assert [(one.partner, one.member) for one in case.given] == [("works", NORA)]
    assert isinstance(case.news[-1], PartnerContributed)
    assert await rows(muster, "SELECT partner, function, text FROM contributions") == [
        ("works", None, "Batch 7 of ours.")
    ]
    assert (await answered(muster)).version == case.version
    assert len(await rows(muster, "SELECT id FROM contributions")) == 1


async def test_a_partner_fills_no_slot_and_takes_no_credit(muster: Muster) -> None:
    await know(muster)
    await shared(muster, await case_at(muster, "claimed"))
    case = await answered(muster)
    assert all(slot.waits for slot in case.slots)
    assert case.claims == ()
    await do(muster, contribute, case.id, jonas, "Known.", identity="m/1", in_thread=False)
    await do(muster, draft_reply, case.id, amara, ANSWER, after=0)
    await do(muster, sign_off, case.id, li, revision=1)
    await do(muster, record_reply, case.id, amara, revision=1, text=ANSWER, url=LINK)
    closed = await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[(jonas.id, "answer:engineering")])
    assert NORA not in {claim.member for claim in closed.claims}
    board = await show_board(amara, uow=muster.uow(), clock=muster.clock)
    assert NORA not in {place.member for place in board.places}
    assert await rows(muster, "SELECT member FROM share_claims WHERE member = 'U0NORA'") == []
    assert await rows(muster, "SELECT id FROM members WHERE id = 'U0NORA'") == []


async def test_edits_and_deletions_follow(muster: Muster) -> None:
    case = await shared(muster, await case_at(muster, "claimed"))
    await answered(muster)
    await do(muster, amend_contribution, REPLY, "Batch 8.")
    assert await rows(muster, "SELECT text FROM contributions") == ["Batch 8."]
    left = await do(muster, amend_contribution, REPLY, None)
    assert left.given == ()
    assert (await stored(muster, case.id)).version == left.version


async def test_after_the_end_nothing_comes_in_but_words_can_be_taken_back(muster: Muster) -> None:
    case = await shared(muster, await case_at(muster, "claimed"))
    await answered(muster)
    ended = await do(muster, unshare_case, case.id, amara, partner="works")
    assert await answered(muster, identity="C0PARTNER/2.2") is None
    assert await do(muster, amend_contribution, REPLY, "More.") is None
    assert (await stored(muster, case.id)).version == ended.version
    assert (await do(muster, amend_contribution, REPLY, None)).given == ()


async def test_access_ends_with_its_day_even_before_anybody_looks(muster: Muster, clock: SetClock) -> None:
    case = await shared(muster, await case_at(muster, "claimed"), until=date(2026, 11, 18))
    clock.forward(hours=10)
    assert await end_sharings(uow=muster.uow(), company=muster.company, clock=clock) == []
    assert await answered(muster)
    clock.forward(hours=1)
    assert await answered(muster, identity="C0PARTNER/2.2") is None
    for ended in ([case.id], []):
        assert await end_sharings(uow=muster.uow(), company=muster.company, clock=clock) == ended
    after = await stored(muster, case.id)
    assert after.partners == ()
    async with muster.uow() as uow:
        last = (await uow.cases.activities(case.id))[-1]
    assert last == Unshared(at=clock.now(), partner="works")


@pytest.mark.parametrize("way", ["closed", "dismissed", "void", "merged"])
async def test_access_ends_with_the_case(muster: Muster, way: str) -> None:
    case = await case_at(muster, "replied" if way == "closed" else "claimed")
    await shared(muster, case)
    match way:
        case "closed":
            await do(muster, close_case, case.id, amara, outcome="Replaced.", helped=[])
        case "dismissed":
            await do(muster, dismiss_case, case.id, amara, reason="Known.")
        case "void":
            await do(muster, void_case, case.id, eva, reason="None from the start.")
        case "merged":
            other = await case_at(muster, said=mention("It smokes.", author="ben"))
            await do(muster, merge_cases, case.id, amara, into=other.id)
    assert (await stored(muster, case.id)).partners == ()
    assert await answered(muster) is None
    assert await rows(muster, "SELECT count(*) FROM sharings WHERE ended_at IS NULL") == [0]


async def test_a_case_that_goes_on_is_shared_anew_and_its_old_copy_stays_over(muster: Muster) -> None:
    case = await case_at(muster, "claimed")
    await shared(muster, case)
    await do(muster, dismiss_case, case.id, amara, reason="Known.")
    await do(muster, reopen_case, case.id, amara, reason="It goes on.")
    assert await answered(muster) is None
    await shared(muster, case)
    assert await answered(muster) is None
    assert await answered(muster, sharing=2)


async def test_the_clock_looks_for_access_that_is_over(muster: Muster, clock: SetClock) -> None:
    case = await shared(muster, await case_at(muster, "claimed"), until=date(2026, 11, 18))
    clock.forward(days=1)
    await sharings_due(muster)
    assert (await stored(muster, case.id)).partners == ()
    assert make_schedule(muster).get_job("sharings_due")
