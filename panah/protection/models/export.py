from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField


class PaymentExport(Held):
    """A list of payments that leaves as a file: who wanted it, what for, who else approved it. The file is sealed."""

    GRANT_CASE = None

    number = models.CharField(max_length=20)
    purpose = CodeField("export_purpose")
    basis = CodeField("legal_basis")
    with_names = models.BooleanField(default=False)
    payment_ids = ArrayField(models.UUIDField())
    row_count = models.IntegerField()
    language = models.CharField(max_length=5)
    state = CodeField("export_state")
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField(db_default=Now())
    decided_by_id = models.UUIDField(null=True)
    ready_at = models.DateTimeField(null=True)
    file = SealedTextField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="protection_export_asked")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by_id=None) | ~Q(decided_by_id=F("asked_by_id")),
                name="protection_export_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(with_names=False, row_count__lte=50) | Q(decided_by_id__isnull=False),
                name="protection_export_needs_second",
            ),
        ]

    def __str__(self) -> str:
        return f"payment export {self.id}"
