"""Each thing that is known of a customer, and of which kind it is."""

from __future__ import annotations

import typing
from datetime import timedelta

import pytest

from bot.domain.errors import BadInput
from bot.domain.people import MemberId
from bot.domain.provenance import (
    TIER,
    Borrowed,
    Copied,
    CrmRecord,
    CrmTerms,
    Displayed,
    Kept,
    Owned,
    Tier,
    clean_value,
    highest_tier,
    still_known,
)
from bot.ports.customers import Customers
from tests.world import NOON

TERMS = CrmTerms(
    system="Salesforce",
    copied={"Level__c": "Level", "Account.Name": "Company"},
    borrowed={"Score__c": "Score"},
    displayed={"Phone": "Phone"},
    tier="Level__c",
    tiers={"Platinum": Tier.HIGH},
)
RECORD = CrmRecord(
    id="003A", fields={"Level__c": "Platinum", "Score__c": "7", "Phone": "+49 30", "Account.Name": " "}
)


def test_each_field_becomes_what_the_settings_say_and_an_empty_one_nothing() -> None:
    read = TERMS.read(RECORD, NOON)
    assert [(type(one), one.key, one.value) for one in read] == [
        (Copied, "tier", "high"),
        (Borrowed, "Score", "7"),
        (Displayed, "Phone", "+49 30"),
    ]


@pytest.mark.parametrize(("value", "tier"), [("Platinum", "high"), ("LOW", "low"), ("Gold", None), ("", None)])
def test_a_tier_is_never_guessed(value: str, tier: str | None) -> None:
    read = TERMS.read(CrmRecord(id="1", fields={"Level__c": value}), NOON)
    assert [one.value for one in read] == ([tier] if tier else [])


def test_what_keeps_things_takes_only_what_is_ours_or_copied() -> None:
    assert set(typing.get_args(Kept)) == {Owned, Copied}
    assert typing.get_type_hints(Customers.keep)["kept"] == Kept


def test_no_value_stands_where_a_thing_is_printed_or_logged() -> None:
    assert "+49 30" not in repr([*TERMS.read(RECORD, NOON), RECORD])
    assert "secret" not in repr(Owned(key="k", value="secret", by=MemberId("U"), since=NOON))


def test_a_fresh_look_keeps_what_reads_as_before_with_its_since_and_leaves_alone_what_is_ours() -> None:
    old = Copied(key=TIER, value="low", system="Salesforce", record="003A", since=NOON)
    same = Copied(key="Company", value="Mill", system="Salesforce", record="003A", since=NOON)
    ours = Owned(key=TIER, value="high", by=MemberId("U0AMARA"), since=NOON)
    later = NOON + timedelta(days=1)
    seen = [
        Copied(key=TIER, value="standard", system="Salesforce", record="003A", since=later),
        Copied(key="Company", value="Mill", system="Salesforce", record="003A", since=later),
    ]
    assert still_known([old, same, ours], seen) == ([old], [seen[0]])
    assert still_known([old, ours], []) == ([old], [])
    assert highest_tier([old, ours, seen[0]]) is Tier.HIGH
    assert highest_tier([same]) is None


def test_what_is_too_long_is_refused_at_its_field() -> None:
    assert clean_value(" a \n b ", name="tier") == "a b"
    with pytest.raises(BadInput) as refused:
        clean_value("x" * 501, name="referral_value")
    assert refused.value.field == "referral_value"
