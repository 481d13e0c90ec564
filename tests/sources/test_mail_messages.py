"""From the bytes of a mail to a mention, without a server."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.errors import BadInput
from bot.domain.mention import TEXT_LIMIT, Mention
from sources.mail import MailSettings
from sources.mail.mailbox import Kept
from sources.mail.message import read_mail
from sources.mail.own_words import own_words, without_quote

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
CAME = NOW - timedelta(minutes=5)
HEAD = b"From: ann@there.example\r\nMessage-ID: <1@there.example>\r\n"


def read(raw: bytes, *, whole: bool = True, **more: object) -> Mention | None:
    settings = MailSettings.model_validate(
        {
            "kind": "mail",
            "host": "imap.example",
            "user": "care",
            "address": "Care@acme.example",
            "own_domains": ["acme.example"],
            **more,
        }
    )
    return read_mail("mail", Kept(raw=raw, whole=whole, received_at=CAME), settings=settings, now=NOW)


def text_of(raw: bytes) -> str:
    mention = read(raw)
    assert mention is not None
    return mention.text


def part(content: bytes, kind: str = "text/plain", **headers: str) -> bytes:
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return b"--b\r\nContent-Type: " + kind.encode() + b"\r\n" + more.encode() + b"\r\n" + content + b"\r\n"


def parts(*inner: bytes, kind: str = "mixed") -> bytes:
    return HEAD + f"Content-Type: multipart/{kind}; boundary=b\r\n\r\n".encode() + b"".join(inner) + b"--b--\r\n"


def body(charset: str, raw: bytes, encoding: str = "8bit") -> bytes:
    return (
        HEAD
        + f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
        + raw
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (body("utf-8", "Größe ✓".encode()), "Größe ✓"),
        (body("iso-8859-1", "Größe".encode("latin-1")), "Größe"),
        (body("iso-8859-1", "Größe ✓".encode()), "Größe ✓"),
        (body("us-ascii", "Größe".encode("cp1252")), "Größe"),
        (body("utf-8", "Größe".encode("cp1252")), "Größe"),
        (body("no-such-charset", "Größe".encode()), "Größe"),
        (body("rot13", b"plain"), "plain"),
        (body("idna", b"plain"), "plain"),
        (body("utf-16", "Hi ✓".encode("utf-16")), "Hi ✓"),
        (body("gb18030", "联通".encode("gb18030")), "联通"),
        (body("iso-2022-jp", "水漏れ".encode("iso-2022-jp")), "水漏れ"),
        (body("utf-8", b"SXQgbGVha3Mu=", "base64"), "It leaks."),
        (body("utf-8", b"SXQgbGVha3Mu!!!\r\nQ", "base64"), "It leaks."),
        (body("utf-8", b"It=20leaks=ZZ", "quoted-printable"), "It leaks=ZZ"),
        (body("utf-8", b"It leaks.", "x-unknown"), "It leaks."),
        (HEAD + b"\r\nIt leaks.\r\n", "It leaks."),
        (HEAD + b"Content-Type: nonsense\r\n\r\nIt leaks.", "It leaks."),
        (
            HEAD + b"Content-Type: text/html\r\n\r\n<p>It <b>leaks</b> &amp;amp; hisses.</p><style>p{}</style>",
            "It leaks &amp; hisses.",
        ),
        (parts(part(b"plain words"), part(b"<p>marked up</p>", "text/html"), kind="alternative"), "plain words"),
        (parts(part(b" "), part(b"<p>marked up</p>", "text/html"), kind="alternative"), "marked up"),
        (parts(part(b"before"), part(b"x", "image/png"), part(b"after")), "before\nafter\n\n[Attached: image/png]"),
        (
            parts(part(b"See."), part(b"x", "a/b", Content_Disposition='attachment; filename="a\x01b.pdf"')),
            "See.\n\n[Attached: ab.pdf]",
        ),
        (
            parts(part(b"See."), part(b"Subject: inner\r\n\r\nNot mine.", "message/rfc822")),
            "See.\n\n[Attached: message/rfc822]",
        ),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part(b"broken off"), "broken off"),
    ],
)  # fmt: skip
def test_the_words_are_found(raw: bytes, text: str) -> None:
    assert text_of(raw) == text


def test_a_mail_without_id_and_date_gets_the_same_identity_each_time_and_the_moment_it_came() -> None:
    raw = b"From: ann@there.example\r\nDate: yesterday\r\n\r\nIt leaks."
    mention = read(raw)
    assert mention is not None
    assert mention == read(raw)
    assert (mention.posted_at, mention.thread) == (CAME, mention.external_id)


@pytest.mark.parametrize(
    ("date", "posted_at"),
    [
        (b"Mon, 2 Mar 2026 10:00:00 +0200", NOW.replace(hour=8)),
        (b"Mon, 2 Mar 2026 10:00:00 -0000", NOW.replace(hour=10)),
        (b"Mon, 2 Mar 2099 10:00:00 +0000", CAME),
        (b"Thu, 1 Jan 1920 10:00:00 +0000", CAME),
        (b"99 Foo 99999 99:99:99 +9999", CAME),
        (b"Mon, 2 Mar 2026 10:00:00 +9999999999", CAME),
        (b"", CAME),
    ],
)
def test_a_clock_is_believed_as_far_as_it_can_be(date: bytes, posted_at: datetime) -> None:
    mention = read(HEAD + b"Date: " + date + b"\r\n\r\nIt leaks.")
    assert mention is not None
    assert mention.posted_at == posted_at


@pytest.mark.parametrize(
    ("headers", "thread"),
    [
        (b"", "1@there.example"),
        (b"In-Reply-To: <0@x>\r\n", "0@x"),
        (b"References: <root@x> <0@x>\r\nIn-Reply-To: <0@x>\r\n", "root@x"),
        (b"References: <root@x>\r\n\t<" + b"a" * 500 + b"@x>\r\n", "root@x"),
        (b"In-Reply-To: your mail of yesterday\r\n", "1@there.example"),
    ],
)
def test_the_thread_is_named_by_its_first_mail(headers: bytes, thread: str) -> None:
    mention = read(HEAD + headers + b"\r\nIt leaks.")
    assert mention is not None
    assert mention.thread == thread


@pytest.mark.parametrize(
    "headers",
    [
        b"Auto-Submitted: auto-replied (vacation)\r\n",
        b"Precedence: bulk\r\n",
        b"Precedence: auto_reply\r\n",
        b"List-Unsubscribe: <https://x.example>\r\n",
        b"X-Autoreply: yes\r\n",
        b"Return-Path: <>\r\n",
        b"Content-Type: multipart/report; boundary=b\r\n",
    ],
)
def test_what_machines_send_does_not_come_in(headers: bytes) -> None:
    assert read(HEAD + headers + b"\r\nI am away.") is None


@pytest.mark.parametrize("sender", [b"care@ACME.example", b"Eva <eva@acme.example>", b"MAILER-DAEMON@there.example"])
def test_neither_do_our_own_people_and_bounces(sender: bytes) -> None:
    assert read(b"From: " + sender + b"\r\n\r\nHello.") is None


def test_a_list_comes_in_where_it_is_wanted_and_a_form_names_its_user() -> None:
    assert read(HEAD + b"List-Id: care\r\nPrecedence: list\r\n\r\nIt leaks.", lists=True) is not None
    mention = read(
        b"From: form@acme.example\r\nReply-To: =?utf-8?q?J=C3=B6rg=2C?= <j@there.example>\r\n\r\nIt leaks."
    )
    assert mention is not None
    assert mention.author is not None
    assert (mention.author.handle, mention.author.name) == ("j@there.example", "Jörg,")


def test_a_long_mail_is_cut_and_still_names_what_is_attached() -> None:
    text = text_of(parts(part(b"x" * 50_000), part(b"x", "image/png")))
    assert len(text) == TEXT_LIMIT
    assert text.endswith("The rest stands at the source.\n\n[Attached: image/png]")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        HEAD + b"\r\n \r\n",
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 100_000,
        parts(b"\r\n--b" * 50_000),
        HEAD + b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n"
        + b"".join(b"--b%d\r\nContent-Type: multipart/mixed;boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(1_500)),
    ],
)  # fmt: skip
def test_what_nobody_can_read_is_said_so(raw: bytes) -> None:
    with pytest.raises(BadInput, match="text"):
        read(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"(" * 200_000 + b"\r\nSubject: " + b"=?utf-8?q?" * 60_000 + b"\r\n\r\nIt leaks.",
        b"From: " + b"a," * 300_000 + b"\r\nReferences: " + b"<" * 300_000 + b"\r\n\r\nIt leaks.",
        HEAD + b"X: y\r\n" * 100_000 + b"\r\nIt leaks.",
        HEAD + b"\r\n" + b"> " * 300_000,
        HEAD + b"In-Reply-To: <0@x>\r\n\r\n" + b"From: a@b\n" * 80_000,
        HEAD + b"In-Reply-To: <0@x>\r\n\r\n" + b"-- " * 250_000,
        parts(*[part(b"x", "image/png", Content_Disposition="attachment")] * 1_900),
    ],
)
def test_a_bomb_takes_no_more_than_a_moment(raw: bytes) -> None:
    before = time.process_time()
    with suppress(BadInput):
        read(raw)
    assert time.process_time() - before < 3


@given(st.binary(max_size=2_000), st.booleans())
@example(b"Content-Disposition: attachment; filename*=x'y'%zz\r\n\r\n", True)
@example(b'Content-Type: text/plain; charset="=?x?q?y?="\r\n\r\nx', True)
@example(b"Message-ID: <[>\r\nFrom: @@,<\r\nDate: 0\r\n\r\nx", False)
@example(b"Content-Type: multipart/mixed; boundary*0*=x''%00\r\n\r\n", False)
@example(b"Content-Transfer-Encoding: uuencode\r\n\r\nbegin 644\r\n#$%\r\n", False)
def test_whatever_comes_nothing_but_bad_input_is_raised(raw: bytes, headed: bool) -> None:
    with suppress(BadInput):
        read(HEAD + raw if headed else raw)


ANSWER = "Still leaks.\n\nAnn"


@pytest.mark.parametrize(
    "below",
    [
        "On Mon, 2 Mar 2026 at 10:00, Care <care@acme.example> wrote:\n> Please unplug it.\n>\n> Eva",
        "Am 2. März 2026 um 10:00 schrieb Care\n<care@acme.example>:\n\n> Bitte ausstecken.",
        "-----Original Message-----\nFrom: Care <care@acme.example>\nSent: Monday\n\nPlease unplug it.",
        "________________________________\nVon: Care <care@acme.example>\nGesendet: Montag\n\nBitte.",
        "From: Care <care@acme.example>\nSent: Monday\nTo: Ann\nSubject: Kettle\n\nPlease unplug it.",
        "-- \nAnn Lee\n+49 30 1234",
    ],
)
def test_an_answer_is_read_without_what_it_answers(below: str) -> None:
    assert own_words(f"{ANSWER}\n\n{below}", answers=True) == ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "> Did you unplug it?\nYes.\n> And now?\nStill leaks.",
        "> only a quote",
        "These are wrong:\n1. the lid\n2. the handle",
        "From: the start it leaked.\nThen it hissed.",
        "--\n" + "a line\n" * 30 + "the end",
        "A > B\nand so on",
    ],
)
def test_what_may_be_said_stays(text: str) -> None:
    assert own_words(text, answers=True) == text


def test_what_is_forwarded_stays() -> None:
    text = "See below.\n\n-----Original Message-----\nFrom: Bo <bo@there.example>\nSent: Monday\n\nIt leaks."
    assert own_words(text, answers=False) == text


def test_html_ends_where_the_quote_begins() -> None:
    assert without_quote('<p>Hi</p><div class="gmail_quote">old</div>') == "<p>Hi</p>"
    assert without_quote("<p>Hi</p>") == "<p>Hi</p>"
