from django.db import models
from django.db.models import Q

from panah.access.models import Exchanged
from panah.protection.models.decision import Decision


class Resumption(Exchanged):
    """The body that decides goes on with a suspended inquiry. The holder of the case is told, and its clock runs on."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="resumption")
    case_id = models.UUIDField()
    resumed_on = models.DateField()
    paused_days = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "to_wall", "case_id"], name="protection_resumption_for")]
        constraints = [
            models.CheckConstraint(condition=Q(paused_days__lte=3650), name="protection_resumption_within_years")
        ]

    def __str__(self) -> str:
        return f"resumption on {self.resumed_on}"
