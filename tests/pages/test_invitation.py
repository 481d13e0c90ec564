"""A link holds what it was made for, for as long as it was made for, and no other link does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pages.invitation import BadInvitation, ExpiredInvitation, Invitation, Invitations

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
LASTS = timedelta(days=30)
INVITATIONS = Invitations("a secret for the tests alone", LASTS)
TOKEN = INVITATIONS.make(42, 3, NOW)
NUMBERS = st.integers(min_value=1, max_value=2**63)


@given(NUMBERS, NUMBERS)
def test_what_is_made_can_be_read(case: int, reply: int) -> None:
    token = INVITATIONS.make(case, reply, NOW)
    assert INVITATIONS.read(token, NOW) == Invitation(case=case, reply=reply)


def test_it_lasts_as_long_as_said_and_no_longer() -> None:
    assert INVITATIONS.read(TOKEN, NOW + LASTS - timedelta(seconds=1)).case == 42
    with pytest.raises(ExpiredInvitation):
        INVITATIONS.read(TOKEN, NOW + LASTS)


@given(st.integers(0, len(TOKEN) - 1), st.characters())
def test_any_changed_character_is_refused(place: int, character: str) -> None:
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]
    if changed != TOKEN:
        with pytest.raises(BadInvitation):
            INVITATIONS.read(changed, NOW)


@pytest.mark.parametrize("last", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
def test_one_signature_has_one_spelling(last: str) -> None:
    changed = TOKEN[:-1] + last
    if changed != TOKEN:
        with pytest.raises(BadInvitation):
            INVITATIONS.read(changed, NOW)


@given(
    st.one_of(
        st.text(max_size=80), st.sampled_from(["", ".", "..", TOKEN + "=", TOKEN + "!", TOKEN[:-1], f" {TOKEN}"])
    )
)
def test_anything_else_is_refused(token: str) -> None:
    assume(token != TOKEN)
    with pytest.raises(BadInvitation):
        INVITATIONS.read(token, NOW)


def test_another_secret_signs_nothing_here() -> None:
    with pytest.raises(BadInvitation):
        INVITATIONS.read(Invitations(b"some other secret of ours", LASTS).make(42, 3, NOW), NOW)


def test_an_old_bad_link_is_bad_not_expired() -> None:
    with pytest.raises(BadInvitation):
        INVITATIONS.read(TOKEN[:-2] + "__", NOW + 2 * LASTS)


def test_a_secret_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Invitations("short", LASTS)
