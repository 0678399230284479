from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.access.models import Exchanged
from panah.codes.fields import CodeField
from panah.coordination.rules import OUTCOMES, referral_state
from panah.coordination.states import ReferralState
from panah.crypto.fields import SealedTextField


class Referral(Exchanged):
    """
    One organisation asks another to help, identify or receive somebody.

    Person, case and signal are the sender's opaque ids. The words are sealed to the receiver.
    """

    reference = models.CharField(max_length=20)
    purpose = CodeField("referral_purpose")
    basis = CodeField("legal_basis")
    consent_id = models.UUIDField(null=True)
    # Of a signal there is no case in which consent stands: what the person said is kept here.
    agreed = CodeField("referral_agreed", blank=True, db_default="")
    asked = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    is_urgent = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    person_id = models.UUIDField()
    # By which the sender treats the person: who may be a child is one for the receiver, too.
    age_band = CodeField("age_band", blank=True)
    case_id = models.UUIDField(null=True)
    case_reference = models.CharField(max_length=20, blank=True)
    signal_id = models.UUIDField(null=True)
    grant_id = models.UUIDField(null=True)
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = CodeField("referral_stop", blank=True)
    noted_at = models.DateTimeField(null=True)
    # Held back by the sender since: the person had sharing restricted.
    paused_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "-sent_at", "-id"], name="coordination_referral_for"),
            models.Index(fields=["from_organisation", "from_wall", "-sent_at", "-id"], name="coordination_referral_by"),
            models.Index(fields=["from_organisation", "case_id"], name="coordination_referral_case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["from_organisation", "reference"], name="coordination_referral_reference"),
            models.CheckConstraint(
                condition=models.Q(case_id__isnull=True) | models.Q(signal_id__isnull=True),
                name="coordination_referral_about_one",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def state(self) -> ReferralState:
        """Return where the referral stands; with `select_related("reply")` it costs no query."""
        reply = getattr(self, "reply", None)
        return referral_state(
            is_withdrawn=self.withdrawn_at is not None,
            is_received=reply is not None,
            answer=reply.answer if reply else "",
            is_completed=bool(reply and reply.completed_on),
        )


class ReferralReply(Exchanged):
    """The receiver's side of a referral: receipt, answer, completion. The words are sealed to the sender."""

    referral = models.OneToOneField(Referral, models.PROTECT, related_name="reply")
    received_at = models.DateTimeField()
    answer = CodeField("referral_state", blank=True)
    answered_at = models.DateTimeField(null=True)
    decline_reason = CodeField("decline_reason", blank=True)
    taken_up_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | models.Q(answer__in=["accepted", "declined"], answered_at__isnull=False),
                name="coordination_reply_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="declined") & ~models.Q(decline_reason="")
                | ~models.Q(answer="declined") & models.Q(decline_reason=""),
                name="coordination_reply_decline_has_its_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(completed_on__isnull=True) | models.Q(answer="accepted"),
                name="coordination_reply_completed_was_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"reply to {self.referral_id}"


class SignalOutcome(Exchanged):
    """What the receiver of a signal found: presumed, or not. Why, and anything else of it, does not cross."""

    referral = models.OneToOneField(Referral, models.PROTECT, related_name="outcome")
    outcome = CodeField("signal_state")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=OUTCOMES), name="coordination_signaloutcome_presumed_or_not"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.referral_id}"
