"""Answers of a survey that was asked here, counted and paired."""

from uuid import UUID

from django.db.models import Count, QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.country import parameters
from panah.prevention.models import Question, Reply, Round, Survey
from panah.prevention.rules import wilson
from panah.prevention.rules.survey import (
    PAIRS,
    Answers,
    Result,
    is_wished,
    languages_of,
    pairs_of,
    smallest_between,
    smallest_in_pairs,
    steps,
)
from panah.published.asking import FORMS, Asked

Counted = tuple[Round, int, dict[Question, tuple[int, int]]]


def round_to_change(*, actor: Actor, round_id: UUID) -> Round:
    """
    Return a round of the actor's organisation, locked.

    :raises NotVisible: if there is none
    """
    found: Round | None = (
        Round.objects.own(actor).select_for_update(of=("self",)).select_related("survey").filter(pk=round_id).first()
    )
    if found is None:
        raise NotVisible(gettext_noop("This round does not exist."))
    return found


def asked(*, actor: Actor, survey: Survey) -> list[Asked]:
    """Return the questions of a survey as they are asked."""
    return [
        Asked(row.position, row.form, {"az": row.text_az, "en": row.text_en, "ru": row.text_ru})
        for row in Question.objects.all_for(actor).filter(survey=survey)
    ]


def wording(*, actor: Actor, survey: Survey) -> list[tuple[str, str, str]]:
    """Return the title and every question, each in Azerbaijani, English and Russian."""
    questions = Question.objects.all_for(actor).filter(survey=survey)
    return [
        (survey.title_az, survey.title_en, survey.title_ru),
        *(questions.values_list("text_az", "text_en", "text_ru")),
    ]


def languages(*, actor: Actor, survey: Survey) -> list[str]:
    """Return the languages in which the whole of a survey is worded."""
    return languages_of(wording(actor=actor, survey=survey))


def rounds_asked(*, actor: Actor, survey: Survey) -> QuerySet[Round]:
    """Return the rounds of an own survey that are asked here, with how many have answered so far."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found: QuerySet[Round] = Round.objects.own(actor).filter(survey=survey, code__isnull=False)
    return found.annotate(people=Count("replies")).order_by("held_on", "pk")


def counts_of(*, actor: Actor, survey: Survey) -> list[Counted]:
    """
    Return each closed round that was asked here with its people, and for each question the answered and the hoped-for.

    An open one is never counted: the difference of two counts would be the answers of whoever came between them.
    """
    questions, helpline = list(survey.questions.all()), _helpline()
    counted = []
    for held in survey.rounds.filter(code__isnull=False, closed_on__isnull=False):
        replies = [answers for _, answers in _replies(actor, held)]
        counts = {}
        for question in questions:
            values = [answers[str(question.position)] for answers in replies if str(question.position) in answers]
            right = sum(is_wished(question.form, value, helpline=helpline) for value in values)
            counts[question] = (len(values), right)
        counted.append((held, len(replies), counts))
    return counted


def compared(*, actor: Actor, survey: Survey) -> list[tuple[Result, list[int]]]:
    """Return for each question and pair of closed rounds what those in both answered, and how far each moved."""
    held = {row.round: row for row in survey.rounds.filter(code__isnull=False, closed_on__isnull=False)}
    questions, found = list(survey.questions.all()), []
    for first, second in PAIRS:
        if first in held and second in held:
            people, _ = pairs_of(_replies(actor, held[first]), _replies(actor, held[second]))
            found += [_result(question, first, second, people, held) for question in questions]
    return found


def _result(
    question: Question, first: str, second: str, people: list[tuple[Answers, Answers]], held: dict[str, Round]
) -> tuple[Result, list[int]]:
    helpline, place = _helpline(), str(question.position)
    values = [(one[place], other[place]) for one, other in people if place in one and place in other]
    moved = steps(question.form, values, helpline=helpline)
    sums = [sum(is_wished(question.form, pair[side], helpline=helpline) for pair in values) for side in (0, 1)]
    changed = sum(
        is_wished(question.form, one, helpline=helpline) != is_wished(question.form, other, helpline=helpline)
        for one, other in values
    )
    smallest = (
        smallest_in_pairs(len(values), changed) if values else _smallest_apart(question, held[first], held[second])
    )
    result = Result(
        question=question.position,
        first=first,
        second=second,
        pairs=len(values),
        first_count=sums[0],
        second_count=sums[1],
        better=sum(step > 0 for step in moved),
        worse=sum(step < 0 for step in moved),
        method=("signed_rank" if FORMS[question.form][0] == "scale" else "mcnemar") if values else "",
        p=None,
        smallest=smallest,
    )
    return result, moved


def _smallest_apart(question: Question, first: Round, second: Round) -> float | None:
    """Return the smallest change that two groups show whose people cannot be recognised; the counts stand already."""
    rows = {row.round_id: row for row in question.answers.filter(round__in=(first, second))}
    if len(rows) < 2:
        return None
    share = wilson(rows[first.pk].right_count, rows[first.pk].answered_count)
    return smallest_between(share.value, share.of, rows[second.pk].answered_count) if share else None


def _replies(actor: Actor, held: Round) -> list[tuple[bytes | None, Answers]]:
    rows = Reply.objects.own(actor).filter(round=held).values_list("tag", "answers")
    return [(bytes(tag) if tag is not None else None, answers) for tag, answers in rows]


def _helpline() -> int:
    return int(str(parameters.parameter("helpline_number", on=today()).value))
