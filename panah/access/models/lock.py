from django.db import models
from django.db.models.functions import Now

from panah.access.scopes import LockQuerySet
from panah.codes.fields import CodeField
from panah.core.ids import new_id


class Lock(models.Model):
    """An order that hides a case. The case worker in charge keeps access, because care goes on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    wall = CodeField("wall")
    case_id = models.UUIDField()
    basis = CodeField("legal_basis")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    exempt_person_id = models.UUIDField(null=True)
    ordered_by_id = models.UUIDField()
    ordered_at = models.DateTimeField(db_default=Now())

    objects = LockQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case_id"], name="access_lock_case")]

    def __str__(self) -> str:
        return f"lock {self.id}"
