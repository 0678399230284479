from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.core.ids import random_id
from panah.crypto.fields import SealedTextField


class RegisterUpload(Held):
    """
    A register that somebody uploaded and has not confirmed yet: its cells, sealed.

    Once confirmed or discarded the cells are gone, and within the hour their key; what was made of them are cases.
    """

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    cells = SealedTextField()
    uploaded_by_id = models.UUIDField()
    uploaded_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    case_count = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organisation", "wall", "-uploaded_at"], name="exchange_upload_newest")]

    def __str__(self) -> str:
        return f"register of {self.uploaded_at}"


class RegisterRow(Held):
    """
    That a row of a register became a case. `tag` is a keyed hash of organisation and source number, or of the row.

    It finds the same row again and says nothing to whoever has no key.
    """

    GRANT_CASE = None

    tag = models.CharField(max_length=64)
    case_id = models.UUIDField()
    upload = models.ForeignKey(RegisterUpload, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "wall", "tag"], name="exchange_row_once")]

    def __str__(self) -> str:
        return f"row of case {self.case_id}"
