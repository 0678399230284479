from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case
from panah.protection.models.consent import Consent


class Document(Held):
    """
    A file kept in a case: what it is stands in codes; its name, words about it and its bytes are sealed.

    No grant opens it: what another body needs is handed over by a person. `group` says who of the holder opens it.
    """

    GRANT_CASE = None

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = CodeField("document_kind")
    group = CodeField("field_group")
    file_kind = CodeField("file_kind")
    language = CodeField("language", blank=True)
    dated_on = models.DateField(null=True)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="documents")
    file_name = SealedTextField()
    words = SealedTextField()
    size = models.IntegerField()
    added_by_id = models.UUIDField()
    added_at = models.DateTimeField(db_default=Now())
    withdrawal = CodeField("document_withdrawal", blank=True)
    withdrawn_by_id = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "-added_at"], name="protection_document_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawal="")
                | models.Q(withdrawn_at__isnull=False, withdrawn_by_id__isnull=False) & ~models.Q(withdrawal=""),
                name="protection_document_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="consent", consent__isnull=False)
                | ~models.Q(kind="consent") & models.Q(consent=None),
                name="protection_document_signed_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(group__in=["case", "identity", "health", "location"]),
                name="protection_document_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.added_at}"


class DocumentPart(Held):
    """A piece of a document's bytes, sealed under the key of its case: with that key it is gone."""

    GRANT_CASE = None

    document = models.ForeignKey(Document, models.PROTECT, related_name="parts")
    number = models.IntegerField()
    content = SealedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="protection_document_part_once")]

    def __str__(self) -> str:
        return f"part {self.number}"
