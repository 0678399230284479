"""Stories, held behind the wall of communications. Titles are sealed, so lists show references."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.roles import Duty
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.country import parameters
from panah.prevention.models import Story, StoryConsent, StoryCopy, StoryText
from panah.prevention.queries.ledger import whereabouts
from panah.prevention.queries.stops import stops_sent
from panah.prevention.rules.story import is_asked_anew, is_open_use

NO_STORY = gettext_noop("This story does not exist.")
SOON = timedelta(days=30)  # so long before its day a story is read again


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


def story_writers(*, actor: Actor, story: Story) -> set[UUID]:
    """Return who began a story or wrote in any of its texts: they neither read it a second time nor sign it."""
    return {story.written_by_id}.union(*(text.author_ids for text in story_texts(actor=actor, story=story)))


def consents(*, actor: Actor, story: Story) -> list[StoryConsent]:
    """Return the consents to a story, the withdrawn ones included."""
    return list(StoryConsent.objects.own(actor).filter(story=story).order_by("use", "language", "given_on"))


def open_languages(*, actor: Actor, story: Story, use: str) -> set[str]:
    """Return the languages in which a story may be used in one way today."""
    return set(open_ends(actor=actor, story=story, use=use))


def open_ends(*, actor: Actor, story: Story, use: str) -> dict[str, date]:
    """Return the last day of each consent to one way of using a story that holds today, by language."""
    return {
        row.language: row.expires_on
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
    """Return the copies outside our pages; of a print run, where its items are."""
    rows = list(StoryCopy.objects.own(actor).filter(story=story).order_by("made_on", "pk"))
    where = whereabouts(actor=actor, batch_ids={row.batch_id for row in rows if row.batch_id})
    stops = stops_sent(actor=actor, batch_ids=set(where))
    for row in rows:
        row.whereabouts = where.get(row.batch_id, [])
        row.stopped = [stop for stop in stops if stop.batch_id == row.batch_id]
    return rows


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
    """Return the consents that end in a few weeks or have ended, of stories that are still shown."""
    until = today() + timedelta(days=parameters.number("consent_notice_days", on=today()))
    rows: QuerySet[StoryConsent] = StoryConsent.objects.own(actor).filter(
        withdrawn_on=None, story__state__in=("consented", "signed", "published"), expires_on__lte=until
    )
    return rows.select_related("story").order_by("expires_on", "pk")


def waiting(*, actor: Actor) -> QuerySet[Story]:
    """Return the stories that wait for a second reader, for a signature, or to be read again after a year."""
    rows: QuerySet[Story] = Story.objects.own(actor).filter(
        Q(state="second_reading")
        | Q(state="consented")
        | Q(state="de_identified", is_composite=True)
        | Q(state="published", review_due_on__lte=today() + SOON)
    )
    texts = StoryText.objects.own(actor).only("story_id", "author_ids")
    return rows.prefetch_related(Prefetch("texts", queryset=texts)).order_by("state_on", "pk")


def copies_to_chase(*, actor: Actor) -> QuerySet[StoryCopy]:
    """Return the copies outside our pages, printed stock too, to whose use nobody agrees any more."""
    rows = ended_copies(actor=actor).filter(gone_on=None)
    return rows.select_related("story").order_by("story__state_on", "pk")


def ended_copies(*, actor: Actor) -> QuerySet[StoryCopy]:
    """Return the copies to whose use nobody agrees any more, those that are gone included."""
    open_use = StoryConsent.objects.own(actor).filter(
        story=OuterRef("story"), use=OuterRef("use"), withdrawn_on=None, expires_on__gte=today()
    )
    over = Q(story__state="withdrawn") | (Q(story__is_composite=False) & ~Exists(open_use))
    rows: QuerySet[StoryCopy] = StoryCopy.objects.own(actor).filter(over)
    return rows


def next_end(*, actor: Actor, story_id: UUID) -> date | None:
    """Return the day within the next weeks on which the first consent to a story ends, or None."""
    return next((row.expires_on for row in expiring(actor=actor).filter(story_id=story_id)), None)


def may_sign(*, actor: Actor, story: Story) -> bool:
    """Test if the actor may sign this story now."""
    is_ready = story.state == "consented" or (story.state == "de_identified" and story.is_composite)
    if not is_ready or Duty.DATA_PROTECTION_OFFICER not in actor.duties or actor.id == story.reviewed_by_id:
        return False
    return actor.id not in story_writers(actor=actor, story=story)


def asks_anew(*, actor: Actor, story: Story) -> bool:
    """Test if the body that helped is asked again while the story stays where it is."""
    check(actor, Permission.PREVENTION_STORY_READ)
    days = parameters.number("story_safe_days", on=today())
    return is_asked_anew(state=story.state, safe_on=story.safe_on, today=today(), days=days)


def waits_for_answer(*, actor: Actor, story_id: UUID) -> bool:
    """Test if the own story waits for the body that helped."""
    found = story(actor=actor, story_id=story_id)
    return found.state == "safety_review" or asks_anew(actor=actor, story=found)
