from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.prevention.models.campaign import Campaign


class PlanEntry(Register):
    """
    Something a campaign has to do by a day: one of the five steps of behaviour-change communication, or a local action.

    A step stands in a campaign once; a local action belongs to a district and says how many came, and how many of them
    watched a film.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="plan")
    kind = CodeField("campaign_entry")
    title = models.CharField(max_length=200, blank=True)
    responsible = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    division = models.CharField(max_length=12, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_by_id = models.UUIDField(null=True)
    people_count = models.PositiveIntegerField(null=True)
    film = models.ForeignKey("prevention.Material", models.PROTECT, null=True, related_name="screenings")
    viewer_count = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name_plural = "plan entries"
        indexes = [models.Index(fields=["organisation", "due_on"], name="prevention_plan_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "kind"], condition=~Q(kind="local_action"), name="prevention_plan_step_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class BudgetLine(Register):
    """Money planned or spent for one kind of cost. A mistake is set right by another line, less than zero."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="budget")
    side = CodeField("budget_side")
    cost = CodeField("campaign_cost")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    funder = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    entered_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="prevention_budget_amount")]

    def __str__(self) -> str:
        return f"{self.side} {self.cost} {self.amount} {self.currency}"
