"""Which matter a mention belongs to."""

from datetime import timedelta

import pytest

from bot.domain.case import CaseId
from bot.domain.clustering import Continues, Decision, Joins, KnownMatter, NewMatter, gather
from bot.domain.mention import Mention
from bot.domain.status import Status
from tests.builders import mention
from tests.world import NOON

THREE = CaseId(3)


def gathered(said: Mention, *matters: KnownMatter) -> Decision:
    """What becomes of a mention at noon, in a company where customers come back within two days."""
    return gather(said, matters, now=NOON, comes_back=timedelta(days=2))


def test_it_joins_the_open_case_of_its_thread() -> None:
    assert gathered(mention(thread="t1"), KnownMatter(THREE)) == Joins(THREE, "same thread")


def test_it_joins_the_open_case_of_the_same_author_and_words() -> None:
    assert gathered(mention(), KnownMatter(THREE, by_customer=True)) == Joins(THREE, "same author, same words")


def test_of_several_cases_it_joins_the_newest_that_is_open() -> None:
    closed = KnownMatter(CaseId(5), Status.CLOSED, NOON)
    assert gathered(mention(thread="t1"), closed, KnownMatter(CaseId(4)), KnownMatter(THREE)).case == CaseId(4)


def test_the_customer_continues_a_case_that_waits_for_them_and_others_only_join_it() -> None:
    said = mention(thread="t1")
    assert gathered(said, KnownMatter(THREE, Status.REPLIED, by_customer=True)) == Continues(THREE)
    assert gathered(said, KnownMatter(THREE, Status.REPLIED)) == Joins(THREE, "same thread")


@pytest.mark.parametrize(("days", "decision"), [(1, Continues(THREE)), (2, Continues(THREE)), (3, NewMatter())])
def test_the_customer_takes_a_closed_case_up_again_for_a_while(days: int, decision: Decision) -> None:
    closed = KnownMatter(THREE, Status.CLOSED, NOON - timedelta(days=days), by_customer=True)
    assert gathered(mention(thread="t1"), closed) == decision


@pytest.mark.parametrize("status", [Status.CLOSED, Status.DISMISSED])
def test_an_ended_case_of_somebody_else_stays_ended(status: Status) -> None:
    assert gathered(mention(thread="t1"), KnownMatter(THREE, status, NOON)) == NewMatter()


def test_a_dismissed_case_stays_dismissed_whoever_writes() -> None:
    assert gathered(mention(thread="t1"), KnownMatter(THREE, Status.DISMISSED, NOON, by_customer=True)) == NewMatter()


def test_it_is_a_new_matter_where_nothing_is_about_it() -> None:
    assert gathered(mention()) == NewMatter()
