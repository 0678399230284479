"""Reading consular assistance, hand-overs and requests to a foreign mission."""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.models import Grant
from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.walls import Wall
from panah.core.clock import HOME
from panah.core.errors import NotVisible
from panah.core.work import Found, WorkItem
from panah.organisations.models import Organisation
from panah.protection.models import Assistance, Case, HandOver, MissionContact, TravelDocument
from panah.protection.states import ConsularState


def assistances(*, actor: Actor) -> QuerySet[Assistance]:
    """Return the people whom the actor's mission helps, newest first. No names: they are sealed."""
    return Assistance.objects.own(actor).order_by("-received_on", "-id")


def assistance(*, actor: Actor, assistance_id: UUID) -> Assistance:
    """
    Return one record of the actor's mission.

    :raises NotVisible: if there is none
    """
    found: Assistance | None = Assistance.objects.own(actor).filter(pk=assistance_id).first()
    if found is None:
        raise NotVisible(f"assistance {assistance_id}")
    return found


def assistance_to_change(*, actor: Actor, assistance_id: UUID) -> Assistance:
    """
    Return one record of the actor's mission, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found: Assistance | None = Assistance.objects.own(actor).select_for_update().filter(pk=assistance_id).first()
    if found is None:
        raise NotVisible(f"assistance {assistance_id}")
    return found


def documents_of_assistance(*, actor: Actor, assistance_id: UUID) -> QuerySet[TravelDocument]:
    """Return the travel documents that the actor's mission issued to one person, newest first."""
    return TravelDocument.objects.own(actor).filter(assistance_id=assistance_id).order_by("-issued_on")


def hand_overs(*, actor: Actor) -> QuerySet[HandOver]:
    """Return the people announced to the actor's organisation for whom nobody has signed yet, the nearest first."""
    announced = HandOver.objects.for_us(actor).filter(receipt=None, withdrawn_at=None)
    return announced.select_related("from_organisation").order_by("arrives_on")


def hand_overs_of_assistance(*, actor: Actor, assistance_id: UUID) -> QuerySet[HandOver]:
    """Return the hand-overs that the actor's mission announced for one person."""
    announced = HandOver.objects.sent_by_us(actor).filter(assistance_id=assistance_id)
    return announced.select_related("to_organisation", "receipt").order_by("-sent_at")


def hand_over_to_sign(*, actor: Actor, hand_over_id: UUID) -> HandOver:
    """
    Return one hand-over that was announced to the actor's organisation.

    :raises NotVisible: if none was
    """
    found: HandOver | None = (
        HandOver.objects.for_us(actor)
        .select_related("from_organisation")
        .filter(pk=hand_over_id, receipt=None, withdrawn_at=None)
        .first()
    )
    if found is None:
        raise NotVisible(f"hand-over {hand_over_id}")
    return found


def arrivals(*, actor: Actor) -> QuerySet[HandOver]:
    """Return the people for whom the actor's organisation has signed and has no case yet, the first arrived first."""
    helped = Case.objects.own(actor).filter(person_id=OuterRef("person_id"))
    signed = HandOver.objects.for_us(actor).filter(~Exists(helped), receipt__isnull=False)
    return signed.select_related("from_organisation", "receipt").order_by("receipt__arrived_on", "id")


def arrival(*, actor: Actor, hand_over_id: UUID) -> HandOver:
    """
    Return one person who has arrived and for whom the actor's organisation has no case yet.

    :raises NotVisible: if there is none
    """
    found: HandOver | None = arrivals(actor=actor).filter(pk=hand_over_id).first()
    if found is None:
        raise NotVisible(f"arrival {hand_over_id}")
    return found


def receiving_organisations(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the bodies at home that can receive a person: assistance centres and NGOs."""
    kinds = ("assistance_centre", "ngo")
    return Organisation.objects.filter(kind__in=kinds, retired_on=None).order_by("sort_key")


def foreign_missions(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the foreign missions accredited here."""
    return Organisation.objects.filter(kind="embassy", retired_on=None).order_by("sort_key")


def mission_contacts(*, actor: Actor) -> QuerySet[MissionContact]:
    """
    Return what other bodies asked of the actor's mission, newest first.

    Only while what was opened to it lives, or where it has taken the person up in a record of its own: who took the
    consent back is no longer told of.
    """
    taken_up = Assistance.objects.own(actor).filter(person_id=OuterRef("person_id"))
    opened = Q(grant_id__in=Grant.objects.live(actor).values("id"))
    asked = MissionContact.objects.for_us(actor).filter(opened | Exists(taken_up))
    return asked.select_related("from_organisation").order_by("-sent_at")


def mission_contact(*, actor: Actor, contact_id: UUID) -> MissionContact:
    """
    Return one request to the actor's mission to help its national.

    :raises NotVisible: if there is none
    """
    found: MissionContact | None = mission_contacts(actor=actor).filter(pk=contact_id).first()
    if found is None:
        raise NotVisible(f"mission contact {contact_id}")
    return found


def contacts_to_answer(*, actor: Actor) -> QuerySet[MissionContact]:
    """Return the nationals for whom the actor's mission was asked for help and has no record of its own yet."""
    helped = Assistance.objects.own(actor).filter(person_id=OuterRef("person_id"))
    asked = mission_contacts(actor=actor).filter(~Exists(helped), person_id__isnull=False)
    return asked.filter(grant_id__in=Grant.objects.live(actor).values("id"))


def mission_contacts_of_case(*, actor: Actor, case_id: UUID) -> QuerySet[MissionContact]:
    """Return which missions the actor's organisation has asked for help in a case."""
    asked = MissionContact.objects.sent_by_us(actor).filter(case_id=case_id)
    return asked.select_related("to_organisation").order_by("-sent_at")


def consular_work(*, actor: Actor) -> Iterable[WorkItem]:
    """Return the people a mission is helping now, and those whose arrival somebody must sign for."""
    items: list[WorkItem] = []
    if actor.wall == Wall.CONSULAR:
        open_now = assistances(actor=actor).filter(state__in=[ConsularState.OPEN, ConsularState.RETURNING])
        items += [_assistance_item(row) for row in open_now[:50]]
        items += [_contact_item(actor, row) for row in contacts_to_answer(actor=actor)[:50]]
    if actor.wall == Wall.PROTECTION:
        items += [_arrival_item(actor, row) for row in hand_overs(actor=actor)[:50]]
    if actor.may(Permission.PROTECTION_CASE_OPEN):
        items += [_arrived_item(actor, row) for row in arrivals(actor=actor)[:50]]
    return items


def consular_found(*, actor: Actor, text: str) -> Iterable[Found]:
    """Return the mission's record with this reference."""
    if actor.wall != Wall.CONSULAR:
        return []
    rows = assistances(actor=actor).filter(reference=text.strip().upper())[:1]
    return [
        Found(row.reference, _("Consular help"), reverse("protection:assistance_read", args=[row.pk])) for row in rows
    ]


def _assistance_item(row: Assistance) -> WorkItem:
    return WorkItem(
        kind="consular",
        title=_("Help a national"),
        reference=row.reference,
        sender="",
        due_at=_first_hours_end(row) if row.state == ConsularState.OPEN else None,
        url=reverse("protection:assistance_read", args=[row.pk]),
        action=_("Open it"),
    )


def _first_hours_end(row: Assistance) -> datetime:
    return datetime.combine(row.received_on, time(23, 59, 59), HOME)


def _arrival_item(actor: Actor, row: HandOver) -> WorkItem:
    return WorkItem(
        kind="arrival",
        title=_("Receive a person who returns"),
        reference=row.assistance_reference,
        sender=row.from_organisation.name(actor.language),
        due_at=datetime.combine(row.arrives_on, time(23, 59, 59), HOME),
        url=reverse("protection:hand_over_sign", args=[row.pk]),
        action=_("Sign for it"),
    )


def _arrived_item(actor: Actor, row: HandOver) -> WorkItem:
    return WorkItem(
        kind="arrival",
        title=_("Open a case for the person who arrived"),
        reference=row.assistance_reference,
        sender=row.from_organisation.name(actor.language),
        due_at=datetime.combine(row.receipt.arrived_on, time(23, 59, 59), HOME),
        url=reverse("protection:hand_over_open", args=[row.pk]),
        action=_("Open a case"),
    )


def _contact_item(actor: Actor, row: MissionContact) -> WorkItem:
    return WorkItem(
        kind="consular",
        title=_("You are asked to help your national"),
        reference="",
        sender=row.from_organisation.name(actor.language),
        due_at=None,
        url=reverse("protection:contact_read", args=[row.pk]),
        action=_("Open it"),
    )
