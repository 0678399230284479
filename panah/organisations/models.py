"""Organisations: the bodies of the country's answer, as a tree of centres and regional offices."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.codes.fields import CodeField
from panah.core.ids import new_id


class Organisation(models.Model):
    """A body that takes part: state body, office, mission, shelter, NGO, donor."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(unique=True, max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="offices")
    kind = CodeField("organisation_kind")
    name_en = models.CharField(max_length=200)
    name_az = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=400)
    country = models.CharField(max_length=2)
    division = models.CharField(max_length=60, blank=True)
    focus_areas = ArrayField(models.CharField(max_length=40), default=list)
    sending_country = models.CharField(max_length=2, blank=True)
    host_country = models.CharField(max_length=2, blank=True)
    accredited_from = models.DateField(null=True)
    retired_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "sort_key"], name="organisations_kind")]

    def __str__(self) -> str:
        return self.name_en

    def name(self, language: str) -> str:
        """Return the name in a language, or in English where there is none."""
        return getattr(self, f"name_{language}", "") or self.name_en

    def full_name(self, language: str) -> str:
        """Return the name with that of the body it stands below."""
        return f"{self.name(language)} ({self.parent.name(language)})" if self.parent else self.name(language)
