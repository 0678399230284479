from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField


class Shelter(Held):
    """A safe house under a neutral name. What it is called says nothing of where it is."""

    GRANT_CASE = None

    name = models.CharField(max_length=80)
    # What somebody who works there speaks: reference codes, no words.
    languages = ArrayField(models.CharField(max_length=20), default=list)

    def __str__(self) -> str:
        return self.name


class ShelterLocation(Held):
    """Where a shelter is: own table, own key. Its staff and a live transport task read it, and the log knows."""

    GRANT_CASE = None

    shelter = models.OneToOneField(Shelter, models.PROTECT, related_name="+")
    address = SealedTextField()

    def __str__(self) -> str:
        return f"location {self.id}"


class Unit(Held):
    """A part of a house, for some people: men, women and children live apart."""

    GRANT_CASE = None

    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="units")
    name = models.CharField(max_length=40)
    for_whom = CodeField("unit_for")
    is_accessible = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["organisation", "shelter"], name="protection_unit_shelter")]

    def __str__(self) -> str:
        return self.name


class Place(Held):
    """A numbered place to sleep."""

    GRANT_CASE = None

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="places")
    number = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "unit", "number"], name="protection_place_unit")]
        constraints = [models.UniqueConstraint(fields=["unit", "number"], name="protection_place_once")]

    def __str__(self) -> str:
        return f"place {self.number}"


class Block(Held):
    """A place that nobody can have for a while, and why."""

    GRANT_CASE = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="blocks")
    reason = CodeField("block_reason")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    lifted_at = models.DateTimeField(null=True)
    blocked_by_id = models.UUIDField()
    blocked_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "place"], name="protection_block_place")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="protection_block_order",
            )
        ]

    def __str__(self) -> str:
        return f"block {self.id}"


class Incident(Held):
    """Something that happened in a house: an event, or an incident that somebody has to see to."""

    GRANT_CASE = None

    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="+")
    stay = models.ForeignKey("protection.Stay", models.PROTECT, null=True, related_name="+")
    kind = CodeField("incident_kind")
    severity = CodeField("incident_severity")
    happened_on = models.DateField()
    told = ArrayField(models.CharField(max_length=40), default=list)
    note = SealedTextField()
    state = CodeField("incident_state")
    settled_on = models.DateField(null=True)
    settled_by_id = models.UUIDField(null=True)
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "-happened_on", "-id"], name="protection_incident_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_on=None) | models.Q(settled_on__gte=models.F("happened_on")),
                name="protection_incident_order",
            )
        ]

    def __str__(self) -> str:
        return f"incident {self.id}"
