"""The criminal track and the rules of counting: pure."""

from datetime import date

import pytest

from panah.codes.catalogue import code_list
from panah.core.errors import InvalidInput, WrongState
from panah.prosecution import rules
from panah.prosecution.states import (
    DISPOSITIONS,
    INVESTIGATION_MOVES,
    DispositionKind,
    GroupKind,
    InvestigationState,
    move_investigation,
)

DAY = date(2019, 5, 31)


def test_every_state_is_in_the_table_and_has_a_label():
    assert set(INVESTIGATION_MOVES) == set(InvestigationState)
    assert {code.code for code in code_list("investigation_state").codes.values()} == set(InvestigationState)


def test_every_state_can_be_reached_and_ends_in_final():
    reached, waiting = set(), [InvestigationState.REPORTED]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += INVESTIGATION_MOVES[state]
    assert reached == set(InvestigationState)
    assert [state for state, moves in INVESTIGATION_MOVES.items() if not moves] == [InvestigationState.FINAL]


def test_a_case_cannot_be_judged_before_it_is_in_court():
    with pytest.raises(WrongState):
        move_investigation(InvestigationState.OPENED, InvestigationState.CONVICTED)
    assert move_investigation(InvestigationState.IN_COURT, InvestigationState.CONVICTED) == "convicted"


def test_a_network_is_prevented_and_groups_are_neutralised():
    assert set(DISPOSITIONS) == set(GroupKind)
    assert DISPOSITIONS[GroupKind.NETWORK] is DispositionKind.PREVENTED
    assert DISPOSITIONS[GroupKind.ORGANISED_GROUP] is DISPOSITIONS[GroupKind.CRIMINAL_GROUP]


def test_no_group_is_counted_from_an_acquittal():
    rules.check_trigger("indictment")
    for stage in ("acquittal", "termination"):
        with pytest.raises(InvalidInput):
            rules.check_trigger(stage)


def test_a_day_lies_neither_in_the_future_nor_before_what_it_follows():
    rules.check_day(DAY, today=DAY, not_before=DAY, field="taken_on")
    with pytest.raises(InvalidInput):
        rules.check_day(date(2019, 6, 1), today=DAY, field="taken_on")
    with pytest.raises(InvalidInput):
        rules.check_day(date(2019, 5, 30), today=DAY, not_before=DAY, field="taken_on")


def test_a_disposition_needs_correction_when_every_case_ended_without_guilt():
    acquitted, convicted = InvestigationState.ACQUITTED, InvestigationState.CONVICTED
    assert rules.needs_correction([acquitted, InvestigationState.TERMINATED])
    assert not rules.needs_correction([acquitted, convicted])
    assert not rules.needs_correction([])


@pytest.mark.parametrize("count", range(1, rules.MOST_DRAWN + 1))
def test_no_two_members_are_drawn_in_one_place_and_all_inside(count):
    spots = rules.places(count)
    assert len(set(spots)) == count
    for spot in spots:
        assert rules.BOX_WIDTH / 2 <= spot.x <= rules.WIDTH - rules.BOX_WIDTH / 2
        assert rules.BOX_HEIGHT / 2 <= spot.y <= rules.HEIGHT - rules.BOX_HEIGHT / 2
