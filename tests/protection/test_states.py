import re
from collections import deque
from pathlib import Path

import pytest

from panah.codes.catalogue import code_list
from panah.core.errors import WrongState
from panah.protection import states
from panah.protection.states import (
    BEFORE_PRESUMPTION,
    CASE_MOVES,
    ENDED,
    HELPED,
    INQUIRY_MOVES,
    PLACE_MOVES,
    PLACE_OPEN,
    STAGE_AFTER,
    STATUS_AFTER,
    STEPS_BY_HAND,
    CaseStatus,
    InquiryStage,
    Outcome,
    PlaceState,
    ResidenceState,
)

MOVES = re.compile(r"^([A-Z]+_MOVES):", re.MULTILINE)
# Every table of protection that is there: a new one is tested because it exists.
TABLES = {name.removesuffix("_MOVES").lower(): getattr(states, name) for name in dir(states) if name.endswith("_MOVES")}
CODES = {"case": "case_status", "inquiry": "inquiry_stage", "transfer": "transfer_state"}


def reachable(moves, first):
    seen, waiting = {first}, deque([first])
    while waiting:
        new = moves[waiting.popleft()] - seen
        seen |= new
        waiting.extend(new)
    return seen


def test_every_state_is_in_its_table_and_in_its_code_list():
    assert set(CASE_MOVES) == set(CaseStatus) == set(code_list("case_status").codes)
    assert set(INQUIRY_MOVES) == set(InquiryStage) == set(code_list("inquiry_stage").codes)
    assert set(STATUS_AFTER) == set(STAGE_AFTER) == set(Outcome) == set(code_list("identification_outcome").codes)


def test_no_table_of_moves_is_left_out():
    found = {name for file in Path(states.__file__).parent.glob("*.py") for name in MOVES.findall(file.read_text())}
    assert {name.removesuffix("_MOVES").lower() for name in found} == set(TABLES)
    assert {"case", "consular", "erasure", "compensation", "payment"} <= set(TABLES)


@pytest.mark.parametrize("noun", TABLES)
def test_every_move_is_as_its_table_says_and_every_state_is_reached(noun):
    moves, move = TABLES[noun], getattr(states, f"move_{noun}")
    kind = type(next(iter(moves)))
    assert set(moves) == set(kind) <= set(code_list(CODES.get(noun, f"{noun}_state")).codes)
    for now in kind:
        for to in kind:
            if to in moves[now]:
                assert move(now, to) is to
            else:
                with pytest.raises(WrongState):
                    move(now, to)
    first = {"residence": ResidenceState.INFORMED}.get(noun, next(iter(kind)))
    assert reachable(moves, first) == set(kind)


def test_every_state_is_reached_and_none_is_a_dead_end():
    assert reachable(CASE_MOVES, CaseStatus.SIGNAL) == set(CaseStatus)
    assert reachable(INQUIRY_MOVES, InquiryStage.INITIAL_ASSISTANCE) == set(InquiryStage)
    assert all(CASE_MOVES.values())
    assert all(INQUIRY_MOVES.values())


def test_a_way_to_assistance_leads_past_the_police():
    police = {CaseStatus.REFERRED, CaseStatus.INQUIRY, CaseStatus.DECISION}
    without = {status: moves - police for status, moves in CASE_MOVES.items()}
    assert CaseStatus.ASSISTANCE in reachable(without, CaseStatus.SIGNAL)
    assert CaseStatus.REINTEGRATION in reachable(without, CaseStatus.SIGNAL)


def test_help_is_open_in_every_state_from_the_presumption_to_the_end():
    assert {CaseStatus.PRESUMED, CaseStatus.NOT_IDENTIFIED, CaseStatus.SUSPENDED} <= HELPED
    assert not HELPED & (ENDED | BEFORE_PRESUMPTION)


def test_a_decision_and_a_closure_are_never_a_step_by_hand():
    assert not STEPS_BY_HAND & {*STATUS_AFTER.values(), CaseStatus.DECISION, CaseStatus.CLOSED, CaseStatus.PRESUMED}


def test_a_request_is_open_as_long_as_a_place_may_come_of_it():
    assert {state for state in PlaceState if PlaceState.ACCEPTED in PLACE_MOVES[state]} == PLACE_OPEN
