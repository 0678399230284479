from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.prosecution.models.group import CriminalGroup
from panah.prosecution.states import DispositionKind


class Disposition(Held):
    """On this day the group's operation was prevented, or the group was neutralised. Corrected, never removed."""

    GRANT_CASE = "group_id"

    group = models.ForeignKey(CriminalGroup, models.PROTECT, related_name="+")
    kind = CodeField("group_disposition")
    disposed_on = models.DateField()
    stage = CodeField("disposition_stage")
    recorded_on = models.DateField()
    recorded_by_id = models.UUIDField()
    corrected_on = models.DateField(null=True)
    correction = CodeField("disposition_correction", blank=True)
    corrected_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"],
                condition=models.Q(corrected_on__isnull=True),
                name="prosecution_disposition_one_stands",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in DispositionKind]),
                name="prosecution_disposition_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(corrected_on__isnull=True, correction="")
                | (models.Q(corrected_on__isnull=False) & ~models.Q(correction="")),
                name="prosecution_disposition_correction_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.disposed_on}"
