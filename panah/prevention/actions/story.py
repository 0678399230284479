"""A story: written, made safe, agreed to by the person, shown, and taken back whenever the person says so."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, WrongState, gettext_noop
from panah.core.ids import random_id, reference
from panah.core.installation import is_demo
from panah.country import parameters
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.prevention import queries
from panah.prevention.models import Story, StoryConsent, StoryCopy, StoryText
from panah.prevention.rules import check_de_identified, check_may_ask, release_ends
from panah.prevention.states import StoryState, move_story
from panah.published.actions import publish_page, withdraw_page
from panah.published.rules import Words

WEBSITE = "website"
PAGE = "story"
SHOWN = (StoryState.CONSENTED, StoryState.PUBLISHED)


@transaction.atomic
def begin_story(
    *,
    actor: Actor,
    left_help_on: date | None,
    exploitation_form: str = "",
    is_composite: bool = False,
) -> Story:
    """
    Begin a story. Nobody is asked while help goes on; a story made of several is nobody's and needs no such day.

    :raises NotPermitted: if the actor may not keep stories
    :raises WrongState: if the person is still helped, or left too short a time ago
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    day = today()
    if not is_composite:
        check_may_ask(left_on=left_help_on, today=day, years=parameters.number("story_after_exit_years", on=day))
    name = reference("S", year=day.year)
    story = Story(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        reference=name,
        slug=name.lower(),
        state_on=day,
        left_help_on=left_help_on,
        exploitation_form=exploitation_form,
        is_composite=is_composite,
        written_by_id=actor.id,
        teller=random_id(),
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
    )
    story.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_STORY_BEGUN, subject=story)
    return story


@transaction.atomic
def write_story(
    *, actor: Actor, story_id: UUID, language: str, title: str, body: str, is_reviewed: bool = False
) -> StoryText:
    """
    Write a story in one language. Only a draft can be written: whatever changes the text begins again.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if it is not a draft
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if story.state != StoryState.DRAFT:
        raise WrongState(gettext_noop("Only a draft can be written. Take the story back to the draft first."))
    text = StoryText.objects.own(actor).filter(story=story, language=language).first() or StoryText(
        organisation_id=story.organisation_id, wall=story.wall, story=story, language=language, key_id=story.key_id
    )
    text.is_reviewed = is_reviewed
    seal(text, title=title, body=body)
    text.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_WRITTEN, subject=text, language=language)
    return text


@transaction.atomic
def read_story(*, actor: Actor, story_id: UUID) -> list[tuple[StoryText, dict[str, str]]]:
    """
    Open a story's texts. Reading them is logged.

    :raises NotPermitted: if the actor may not read stories
    :raises NotVisible: if there is no such story for this actor
    """
    check(actor, Permission.PREVENTION_STORY_READ)
    story = queries.story(actor=actor, story_id=story_id)
    texts = [(text, unseal(text, "title", "body")) for text in queries.story_texts(actor=actor, story=story)]
    log.record(actor=actor, event=Event.PREVENTION_STORY_READ, subject=story, groups=[FieldGroup.CASE])
    return texts


@transaction.atomic
def take_story_step(*, actor: Actor, story_id: UUID, to: str) -> Story:
    """
    Hand a story to the safety review, or back to the draft (which ends every consent to the old text).

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if this step may not follow, or has an action of its own
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    step = StoryState(to)
    if step not in (StoryState.SAFETY_REVIEW, StoryState.DRAFT):
        raise WrongState(gettext_noop("The story cannot take this step now."))
    _move(story, step)
    if step is StoryState.DRAFT:
        _end_consents(actor, story)
        story.checks, story.altered_count, story.reviewed_by_id = [], 0, None
    story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_MOVED, subject=story, to=story.state)
    return story


@transaction.atomic
def confirm_de_identified(*, actor: Actor, story_id: UUID, checks: Iterable[str], altered_count: int) -> Story:
    """
    Confirm, as a second person, that the text cannot lead to anybody.

    :raises NotPermitted: if the actor may not keep stories, or wrote this one
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if it is not in review, a point was left out, or too few facts were altered
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if story.written_by_id == actor.id:
        raise NotPermitted(gettext_noop("Somebody other than the writer must review the story."))
    story.checks, story.altered_count, story.reviewed_by_id = sorted(checks), altered_count, actor.id
    check_de_identified(ticked=story.checks, altered=altered_count)
    _move(story, StoryState.DE_IDENTIFIED)
    story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_MOVED, subject=story, to=story.state)
    return story


@transaction.atomic
def record_story_consent(
    *,
    actor: Actor,
    story_id: UUID,
    uses: Iterable[str],
    language: str,
    given_on: date,
    expires_on: date | None,
    was_told_limits: bool,
) -> Story:
    """
    Record that the person read the final text in a language they understand and agrees to these uses.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if the text is not final
    :raises InvalidInput: if the person was not told what cannot be called back
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if story.state not in (StoryState.DE_IDENTIFIED, *SHOWN):
        raise WrongState(gettext_noop("The person agrees to the final text only."))
    if not was_told_limits:
        raise InvalidInput(
            gettext_noop("Say first what cannot be called back once it is out."), field="was_told_limits"
        )
    until = release_ends(given_on, asked=expires_on, years=parameters.number("story_release_years", on=given_on))
    for use in uses:
        StoryConsent.objects.own(actor).filter(story=story, use=use, language=language, withdrawn_on=None).update(
            withdrawn_on=today()
        )
        StoryConsent(
            organisation_id=story.organisation_id,
            wall=story.wall,
            story=story,
            use=use,
            language=language,
            given_on=given_on,
            expires_on=until,
            was_told_limits=True,
        ).save(force_insert=True)
    if story.state == StoryState.DE_IDENTIFIED:
        _move(story, StoryState.CONSENTED)
        story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_CONSENTED, subject=story, language=language, until=until)
    return story


@transaction.atomic
def publish_story(*, actor: Actor, story_id: UUID) -> Story:
    """
    Show a story on our pages, in every language for which consent to this holds.

    :raises NotPermitted: if the actor may not publish
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if it has no consent for our pages, or no text in such a language
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if story.state != StoryState.PUBLISHED:
        _move(story, StoryState.PUBLISHED)
    words = _words(actor, story)
    if not words:
        raise WrongState(
            gettext_noop(
                "There is no text of this story that the person agreed to show here and a native speaker has read."
            )
        )
    publish_page(actor=actor, kind=PAGE, slug=story.slug, words=words, shown_on=today())
    story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_PUBLISHED, subject=story)
    return story


@transaction.atomic
def withdraw_story(*, actor: Actor, story_id: UUID) -> Story:
    """
    Take a story back because the person says so: no reason is asked, and it is gone from our pages at once.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if it was withdrawn before
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    _take_from_pages(actor, story)
    _move(story, StoryState.WITHDRAWN)
    _end_consents(actor, story)
    story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_WITHDRAWN, subject=story)
    return story


@transaction.atomic
def withdraw_story_consent(*, actor: Actor, consent_id: UUID) -> StoryConsent:
    """
    Take back the consent to one use in one language. What is left is shown as before.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such consent for this actor
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    consent = queries.consent_to_change(actor=actor, consent_id=consent_id)
    consent.withdrawn_on = consent.withdrawn_on or today()
    consent.save(update_fields=["withdrawn_on"])
    story = queries.story_to_change(actor=actor, story_id=consent.story_id)
    if consent.use == WEBSITE and story.state == StoryState.PUBLISHED:
        _take_from_pages(actor, story)
        words = _words(actor, story)
        if words:
            publish_page(actor=actor, kind=PAGE, slug=story.slug, words=words, shown_on=story.state_on)
        else:
            _move(story, StoryState.EXPIRED)
            story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_WITHDRAWN, subject=consent, use=consent.use)
    return consent


@transaction.atomic
def expire_story(*, actor: Actor, story_id: UUID) -> Story:
    """
    Take a story from our pages because its last consent for them has ended.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if a consent still holds, or it is not shown
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if queries.open_languages(actor=actor, story=story, use=WEBSITE):
        raise WrongState(gettext_noop("A consent to show this story still holds."))
    _take_from_pages(actor, story)
    _move(story, StoryState.EXPIRED)
    story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_EXPIRED, subject=story)
    return story


@transaction.atomic
def list_copy(*, actor: Actor, story_id: UUID, use: str, place: str, made_on: date) -> StoryCopy:
    """
    List a copy that left our pages, so that it can be chased when the consent ends.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    copy = StoryCopy(
        organisation_id=story.organisation_id, wall=story.wall, story=story, use=use, place=place, made_on=made_on
    )
    copy.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_COPY_LISTED, subject=copy, use=use)
    return copy


@transaction.atomic
def chase_copy(*, actor: Actor, copy_id: UUID, is_gone: bool) -> StoryCopy:
    """
    Record that a copy was asked back, or that it is gone.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such copy for this actor
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    copy = queries.copy_to_change(actor=actor, copy_id=copy_id)
    copy.asked_back_on = copy.asked_back_on or today()
    copy.gone_on = today() if is_gone else copy.gone_on
    copy.save(update_fields=["asked_back_on", "gone_on"])
    log.record(actor=actor, event=Event.PREVENTION_COPY_CHASED, subject=copy, is_gone=is_gone)
    return copy


def _move(story: Story, to: StoryState) -> None:
    story.state, story.state_on = move_story(StoryState(story.state), to), today()


def _end_consents(actor: Actor, story: Story) -> None:
    StoryConsent.objects.own(actor).filter(story=story, withdrawn_on=None).update(withdrawn_on=today())


def _take_from_pages(actor: Actor, story: Story) -> None:
    if story.state == StoryState.PUBLISHED:
        withdraw_page(actor=actor, kind=PAGE, slug=story.slug)


def _words(actor: Actor, story: Story) -> dict[str, Words]:
    # In production a text that no native speaker has read does not go before the public.
    allowed = queries.open_languages(actor=actor, story=story, use=WEBSITE)
    found = {}
    for text in queries.story_texts(actor=actor, story=story):
        if text.language in allowed and (text.is_reviewed or is_demo()):
            opened = unseal(text, "title", "body")
            paragraphs = [part.strip() for part in opened["body"].splitlines() if part.strip()]
            body = {"main": [{"kind": "text", "paragraphs": paragraphs}]}
            found[text.language] = Words(title=opened["title"], summary=paragraphs[0][:200], body=body)
    return found
