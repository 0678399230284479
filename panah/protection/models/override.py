from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case
from panah.protection.rules.consent import OVERRIDES


class Override(Held):
    """
    A duty that stands above consent: one recipient is told for a named reason, although the person did not agree.

    The data-protection officer of the holder is told of each, and notes that it was looked at.
    """

    GRANT_CASE = None

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    ground = CodeField("override_ground")
    recipient = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    reason = SealedTextField()
    order_number = SealedTextField()
    told = CodeField("person_told")
    told_on = models.DateField(null=True)
    decided_by_id = models.UUIDField()
    decided_at = models.DateTimeField(db_default=Now())
    until = models.DateField()
    noted_by_id = models.UUIDField(null=True)
    noted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case", "-decided_at"], name="protection_override_case"),
            models.Index(fields=["organisation", "wall", "noted_at"], name="protection_override_noted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ground__in=sorted(OVERRIDES), reason__isnull=False),
                name="protection_override_has_ground_and_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(ground="court_order") | models.Q(order_number__isnull=False),
                name="protection_override_order_has_a_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(told="told") | models.Q(told_on__isnull=False),
                name="protection_override_told_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(noted_by_id__isnull=True)
                | models.Q(noted_at__isnull=False) & ~models.Q(noted_by_id=models.F("decided_by_id")),
                name="protection_override_noted_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"override by {self.ground}"
