"""Rooms of listeners that come together."""

import pytest

from handlers.rooms import together


def test_what_stands_in_any_room_is_found() -> None:
    assert together({"case.claim": 1}, {}, {"case.ask": 2, "case.waive": 3}) == {
        "case.claim": 1,
        "case.ask": 2,
        "case.waive": 3,
    }


def test_two_rooms_that_use_one_key_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"two rooms use one key: case\.claim"):
        together({"case.claim": 1}, {"case.ask": 2}, {"case.claim": 3})
