from django.db import models

from panah.access.models import Held
from panah.access.walls import FieldGroup
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.prosecution.models.group import CriminalGroup


class Suspect(Held):
    """A member of a group, known on pages by a number. Suspected, not convicted."""

    GRANT_CASE = "group_id"
    GRANT_GROUP = FieldGroup.IDENTITY

    group = models.ForeignKey(CriminalGroup, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    is_company = models.BooleanField(default=False)
    role = CodeField("perpetrator_role")
    citizenship = models.CharField(max_length=2, blank=True)
    name = SealedTextField()
    details = SealedTextField()
    added_on = models.DateField()
    added_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "is_company", "number"], name="prosecution_suspect_number"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return what the member is called on pages."""
        return f"{'O' if self.is_company else 'S'}-{self.number:02d}"


class SuspectLink(Held):
    """Who does what for whom. Stated: a source is cited. Inferred: the reason is given, and shown."""

    GRANT_CASE = "group_id"

    group = models.ForeignKey(CriminalGroup, models.PROTECT, related_name="+")
    from_suspect = models.ForeignKey(Suspect, models.PROTECT, related_name="+")
    to_suspect = models.ForeignKey(Suspect, models.PROTECT, related_name="+")
    kind = CodeField("suspect_link")
    basis = CodeField("fact_basis")
    reason = SealedTextField()
    added_on = models.DateField()
    added_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(from_suspect=models.F("to_suspect")), name="prosecution_suspectlink_two_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_suspect_id} {self.kind} {self.to_suspect_id}"
