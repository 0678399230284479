from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.partnership.models.worded import worded


class Project(Register):
    """A funded undertaking with an objective; events and campaigns belong to it. `organisation` runs it."""

    slug = models.SlugField(unique=True, max_length=80)
    acronym = models.CharField(max_length=20, blank=True)
    name_en = models.CharField(max_length=300)
    name_az = models.CharField(max_length=300)
    objective_en = models.TextField(blank=True)
    objective_az = models.TextField(blank=True)
    beneficiary = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name_en

    def name(self, language: str) -> str:
        return worded(self, "name", language)

    def objective(self, language: str) -> str:
        return worded(self, "objective", language)


class Phase(Register):
    """One phase of a project: Phase IV, a year, a grant period."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="phases")
    label = models.CharField(max_length=80)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    status = CodeField("project_phase_status", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "label"], name="partnership_phase_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="partnership_phase_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Funding(Register):
    """Who pays for a project or works in it, and with what share where it is known."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="funding")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, related_name="funding")
    funder = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    role = CodeField("funding_role")
    share = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "funder", "role"], name="partnership_funding_once"),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=100), name="partnership_funding_share"
            ),
            models.CheckConstraint(condition=Q(amount=None) | ~Q(currency=""), name="partnership_funding_currency"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.funder_id}"
