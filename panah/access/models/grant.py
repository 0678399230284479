from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.access.scopes import GrantQuerySet
from panah.codes.fields import CodeField
from panah.core.ids import new_id


class Grant(models.Model):
    """
    The only way across organisations: which case, which field groups, to whom, why, until when.

    `groups` holds every group that is open, the implied ones included where they were meant.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    wall = CodeField("wall")
    case_id = models.UUIDField()
    to_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    to_wall = CodeField("wall")
    to_person_id = models.UUIDField(null=True)
    groups = ArrayField(models.CharField(max_length=20))
    purpose = CodeField("grant_purpose")
    basis = CodeField("legal_basis")
    consent_id = models.UUIDField(null=True)
    given_by_id = models.UUIDField()
    given_at = models.DateTimeField(db_default=Now())
    expires_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "case_id"], name="access_grant_to"),
            models.Index(fields=["organisation", "case_id"], name="access_grant_case"),
        ]

    def __str__(self) -> str:
        return f"grant {self.id}"
