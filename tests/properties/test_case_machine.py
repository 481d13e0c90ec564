"""Whatever people do to a case, in whatever order: what must never happen to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain import activity as act
from bot.domain.case import Case, CaseId, open_case, replay
from bot.domain.community import Community
from bot.domain.draft import Draft, draft_fingerprint
from bot.domain.errors import MusterError
from bot.domain.mention import MentionId
from bot.domain.people import Member
from bot.domain.slot import ShareClaim
from bot.domain.status import Status
from tests.builders import LINK, amara, community, everyone, li, opened, terms
from tests.world import NOON

HOMES = {
    "safety": community("safety"),
    "care": community("care", functions=("support",), sign_off=frozenset({"support", "product"})),
    "voice": community("voice", functions=("pr", "support"), sign_off=frozenset()),
}
ANSWERS = ("We are sorry.", "We are sorry!", "Please stop using it.")

people = st.sampled_from(everyone)
insiders = st.sampled_from([one for one in everyone if one.may_take_part])
signers = st.just(li) | insiders
answers = st.sampled_from(ANSWERS)
texts = st.none() | answers
"""What somebody signs or sends: the current text, where None, else whatever they have in mind."""

open_only = precondition(lambda self: self.case.status is Status.OPEN)
live_only = precondition(lambda self: self.case.live)
after_a_while = precondition(lambda self: self.case.version > 12)


class CaseMachine(RuleBasedStateMachine):
    """People act on one case; whoever may not is refused, and nothing changes then."""

    @initialize(by=st.none() | people, stage=st.sampled_from(["opened", "signed", "replied"]))
    def a_case_comes_in(self, by: Member | None, stage: str) -> None:
        self.moment = NOON
        self.texts: dict[int, Draft] = {}
        self.given: list[tuple[int, Member]] = []
        self.case = open_case(CaseId(1), opened(by=by and by.id))
        if stage != "opened":
            self.draft(amara, ANSWERS[0], 0)
            self.sign_off(li, ANSWERS[0])
        if stage == "replied":
            self.record_reply(amara, ANSWERS[0])

    @property
    def home(self) -> Community:
        return HOMES[self.case.community]

    @property
    def newest(self) -> int:
        return max(self.texts, default=0)

    @property
    def current_text(self) -> str:
        return self.texts[max(self.texts)].text if self.texts else ANSWERS[0]

    def now(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment

    def attempt(self, act_of: Callable[[Case], Case]) -> None:
        before = self.case
        try:
            after = act_of(before)
        except MusterError:
            return
        assert after.news[: len(before.news)] == before.news, "the record is only ever added to"
        self.case = after

    @open_only
    @rule(by=people)
    def claim(self, by: Member) -> None:
        owner = self.case.owner
        self.attempt(lambda case: case.claim(by, self.now()))
        assert owner is None or self.case.owner == owner, "nobody takes a case from its owner"

    @open_only
    @rule(by=people)
    def release(self, by: Member) -> None:
        owner = self.case.owner
        self.attempt(lambda case: case.release(by, self.now()))
        assert self.case.owner in (owner, None)

    @rule(by=people, volunteered=st.booleans())
    def contribute(self, by: Member, volunteered: bool) -> None:
        number = self.case.version
        before = self.case
        self.attempt(lambda case: case.contribute(by, self.now(), contribution=number, volunteered=volunteered))
        if self.case is not before:
            self.given.append((number, by))

    @precondition(lambda self: self.given)
    @rule(which=st.integers(min_value=0, max_value=9))
    def withdraw(self, which: int) -> None:
        number, by = self.given.pop(which % len(self.given))
        self.attempt(lambda case: case.withdraw(self.now(), contribution=number, member=by.id, function=by.function))

    @open_only
    @rule(by=insiders, text=answers, behind=st.sampled_from([0, 0, 0, 1]))
    def draft(self, by: Member, text: str, behind: int) -> None:
        newest = self.case.revisions
        written = Draft(revision=newest + 1 - behind, text=text, author=by.id, at=self.now())
        before = self.case
        self.attempt(lambda case: case.add_draft(written, by))
        if self.case is not before:
            assert self.case.signed is None, "a new draft voids the sign-off"
            self.texts[written.revision] = written

    @open_only
    @rule(by=signers, text=texts)
    def sign_off(self, by: Member, text: str | None) -> None:
        fingerprint = draft_fingerprint(text or self.current_text)
        self.attempt(
            lambda case: case.sign_off(
                by, self.now(), revision=self.newest, fingerprint=fingerprint, policy=self.home.policy
            )
        )

    @live_only
    @rule(by=people, text=texts)
    def record_reply(self, by: Member, text: str | None) -> None:
        before, sent = self.case, draft_fingerprint(text or self.current_text)
        self.attempt(
            lambda case: case.record_reply(
                by, self.now(), revision=self.newest, fingerprint=sent, url=LINK, volunteered=True
            )
        )
        if self.case is not before:
            signed = before.signed
            assert signed, "no reply without a sign-off"
            current = self.texts[max(self.texts)]
            assert (signed.revision, signed.fingerprint) == (current.revision, current.fingerprint)
            assert signed.by != current.author
            assert self.case.reply.as_signed == (sent == current.fingerprint)

    @rule(by=insiders, which=st.integers(0, 5))
    def confirm(self, by: Member, which: int) -> None:
        claims = [*self.case.claims, ShareClaim(member=amara.id, slot="answer:pr", volunteered=True)]
        claim = claims[which % len(claims)]
        self.attempt(lambda case: case.confirm(by, self.now(), member=claim.member, slot=claim.slot, approver=False))

    @after_a_while
    @rule(by=people)
    def close(self, by: Member) -> None:
        self.attempt(lambda case: case.close(by, self.now(), outcome="Replaced."))

    @after_a_while
    @rule(by=people)
    def dismiss(self, by: Member) -> None:
        self.attempt(lambda case: case.dismiss(by, self.now(), reason="Spam."))

    @after_a_while
    @rule(by=people)
    def reopen(self, by: Member) -> None:
        self.attempt(lambda case: case.reopen(by, self.now(), reason="She wrote again.", terms=terms()))

    @live_only
    @rule(by=people, to=st.sampled_from(sorted(HOMES)))
    def move(self, by: Member, to: str) -> None:
        self.attempt(
            lambda case: case.move(
                by, self.now(), to=HOMES[to], required=HOMES[to].functions, reason="It belongs there."
            )
        )

    @rule()
    def join(self) -> None:
        joined = act.Joined(at=self.now(), mention=MentionId(self.case.version), reason="same thread")
        self.attempt(lambda case: case.join(joined))

    @invariant()
    def the_record_alone_makes_the_case(self) -> None:
        first, *others = self.case.news
        assert replay(self.case.id, first, others) == replace(self.case, news=())
        assert self.case.version == len(self.case.news)

    @invariant()
    def one_owner_at_a_time(self) -> None:
        owners: set[str] = set()
        for one in self.case.news:
            if isinstance(one, act.Claimed):
                assert not owners, "claimed while somebody owned it"
                owners.add(one.by)
            elif isinstance(one, act.Released | act.Moved):
                owners.clear()
        assert owners == ({self.case.owner} if self.case.owner else set())

    @invariant()
    def what_is_signed_is_the_current_text_and_not_by_its_author(self) -> None:
        signed, newest = self.case.signed, self.case.draft
        if signed:
            assert (signed.revision, signed.fingerprint) == (newest.revision, newest.fingerprint)
            assert signed.by != newest.author

    @invariant()
    def the_revisions_of_the_draft_are_counted_without_a_gap(self) -> None:
        revisions = [one.revision for one in self.case.news if isinstance(one, act.Drafted)]
        assert revisions == list(range(1, len(revisions) + 1))

    @invariant()
    def a_reply_and_an_outcome_stand_only_where_they_belong(self) -> None:
        assert (self.case.reply is not None) == (self.case.status in (Status.REPLIED, Status.CLOSED))
        assert (self.case.outcome is not None) == (not self.case.live)

    @invariant()
    def outsiders_have_done_nothing(self) -> None:
        doers = {one.by for one in self.case.news[1:] if one.by}
        assert doers <= {one.id for one in everyone if one.may_take_part}

    @invariant()
    def every_confirmation_is_of_a_claim_and_without_a_stake(self) -> None:
        claims = {(claim.member, claim.slot) for claim in self.case.claims}
        keys = [(one.by, one.member, one.slot) for one in self.case.confirmed]
        assert len(set(keys)) == len(keys)
        assert all((member, slot) in claims and by != member for by, member, slot in keys)

    @invariant()
    def each_required_function_has_one_slot(self) -> None:
        assert self.case.required == self.home.functions


CaseMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)
TestCase = CaseMachine.TestCase
