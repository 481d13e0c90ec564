"""A mailbox, against a real Dovecot and a real SMTP server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import BadInput
from bot.domain.mention import Author, Mention
from bot.ports import ReplyBusy, ReplyRefused, ReplyUnsure
from sources.base import ReplyingSource
from sources.errors import SourceFailed
from sources.mail import CONNECTOR, MailSource, ReplyingMail
from tests.sources.contract import NAME, NOW, PollContract, PollRehearsal, ReplyContract, ReplyRehearsal, drained, ids
from tests.sources.dovecot import PASSWORD, Dovecot, running_dovecot
from tests.sources.mail_world import MailWorld, mail, mail_world

SECRETS = {"PASSWORD": PASSWORD}


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
async def world(dovecot: Dovecot) -> AsyncIterator[MailWorld]:
    async with mail_world(dovecot) as made:
        yield made


def source(world: MailWorld, **more: object) -> MailSource:
    read = CONNECTOR.settings.model_validate({"kind": "mail", **world.settings, **more})
    return CONNECTOR.make(NAME, read, SECRETS)


async def replying(world: MailWorld, **more: object) -> ReplyingMail:
    made = source(world, **more)
    assert isinstance(made, ReplyingMail)
    return made


async def said(world: MailWorld, raw: bytes | None = None) -> Mention:
    world.put(raw or mail("It leaks.", message_id="<1@there.example>", subject="My kettle"))
    return (await drained(source(world), None)).arrived.mentions[-1]


class TestContract(PollContract, ReplyContract):
    """A mailbox keeps what every source keeps."""

    @pytest.fixture
    async def rehearsal(self, world: MailWorld) -> PollRehearsal:
        return PollRehearsal(connector=CONNECTOR, settings=world.settings, secrets=SECRETS, upstream=world)

    @pytest.fixture
    async def replying(self, world: MailWorld) -> ReplyRehearsal:
        return ReplyRehearsal(
            connector=CONNECTOR,
            settings=world.settings,
            secrets=SECRETS,
            to=await said(world),
            received=world.received,
            trouble=world.trouble_outward,
        )


async def test_a_mail_is_read_with_all_it_says(world: MailWorld) -> None:
    assert await said(world) == Mention(
        source=NAME,
        external_id="1@there.example",
        text="My kettle\n\nIt leaks.",
        author=Author(source=NAME, handle="ann@there.example", name="Ann Lee"),
        posted_at=NOW.replace(microsecond=0),
        thread="1@there.example",
    )
    with world.client() as client:
        client.select_folder("INBOX")
        assert client.search(["UNSEEN"]) == [1], "whoever reads the mailbox too still sees it as new"


async def test_what_comes_while_a_look_waits_is_given_at_once(world: MailWorld) -> None:
    waiting = source(world, wait=28)
    start = await drained(source(world), None)
    look = asyncio.create_task(waiting.poll(start.cursor, now=datetime.now(UTC)))
    before = datetime.now(UTC)
    await world.imap.idling.wait()
    late = await world.say("It leaks here too.")
    assert ids(await look) == [late]
    assert datetime.now(UTC) - before < timedelta(seconds=15)


async def test_a_look_that_is_broken_off_ends_soon(world: MailWorld) -> None:
    look = asyncio.create_task(source(world, wait=28).poll(None, now=datetime.now(UTC)))
    await asyncio.sleep(0)
    look.cancel()
    with pytest.raises(asyncio.CancelledError):
        await look


async def test_a_folder_that_is_numbered_anew_is_read_again_from_the_last_look_on(world: MailWorld) -> None:
    first = await world.say("It leaks.")
    kept = json.loads((await drained(source(world), None)).cursor or "")
    second = await world.say("It leaks here too.")
    for changed in ({"validity": 1}, {"uid": 4_000_000_000}):
        again = await drained(source(world), json.dumps({**kept, **changed}))
        assert ids(again) == [first, second]
        assert json.loads(again.cursor or "")["uid"] == 2
    long_ago = json.dumps({**kept, "validity": 1, "at": "2020-01-01T00:00:00+00:00"})
    assert ids(await drained(source(world), long_ago)) == [first, second]


async def test_the_first_look_goes_back_some_days_only(world: MailWorld) -> None:
    with world.client() as client:
        client.append("INBOX", mail("Old."), msg_time=datetime.now(UTC) - timedelta(days=40))
    recent = await world.say("It leaks.")
    assert ids(await drained(source(world), None)) == [recent]
    assert len(ids(await drained(source(world, first_days=60), None))) == 2


async def test_many_mails_come_in_several_looks(world: MailWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.mail.reading.BATCH", 5)
    with world.client() as client:
        for number in range(13):
            client.append("INBOX", mail("It leaks.", message_id=f"<{number}@many.example>"))
    first = await source(world).poll(None, now=datetime.now(UTC))
    assert first.more
    assert len(ids(await drained(source(world), None))) == 13


async def test_of_a_huge_mail_the_text_is_read_and_a_text_that_is_huge_is_parked(
    world: MailWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sources.mail.mailbox.SIZE_LIMIT", limit := 64 * 1024)
    text = b"From: ann@there.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    text += b"--b\r\nContent-Type: text/plain\r\n\r\nSee the picture.\r\n--b\r\n"
    picture = b'Content-Type: image/png; name="leak.png"\r\nContent-Disposition: attachment; filename="leak.png"\r\n'
    world.put(text + picture + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"QUFB\r\n" * (3 * limit // 6))
    hidden = (
        b"From: ann@there.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + picture + b"\r\n"
    )
    world.put(
        hidden + b"QUFB\r\n" * (2 * limit // 6) + b"\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello.\r\n--b--\r\n"
    )
    given = await drained(source(world), None)
    assert [one.text for one in given.arrived.mentions] == ["See the picture.\n\n[Attached: leak.png]"]
    (parked,) = given.unreadable
    assert "first megabyte" in parked.reason
    assert len(parked.raw) == limit


async def test_errors_say_what_to_do(world: MailWorld) -> None:
    with pytest.raises(SourceFailed, match="no folder “Nowhere”"):
        await drained(source(world, folder="Nowhere"), None)
    with pytest.raises(SourceFailed, match="not in the open internet"):
        await drained(source(world, internal=False, security="tls", smtp_host=None), None)
    with pytest.raises(SourceFailed, match="security"):
        await drained(source(world, security="tls"), None)
    with pytest.raises(BadInput, match="security"):
        source(world, internal=False)
    with pytest.raises(BadInput, match="host"):
        source(world, host="imap.example/x")


async def test_a_reply_stands_in_its_thread(world: MailWorld) -> None:
    earlier = {"references": "<0@there.example> <mid@acme.example>", "subject": "RE: re: My kettle"}
    to = await said(world, mail("Still leaks.", message_id="<2@there.example>", **earlier))
    url = await (await replying(world)).reply(to, "Please unplug it. ✓", "reply-1")
    (sent,) = world.post.mails
    assert (sent["from"], sent["to"], sent["subject"]) == ("care@acme.example", "ann@there.example", "Re: My kettle")
    assert sent["in-reply-to"] == "<2@there.example>"
    assert sent["references"] == "<0@there.example> <mid@acme.example> <2@there.example>"
    assert sent.get_content().strip() == "Please unplug it. ✓"
    assert url == f"mid:{sent['message-id'][1:-1]}"
    assert world.drafts() == [False]


async def test_a_mail_that_is_gone_is_answered_all_the_same(world: MailWorld) -> None:
    to = await said(world)
    with world.client() as client:
        client.select_folder("INBOX")
        client.delete_messages([1])
        client.expunge()
    await (await replying(world)).reply(to, "Please unplug it.", "reply-1")
    assert world.post.mails[0]["in-reply-to"] == "<1@there.example>"
    assert world.post.mails[0]["subject"] == "Re: your message"


async def test_a_line_that_breaks_after_the_mail_leaves_us_unsure_and_it_is_never_sent_again(
    world: MailWorld,
) -> None:
    to, way = await said(world), await replying(world)
    world.post.breaks_after_data = True
    with pytest.raises(ReplyUnsure):
        await way.reply(to, "Please unplug it.", "reply-1")
    world.post.breaks_after_data = False
    with pytest.raises(ReplyUnsure, match="delete the draft in “Sent”"):
        await way.reply(to, "Please unplug it.", "reply-1")
    assert len(world.post.mails) == 1
    assert world.drafts() == [True]


async def test_a_mail_that_was_not_taken_leaves_no_draft_and_can_be_sent_again(world: MailWorld) -> None:
    to, way = await said(world), await replying(world)
    world.post.refuses_data = True
    with pytest.raises(ReplyBusy):
        await way.reply(to, "Please unplug it.", "reply-1")
    assert world.drafts() == []
    world.post.refuses_data = False
    await way.reply(to, "Please unplug it.", "reply-1")
    assert world.drafts() == [False]


@pytest.mark.parametrize(
    "handle",
    [
        "",
        "ann",
        "ann@there.example\r\nBcc: all@there.example",
        "a@b, c@d",
        "<ann@there.example>",
        "a" * 70 + "@b.example",
    ],
)
async def test_an_address_that_is_none_or_more_is_refused(world: MailWorld, handle: str) -> None:
    ann = Author(source=NAME, handle=handle) if handle else None
    to = Mention(source=NAME, external_id="1@x", text="It leaks.", author=ann, posted_at=NOW)
    with pytest.raises(ReplyRefused):
        await (await replying(world)).reply(to, "Please unplug it.", "reply-1")
    assert not world.post.mails


async def test_what_others_wrote_into_their_headers_breaks_none_of_ours(world: MailWorld) -> None:
    subject = "=?utf-8?q?Hi=0D=0ABcc=3A_all=40there.example?="
    to = await said(
        world, mail("It leaks.", message_id="<1@there.example>", subject=subject, references="<a b> <\x01@x>")
    )
    await (await replying(world)).reply(to, "Please unplug it.", "reply-1")
    (sent,) = world.post.mails
    assert sent["bcc"] is None
    assert "\n" not in sent["subject"]


def test_without_a_server_for_it_nothing_can_be_sent(world: MailWorld) -> None:
    assert not isinstance(source(world, smtp_host=None), ReplyingSource)
