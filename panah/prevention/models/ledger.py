from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.prevention.models.campaign import Campaign
from panah.prevention.models.material import Material


class Batch(Register):
    """A print run: how many of a material came from the printer, and what one of them cost."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="batches")
    material = models.ForeignKey(Material, models.PROTECT, related_name="batches")
    reference = models.CharField(max_length=14, unique=True)
    language = CodeField("language", blank=True)
    printed_on = models.DateField()
    printed_count = models.PositiveIntegerField()
    unit_cost = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)
    funder = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.CheckConstraint(condition=Q(printed_count__gt=0), name="prevention_batch_printed"),
            models.CheckConstraint(condition=Q(unit_cost=None) | ~Q(currency=""), name="prevention_batch_currency"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.material}"


class Receipt(Register):
    """What an organisation received of what was sent to it: its own record, beside the sender's line."""

    delivery = models.OneToOneField("prevention.Delivery", models.PROTECT, related_name="receipt")
    received_on = models.DateField()
    received_count = models.PositiveIntegerField()
    damaged_count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(damaged_count__lte=models.F("received_count")), name="prevention_receipt_damaged"
            )
        ]

    def __str__(self) -> str:
        return f"{self.received_count} {self.received_on}"
