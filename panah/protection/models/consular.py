from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from panah.access.models import Exchanged, Held
from panah.codes.fields import CodeField
from panah.core.clock import today
from panah.core.ids import new_id
from panah.crypto.fields import SealedTextField


class Assistance(Held):
    """First-hand help of a mission to a national: first hours, document, return. Held by the mission."""

    GRANT_CASE = None

    reference = models.CharField(max_length=20)
    given_name = SealedTextField()
    surname = SealedTextField()
    birth_date = SealedTextField()
    contact = SealedTextField()
    sex = CodeField("sex_gender")
    age_band = CodeField("age_band")
    citizenship = models.CharField(max_length=2)
    language = CodeField("language", blank=True)
    country = models.CharField(max_length=2)
    channel = CodeField("contact_channel")
    document_status = CodeField("document_status")
    has_safe_place = CodeField("yes_no_unknown", default="unknown")
    is_safe_to_return = CodeField("yes_no_unknown", default="unknown")
    consented_on = models.DateField(null=True)
    consent_withdrawn_on = models.DateField(null=True)
    steps_done = ArrayField(models.CharField(max_length=40), default=list)
    received_on = models.DateField(default=today)
    state = CodeField("consular_state", default="open")
    worker_id = models.UUIDField()
    returned_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    person_id = models.UUIDField(default=new_id, editable=False)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-received_on", "-id"], name="protection_assistance_list")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="protection_assistance_reference")
        ]

    def __str__(self) -> str:
        return self.reference


class TravelDocument(Held):
    """A certificate of return. No fee for a person who was trafficked; valid for the way home only."""

    GRANT_CASE = None

    assistance = models.ForeignKey(Assistance, models.PROTECT, related_name="documents")
    number = SealedTextField()
    issued_on = models.DateField()
    valid_until = models.DateField()
    issued_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=models.F("issued_on")), name="protection_traveldocument_order"
            )
        ]

    def __str__(self) -> str:
        return f"travel document {self.id}"


class HandOver(Exchanged):
    """A mission hands a person over to a body at home: what that body must prepare, and no name."""

    assistance = models.ForeignKey(Assistance, models.PROTECT, related_name="hand_overs")
    assistance_reference = models.CharField(max_length=20)
    person_id = models.UUIDField()
    sex = CodeField("sex_gender")
    age_band = CodeField("age_band")
    arrives_on = models.DateField()
    needs = ArrayField(models.CharField(max_length=40), default=list)
    is_escorted = models.BooleanField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "arrives_on"], name="protection_handover_to")]

    def __str__(self) -> str:
        return f"hand-over {self.id}"


class HandOverReceipt(Exchanged):
    """Somebody signs for a person who has arrived safely."""

    hand_over = models.OneToOneField(HandOver, models.PROTECT, related_name="receipt")
    arrived_on = models.DateField()
    signed_by_id = models.UUIDField()
    signed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"hand-over receipt {self.id}"


class MissionContact(Exchanged):
    """A foreign mission is asked to help its national found here: only with consent, never against fear or asylum."""

    case_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    consent_id = models.UUIDField()
    help_wanted = ArrayField(models.CharField(max_length=40), default=list)
    grant_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "-sent_at"], name="protection_missioncontact_to")]

    def __str__(self) -> str:
        return f"mission contact {self.id}"
