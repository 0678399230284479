from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.prevention.models.campaign import Campaign, words_of


class Survey(Register):
    """The same questions before and after a campaign, or to a group that never saw it. Only counts are kept."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="surveys")
    title_en = models.CharField(max_length=200)
    title_az = models.CharField(max_length=200, blank=True)
    division = models.CharField(max_length=12, blank=True)
    event = models.ForeignKey("partnership.Event", models.PROTECT, null=True, related_name="surveys")
    next_due_on = models.DateField(null=True)
    title_ru = models.CharField(max_length=200, blank=True)
    translated_back = ArrayField(models.CharField(max_length=8), default=list)
    translated_back_on = models.DateField(null=True)
    results = models.JSONField(default=list)  # what `compare_survey` found: rules.survey.Result, one for each pair
    counted_on = models.DateField(null=True)

    def __str__(self) -> str:
        return words_of(self, "title")


class Question(Register):
    """One question; the answer that is counted is the right, or the hoped-for, one."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = CodeField("knowledge_question_kind")
    text_en = models.CharField(max_length=200)
    text_az = models.CharField(max_length=200, blank=True)
    text_ru = models.CharField(max_length=200, blank=True)
    form = CodeField("question_form", default="yes_counts")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["survey", "position"], name="prevention_question_position")]

    def __str__(self) -> str:
        return words_of(self, "text")


class Round(Register):
    """One round of a survey, on a day. With a code of its own it is asked here, on paper, on a phone or at an event."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="rounds")
    round = CodeField("survey_round")
    held_on = models.DateField()
    respondents_count = models.PositiveIntegerField()
    code = models.CharField(max_length=8, unique=True, null=True)  # noqa: DJ001 - one that was only counted has none
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ["held_on"]
        constraints = [models.UniqueConstraint(fields=["survey", "round"], name="prevention_round_once")]

    def __str__(self) -> str:
        return f"{self.round} {self.held_on}"


class Answer(Register):
    """How many answered a question in a round, and how many of them rightly."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    answered_count = models.PositiveIntegerField()
    right_count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "question"], name="prevention_answer_once"),
            models.CheckConstraint(
                condition=Q(right_count__lte=F("answered_count")), name="prevention_answer_right_of_answered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.right_count} of {self.answered_count}"


class Reply(Register):
    """
    What one person answered in one round: a number for each question, and no day, name, address or word.

    `tag` is a keyed hash of the code that the person makes up of three letters and a day of the month; it is another
    one in every survey, and opens nothing. The id is drawn at random: it does not tell when somebody answered.
    """

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="replies")
    way = CodeField("survey_way")
    language = CodeField("language")
    tag = models.BinaryField(null=True)
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"{self.way} {self.language}"
