"""What is done to a group: opened, read, given members and links, opened to the prosecutor."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.actions import give_grant
from panah.access.models import Grant
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup, Wall
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import NotVisible
from panah.core.ids import new_id, reference
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.prosecution import queries
from panah.prosecution.models import CriminalGroup, Suspect, SuspectLink
from panah.prosecution.rules import check_day, check_ends
from panah.prosecution.states import GroupKind


@transaction.atomic
def open_group(
    *,
    actor: Actor,
    kind: str,
    name: str,
    summary: str = "",
    countries: Collection[str] = (),
    forms: Collection[str] = (),
    opened_on: date | None = None,
) -> CriminalGroup:
    """
    Open a group, of one of three exclusive kinds.

    :raises NotPermitted: if the actor may not open groups
    :raises InvalidInput: if the day lies in the future
    """
    check(actor, Permission.PROSECUTION_GROUP_OPEN)
    day = opened_on or today()
    check_day(day, today=today(), field="opened_on")
    group = CriminalGroup(
        id=new_id(),
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        reference=reference("G", year=day.year),
        kind=GroupKind(kind),
        countries=sorted(countries),
        forms=sorted(forms),
        opened_on=day,
        opened_by_id=actor.id,
    )
    seal(group, name=name, summary=summary)
    CriminalGroup.objects.bulk_create([group])
    log.record(actor=actor, event=Event.PROSECUTION_GROUP_OPENED, subject=group, kind=group.kind)
    return group


@transaction.atomic
def look_at_group(*, actor: Actor, group_id: UUID) -> CriminalGroup:
    """
    Return a group, and log that it was read.

    :raises NotPermitted: if the actor may not read groups
    :raises NotVisible: if there is no such group for this actor
    """
    check(actor, Permission.PROSECUTION_GROUP_READ)
    group = queries.group(actor=actor, group_id=group_id)
    log.record(actor=actor, event=Event.PROSECUTION_GROUP_READ, subject=group, groups=(FieldGroup.CASE,))
    return group


@transaction.atomic
def add_suspect(
    *,
    actor: Actor,
    group_id: UUID,
    role: str,
    name: str,
    details: str = "",
    citizenship: str = "",
    is_company: bool = False,
) -> Suspect:
    """
    Add a member to a group; on pages it goes by a number.

    :raises NotPermitted: if the actor may not change groups
    :raises NotVisible: if the actor's organisation holds no such group
    """
    check(actor, Permission.PROSECUTION_GROUP_CHANGE)
    group = queries.group_to_change(actor=actor, group_id=group_id)
    suspect = Suspect(
        id=new_id(),
        organisation_id=group.organisation_id,
        wall=group.wall,
        key_id=group.key_id,
        group=group,
        number=Suspect.objects.own(actor).filter(group=group, is_company=is_company).count() + 1,
        is_company=is_company,
        role=role,
        citizenship=citizenship,
        added_on=today(),
        added_by_id=actor.id,
    )
    seal(suspect, name=name, details=details)
    Suspect.objects.bulk_create([suspect])
    log.record(
        actor=actor, event=Event.PROSECUTION_SUSPECT_ADDED, subject=suspect, case_id=group.pk, number=suspect.number
    )
    return suspect


@transaction.atomic
def show_suspect(*, actor: Actor, suspect_id: UUID) -> tuple[Suspect, dict[str, str]]:
    """
    Return a member with name and details, and log that they were shown.

    :raises NotPermitted: if the actor may not see who a member is
    :raises NotVisible: if there is no such member for this actor
    """
    check(actor, Permission.PROSECUTION_SUSPECT_SHOW)
    suspect = queries.suspect(actor=actor, suspect_id=suspect_id)
    log.record(
        actor=actor,
        event=Event.PROSECUTION_SUSPECT_SHOWN,
        subject=suspect,
        case_id=suspect.group_id,
        groups=(FieldGroup.IDENTITY,),
    )
    return suspect, unseal(suspect, "name", "details")


@transaction.atomic
def add_link(
    *,
    actor: Actor,
    group_id: UUID,
    from_suspect: UUID,
    to_suspect: UUID,
    kind: str,
    basis: str,
    reason: str,
) -> SuspectLink:
    """
    Record who does what for whom, with the source it is stated in or the reason it is inferred from.

    :raises NotPermitted: if the actor may not change groups
    :raises NotVisible: if the actor's organisation holds no such group, or it has no such member
    :raises InvalidInput: if both ends are the same member
    """
    check(actor, Permission.PROSECUTION_GROUP_CHANGE)
    group = queries.group_to_change(actor=actor, group_id=group_id)
    check_ends(from_suspect, to_suspect)
    if Suspect.objects.own(actor).filter(group=group, pk__in=[from_suspect, to_suspect]).count() != 2:
        raise NotVisible(f"suspects of {group_id}")
    link = SuspectLink(
        id=new_id(),
        organisation_id=group.organisation_id,
        wall=group.wall,
        key_id=group.key_id,
        group=group,
        from_suspect_id=from_suspect,
        to_suspect_id=to_suspect,
        kind=kind,
        basis=basis,
        added_on=today(),
        added_by_id=actor.id,
    )
    seal(link, reason=reason)
    SuspectLink.objects.bulk_create([link])
    log.record(actor=actor, event=Event.PROSECUTION_LINK_ADDED, subject=link, case_id=group.pk, kind=kind, basis=basis)
    return link


@transaction.atomic
def share_group(*, actor: Actor, group_id: UUID, to_organisation_id: UUID, expires_on: date) -> Grant:
    """
    Open a group to the prosecutor who supervises the case, for reading, for a time.

    :raises NotPermitted: if the actor may not open groups to others
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if the actor's organisation holds no such group
    :raises InvalidInput: if it would stay open for longer than 90 days
    """
    check(actor, Permission.PROSECUTION_GROUP_SHARE)
    group = queries.group_to_change(actor=actor, group_id=group_id)
    grant = give_grant(
        actor=actor,
        case_id=group.pk,
        to_organisation_id=to_organisation_id,
        to_wall=Wall.PROSECUTION,
        groups=frozenset({FieldGroup.IDENTITY}),
        purpose="oversight",
        basis="prosecution_order",
        expires_on=expires_on,
        permission=Permission.PROSECUTION_GROUP_SHARE,
    )
    log.record(
        actor=actor, event=Event.PROSECUTION_GROUP_SHARED, subject=group, grant_id=grant.pk, to=to_organisation_id
    )
    return grant
