"""Whatever surrounds it, and however it is written, what shows who somebody is does not go outside."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.mention import Author, Mention
from bot.domain.redaction import redact
from bot.domain.wording import read
from tests.world import NOON

_MARK = re.compile(r"\[[a-z -]+ removed\]")
_part = st.text("abcdefghijklmnopqrstuvwxyzäöéñłжд", min_size=3, max_size=8)
names = st.tuples(_part, _part).map(lambda parts: " ".join(parts).title())
handles = st.from_regex(r"[a-z]{3,6}[_.][a-z]{3,6}[0-9]{0,2}", fullmatch=True)
secrets = st.sampled_from(
    [
        "dana.k@mail.example",
        "+49 151 2345 6789",
        "DE89 3704 0044 0532 0130 00",
        "4111 1111 1111 1111",
        "https://shop.example/p/17?a=b",
        "@someone.else",
    ]
)
harmless = st.sampled_from(
    [
        "The battery swells.",
        "again,",
        "…",
        "49,90 €",
        "(it is)",
        "\n",
        "7",
        "«oh»",
        "电池",
        "a\u200bb",
        "&",
        "<b>",
        ":",
    ]
)


def mention(text: str, name: str, handle: str) -> Mention:
    author = Author(source="web", handle=handle, name=name)
    return Mention(source="web", external_id="1", text=text, author=author, posted_at=NOON)


@st.composite
def disguised(draw: st.DrawFn, value: str) -> str:
    """The same in odd case, with characters in it that nobody sees."""
    cased = draw(st.sampled_from([value, value.upper(), value.lower(), value.swapcase()]))
    at = draw(st.integers(0, len(cased) - 1))
    return cased[:at] + draw(st.sampled_from(["", "\u200b", "\u2060", "\u00ad"])) + cased[at:]


def seen(text: str) -> str:
    """A text as a reader sees it, whatever its case."""
    return " ".join(_MARK.sub("|", read(text).plain).casefold().split())


@settings(max_examples=60, deadline=None)
@given(data=st.data(), name=names, handle=handles, around=st.lists(harmless, max_size=5))
def test_nothing_that_shows_somebody_survives(data: st.DataObject, name: str, handle: str, around: list[str]) -> None:
    shown = [name, handle, data.draw(secrets)]
    pieces = data.draw(st.permutations([*around, *(data.draw(disguised(value)) for value in shown)]))
    left = redact(mention(" ".join(pieces), name, handle))
    for value in shown:
        assert seen(value) not in seen(left)
    assert redact(mention(left, name, handle)) == left


@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(harmless, min_size=1, max_size=12), name=names, handle=handles, secret=secrets)
def test_nothing_else_is_changed(pieces: list[str], name: str, handle: str, secret: str) -> None:
    before, after = " ".join(pieces), " ".join(reversed(pieces))
    left = redact(mention(f"{before} so {name} so {after} so {secret} so {before}", name, handle))
    kept = (f"{before} so ", f" so {after} so ", f" so {before}")
    assert re.fullmatch(_MARK.pattern.join(map(re.escape, kept)), left)


@settings(max_examples=80, deadline=None)
@given(text=st.text(st.sampled_from("ad @.-_/:0151+[]nmerov’\n\u200b") | st.characters(codec="utf-8"), max_size=80))
@example(text="a@b.cc-d@e.ff-g@h.ii")
@example(text="[na\u200bme removed]")
def test_what_was_redacted_once_stays_as_it_is(text: str) -> None:
    left = redact(mention(text, "Dana Remov", "nme_r"))
    assert redact(mention(left, "Dana Remov", "nme_r")) == left
