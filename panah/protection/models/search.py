from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField


class SavedSearch(Held):
    """Filters of the case list under a name of one's own. The database shows it to nobody but the one who saved it."""

    GRANT_CASE = None

    owner_id = models.UUIDField()
    name = SealedTextField()
    status = CodeField("case_status", blank=True)
    worker_id = models.UUIDField(null=True)
    is_overdue = models.BooleanField(default=False)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "wall", "owner_id"], name="protection_savedsearch_owner")]

    def __str__(self) -> str:
        return f"saved search {self.id}"
