"""Drafts until they are signed: looked through, side by side, wanted otherwise, rejected, and graver than thought."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain import activity as act
from bot.domain.case import Case, CaseId
from bot.domain.errors import BadInput, Flagged, NotAllowed, StaleDraft, UnknownCase, WrongStage
from bot.domain.guardrails import FindingKind
from bot.domain.mention import Author
from bot.domain.people import Member
from bot.domain.policy import ORDINARY
from bot.usecases.draft_reply import draft_reply
from bot.usecases.reclass_case import reclass_case
from bot.usecases.reject_draft import reject_draft
from bot.usecases.show_draft import show_draft
from bot.usecases.sign_off import sign_off
from bot.usecases.want_changes import want_changes
from tests.builders import (
    ANSWER,
    amara,
    case_at,
    do,
    eva,
    guest,
    jobs,
    jonas,
    li,
    mention,
    priya,
    rows,
    stored,
    tom,
)

PROMISE = "We guarantee a new one."


async def test_what_the_guardrails_find_is_not_saved_until_its_author_means_it(muster: Muster) -> None:
    case = await case_at(muster)
    with pytest.raises(Flagged) as flagged:
        await do(muster, draft_reply, case.id, amara, PROMISE, after=0)
    (finding,) = flagged.value.findings
    assert (flagged.value.field, finding.kind, finding.excerpt) == ("text", FindingKind.PROMISE, "We guarantee")
    assert await rows(muster, "SELECT 1 FROM drafts") == []
    drafted = await do(muster, draft_reply, case.id, amara, PROMISE, after=0, accepted=[finding.mark])
    assert drafted.draft.accepted == ("We guarantee",)
    assert (await do(muster, sign_off, case.id, li, revision=1)).signed


async def test_a_mark_for_what_was_seen_does_not_cover_what_came_after(muster: Muster) -> None:
    case = await case_at(muster)
    with pytest.raises(Flagged) as seen:
        await do(muster, draft_reply, case.id, amara, PROMISE, after=0)
    marks = [finding.mark for finding in seen.value.findings]
    with pytest.raises(Flagged) as flagged:
        await do(muster, draft_reply, case.id, amara, f"{PROMISE} We promise.", after=0, accepted=marks)
    assert [finding.excerpt for finding in flagged.value.findings] == ["We guarantee", "We promise"]


async def test_the_names_of_other_customers_are_found_and_those_of_this_one_are_not(muster: Muster) -> None:
    weiss = Author(source="web", handle="k_1", name="Karla Weiß")
    await case_at(muster, said=replace(mention("It was late."), author=weiss))
    await case_at(muster, said=mention("It was late.", author="Yasemin_Y"))
    dana = Author(source="web", handle="dana_k", name="Dana Kern")
    case = await case_at(muster, said=replace(mention(), author=dana))
    with pytest.raises(Flagged) as flagged:
        await do(muster, draft_reply, case.id, amara, "Dear Dana, like Karla Weiß and @yasemin_y.", after=0)
    found = [(finding.kind, finding.excerpt) for finding in flagged.value.findings]
    assert found == [(FindingKind.OTHER_CUSTOMER, "Karla Weiß"), (FindingKind.OTHER_CUSTOMER, "@yasemin_y")]
    await do(muster, draft_reply, case.id, amara, "Dear Dana Kern, dear @dana_k, we are sorry.", after=0)


async def test_whom_one_gets_to_know_after_the_draft_stops_the_sign_off(muster: Muster) -> None:
    case = await case_at(muster)
    await do(muster, draft_reply, case.id, amara, "Dear Yasemin, we are sorry.", after=0)
    await case_at(muster, said=mention("It was late.", author="Yasemin"))
    with pytest.raises(Flagged, match="“Yasemin”") as flagged:
        await do(muster, sign_off, case.id, li, revision=1)
    assert (await stored(muster, case.id)).signed is None
    marks = [finding.mark for finding in flagged.value.findings]
    await do(muster, draft_reply, case.id, amara, "Dear Yasemin, we are sorry.", after=1, accepted=marks)
    assert (await do(muster, sign_off, case.id, li, revision=2)).signed


async def test_two_revisions_wait_side_by_side_and_the_signers_choose(muster: Muster) -> None:
    case = await case_at(muster, "drafted")
    both = await do(muster, draft_reply, case.id, jonas, "By Jonas", after=1, beside=True)
    assert [draft.revision for draft in both.drafts] == [1, 2]
    signed = await do(muster, sign_off, case.id, li, revision=1)
    assert signed.signed.fingerprint == both.drafts[0].fingerprint
    kept = await do(muster, draft_reply, case.id, jonas, "By Jonas again", after=2, beside=True)
    assert ([draft.revision for draft in kept.drafts], kept.signed) == ([1, 3], signed.signed), "one's own goes"
    own = await do(muster, draft_reply, case.id, amara, "By Amara again", after=3, beside=True)
    assert ([draft.revision for draft in own.drafts], own.signed) == ([3, 4], None), "and with it what was signed"


async def test_one_that_takes_the_place_asks_for_the_notes_of_those_that_went(muster: Muster) -> None:
    case = await case_at(muster, "drafted")
    await do(muster, draft_reply, case.id, jonas, "By Jonas", after=1)
    assert (await jobs(muster)).count("refresh_draft") == 1
    with pytest.raises(StaleDraft):
        await do(muster, sign_off, case.id, li, revision=1)


async def test_a_note_that_is_not_posted_yet_is_left_alone(muster: Muster) -> None:
    case = await case_at(muster, "drafted")
    await do(muster, show_draft, case.id, 1)  # Slack is out of reach here, so that a call would fail
    with pytest.raises(UnknownCase):
        await do(muster, show_draft, CaseId(999), 1)


async def test_changes_are_wanted_by_those_who_might_sign_and_by_nobody_else(muster: Muster) -> None:
    case = await case_at(muster, "drafted")
    for by, why in ((amara, "edit it instead"), (jonas, "those who sign"), (guest, "Guests")):
        with pytest.raises(NotAllowed, match=why):
            await do(muster, want_changes, case.id, by, revision=1, comment="Warmer.")
    with pytest.raises(BadInput) as refused:
        await do(muster, want_changes, case.id, li, revision=1, comment=" ")
    assert refused.value.field == "comment"
    wanted = await do(muster, want_changes, case.id, li, revision=1, comment=" Warmer. ")
    assert (wanted.draft.changes_wanted, wanted.news[-1].comment) == (True, "Warmer.")
    with pytest.raises(WrongStage, match="Changes are wanted"):
        await do(muster, sign_off, case.id, li, revision=1)
    with pytest.raises(StaleDraft):
        await do(muster, want_changes, case.id, li, revision=3, comment="Warmer.")


@pytest.mark.parametrize("by", [amara, li], ids=["its author", "an approver"])
async def test_a_draft_is_rejected_by_its_author_or_by_those_who_sign(muster: Muster, by: Member) -> None:
    case = await case_at(muster, "drafted")
    assert (await do(muster, reject_draft, case.id, by, revision=1, reason="Wrong.")).drafts == ()
    with pytest.raises(StaleDraft):
        await do(muster, reject_draft, case.id, by, revision=1, reason="Wrong.")


async def test_others_reject_no_draft_and_nobody_without_a_reason(muster: Muster) -> None:
    case = await case_at(muster, "drafted")
    with pytest.raises(NotAllowed, match="the owner, a lead"):
        await do(muster, reject_draft, case.id, jonas, revision=1, reason="Wrong.")
    with pytest.raises(BadInput) as refused:
        await do(muster, reject_draft, case.id, li, revision=1, reason=" ")
    assert refused.value.field == "reason"


async def test_the_owner_rejects_what_another_wrote(muster: Muster) -> None:
    case = await case_at(muster, "claimed")
    await do(muster, draft_reply, case.id, jonas, "By Jonas", after=0)
    assert (await do(muster, reject_draft, case.id, amara, revision=1, reason="Wrong.")).drafts == ()


async def test_a_graver_class_asks_for_more_input_and_other_signatures(muster: Muster) -> None:
    case = await case_at(muster, "signed")
    assert case.risk == ORDINARY
    raised = await do(muster, reclass_case, case.id, tom, risk="injury", reason="She was hurt.")
    assert (raised.risk, raised.signed, raised.draft.signatures) == ("injury", None, ())
    assert raised.required == ("support", "engineering", "legal", "pr")
    assert raised.slot("pr").due == raised.news[-1].at + timedelta(hours=1)
    with pytest.raises(WrongStage, match="turn"):
        await do(muster, sign_off, case.id, li, revision=1)
    await do(muster, sign_off, case.id, jonas, revision=1)
    assert (await do(muster, sign_off, case.id, li, revision=1)).signed


async def test_only_a_lead_lowers_the_class_and_it_must_be_one_for_a_reason(muster: Muster) -> None:
    case = await case_at(muster)
    await do(muster, reclass_case, case.id, tom, risk="injury", reason="She was hurt.")
    with pytest.raises(NotAllowed, match="a lead of Product safety"):
        await do(muster, reclass_case, case.id, tom, risk=ORDINARY, reason="She was not.")
    assert (await do(muster, reclass_case, case.id, amara, risk=ORDINARY, reason="She was not.")).risk == ORDINARY
    for risk, reason, field in (("x", "y", "risk"), ("injury", " ", "reason"), (ORDINARY, "y", "risk")):
        with pytest.raises(BadInput) as refused:
            await do(muster, reclass_case, case.id, amara, risk=risk, reason=reason)
        assert refused.value.field == field


async def test_a_large_sum_in_a_draft_raises_the_class_by_itself_in_the_same_commit(muster: Muster) -> None:
    case = await case_at(muster, said=mention("Where is my refund?"))
    below = await do(muster, draft_reply, case.id, amara, "We pay back 500 €.", after=0)
    assert below.risk == ORDINARY
    above = await do(muster, draft_reply, case.id, amara, "We pay back EUR 1.200,50.", after=1)
    reclassed, drafted = above.news
    assert isinstance(reclassed, act.Reclassed)
    assert isinstance(drafted, act.Drafted)
    assert (reclassed.by, above.risk) == (None, "refund")
    assert reclassed.reason == "The answer names 1,200.50, which is more than 500."
    assert not (await do(muster, sign_off, case.id, tom, revision=2)).signed, "two must sign now"
    assert (await do(muster, sign_off, case.id, eva, revision=2)).signed


async def test_a_sum_does_not_lower_a_graver_class(muster: Muster) -> None:
    case = await case_at(muster)
    await do(muster, reclass_case, case.id, tom, risk="injury", reason="She was hurt.")
    assert (await do(muster, draft_reply, case.id, amara, "We pay $2,000.", after=0)).risk == "injury"


async def test_of_many_who_sign_at_the_same_moment_exactly_one_completes_it(muster: Muster) -> None:
    case = await case_at(muster, "drafted")
    signers = [replace(li, id=f"U0LEGAL{number}") for number in range(50)]
    at_once = [do(muster, sign_off, case.id, by, revision=1) for by in signers]
    ended = await asyncio.gather(*at_once, return_exceptions=True)
    completed = [one for one in ended if not isinstance(one, BaseException)]
    assert len(completed) == 1
    assert {str(one) for one in ended if isinstance(one, BaseException)} == {"Revision 1 is signed off already."}
    assert (await stored(muster, case.id)).signed == completed[0].signed
    assert await rows(muster, "SELECT count(*) FROM activities WHERE kind = 'signed_off'") == [1]


async def test_a_text_that_is_not_current_is_never_signed_however_an_edit_races_with_it(muster: Muster) -> None:
    for attempt in range(10):
        case = await case_at(muster, "drafted", said=mention(author=f"dana-{attempt}"))
        both = [
            do(muster, sign_off, case.id, li, revision=1),
            do(muster, draft_reply, case.id, priya, f"{ANSWER} {attempt}", after=1),
        ]
        ended = await asyncio.gather(*(both if attempt % 2 else reversed(both)), return_exceptions=True)
        assert {type(one) for one in ended} <= {Case, StaleDraft}
        after = await stored(muster, case.id)
        assert after.signed is None
        assert [draft.revision for draft in after.drafts] == [2]
