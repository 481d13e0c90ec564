"""Which matter a mention belongs to."""

from bot.domain.case import CaseId
from bot.domain.clustering import Joins, NewMatter, OpenMatter, gather
from tests.builders import mention


def test_it_joins_the_open_case_of_its_thread() -> None:
    said = mention(thread="t1")
    assert gather(said, [OpenMatter(CaseId(3), said.external_key)]) == Joins(CaseId(3), "same thread")


def test_it_joins_the_open_case_of_the_same_author_and_words() -> None:
    said = mention()
    assert gather(said, [OpenMatter(CaseId(3), said.external_key)]) == Joins(CaseId(3), "same author, same words")


def test_of_several_cases_it_joins_the_first() -> None:
    said = mention(thread="t1")
    matters = [OpenMatter(CaseId(1), "other"), *(OpenMatter(CaseId(n), said.external_key) for n in (2, 3))]
    assert gather(said, matters) == Joins(CaseId(2), "same thread")


def test_it_is_a_new_matter_where_nothing_open_is_about_it() -> None:
    assert gather(mention(), []) == NewMatter()
    assert gather(mention(), [OpenMatter(CaseId(1), "web/thread/other")]) == NewMatter()
