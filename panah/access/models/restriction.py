from django.db import models
from django.db.models.functions import Now

from panah.access.models.bases import Held
from panah.codes.fields import CodeField


class Restriction(Held):
    """A person asked that their record be shared no more, and it was granted. Its holder goes on helping."""

    GRANT_CASE = None

    case_id = models.UUIDField()
    source_id = models.UUIDField()
    put_by_id = models.UUIDField()
    put_at = models.DateTimeField(db_default=Now())
    lift_reason = CodeField("restriction_lift", blank=True)
    lifted_by_id = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "wall", "case_id"],
                condition=models.Q(lifted_at=None),
                name="access_restriction_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None, lifted_by_id=None, lift_reason="")
                | models.Q(lifted_at__isnull=False, lifted_by_id__isnull=False) & ~models.Q(lift_reason=""),
                name="access_restriction_lifted_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"restriction {self.id}"
