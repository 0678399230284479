from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.helpline.models.concern import Concern


class TranslationNote(Held):
    """How an answer came into the reporter's language: by a machine or a person, and who checked it."""

    GRANT_CASE = None

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="+")
    how = CodeField("translation_how")
    translated_by_id = models.UUIDField()
    checked_by_id = models.UUIDField(null=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(how="machine") | models.Q(checked_by_id__isnull=False),
                name="helpline_translationnote_machine_checked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how} {self.on}"
