from django.db import models
from django.db.models import Q

from panah.access.models import Exchanged
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.crypto.fields import SealedTextField


class Handover(Exchanged):
    """
    One line hands a caller or reporter over to another, with their consent: what is passed is told to them before.

    Call and concern are the sender's opaque ids. The words are sealed to the receiver. Whose staff it is about goes
    along: no line hands it to that body.
    """

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    call_id = models.UUIDField(null=True)
    concern_id = models.UUIDField(null=True)
    topic = CodeField("hotline_topic")
    language = CodeField("language", blank=True)
    about_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    # Somebody was in danger when it was sent: it rings at the receiver, with no word of why.
    is_danger = models.BooleanField(default=False, db_default=False)
    is_consented = models.BooleanField()
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()
    noted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_consented=True), name="helpline_handover_consented"),
            models.CheckConstraint(
                condition=Q(call_id__isnull=False, concern_id=None) | Q(call_id=None, concern_id__isnull=False),
                name="helpline_handover_about_one",
            ),
        ]
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "-sent_at"], name="helpline_handover_for"),
            models.Index(fields=["from_organisation", "from_wall", "-sent_at"], name="helpline_handover_by"),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.id}"


class HandoverAnswer(Exchanged):
    """The receiving line took a caller over, or did not, and why. Its own call is its own record."""

    handover = models.OneToOneField(Handover, models.PROTECT, related_name="reply")
    answer = CodeField("handover_answer")
    reason = CodeField("handover_refusal", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="taken", reason="") | Q(answer="not_taken") & ~Q(reason=""),
                name="helpline_handoveranswer_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.handover_id}"
