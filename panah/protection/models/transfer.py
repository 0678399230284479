from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from panah.access.models import Exchanged
from panah.codes.fields import CodeField
from panah.core.clock import now
from panah.crypto.fields import SealedTextField
from panah.protection.rules.transfer import transfer_state, wish_state
from panah.protection.states import TransferState, WishState


class TransferWish(Exchanged):
    """An organisation that works with a person asks the holder of the case to hand it over. The words are sealed."""

    case_id = models.UUIDField()
    person_id = models.UUIDField()
    case_reference = models.CharField(max_length=20)
    reason = CodeField("transfer_reason")
    due_at = models.DateTimeField()
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "case_id"], name="protection_wish_for"),
            models.Index(fields=["from_organisation", "from_wall", "case_id"], name="protection_wish_by"),
        ]

    def __str__(self) -> str:
        return f"wish for {self.case_reference}"

    @property
    def state(self) -> WishState:
        """Where the wish stands; with its refusal and its transfers prefetched it costs no query."""
        return wish_state(
            is_withdrawn=self.withdrawn_at is not None,
            is_refused=getattr(self, "refusal", None) is not None,
            is_answered=bool(self.transfers.all()),
            due_at=self.due_at,
            moment=now(),
        )


class WishRefusal(Exchanged):
    """The holder keeps the case, and says why."""

    wish = models.OneToOneField(TransferWish, models.PROTECT, related_name="refusal")
    case_id = models.UUIDField()
    reason = CodeField("decline_reason")
    refused_on = models.DateField()

    def __str__(self) -> str:
        return f"refusal of {self.wish_id}"


class Transfer(Exchanged):
    """
    The holder of a case proposes to hand it over. What goes along is opened by a grant until the clock runs out.

    The receiver opens a case of its own for the same opaque person; no record of the sender is ever moved.
    """

    reference = models.CharField(max_length=20)
    case_id = models.UUIDField()
    case_reference = models.CharField(max_length=20)
    person_id = models.UUIDField()
    wish = models.ForeignKey(TransferWish, models.PROTECT, null=True, related_name="transfers")
    reason = CodeField("transfer_reason")
    groups = ArrayField(models.CharField(max_length=40))
    basis = CodeField("legal_basis")
    consent_id = models.UUIDField(null=True)
    grant_id = models.UUIDField()
    sex = CodeField("sex_gender")
    age_band = CodeField("age_band", blank=True)
    language = CodeField("language", blank=True)
    keeps_open = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = CodeField("referral_stop", blank=True)
    settled_at = models.DateTimeField(null=True)
    # Held back by the sender since: the person had sharing restricted.
    paused_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "-sent_at", "-id"], name="protection_transfer_for"),
            models.Index(fields=["from_organisation", "from_wall", "case_id"], name="protection_transfer_case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["from_organisation", "reference"], name="protection_transfer_reference"),
            models.CheckConstraint(
                condition=~Q(basis="consent") | Q(consent_id__isnull=False), name="protection_transfer_has_consent"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(settled_at=None), name="protection_transfer_one_end"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def state(self) -> TransferState:
        """Where the transfer stands; with `select_related("answer")` it costs no query."""
        return self.state_at(now())

    def state_at(self, moment: datetime) -> TransferState:
        """Where the transfer stands at a moment: it expires by itself, but for the time in which it is held back."""
        answer: TransferAnswer | None = getattr(self, "answer", None)
        return transfer_state(
            is_withdrawn=self.withdrawn_at is not None,
            answer=answer.answer if answer else "",
            is_settled=self.settled_at is not None,
            due_at=self.due_at,
            moment=min(moment, self.paused_at) if self.paused_at else moment,
        )


class TransferAnswer(Exchanged):
    """The receiver takes the case, by a case of its own, or declines it and says why."""

    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="answer")
    case_id = models.UUIDField()
    answer = CodeField("transfer_state")
    decline_reason = CodeField("decline_reason", blank=True)
    answered_at = models.DateTimeField()
    new_case_id = models.UUIDField(null=True)
    new_reference = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="accepted", decline_reason="", new_case_id__isnull=False)
                | Q(answer="declined", new_case_id=None) & ~Q(decline_reason=""),
                name="protection_transferanswer_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.transfer_id}"
