from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.crypto.fields import SealedTextField


class Interpreter(Held):
    """Somebody who interprets for the line: between which languages, vetted when, available in which hours."""

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    name = SealedTextField()
    number = SealedTextField()
    languages = ArrayField(models.CharField(max_length=8))
    into = ArrayField(models.CharField(max_length=8))
    sex = CodeField("sex_gender")
    vetted_on = models.DateField(null=True)
    from_hour = models.PositiveSmallIntegerField(default=0)
    until_hour = models.PositiveSmallIntegerField(default=24)
    is_by_phone = models.BooleanField(default=True)
    kept_by_id = models.UUIDField()
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_hour__lte=24) & models.Q(from_hour__lt=models.F("until_hour")),
                name="helpline_interpreter_hours",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "wall", "left_on"], name="helpline_interpreter_there")]

    def __str__(self) -> str:
        return f"interpreter {self.id}"
