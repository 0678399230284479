"""What may follow what, for campaigns, placements and stories."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class CampaignState(StrEnum):
    DRAFT = "draft"
    PLANNED = "planned"
    PRE_TEST = "pre_test"
    RUNNING = "running"
    ENDED = "ended"
    EVALUATED = "evaluated"


class PlacementState(StrEnum):
    PLANNED = "planned"
    UP = "up"
    DOWN = "down"


class StoryState(StrEnum):
    DRAFT = "draft"
    SAFETY_REVIEW = "safety_review"
    DE_IDENTIFIED = "de_identified"
    CONSENTED = "consented"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


CAMPAIGN_MOVES: dict[CampaignState, frozenset[CampaignState]] = {
    CampaignState.DRAFT: frozenset({CampaignState.PLANNED}),
    CampaignState.PLANNED: frozenset({CampaignState.PRE_TEST, CampaignState.RUNNING, CampaignState.DRAFT}),
    CampaignState.PRE_TEST: frozenset({CampaignState.RUNNING, CampaignState.PLANNED}),
    CampaignState.RUNNING: frozenset({CampaignState.ENDED}),
    CampaignState.ENDED: frozenset({CampaignState.RUNNING, CampaignState.EVALUATED}),
    CampaignState.EVALUATED: frozenset({CampaignState.ENDED}),  # the evaluation is written anew
}

PLACEMENT_MOVES: dict[PlacementState, frozenset[PlacementState]] = {
    PlacementState.PLANNED: frozenset({PlacementState.UP, PlacementState.DOWN}),
    PlacementState.UP: frozenset({PlacementState.DOWN}),
    PlacementState.DOWN: frozenset({PlacementState.UP}),
}

# The person reads the final text and agrees to it; whatever changes the text begins again at the draft.
STORY_MOVES: dict[StoryState, frozenset[StoryState]] = {
    StoryState.DRAFT: frozenset({StoryState.SAFETY_REVIEW, StoryState.WITHDRAWN}),
    StoryState.SAFETY_REVIEW: frozenset({StoryState.DE_IDENTIFIED, StoryState.DRAFT, StoryState.WITHDRAWN}),
    StoryState.DE_IDENTIFIED: frozenset({StoryState.CONSENTED, StoryState.DRAFT, StoryState.WITHDRAWN}),
    StoryState.CONSENTED: frozenset({StoryState.PUBLISHED, StoryState.DRAFT, StoryState.WITHDRAWN, StoryState.EXPIRED}),
    StoryState.PUBLISHED: frozenset({StoryState.WITHDRAWN, StoryState.EXPIRED}),
    StoryState.WITHDRAWN: frozenset(),
    StoryState.EXPIRED: frozenset({StoryState.DRAFT, StoryState.WITHDRAWN}),
}


def move_campaign(now: CampaignState, to: CampaignState) -> CampaignState:
    """
    Return the new state.

    :raises WrongState: if it may not follow
    """
    if to not in CAMPAIGN_MOVES[now]:
        raise WrongState(gettext_noop("The campaign cannot take this step now."), now=now, to=to)
    return to


def move_placement(now: PlacementState, to: PlacementState) -> PlacementState:
    """
    Return the new state.

    :raises WrongState: if it may not follow
    """
    if to not in PLACEMENT_MOVES[now]:
        raise WrongState(gettext_noop("The placement cannot take this step now."), now=now, to=to)
    return to


def move_story(now: StoryState, to: StoryState) -> StoryState:
    """
    Return the new state.

    :raises WrongState: if it may not follow
    """
    if to not in STORY_MOVES[now]:
        raise WrongState(gettext_noop("The story cannot take this step now."), now=now, to=to)
    return to
