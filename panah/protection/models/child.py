"""The child's path: how old, who stands by, what is best, and whether the family is part of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.access.walls import FieldGroup
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class AgeAssessment(Held):
    """How old a person may be, by which method. `result` follows from the range and its margin of error."""

    GRANT_GROUP = FieldGroup.HEALTH

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    assessed_on = models.DateField()
    method = CodeField("age_method")
    consent = CodeField("yes_no_unknown", default="unknown")
    age_from = models.IntegerField(null=True)
    age_until = models.IntegerField(null=True)
    margin_years = models.IntegerField(default=0)
    result = CodeField("age_result")
    note = SealedTextField()
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "assessed_on"], name="protection_age_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age_from=None)
                | models.Q(age_until=None)
                | models.Q(age_until__gte=models.F("age_from")),
                name="protection_age_range_runs_forward",
            ),
            models.CheckConstraint(
                condition=~models.Q(method="medical") | models.Q(consent="yes"),
                name="protection_age_examined_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"age assessed on {self.assessed_on}"


class Guardian(Held):
    """Who was appointed to act for a child."""

    GRANT_GROUP = FieldGroup.IDENTITY

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = CodeField("guardian_kind")
    body = CodeField("child_body")
    appointed_on = models.DateField()
    ended_on = models.DateField(null=True)
    name = SealedTextField()
    contact = SealedTextField()
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "appointed_on"], name="protection_guardian_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("appointed_on")),
                name="protection_guardian_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"guardian of {self.case_id} from {self.appointed_on}"


class BestInterests(Held):
    """An assessment or a determination of what is best for a child, and what came out of it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = CodeField("interests_kind")
    assessed_on = models.DateField()
    body = CodeField("child_body")
    outcomes = ArrayField(models.CharField(max_length=40), default=list)
    child_heard = CodeField("yes_no_unknown", default="unknown")
    reasons = SealedTextField()
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "assessed_on"], name="protection_interests_case")]
        constraints = [
            models.CheckConstraint(condition=models.Q(outcomes__len__gte=1), name="protection_interests_have_outcomes"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.assessed_on}"


class FamilyAssessment(Held):
    """The answer to one question: is the family part of what was done to the child?"""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    assessed_on = models.DateField()
    involvement = CodeField("family_involvement")
    grounds = SealedTextField()
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField(db_default=Now())
    # The family is involved, and somebody who leads lets the child return to it all the same, with a reason in a note.
    return_allowed_by_id = models.UUIDField(null=True)
    return_allowed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "assessed_on"], name="protection_family_case")]

    def __str__(self) -> str:
        return f"family of {self.case_id} on {self.assessed_on}"
