"""Reading the help that was offered."""

from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.crypto.fields import unseal_many
from panah.organisations.models import Organisation
from panah.protection.models import Note, Service

NOTES = 100


def services(*, actor: Actor, case_id: UUID) -> QuerySet[Service]:
    """Return the help offered in a case, the newest first."""
    found = Service.objects.visible_to(actor).filter(case_id=case_id).select_related("provider")
    return found.order_by("-on", "-id")


def providers(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations that may give help or receive a person's details, by name."""
    return Organisation.objects.filter(retired_on=None, country="AZ").order_by("sort_key")


def notes(*, actor: Actor, case_id: UUID) -> list[dict[str, object]]:
    """Return the newest notes of a case, opened. No grant shows them."""
    rows = Note.objects.own(actor).filter(case_id=case_id).order_by("-written_at")
    return unseal_many(Note, rows.values("id", "key_id", "text", "written_at", "written_by_id")[:NOTES], ("text",))
