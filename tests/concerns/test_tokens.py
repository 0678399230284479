from datetime import UTC, datetime, timedelta

import pytest

from panah.concerns import tokens

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
KEY = b"k" * 32
MAILBOX = tokens.OpenMailbox(tag=b"t" * 32, seed=b"s" * 32)


def test_a_sending_has_a_key_of_its_own():
    first, second = (tokens.new_once(key=KEY, now=NOW) for _ in range(2))
    assert tokens.read_once(first, key=KEY, now=NOW) != tokens.read_once(second, key=KEY, now=NOW)
    assert len(tokens.read_once(first, key=KEY, now=NOW)) == 16


def test_what_is_kept_of_a_sending_is_not_the_sending():
    once = tokens.read_once(tokens.new_once(key=KEY, now=NOW), key=KEY, now=NOW)
    assert tokens.trace_of(once) == tokens.trace_of(once)
    assert once not in tokens.trace_of(once)


def test_a_form_may_stay_open_for_a_day():
    once = tokens.new_once(key=KEY, now=NOW)
    tokens.read_once(once, key=KEY, now=NOW + timedelta(hours=23))
    with pytest.raises(tokens.PageTooOld):
        tokens.read_once(once, key=KEY, now=NOW + timedelta(hours=25))


def test_a_conversation_page_lives_ten_minutes():
    token = tokens.new_mailbox_token(MAILBOX, key=KEY, now=NOW)
    assert tokens.read_mailbox_token(token, key=KEY, now=NOW + timedelta(minutes=9)) == MAILBOX
    with pytest.raises(tokens.PageTooOld):
        tokens.read_mailbox_token(token, key=KEY, now=NOW + timedelta(minutes=11))


def test_a_token_hides_what_it_carries():
    token = tokens.new_mailbox_token(MAILBOX, key=KEY, now=NOW)
    assert "dHR0" not in token


@pytest.mark.parametrize("text", ["", "x", "ə", "AAAA", "x" * 5000])
def test_an_invented_token_is_only_an_old_page(text):
    with pytest.raises(tokens.PageTooOld):
        tokens.read_once(text, key=KEY, now=NOW)


def test_a_token_of_one_kind_is_not_one_of_the_other_and_not_one_of_another_key():
    with pytest.raises(tokens.PageTooOld):
        tokens.read_mailbox_token(tokens.new_once(key=KEY, now=NOW), key=KEY, now=NOW)
    with pytest.raises(tokens.PageTooOld):
        tokens.read_once(tokens.new_once(key=b"j" * 32, now=NOW), key=KEY, now=NOW)
