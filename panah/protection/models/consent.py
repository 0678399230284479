from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class ConsentPaper(Held):
    """The scan of a paper that was signed, sealed. No grant opens it: a signature stays with the holder."""

    GRANT_CASE = None

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    content = SealedTextField()
    size = models.IntegerField()
    added_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"paper of {self.added_at}"


class Consent(Held):
    """What a person agreed to: one purpose, one recipient, one text. A withdrawal takes effect at once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    purpose = CodeField("consent_purpose")
    recipient = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    text = CodeField("consent_text")
    language = CodeField("language")
    text_digest = models.BinaryField(null=True)
    giver = CodeField("consent_giver", default="person")
    guardian_name = SealedTextField()
    child_view = CodeField("child_view", blank=True)
    child_words = SealedTextField()
    signing = CodeField("consent_signing", blank=True)
    signature = SealedTextField()
    paper = models.OneToOneField(ConsentPaper, models.PROTECT, null=True, related_name="+")
    witness_name = SealedTextField()
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
            models.CheckConstraint(
                condition=models.Q(signing="", signature__isnull=True, paper__isnull=True, witness_name__isnull=True)
                | models.Q(signing="drawn", signature__isnull=False)
                | models.Q(signing="paper", paper__isnull=False)
                | models.Q(signing="oral", witness_name__isnull=False),
                name="protection_consent_signing_has_its_proof",
            ),
            models.CheckConstraint(
                condition=models.Q(giver="person") | models.Q(guardian_name__isnull=False),
                name="protection_consent_guardian_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"consent to {self.purpose} of {self.given_on}"
