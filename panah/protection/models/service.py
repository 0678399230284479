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
    is_first_help = models.BooleanField(default=False)
    note = SealedTextField()
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "on"], name="protection_service_case")]

    def __str__(self) -> str:
        return f"{self.service} on {self.on}"
