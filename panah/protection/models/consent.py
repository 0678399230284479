from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Consent(Held):
    """What a person agreed to: one purpose, one recipient, one text. A withdrawal takes effect at once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    purpose = CodeField("consent_purpose")
    recipient = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    text = CodeField("consent_text")
    language = CodeField("language")
    giver = CodeField("consent_giver", default="person")
    guardian_name = SealedTextField()
    given_on = models.DateField()
    expires_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case", "given_on"], name="protection_consent_case"),
            models.Index(fields=["organisation", "wall", "expires_on"], name="protection_consent_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__isnull=True) | models.Q(expires_on__gte=models.F("given_on")),
                name="protection_consent_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"consent to {self.purpose} of {self.given_on}"
