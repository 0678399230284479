from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.core.ids import new_id


class Proposal(models.Model):
    """What one administrator would give somebody once a second person agrees. Without `account`: a new account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=40))
    duties = ArrayField(models.CharField(max_length=40), default=list)
    language = models.CharField(max_length=2, default="az")
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField(db_default=Now())
    decided_by_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    is_approved = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=models.Q(decided_at=None), name="accounts_proposal_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by_id=None) | ~models.Q(decided_by_id=models.F("proposed_by_id")),
                name="accounts_proposal_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def waits(self) -> bool:
        """Test if a second person has yet to decide."""
        return self.decided_at is None
