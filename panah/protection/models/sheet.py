from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField


class Sheet(Held):
    """
    That a paper was printed: which, by whom, when, and whether the person took it. Never what stood on it.

    The case is an opaque id: a decision or a stay is printed by bodies that hold no case. No grant opens it.
    """

    GRANT_CASE = None

    case_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    form = CodeField("sheet_form")
    language = CodeField("language")
    handling = CodeField("sheet_handling")
    has_name = models.BooleanField(default=False)
    printed_by_id = models.UUIDField()
    printed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case_id", "-printed_at"], name="protection_sheet_case")]

    def __str__(self) -> str:
        return self.reference
