from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.protection.models.case import Case
from panah.protection.states import ResidenceState


class Residence(Held):
    """
    A foreign person's way to a residence permit, as the holder of the case learns of it. No help waits for it.

    The address is registered at the prosecuting body (Presidential act of 20 May 2020), never where the person lives.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    state = CodeField("residence_state", default=ResidenceState.INFORMED)
    state_on = models.DateField()
    ground = CodeField("residence_ground", blank=True)
    until_on = models.DateField(null=True)
    address = CodeField("residence_address", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "wall", "state", "until_on"], name="protection_residence_until")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("granted", "extended")) | Q(until_on__isnull=False) & ~Q(ground=""),
                name="protection_residence_live_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"residence: {self.state}"


class ResidenceStep(Held):
    """One step of a permit. Steps are added, never changed; the job that lets a permit expire has no person."""

    residence = models.ForeignKey(Residence, models.PROTECT, related_name="steps")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    state = CodeField("residence_state")
    on = models.DateField()
    until_on = models.DateField(null=True)
    ground = CodeField("residence_ground", blank=True)
    reason = CodeField("residence_reason", blank=True)
    recorded_by_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "on"], name="protection_residencestep_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("on")), name="protection_residencestep_order"
            ),
            models.CheckConstraint(
                condition=Q(recorded_by_id__isnull=False) | Q(state="expired"), name="protection_residencestep_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} on {self.on}"
