from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.prevention.models.material import Version


class Bundle(Held):
    """
    One version printed for many placements, each sheet with the code of its own. Its parts are made one by one.

    While `ready_at` is empty it is being made; `made_count` says how far.
    """

    GRANT_CASE = None

    version = models.ForeignKey(Version, models.PROTECT, related_name="bundles")
    layout = CodeField("sheet_layout")
    placement_ids = ArrayField(models.UUIDField())
    made_count = models.PositiveIntegerField(default=0)
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField(db_default=Now())
    ready_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "wall", "version", "-asked_at"], name="prevention_bundle_asked")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_count__lte=F("placement_ids__len")), name="prevention_bundle_no_more_than_all"
            )
        ]

    def __str__(self) -> str:
        return f"bundle {self.id}"


class BundlePart(Held):
    """Some sheets of a bundle as one archive, sealed under the bundle's key. When its day is over it is emptied."""

    GRANT_CASE = None

    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    content = SealedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bundle", "number"], name="prevention_bundlepart_once")]

    def __str__(self) -> str:
        return f"part {self.number}"
