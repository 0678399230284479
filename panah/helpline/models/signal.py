from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.crypto.fields import SealedTextField
from panah.helpline.models.call import Call
from panah.helpline.models.concern import Concern
from panah.helpline.states import SignalState


class Signal(Held):
    """A sign that somebody may be trafficked, made of a call, a written concern or what a first responder saw."""

    GRANT_CASE = "id"

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    source = CodeField("referral_source")
    concern = models.OneToOneField(Concern, models.PROTECT, null=True, related_name="signal")
    call = models.OneToOneField(Call, models.PROTECT, null=True, related_name="+")
    state = CodeField("signal_state", default=SignalState.OPEN)
    rejected_because = CodeField("signal_rejection", blank=True, db_default="")
    danger = CodeField("risk_level", default="unknown")
    is_child = CodeField("yes_no_unknown", default="unknown")
    family_involved = CodeField("yes_no_unknown", blank=True, db_default="")
    foreign_workers = CodeField("yes_no_unknown", default="unknown", db_default="unknown")
    workers_count = models.PositiveSmallIntegerField(null=True)
    exploitation_form = CodeField("exploitation_form", blank=True)
    division = models.CharField(max_length=60, blank=True)
    language = CodeField("language", blank=True)
    indicators = models.JSONField(default=dict)
    summary = SealedTextField()
    made_by_id = models.UUIDField()
    detected_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="rejected") & ~models.Q(rejected_because="")
                | ~models.Q(state="rejected") & models.Q(rejected_because=""),
                name="helpline_signal_rejected_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "wall", "due_at", "id"], name="helpline_signal_due")]

    def __str__(self) -> str:
        return self.reference
