from django.db import models

from panah.access.models import Held
from panah.access.walls import FieldGroup
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Person(Held):
    """
    Who the person of a case is.

    Sealed: what names or reaches the person. In clear: what help is planned by and figures are counted by.
    """

    GRANT_GROUP = FieldGroup.IDENTITY

    case = models.OneToOneField(Case, models.PROTECT, related_name="person")
    given_name = SealedTextField()
    surname = SealedTextField()
    patronymic = SealedTextField()
    birth_date = SealedTextField()
    contact = SealedTextField()
    document_number = SealedTextField()
    sex = CodeField("sex_gender", default="unknown")
    age_band = CodeField("age_band", blank=True)
    age_basis = CodeField("age_basis", blank=True)
    citizenship = models.CharField(max_length=2, blank=True)
    language = CodeField("language", blank=True)
    safe_contact = CodeField("safe_contact", default="unknown")

    class Meta:
        indexes = [models.Index(fields=["organisation", "wall", "case"], name="protection_person_case")]

    def __str__(self) -> str:
        return f"person {self.pk}"
