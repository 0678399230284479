"""Asking the same questions before and after. Only counts come in; nobody's answers."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.prevention import queries
from panah.prevention.models import Answer, Question, Round, Survey
from panah.prevention.rules import check_answers


@transaction.atomic
def plan_survey(
    *,
    actor: Actor,
    slug: str,
    title_en: str,
    title_az: str = "",
    title_ru: str = "",
    division: str = "",
    event_id: UUID | None = None,
    next_due_on: date | None = None,
) -> Survey:
    """
    Plan a survey of a campaign.

    :raises NotPermitted: if the actor may not plan surveys
    :raises NotVisible: if the actor's organisation has no such campaign
    """
    check(actor, Permission.PREVENTION_SURVEY_CHANGE)
    campaign = queries.campaign_to_change(actor=actor, slug=slug)
    survey = Survey(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        title_en=title_en,
        title_az=title_az,
        title_ru=title_ru,
        division=division,
        event_id=event_id,
        next_due_on=next_due_on,
    )
    survey.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_SURVEY_PLANNED, subject=survey)
    return survey


@transaction.atomic
def add_question(
    *,
    actor: Actor,
    survey_id: UUID,
    kind: str,
    text_en: str,
    text_az: str = "",
    text_ru: str = "",
    form: str = "yes_counts",
) -> Question:
    """
    Add a question, before the first round: the questions are the same in every round.

    :raises NotPermitted: if the actor may not plan surveys
    :raises NotVisible: if the actor's organisation has no such survey
    :raises WrongState: if a round was held already
    """
    check(actor, Permission.PREVENTION_SURVEY_CHANGE)
    survey = queries.survey_to_change(actor=actor, survey_id=survey_id)
    if survey.rounds.exists():
        raise WrongState(gettext_noop("A round was held already; its questions stay as they are."))
    question = Question(
        organisation_id=survey.organisation_id,
        survey=survey,
        position=survey.questions.count() + 1,
        kind=kind,
        text_en=text_en,
        text_az=text_az,
        text_ru=text_ru,
        form=form,
    )
    question.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_QUESTION_ADDED, subject=question, kind=kind)
    return question


@transaction.atomic
def record_round(
    *,
    actor: Actor,
    survey_id: UUID,
    name: str,
    held_on: date,
    respondents_count: int,
    answers: Mapping[UUID, tuple[int, int]],
    next_due_on: date | None = None,
) -> Round:
    """
    Record one round: how many took part, and for each question how many answered and how many of them rightly.

    :param answers: question -> (answered, right)
    :raises NotPermitted: if the actor may not record surveys
    :raises NotVisible: if the actor's organisation has no such survey
    :raises InvalidInput: if this round is recorded already, or a part is larger than its whole
    """
    check(actor, Permission.PREVENTION_SURVEY_CHANGE)
    survey = queries.survey_to_change(actor=actor, survey_id=survey_id)
    if survey.rounds.filter(round=name).exists():
        raise InvalidInput(gettext_noop("This round is recorded already."), field="name")
    held = Round(
        organisation_id=survey.organisation_id,
        survey=survey,
        round=name,
        held_on=held_on,
        respondents_count=respondents_count,
    )
    held.save(force_insert=True)
    for question in survey.questions.all():
        if question.pk in answers:
            answered, right = answers[question.pk]
            check_answers(right=right, answered=answered, respondents=respondents_count)
            Answer(
                organisation_id=survey.organisation_id,
                round=held,
                question=question,
                answered_count=answered,
                right_count=right,
            ).save(force_insert=True)
    survey.next_due_on = next_due_on
    survey.save(update_fields=["next_due_on"])
    log.record(actor=actor, event=Event.PREVENTION_ROUND_RECORDED, subject=held, round=name)
    return held
