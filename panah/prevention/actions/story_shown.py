"""A story before the public: read and agreed to by the person, signed, shown, and taken back whenever they say so."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.roles import Duty
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, WrongState, gettext_noop
from panah.core.installation import is_demo
from panah.country import parameters
from panah.crypto.fields import unseal
from panah.prevention import queries
from panah.prevention.actions._stop import lift_elsewhere, stop_elsewhere
from panah.prevention.actions._story import end_words, move
from panah.prevention.models import Story, StoryConsent
from panah.prevention.rules.story import check_agreed, check_has_text, check_still_safe, next_story_review, release_ends
from panah.prevention.states import StoryState
from panah.published.actions import end_page, publish_page, withdraw_page
from panah.published.rules import Words

WEBSITE = "website"
PAGE = "story"
LONGEST_LEAD = 200
AGREED = (StoryState.READ, StoryState.CONSENTED, StoryState.SIGNED, StoryState.PUBLISHED)


@transaction.atomic
def record_story_reading(*, actor: Actor, story_id: UUID, language: str, read_on: date, was_told_limits: bool) -> Story:
    """
    Record that the person read the final text in their own language, told what cannot be called back, before signing.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if the text is not final
    :raises InvalidInput: if there is no text in this language, the day cannot be right, or the person was not told
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    move(story, StoryState.READ)
    check_has_text(language, queries.story_texts(actor=actor, story=story))
    if read_on > today() or (story.safe_on is not None and read_on < story.safe_on):
        raise InvalidInput(
            gettext_noop("The final text is younger than this day, or the day has not come yet."), field="read_on"
        )
    if not was_told_limits:
        raise InvalidInput(
            gettext_noop("Say first what cannot be called back once it is out."), field="was_told_limits"
        )
    story.read_on, story.read_language = read_on, language
    story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_HEARD, subject=story, language=language)
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
    :raises InvalidInput: if the person was not told what cannot be called back, no text is in the language, or a day
        cannot be right
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if story.state not in AGREED or story.read_on is None:
        raise WrongState(gettext_noop("The person agrees to the final text only, after reading it."))
    if not was_told_limits:
        raise InvalidInput(
            gettext_noop("Say first what cannot be called back once it is out."), field="was_told_limits"
        )
    check_has_text(language, queries.story_texts(actor=actor, story=story))
    until = release_ends(given_on, asked=expires_on, years=parameters.number("story_release_years", on=given_on))
    check_agreed(given_on=given_on, expires_on=until, read_on=story.read_on, today=today())
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
        if use == WEBSITE and story.state == StoryState.PUBLISHED:
            end_page(actor=actor, kind=PAGE, slug=story.slug, language=language, until=until)
    if story.state == StoryState.READ:
        move(story, StoryState.CONSENTED)
        story.save()
    lift_elsewhere(actor, story)
    log.record(actor=actor, event=Event.PREVENTION_STORY_CONSENTED, subject=story, language=language, until=until)
    return story


@transaction.atomic
def sign_story(*, actor: Actor, story_id: UUID) -> Story:
    """
    Sign, as the data-protection officer, that a story may be shown.

    :raises NotPermitted: if the actor is not the data-protection officer, or wrote the story or was its second reader
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if the person has not agreed to it, or the answer that it is safe is too old
    """
    check(actor, Permission.PREVENTION_STORY_SIGN)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if Duty.DATA_PROTECTION_OFFICER not in actor.duties:
        raise NotPermitted(gettext_noop("Only the data-protection officer of your organisation may do this."))
    if actor.id == story.reviewed_by_id or actor.id in queries.story_writers(actor=actor, story=story):
        raise NotPermitted(gettext_noop("Somebody other than its writers and its second reader must sign the story."))
    move(story, StoryState.SIGNED)
    if not story.is_composite:
        check_still_safe(story.safe_on, today=today(), days=parameters.number("story_safe_days", on=today()))
    story.signed_by_id, story.signed_on = actor.id, today()
    story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_SIGNED, subject=story)
    return story


@transaction.atomic
def review_story(*, actor: Actor, story_id: UUID) -> Story:
    """
    Record that a story that is shown was read again after a year and can stay.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if it is not shown
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if story.state != StoryState.PUBLISHED:
        raise WrongState(gettext_noop("Only a story that is shown is read again."))
    story.review_due_on = next_story_review(today())
    story.save(update_fields=["review_due_on"])
    log.record(actor=actor, event=Event.PREVENTION_STORY_REVIEWED, subject=story)
    return story


@transaction.atomic
def publish_story(*, actor: Actor, story_id: UUID) -> Story:
    """
    Show a story on our pages, in every language for which consent to this holds.

    :raises NotPermitted: if the actor may not publish
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if nobody signed it, it has no consent for our pages, or no text in such a language
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if story.state != StoryState.PUBLISHED:
        move(story, StoryState.PUBLISHED)
    words = _words(actor, story)
    if not words:
        raise WrongState(
            gettext_noop(
                "There is no text of this story that the person agreed to show here and a native speaker has read."
            )
        )
    publish_page(actor=actor, kind=PAGE, slug=story.slug, words=words, shown_on=today(), until=_ends(actor, story))
    story.review_due_on = story.review_due_on or next_story_review(today())
    story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_PUBLISHED, subject=story)
    return story


@transaction.atomic
def withdraw_story(*, actor: Actor, story_id: UUID) -> Story:
    """
    Take a story back because the person says so: no reason is asked, and it is gone from our pages at once.

    A job destroys what it was written with, here and at the body that was asked whether it is safe.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if it was withdrawn before
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    _take_from_pages(actor, story)
    move(story, StoryState.WITHDRAWN)
    end_words(actor, story)
    story.save()
    stop_elsewhere(actor, story)
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
            publish_page(
                actor=actor, kind=PAGE, slug=story.slug, words=words, shown_on=story.state_on, until=_ends(actor, story)
            )
        else:
            move(story, StoryState.EXPIRED)
            story.save()
    stop_elsewhere(actor, story)
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
    if story.is_composite or _words(actor, story):
        raise WrongState(gettext_noop("A consent to show this story still holds."))
    _take_from_pages(actor, story)
    move(story, StoryState.EXPIRED)
    story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_EXPIRED, subject=story)
    return story


def _take_from_pages(actor: Actor, story: Story) -> None:
    if story.state == StoryState.PUBLISHED:
        withdraw_page(actor=actor, kind=PAGE, slug=story.slug, is_sure=False)


def _ends(actor: Actor, story: Story) -> dict[str, date | None]:
    return {} if story.is_composite else dict(queries.open_ends(actor=actor, story=story, use=WEBSITE))


def _words(actor: Actor, story: Story) -> dict[str, Words]:
    # In production a text that no native speaker has read does not go before the public.
    allowed = queries.open_languages(actor=actor, story=story, use=WEBSITE)
    found = {}
    for text in queries.story_texts(actor=actor, story=story):
        if (story.is_composite or text.language in allowed) and (text.is_reviewed or is_demo()):
            found[text.language] = _page_words(unseal(text, "title", "body"))
    return found


def _page_words(opened: dict[str, str]) -> Words:
    # A short first paragraph leads in and is not said twice.
    paragraphs = [part.strip() for part in opened["body"].splitlines() if part.strip()]
    leads = len(paragraphs) > 1 and len(paragraphs[0]) <= LONGEST_LEAD
    body: dict[str, Any] = {"main": [{"kind": "text", "paragraphs": paragraphs[1:] if leads else paragraphs}]}
    return Words(title=opened["title"], summary=paragraphs[0] if leads else "", body=body)
