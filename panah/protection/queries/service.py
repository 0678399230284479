"""Reading the help that was offered."""

from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import NotVisible
from panah.core.paging import Page, page
from panah.country.parameters import parameter
from panah.crypto.fields import unseal_many
from panah.organisations.models import Organisation
from panah.protection.models import Note, Service
from panah.protection.rules.consent import POLICING
from panah.protection.rules.order import SERVICE_KINDS


def services(*, actor: Actor, case_id: UUID) -> QuerySet[Service]:
    """Return the help offered in a case, the newest first."""
    found = Service.objects.visible_to(actor).filter(case_id=case_id).select_related("provider")
    return found.order_by("-on", "-id")


def bodies(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations at work in the country, by name: any of them may have a part in a case."""
    home = parameter("country_code", on=today()).value
    return Organisation.objects.filter(retired_on=None, country=home).order_by("sort_key")


def service_line(*, actor: Actor, service_id: UUID) -> Service:
    """
    Return one line of help of an own case.

    :raises NotVisible: if the actor's organisation has none such
    """
    return _one(Service.objects.own(actor), service_id)


def _one(found: QuerySet[Service], service_id: UUID) -> Service:
    row = found.filter(pk=service_id).first()
    if row is None:
        raise NotVisible(f"service {service_id}")
    return row


def service_to_change(*, actor: Actor, service_id: UUID) -> Service:
    """
    Return one line of help of an own case, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation has none such
    """
    return _one(Service.objects.own(actor).select_for_update(), service_id)


def providers(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations of which help can be ordered, by name."""
    return bodies(actor=actor).filter(kind__in=SERVICE_KINDS).exclude(focus_areas__contains=[POLICING])


def notes(*, actor: Actor, case_id: UUID, after: str | None = None) -> Page:
    """Return a page of the notes of a case, opened, the newest first. No grant shows them."""
    rows = Note.objects.own(actor).filter(case_id=case_id)
    values = rows.values("id", "key_id", "text", "written_at", "written_by_id")
    found = page(values, order=("-written_at", "-id"), after=after)
    return Page(unseal_many(Note, found.rows, ("text",)), found.next_cursor)
