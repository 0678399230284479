from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.partnership.models.indicator import Indicator
from panah.partnership.models.worded import worded


class Measure(Register):
    """One measure of the national action plan, under one P: who leads, until when, what shows that it is done."""

    plan = models.CharField(max_length=40)
    number = models.CharField(max_length=20)
    pillar = CodeField("pillar")
    text_en = models.TextField()
    text_az = models.TextField()
    lead = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    status = CodeField("measure_status", default="not_started")
    done_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="measures")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="partnership_measure_once"),
            models.CheckConstraint(
                condition=Q(status="done", done_on__isnull=False) & ~Q(evidence="")
                | ~Q(status="done") & Q(done_on=None),
                name="partnership_measure_done_has_evidence",
            ),
        ]
        indexes = [models.Index(fields=["lead", "due_on"], name="partnership_measure_due")]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"

    def text(self, language: str) -> str:
        return worded(self, "text", language)


class MeasureExecutor(Register):
    """A body that carries a measure out together with the lead."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="executors")
    body = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "body"], name="partnership_executor_once")]

    def __str__(self) -> str:
        return str(self.body_id)
