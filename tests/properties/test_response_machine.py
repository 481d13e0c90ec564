"""Whatever people do to cases, in whatever order, through the use cases and on the real database.

No reply without a valid sign-off on its exact text, one owner, one answer to each question, clocks that count no
moment twice, and a record that alone makes every case again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.bootstrap import assemble
from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case import Case, CaseId
from bot.domain.errors import MusterError
from bot.domain.mention import Author, Mention
from bot.domain.people import Member
from bot.domain.status import Status
from bot.domain.verdict import Verdict
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.amend_contribution import amend_contribution
from bot.usecases.ask_for_feedback import ask_for_feedback
from bot.usecases.ask_for_input import ask_for_input
from bot.usecases.bring_in import bring_in
from bot.usecases.claim_case import claim_case
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.draft_reply import draft_reply
from bot.usecases.hand_over import hand_over
from bot.usecases.merge_cases import merge_cases
from bot.usecases.move_case import move_case
from bot.usecases.part_case import part_case
from bot.usecases.reclass_case import reclass_case
from bot.usecases.record_reply import record_reply
from bot.usecases.reject_draft import reject_draft
from bot.usecases.release_case import release_case
from bot.usecases.renew_lease import renew_lease
from bot.usecases.reopen_case import reopen_case
from bot.usecases.restore_case import restore_case
from bot.usecases.send_reply import MOST_TRIES, deliver_reply, send_reply
from bot.usecases.sign_off import sign_off
from bot.usecases.split_case import mentions_to_split, split_case
from bot.usecases.take_verdict import take_verdict
from bot.usecases.tend_case import tend_case
from bot.usecases.void_case import void_case
from bot.usecases.waive_slot import waive_slot
from bot.usecases.want_changes import want_changes
from sandbox.app import create_app
from sandbox.correspondence import ReplyFault, Said
from sandbox.serving import serve
from sandbox.workspace import Settings, Workspace
from tests.builders import LINK, amara, do, emptied, eva, guest, jonas, know, li, priya, rows, stored, tom
from tests.properties.response_checks import check_clocks, check_owners, check_signature, signed_before
from tests.world import SIGNING_SECRET, SOURCE_SECRET, SetClock

people = st.sampled_from([amara, amara, eva, jonas, li, li, priya, tom, guest])
places = st.integers(0, 7)
texts = st.sampled_from(["We are sorry.", "Please stop using it.", "We pay you 900 €."])
CUSTOMERS = ("dana", "eli")
EXPECTED = (MusterError,)


class ResponseMachine(RuleBasedStateMachine):
    """People act on a handful of cases. Whoever may not, or comes too late, is refused, and nothing changes then."""

    database_url: str
    file: MusterFile

    @initialize()
    def the_world_begins(self) -> None:
        self.runner = asyncio.Runner()
        self.clock = SetClock()
        self.stack = contextlib.AsyncExitStack()
        self.cases: list[CaseId] = []
        self.said = 0
        self.given: list[str] = []
        emptied(self.database_url)
        self.runner.run(self._begin())

    async def _begin(self) -> None:
        settings = Settings(
            bot_url="http://127.0.0.1:9/", signing_secret=SIGNING_SECRET, mention_secret=SOURCE_SECRET
        )
        self.workspace = Workspace(settings)
        outside = await self.stack.enter_async_context(serve(create_app(self.workspace)))
        self.muster = await self.stack.enter_async_context(
            assemble(
                Environment(slack_bot_token="xoxb-test", slack_api_url="http://127.0.0.1:9/api/"),
                self.file,
                self.database_url,
                clock=self.clock,
                sources={"web": {"kind": "webhook", "reply_url": f"{outside}/customers/replies"}},
                secrets={"web": {"SECRET": SOURCE_SECRET}},
            )
        )
        await know(self.muster)
        for thread, customer in (("t1", "dana"), ("t2", "eli")):
            await self._say(thread, customer, "The battery swells.")

    def teardown(self) -> None:
        if hasattr(self, "runner"):
            self.runner.run(self.stack.aclose())
            self.runner.close()

    async def _say(self, thread: str, customer: str, text: str) -> None:
        self.said += 1
        mention = Mention(
            source="web",
            external_id=f"post-{self.said}",
            text=text,
            author=Author(source="web", handle=customer),
            posted_at=self.clock.now(),
            thread=thread,
        )
        outside = Said(kind="mention", id=mention.external_id, text=text, at=mention.posted_at.isoformat())
        self.workspace.customers.correspondence.mentioned(thread, customer, outside)
        brought = await do(self.muster, bring_in, mention)
        if brought.opened and brought.case:
            self.cases.append(brought.case)

    def attempt(self, usecase: Callable[..., Any], which: int, *given: Any, **named: Any) -> Any:
        """Carry a use case out on one of the cases; what is refused must change nothing."""
        case = self.cases[which % len(self.cases)]
        return self.runner.run(self._attempt(usecase, case, *given, **named))

    async def _attempt(self, usecase: Callable[..., Any], case: CaseId, *given: Any, **named: Any) -> Any:
        self.clock.forward(minutes=1)
        before = await stored(self.muster, case)
        try:
            return await do(self.muster, usecase, case, *given, **named)
        except EXPECTED:
            assert await stored(self.muster, case) == before, f"{usecase.__name__} was refused, and changed something"

    def look(self, which: int) -> Case:
        return self.runner.run(stored(self.muster, self.cases[which % len(self.cases)]))

    @rule(thread=st.sampled_from(["t1", "t2", "t3"]), customer=st.sampled_from(CUSTOMERS))
    def a_customer_speaks(self, thread: str, customer: str) -> None:
        self.clock.forward(minutes=1)
        self.runner.run(self._say(thread, customer, "The battery swells again."))

    @rule(which=places, by=people)
    def claim(self, which: int, by: Member) -> None:
        self.attempt(claim_case, which, by)

    @rule(which=places, by=people, to=people, how=st.integers(0, 2))
    def give_on(self, which: int, by: Member, to: Member, how: int) -> None:
        if how == 0:
            self.attempt(release_case, which, by)
        elif how == 1:
            self.attempt(renew_lease, which, by)
        else:
            self.attempt(hand_over, which, by, to=to.id)

    @rule(which=places, by=people, whom=people, waive=st.booleans())
    def ask_or_waive(self, which: int, by: Member, whom: Member, waive: bool) -> None:
        if waive:
            slots = self.look(which).slots
            self.attempt(waive_slot, which, by, slot=slots[len(whom.name) % len(slots)].name, reason="Not needed.")
        elif len(whom.name) % 2:
            self.attempt(ask_for_input, which, by, function="", person=whom.id)
        else:
            self.attempt(ask_for_input, which, by, function=whom.function or "pr", person="")

    @rule(which=places, by=people)
    def help(self, which: int, by: Member) -> None:
        identity = f"c/{len(self.given)}"
        self.given.append(identity)
        self.attempt(contribute, which, by, "A known batch.", identity=identity, in_thread=True)

    @rule(which=places, gone=st.booleans())
    def change_what_was_given(self, which: int, gone: bool) -> None:
        if self.given:
            identity = self.given[which % len(self.given)]
            self.runner.run(do(self.muster, amend_contribution, identity, None if gone else "Another batch."))

    @rule(which=places, by=people, text=texts, behind=st.sampled_from([0, 0, 0, 1]), beside=st.booleans())
    def draft(self, which: int, by: Member, text: str, behind: int, beside: bool) -> None:
        after = max(0, self.look(which).revisions - behind)
        self.attempt(draft_reply, which, by, text, after=after, beside=beside)

    @rule(which=places, by=people, older=st.sampled_from([0, 0, 0, 1]))
    def sign(self, which: int, by: Member, older: int) -> None:
        self.attempt(sign_off, which, by, revision=self.look(which).revisions - older)

    @rule(which=places)
    def those_who_may_sign_do(self, which: int) -> None:
        """Signatures in any order are rare by chance alone."""
        for by in (jonas, tom, li, eva, priya, amara):
            self.attempt(sign_off, which, by, revision=self.look(which).revisions)

    @rule(which=places, by=st.sampled_from([eva, eva, li]), text=texts, send=st.booleans())
    def an_answer_is_agreed_on(self, which: int, by: Member, text: str, send: bool) -> None:
        """The way that chance alone takes too seldom: a draft, its signatures, and off it goes."""
        self.attempt(draft_reply, which, by, text, after=self.look(which).revisions)
        self.those_who_may_sign_do(which)
        if send:
            self.attempt(send_reply, which, eva, revision=self.look(which).revisions)

    @rule(which=places, again=st.booleans())
    def the_answer_arrives_and_nobody_can_tell(self, which: int, again: bool) -> None:
        """The last try of an attempt breaks off after it worked; perhaps somebody sends the same again."""
        for fault in ("hang_after", None) if again else ("hang_after",):
            self.the_source_answers(which, fault, last=True)
            if again and fault:
                self.attempt(send_reply, which, eva, revision=self.look(which).revisions)

    @rule(which=places, by=people, reject=st.booleans())
    def judge_the_draft(self, which: int, by: Member, reject: bool) -> None:
        revision = self.look(which).revisions
        if reject:
            self.attempt(reject_draft, which, by, revision=revision, reason="Too cold.")
        else:
            self.attempt(want_changes, which, by, revision=revision, comment="Warmer, please.")

    @rule(which=places, by=people, text=texts | st.none(), older=st.sampled_from([0, 0, 1]))
    def record(self, which: int, by: Member, text: str | None, older: int) -> None:
        case = self.look(which)
        signed = self.runner.run(self._signed_text(case))
        named = {"revision": case.revisions - older, "text": text or signed or "Words.", "url": LINK}
        self.attempt(record_reply, which, by, **named)

    async def _signed_text(self, case: Case) -> str | None:
        if case.signed is None:
            return None
        async with self.muster.uow() as uow:
            return (await uow.texts.draft(case.id, case.signed.revision)).text

    @rule(which=places, by=people, older=st.sampled_from([0, 0, 1]))
    def send(self, which: int, by: Member, older: int) -> None:
        self.attempt(send_reply, which, by, revision=self.look(which).revisions - older)

    @rule(
        which=places,
        fault=st.sampled_from([None, None, "refuse", "error", "hang_after", "hang_before"]),
        last=st.booleans(),
    )
    def the_source_answers(self, which: int, fault: Any, last: bool) -> None:
        """The job of an attempt runs, for the first or the last time; it may also run for one that is over."""
        case = self.look(which)
        if fault:
            self.workspace.customers.reply_faults.append(ReplyFault(mode=fault, count=1))
        named = {"tries": MOST_TRIES - 1 if last else 0, "replies": self.muster.replies}
        self.attempt(deliver_reply, which, case.sends, **named)
        self.workspace.customers.reply_faults.clear()

    @rule(which=places, score=st.integers(1, 5))
    def the_customer_judges(self, which: int, score: int) -> None:
        self.attempt(ask_for_feedback, which, amara, invites=self.muster.links)
        verdict = Verdict(score=score, words=None, recommended=None, quotable=False)
        self.attempt(take_verdict, which, self.look(which).replies, verdict)

    @rule(which=places, by=people, how=st.integers(0, 3))
    def end_or_begin_again(self, which: int, by: Member, how: int) -> None:
        if how == 0:
            self.attempt(close_case, which, by, outcome="Replaced.", helped=[])
        elif how == 1:
            self.attempt(dismiss_case, which, by, reason="Spam.")
        else:
            self.attempt(reopen_case, which, by, reason="It goes on.")

    @rule(which=places, by=people, to=st.sampled_from(["care", "safety", "voice"]))
    def move(self, which: int, by: Member, to: str) -> None:
        self.attempt(move_case, which, by, to=to, reason="It belongs there.")

    @rule(which=places, by=people, risk=st.sampled_from(["injury", "refund", "ordinary"]))
    def reclass(self, which: int, by: Member, risk: str) -> None:
        self.attempt(reclass_case, which, by, risk=risk, reason="It is.")

    @rule(which=places, other=places, by=people)
    def merge(self, which: int, other: int, by: Member) -> None:
        self.attempt(merge_cases, which, by, into=self.cases[other % len(self.cases)])

    @rule(which=places, by=people, how=st.integers(0, 3))
    def set_aside_and_back(self, which: int, by: Member, how: int) -> None:
        if how == 0:
            self.attempt(void_case, which, by, reason="A test.")
        elif how == 1:
            self.attempt(restore_case, which, by, reason="No test.")
        else:
            self.attempt(part_case, which, by)

    @rule(which=places, by=people)
    def split(self, which: int, by: Member) -> None:
        case = self.cases[which % len(self.cases)]
        mentions = self.runner.run(do(self.muster, mentions_to_split, case))
        made = self.attempt(split_case, which, by, mentions=[mentions[0].id] if mentions else [])
        if made and made.id not in self.cases:
            self.cases.append(made.id)

    @rule(which=places, hours=st.sampled_from([1, 5, 30]))
    def time_passes(self, which: int, hours: int) -> None:
        self.clock.forward(hours=hours)
        self.attempt(tend_case, which)

    @invariant()
    def what_must_never_be_is_not(self) -> None:
        if hasattr(self, "muster"):
            self.runner.run(self._check())

    async def _check(self) -> None:
        outside = {
            conversation.thread: [one.text for one in conversation.said.values() if one.kind == "reply"]
            for conversation in self.workspace.customers.correspondence.conversations.values()
        }
        arrived = sorted(text for texts in outside.values() for text in texts)
        recorded = await rows(self.muster, "SELECT text FROM replies WHERE sent")
        cases = [await stored(self.muster, case_id) for case_id in self.cases]
        unknown = sum(case.sending is not None or case.perhaps_sent is not None for case in cases)
        assert not Counter(recorded) - Counter(arrived), "what is recorded as sent has arrived"
        assert len(arrived) <= len(recorded) + unknown, "a customer got an answer twice"
        for case_id, case in zip(self.cases, cases, strict=True):
            async with self.muster.uow() as uow:
                record = await uow.cases.activities(case_id)
            check_owners(record, case)
            check_clocks(case, self.muster.company.community(case.community).terms.hours, self.clock.now())
            check_signature(record, case, self.muster.company.policy)
            await self._check_replies(record, case_id)
            counted = "SELECT count(*) FROM mentions WHERE case_id = :case"
            if case.status is not Status.MERGED:
                assert await rows(self.muster, counted, case=case_id) == [case.mentions]

    async def _check_replies(self, record: list[Activity], case_id: CaseId) -> None:
        sent = await rows(
            self.muster, "SELECT number, text, sent FROM replies WHERE case_id = :case ORDER BY number", case=case_id
        )
        replied = [(place, one) for place, one in enumerate(record) if isinstance(one, act.Replied)]
        assert [number for number, _, _ in sent] == list(range(1, len(replied) + 1))
        for (place, one), (_, text, _) in zip(replied, sent, strict=True):
            fingerprint, policy = signed_before(record[:place], one.revision, self.muster.company.policy)
            assert policy, "no reply without a valid sign-off"
            async with self.muster.uow() as uow:
                draft = await uow.texts.draft(case_id, one.revision)
            assert draft.fingerprint == fingerprint, "signed was another text"
            assert one.as_signed == (text == draft.text)
        for (place, _), (later, _) in pairwise(replied):
            between = record[place + 1 : later]
            assert any(isinstance(one, act.Continued | act.Reopened) for one in between), (
                "two answers to one question"
            )


def test_no_order_of_acts_breaks_the_response(shared_database: str, muster_file: MusterFile) -> None:
    machine = type("Machine", (ResponseMachine,), {"database_url": shared_database, "file": muster_file})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=40,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
