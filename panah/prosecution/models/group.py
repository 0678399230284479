from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.prosecution.states import GroupKind


class CriminalGroup(Held):
    """Those who act together, as one organisation investigates them: of one of three exclusive kinds."""

    GRANT_CASE = "id"

    reference = models.CharField(max_length=20)
    kind = CodeField("group_kind")
    name = SealedTextField()
    summary = SealedTextField()
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    forms = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    opened_on = models.DateField()
    opened_by_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "wall", "-opened_on", "-id"], name="prosecution_group_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="prosecution_group_reference"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in GroupKind]), name="prosecution_group_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.reference
