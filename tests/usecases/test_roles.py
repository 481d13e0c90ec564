"""Who may do what: every act, by every role, on one's own case and on somebody else's, through the use cases."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case, CaseId
from bot.domain.customer import AuthorId
from bot.domain.errors import MusterError, NotAllowed, WrongStage
from bot.domain.idea import IdeaStatus, Wish
from bot.domain.people import Circle, Member
from bot.domain.period import Week
from bot.usecases.ask_for_feedback import ask_for_feedback
from bot.usecases.ask_for_input import ask_for_input
from bot.usecases.bring_in import bring_in
from bot.usecases.claim_case import claim_case
from bot.usecases.close_case import close_case
from bot.usecases.close_community import close_community
from bot.usecases.confirm_help import confirm_help
from bot.usecases.contribute import contribute
from bot.usecases.decide_digest import send_digest_now, skip_digest
from bot.usecases.deliver_workbook import ask_for_workbook
from bot.usecases.describe_customer import describe_customer
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.draft_reply import draft_reply
from bot.usecases.drop_from_glossary import drop_from_glossary
from bot.usecases.edit_glossary import edit_glossary, look_up_entry
from bot.usecases.forget_author import find_to_forget, forget_author, preview_forgetting
from bot.usecases.hand_over import hand_over
from bot.usecases.honour_attempt import honour_attempt
from bot.usecases.join_authors import join_authors
from bot.usecases.keep_apart import keep_apart
from bot.usecases.list_glossary import list_glossary
from bot.usecases.merge_cases import merge_cases
from bot.usecases.move_case import move_case
from bot.usecases.note_attempt import note_attempt
from bot.usecases.open_idea import open_idea
from bot.usecases.part_case import part_case
from bot.usecases.reclass_case import reclass_case
from bot.usecases.record_reply import record_reply
from bot.usecases.reject_draft import reject_draft
from bot.usecases.release_case import release_case
from bot.usecases.renew_lease import renew_lease
from bot.usecases.reopen_case import reopen_case
from bot.usecases.report import report
from bot.usecases.restore_case import restore_case
from bot.usecases.say_thanks import say_thanks
from bot.usecases.send_reply import send_reply
from bot.usecases.separate_author import separate_author
from bot.usecases.share_case import share_case
from bot.usecases.sign_off import sign_off
from bot.usecases.split_case import mentions_to_split, split_case
from bot.usecases.steer_idea import steer_idea
from bot.usecases.undo_joining import undo_joining
from bot.usecases.unshare_case import unshare_case
from bot.usecases.void_case import void_case
from bot.usecases.waive_slot import waive_slot
from bot.usecases.want_changes import want_changes
from storage.uow import SqlUnitOfWork
from tests.builders import (
    ANSWER,
    LINK,
    advance,
    amara,
    case_at,
    do,
    eva,
    gone,
    guest,
    jonas,
    know,
    li,
    mention,
    priya,
    rows,
    stored,
    tom,
)

ROLES: dict[str, Member] = {"member": tom, "approver": li, "lead": amara, "administrator": eva}
"""Tom is of Product, Li signs in the safety community, Amara leads it, Eva administers Muster."""
OUTSIDERS = (guest, gone, Member(id=priya.id, name="A stranger", function="legal", guest=True))

EVERYONE = "member approver lead administrator"
LEADS = "lead administrator"
SIGNERS = "approver"
NOBODY = ""


class Rehearsal(SqlUnitOfWork):
    """A unit of work that does everything and keeps nothing, so that all can try on the same case."""

    async def commit(self) -> None:
        """Not for good."""
        await self._session.flush()


@dataclass(frozen=True)
class Row:
    """An act on a case at a stage, and who may do it on their own and on somebody else's."""

    stage: str
    own: str
    others: str
    usecase: Callable[..., Awaitable[Any]]
    given: dict[str, Any]


def row(stage: str, own: str, others: str, usecase: Callable[..., Awaitable[Any]], **given: Any) -> Row:
    """One line of the table."""
    return Row(stage, own, others, usecase, given)


TABLE = (
    row("opened", EVERYONE, EVERYONE, claim_case),
    row("claimed", EVERYONE, LEADS, release_case),
    row("claimed", EVERYONE, LEADS, hand_over, to=priya.id),
    row("claimed", EVERYONE, NOBODY, renew_lease),
    row("claimed", EVERYONE, EVERYONE, ask_for_input, function="pr", person=""),
    row("claimed", EVERYONE, f"{SIGNERS} {LEADS}", waive_slot, slot="legal", reason="Not needed."),
    row("claimed", EVERYONE, LEADS, waive_slot, slot="engineering", reason="Not needed."),
    row("claimed", EVERYONE, EVERYONE, contribute, text="Known.", identity="c/1", in_thread=True),
    row("claimed", EVERYONE, EVERYONE, draft_reply, text=ANSWER, after=0),
    row("drafted", SIGNERS, SIGNERS, sign_off, revision=1),
    row("drafted", SIGNERS, SIGNERS, want_changes, revision=1, comment="Warmer."),
    row("drafted", EVERYONE, f"{SIGNERS} {LEADS}", reject_draft, revision=1, reason="Too cold."),
    row("signed", EVERYONE, LEADS, send_reply, revision=1),
    row("signed", EVERYONE, LEADS, record_reply, revision=1, text=ANSWER, url=LINK),
    row("replied", EVERYONE, EVERYONE, close_case, outcome="Replaced.", helped=[]),
    row("claimed", EVERYONE, LEADS, dismiss_case, reason="Spam."),
    row("closed", EVERYONE, EVERYONE, reopen_case, reason="Again."),
    row("claimed", EVERYONE, LEADS, move_case, to="voice", reason="It belongs there."),
    row("claimed", EVERYONE, LEADS, merge_cases, into=CaseId(1)),
    row("claimed", EVERYONE, LEADS, keep_apart, other=CaseId(1)),
    row("merged", EVERYONE, LEADS, part_case),
    row("two mentions", EVERYONE, LEADS, split_case),
    row("claimed", EVERYONE, EVERYONE, reclass_case, risk="injury", reason="A burn."),
    row("grave", LEADS, LEADS, reclass_case, risk="ordinary", reason="No burn."),
    row("claimed", LEADS, LEADS, void_case, reason="A test."),
    row("void", LEADS, LEADS, restore_case, reason="No test."),
    row("helped", EVERYONE, f"{SIGNERS} {LEADS}", confirm_help, helped=[(priya.id, "spot")]),
    row("claimed", EVERYONE, EVERYONE, say_thanks, to=priya.id, text="So quick.", identity="modal/1"),
    row("claimed", EVERYONE, EVERYONE, note_attempt, text="A plug.", learned="Not it.", identity="modal/1"),
    row("tried", LEADS, LEADS, honour_attempt),
    row("claimed", EVERYONE, LEADS, share_case, partner="works", text="It swells.", until=None),
    row("shared", EVERYONE, LEADS, unshare_case, partner="works"),
)
"""The whole matrix of what is done to cases."""


async def try_it(muster: Muster, one: Row, case: Case, by: Member) -> str | None:
    """Let somebody do it, for nobody to keep; gives the refusal."""
    company = replace(muster.company, replying=frozenset({"web"}))
    parts = {"company": company, "clock": muster.clock}
    asked = inspect.signature(one.usecase).parameters
    given = {**{name: part for name, part in parts.items() if name in asked}, **one.given}
    if one.usecase is honour_attempt:
        given["attempt"] = case.attempts[0]
    if one.usecase is split_case:
        given["mentions"] = [(await do(muster, mentions_to_split, case.id))[0].id]
    try:
        await one.usecase(case.id, by, **given, uow=Rehearsal(muster.engine, muster.queue))
    except NotAllowed as refused:
        return str(refused)
    return None


class Cases:
    """Cases at each stage, owned by each person; made when they are asked for first."""

    def __init__(self, muster: Muster) -> None:
        self._muster = muster
        self._made: dict[tuple[str, str], Case] = {}

    async def get(self, stage: str, owner: Member) -> Case:
        """A case at a stage that this person owns, or nobody where it is just opened."""
        if (stage, owner.id) not in self._made:
            self._made[stage, owner.id] = await self._make(stage, owner)
        return self._made[stage, owner.id]

    async def _make(self, stage: str, owner: Member) -> Case:
        muster, thread = self._muster, f"{stage}/{owner.id}"
        case = await case_at(muster, said=mention(thread=thread))
        answered = "replied" if stage == "helped" else "claimed"
        known = stage if stage in ("opened", "drafted", "signed", "replied", "closed") else answered
        if stage == "opened":
            return case
        await advance(muster, case.id, known)
        if known != "closed" and owner != amara:
            await do(muster, hand_over, case.id, amara, to=owner.id)
        match stage:
            case "two mentions":
                await do(muster, bring_in, mention("Mine too.", thread=thread, author="eli"))
            case "merged":
                await do(muster, merge_cases, case.id, owner, into=CaseId(1))
            case "void":
                await do(muster, void_case, case.id, eva, reason="A test.")
            case "grave":
                await do(muster, reclass_case, case.id, owner, risk="injury", reason="A burn.")
            case "helped":
                await do(muster, contribute, case.id, priya, "Known.", identity=thread, in_thread=True)
            case "tried":
                await do(muster, note_attempt, case.id, priya, text="A plug.", learned="Not it.", identity=thread)
            case "shared":
                await do(muster, share_case, case.id, owner, partner="works", text="It swells.", until=None)
        return await stored(muster, case.id)


async def test_the_whole_matrix_of_roles_and_acts(muster: Muster) -> None:
    await know(muster)
    await case_at(muster, said=mention(thread="the other case"))
    cases, wrong = Cases(muster), []
    for one in TABLE:
        for role, by in ROLES.items():
            for whose, owner, allowed in (("own", by, one.own), ("others", jonas, one.others)):
                refusal = await try_it(muster, one, await cases.get(one.stage, owner), by)
                if (refusal is None) != (role in allowed.split()):
                    wrong.append(f"{one.usecase.__name__} {one.given.get('slot', '')} {whose} by {role}: {refusal}")
        for outsider in OUTSIDERS:
            if await try_it(muster, one, await cases.get(one.stage, jonas), outsider) is None:
                wrong.append(f"{one.usecase.__name__} by {outsider.name}, who is outside")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("by", "allowed"), [(tom, False), (li, False), (amara, False), (eva, True)])
async def test_a_lead_leads_one_community_and_an_administrator_all(muster: Muster, by: Member, allowed: bool) -> None:
    """Amara leads the safety community, not this one."""
    await know(muster)
    case = await case_at(muster, said=mention("Where is my order?"))
    await do(muster, claim_case, case.id, jonas)
    if allowed:
        assert (await do(muster, release_case, case.id, by)).owner is None
    else:
        with pytest.raises(NotAllowed):
            await do(muster, release_case, case.id, by)


async def test_only_named_approvers_sign_where_any_are_named(muster: Muster) -> None:
    legal = replace(muster.company.functions["legal"], approvers=Circle(usergroup="legal-approvers"))
    company = replace(muster.company, functions={**muster.company.functions, "legal": legal})
    case = await case_at(muster, "drafted")
    with pytest.raises(NotAllowed, match="only its approvers"):
        await do(muster, sign_off, case.id, li, revision=1, company=company)
    approver = replace(li, groups=frozenset({"legal-approvers"}))
    assert (await do(muster, sign_off, case.id, approver, revision=1, company=company)).signed


async def test_leads_and_administrators_decide_about_a_digest(muster: Muster) -> None:
    await case_at(muster)
    home, week = muster.company.community("safety"), Week(2026, 46)
    for by in (tom, li, *OUTSIDERS):
        for usecase in (send_digest_now, skip_digest):
            with pytest.raises(NotAllowed, match=r"may send or skip the digest|read cases, not change"):
                await do(muster, usecase, home, week, by)
    for by in (amara, eva):
        with pytest.raises(WrongStage, match="no digest of week 46"):
            await do(muster, skip_digest, home, week, by)


async def test_everyone_may_read_the_report_and_ask_how_an_answer_was_but_outsiders(muster: Muster) -> None:
    case = await case_at(muster, "replied")
    for by in ROLES.values():
        await do(muster, report, None, "", by)
        assert await do(muster, ask_for_feedback, case.id, by)
    for usecase, given in ((report, (None, "")), (ask_for_feedback, (case.id,))):
        with pytest.raises(NotAllowed):
            await do(muster, usecase, *given, guest)


async def test_leads_export_what_they_lead_and_administrators_all(muster: Muster) -> None:
    safety, care = muster.company.community("safety"), muster.company.community("care")
    for by, home, allowed in [
        *((one, where, False) for one in (tom, li, *OUTSIDERS) for where in (safety, None)),
        (amara, safety, True),
        (amara, care, False),
        (amara, None, False),
        *((eva, where, True) for where in (safety, care, None)),
    ]:
        if allowed:
            assert await do(muster, ask_for_workbook, home, "", by)
        else:
            with pytest.raises(NotAllowed):
                await do(muster, ask_for_workbook, home, "", by)


@pytest.mark.parametrize(("by", "allowed"), [(tom, True), (li, False), (amara, True), (eva, True)])
async def test_an_idea_is_steered_by_its_owner_a_lead_or_an_administrator(
    muster: Muster, by: Member, allowed: bool
) -> None:
    wish = Wish.of(kind="defect", title="Stop charging at 80%", description="")
    idea = await do(muster, open_idea, wish, tom, identity="i/1")
    steering = do(muster, steer_idea, idea.id, by, status=IdeaStatus.PLANNED, reason="", owner=None)
    if allowed:
        assert (await steering).status is IdeaStatus.PLANNED
    else:
        with pytest.raises(NotAllowed):
            await steering


async def test_everyone_may_join_separate_and_describe_customers_but_outsiders(muster: Muster) -> None:
    await case_at(muster, said=mention(author="dana"))
    await case_at(muster, said=mention("It smokes.", author="eli"))
    dana, eli = AuthorId(1), AuthorId(2)
    acts: list[tuple[Callable[..., Awaitable[Any]], AuthorId, dict[str, Any]]] = [
        (join_authors, dana, {"other": "eli", "why": "One voice."}),
        (describe_customer, dana, {"tier": "high", "referral_value": "", "mail": ""}),
        (separate_author, eli, {"why": "Two voices."}),
    ]
    for by in ROLES.values():
        for usecase, author, given in acts:
            await do(muster, usecase, author, by, **given)
        [number] = await rows(muster, "SELECT max(id) FROM joinings")
        await do(muster, undo_joining, number, by)
        await do(muster, separate_author, eli, by, why="Two voices.")
    [number] = await rows(muster, "SELECT max(id) FROM joinings")
    outside = [(undo_joining, number, {}), *acts]
    for usecase, about, given in outside:
        for by in OUTSIDERS:
            with pytest.raises(NotAllowed):
                await do(muster, usecase, about, by, **given)


async def test_everyone_reads_the_glossary_and_leads_and_administrators_change_it(muster: Muster) -> None:
    entry = {"term": "app", "kind": "product", "synonyms": ""}
    for by in (amara, eva):  # Amara leads one community
        await do(muster, edit_glossary, by, **entry)
        assert (await do(muster, look_up_entry, "app", by)).term == "app"
        await do(muster, drop_from_glossary, "app", by)
    await do(muster, edit_glossary, eva, **entry)
    for by in (tom, li, guest, gone):
        for act in (
            do(muster, edit_glossary, by, **entry | {"term": "site"}),
            do(muster, look_up_entry, "app", by),
            do(muster, drop_from_glossary, "app", by),
        ):
            with pytest.raises(NotAllowed, match=r"may change the glossary|read cases, not change"):
                await act
        seen = await do(muster, list_glossary, "", by, page=0)
        assert [one.term for one in seen.entries] == ["app"]
        assert not seen.may_edit


async def test_only_administrators_forget_anybody(muster: Muster) -> None:
    await case_at(muster, said=mention(author="dana"))
    for by in (tom, li, amara, *OUTSIDERS):
        for act in (
            do(muster, find_to_forget, "web/dana", by),
            do(muster, preview_forgetting, AuthorId(1), by),
            do(muster, forget_author, AuthorId(1), by, typed="dana"),
        ):
            with pytest.raises(NotAllowed):
                await act
    [preview] = await do(muster, find_to_forget, "web/dana", eva)
    assert await do(muster, forget_author, preview.author.id, eva, typed="Dana")


async def test_communities_of_the_settings_are_closed_by_nobody_here(muster: Muster) -> None:
    for by in (*ROLES.values(), guest):
        with pytest.raises(MusterError):
            await do(muster, close_community, "safety", by, outcome="Done.")
