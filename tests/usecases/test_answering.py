"""The answer: drafted, signed off as exactly this text, and recorded as what the customer got."""

import asyncio

import pytest

from bot.bootstrap import Muster
from bot.domain.errors import AlreadyAnswered, BadInput, NotAllowed, StaleDraft, WrongStage
from bot.domain.people import Member
from bot.domain.status import Status
from bot.usecases.draft_reply import draft_reply
from bot.usecases.look_up_case import look_up_case
from bot.usecases.record_reply import record_reply
from bot.usecases.release_case import release_case
from bot.usecases.sign_off import sign_off
from tests.builders import ANSWER, LINK, amara, case_at, do, eva, guest, jobs, jonas, li, rows, stored


async def test_a_draft_is_kept_word_for_word_and_shown_on_the_sheet(muster: Muster) -> None:
    case = await case_at(muster)
    await do(muster, draft_reply, case.id, eva, "  Please stop. \r\n\r\nThank you ", after=0)
    sheet = await do(muster, look_up_case, case.id, amara)
    assert sheet.draft.text == "Please stop.\n\nThank you"
    assert (sheet.draft.revision, sheet.draft.author) == (1, eva.id)
    assert await jobs(muster) == ["refresh_card", "announce"]


async def test_a_draft_on_an_old_revision_is_refused_and_the_newer_one_stays(muster: Muster) -> None:
    case = await case_at(muster, "drafted")
    with pytest.raises(StaleDraft) as refused:
        await do(muster, draft_reply, case.id, eva, "Other words", after=0)
    assert refused.value.revision == 1
    assert await rows(muster, "SELECT text FROM drafts") == [ANSWER]


async def test_of_two_drafts_at_the_same_moment_one_is_told_of_the_other(muster: Muster) -> None:
    case = await case_at(muster)
    drafting = (do(muster, draft_reply, case.id, by, f"By {by.name}", after=0) for by in (amara, eva, jonas))
    ended = await asyncio.gather(*drafting, return_exceptions=True)
    assert sorted(type(one).__name__ for one in ended) == ["Case", "StaleDraft", "StaleDraft"]


async def test_an_edit_voids_the_sign_off_and_the_older_text_can_be_signed_no_more(muster: Muster) -> None:
    case = await case_at(muster, "signed")
    assert (await do(muster, draft_reply, case.id, amara, ANSWER + " Sorry!", after=1)).signed is None
    with pytest.raises(StaleDraft):
        await do(muster, sign_off, case.id, li, revision=1)
    with pytest.raises(WrongStage):
        await do(muster, record_reply, case.id, amara, revision=1, text=ANSWER, url=LINK)
    assert (await do(muster, sign_off, case.id, li, revision=2)).signed.revision == 2


async def test_only_another_person_of_a_signing_function_signs(muster: Muster) -> None:
    case = await case_at(muster, "drafted")
    for refused in (amara, jonas, guest):
        with pytest.raises(NotAllowed):
            await do(muster, sign_off, case.id, refused, revision=1)
    await do(muster, draft_reply, case.id, li, "By Li", after=1)
    with pytest.raises(NotAllowed, match="someone else"):
        await do(muster, sign_off, case.id, li, revision=2)
    assert (await stored(muster, case.id)).signed is None


async def test_the_exact_reply_is_kept_with_its_link(muster: Muster) -> None:
    replied = await do(
        muster,
        record_reply,
        (await case_at(muster, "signed")).id,
        amara,
        revision=1,
        text=ANSWER + "  \r\n",
        url=f" {LINK} ",
    )
    assert (replied.status, replied.reply.url, replied.reply.as_signed) == (Status.REPLIED, LINK, True)
    assert await rows(muster, "SELECT text, url, by FROM replies") == [(ANSWER, LINK, amara.id)]


@pytest.mark.parametrize(("by", "volunteered"), [(eva, False), (amara, True)], ids=["on duty", "not on duty"])
async def test_telling_the_customer_is_initiative_unless_it_was_their_turn(
    muster: Muster, by: Member, volunteered: bool
) -> None:
    case = await case_at(muster, "signed")
    await do(muster, release_case, case.id, amara)
    replied = await do(muster, record_reply, case.id, by, revision=1, text=ANSWER, url=LINK)
    assert [(claim.member, claim.slot, claim.volunteered) for claim in replied.claims] == [
        (by.id, "loop", volunteered)
    ]


async def test_a_reply_that_differs_from_what_was_signed_is_kept_and_flagged(muster: Muster) -> None:
    case = await case_at(muster, "signed")
    replied = await do(muster, record_reply, case.id, amara, revision=1, text="Something else.", url=LINK)
    assert replied.reply.as_signed is False
    assert await rows(muster, "SELECT text FROM replies") == ["Something else."]


@pytest.mark.parametrize("stage", ["opened", "drafted", "replied", "closed"])
async def test_without_a_standing_sign_off_no_reply_is_recorded(muster: Muster, stage: str) -> None:
    case = await case_at(muster, stage)
    before = await rows(muster, "SELECT count(*) FROM replies")
    with pytest.raises((WrongStage, AlreadyAnswered)):
        await do(muster, record_reply, case.id, amara, revision=1, text=ANSWER, url=LINK)
    assert await rows(muster, "SELECT count(*) FROM replies") == before


@pytest.mark.parametrize(
    ("field", "given"), [("url", {"text": ANSWER, "url": "here"}), ("text", {"text": " ", "url": LINK})]
)
async def test_a_reply_needs_its_words_and_its_link(muster: Muster, field: str, given: dict[str, str]) -> None:
    case = await case_at(muster, "signed")
    with pytest.raises(BadInput) as refused:
        await do(muster, record_reply, case.id, amara, revision=1, **given)
    assert refused.value.field == field


async def test_the_same_draft_sent_twice_is_one_revision(muster: Muster) -> None:
    case = await case_at(muster, "claimed")
    first = await do(muster, draft_reply, case.id, amara, "We are sorry.", after=0)
    again = await do(muster, draft_reply, case.id, amara, "We are sorry.", after=0)
    assert (again.version, again.draft) == (first.version, first.draft)
