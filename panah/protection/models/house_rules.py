from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField


class HouseRules(Held):
    """One version of a house's rules in its own words. It is never changed: other words are the next version."""

    GRANT_CASE = None

    shelter = models.ForeignKey("protection.Shelter", models.PROTECT, related_name="rules")
    version = models.PositiveSmallIntegerField()
    words_az = SealedTextField()
    words_en = SealedTextField()
    words_ru = SealedTextField()
    written_by_id = models.UUIDField()
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "house rules"
        constraints = [
            models.UniqueConstraint(fields=["shelter", "version"], name="protection_houserules_version"),
            models.CheckConstraint(
                condition=models.Q(words_az__isnull=False, words_en__isnull=False, words_ru__isnull=False),
                name="protection_houserules_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"house rules, version {self.version}"


class RulesGiven(Held):
    """That somebody of the house was given its rules: which version, in which language, how. No row is ever changed."""

    GRANT_CASE = None

    stay = models.ForeignKey("protection.Stay", models.PROTECT, related_name="rules_given")
    # None: the text of the country pack, in the version that is named here.
    rules = models.ForeignKey(HouseRules, models.PROTECT, null=True, related_name="+")
    version = models.PositiveSmallIntegerField()
    language = CodeField("language")
    way = CodeField("rules_way")
    given_on = models.DateField()
    given_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "rules given"
        indexes = [models.Index(fields=["organisation", "stay", "-recorded_at"], name="protection_rulesgiven_stay")]

    def __str__(self) -> str:
        return f"house rules given on {self.given_on}"
