from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from panah.access.models.grant import Grant
from panah.access.models.lock import Lock
from panah.access.scopes import ExchangedManager, GrantQuerySet, HeldManager, LockQuerySet, RegisterManager
from panah.access.walls import FieldGroup
from panah.codes.fields import CodeField
from panah.core.ids import new_id


class Held(models.Model):
    """A confidential record: one organisation holds it, behind one wall, under one record key."""

    GRANT_CASE: ClassVar[str | None] = "case_id"
    GRANT_GROUP: ClassVar[FieldGroup] = FieldGroup.CASE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    wall = CodeField("wall")
    key_id = models.UUIDField(null=True, editable=False)

    objects = HeldManager()

    class Meta:
        abstract = True

    @classmethod
    def grants(cls) -> GrantQuerySet:
        """Return the grants that may open records of this table."""
        return Grant.objects.all()

    @classmethod
    def locks(cls) -> LockQuerySet:
        """Return the locks that may hide records of this table."""
        return Lock.objects.all()


class Exchanged(models.Model):
    """What passes from one organisation to another; the sending end holds it, both ends read it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    from_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    from_wall = CodeField("wall")
    to_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    to_wall = CodeField("wall")
    sent_by_id = models.UUIDField()
    sent_at = models.DateTimeField(db_default=Now())

    objects = ExchangedManager()

    class Meta:
        abstract = True


class Register(models.Model):
    """A record about no protected person: every reader with the permission sees it, its own organisation changes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")

    objects = RegisterManager()

    class Meta:
        abstract = True
