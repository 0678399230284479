from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.core.ids import new_id


class Installation(models.Model):
    """What this database is. One row, written when the database is created and never changed."""

    id = models.BooleanField(primary_key=True, default=True)
    is_demo = models.BooleanField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=True), name="core_installation_once")]

    def __str__(self) -> str:
        return "demo" if self.is_demo else "production"


class JobContext(models.Model):
    """On whose behalf a job runs. Written in the enqueuing transaction; only the worker's role may assume it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person_id = models.UUIDField()
    organisation_id = models.UUIDField()
    wall = models.CharField(max_length=20)
    # What the account was then: a job of somebody who has lost a role since is refused.
    roles = ArrayField(models.CharField(max_length=40), default=list)
    duties = ArrayField(models.CharField(max_length=40), default=list)
    job_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
