"""The signed webhook, from raw bytes to mentions."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from bot.domain.errors import BadInput
from bot.domain.mention import Author, Mention
from sources.base import PushSource
from sources.errors import BadSignature
from sources.webhook import CONNECTOR, DELIVERY_LIMIT, SignedWebhook
from tests.sources.contract import PushContract, PushRehearsal, Sent

PUBLISHED_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
PUBLISHED_BODY = b'{"test": 2432232314}'
PUBLISHED_HEADERS = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
OLD = "whsec_" + base64.b64encode(b"o" * 32).decode()
NEW = "whsec_" + base64.b64encode(b"n" * 32).decode()
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def signed(body: bytes, secret: str = OLD, *, sent_at: datetime | None = None) -> dict[str, str]:
    """Headers as the library makes them for any sender."""
    sent_at = sent_at or datetime.now(UTC)
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(sent_at.timestamp())),
        "webhook-signature": Webhook(secret).sign("msg_1", sent_at, body.decode()),
    }


def parsed(body: object, name: str = "shop") -> list[Mention]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return list(SignedWebhook(name, OLD).parse(raw, received_at=NOW).mentions)


def sign(raw: bytes, kind: str) -> dict[str, str]:
    """Headers over bytes of any kind, which the library does not sign."""
    delivery, sent = f"msg_{len(raw)}", str(int(datetime.now(UTC).timestamp()))
    digest = hmac.new(b"o" * 32, f"{delivery}.{sent}.".encode() + raw, hashlib.sha256).digest()
    return {
        "webhook-id": delivery,
        "webhook-timestamp": sent,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


class TestContract(PushContract):
    """The webhook keeps what every source keeps."""

    @pytest.fixture
    def rehearsal(self) -> PushRehearsal:
        return PushRehearsal(
            connector=CONNECTOR,
            secrets={"SECRET": OLD},
            sent=[
                Sent(raw=b'{"id": "p-1", "text": "The kettle leaks.", "author": "ann"}', says=("p-1",)),
                Sent(raw=b'{"mentions": [{"id": 2, "text": "a"}, {"id": "1", "text": "b"}]}', says=("2", "1")),
            ],
            sign=sign,
            holding=lambda text: json.dumps({"id": "3", "text": text}).encode(),
        )


@pytest.fixture
def at_the_published_time(monkeypatch: pytest.MonkeyPatch) -> None:
    class Frozen(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Self:
            return cls.fromtimestamp(1614265330, UTC)

    monkeypatch.setattr("standardwebhooks.webhooks.datetime", Frozen)


def test_it_is_a_source_that_pushes() -> None:
    source: PushSource = SignedWebhook("shop", OLD)
    assert source.name == "shop"


# --- verifying


@pytest.mark.usefixtures("at_the_published_time")
def test_the_published_vector_holds() -> None:
    delivery = SignedWebhook("shop", PUBLISHED_SECRET).verify(PUBLISHED_HEADERS, PUBLISHED_BODY)
    assert delivery.id == "msg_p5jXN8AQM9LWM0D4loKWxJek"
    assert delivery.sent_at == datetime(2021, 2, 25, 15, 2, 10, tzinfo=UTC)


@pytest.mark.usefixtures("at_the_published_time")
@pytest.mark.parametrize(
    "changed",
    [
        {"webhook-id": "msg_other"},
        {"webhook-timestamp": "1614265331"},
        {"webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA="},
        {"webhook-signature": "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
    ],
)
def test_the_published_vector_breaks_with_any_part(changed: dict[str, str]) -> None:
    with pytest.raises(BadSignature):
        SignedWebhook("shop", PUBLISHED_SECRET).verify(PUBLISHED_HEADERS | changed, PUBLISHED_BODY)


def test_header_names_match_in_any_case() -> None:
    headers = {key.title(): value for key, value in signed(b"{}").items()}
    assert SignedWebhook("shop", OLD).verify(headers, b"{}").id == "msg_1"


def test_while_secrets_change_over_both_hold() -> None:
    source = SignedWebhook("shop", f"{NEW} {OLD}")
    assert source.verify(signed(b"{}", OLD), b"{}").id == source.verify(signed(b"{}", NEW), b"{}").id
    with pytest.raises(BadSignature):
        SignedWebhook("shop", NEW).verify(signed(b"{}", OLD), b"{}")


def test_one_good_signature_among_several_is_enough() -> None:
    headers, others = signed(b"{}", NEW), signed(b"{}", OLD)
    headers["webhook-signature"] = f"{others['webhook-signature']} v1a,b3RoZXI= {headers['webhook-signature']}"
    assert SignedWebhook("shop", NEW).verify(headers, b"{}").id == "msg_1"


@pytest.mark.parametrize("age", [timedelta(minutes=6), timedelta(minutes=-6)])
def test_a_signature_holds_for_five_minutes(age: timedelta) -> None:
    with pytest.raises(BadSignature):
        SignedWebhook("shop", OLD).verify(signed(b"{}", sent_at=datetime.now(UTC) - age), b"{}")


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize(
    "value", [None, "", "x", "v1", "v1,!", "v1,é", "a,b,c", "nan", "inf", "1e400", "-1", "\ud800"]
)
def test_every_broken_header_is_refused_in_the_same_words(name: str, value: str | None) -> None:
    headers = signed(b"{}")
    if value is None:
        del headers[name]
    else:
        headers[name] = value
    with pytest.raises(BadSignature) as refused:
        SignedWebhook("shop", OLD).verify(headers, b"{}")
    assert str(refused.value) == str(BadSignature())


def test_a_changed_body_is_refused() -> None:
    with pytest.raises(BadSignature):
        SignedWebhook("shop", OLD).verify(signed(b"{}"), b"{} ")


@pytest.mark.usefixtures("at_the_published_time")
def test_a_rightly_signed_body_that_is_not_utf8_is_the_senders() -> None:
    raw = '{"text": "caf\xe9"}'.encode("latin-1")
    headers = PUBLISHED_HEADERS | {"webhook-signature": "v1,sfx0QKQFEYjEZRKdCwjFqbmIRi3r7YKUZA2s/lkXLNU="}
    source = SignedWebhook("shop", PUBLISHED_SECRET)
    assert source.verify(headers, raw).id == PUBLISHED_HEADERS["webhook-id"]
    with pytest.raises(BadInput, match=r"not UTF-8 \(byte 13\)"):
        source.parse(raw, received_at=NOW)


@pytest.mark.parametrize(
    ("secrets", "sentence"),
    [
        ("", "SECRET is missing"),
        (f"{OLD} whsec_%%%", "Secret 2 of the webhook is not base64"),
        ("whsec_c2hvcnQ=", "Secret 1 of the webhook has 5 bytes"),
    ],
)
def test_a_bad_secret_is_named_by_its_place_alone(secrets: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        SignedWebhook("shop", secrets)
    assert not any(secret in str(refused.value) for secret in secrets.split())


@given(st.dictionaries(st.sampled_from(sorted(PUBLISHED_HEADERS)), st.text()), st.binary())
def test_no_headers_and_no_bytes_do_more_than_fail(headers: dict[str, str], raw: bytes) -> None:
    with pytest.raises(BadSignature):
        SignedWebhook("shop", OLD).verify(headers, raw)


# --- parsing


def test_one_mention_with_all_it_may_hold() -> None:
    body = {
        "id": "p-1",
        "text": "The kettle leaks.",
        "author": {"handle": "ann", "name": "Ann Lee"},
        "url": "https://example.com/p-1",
        "posted_at": "2026-03-01T08:00:00+02:00",
        "reach": 40,
        "thread": "t-9",
        "unknown": {"kept": False},
    }
    assert parsed(body) == [
        Mention(
            source="shop",
            external_id="p-1",
            text="The kettle leaks.",
            author=Author(source="shop", handle="ann", name="Ann Lee"),
            posted_at=datetime(2026, 3, 1, 6, tzinfo=UTC),
            url="https://example.com/p-1",
            reach=40,
            thread="t-9",
        )
    ]


def test_several_mentions_keep_their_order_and_stand_once() -> None:
    body = {"mentions": [{"id": "b", "text": "1"}, {"id": "a", "text": "2"}, {"id": "b", "text": "3"}]}
    assert [(m.external_id, m.text) for m in parsed(body)] == [("b", "1"), ("a", "2")]


def test_without_a_moment_it_was_posted_when_it_came() -> None:
    assert parsed({"text": "Hello"})[0].posted_at == NOW


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert parsed(b'\xef\xbb\xbf{"text": "Hello"}')[0].text == "Hello"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "not readable as JSON: Expecting value at line 1, column 1"),
        (b"text=hello", "not readable as JSON"),
        (b'{"text": "a",}', "not readable as JSON"),
        (b"\xff\xfe", "not UTF-8"),
        ('{"text": "a"}'.encode("utf-16"), "not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"text":' * 200_000, "nested too deeply"),
        (b'{"text": "a", "reach": NaN}', "NaN"),
        (b'{"text": "a", "unknown": -Infinity}', "NaN, Infinity"),
        (b'{"text": "a", "reach": ' + b"9" * 5000 + b"}", "thousands of digits"),
        (b'{"text": "a", "reach": ' + b"9" * 4000 + b"}", "^reach has 4,000|^reach is"),
        (b'{"text": "a", "reach": 1e400}', "^reach is inf"),
        (b'{"text": "\\ud800"}', r"^text holds half of a character \(U\+D800\)"),
        (b'{"text": "\\u0000"}', "^text is blank"),
        (b"[]", "The body is not an object"),
        (b"null", "The body is not an object"),
        (b'"text"', "The body is not an object"),
        ({}, "^text is missing"),
        ({"mentions": []}, "^mentions must be a list of 1 to 1,000"),
        ({"mentions": None}, "^mentions must be a list"),
        ({"mentions": {"text": "a"}}, "^mentions must be a list"),
        ({"mentions": [{"text": "a"}] * (DELIVERY_LIMIT + 1)}, "^mentions must be a list"),
        ({"mentions": [{"text": "a"}, "b"]}, r"^mentions\[1\] is not an object"),
        ({"mentions": [{"text": "a"}, {"text": "b"}, {"id": 3}]}, r"^mentions\[2\]\.text is missing; give"),
        (
            {"mentions": [{"text": "a", "author": {"name": "A"}}]},
            r"^mentions\[0\]\.author\.handle is missing",
        ),
        ({"text": "a", "posted_at": "2026-03-04T00:00:00Z"}, "^posted_at is .* in the future"),
        ({"text": "a", "url": "javascript:alert(1)"}, "^url is"),
        ({"text": "a", "reach": -1}, "^reach is"),
    ],
)
def test_a_body_that_cannot_be_read_says_where_and_why(body: object, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        parsed(body)


def test_a_refusal_names_the_field() -> None:
    with pytest.raises(BadInput) as refused:
        parsed({"mentions": [{"text": "a"}, {"text": "b", "reach": "1.2k"}]})
    assert refused.value.field == "mentions[1].reach"


def test_nesting_just_short_of_too_deep_is_refused_in_words() -> None:
    for depth in range(900, 1000):
        with pytest.raises(BadInput):
            parsed(b'{"text": ' + b"[" * depth + b"]" * depth + b"}")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
)
FIELD = st.sampled_from(["text", "id", "author", "url", "posted_at", "reach", "thread"])
LIKE_A_MENTION = st.dictionaries(FIELD, JSON | st.datetimes().map(str) | st.just("https://example.com"))


def storable(words: str) -> None:
    """PostgreSQL stores no NUL and no half of a character."""
    words.encode()
    assert "\x00" not in words


def readable_or_refused(raw: bytes) -> None:
    """Whatever comes is refused in words, or is mentions that PostgreSQL can store."""
    try:
        mentions = parsed(raw)
    except BadInput as refused:
        storable(str(refused))
        return
    for mention in mentions:
        for words in (mention.text, mention.external_id, mention.url or "", mention.thread or ""):
            storable(words)
        assert mention.text.strip()
        assert mention.external_id
        assert mention.posted_at <= NOW + timedelta(days=1)


@given(st.binary())
def test_no_bytes_are_more_than_refused(raw: bytes) -> None:
    readable_or_refused(raw)


@given(JSON)
def test_no_json_is_more_than_refused(body: object) -> None:
    readable_or_refused(json.dumps(body).encode())


@given(LIKE_A_MENTION | st.fixed_dictionaries({"mentions": st.lists(LIKE_A_MENTION | JSON, max_size=5)}))
def test_nothing_like_a_mention_is_more_than_refused(body: object) -> None:
    readable_or_refused(json.dumps(body).encode())
