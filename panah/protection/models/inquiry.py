from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.protection.states import InquiryStage


class Inquiry(Held):
    """
    The special police unit's work towards a decision. No grant opens it to anybody.

    Case and person are the holder's opaque ids: the unit reads the holder's file only as far as a grant goes.
    """

    GRANT_CASE = None

    reference = models.CharField(max_length=20)
    referral_id = models.UUIDField(null=True)
    case_id = models.UUIDField()
    case_reference = models.CharField(max_length=20, blank=True)
    person_id = models.UUIDField()
    holder_organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    holder_wall = CodeField("wall")
    officer_id = models.UUIDField()
    stage = CodeField("inquiry_stage", default=InquiryStage.INITIAL_ASSISTANCE)
    stage_on = models.DateField()
    opened_on = models.DateField()
    due_on = models.DateField(null=True)
    look_again_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "wall", "-opened_on", "-id"], name="protection_inquiry_newest"),
            models.Index(fields=["organisation", "wall", "stage", "opened_on"], name="protection_inquiry_stage"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="protection_inquiry_reference"),
        ]

    def __str__(self) -> str:
        return self.reference
