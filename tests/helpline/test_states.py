import pytest

from panah.core.errors import WrongState
from panah.helpline.states import (
    CONCERN_MOVES,
    SIGNAL_MOVES,
    ConcernState,
    SignalState,
    concern_moves,
    move_concern,
    move_signal,
)


def test_every_state_is_in_its_table():
    assert set(CONCERN_MOVES) == set(ConcernState)
    assert set(SIGNAL_MOVES) == set(SignalState)


@pytest.mark.parametrize("now", ConcernState)
@pytest.mark.parametrize("to", ConcernState)
def test_a_concern_moves_only_as_the_table_says(now, to):
    for is_abuse in (False, True):
        if to in concern_moves(now, is_abuse=is_abuse):
            assert move_concern(now, to, is_abuse=is_abuse) is to
        else:
            with pytest.raises(WrongState):
                move_concern(now, to, is_abuse=is_abuse)


@pytest.mark.parametrize("now", SignalState)
@pytest.mark.parametrize("to", SignalState)
def test_a_signal_moves_only_as_the_table_says(now, to):
    if to in SIGNAL_MOVES[now]:
        assert move_signal(now, to) is to
    else:
        with pytest.raises(WrongState):
            move_signal(now, to)


def test_abuse_by_staff_is_inquired_into_and_never_set_aside_as_something_else():
    assert concern_moves(ConcernState.OPENED, is_abuse=True) == {ConcernState.INQUIRY, ConcernState.DUPLICATE}
    assert ConcernState.INQUIRY not in concern_moves(ConcernState.OPENED, is_abuse=False)
    ends = {ConcernState.CONFIRMED, ConcernState.NOT_CONFIRMED, ConcernState.PASSED_ON}
    assert concern_moves(ConcernState.INQUIRY, is_abuse=True) == ends


def test_what_became_a_signal_or_a_presumed_person_stays_so():
    assert not CONCERN_MOVES[ConcernState.SIGNAL]
    assert not SIGNAL_MOVES[SignalState.PRESUMED]


def test_what_was_set_aside_can_be_taken_up_again():
    for state in (ConcernState.INFORMATION, ConcernState.NOT_TRAFFICKING, ConcernState.DUPLICATE):
        assert move_concern(state, ConcernState.OPENED) is ConcernState.OPENED
