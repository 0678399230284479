from django.db import models
from django.db.models.functions import Now

from panah.access.scopes import LockQuerySet
from panah.codes.fields import CodeField
from panah.core.ids import new_id


class Lock(models.Model):
    """An order or a restriction that hides a case from colleagues. One person keeps access, because care goes on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    wall = CodeField("wall")
    case_id = models.UUIDField()
    # The case itself is hidden from who must be able to lift the lock, so the number stands here too.
    reference = models.CharField(max_length=20, blank=True)
    basis = CodeField("lock_basis")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    exempt_person_id = models.UUIDField(null=True)
    ordered_by_id = models.UUIDField()
    ordered_at = models.DateTimeField(db_default=Now())
    lifted_by_id = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)

    objects = LockQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case_id"], name="access_lock_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lifted_at=None, lifted_by_id=None)
                | models.Q(lifted_at__isnull=False, lifted_by_id__isnull=False),
                name="access_lock_lifted_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"lock {self.id}"
