from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField


class ListExport(Held):
    """A list that leaves as a file: of what, who wanted it, what for, who else approved it. Its parts are sealed."""

    GRANT_CASE = None

    list_kind = CodeField("list_kind", default="payments")
    file_kind = CodeField("file_kind", default="xlsx")
    number = models.CharField(max_length=20)
    purpose = CodeField("export_purpose")
    basis = CodeField("legal_basis")
    with_names = models.BooleanField(default=False)
    row_ids = ArrayField(models.UUIDField())
    row_count = models.IntegerField()
    language = models.CharField(max_length=5)
    state = CodeField("export_state")
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField(db_default=Now())
    decided_by_id = models.UUIDField(null=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="protection_export_asked")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by_id=None) | ~Q(decided_by_id=F("asked_by_id")),
                name="protection_export_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["making", "ready"])
                | Q(with_names=False, row_count__lte=50)
                | Q(decided_by_id__isnull=False),
                name="protection_export_needs_second",
            ),
        ]

    def __str__(self) -> str:
        return f"list export {self.id}"


class ListPart(Held):
    """A piece of the bytes of a list, sealed under the list's key. When the list's day is over it is emptied."""

    GRANT_CASE = None

    export = models.ForeignKey(ListExport, models.PROTECT, related_name="parts")
    number = models.IntegerField()
    content = SealedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="protection_listpart_once")]

    def __str__(self) -> str:
        return f"part {self.number}"
