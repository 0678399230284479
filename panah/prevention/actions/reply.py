"""Asking the questions here: a round opens under a code, answers come in without a name, a job compares them."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.jobs import enqueue
from panah.core.paired import p_values
from panah.prevention import queries
from panah.prevention.actions.placement import CODE_LENGTH, CODE_LETTERS
from panah.prevention.models import Answer, Reply, Round, Survey
from panah.prevention.queries.replies import compared, counts_of, round_to_change, wording
from panah.prevention.rules.survey import check_may_open, languages_of
from panah.published.asking import check_answer, pairing_code, pairing_tag


@transaction.atomic
def note_back_translation(*, actor: Actor, survey_id: UUID, languages: Iterable[str], on: date) -> Survey:
    """
    Note into which languages the wording was translated, translated back by somebody else, and compared.

    :raises NotPermitted: if the actor may not plan surveys
    :raises NotVisible: if the actor's organisation has no such survey
    :raises InvalidInput: if a language has not all the words yet
    """
    check(actor, Permission.PREVENTION_SURVEY_CHANGE)
    survey = queries.survey_to_change(actor=actor, survey_id=survey_id)
    noted = sorted(languages)
    if set(noted) - set(languages_of(wording(actor=actor, survey=survey))):
        raise InvalidInput(gettext_noop("A question has no words in this language yet."), field="languages")
    survey.translated_back, survey.translated_back_on = noted, on
    survey.save(update_fields=["translated_back", "translated_back_on"])
    log.record(actor=actor, event=Event.PREVENTION_SURVEY_TRANSLATED, subject=survey, count=len(noted))
    return survey


@transaction.atomic
def open_round(*, actor: Actor, survey_id: UUID, name: str) -> Round:
    """
    Open a round under a short code of its own: from now on it can be answered.

    :raises NotPermitted: if the actor may not record surveys
    :raises NotVisible: if the actor's organisation has no such survey
    :raises InvalidInput: if this round was held already
    :raises WrongState: if there is nothing to ask
    """
    check(actor, Permission.PREVENTION_SURVEY_CHANGE)
    survey = queries.survey_to_change(actor=actor, survey_id=survey_id)
    if survey.rounds.filter(round=name).exists():
        raise InvalidInput(gettext_noop("This round is recorded already."), field="name")
    texts = wording(actor=actor, survey=survey)
    check_may_open(questions=len(texts) - 1, languages=languages_of(texts))
    held = Round(
        organisation_id=survey.organisation_id,
        survey=survey,
        round=name,
        held_on=today(),
        respondents_count=0,
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
    )
    held.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_ROUND_OPENED, subject=held, round=name)
    return held


@transaction.atomic
def record_reply(
    *,
    actor: Actor,
    round_id: UUID,
    way: str,
    language: str,
    answers: Mapping[int, int],
    letters: str = "",
    day: int | None = None,
) -> Reply:
    """
    Enter what one person answered, from a paper or at an event.

    :param answers: place of a question -> the answer; a question left empty is not there
    :raises NotPermitted: if the actor may not record surveys
    :raises NotVisible: if the actor's organisation has no such round
    :raises WrongState: if the round does not take answers
    :raises InvalidInput: if there is no answer, one that cannot be, or half a code
    """
    check(actor, Permission.PREVENTION_SURVEY_CHANGE)
    held = _open(round_to_change(actor=actor, round_id=round_id))
    forms = dict(held.survey.questions.values_list("position", "form"))
    known = {str(place): check_answer(forms[place], value) for place, value in answers.items() if place in forms}
    if not known:
        raise InvalidInput(gettext_noop("Answer at least one question."))
    reply = Reply(
        organisation_id=held.organisation_id,
        round=held,
        way=way,
        language=language,
        tag=pairing_tag(held.survey_id, pairing_code(letters, day), secret=settings.PANAH_PAIRING_KEY),
        answers=known,
    )
    reply.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_REPLY_RECORDED, subject=held, way=way)
    return reply


@transaction.atomic
def close_round(*, actor: Actor, round_id: UUID) -> Round:
    """
    Close a round: nobody answers any more, and a job counts and compares.

    :raises NotPermitted: if the actor may not record surveys
    :raises NotVisible: if the actor's organisation has no such round
    :raises WrongState: if it does not take answers anyhow
    """
    check(actor, Permission.PREVENTION_SURVEY_CHANGE)
    held = _open(round_to_change(actor=actor, round_id=round_id))
    held.closed_on = today()
    held.save(update_fields=["closed_on"])
    enqueue("prevention.compare_survey", survey_id=held.survey_id, account_id=actor.id)
    log.record(actor=actor, event=Event.PREVENTION_ROUND_CLOSED, subject=held, round=held.round)
    return held


@transaction.atomic
def ask_for_comparison(*, actor: Actor, survey_id: UUID) -> Survey:
    """
    Let a job count the closed rounds again, and compare them.

    :raises NotPermitted: if the actor may not record surveys
    :raises NotVisible: if the actor's organisation has no such survey
    :raises WrongState: if no round that was asked here is closed
    """
    check(actor, Permission.PREVENTION_SURVEY_CHANGE)
    survey = queries.survey_to_change(actor=actor, survey_id=survey_id)
    if not survey.rounds.filter(code__isnull=False, closed_on__isnull=False).exists():
        raise WrongState(gettext_noop("Close a round first: only closed rounds are counted."))
    enqueue("prevention.compare_survey", survey_id=survey.pk, account_id=actor.id)
    log.record(actor=actor, event=Event.PREVENTION_SURVEY_ASKED, subject=survey)
    return survey


@transaction.atomic
def compare_survey(*, actor: Actor, survey_id: UUID) -> Survey:
    """
    Count the answers of every closed round asked here, test the pairs, and keep the results. Only a job calls it.

    :raises NotPermitted: if the actor may not record surveys
    :raises NotVisible: if the actor's organisation has no such survey
    """
    check(actor, Permission.PREVENTION_SURVEY_CHANGE)
    survey = queries.survey_to_change(actor=actor, survey_id=survey_id)
    for held, people, counts in counts_of(actor=actor, survey=survey):
        held.respondents_count = people
        held.save(update_fields=["respondents_count"])
        for question, (answered, right) in counts.items():
            part: dict[str, Any] = {"answered_count": answered, "right_count": right}
            Answer.objects.own(actor).update_or_create(
                round=held, question=question, defaults={"organisation_id": survey.organisation_id, **part}
            )
    drafts = compared(actor=actor, survey=survey)
    tested = iter(p_values([(draft.method, moved) for draft, moved in drafts if moved]) if drafts else ())
    survey.results = [asdict(draft) | {"p": next(tested) if moved else None} for draft, moved in drafts]
    survey.counted_on = today()
    survey.save(update_fields=["results", "counted_on"])
    log.record(actor=actor, event=Event.PREVENTION_SURVEY_COMPARED, subject=survey, count=len(drafts))
    return survey


def _open(held: Round) -> Round:
    if held.code is None or held.closed_on is not None:
        raise WrongState(gettext_noop("This round takes no answers now."))
    return held
