from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.prosecution.models.group import CriminalGroup
from panah.prosecution.states import InvestigationState


class Investigation(Held):
    """The criminal case against a group, under one article."""

    GRANT_CASE = "group_id"

    group = models.ForeignKey(CriminalGroup, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20)
    article = CodeField("criminal_article")
    state = CodeField("investigation_state", default=InvestigationState.REPORTED)
    state_on = models.DateField()
    reported_on = models.DateField()
    opened_by_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "wall", "state", "reported_on"], name="prosecution_case_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="prosecution_case_reference"),
        ]

    def __str__(self) -> str:
        return self.reference


class InvestigationStep(Held):
    """When a criminal case came into a state."""

    GRANT_CASE = "group_id"

    group = models.ForeignKey(CriminalGroup, models.PROTECT, related_name="+")
    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="+")
    state = CodeField("investigation_state")
    article = CodeField("criminal_article")
    taken_on = models.DateField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "investigation", "taken_on"], name="prosecution_step_taken")]

    def __str__(self) -> str:
        return f"{self.state} {self.taken_on}"
