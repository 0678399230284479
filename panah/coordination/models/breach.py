from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from panah.access.models import Exchanged, Held
from panah.codes.fields import CodeField
from panah.coordination.states import BreachState
from panah.crypto.fields import SealedTextField


class Breach(Held):
    """Data that was lost, seen or changed without right: what, whose, how bad, who was told and when. Words sealed."""

    GRANT_CASE = None

    reference = models.CharField(max_length=20)
    kind = CodeField("breach_kind")
    happened_on = models.DateField(null=True)
    found_at = models.DateTimeField()
    due_at = models.DateTimeField()
    data = ArrayField(models.CharField(max_length=40), default=list)
    people_count = models.PositiveIntegerField(null=True)
    risk = CodeField("breach_risk")
    words = SealedTextField()
    measures = SealedTextField()
    authority_told_on = models.DateField(null=True)
    people_told_on = models.DateField(null=True)
    people_untold = CodeField("breach_untold", blank=True)
    oversight_told_on = models.DateField(null=True)
    state = CodeField("breach_state", default=BreachState.OPEN)
    outcome = CodeField("breach_outcome", blank=True)
    closed_on = models.DateField(null=True)
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "breaches"
        indexes = [models.Index(fields=["organisation", "wall", "-found_at", "-id"], name="coordination_breach_list")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="coordination_breach_reference"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) & ~Q(outcome="")
                | Q(state="open", closed_on=None, outcome=""),
                name="coordination_breach_closed_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class BreachNotice(Exchanged):
    """What oversight is told of a breach: codes, numbers and days, never the words. The sender keeps it up to date."""

    breach = models.OneToOneField(Breach, models.PROTECT, related_name="notice")
    reference = models.CharField(max_length=20)
    kind = CodeField("breach_kind")
    found_at = models.DateTimeField()
    due_at = models.DateTimeField()
    data = ArrayField(models.CharField(max_length=40), default=list)
    people_count = models.PositiveIntegerField(null=True)
    risk = CodeField("breach_risk")
    authority_told_on = models.DateField(null=True)
    people_told_on = models.DateField(null=True)
    state = CodeField("breach_state", default=BreachState.OPEN)
    outcome = CodeField("breach_outcome", blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "-sent_at", "-id"], name="coordination_breachnotice_for")
        ]

    def __str__(self) -> str:
        return f"notice of {self.reference}"


class BreachReceipt(Exchanged):
    """That oversight has read a notice: `sent_at` says when, `sent_by_id` who."""

    notice = models.OneToOneField(BreachNotice, models.PROTECT, related_name="receipt")

    def __str__(self) -> str:
        return f"receipt of {self.notice_id}"
