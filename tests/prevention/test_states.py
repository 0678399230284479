import pytest

from panah.core.errors import WrongState
from panah.prevention.states import (
    CAMPAIGN_MOVES,
    PLACEMENT_MOVES,
    STORY_MOVES,
    VERSION_MOVES,
    CampaignState,
    PlacementState,
    StoryState,
    VersionState,
    move_campaign,
    move_placement,
    move_story,
)


@pytest.mark.parametrize(
    ("moves", "states"),
    [
        (CAMPAIGN_MOVES, CampaignState),
        (PLACEMENT_MOVES, PlacementState),
        (STORY_MOVES, StoryState),
        (VERSION_MOVES, VersionState),
    ],
)
def test_every_state_stands_in_its_table_and_is_reached(moves: dict[str, frozenset[str]], states: type) -> None:
    assert set(moves) == set(states)
    assert set().union(*moves.values()) >= set(states) - {next(iter(states))}


WAY = ["safety_review", "second_reading", "de_identified", "read", "consented", "signed", "published"]


def test_a_story_is_shown_only_after_every_step() -> None:
    state = StoryState.DRAFT
    for step in map(StoryState, WAY):
        others = set(StoryState) - {step, StoryState.DRAFT, StoryState.WITHDRAWN, StoryState.EXPIRED}
        for other in others:
            with pytest.raises(WrongState):
                move_story(state, other)
        state = move_story(state, step)
    assert move_story(state, StoryState.WITHDRAWN) is StoryState.WITHDRAWN


def test_what_tells_of_nobody_waits_for_nobody() -> None:
    state = StoryState.DRAFT
    for step in (StoryState.SECOND_READING, StoryState.DE_IDENTIFIED, StoryState.SIGNED, StoryState.PUBLISHED):
        state = move_story(state, step, is_of_nobody=True)
    with pytest.raises(WrongState):
        move_story(StoryState.DRAFT, StoryState.SAFETY_REVIEW, is_of_nobody=True)


def test_a_withdrawn_story_stays_withdrawn() -> None:
    assert STORY_MOVES[StoryState.WITHDRAWN] == frozenset()


def test_a_campaign_ends_only_when_it_ran() -> None:
    with pytest.raises(WrongState):
        move_campaign(CampaignState.PLANNED, CampaignState.ENDED)


def test_what_was_taken_down_can_hang_again() -> None:
    assert move_placement(PlacementState.DOWN, PlacementState.UP) is PlacementState.UP
