"""Stories, held behind the wall of communications. Titles are sealed, so lists show references."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.prevention.models import Story, StoryConsent, StoryCopy, StoryText
from panah.prevention.rules import is_open_use

NO_STORY = gettext_noop("This story does not exist.")


def stories(*, actor: Actor, state: str = "") -> QuerySet[Story]:
    """Return the stories of the actor's organisation."""
    check(actor, Permission.PREVENTION_STORY_READ)
    found: QuerySet[Story] = Story.objects.own(actor).prefetch_related(
        Prefetch("consents", queryset=StoryConsent.objects.own(actor).order_by("use", "language", "given_on")),
        Prefetch("texts", queryset=StoryText.objects.own(actor).defer("title", "body").order_by("language")),
    )
    return found.filter(state=state) if state else found


def story(*, actor: Actor, story_id: UUID) -> Story:
    """
    Return one story.

    :raises NotVisible: if there is none for this actor
    """
    found: Story | None = stories(actor=actor).filter(pk=story_id).first()
    if found is None:
        raise NotVisible(NO_STORY)
    return found


def story_to_change(*, actor: Actor, story_id: UUID) -> Story:
    """
    Return one story of the actor's organisation, locked.

    :raises NotVisible: if there is none for this actor
    """
    found: Story | None = Story.objects.own(actor).select_for_update(of=("self",)).filter(pk=story_id).first()
    if found is None:
        raise NotVisible(NO_STORY)
    return found


def story_texts(*, actor: Actor, story: Story) -> list[StoryText]:
    """Return a story's texts in their languages, sealed."""
    return list(StoryText.objects.own(actor).filter(story=story).order_by("language"))


def consents(*, actor: Actor, story: Story) -> list[StoryConsent]:
    """Return the consents to a story, the withdrawn ones included."""
    return list(StoryConsent.objects.own(actor).filter(story=story).order_by("use", "language", "given_on"))


def open_languages(*, actor: Actor, story: Story, use: str) -> set[str]:
    """Return the languages in which a story may be used in one way today."""
    return {
        row.language
        for row in consents(actor=actor, story=story)
        if row.use == use
        and is_open_use(expires_on=row.expires_on, is_withdrawn=row.withdrawn_on is not None, today=today())
    }


def consent_to_change(*, actor: Actor, consent_id: UUID) -> StoryConsent:
    """
    Return a consent, locked.

    :raises NotVisible: if there is none for this actor
    """
    rows = StoryConsent.objects.own(actor).select_for_update(of=("self",)).select_related("story")
    found: StoryConsent | None = rows.filter(pk=consent_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This consent does not exist."))
    return found


def copies(*, actor: Actor, story: Story) -> list[StoryCopy]:
    """Return the copies outside our pages."""
    return list(StoryCopy.objects.own(actor).filter(story=story).order_by("made_on", "pk"))


def copy_to_change(*, actor: Actor, copy_id: UUID) -> StoryCopy:
    """
    Return a copy outside our pages, locked.

    :raises NotVisible: if there is none for this actor
    """
    rows = StoryCopy.objects.own(actor).select_for_update(of=("self",)).select_related("story")
    found: StoryCopy | None = rows.filter(pk=copy_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This copy does not exist."))
    return found


def expiring(*, actor: Actor) -> QuerySet[StoryConsent]:
    """Return the consents that end within thirty days or have ended, of stories that are still shown."""
    rows: QuerySet[StoryConsent] = StoryConsent.objects.own(actor).filter(
        withdrawn_on=None, story__state__in=("consented", "published")
    )
    return rows.select_related("story").order_by("expires_on", "pk")
