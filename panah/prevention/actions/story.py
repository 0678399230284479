"""A story or an article: written, handed to the body that helped the person, and read by a second reader."""

import json
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import NotPermitted, WrongState, gettext_noop
from panah.core.ids import random_id, reference
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.matching.telling import Finding, check_story
from panah.prevention import queries
from panah.prevention.actions._story import end_consents, end_words, move
from panah.prevention.models import Story, StoryText
from panah.prevention.rules.story import check_answered, check_de_identified
from panah.prevention.states import StoryState

Opened = dict[str, str]
TAKEN_BACK = gettext_noop("The story was taken back: nobody reads its words any more.")


@transaction.atomic
def begin_story(*, actor: Actor, kind: str = "story", exploitation_form: str = "", is_composite: bool = False) -> Story:
    """
    Begin a story. Whether the person may be asked is answered by the body that helped, from its own record.

    :param is_composite: it tells of no single person, so that there is nobody to ask
    :raises NotPermitted: if the actor may not keep stories
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    day = today()
    name = reference("S", year=day.year)
    story = Story(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        kind=kind,
        reference=name,
        slug=name.lower(),
        state_on=day,
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
    text.author_ids = sorted({*text.author_ids, actor.id})
    seal(text, title=title, body=body, reasons="")
    text.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_WRITTEN, subject=text, language=language)
    return text


@transaction.atomic
def read_story(*, actor: Actor, story_id: UUID) -> list[tuple[StoryText, dict[str, str]]]:
    """
    Open a story's texts. Reading them is logged.

    :raises NotPermitted: if the actor may not read stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if it was taken back
    """
    check(actor, Permission.PREVENTION_STORY_READ)
    story = queries.story(actor=actor, story_id=story_id)
    if story.state == StoryState.WITHDRAWN:
        raise WrongState(TAKEN_BACK)
    texts = [(text, unseal(text, "title", "body")) for text in queries.story_texts(actor=actor, story=story)]
    log.record(actor=actor, event=Event.PREVENTION_STORY_READ, subject=story, groups=[FieldGroup.CASE])
    return texts


@transaction.atomic
def take_story_step(*, actor: Actor, story_id: UUID, to: str) -> Story:
    """
    Take a story back to the draft, which ends every consent to the old text, or to the second reader if it tells of
    nobody alone.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if this step may not follow, or has an action of its own
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if to not in (StoryState.DRAFT, StoryState.SECOND_READING) or (to != StoryState.DRAFT and not story.is_composite):
        raise WrongState(gettext_noop("The story cannot take this step now."))
    if to == StoryState.SECOND_READING:
        _texts(actor, story)
    _go(actor, story, StoryState(to))
    return story


@transaction.atomic
def hand_to_safety_review(*, actor: Actor, story_id: UUID) -> tuple[Story, list[dict[str, str]]]:
    """
    Hand a story to the body that helped the person, and return its texts to be sent there.

    A final text whose answer is too old stays where it is: only the answer is asked for anew.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if it is not a draft, has no text, or tells of nobody alone
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    texts = _texts(actor, story)
    if queries.asks_anew(actor=actor, story=story):
        log.record(actor=actor, event=Event.PREVENTION_STORY_MOVED, subject=story, to=story.state)
    else:
        _go(actor, story, StoryState.SAFETY_REVIEW)
    return story, [{"language": text.language, **opened} for text, opened in texts]


@transaction.atomic
def take_safety_answer(*, actor: Actor, story_id: UUID, verdict: str) -> Story:
    """
    Take over what the body that helped the person answered: safe, to be changed, or not to be told.

    :raises NotPermitted: if the actor may not keep stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if it is not in review
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    is_anew = queries.asks_anew(actor=actor, story=story)
    if story.state != StoryState.SAFETY_REVIEW and not is_anew:
        raise WrongState(gettext_noop("The story cannot take this step now."))
    after = {"safe": StoryState.SECOND_READING, "change": StoryState.DRAFT, "stop": StoryState.WITHDRAWN}
    story.safe_on = today() if verdict == "safe" else None
    if is_anew and verdict == "safe":
        story.save(update_fields=["safe_on"])
        log.record(actor=actor, event=Event.PREVENTION_STORY_MOVED, subject=story, to=story.state)
    else:
        _go(actor, story, after[verdict])
    return story


@transaction.atomic
def read_findings(*, actor: Actor, story_id: UUID) -> list[tuple[StoryText, Opened, list[Finding]]]:
    """
    Open a story's texts with what the general rules find in them. It is logged as a look at them.

    :raises NotPermitted: if the actor may not read stories
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if nothing is written yet
    """
    check(actor, Permission.PREVENTION_STORY_READ)
    story = queries.story(actor=actor, story_id=story_id)
    texts = _texts(actor, story)
    log.record(actor=actor, event=Event.PREVENTION_STORY_READ, subject=story, groups=[FieldGroup.CASE])
    return [(text, opened, check_story(opened, language=text.language)) for text, opened in texts]


@transaction.atomic
def confirm_de_identified(
    *, actor: Actor, story_id: UUID, checks: Iterable[str], altered_count: int, reasons: Mapping[str, str]
) -> Story:
    """
    Confirm, as a second reader, that the text cannot lead to anybody.

    :param reasons: why a finding leads to nobody, by the key of the finding
    :raises NotPermitted: if the actor may not keep stories, or wrote this one
    :raises NotVisible: if there is no such story for this actor
    :raises WrongState: if it does not wait for the second reader, a point was left out, or too few facts were altered
    :raises InvalidInput: if something that was found was neither changed nor justified
    """
    check(actor, Permission.PREVENTION_STORY_CHANGE)
    story = queries.story_to_change(actor=actor, story_id=story_id)
    if actor.id in queries.story_writers(actor=actor, story=story):
        raise NotPermitted(gettext_noop("Somebody other than the writer must review the story."))
    story.checks, story.altered_count, story.reviewed_by_id = sorted(checks), altered_count, actor.id
    check_de_identified(ticked=story.checks, altered=altered_count)
    for text, opened in _texts(actor, story):
        found = [one.key(text.language) for one in check_story(opened, language=text.language)]
        check_answered(found=found, reasons=reasons)
        seal(text, reasons=json.dumps({key: reasons[key] for key in found}, ensure_ascii=False))
        text.save(update_fields=["reasons"])
    _go(actor, story, StoryState.DE_IDENTIFIED)
    return story


def _texts(actor: Actor, story: Story) -> list[tuple[StoryText, Opened]]:
    if story.state == StoryState.WITHDRAWN:
        raise WrongState(TAKEN_BACK)
    texts = [(text, unseal(text, "title", "body")) for text in queries.story_texts(actor=actor, story=story)]
    if not texts:
        raise WrongState(gettext_noop("Write the story first."))
    return texts


def _go(actor: Actor, story: Story, to: StoryState) -> None:
    """Move a story and log it; at the draft nothing of the old text holds any more."""
    move(story, to)
    if to is StoryState.WITHDRAWN:
        end_words(actor, story)
    if to is StoryState.DRAFT:
        end_consents(actor, story)
        story.checks, story.altered_count, story.reviewed_by_id = [], 0, None
        story.safe_on = story.read_on = story.signed_by_id = story.signed_on = None
        story.read_language = ""
    story.save()
    log.record(actor=actor, event=Event.PREVENTION_STORY_MOVED, subject=story, to=story.state)
