"""What the actions of a story share."""

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.jobs import enqueue
from panah.prevention.models import Story, StoryConsent
from panah.prevention.states import StoryState, move_story


def move(story: Story, to: StoryState) -> None:
    """Move a story that is saved afterwards."""
    story.state = move_story(StoryState(story.state), to, is_of_nobody=story.is_composite)
    story.state_on = today()


def end_consents(actor: Actor, story: Story) -> None:
    """End every consent to a story that still holds."""
    StoryConsent.objects.own(actor).filter(story=story, withdrawn_on=None).update(withdrawn_on=today())


def end_words(actor: Actor, story: Story) -> None:
    """End every consent to a story that is over, and ask for the end of its words: no session touches keys."""
    end_consents(actor, story)
    enqueue("coordination.forget_story", story_id=story.pk, account_id=actor.id)
