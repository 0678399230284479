from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.access.models import Exchanged, Held
from panah.codes.fields import CodeField
from panah.core.clock import today
from panah.crypto.fields import SealedTextField
from panah.protection.states import PlaceState


class Shelter(Held):
    """A safe house under a neutral name. What it is called says nothing of where it is."""

    GRANT_CASE = None

    name = models.CharField(max_length=80)
    capacity = models.PositiveSmallIntegerField()
    blocked_count = models.PositiveSmallIntegerField(default=0)
    takes_women = models.BooleanField(default=True)
    takes_men = models.BooleanField(default=False)
    takes_children = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(blocked_count__lte=models.F("capacity")), name="protection_shelter_blocked"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ShelterLocation(Held):
    """Where a shelter is: own table, own key. Read by this shelter's staff alone, and every reading is logged."""

    GRANT_CASE = None

    shelter = models.OneToOneField(Shelter, models.PROTECT, related_name="+")
    address = SealedTextField()

    def __str__(self) -> str:
        return f"location {self.id}"


class PlaceRequest(Exchanged):
    """The holder of a case asks a shelter for a place. It names the person by an opaque id and what fits, no more."""

    case_id = models.UUIDField()
    person_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    sex = CodeField("sex_gender")
    age_band = CodeField("age_band")
    language = CodeField("language", blank=True)
    needs = ArrayField(models.CharField(max_length=40), default=list)
    wanted_on = models.DateField(default=today)
    consent_id = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "-sent_at"], name="protection_placerequest_to"),
            models.Index(fields=["from_organisation", "case_id"], name="protection_placerequest_case"),
        ]

    def __str__(self) -> str:
        return f"place request {self.id}"

    @property
    def state(self) -> PlaceState:
        """Where the request stands: told from the answer, because the receiver never writes the sender's row."""
        answer: PlaceAnswer | None = getattr(self, "answer", None)
        if answer is None:
            return PlaceState.WITHDRAWN if self.withdrawn_at else PlaceState.WAITING
        if not answer.is_accepted:
            return PlaceState.DECLINED
        return PlaceState.LEFT if answer.ended_on else PlaceState.ACCEPTED


class PlaceAnswer(Exchanged):
    """The shelter's answer: a place since a day, or no place and why. It never says where."""

    request = models.OneToOneField(PlaceRequest, models.PROTECT, related_name="answer")
    case_id = models.UUIDField()
    is_accepted = models.BooleanField()
    decline_reason = CodeField("decline_reason", blank=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "case_id"], name="protection_placeanswer_to")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_accepted=True, started_on__isnull=False)
                | models.Q(is_accepted=False, started_on=None) & ~models.Q(decline_reason=""),
                name="protection_placeanswer_complete",
            )
        ]

    def __str__(self) -> str:
        return f"place answer {self.id}"


class Stay(Held):
    """One person's time in one shelter, held by the shelter."""

    GRANT_CASE = None

    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="stays")
    request = models.OneToOneField(PlaceRequest, models.PROTECT, null=True, related_name="+")
    case_id = models.UUIDField()
    person_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    sex = CodeField("sex_gender")
    age_band = CodeField("age_band")
    language = CodeField("language", blank=True)
    needs = ArrayField(models.CharField(max_length=40), default=list)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    exit_reason = CodeField("stay_exit_reason", blank=True)
    admitted_by_id = models.UUIDField()
    admitted_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "shelter", "ended_on"], name="protection_stay_present")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person_id"],
                condition=models.Q(ended_on=None),
                name="protection_stay_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                name="protection_stay_order",
            ),
        ]

    def __str__(self) -> str:
        return f"stay {self.id}"
