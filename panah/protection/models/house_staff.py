from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held


class HouseStaff(Held):
    """That somebody works in a house. The database shows its address to nobody else of the organisation."""

    GRANT_CASE = None

    shelter = models.ForeignKey("protection.Shelter", models.PROTECT, related_name="staff")
    worker_id = models.UUIDField()
    # None: the one who opened the house, or who ran it before staff was bound to houses.
    bound_by_id = models.UUIDField(null=True)
    bound_at = models.DateTimeField(db_default=Now())
    ended_by_id = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "house staff"
        constraints = [
            models.UniqueConstraint(
                fields=["shelter", "worker_id"], condition=models.Q(ended_at=None), name="protection_housestaff_once"
            ),
            models.CheckConstraint(
                condition=models.Q(bound_by_id=None) | ~models.Q(bound_by_id=models.F("worker_id")),
                name="protection_housestaff_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by_id=None)
                | models.Q(ended_at__isnull=False, ended_by_id__isnull=False),
                name="protection_housestaff_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"staff of house {self.shelter_id}"
