from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.core.ids import new_id


class Entry(models.Model):
    """
    One line of the log: codes and opaque ids only, so that erasing a person never touches it.

    The holder is the organisation (and wall) whose record it is about; what passes between two has a second holder.
    `sequence` is the notary's: empty until it numbers the row.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(db_default=Now())
    event = models.CharField(max_length=80)
    actor_id = models.UUIDField(null=True)
    actor_organisation_id = models.UUIDField(null=True)
    actor_wall = models.CharField(max_length=20, blank=True)
    holder_organisation_id = models.UUIDField(null=True)
    holder_wall = models.CharField(max_length=20, blank=True)
    second_organisation_id = models.UUIDField(null=True)
    second_wall = models.CharField(max_length=20, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    groups = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    grant_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict, blank=True)
    sequence = models.BigIntegerField(null=True, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["holder_organisation_id", "case_id", "at"], name="audit_entry_case"),
            models.Index(fields=["subject_id", "at"], name="audit_entry_subject"),
            models.Index(fields=["at", "id"], name="audit_entry_at"),
            models.Index(fields=["at"], name="audit_entry_waiting", condition=models.Q(sequence__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.at}"


class Leaf(models.Model):
    """The hash of a numbered row as the notary saw it."""

    sequence = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField()

    def __str__(self) -> str:
        return str(self.sequence)


class Checkpoint(models.Model):
    """A signed statement: this many rows, with this root. `frontier` lets the tree grow without its older leaves."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    frontier = models.BinaryField()
    note = models.TextField()
    signed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.size)
