from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Service(Held):
    """Help that was offered to a person: what, by whom, when, and what became of it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    service = CodeField("service")
    outcome = CodeField("service_outcome")
    on = models.DateField()
    provider = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    until_on = models.DateField(null=True)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="AZN")
    is_first_help = models.BooleanField(default=False)
    note = SealedTextField()
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())
    # Recorded by mistake: the line stays, says why, and is counted nowhere.
    voided_on = models.DateField(null=True)
    voided_by_id = models.UUIDField(null=True)
    void_reason = CodeField("service_void_reason", blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "on"], name="protection_service_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("on")),
                name="protection_service_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(cost=None) | models.Q(cost__gte=0), name="protection_service_cost"
            ),
            models.CheckConstraint(
                condition=models.Q(voided_on=None, voided_by_id=None, void_reason="")
                | models.Q(voided_on__isnull=False, voided_by_id__isnull=False) & ~models.Q(void_reason=""),
                name="protection_service_void_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} on {self.on}"
