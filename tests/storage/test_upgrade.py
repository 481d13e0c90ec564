"""A database of before the response: its cases go on where they stood."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta

from alembic import command
from sqlalchemy import Connection, create_engine, text

from bot.bootstrap import assemble
from bot.domain.case import CaseId
from bot.domain.period import Week
from bot.domain.status import Status
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.count_credit import count_credit
from bot.usecases.sign_off import sign_off
from storage.embedded import fresh_database
from storage.engine import sqlalchemy_url
from storage.migrate import config, migrate
from tests.builders import ANSWER, amara, do, draft, eva, jonas, know, li, stored
from tests.world import NOON, SetClock

_numbers = itertools.count()
DUE = (NOON + timedelta(hours=2)).isoformat()
FINGERPRINT = draft().fingerprint
RECORD = (
    (
        "opened",
        None,
        {
            "community": "safety",
            "matter": "The battery swells",
            "external_key": "web/thread/1",
            "required": ["support", "engineering"],
            "words": ["swells"],
            "first_reply_due": DUE,
            "input_due": DUE,
            "volunteered": False,
        },
    ),
    ("claimed", amara.id, {}),
    ("contributed", jonas.id, {"contribution": 1, "function": "engineering", "volunteered": True}),
    ("drafted", amara.id, {"revision": 1, "fingerprint": FINGERPRINT}),
)
"""What the first version of Muster wrote down of a case."""


def before(url: str) -> None:
    """A database as the first version left it: one case with input and a draft, another one answered."""
    engine = create_engine(sqlalchemy_url(url))
    with engine.begin() as connection:
        command.upgrade(config(connection), "0001")
        for case, status in ((1, "open"), (2, "replied")):
            _case(connection, case, status)
    engine.dispose()


def _case(connection: Connection, case: int, status: str) -> None:
    given = {"case": case, "status": status, "at": NOON, "due": DUE, "key": f"web/thread/{case}", "hash": FINGERPRINT}
    for statement in (
        """INSERT INTO cases (version, status, community, matter, external_key, words, mentions, opened_at,
               first_reply_due, owner, claimed_at, draft_revision, draft_fingerprint, draft_author, reopened)
           VALUES (4, :status, 'safety', 'The battery swells', :key, '{swells}', 1, :at, :due, 'U0AMARA', :at, 1,
               :hash, 'U0AMARA', false)""",
        """INSERT INTO mentions (source, external_id, text, posted_at, arrived_at, case_id)
           VALUES ('web', :key, 'The battery swells.', :at, :at, :case)""",
        """INSERT INTO slots (case_id, function, place, due, answered_by)
           VALUES (:case, 'support', 0, :due, '{}'), (:case, 'engineering', 1, :due, '{U0JONAS}')""",
        """INSERT INTO contributions (case_id, member, function, text, identity, at)
           VALUES (:case, 'U0JONAS', 'engineering', 'A known batch.', :key, :at)""",
    ):
        connection.execute(text(statement), given)
    answer = {**given, "text": ANSWER}
    connection.execute(text("INSERT INTO drafts VALUES (:case, 1, :text, 'U0AMARA', :at)"), answer)
    more = (
        ("signed_off", li.id, {"revision": 1, "fingerprint": FINGERPRINT}),
        ("replied", amara.id, {"revision": 1, "url": "https://forum.example/1", "as_signed": True}),
    )
    for number, (kind, by, details) in enumerate((*RECORD, *(more if status == "replied" else ())), start=1):
        row = {"case": case, "number": number, "kind": kind, "by": by, "at": NOON, "details": json.dumps(details)}
        connection.execute(
            text("INSERT INTO activities VALUES (:case, :number, :kind, :by, :at, CAST(:details AS jsonb))"), row
        )
    if status == "replied":
        connection.execute(text("UPDATE cases SET version = 6 WHERE id = :case"), given)


async def test_cases_of_before_go_on_where_they_stood(server_url: str, muster_file: MusterFile) -> None:
    url = fresh_database(server_url, f"upgrade_{next(_numbers)}")
    before(url)
    migrate(url)
    async with assemble(Environment(), muster_file, url, clock=SetClock(), secrets={}) as muster:
        await know(muster)
        case = await stored(muster, CaseId(1))
        assert (case.owner, case.draft.revision, case.risk, case.clocks.running) == (amara.id, 1, "ordinary", True)
        assert {slot.name: slot.answered_by for slot in case.slots} == {"support": (), "engineering": (jonas.id,)}
        signed = await do(muster, sign_off, case.id, li, revision=1)
        assert signed.signed.by == li.id
        async with muster.uow() as uow:
            waiting = await uow.cases.awaiting(eva, 10, frozenset())
        assert [one.id for one in waiting] == [1]
        assert (await stored(muster, CaseId(2))).status is Status.REPLIED


async def test_what_was_earned_and_told_before_the_ledger_is_booked_and_told_no_more(
    server_url: str, muster_file: MusterFile
) -> None:
    """Of a database as it was before recognition."""
    url = fresh_database(server_url, f"upgrade_{next(_numbers)}")
    before(url)
    engine = create_engine(sqlalchemy_url(url))
    with engine.begin() as connection:
        command.upgrade(config(connection), "0004")
        connection.execute(text("INSERT INTO digests VALUES ('safety', '2026-W46', :at)"), {"at": NOON})
        for statement in (
            "UPDATE cases SET signed_by = 'U0LI', signed_at = :at WHERE id = 2",
            "INSERT INTO share_claims VALUES (2, 'answer:engineering', 'U0JONAS', true, 0)",
            "INSERT INTO confirmations VALUES (2, 'answer:engineering', 'U0JONAS', 'U0AMARA', :at, false, 0)",
        ):
            connection.execute(text(statement), {"at": NOON})
    engine.dispose()
    migrate(url)
    async with assemble(Environment(), muster_file, url, clock=SetClock(), secrets={}) as muster:
        await know(muster)
        await do(muster, count_credit)
        async with muster.uow() as uow:
            [entry] = await uow.ledger.entries()
            assert (entry.share.member, entry.share.kind, entry.share.credit) == (jonas.id, "peer", 3_000_000)
            assert not await uow.digests.claim("safety", Week(2026, 46), NOON)
            assert await uow.digests.naming(jonas.id) == [("safety", Week(2026, 46))]
