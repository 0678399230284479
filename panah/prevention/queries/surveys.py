"""Surveys: the same question before and after, with intervals."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.country import parameters
from panah.prevention.models import Answer, Campaign, Question, Round, Survey
from panah.prevention.rules import Share, Whisker, is_enough, whisker, wilson
from panah.prevention.rules.survey import Result


@dataclass(frozen=True, slots=True)
class Compared:
    """
    One question with its share in each round, in the order of the rounds.

    Below the minimum there is a share without a whisker, and the page shows neither: of a few, each could be guessed.
    """

    question: Question
    shares: list[tuple[Round, Share | None, Whisker | None]]
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One question in those who were recognised in two rounds; where they are too few, nothing of it is shown."""

    question: Question
    result: Result
    first: Whisker | None
    second: Whisker | None
    is_enough: bool
    has_smallest: bool

    @property
    def smallest(self) -> int | None:
        """The smallest change that could be seen, in percentage points."""
        return None if self.result.smallest is None or not self.has_smallest else round(self.result.smallest * 100)


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """A survey with its rounds, its compared questions and what changed."""

    survey: Survey
    rounds: list[Round]
    counted: list[Round]  # without those that are only being asked
    questions: list[Compared]
    changes: list[Change]
    minimum: int


def surveys(*, actor: Actor, campaign: Campaign) -> list[SurveyPage]:
    """Return the surveys of a campaign."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rounds = Round.objects.all_for(actor).prefetch_related(Prefetch("answers", queryset=Answer.objects.all_for(actor)))
    rows = Survey.objects.all_for(actor).filter(campaign=campaign).order_by("pk")
    rows = rows.prefetch_related(
        Prefetch("rounds", queryset=rounds), Prefetch("questions", queryset=Question.objects.all_for(actor))
    )
    return [_page(row) for row in rows]


def survey(*, actor: Actor, survey_id: UUID) -> SurveyPage:
    """
    Return one survey.

    :raises NotVisible: if there is none
    """
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found = Survey.objects.all_for(actor).select_related("campaign").filter(pk=survey_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This survey does not exist."))
    return _page(found)


def survey_to_change(*, actor: Actor, survey_id: UUID) -> Survey:
    """
    Return a survey of the actor's organisation, locked.

    :raises NotVisible: if there is none
    """
    found: Survey | None = Survey.objects.own(actor).select_for_update(of=("self",)).filter(pk=survey_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This survey does not exist."))
    return found


def _page(survey: Survey) -> SurveyPage:
    minimum = parameters.number("survey_minimum", on=today())
    rounds = list(survey.rounds.all())
    counted = [one for one in rounds if one.code is None or (one.closed_on and one.respondents_count)]
    answers = {(row.round_id, row.question_id): row for one in counted for row in one.answers.all()}
    questions = []
    for question in survey.questions.all():
        shares = []
        for one in counted:
            answer = answers.get((one.pk, question.pk))
            share = wilson(answer.right_count, answer.answered_count) if answer else None
            shares.append((one, share, whisker(share, per=100, top=1.0) if share and share.of >= minimum else None))
        questions.append(Compared(question, shares, is_enough([share for _, share, _ in shares], minimum)))
    return SurveyPage(survey, rounds, counted, questions, _changes(survey, counted, questions, minimum), minimum)


def _changes(survey: Survey, counted: list[Round], questions: list[Compared], minimum: int) -> list[Change]:
    asked, names = {row.question.position: row for row in questions}, {one.round for one in counted}
    changes = []
    for row in survey.results:
        found = Result(**row)
        if not {found.first, found.second} <= names:
            continue
        is_known = found.pairs >= minimum
        first, second = (
            whisker(share, per=100, top=1.0) if share and is_known else None
            for share in (wilson(found.first_count, found.pairs), wilson(found.second_count, found.pairs))
        )
        # Without any pair it is that of two groups, made of their shares.
        has_smallest = is_known or (not found.pairs and asked[found.question].is_enough)
        changes.append(Change(asked[found.question].question, found, first, second, is_known, has_smallest))
    return changes
