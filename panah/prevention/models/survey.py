from django.db import models
from django.db.models import F, Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.prevention.models.campaign import Campaign, words_of


class Survey(Register):
    """The same questions before and after a campaign, or to a group that never saw it. Only counts are kept."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="surveys")
    title_en = models.CharField(max_length=200)
    title_az = models.CharField(max_length=200, blank=True)
    division = models.CharField(max_length=12, blank=True)
    event = models.ForeignKey("partnership.Event", models.PROTECT, null=True, related_name="surveys")
    next_due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return words_of(self, "title")


class Question(Register):
    """One question; the answer that is counted is the right, or the hoped-for, one."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = CodeField("knowledge_question_kind")
    text_en = models.CharField(max_length=200)
    text_az = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["survey", "position"], name="prevention_question_position")]

    def __str__(self) -> str:
        return words_of(self, "text")


class Round(Register):
    """One round of a survey, on a day."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="rounds")
    round = CodeField("survey_round")
    held_on = models.DateField()
    respondents_count = models.PositiveIntegerField()

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
