from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.access.models import Register
from panah.partnership.models.project import Project


class Visibility(Register):
    """
    What a funder demands on the materials of a project: its logo, in which place, and a sentence of acknowledgement.

    `kinds` are those of materials on which it is demanded; none means all.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="visibility")
    funder = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    sentence_en = models.CharField(max_length=300, blank=True)
    sentence_az = models.CharField(max_length=300, blank=True)
    sentence_ru = models.CharField(max_length=300, blank=True)
    kinds = ArrayField(models.CharField(max_length=40), default=list)
    is_over = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "visibility"
        constraints = [models.UniqueConstraint(fields=["project", "funder"], name="partnership_visibility_once")]

    def __str__(self) -> str:
        return f"{self.position}. {self.funder_id}"

    def sentence(self, language: str) -> str:
        """Return the sentence in one language, or nothing where there is none."""
        return str(getattr(self, f"sentence_{language}", ""))

    @property
    def has_sentence(self) -> bool:
        return bool(self.sentence_en or self.sentence_az or self.sentence_ru)
