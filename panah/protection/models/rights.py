from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case
from panah.protection.states import RightsState

_DECIDED = [RightsState.GRANTED, RightsState.REFUSED, RightsState.DONE]


class RightsRequest(Held):
    """
    A person asks what is held about them, or that it be corrected or restricted. No grant opens it.

    `document` is what was put together when it was prepared, sealed: what the officer decided on is what is handed
    over, letter by letter.
    """

    GRANT_CASE = None

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20)
    kind = CodeField("rights_kind")
    asked_on = models.DateField()
    asked_by = CodeField("consent_giver")
    language = CodeField("language")
    words = SealedTextField()
    due_on = models.DateField()
    state = CodeField("rights_state", default=RightsState.ASKED)
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())
    document = SealedTextField()
    proposal = SealedTextField()
    prepared_by_id = models.UUIDField(null=True)
    prepared_at = models.DateTimeField(null=True)
    is_refused = models.BooleanField(default=False)
    withheld = ArrayField(models.CharField(max_length=40), default=list)
    grounds = ArrayField(models.CharField(max_length=40), default=list)
    decided_by_id = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)
    channel = CodeField("rights_channel", blank=True)
    was_alone = CodeField("yes_no_unknown", blank=True)
    felt_safe = CodeField("yes_no_unknown", blank=True)
    handed_over_on = models.DateField(null=True)
    concerns = CodeField("rights_correction", blank=True)
    corrected_by_id = models.UUIDField(null=True)
    corrected_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case", "-asked_on"], name="protection_rights_case"),
            models.Index(fields=["organisation", "wall", "state", "due_on"], name="protection_rights_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="protection_rights_reference"),
            models.CheckConstraint(
                condition=models.Q(decided_by_id__isnull=True)
                | models.Q(prepared_by_id__isnull=False) & ~models.Q(decided_by_id=models.F("prepared_by_id")),
                name="protection_rights_two_persons",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=_DECIDED)
                | models.Q(decided_by_id__isnull=False, decided_on__isnull=False),
                name="protection_rights_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(is_refused=False, withheld=[]) | models.Q(grounds__len__gte=1),
                name="protection_rights_refusal_has_grounds",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RightsState.DONE)
                | models.Q(handed_over_on__isnull=False, was_alone="yes", felt_safe="yes") & ~models.Q(channel=""),
                name="protection_rights_handed_over_in_safety",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RightsState.DONE, kind="correction", is_refused=False)
                | models.Q(corrected_on__isnull=False)
                | models.Q(concerns=""),
                name="protection_rights_granted_is_corrected",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
