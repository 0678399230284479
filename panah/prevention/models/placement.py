from django.db import models
from django.db.models import F, Q

from panah.access.models import Held, Register
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.prevention.models.campaign import Campaign
from panah.prevention.models.material import Material
from panah.prevention.states import PlacementState


class Placement(Register):
    """
    A material at a place, from a day to a day, under a code of its own.

    A source may name only a kind of place ("airports"): then `venue` is empty. The place may also be an organisation,
    such as a diplomatic representation.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="placements")
    material = models.ForeignKey(Material, models.PROTECT, related_name="placements")
    language = CodeField("language", blank=True)
    code = models.CharField(max_length=8, unique=True)
    site = CodeField("distribution_site")
    venue = models.CharField(max_length=60, blank=True)
    host = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    division = models.CharField(max_length=12, blank=True)
    state = CodeField("placement_state", default=PlacementState.PLANNED)
    quantity = models.PositiveIntegerField(null=True)
    up_on = models.DateField(null=True)
    down_on = models.DateField(null=True)
    check_due_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    has_photo = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["campaign", "state"], name="prevention_placement_state"),
            models.Index(fields=["organisation", "state", "check_due_on"], name="prevention_placement_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(up_on=None) | Q(down_on=None) | Q(down_on__gte=F("up_on")),
                name="prevention_placement_down_after_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.venue or self.site}"


class PlacementCheck(Held):
    """
    What somebody found who went to a placement; added, never changed.

    The photograph is its proof. People may stand in it by chance, so it is sealed and stays in its own organisation.
    """

    GRANT_CASE = None

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    found = CodeField("placement_found")
    checked_by_id = models.UUIDField()
    photo_kind = CodeField("file_kind", blank=True)
    photo = SealedTextField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "wall", "placement", "-checked_on"], name="prevention_check_newest")
        ]

    def __str__(self) -> str:
        return f"{self.found} {self.checked_on}"


class Delivery(Register):
    """One line of the distribution ledger: how many of a material went where, and what became of them."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="deliveries")
    material = models.ForeignKey(Material, models.PROTECT, related_name="deliveries")
    language = CodeField("language", blank=True)
    site = CodeField("distribution_site")
    venue = models.CharField(max_length=60, blank=True)
    host = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    event = models.ForeignKey("partnership.Event", models.PROTECT, null=True, related_name="deliveries")
    division = models.CharField(max_length=12, blank=True)
    batch = models.ForeignKey("prevention.Batch", models.PROTECT, null=True, related_name="deliveries")
    delivered_on = models.DateField(null=True)
    given_count = models.PositiveIntegerField(null=True)
    received_count = models.PositiveIntegerField(null=True)
    used_count = models.PositiveIntegerField(null=True)
    left_count = models.PositiveIntegerField(null=True)
    damaged_count = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [models.Index(fields=["campaign", "-delivered_on", "-id"], name="prevention_delivery_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_count=None) | Q(given_count=None) | Q(left_count__lte=F("given_count")),
                name="prevention_delivery_left",
            )
        ]

    def __str__(self) -> str:
        return f"{self.material_id} {self.site} {self.delivered_on or ''}"


class ScanDay(models.Model):
    """How often a placement's code was scanned on one day. Nothing else about a scan is ever kept."""

    id = models.BigAutoField(primary_key=True)
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="scan_days")
    scanned_on = models.DateField()
    scan_count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["placement", "scanned_on"], name="prevention_scan_day_once")]

    def __str__(self) -> str:
        return f"{self.scanned_on}: {self.scan_count}"
