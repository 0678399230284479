from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Session(models.Model):
    """A sign-in. Only the hash of its key is kept, so that a stolen table opens nothing."""

    key_hash = models.CharField(primary_key=True, max_length=64)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    data = models.TextField()
    created_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "ended_at"], name="accounts_session_account")]

    def __str__(self) -> str:
        return self.key_hash[:8]
