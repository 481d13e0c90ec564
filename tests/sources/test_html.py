"""HTML as plain text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import BadInput
from sources.html import HTML_LIMIT, TAG_LIMIT, to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain & simple\nwords", "plain & simple words"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<p>a</p><p>b<br>c</p>", "a\n\nb\nc"),
        ("<ul><li>a<li>b</ul>c<div>d</div><div>e</div>", "a\nb\n\nc\nd\ne"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "1 2\n3"),
        ("<p>a &amp;lt;b&amp;gt; &lt;i&gt; &nbsp;&#39;x&#39;</p>", "a &lt;b&gt; <i> 'x'"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("a<script>alert(1)</script><style>p{}</style><title>t</title><svg><text>s</text></svg>b", "ab"),
        ('see <a href="https://x.example/">this page</a>', "see this page"),
        (
            '<a href="https://x.example/1"><span class="invisible">https://</span>x.example/1</a>',
            "https://x.example/1",
        ),
        ('<img alt="a > &quot;b&quot; <c>" src=x onerror=alert(1)><img src=y>', 'a > "b" <c>'),
        ("<!-- hidden", ""),
        ("<p>cut <b>of", "cut of"),
        ("&#0; &#xd83d; &bogus;", "\ufffd \ufffd &bogus;"),
        ("<pre>a\nb</pre>", "a b"),
    ],
)
def test_the_words_are_kept(markup: str, text: str) -> None:
    assert to_text(markup) == text


@given(st.text(alphabet="<>&;/ab\"'=! -#x1\n", max_size=60))
@settings(max_examples=200)
def test_nothing_breaks_it(markup: str) -> None:
    assert to_text(markup).strip() == to_text(markup)


@pytest.mark.parametrize("bomb", ["<div>" * 10_000_000, "x" * (HTML_LIMIT + 1), "<" * (TAG_LIMIT + 1)])
def test_too_much_is_refused_at_once(bomb: str) -> None:
    with pytest.raises(BadInput, match="is the limit"):
        to_text(bomb)


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * TAG_LIMIT,
        "<ul><li>" * (TAG_LIMIT // 2),
        "<b>" * (TAG_LIMIT // 2) + "</i>" * (TAG_LIMIT // 2),
        "<p " + " ".join(f"a{number}" for number in range(25_000)) + ">x",
        "&amp;" * 100_000,
    ],
)
def test_the_worst_that_is_read_takes_no_more_than_seconds(bomb: str) -> None:
    begun = time.process_time()
    to_text(bomb[:HTML_LIMIT])
    assert time.process_time() - begun < 5
