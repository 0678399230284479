from django.db import models
from django.db.models.functions import Now


class Once(models.Model):
    """The answer to a form that was sent: sent again with the same key, the form gets the same answer."""

    id = models.UUIDField(primary_key=True)
    account_id = models.UUIDField()
    answer = models.CharField(max_length=500)
    answered_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.id)
