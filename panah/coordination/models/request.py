from django.db import models

from panah.access.models import Exchanged
from panah.codes.fields import CodeField
from panah.coordination.rules import request_state
from panah.coordination.states import RequestState
from panah.crypto.fields import SealedTextField


class InformationRequest(Exchanged):
    """One organisation asks another for named things, says why and on what legal basis. The words are sealed."""

    reference = models.CharField(max_length=20)
    purpose = CodeField("request_purpose")
    basis = CodeField("legal_basis")
    due_on = models.DateField()
    asked_count = models.PositiveSmallIntegerField()
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()
    withdrawn_at = models.DateTimeField(null=True)
    answer_read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "-sent_at", "-id"], name="coordination_request_for"),
            models.Index(fields=["from_organisation", "from_wall", "-sent_at", "-id"], name="coordination_request_by"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["from_organisation", "reference"], name="coordination_request_reference"),
            models.CheckConstraint(condition=models.Q(asked_count__gte=1), name="coordination_request_asks"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def state(self) -> RequestState:
        """Return where the request stands; with `select_related("answer")` it costs no query."""
        answer = getattr(self, "answer", None)
        return request_state(is_withdrawn=self.withdrawn_at is not None, answer=answer.kind if answer else "")


class RequestAnswer(Exchanged):
    """The answer: what was asked and no more, or a refusal with its reason. The words are sealed to the asker."""

    request = models.OneToOneField(InformationRequest, models.PROTECT, related_name="answer")
    kind = CodeField("request_state")
    refusal_reason = CodeField("decline_reason", blank=True)
    answered_on = models.DateField()
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="refused") & ~models.Q(refusal_reason="")
                | models.Q(kind__in=["answered", "partly_answered"], refusal_reason=""),
                name="coordination_answer_refusal_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.request_id}"
