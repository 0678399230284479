from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.access.models import Exchanged, Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Review(Exchanged):
    """
    A review of a decision, asked of the body that decided, for the person. The decision itself is never changed.

    What the body does with it stands in its own inquiry and in the decision that follows.
    """

    reference = models.CharField(max_length=20)
    decision_id = models.UUIDField()
    inquiry_id = models.UUIDField()
    case_id = models.UUIDField()
    person_id = models.UUIDField()
    asked_on = models.DateField()
    asked_by = CodeField("review_asker")
    grounds = ArrayField(models.CharField(max_length=40))
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()
    due_on = models.DateField(null=True)
    is_late = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "asked_on", "id"], name="protection_review_for"),
            models.Index(fields=["from_organisation", "from_wall", "case_id"], name="protection_review_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["from_organisation", "decision_id"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="protection_review_once_for_a_decision",
            ),
            models.CheckConstraint(condition=models.Q(grounds__len__gte=1), name="protection_review_has_its_grounds"),
        ]

    def __str__(self) -> str:
        return self.reference


class Notice(Held):
    """That a person was told of something in writing: the beginning or the end of the reflection period."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = CodeField("notice_kind")
    language = CodeField("language")
    given_on = models.DateField()
    way = CodeField("notice_way")
    given_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "given_on"], name="protection_notice_case")]

    def __str__(self) -> str:
        return f"notice of {self.given_on}"


class ReviewAnswer(Exchanged):
    """That the body took its inquiry up again. What it finds is its next decision."""

    review = models.OneToOneField(Review, models.PROTECT, related_name="answer")
    case_id = models.UUIDField()
    taken_up_on = models.DateField()

    def __str__(self) -> str:
        return f"answer to {self.review_id}"
