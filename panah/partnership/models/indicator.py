from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.partnership.models.project import Project
from panah.partnership.models.worded import worded


class Indicator(Register):
    """One measure of a project's results. It cannot exist without baseline, target, definition, source and owner."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=20)
    level = CodeField("indicator_level")
    name_en = models.CharField(max_length=300)
    name_az = models.CharField(max_length=300)
    definition = models.TextField()
    unit = CodeField("indicator_unit")
    baseline = models.DecimalField(max_digits=14, decimal_places=2)
    baseline_on = models.DateField()
    target = models.DecimalField(max_digits=14, decimal_places=2)
    target_on = models.DateField()
    source = models.CharField(max_length=300)
    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="partnership_indicator_once"),
            models.CheckConstraint(condition=~Q(definition="") & ~Q(source=""), name="partnership_indicator_complete"),
            models.CheckConstraint(
                condition=Q(target_on__gte=models.F("baseline_on")), name="partnership_indicator_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_en}"

    def name(self, language: str) -> str:
        return worded(self, "name", language)


class IndicatorValue(Register):
    """What an indicator was on a day. A later value of the same day does not replace it: both stay."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    measured_on = models.DateField()
    evidence = models.CharField(max_length=300)
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["indicator", "-measured_on"], name="partnership_value_list")]

    def __str__(self) -> str:
        return f"{self.value} on {self.measured_on}"
