"""What people look for, as they type it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.errors import BadInput
from bot.domain.inquiry import FILTERS, INQUIRY_LIMIT, Inquiry, Kind, read_inquiry
from bot.domain.status import Status

UNDERSTOOD = {
    "": Inquiry(),
    "swollen battery": Inquiry(words="swollen battery"),
    '"swollen  battery" -charger OR \t late': Inquiry(words='"swollen battery" -charger OR late'),
    "“swollen battery”": Inquiry(words='"swollen battery"'),
    'battery "pack': Inquiry(words="battery pack"),
    "in:safety swollen is:open battery": Inquiry(words="swollen battery", community="safety", status=Status.OPEN),
    'IN:"Product safety"': Inquiry(community="Product safety"),
    "from:dana_k source:web": Inquiry(author="dana_k", source="web"),
    "from:@dana@social.example": Inquiry(author="dana@social.example"),
    "by:@amara kind:Draft": Inquiry(member="amara", kind=Kind.DRAFT),
    "by:<@U0AMARA|amara>": Inquiry(member="U0AMARA"),
    'by:"Amara Okafor"': Inquiry(member="Amara Okafor"),
    "after:2026-01-31 before:2026-02-28": Inquiry(after=date(2026, 1, 31), before=date(2026, 2, 28)),
}


def test_words_and_filters_may_stand_in_any_order() -> None:
    assert {typed: read_inquiry(typed) for typed in UNDERSTOOD} == UNDERSTOOD


WORDS = [
    "error:42",
    "https://shop.example/in:order?is:open",
    "ratio:16:9",
    "status:500",
    "king:size",
    "::",
    "10:30",
    '"in:safety"',
    "-error:42",
    "c++:",
    "café:crème",
]


def test_a_word_with_a_colon_is_a_word_like_others() -> None:
    assert [read_inquiry(word) for word in WORDS] == [Inquiry(words=word) for word in WORDS]


REFUSED = {
    "in:": "like `in:safety`",
    'from:""': "like `from:dana_k`",
    "by:@": "like `by:@amara`",
    "is:opne": "needs open, replied",
    "kind:mentions": "needs mention, draft or reply",
    "after:yesterday": "like `after:2026-01-31`",
    "after:2026-02-30": "like `after:2026-01-31`",
    "before:26-02-28": "like `before:2026-02-28`",
    "before:20260228": "like `before:2026-02-28`",
    "before:٢٠٢٦-٠٢-٢٨": "like `before:2026-02-28`",
    "after:0001-01-01": "like `after:2026-01-31`",
    "sorce:web": "Did you mean `source:`",
    "form:dana": "Did you mean `from:`",
    "befor:2026-02-28": "Did you mean `before:`",
    "status:open": "Did you mean `is:`",
    "author:dana": "Did you mean `from:`",
    "-in:safety": "Leave the minus out",
    "in:safety in:care": "stands there twice",
    "from:dana by:amara": "Leave one of them out",
    "kind:reply source:web": "Leave one of them out",
    "after:2026-01-30 before:2026-01-31": "No day lies between",
    "x" * (INQUIRY_LIMIT + 1): "200 characters is the most",
}


def test_what_is_no_filter_is_refused_with_the_right_form() -> None:
    for typed, remedy in REFUSED.items():
        with pytest.raises(BadInput) as refused:
            read_inquiry(typed)
        assert remedy in str(refused.value), typed


def test_every_filter_has_an_example_that_is_understood() -> None:
    assert [str(read_inquiry(example)).replace("by:", "by:@") for example in FILTERS] == list(FILTERS)


_bits = st.sampled_from(
    [*(f.partition(":")[0] + ":" for f in FILTERS), *FILTERS, "sorce:", "status:", '"', "“", " ", "-", "@", "<@U1|x>"]
) | st.text(max_size=6)


@given(st.lists(_bits, max_size=12).map("".join))
@example("İn:ß")
@example('in:"a" "b')
@example("by:@<@U1>")
@example("by:@@amara")
@example("x" * (INQUIRY_LIMIT - 9) + ' "in:ab')
def test_whatever_is_typed_is_refused_kindly_or_can_be_written_back(typed: str) -> None:
    try:
        inquiry = read_inquiry(typed)
    except BadInput:
        return
    assert len(str(inquiry)) <= INQUIRY_LIMIT
    assert read_inquiry(str(inquiry)) == inquiry
    for name in inquiry.filters:
        assert name not in read_inquiry(str(inquiry.without(name))).filters


def test_days_begin_where_people_live_and_neither_day_is_looked_at() -> None:
    inquiry, berlin = read_inquiry("after:2026-01-31 before:2026-03-30"), ZoneInfo("Europe/Berlin")
    assert inquiry.since(berlin) == datetime(2026, 1, 31, 23, tzinfo=UTC)
    assert inquiry.until(berlin) == datetime(2026, 3, 29, 22, tzinfo=UTC)
    assert Inquiry().since(berlin) is None
    assert Inquiry().until(berlin) is None


def test_who_is_asked_for_says_where_to_look() -> None:
    kinds = {
        "": set(Kind),
        "by:amara": {Kind.DRAFT, Kind.REPLY},
        "source:web": {Kind.MENTION},
        "kind:reply": {Kind.REPLY},
    }
    assert {typed: read_inquiry(typed).kinds for typed in kinds} == kinds
