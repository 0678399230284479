from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.helpline.states import SET_ASIDE, STILL_OPEN, ConcernState

# Whose reporter is owed a first answer, and what waits for the desk: that, or a question that is open still.
OWED = models.Q(answered_on=None) & ~models.Q(state__in=sorted(map(str, SET_ASIDE)))
OPEN_OR_OWED = OWED | models.Q(state__in=sorted(map(str, STILL_OPEN)))


class Concern(Held):
    """What the desk makes of a report once it was opened. The words stay sealed in the report."""

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    report_id = models.UUIDField(unique=True)
    state = CodeField("concern_state", default=ConcernState.OPENED)
    topic = CodeField("concern_topic")
    language = CodeField("language")
    is_urgent = models.BooleanField(default=False)
    material = CodeField("campaign_material", blank=True, db_default="")
    received_on = models.DateField()
    opened_on = models.DateField()
    opened_by_id = models.UUIDField()
    answer_due_at = models.DateTimeField()
    answered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "wall", "answer_due_at", "id"], name="helpline_concern_due"),
            models.Index(
                fields=["organisation", "wall", "answer_due_at", "id"],
                name="helpline_concern_open",
                condition=OPEN_OR_OWED,
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_owed(self) -> bool:
        """Whether whoever wrote it waits for a first answer."""
        return self.answered_on is None and self.state not in SET_ASIDE
