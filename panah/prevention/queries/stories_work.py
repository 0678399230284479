"""What waits for somebody who keeps stories."""

from datetime import date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext

from panah.access.policy import Actor
from panah.access.roles import Duty
from panah.core.clock import HOME
from panah.core.work import WorkItem
from panah.prevention.models import Story, StoryConsent, StoryCopy
from panah.prevention.queries import stories

MOST = 50


def work(*, actor: Actor) -> list[WorkItem]:
    """Return consents that end, copies to be asked back, and what waits for a reader or for a signature."""
    items = [_ends(row) for row in stories.expiring(actor=actor)[:MOST]]
    items += [_chased(row) for row in stories.copies_to_chase(actor=actor)[:MOST]]
    items += [_waits(row) for row in stories.waiting(actor=actor)[:MOST] if _is_for(row, actor)]
    return items


def _is_for(story: Story, actor: Actor) -> bool:
    """Test if the actor may take the next step: no writer reads it a second time or signs it."""
    if story.state == "published":
        return True
    if actor.id == story.written_by_id or any(actor.id in text.author_ids for text in story.texts.all()):
        return False
    is_officer = Duty.DATA_PROTECTION_OFFICER in actor.duties and actor.id != story.reviewed_by_id
    return story.state == "second_reading" or is_officer


def _ends(row: StoryConsent) -> WorkItem:
    return _item(row.story, gettext("Consent to a story ends"), gettext("Open the story"), row.expires_on)


def _chased(row: StoryCopy) -> WorkItem:
    title = gettext("The copy is out there") if row.asked_back_on else gettext("Ask for a copy back")
    return _item(row.story, f"{title}: {row.place}", gettext("Open the story"), None)


def _waits(row: Story) -> WorkItem:
    if row.state == "published":
        return _item(row, gettext("Read a story again after a year"), gettext("Open the story"), row.review_due_on)
    if row.state == "second_reading":
        return _item(row, gettext("Read a story as second reader"), gettext("Check it"), None)
    return _item(row, gettext("Sign a story"), gettext("Open the story"), None)


def _item(story: Story, title: str, action: str, due_on: date | None) -> WorkItem:
    return WorkItem(
        kind="story",
        title=title,
        reference=story.reference,
        sender="",
        due_at=datetime.combine(due_on, time(23, 59), HOME) if due_on else None,
        url=reverse("prevention:story_show", args=[story.pk]),
        action=action,
    )
