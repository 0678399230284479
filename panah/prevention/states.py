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
    DAMAGED = "damaged"
    DOWN = "down"


class VersionState(StrEnum):
    DRAFT = "draft"
    BACK_TRANSLATED = "back_translated"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


class RecordingState(StrEnum):
    UPLOADING = "uploading"
    KEPT = "kept"
    GONE = "gone"


class StoryState(StrEnum):
    DRAFT = "draft"
    SAFETY_REVIEW = "safety_review"
    SECOND_READING = "second_reading"
    DE_IDENTIFIED = "de_identified"
    READ = "read"
    CONSENTED = "consented"
    SIGNED = "signed"
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
    PlacementState.UP: frozenset({PlacementState.DAMAGED, PlacementState.DOWN}),
    PlacementState.DAMAGED: frozenset({PlacementState.UP, PlacementState.DOWN}),
    PlacementState.DOWN: frozenset({PlacementState.UP}),
}

HANGING = frozenset({PlacementState.UP, PlacementState.DAMAGED})

# What is written in the language it was thought in has nothing to translate back.
VERSION_MOVES: dict[VersionState, frozenset[VersionState]] = {
    VersionState.DRAFT: frozenset({VersionState.BACK_TRANSLATED, VersionState.APPROVED}),
    VersionState.BACK_TRANSLATED: frozenset({VersionState.APPROVED, VersionState.SUPERSEDED}),
    VersionState.APPROVED: frozenset({VersionState.SUPERSEDED}),
    VersionState.SUPERSEDED: frozenset(),
}

RECORDING_MOVES: dict[RecordingState, frozenset[RecordingState]] = {
    RecordingState.UPLOADING: frozenset({RecordingState.KEPT, RecordingState.GONE}),
    RecordingState.KEPT: frozenset({RecordingState.GONE}),
    RecordingState.GONE: frozenset(),
}

# Safe for the person says the body that helped; a second reader takes out what leads to anybody; the person reads the
# final text, and agrees to it afterwards; the data-protection officer signs. Whatever changes the text begins again at
# the draft. What tells of nobody alone (`is_composite`) has nobody to ask: it goes from the draft to the second reader.
_S = StoryState
STORY_MOVES: dict[StoryState, frozenset[StoryState]] = {
    _S.DRAFT: frozenset({_S.SAFETY_REVIEW, _S.SECOND_READING, _S.WITHDRAWN}),
    _S.SAFETY_REVIEW: frozenset({_S.SECOND_READING, _S.DRAFT, _S.WITHDRAWN}),
    _S.SECOND_READING: frozenset({_S.DE_IDENTIFIED, _S.DRAFT, _S.WITHDRAWN}),
    _S.DE_IDENTIFIED: frozenset({_S.READ, _S.SIGNED, _S.DRAFT, _S.WITHDRAWN}),
    _S.READ: frozenset({_S.CONSENTED, _S.DRAFT, _S.WITHDRAWN}),
    _S.CONSENTED: frozenset({_S.SIGNED, _S.DRAFT, _S.WITHDRAWN, _S.EXPIRED}),
    _S.SIGNED: frozenset({_S.PUBLISHED, _S.DRAFT, _S.WITHDRAWN, _S.EXPIRED}),
    _S.PUBLISHED: frozenset({_S.WITHDRAWN, _S.EXPIRED}),
    _S.WITHDRAWN: frozenset(),
    _S.EXPIRED: frozenset({_S.DRAFT, _S.WITHDRAWN}),
}
OF_NOBODY = frozenset({(_S.DRAFT, _S.SECOND_READING), (_S.DE_IDENTIFIED, _S.SIGNED)})


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


def move_version(now: VersionState, to: VersionState) -> VersionState:
    """
    Return the new state.

    :raises WrongState: if it may not follow
    """
    if to not in VERSION_MOVES[now]:
        raise WrongState(gettext_noop("This version cannot take this step now."), now=now, to=to)
    return to


def move_recording(now: RecordingState, to: RecordingState) -> RecordingState:
    """
    Return the new state.

    :raises WrongState: if it may not follow
    """
    if to not in RECORDING_MOVES[now]:
        raise WrongState(gettext_noop("This video cannot take this step now."), now=now, to=to)
    return to


def move_story(now: StoryState, to: StoryState, *, is_of_nobody: bool = False) -> StoryState:
    """
    Return the new state.

    :param is_of_nobody: the text tells of no single person, so that there is nobody whose word it waits for
    :raises WrongState: if it may not follow
    """
    is_short = (now, to) in OF_NOBODY
    is_asking = to in (StoryState.SAFETY_REVIEW, StoryState.READ)
    if to not in STORY_MOVES[now] or (is_short and not is_of_nobody) or (is_asking and is_of_nobody):
        raise WrongState(gettext_noop("The story cannot take this step now."), now=now, to=to)
    return to
