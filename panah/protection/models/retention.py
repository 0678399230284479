from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.protection.states.retention import WAITING, ErasureState


class Erasure(Held):
    """That the time of a record has run out, and who approved that its key is destroyed. Ids and days only."""

    GRANT_CASE = None

    # The case; or what a mission, a deciding body or a helpline holds, which is no case: then its key is named, too.
    case_id = models.UUIDField()
    case_reference = models.CharField(max_length=20)
    other_key_id = models.UUIDField(null=True)
    retention = CodeField("retention_class")
    due_on = models.DateField()
    state = CodeField("erasure_state", default=ErasureState.PROPOSED)
    proposed_at = models.DateTimeField(db_default=Now())
    first_by_id = models.UUIDField(null=True)
    first_at = models.DateTimeField(null=True)
    first_is_officer = models.BooleanField(default=False)
    second_by_id = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "wall", "state", "due_on"], name="protection_erasure_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "case_id"],
                condition=models.Q(state__in=[state.value for state in WAITING]),
                name="protection_erasure_waits_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "erased"])
                | models.Q(first_by_id__isnull=False, second_by_id__isnull=False)
                & ~models.Q(first_by_id=models.F("second_by_id")),
                name="protection_erasure_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"erasure due on {self.due_on}"


class LegalHold(Held):
    """A court case or a complaint needs the record: nothing of it is erased until two persons release it."""

    GRANT_CASE = None

    case_id = models.UUIDField()
    case_reference = models.CharField(max_length=20)
    basis = CodeField("hold_basis")
    held_on = models.DateField()
    held_by_id = models.UUIDField()
    release_by_id = models.UUIDField(null=True)
    release_is_officer = models.BooleanField(default=False)
    released_by_id = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "wall", "case_id"], name="protection_hold_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "case_id"],
                condition=models.Q(released_at=None),
                name="protection_hold_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at=None)
                | models.Q(release_by_id__isnull=False, released_by_id__isnull=False)
                & ~models.Q(release_by_id=models.F("released_by_id")),
                name="protection_hold_released_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"hold since {self.held_on}"
