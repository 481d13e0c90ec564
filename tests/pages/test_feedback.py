"""The feedback page over HTTP: it asks, it takes one answer, and nothing typed by anybody becomes HTML."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from datetime import timedelta

import httpx
import pytest

from bot.domain.verdict import Verdict
from pages.feedback import EVEN_SECONDS
from pages.form import FORM_LIMIT
from tests.pages.desk import MemoryDesk, site

FULL = {"score": "5", "words": "Someone actually looked into it.", "recommended": "yes", "quotable": "yes"}
SCRIPT = "</textarea></style><script>alert(1)</script>\"'&$answer"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;$answer"


def customer(desk: MemoryDesk) -> httpx.AsyncClient:
    """A browser of somebody outside; it follows no redirect unless told."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=site(desk)), base_url="http://feedback.test")


async def test_it_asks_and_takes_the_answer() -> None:
    desk = MemoryDesk()
    async with customer(desk) as browser:
        form = await browser.get(desk.link())
        sent = await browser.post(desk.link(), data=FULL)
        assert sent.next_request is not None
        thanks = await browser.send(sent.next_request)
    assert form.status_code == 200
    assert "Please unplug the charger" in form.text
    assert "Have you recommended Northwind to someone?" in form.text
    assert sent.status_code == 303
    assert sent.next_request.url.path == desk.link()
    assert "goes to the people who worked on your answer" in thanks.text
    words = "Someone actually looked into it."
    assert desk.verdicts == {1: Verdict(score=5, words=words, recommended=True, quotable=True)}


async def test_looking_is_no_answer() -> None:
    desk = MemoryDesk()
    async with customer(desk) as browser:
        head = await browser.head(desk.link())
        await browser.get(desk.link(), params=FULL)
    assert head.status_code == 200
    assert desk.verdicts == {}


async def test_the_first_answer_stays() -> None:
    desk = MemoryDesk()
    async with customer(desk) as browser:
        await asyncio.gather(*(browser.post(desk.link(), data={"score": score}) for score in "432"))
        first = dict(desk.verdicts)
        again = await browser.post(desk.link(), data={"score": "1"}, follow_redirects=True)
        late_nonsense = await browser.post(desk.link(), data={"score": "9"}, follow_redirects=True)
    assert "Thank you" in again.text
    assert "Thank you" in late_nonsense.text
    assert len(first) == 1
    assert desk.verdicts == first


async def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost() -> None:
    desk = MemoryDesk()
    async with customer(desk) as browser:
        answer = await browser.post(desk.link(), data=FULL | {"score": "2", "words": "\nso long" * 80})
    assert answer.status_code == 422
    assert desk.verdicts == {}
    field = answer.text[answer.text.index('<label for="words"') : answer.text.index("</textarea>")]
    assert "Please keep this to 500 characters; there are 639 now." in field
    assert 'aria-invalid="true" autofocus' in field
    assert answer.text.count('role="alert"') == 1
    assert field.endswith(">\n" + "\nso long" * 80)
    assert _chosen(answer.text) == ["score=2", "quotable=yes", "recommended=yes"]


async def test_a_missing_score_is_told_at_the_score() -> None:
    desk = MemoryDesk()
    async with customer(desk) as browser:
        answer = await browser.post(desk.link(), data={"words": "fine"})
    score = answer.text[: answer.text.index("</fieldset>")]
    assert "Please choose one of the five." in score
    assert 'id="score-problem"' in score
    assert _chosen(answer.text) == ["recommended="]


async def test_nothing_that_anybody_wrote_becomes_html() -> None:
    desk = MemoryDesk(company=SCRIPT, answer=SCRIPT)
    async with customer(desk) as browser:
        form = await browser.get(desk.link())
        refused = await browser.post(desk.link(), data={"words": SCRIPT, "score": SCRIPT, "recommended": SCRIPT})
        thanks = await browser.post(desk.link(), data={"score": "1"}, follow_redirects=True)
        nothing = await browser.get("/feedback/<script>")
    for page in (form, refused, thanks, nothing):
        assert "<script" not in page.text
        assert ESCAPED in page.text
        assert page.text.count("</style>") == 1


async def test_a_bad_link_and_an_unknown_case_cannot_be_told_apart() -> None:
    desk = MemoryDesk()
    async with customer(desk) as browser:
        bad, unknown = await asyncio.gather(browser.get(desk.link()[:-3]), browser.post(desk.link(case=7), data=FULL))
    assert bad.status_code == unknown.status_code == 404
    assert (bad.content, bad.headers) == (unknown.content, unknown.headers)
    assert min(bad.elapsed, unknown.elapsed) >= timedelta(seconds=EVEN_SECONDS)


async def test_an_expired_link_says_so_kindly() -> None:
    desk = MemoryDesk()
    link = desk.link()
    desk.now += timedelta(days=30)
    async with customer(desk) as browser:
        seen, sent = await browser.get(link), await browser.post(link, data=FULL)
    assert seen.status_code == sent.status_code == 410
    assert "This link has expired" in seen.text
    assert "Please unplug" not in seen.text
    assert desk.verdicts == {}


@pytest.mark.parametrize("words", ["x" * FORM_LIMIT, "x" * FORM_LIMIT * 100])
async def test_too_much_is_refused(words: str) -> None:
    desk = MemoryDesk()
    async with customer(desk) as browser:
        answer = await browser.post(desk.link(), data={"score": "5", "words": words})
    assert answer.status_code == 413
    assert "Please keep your words to 500 characters" in answer.text
    assert desk.verdicts == {}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"score": "5"}'),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="score"\r\n\r\n5\r\n--x--'),
        ("", b"score=5"),
        ("application/x-www-form-urlencoded", b"score=5&" * 2000),
    ],
)
async def test_only_the_form_is_read(kind: str, body: bytes) -> None:
    desk = MemoryDesk()
    async with customer(desk) as browser:
        answer = await browser.post(desk.link(), content=body, headers={"content-type": kind})
    assert answer.status_code == 400
    assert desk.verdicts == {}


async def test_words_in_any_encoding_never_break_it() -> None:
    desk = MemoryDesk()
    async with customer(desk) as browser:
        await browser.post(
            desk.link(),
            content=b"score=4&words=%ff%00%ED%A0%80 gut;+sch%C3%B6n&score=4",
            headers={"content-type": "Application/X-WWW-Form-URLencoded; charset=utf-8"},
        )
    words = desk.verdicts[1].words or ""
    assert words.endswith("schön")
    assert "\x00" not in words


async def test_every_page_is_closed_to_the_outside() -> None:
    desk = MemoryDesk()
    old = MemoryDesk()
    old.now -= timedelta(days=60)
    async with customer(desk) as browser:
        pages = [
            await browser.get(desk.link()),
            await browser.post(desk.link(), data={"words": ""}),
            await browser.post(desk.link(), data={"score": "5", "words": "x" * FORM_LIMIT}),
            await browser.post(desk.link(), content=b"{}"),
            await browser.get(old.link()),
            await browser.get("/feedback/nothing"),
            await browser.post(desk.link(), data=FULL),
            await browser.get(desk.link()),
        ]
    assert [page.status_code for page in pages] == [200, 422, 413, 400, 410, 404, 303, 200]
    for page in pages:
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["cache-control"] == "no-store"
        assert "noindex" in page.headers["x-robots-tag"]
        assert "set-cookie" not in page.headers
        assert not re.search(r"(src|href|action)\s*=\s*[\"']?[^\"'>\s]", page.text)
        if page.text:
            style = page.text.partition("<style>")[2].partition("</style>")[0]
            assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy


def _chosen(text: str) -> list[str]:
    """Names and values of what stands chosen in the form."""
    inputs = re.findall(r"<input [^>]*>", text)
    return [
        "=".join(re.findall(r'(?:name|value)="([^"]*)"', one)) for one in inputs if re.search(r"\bchecked\b", one)
    ]
