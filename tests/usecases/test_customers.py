"""Customers: who is whom, what is known of them and from where, and all that happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Muster
from bot.domain.customer import AuthorId, KnownAuthor
from bot.domain.errors import BadInput, NotAllowed, UnknownCustomer, WrongStage
from bot.domain.history import Candidates, CustomerSheet, What
from bot.domain.mention import Author, Mention
from bot.domain.people import Member
from bot.domain.provenance import Borrowed, Copied, CrmTerms, Displayed, Owned, Tier
from bot.domain.verdict import Verdict
from bot.usecases.borrow_tier import borrow_tier
from bot.usecases.describe_customer import describe_customer
from bot.usecases.find_customer import find_customer
from bot.usecases.import_mentions import import_mentions
from bot.usecases.join_authors import join_authors
from bot.usecases.look_up_case import look_up_case
from bot.usecases.look_up_customer import look_up_customer
from bot.usecases.separate_author import separate_author
from bot.usecases.undo_joining import undo_joining
from crm import Table
from tests.builders import LINK, amara, case_at, do, eva, guest, jonas, know, mention, rows, tom
from tests.usecases.test_privacy import KEPT, SECRET
from tests.world import NOON, SetClock

MAIL = "dana@mill.example"
TERMS = CrmTerms(
    system="Salesforce",
    copied={"Company": "Company", "Level": "Level"},
    borrowed={"Score": "Score"},
    displayed={"Phone": "Phone"},
    tier="Level",
    tiers={"Platinum": Tier.HIGH},
)
WHY = {"why": "One signature."}


async def wrote(muster: Muster, *said: Mention) -> None:
    """Let people have said something once, kept as history."""
    await do(muster, import_mentions, said, open_cases=False)


def by(handle: str, source: str = "web", text: str = "It swells.", **more: Any) -> Mention:
    """Something that somebody said there."""
    author = Author(source=source, handle=handle, name=more.pop("name", None))
    return replace(mention(text, source=source, **more), author=author)


async def found(muster: Muster, words: str, reader: Member = amara) -> KnownAuthor:
    """The one who is meant."""
    one = await do(muster, find_customer, words, reader)
    assert isinstance(one, KnownAuthor), one
    return one


async def record(muster: Muster, words: str, reader: Member = amara, **more: Any) -> CustomerSheet:
    """The record of whoever is meant."""
    return await do(muster, look_up_customer, (await found(muster, words, reader)).id, reader, **more)


def handles(sheet: CustomerSheet) -> list[str]:
    """Who the customer is."""
    return [one.author.handle for one in sheet.authors]


async def test_authors_of_two_sources_are_one_customer_and_two_again(muster: Muster) -> None:
    await know(muster)
    await wrote(muster, by("dana"), by("dana_k", "bluesky", "It smokes."), by("eli"))
    dana = await found(muster, "web:dana")
    before = await record(muster, "dana_k")
    number, one, other = await do(muster, join_authors, dana.id, amara, other="bluesky:dana_k", **WHY)
    assert (one, other.author.handle) == (dana, "dana_k")
    after = await record(muster, "dana_k")
    assert handles(after) == ["dana_k", "dana"]
    assert {one.text for one in after.happened} == {"It swells.", "It smokes."}
    assert {(one.by, one.why) for one in after.memberships} == {(amara.id, "One signature.")}
    assert after.undoable == number
    await do(muster, undo_joining, number, jonas)
    again = await record(muster, "dana_k")
    assert replace(again, undoable=None) == before
    with pytest.raises(WrongStage, match="changed since"):
        await do(muster, undo_joining, number, amara)


async def test_a_separation_is_taken_back_exactly_unless_something_followed(muster: Muster) -> None:
    await wrote(muster, by("a"), by("b"), by("c"))
    a, b, c = [await found(muster, f"web:{name}") for name in "abc"]
    for other in ("web:b", "web:c"):
        await do(muster, join_authors, a.id, amara, other=other, **WHY)
    before = await joins(muster, a, b, c)
    number, _ = await do(muster, separate_author, b.id, jonas, why="Another town.")
    assert handles(await record(muster, "web:a")) == ["a", "c"]
    await do(muster, undo_joining, number, jonas)
    assert await joins(muster, a, b, c) == before
    number, _ = await do(muster, separate_author, b.id, jonas, why="Another town.")
    await do(muster, separate_author, c.id, jonas, why="So.")
    with pytest.raises(WrongStage, match="changed since"):
        await do(muster, undo_joining, number, amara)


async def joins(muster: Muster, *authors: KnownAuthor) -> object:
    """Who is whom, as it is stored."""
    async with muster.uow() as uow:
        return await uow.customers.joins([one.id for one in authors])


async def test_one_verified_address_joins_by_itself_but_never_what_a_person_took_apart(muster: Muster) -> None:
    await wrote(muster, by(MAIL, "mail"), by(MAIL.upper(), "shop"), by(MAIL, "forum"))
    company = replace(muster.company, verified_mail=frozenset({"mail", "shop"}))
    sheet = await record(muster, f"mail:{MAIL}", company=company)
    assert [one.author.source for one in sheet.authors] == ["mail", "shop"]
    assert {one.by for one in sheet.memberships} == {None}
    await do(muster, separate_author, sheet.authors[1].id, amara, why="A family shares it.")
    for name in (f"mail:{MAIL}", f"shop:{MAIL}"):
        assert len((await record(muster, name, company=company)).authors) == 1


def table(folder: Path, *lines: str) -> Table:
    """The system in which customers are kept, as a file."""
    head = "Id,Email,Company,Level,Score,Phone"
    (folder / "crm.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    return Table(folder / "crm.csv", id_field="Id", mail_field="Email", fields=TERMS.fields)


async def everything_stored(muster: Muster) -> str:
    """All that stands in the database."""
    names = await rows(muster, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    kept = " UNION ALL ".join(f'SELECT kept::text FROM "{name}" kept' for name in names)
    return "\n".join(await rows(muster, kept))


async def test_what_is_copied_is_kept_and_renewed_and_what_is_lent_or_shown_never(
    muster: Muster, tmp_path: Path, clock: SetClock
) -> None:
    await wrote(muster, by(MAIL, "mail"))
    company = replace(muster.company, verified_mail=frozenset({"mail"}), crm=TERMS)
    crm = table(tmp_path, f"003A,{MAIL},Mill,Platinum,borrowed-7,displayed-49")
    sheet = await record(muster, MAIL, company=company, crm=crm)
    assert {(type(one), one.key, one.value) for one in sheet.known} == {
        (Copied, "Company", "Mill"),
        (Copied, "tier", "high"),
        (Borrowed, "Score", "borrowed-7"),
        (Displayed, "Phone", "displayed-49"),
    }
    stored = await everything_stored(muster)
    assert "Mill" in stored
    assert "borrowed-7" not in stored
    assert "displayed-49" not in stored
    clock.forward(days=1)
    crm = table(tmp_path, f"003A,{MAIL},Mill & Sons,Platinum,,")
    later = await record(muster, MAIL, company=company, crm=crm)
    assert {(one.key, one.value, one.since) for one in later.known if isinstance(one, Copied)} == {
        ("Company", "Mill & Sons", NOON + timedelta(days=1)),
        ("tier", "high", NOON),
    }


async def test_a_tier_is_borrowed_for_one_look_where_the_settings_lend_it(
    muster: Muster, tmp_path: Path, clock: SetClock
) -> None:
    case = await case_at(muster, said=by(MAIL, "mail"))
    sheet = await do(muster, look_up_case, case.id, amara)
    crm = table(tmp_path, f"003A,{MAIL},Mill,Platinum,,")
    gone = Table(tmp_path / "gone.csv", id_field="Id", mail_field="Email", fields=TERMS.fields)
    nowhere: dict[str, str] = {}
    for kind, tier in (("borrowed", Tier.HIGH), ("displayed", None), ("copied", None)):
        lists = {"copied": nowhere, "borrowed": nowhere, "displayed": nowhere, kind: {"Level": "Level"}}
        company = replace(muster.company, verified_mail=frozenset({"mail"}), crm=replace(TERMS, **lists))
        assert await borrow_tier(sheet, company=company, clock=clock, crm=crm) is tier, kind
        for away in (None, gone):
            assert await borrow_tier(sheet, company=company, clock=clock, crm=away) is None
        unsure = replace(company, verified_mail=frozenset())
        assert await borrow_tier(sheet, company=unsure, clock=clock, crm=crm) is None
    assert "Platinum" not in await everything_stored(muster)


async def test_a_system_that_cannot_be_asked_takes_nothing_away(muster: Muster, tmp_path: Path) -> None:
    await wrote(muster, by(MAIL, "mail"))
    company = replace(muster.company, verified_mail=frozenset({"mail"}), crm=TERMS)
    await record(muster, MAIL, company=company, crm=table(tmp_path, f"003A,{MAIL},Mill,,,"))
    sheet = await record(muster, MAIL, company=company, crm=table(tmp_path, f"003A,{MAIL}"))
    assert sheet.problem is not None
    assert "line 2" in sheet.problem
    assert [one.value for one in sheet.known] == ["Mill"]


async def test_what_a_person_says_is_ours_goes_along_and_raises_the_tier_of_the_case(muster: Muster) -> None:
    await know(muster)
    case = await case_at(muster, said=by("dana"))
    await wrote(muster, by("dana_k", "bluesky"))
    dana = await found(muster, "web:dana")
    await do(muster, join_authors, dana.id, amara, other="dana_k", **WHY)
    other = await found(muster, "bluesky:dana_k")
    given = {"referral_value": "Brought us the mill.", "mail": ""}
    await do(muster, describe_customer, other.id, amara, tier="standard", **given)
    await do(muster, describe_customer, other.id, tom, tier="high", **given)
    sheet = await record(muster, "web:dana")
    assert {(one.key, one.value, one.by) for one in sheet.known if isinstance(one, Owned)} == {
        ("tier", "high", tom.id),
        ("referral value", "Brought us the mill.", amara.id),
    }
    async with muster.uow() as uow:
        assert await uow.customers.tier_of(case.id) is Tier.HIGH
    await do(muster, separate_author, dana.id, amara, why="Two people.")
    assert len((await record(muster, "web:dana")).known) == 2
    await do(muster, describe_customer, dana.id, amara, tier="", referral_value="", mail="")
    assert (await record(muster, "web:dana")).known == []
    async with muster.uow() as uow:
        assert await uow.customers.tier_of(case.id) is None


async def test_an_address_that_a_person_gives_finds_them_in_the_other_system(muster: Muster, tmp_path: Path) -> None:
    await wrote(muster, by("dana"))
    dana = await found(muster, "dana")
    await do(muster, describe_customer, dana.id, amara, tier="", referral_value="", mail=MAIL.upper())
    company = replace(muster.company, crm=TERMS)
    sheet = await record(muster, "dana", company=company, crm=table(tmp_path, f"003A,{MAIL},Mill,,,"))
    assert "Mill" in {one.value for one in sheet.known}


async def test_all_that_happened_stands_in_one_line_whatever_the_medium(muster: Muster, clock: SetClock) -> None:
    await know(muster)
    case = await case_at(muster, "replied", by("dana"))
    clock.forward(hours=1)
    async with muster.uow() as uow:
        judged = Verdict(score=5, words="Fast.", recommended=None, quotable=True)
        await uow.verdicts.add(case.id, 1, judged, clock.now())
        await uow.commit()
    old = [by("dana_k", "bluesky", f"Post {n}", posted_at=NOON - timedelta(days=n)) for n in range(1, 10)]
    await wrote(muster, *old)
    await do(muster, join_authors, (await found(muster, "web:dana")).id, amara, other="dana_k", **WHY)
    first = await record(muster, "web:dana")
    assert [one.what for one in first.happened[:4]] == [What.VERDICT, What.REPLY, What.CASE, What.MENTION]
    assert [one.text for one in first.happened[4:]] == [f"Post {n}" for n in range(1, 7)]
    assert first.happened[1].by == amara.name
    assert first.more
    second = await record(muster, "web:dana", page=1)
    assert [one.text for one in second.happened] == ["Post 7", "Post 8", "Post 9"]
    assert not second.more


async def test_private_communities_stay_private(muster: Muster) -> None:
    await know(muster)
    async with muster.uow() as uow:
        await uow.communities.add(KEPT)
        await uow.commit()
    within = await muster.fresh()
    case = await case_at(within, said=by("quentin", text=SECRET))
    await case_at(within, said=by("quentin_q", "bluesky", "The quokka pack is hot."))
    await wrote(muster, by("quentin_q", "bluesky", "Hello."))
    quentin = await found(within, "web:quentin")
    await do(within, join_authors, quentin.id, amara, other="quentin_q", **WHY)
    assert {one.text for one in (await record(within, "web:quentin")).happened} >= {SECRET, "Hello."}
    seen = await record(within, "quentin_q", jonas)
    assert handles(seen) == ["quentin_q"]
    assert [one.text for one in seen.happened] == ["Hello."]
    with pytest.raises(NotAllowed):
        await do(within, find_customer, str(case.id), jonas)
    with pytest.raises(UnknownCustomer):
        await do(within, look_up_customer, quentin.id, jonas)
    with pytest.raises(UnknownCustomer):
        await do(within, separate_author, quentin.id, jonas, why="So.")
    with pytest.raises(UnknownCustomer):
        await do(within, find_customer, "web:quentin", jonas)


async def test_whoever_is_meant_is_found_by_any_of_their_names(muster: Muster) -> None:
    case = await case_at(muster, said=by("dana_k", name="Dana King"))
    await wrote(muster, by("dan", "bluesky"), by(MAIL, "mail"), by("@king@forum.example", "mastodon"))
    for words in ("DANA_K", "@dana_k", "dana king", f"#{case.id}", f"case {case.id}", "web:dana_k", "na_k"):
        assert (await found(muster, words)).author.handle == "dana_k", words
    assert (await found(muster, f"<mailto:{MAIL}|{MAIL}>")).author.handle == MAIL
    assert (await found(muster, "@king@forum.example")).author.source == "mastodon"
    several = await do(muster, find_customer, "an", amara)
    assert isinstance(several, Candidates)
    assert [one.author.handle for one in several.authors] == ["dana_k", "dan", MAIL]
    for words in ("nobody", "%", "x" * 3_000, "web:", ":"):
        with pytest.raises((UnknownCustomer, BadInput)):
            await do(muster, find_customer, words, amara)
    with pytest.raises(BadInput, match="several") as refused:
        await do(muster, join_authors, AuthorId(1), amara, other="an", **WHY)
    assert refused.value.field == "other"


async def test_a_record_is_for_the_people_of_the_company(muster: Muster) -> None:
    await wrote(muster, by("dana"), by("eli"))
    dana = await found(muster, "dana")
    with pytest.raises(NotAllowed):
        await do(muster, look_up_customer, dana.id, guest)
    assert LINK not in str((await record(muster, "dana", eva)).known)
