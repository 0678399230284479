from django.db import models
from django.db.models.functions import Now

from panah.accounts.models.account import Account
from panah.core.ids import random_id


class Notification(models.Model):
    """
    Somebody has to be told by e-mail that something waits. What waits is not written here, and not in the e-mail.

    The desk adds rows and reads none; the worker sends them and forgets them.
    """

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    wanted_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], name="accounts_notification_waits_once", condition=models.Q(sent_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"notification {self.id}"
