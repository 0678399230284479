"""A story in safety review: sent to the body that helped, compared there with the case, and answered."""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup, Wall
from panah.audit import log
from panah.audit.events import Event
from panah.coordination import queries
from panah.coordination.actions._letter import seal_letter
from panah.coordination.models import StoryAnswer, StoryJoin, StoryReview
from panah.coordination.rules import check_verdict
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.ids import new_id
from panah.country.parameters import number
from panah.crypto.fields import seal
from panah.prevention import actions as prevention
from panah.prevention.rules.story import check_may_ask
from panah.protection import actions as protection_actions
from panah.protection import queries as protection

ANSWERED = gettext_noop("This story was answered already.")


@transaction.atomic
def send_story(*, actor: Actor, story_id: UUID, to_organisation_id: UUID, note: str) -> StoryReview:
    """
    Send a draft to the body that helped the person, behind its wall of protection.

    :param note: how the caseworker knows whose story it is; sealed to that body
    :raises NotPermitted: if the actor may not send stories
    :raises NotVisible: if there is no such story or no such body for this actor
    :raises WrongState: if it is not a draft, has no text, or tells of nobody alone
    """
    check(actor, Permission.COORDINATION_STORY_SEND)
    story, texts = prevention.hand_to_safety_review(actor=actor, story_id=story_id)
    body = queries.body_to_refer_to(actor=actor, organisation_id=to_organisation_id)
    review = StoryReview(
        id=new_id(),
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=body.pk,
        to_wall=Wall.PROTECTION,
        sent_by_id=actor.id,
        reference=story.reference,
        story_id=story.pk,
    )
    seal_letter(actor=actor, record=review, words={"texts": texts, "note": note})
    review.save(force_insert=True)
    log.record(actor=actor, event=Event.COORDINATION_STORY_SENT, subject=review, to=body.pk)
    return review


@transaction.atomic
def look_at_story(*, actor: Actor, story_review_id: UUID) -> StoryReview:
    """
    Return a story in review, and log that it was read; both ends can see that later.

    :raises NotPermitted: if the actor may not read them
    :raises NotVisible: if there is none for this actor
    """
    check(actor, Permission.COORDINATION_STORY_READ)
    review = queries.story_review(actor=actor, story_review_id=story_review_id)
    log.record(actor=actor, event=Event.COORDINATION_STORY_READ, subject=review, groups=(FieldGroup.CASE,))
    return review


@transaction.atomic
def join_story(*, actor: Actor, story_review_id: UUID, case: str) -> StoryJoin:
    """
    Say whose story it is, by the number of a case of the actor's own organisation. Nobody else learns it.

    :raises NotPermitted: if the actor may not answer stories
    :raises NotVisible: if no such story came to the actor's organisation
    :raises InvalidInput: if there is no such case
    :raises WrongState: if it was answered before
    """
    check(actor, Permission.COORDINATION_STORY_ANSWER)
    review = _open_review(actor, story_review_id)
    found = protection.case_numbered(actor=actor, reference=case)
    if found is None:
        raise InvalidInput(gettext_noop("Your organisation has no case with this number."), field="case")
    join = queries.story_join(actor=actor, review=review) or StoryJoin(
        organisation_id=actor.organisation_id, wall=actor.wall, review_id=review.pk
    )
    join.case_id, join.key_id, join.words = found.pk, found.key_id, None
    seal(join, words="")
    join.save()
    log.record(actor=actor, event=Event.COORDINATION_STORY_JOINED, subject=join, case_id=found.pk)
    return join


@transaction.atomic
def compare_story(*, actor: Actor, story_review_id: UUID) -> list[queries.Compared]:
    """
    Open a story's texts with what is found in them; with the record of the case it is joined to, if it is.

    Opening who the person is stands in the log of the case, like any other showing.

    :raises NotPermitted: if the actor may not answer stories, or see who a person is
    :raises NotVisible: if no such story came to the actor's organisation
    """
    check(actor, Permission.COORDINATION_STORY_ANSWER)
    review = queries.story_for_us(actor=actor, story_review_id=story_review_id)
    join = queries.story_join(actor=actor, review=review)
    known = None
    if join is not None:
        person = protection_actions.show_person(actor=actor, case_id=join.case_id)
        known = queries.known_of(actor=actor, case_id=join.case_id, person=person)
        log.record(actor=actor, event=Event.COORDINATION_STORY_CHECKED, subject=join, case_id=join.case_id)
    return queries.compared(actor=actor, review=review, known=known)


@transaction.atomic
def answer_story(
    *,
    actor: Actor,
    story_review_id: UUID,
    verdict: str,
    reasons: Mapping[str, str],
    passages: Sequence[Mapping[str, str]],
    compared: Sequence[queries.Compared] | None = None,
) -> StoryAnswer:
    """
    Answer: safe, change these passages, or do not tell it. Only the passages and the proposed words are sent.

    :param reasons: why a finding may stay, by its key; kept with the case, never sent
    :param passages: language, passage, and the words proposed instead
    :param compared: what `compare_story` has just returned, so that the person is not shown twice; or it is done here
    :raises NotPermitted: if the actor may not answer stories
    :raises NotVisible: if no such story came to the actor's organisation
    :raises WrongState: if it was answered before, or nobody may tell it yet
    :raises InvalidInput: if a finding is neither changed nor justified, or nothing is to be changed
    """
    check(actor, Permission.COORDINATION_STORY_ANSWER)
    review = _open_review(actor, story_review_id)
    join = queries.story_join(actor=actor, review=review)
    if verdict == "safe":
        _check_safe(actor, join)
    if compared is None and verdict != "stop":
        compared = compare_story(actor=actor, story_review_id=review.pk)
    found = [] if verdict == "stop" else [finding.key for text in compared or () for finding in text.found]
    check_verdict(verdict, found=found, reasons=reasons, passages=passages)
    answer = StoryAnswer(
        id=new_id(),
        review=review,
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=review.from_organisation_id,
        to_wall=review.from_wall,
        sent_by_id=actor.id,
        verdict=verdict,
    )
    seal_letter(actor=actor, record=answer, words={"passages": list(passages) if verdict == "change" else []})
    answer.save(force_insert=True)
    if join is not None:
        seal(join, words=json.dumps(dict(reasons), ensure_ascii=False))
        join.save()
    log.record(actor=actor, event=Event.COORDINATION_STORY_ANSWERED, subject=answer)
    return answer


@transaction.atomic
def take_over_story(*, actor: Actor, story_review_id: UUID) -> StoryReview:
    """
    Let the answer move the own story: on to the second reader, back to the draft, or to its end.

    :raises NotPermitted: if the actor may not send stories
    :raises NotVisible: if the actor's organisation sent no such story
    :raises WrongState: if it is not answered, or was taken over before
    """
    check(actor, Permission.COORDINATION_STORY_SEND)
    review = queries.story_sent_to_change(actor=actor, story_review_id=story_review_id)
    answer: StoryAnswer | None = StoryAnswer.objects.for_us(actor).filter(review=review).first()
    if answer is None or review.taken_over_at is not None:
        raise WrongState(gettext_noop("There is no new answer to take over."))
    # A story that was taken back, or sent again since, is not moved: the answer was about another text.
    if queries.is_newest(actor=actor, review=review) and queries.is_in_review(actor=actor, story_id=review.story_id):
        prevention.take_safety_answer(actor=actor, story_id=review.story_id, verdict=answer.verdict)
    review.taken_over_at = now()
    review.save(update_fields=["taken_over_at"])
    log.record(actor=actor, event=Event.COORDINATION_STORY_TAKEN_OVER, subject=review, verdict=answer.verdict)
    return review


def _open_review(actor: Actor, story_review_id: UUID) -> StoryReview:
    review = queries.story_for_us(actor=actor, story_review_id=story_review_id)
    if getattr(review, "answer", None) is not None:
        raise WrongState(ANSWERED)
    return review


def _check_safe(actor: Actor, join: StoryJoin | None) -> None:
    """Allow a story of somebody whose help ended long enough ago, by the own record and not by what a writer says."""
    if join is None:
        raise WrongState(gettext_noop("Say first whose story it is: it is safe only compared with the case."))
    left_on = protection.help_ended_on(actor=actor, case=protection.case(actor=actor, case_id=join.case_id))
    check_may_ask(left_on=left_on, today=today(), years=number("story_after_exit_years", on=today()))
