from django.db import models

from panah.access.models import Exchanged, Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField


class StoryReview(Exchanged):
    """A story, sent by who wrote it to the body that helped the person: is it safe? The words are sealed to it."""

    reference = models.CharField(max_length=20)
    story_id = models.UUIDField()
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()
    taken_over_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "-sent_at", "-id"], name="coordination_story_for"),
            models.Index(fields=["from_organisation", "from_wall", "-sent_at", "-id"], name="coordination_story_by"),
        ]

    def __str__(self) -> str:
        return self.reference


class StoryAnswer(Exchanged):
    """
    The answer: safe, change these passages, or do not tell it.

    It gives no reason and says of no passage what it is like: that would confirm what stands in a record.
    """

    review = models.OneToOneField(StoryReview, models.PROTECT, related_name="answer")
    verdict = CodeField("story_verdict")
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()

    def __str__(self) -> str:
        return f"answer to {self.review_id}"


class StoryJoin(Held):
    """
    Whose story it is: the one row that joins a story and a case, at the body that helped, behind its wall.

    Its words, why a finding may stay, are sealed with the key of the case and end with it.
    """

    GRANT_CASE = None

    review_id = models.UUIDField()
    case_id = models.UUIDField()
    words = SealedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "wall", "review_id"], name="coordination_storyjoin_one"),
        ]

    def __str__(self) -> str:
        return f"join of {self.review_id}"
