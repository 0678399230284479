from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.helpline.models.signal import Signal


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
