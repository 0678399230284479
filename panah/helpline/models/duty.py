from django.db import models

from panah.access.models import Exchanged, Held
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.helpline.models.signal import Signal
from panah.helpline.rules import Standing, standing


class DutyToInvestigate(Held):
    """
    A credible report about workers from abroad: that it is investigated is owed, whether or not anybody complains.

    Law: Zoletic and Others v. Azerbaijan, European Court of Human Rights, 2021.
    """

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    signal = models.OneToOneField(Signal, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    outcome = CodeField("duty_outcome", blank=True)
    ended_on = models.DateField(null=True)
    ended_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on=None, outcome="")
                | models.Q(ended_on__isnull=False, ended_by_id__isnull=False) & ~models.Q(outcome=""),
                name="helpline_dutytoinvestigate_ended_with_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "wall", "due_at"],
                name="helpline_duty_due",
                condition=models.Q(ended_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"duty {self.id}"


class DutyNotice(Exchanged):
    """
    The body that has to investigate is told that it must: codes and a clock, never a word of whoever reported.

    Nothing of a person crosses to prosecution but by a disclosure package.
    """

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    duty = models.ForeignKey(DutyToInvestigate, models.PROTECT, related_name="notices")
    reference = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    exploitation_form = CodeField("exploitation_form", blank=True)
    division = models.CharField(max_length=60, blank=True)
    workers_count = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "due_at", "id"], name="helpline_dutynotice_for"),
        ]

    def __str__(self) -> str:
        return f"notice of {self.reference}"

    @property
    def standing(self) -> Standing:
        """How it stands with the body that was told."""
        return standing([answer.outcome for answer in self.answers.all()])

    @property
    def done(self) -> "DutyAnswer | None":
        """What that body did, once it said so."""
        return next((answer for answer in self.answers.all() if answer.outcome), None)


class DutyAnswer(Exchanged):
    """What the receiver says of a duty: that it takes it (no outcome yet), then what was done, and on which day."""

    notice = models.ForeignKey(DutyNotice, models.PROTECT, related_name="answers")
    outcome = CodeField("duty_outcome", blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="", done_on=None) | ~models.Q(outcome="") & models.Q(done_on__isnull=False),
                name="helpline_dutyanswer_done_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["notice"], condition=models.Q(outcome=""), name="helpline_dutyanswer_taken_once"
            ),
            models.UniqueConstraint(
                fields=["notice"], condition=~models.Q(outcome=""), name="helpline_dutyanswer_done_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome or 'accepted'} {self.notice_id}"
